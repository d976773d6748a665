//! Journeys through the room as keys.

use std::sync::Arc;

use variorum::app::screen::ScreenName;
use variorum::app::screen::compare::View;
use variorum::app::{Effect, Event};
use variorum::collection::Origin;
use variorum::collection::{BlockOverrides, Collection};
use variorum::storage::articles;

use crate::support::TestRoom;

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
fn q_leads_back_from_parallels_to_where_they_were_asked_for() {
    for back in ["q", "Esc"] {
        let mut room = TestRoom::sample(120, 32);
        room.press("Enter 3G =");
        let first = room.app.reader.place();
        assert!(matches!(room.app.compare.view, View::Columns(_)), "{}", room.text());
        room.press(back);
        assert_eq!((room.app.screen, room.app.reader.place()), (ScreenName::Reader, first));

        // Two deep, and level by level out again.
        room.press("= Right");
        let parallels = room.text();
        room.press("Enter");
        let second = room.app.reader.place();
        assert_ne!(first.unwrap().article, second.unwrap().article);
        room.press("= Right Enter q q");
        assert_eq!((room.app.screen, room.app.reader.place()), (ScreenName::Reader, second));
        room.press("q");
        assert_eq!(room.text(), parallels);
        room.press(back);
        assert_eq!((room.app.screen, room.app.reader.place()), (ScreenName::Reader, first));
        room.press("q");
        assert_eq!(room.app.screen, ScreenName::List);
        room.press("gc");
        assert!(
            matches!(room.app.compare.view, View::Matrix),
            "parallels were looked at in passing"
        );
    }
}

#[test]
fn parallels_leave_the_columns_that_were_open_as_they_were() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter j");
    let columns = room.text();
    room.press("Enter =");
    assert_ne!(room.text(), columns);
    room.press("q q");
    assert_eq!(room.text(), columns);
    room.press("Esc");
    assert!(matches!(room.app.compare.view, View::Matrix));
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
    room.press("B");
    assert!(room.text().contains("B does nothing here · ? help"), "{}", room.text());
    room.press("Enter Ctrl-W");
    let said = "Ctrl-W does nothing here · Tab: next pane";
    assert!(room.text().contains(said), "{}", room.text());
}

#[test]
fn every_real_article_can_be_read_to_its_end() {
    let Some(mut room) = TestRoom::real(80, 24) else { return };
    let articles = room.app.workspace.collection.articles().to_vec();
    assert_eq!(articles.len(), 5);
    for _ in &articles {
        room.press("Enter G");
        let open = room.app.reader.article.clone().unwrap();
        assert_eq!(room.app.reader.percent(), 100);
        assert_eq!(room.app.workspace.percent_read(&open), None, "a jump is not read");
        room.press("j q j");
    }
    for article in &articles {
        assert_eq!(room.app.workspace.percent_read(article), Some(100));
    }
}

#[test]
fn a_block_overruled_counts_the_other_way_and_the_place_stays() {
    let folder = tempfile::tempdir().unwrap();
    let story = "The mill stood still all winter.\n\nIn spring the river came back.\n\nNobody had asked it to.";
    std::fs::write(folder.path().join("mill.txt"), story).unwrap();
    let load = || articles::load(&[folder.path().to_owned()]);
    let mut room = TestRoom::of(&load(), Origin::Library, 80, 24);
    room.press("Enter 3G X");
    assert!(room.text().contains("text → furniture"), "{}", room.text());
    room.press("Enter");
    let asked = room.effects.iter().find_map(|effect| match effect {
        Effect::BlockOverride { article, extent, counts_as } => {
            Some((*article, *extent, *counts_as))
        }
        _ => None,
    });
    let (article, extent, counts_as) = asked.unwrap();
    let mut overrides = BlockOverrides::default();
    overrides.set(article, extent, counts_as);
    let overruled =
        load().articles().iter().cloned().map(|a| overrides.apply(a)).collect::<Vec<_>>();
    room.send(Event::Rescanned(Arc::new(Collection::new(overruled, Vec::new()))));
    let open = room.app.reader.article.clone().unwrap();
    assert_eq!(open.passage_count(), 2);
    assert!(room.text().contains("1 article counted anew"), "{}", room.text());
    assert!(room.text().contains("Nobody had asked it to."));
}

#[test]
fn a_filter_typed_on_taken_back_and_changed_shows_what_it_would_show_at_once() {
    let rows = |keys: &str| {
        let mut room = TestRoom::sample(80, 24);
        room.press(keys);
        room.app.list.rows.clone()
    };
    assert_eq!(rows("& \"known\""), rows("& \"knowx\" Backspace \"n\""));
    assert_eq!(rows("& \"out\""), rows("& \"the\" Ctrl-U \"out\""));
    assert_eq!(rows("& \"o_u\""), rows("& \"o\" \"_u\""));
    assert_eq!(rows("").len(), rows("& \"zzz\" Ctrl-U").len());
    assert_ne!(rows("& \"out\""), rows(""));
}
