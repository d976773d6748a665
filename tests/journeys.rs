//! Journeys through the room as keys.

#[path = "support/room.rs"]
mod room;

use room::TestRoom;
use variorum::app::Effect;
use variorum::app::screen::ScreenName;

#[test]
fn q_leads_back_level_by_level_and_out_of_the_list() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Enter gs gq");
    assert_eq!(room.app.screen, ScreenName::Quotes);
    room.press("q q");
    assert_eq!(room.app.screen, ScreenName::Reader);
    room.press("q");
    assert_eq!(room.app.screen, ScreenName::List);
    assert!(!room.effects.contains(&Effect::Quit));
    room.press("q");
    assert!(room.effects.contains(&Effect::Quit));
}

#[test]
fn back_and_forward_go_through_the_places_visited() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Enter 3G");
    let third = room.app.reader.cursor;
    let first = room.app.reader.article.clone();
    room.press("]d H");
    assert_eq!(room.app.reader.article, first);
    assert_eq!(room.app.reader.cursor, third);
    room.press("L");
    assert_ne!(room.app.reader.article, first);
}

#[test]
fn the_place_in_an_article_is_kept_when_one_comes_back() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Enter 4G ) q j Enter q k Enter");
    let article = room.app.reader.article.clone().unwrap();
    assert_eq!(article.numbers_at(room.app.reader.cursor.start), Some((4, 2)));
}

#[test]
fn help_runs_what_is_chosen() {
    let mut room = TestRoom::sample(80, 24);
    room.press("? \"the_quotes\" Enter");
    assert_eq!(room.app.screen, ScreenName::Quotes);
}

#[test]
fn a_key_that_does_nothing_says_so_and_how_to_get_help() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Z");
    assert!(room.text().contains("Z does nothing here · ? help"), "{}", room.text());
}
