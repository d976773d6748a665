//! The field of the search: what of it is selected, and what a key makes of that.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use variorum::app::Event;

use crate::support::TestRoom;

/// The search opened again with the last query in its field, and keys after that.
fn again(keys: &str) -> TestRoom {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"missiles\" Esc Esc s");
    assert_eq!(room.app.search.field.text(), "missiles");
    assert!(!room.app.search.hits().is_empty(), "what was found stays until something is typed");
    room.press(keys);
    room
}

/// What of the line on top is drawn reversed.
fn reversed(room: &TestRoom) -> String {
    let cells = room.buffer();
    let top = (0..cells.area.width).map(|x| &cells[(x, 0)]);
    top.filter(|cell| cell.modifier.contains(Modifier::REVERSED)).map(Cell::symbol).collect()
}

#[test]
fn the_first_letter_takes_the_place_of_the_last_query() {
    for (keys, left) in [
        ("\"peace\"", "peace"),
        ("Backspace", ""),
        ("Ctrl-W", ""),
        ("Left \"x\"", "xmissiles"),
        ("Home \"x\"", "xmissiles"),
        ("Right \"x\"", "missilesx"),
        ("End Backspace", "missile"),
        ("Tab / \"peace\"", "peace"),
    ] {
        assert_eq!(again(keys).app.search.field.text(), left, "{keys}");
    }
    let mut room = again("");
    room.send(Event::Pasted("peace talks".into()));
    assert_eq!(room.app.search.field.text(), "peace talks");
    let hits = room.app.search.hits();
    assert!(
        !hits.is_empty() && hits.iter().all(|hit| hit.words.iter().all(|w| w.query != "missiles"))
    );
}

#[test]
fn a_selected_query_looks_selected() {
    assert_eq!(reversed(&again("")), "missiles");
    assert_eq!(reversed(&again("Left")), "");
    assert_eq!(reversed(&again("\"p\"")), "");
}

#[test]
fn words_that_were_carried_over_are_replaced_by_the_first_letter() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter V s \"peace\"");
    assert_eq!(room.app.search.field.text(), "peace");
}
