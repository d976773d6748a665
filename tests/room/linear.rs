//! The linear form at several sizes, and what goes on where one left off.

use variorum::app::overlay::Overlay;
use variorum::app::screen::compare::View;
use variorum::app::workspace::Drawing;

use crate::support::TestRoom;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 32), (200, 50)];

fn linear(width: u16, height: u16) -> TestRoom {
    let mut room = TestRoom::sample(width, height);
    room.app.workspace.settings.drawing = Drawing::Linear;
    room
}

#[test]
fn one_thing_after_the_other() {
    let screens = [
        ("list", "j"),
        ("two", "Enter | ]d"),
        ("matrix", "c j l"),
        ("columns", "c j l Enter"),
        ("search", "s \"minsk\" Tab j"),
        ("help", "?"),
    ];
    for (name, keys) in screens {
        for (width, height) in SIZES {
            let mut room = linear(width, height);
            room.press(keys);
            insta::assert_snapshot!(format!("{name}__{width}x{height}"), room.text());
        }
    }
}

#[test]
fn the_line_on_top_says_which_row_is_selected() {
    let mut room = linear(80, 24);
    let top = |room: &TestRoom| room.text().lines().next().unwrap().to_owned();
    assert!(top(&room).ends_with(" 1 of 5"), "{}", room.text());
    assert!(top(room.press("j j")).ends_with(" 3 of 5"), "{}", room.text());
    room.press("c l");
    assert!(top(&room).ends_with(" 1 of 12"), "{}", room.text());
}

#[test]
fn of_stacked_columns_each_keeps_its_cursor_where_two_have_room() {
    let place = |room: &TestRoom| {
        let View::Columns(columns) = &room.app.compare.view else { panic!() };
        (columns.at, columns.columns.iter().map(|column| column.at).collect::<Vec<_>>())
    };
    let mut room = TestRoom::sample(60, 30);
    room.press("c Enter");
    let before = place(&room);
    room.press("G");
    let after = place(&room);
    assert_eq!(after.0, before.0, "the end of a column is its end");
    assert_eq!(after.1[1..], before.1[1..]);
    assert_ne!(place(room.press("Tab j")).0, after.0);
    // Where one is seen alone, its end leads to the next.
    let mut room = TestRoom::sample(40, 12);
    room.press("c Enter");
    let first = place(&room).0;
    for _ in 0..30 {
        room.press("j");
    }
    assert_ne!(place(&room).0, first);
}

#[test]
fn the_list_selects_what_was_read_and_a_look_elsewhere_leaves_what_to_go_on_with() {
    for (width, height) in SIZES {
        let mut room = TestRoom::sample(width, height);
        let [first, second, ..] = room.app.list.rows[..] else { panic!() };
        room.press("Enter ) ) ]d");
        assert_eq!(room.app.list.selected(), Some(first));
        room.press("gl");
        assert_eq!(room.app.list.selected(), Some(second));
        let shown = room.text();
        assert!(shown.contains("go on"), "{shown}");
        room.press(".");
        let open = room.app.reader.article.as_ref().map(|article| article.id());
        assert_eq!(open, Some(first));
    }
}

#[test]
fn whoever_jumped_to_the_end_is_told_how_much_was_read() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter ) G");
    let read = room.app.workspace.percent_read(room.app.reader.article.as_ref().unwrap()).unwrap();
    assert!(room.text().contains(&format!("end of the text · {read}% read")), "{}", room.text());
    assert!(room.text().contains("]d next article"), "{}", room.text());
}

#[test]
fn what_no_key_is_called_is_looked_for_among_the_commands() {
    let mut room = TestRoom::sample(100, 30);
    room.press("? \"palette\"");
    assert!(room.text().contains("looks for it among the commands"), "{}", room.text());
    room.press("Enter");
    let Some(Overlay::Command(line)) = &room.app.overlay else { panic!("{}", room.text()) };
    assert_eq!(line.field.text(), "palette");
    assert!(line.offered.iter().any(|line| line == "set palette light"), "{:?}", line.offered);
    assert!(room.text().lines().rev().nth(1).unwrap().ends_with(" …"), "{}", room.text());
}
