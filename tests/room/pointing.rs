//! The mouse: what is pressed is what was painted there.

use ratatui::layout::Position;
use ratatui::style::Modifier;
use tempfile::TempDir;

use crate::quotes::{BELL, open};
use crate::support::TestRoom;
use strum::IntoEnumIterator;
use variorum::app::Event;
use variorum::app::overlay::Overlay;
use variorum::app::pointer::{Pointer, PointerKind};
use variorum::app::screen::ScreenName;
use variorum::app::widgets::Marking;

impl TestRoom {
    pub(crate) fn point(&mut self, kind: PointerKind, (x, y): (u16, u16)) -> &mut Self {
        self.send(Event::Pointer(Pointer { at: Position::new(x, y), kind }));
        self
    }

    /// Where `words` are painted first: column and row of their first letter.
    pub(crate) fn place_of(&self, words: &str) -> (u16, u16) {
        let text = self.text();
        let (row, line) = text.lines().enumerate().find(|(_, l)| l.contains(words)).unwrap();
        let before = line.split(words).next().unwrap_or_default();
        let column = before.chars().count();
        (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    }
}

pub(crate) fn selected(room: &TestRoom) -> String {
    let reader = &room.app.reader;
    let extent = reader.selection.as_ref().unwrap().extent();
    extent.of(reader.article.as_ref().unwrap().text()).to_owned()
}

/// The first cell that is painted the other way round.
fn reversed(room: &TestRoom) -> Option<(u16, u16)> {
    let buffer = room.buffer();
    let at = buffer.content.iter().position(|cell| cell.modifier.contains(Modifier::REVERSED))?;
    Some(buffer.pos_of(at))
}

#[test]
fn a_row_is_selected_by_a_press_and_opened_by_a_double_one() {
    let mut room = TestRoom::sample(100, 30);
    let third = room.app.list.rows[2];
    room.point(PointerKind::Press, (20, 5));
    assert_eq!((room.app.list.selected(), room.app.screen), (Some(third), ScreenName::List));
    room.point(PointerKind::DoublePress, (20, 5));
    let open = room.app.reader.article.as_ref().map(|article| article.id());
    assert_eq!((open, room.app.screen), (Some(third), ScreenName::Reader));
}

#[test]
fn nothing_is_selected_beside_the_rows() {
    let mut room = TestRoom::sample(100, 30);
    let before = room.app.list.selected();
    for y in [0, 29, 200] {
        room.point(PointerKind::DoublePress, (20, y));
        assert_eq!((room.app.list.selected(), room.app.screen), (before, ScreenName::List));
    }
}

#[test]
fn the_wheel_moves_what_lies_under_it() {
    let mut room = TestRoom::sample(100, 30);
    room.point(PointerKind::WheelDown, (20, 2));
    assert_eq!((room.app.list.cursor.at, room.app.list.preview_top), (3, 0));
    room.point(PointerKind::WheelDown, (20, 26));
    assert_eq!((room.app.list.cursor.at, room.app.list.preview_top), (3, 3));
    room.point(PointerKind::WheelUp, (20, 26)).point(PointerKind::WheelUp, (20, 2));
    assert_eq!((room.app.list.cursor.at, room.app.list.preview_top), (0, 0));
}

#[test]
fn dragging_selects_from_word_to_word_either_way_and_after_a_double_press_by_sentences() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter");
    let (from, to) = (room.place_of("frost"), room.place_of("1709"));
    room.point(PointerKind::Press, from).point(PointerKind::Drag, to);
    let forward = selected(&room);
    assert!(forward.starts_with("frost of 1709"), "{forward}");
    room.point(PointerKind::Press, to).point(PointerKind::Drag, from);
    assert_eq!(selected(&room), forward);
    room.point(PointerKind::DoublePress, from);
    let sentence = selected(&room);
    assert!(sentence.contains(&forward) && sentence.len() > forward.len(), "{sentence}");
    room.point(PointerKind::Drag, to);
    assert_eq!(selected(&room), sentence);
    room.point(PointerKind::Press, from);
    assert!(room.app.reader.selection.is_none());
}

#[test]
fn a_cell_of_the_matrix_is_selected_and_opened() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c");
    room.press("j j l");
    let (row, column) = (room.app.compare.matrix.cursor.at, room.app.compare.matrix.column);
    let at = reversed(&room).unwrap();
    room.press("g g h");
    room.point(PointerKind::Press, at);
    assert_eq!((room.app.compare.matrix.cursor.at, room.app.compare.matrix.column), (row, column));
    room.point(PointerKind::DoublePress, at);
    assert!(room.text().lines().next().unwrap().contains("Compare ›"), "{}", room.text());
}

#[test]
fn the_key_turns_the_mouse_off_and_on() {
    let mut room = TestRoom::sample(100, 30);
    room.press("g m");
    assert!(room.text().contains("left to the terminal"));
    assert!(room.effects.contains(&variorum::app::Effect::CaptureMouse(false)));
    room.press("g m");
    assert!(room.effects.contains(&variorum::app::Effect::CaptureMouse(true)));
}

#[test]
fn a_press_on_a_head_sorts_by_its_column_and_another_turns_the_order_round() {
    let mut room = TestRoom::sample(100, 30);
    let head = room.place_of("length");
    room.point(PointerKind::Press, head);
    assert!(room.text().contains("sorted by words"), "{}", room.text());
    let rows = room.app.list.rows.clone();
    room.point(PointerKind::Press, head);
    let turned: Vec<_> = room.app.list.rows.iter().rev().copied().collect();
    assert_eq!(turned, rows);
}

#[test]
fn a_press_on_a_hint_in_the_foot_does_what_it_says() {
    let mut room = TestRoom::sample(100, 30);
    room.app.message = None;
    let hint = room.place_of("search");
    room.point(PointerKind::Press, hint);
    assert_eq!(room.app.screen, ScreenName::Search);
}

#[test]
fn the_position_bar_leads_where_it_is_pressed_and_the_other_pane_takes_the_keys() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter");
    room.point(PointerKind::Press, (99, 28));
    assert!(room.app.reader.percent() > 90, "{}", room.text());
    room.point(PointerKind::Drag, (99, 2));
    assert!(room.app.reader.percent() < 10, "{}", room.text());
    room.press("|");
    let second = room.app.reader.pane;
    room.point(PointerKind::Press, (20, 12));
    assert_eq!(room.app.reader.pane, second.other());
}

#[test]
fn a_row_of_what_lies_over_the_screen_is_selected_and_a_double_press_does_what_enter_does() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter zc");
    let row = room.place_of("figures");
    room.point(PointerKind::Press, row);
    let Some(Overlay::Markings(markings)) = &room.app.overlay else { panic!("{}", room.text()) };
    assert_eq!(Marking::iter().nth(markings.cursor.at), Some(Marking::Figures));
    let before = room.app.workspace.marked.clone();
    room.point(PointerKind::DoublePress, row);
    assert_ne!(room.app.workspace.marked, before);
    assert!(room.app.overlay.is_some());
}

#[test]
fn a_press_beside_what_lies_over_the_screen_leaves_it() {
    let mut room = TestRoom::sample(100, 30);
    room.press("i");
    let inside = room.place_of("authors");
    room.point(PointerKind::Press, inside);
    assert!(room.app.overlay.is_some());
    room.point(PointerKind::Press, (1, 3));
    assert!(room.app.overlay.is_none());
    // A line that is being typed is not lost by it.
    room.press(": \"theme\"").point(PointerKind::Press, (1, 3));
    assert!(room.app.overlay.is_some());
}

#[test]
fn help_in_two_columns_runs_the_row_that_is_pressed_twice() {
    let mut room = TestRoom::sample(200, 50);
    room.press("?");
    let row = room.place_of("The comparison");
    room.point(PointerKind::DoublePress, row);
    assert_eq!(room.app.screen, ScreenName::Compare);
}

#[test]
fn what_the_command_line_offers_is_put_in_by_a_press_and_done_by_two() {
    let mut room = TestRoom::sample(80, 24);
    room.press(": \"sort_\"");
    let row = room.text().lines().nth(22).unwrap().to_owned();
    let x = u16::try_from(row.find("sort title").unwrap()).unwrap();
    // A press on the line itself, where hints stand else, does nothing.
    room.point(PointerKind::Press, (2, 23)).point(PointerKind::Press, (x, 22));
    assert!(room.text().lines().nth(23).unwrap().starts_with(" :sort title"), "{}", room.text());
    room.point(PointerKind::DoublePress, (1, 22));
    assert!(
        room.app.overlay.is_none() && room.text().contains("sorted by title"),
        "{}",
        room.text()
    );
}
