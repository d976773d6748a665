//! The field of the search: what of it is selected, and what a key makes of that.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use variorum::app::{Effect, Event};

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

/// The effects and the room after this was pasted into the field that `keys` open.
fn pasted(keys: &str, text: &str) -> TestRoom {
    let mut room = TestRoom::sample(100, 30);
    room.press(keys);
    room.effects.clear();
    room.send(Event::Pasted(text.to_owned()));
    room
}

#[test]
fn a_paste_is_one_edit_in_every_field() {
    let searches = |room: &TestRoom| {
        let search = |effect: &&Effect| matches!(effect, Effect::Search(_));
        room.effects.iter().filter(search).count()
    };
    let room = pasted("s", "missiles\r\nand\tpeace\u{1b}");
    assert_eq!(room.app.search.field.text(), "missiles and peace");
    assert_eq!(searches(&room), 1);
    assert_eq!(pasted("s \"old\" Esc s", "new").app.search.field.text(), "new");
    assert_eq!(pasted("s \"ab\" Left", "XY").app.search.field.text(), "aXYb");
    assert_eq!(pasted("&", "minsk").app.list.filter.text(), "minsk");
    let room = pasted("Enter /", "the");
    let found = room.app.reader.finding.matches.len();
    assert!(found > 0 && room.app.reader.finding.needle == "the");
    assert_eq!(pasted("s", "").app.search.field.text(), "");
    assert!(pasted("", "qqq").effects.is_empty(), "letters of a paste are no keys");
}

#[test]
fn a_field_says_what_it_does_not_hold() {
    let long = "word ".repeat(200_000);
    for keys in ["s", "&", "Enter /", "Enter A", "?"] {
        let mut room = pasted(keys, &long);
        let said = room.text();
        assert!(said.contains("a line holds 4,000 letters"), "{keys}: {said}");
        room.effects.clear();
        room.send(Event::Pasted("more".to_owned()));
        assert!(room.effects.is_empty(), "{keys}: {:?}", room.effects);
    }
    assert_eq!(pasted("s", &long).app.search.field.text().chars().count(), 4_000);
}
