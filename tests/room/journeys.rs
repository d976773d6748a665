//! Journeys through the room as keys.

use crate::support::TestRoom;
use std::sync::Arc;

use variorum::app::screen::ScreenName;
use variorum::app::{Effect, Event, Origin};
use variorum::storage::articles;

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
    room.press("Enter 2G ) q j Enter q k Enter");
    let article = room.app.reader.article.clone().unwrap();
    assert_eq!(article.numbers_at(room.app.reader.cursor.start), Some((2, 2)));
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

#[test]
fn every_real_article_can_be_read_to_its_end() {
    let Some(mut room) = TestRoom::real(80, 24) else { return };
    let articles = room.app.room.collection.articles().to_vec();
    assert_eq!(articles.len(), 5);
    room.press("Enter");
    let mut read = 0;
    for _ in &articles {
        room.press("G");
        let article = room.app.reader.article.clone().unwrap();
        let passages = u32::try_from(article.passage_count()).unwrap();
        assert_eq!(article.numbers_at(room.app.reader.cursor.start).map(|at| at.0), Some(passages));
        assert_eq!(room.app.room.percent_read(&article), Some(100));
        read += 1;
        if read < articles.len() {
            room.press("]d");
        } else {
            room.press("q");
        }
    }
}

#[test]
fn another_look_at_the_files_keeps_the_place_and_says_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let load = || articles::load(&[folder.path().to_owned()]);
    let story = "The mill stood still all winter.\n\nIn spring the river came back.\n\nNobody had asked it to.";
    write("mill.txt", story);
    write("other.txt", "Another thing entirely, in one sentence.\n\nAnd a second paragraph of it.");
    let mut room = TestRoom::of(&load(), Origin::Given, 80, 24);
    room.press("& \"mill\" Enter Enter 3G");
    let words = |room: &TestRoom| {
        let article = room.app.reader.article.clone().unwrap();
        room.app.reader.cursor.of(article.text()).to_owned()
    };
    assert_eq!(words(&room), "Nobody had asked it to.");
    room.press("r");
    assert!(room.effects.contains(&Effect::Rescan));
    write("mill.txt", &format!("A new beginning was added later.\n\n{story}"));
    write("third.txt", "Something new came in.\n\nIt has two paragraphs as well.");
    std::fs::remove_file(folder.path().join("other.txt")).unwrap();
    room.send(Event::Rescanned(Arc::new(load())));
    assert_eq!(words(&room), "Nobody had asked it to.");
    let said = room.text();
    assert!(
        said.contains("1 article changed · 1 article new · 1 article no longer there"),
        "{said}"
    );
}
