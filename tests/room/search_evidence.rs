//! What helped to find something, why a hit is there, and where was searched.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use variorum::app::screen::ScreenName;
use variorum::collection::{Collection, Origin};
use variorum::ingest;

use crate::search::DESCRIBED;
use crate::support::TestRoom;

#[test]
fn a_description_says_which_words_helped_and_goes_without_them() {
    let mut room = TestRoom::sample(120, 32);
    room.press(&format!("s {DESCRIBED} Tab"));
    let results = &room.app.search.found.as_ref().unwrap().results;
    assert!(results.described >= 0.5 && !results.also.is_empty(), "{results:?}");
    assert!(room.text().contains("· also: ") && room.text().contains("~ without these"));
    assert!(room.text().contains("  about it: "), "{}", room.text());
    room.press("~");
    let results = &room.app.search.found.as_ref().unwrap().results;
    assert!(results.also.is_empty());
    assert!(room.text().contains("by the words typed alone · ~ adds others"), "{}", room.text());
    room.press("~");
    assert!(room.text().contains("also: "));
}

#[test]
fn only_ticked_articles_are_searched_until_told_otherwise() {
    let mut room = TestRoom::sample(100, 30);
    let found = |room: &TestRoom| -> BTreeSet<_> {
        room.app.search.hits().iter().map(|hit| hit.span.article).collect()
    };
    room.press("s \"missiles\" Tab &");
    assert!(room.text().contains("no article is ticked"), "{}", room.text());
    let all = found(&room);
    assert!(all.len() > 1);
    room.press("x &");
    let one = found(&room);
    assert_eq!(one.len(), 1);
    assert!(room.text().contains("only in 1 ticked article · & searches all"), "{}", room.text());
    room.press("/ Ctrl-U \"talks\" Tab");
    assert_eq!(found(&room), one, "another query looks there too");
    room.press("& / Ctrl-U \"missiles\" Tab");
    assert_eq!(found(&room), all);
}

#[test]
fn why_a_hit_is_there_is_told_in_one_key() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"peace_tlaks_qqqqqq\" Tab w");
    for told in ["tlaks → talks   a slip away", "peace → ", "not in this sentence: qqqqqq"] {
        assert!(room.text().contains(told), "{told}\n{}", room.text());
    }
    room.press("Esc");
    assert_eq!(room.app.screen, ScreenName::Search);
}

#[test]
fn tab_completes_operators_and_values_and_else_leaves_the_field() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"missiles_autho\" Tab");
    assert_eq!(room.app.search.field.text(), "missiles author:");
    room.press("Tab");
    assert_eq!(room.app.search.field.text(), "missiles author:variorum ");
    room.press("Ctrl-U \"missiles_title:\" Tab");
    assert!(room.app.search.typing && room.text().contains(" · "), "the titles are told");
    room.press("Ctrl-U \"missiles\" Tab");
    assert!(!room.app.search.typing, "a word of the articles is none");
}

#[test]
fn a_note_is_found_and_a_byline_said_twice_only_once() {
    let text = "# The bell\n\nBy Ada Quill\n\nAda Quill\n\nThe bell of the town was cast again.[^w]\n\n[^w]: The second of its kind.\n";
    let article = ingest::read(Path::new("bell.md"), text.as_bytes()).unwrap();
    let collection = Collection::new([Arc::new(article)], Vec::new());
    for (query, what, found) in [
        ("second_kind", "note", vec!["The second of its kind."]),
        ("ada_quill", "byline", vec!["By Ada Quill", "Ada Quill"]),
    ] {
        let mut room = TestRoom::of(&collection, Origin::Library, 80, 24);
        room.press(&format!("s \"{query}\""));
        let hits = room.app.search.hits().iter();
        let mut said: Vec<&str> = hits.map(|hit| collection.words_at(hit.span)).collect();
        let all = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), all, "{said:?}");
        assert!(said.iter().all(|words| found.contains(words)) && all > 0, "{said:?}");
        assert!(room.text().contains(what), "{}", room.text());
    }
}

#[test]
fn names_of_themes_are_completed_before_any_comparison_was_made() {
    let mut room = TestRoom::sample(120, 32);
    assert!(room.app.compare.comparison().is_none());
    room.press("s \"theme:\" Tab");
    assert!(room.app.search.typing && room.app.search.themes.len() > 1);
    let said = &room.app.message.as_ref().unwrap().text;
    assert!(said.contains(&room.app.search.themes[0]), "{said}");
}
