//! Keeping quotes, finding them again, and losing none: as keys, with a real folder behind.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use variorum::app::Effect;
use variorum::app::overlay::Overlay;
use variorum::app::screen::ScreenName;
use variorum::collection::Origin;
use variorum::collection::{Article, Collection};
use variorum::ingest;
use variorum::quotes::{Quote, make};
use variorum::storage::quotes::{Store, StoreSnapshot, new_id, now};
use variorum::text::Extent;

use crate::support::TestRoom;

pub(crate) const BELL: &str = "---\ntitle: The bell of Orsay\nauthor: Lena Fourcade\ndate: 1998-05-02\nsource: Le Carillon\n---\n\n\
    The bell was cast twice. The first casting cracked in the frost of 1709, and the founder left \
    town the same night.\n\n\
    Nobody knows who paid for the second. “It was a gift, and a gift has no name,” the priest Henri \
    Vasseur wrote in the margin of the register.\n\n\
    It has rung every evening since, but for the two years in which ringing was forbidden.\n";
pub(crate) const PAID: &str = "Nobody knows who paid for the second.";
pub(crate) const RUNG: &str = "It has rung every evening since";

pub(crate) fn article(text: &str) -> Article {
    ingest::read(Path::new("bell.md"), text.as_bytes()).unwrap()
}

pub(crate) fn collection(text: &str) -> Collection {
    Collection::new([Arc::new(article(text))], Vec::new())
}

pub(crate) fn open(folder: &TempDir, text: &str, (width, height): (u16, u16)) -> TestRoom {
    TestRoom::of(&collection(text), Origin::Library, width, height).with_quotes(folder.path())
}

pub(crate) fn store(folder: &TempDir) -> Store {
    Store::below(folder.path())
}

pub(crate) fn on_disk(folder: &TempDir) -> Vec<Arc<Quote>> {
    let shelf = store(folder).read(&StoreSnapshot::default()).unwrap();
    shelf.quotes.into_iter().map(|kept| kept.quote).collect()
}

/// A folder in which these words of the bell are kept.
pub(crate) fn kept(words: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let article = article(BELL);
    for words in words {
        let start = article.text().find(words).unwrap();
        let extent = Extent::new(start, start + words.len());
        store(&folder).add(&make(&article, extent, new_id(), now()).unwrap()).unwrap();
    }
    folder
}

#[test]
fn one_key_keeps_the_sentence_and_says_so_when_the_disk_has_it() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter 2G a");
    assert!(room.text().contains("saved ¶2 “Nobody knows who paid for the …”"), "{}", room.text());
    assert_eq!(on_disk(&folder).first().unwrap().exact, PAID);
    assert!(room.screen().contains("underlined"), "{}", room.screen());
    room.press("a");
    assert!(room.text().contains("kept already"), "{}", room.text());
    room.press("G gq Enter");
    assert_eq!(room.app.screen, ScreenName::Reader);
    let cursor = room.app.reader.cursor;
    assert_eq!(cursor.of(room.app.reader.article.as_ref().unwrap().text()), PAID);
    room.press("gl");
    assert!(room.text().lines().next().unwrap().contains("1 quote"), "{}", room.text());
}

#[test]
fn a_selection_becomes_a_cited_quote_on_the_clipboard_in_four_keys() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter");
    let keys = "v 3e Y";
    assert!(keys.split(' ').count() <= 4);
    room.press(keys);
    let Some(Effect::Copy { text, .. }) = room.effects.last() else { panic!() };
    assert_eq!(
        text,
        "“The bell was” (Lena Fourcade, “The bell of Orsay”, Le Carillon, 2 May 1998, ¶1)"
    );
}

#[test]
fn quotes_are_stepped_through_in_the_article() {
    let folder = kept(&[RUNG, PAID]);
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter ]q");
    let words = |room: &TestRoom| {
        let text = room.app.reader.article.as_ref().unwrap().text().to_owned();
        room.app.reader.cursor.of(&text).to_owned()
    };
    assert_eq!(words(&room), PAID);
    room.press("]q");
    assert!(words(&room).starts_with(RUNG));
    room.press("]q");
    assert_eq!(words(&room), PAID);
    room.press("[q");
    assert!(words(&room).starts_with(RUNG));
}

#[test]
fn note_and_tags_are_edited_in_place() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter G A \"ring_ring\" Enter gq e \"who?\" Enter t \"money,_church\" Enter");
    let quotes = on_disk(&folder);
    assert_eq!(quotes.len(), 2);
    assert_eq!(quotes.first().unwrap().note, "who?");
    assert_eq!(quotes.first().unwrap().tags, ["money", "church"]);
    assert_eq!(quotes.last().unwrap().note, "ring ring");
    room.press("e Ctrl-U \"never_mind\" Esc");
    assert_eq!(on_disk(&folder).first().unwrap().note, "who?");
}

#[test]
fn what_was_removed_comes_back_in_this_session_and_in_a_later_one() {
    let folder = kept(&[PAID, RUNG]);
    let mut room = open(&folder, BELL, (80, 24));
    room.press("gq x x D");
    assert!(on_disk(&folder).is_empty());
    assert!(room.text().contains("2 quotes in the trash"), "{}", room.text());
    room.press("U");
    assert_eq!(on_disk(&folder).len(), 2);
    room.press("D");
    let mut later = open(&folder, BELL, (80, 24));
    later.press("gq U");
    assert_eq!(on_disk(&folder).len(), 2);
    // What was just kept can be taken back where one stands.
    later.press("gr G a");
    assert_eq!(on_disk(&folder).len(), 3);
    later.press("U");
    assert_eq!(on_disk(&folder).len(), 2);
}

#[test]
fn every_change_of_a_quote_can_be_undone_step_by_step() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq e \"first\" Enter e Ctrl-U \"second\" Enter t \"church\" Enter");
    assert!(room.text().contains("U undoes"), "{}", room.text());
    // It is put at other words of the article.
    room.press("m G a gq");
    let now = || on_disk(&folder).remove(0);
    assert_eq!((now().placements.len(), now().tags.len()), (1, 1));
    room.press("U");
    assert!(room.text().contains("undone: ¶2"), "{}", room.text());
    assert_eq!((now().placements.len(), now().tags.len()), (0, 1));
    room.press("U");
    assert_eq!((now().note.as_str(), now().tags.len()), ("second", 0));
    room.press("U");
    assert_eq!(now().note, "first");
    room.press("U");
    assert_eq!(now().note, "");
    // Nothing is lost by it: each state is in the history.
    let notes: Vec<String> = (1..now().rev)
        .map(|rev| store(&folder).earlier(now().id, rev).unwrap().note.clone())
        .collect();
    assert!(notes.contains(&"first".to_owned()) && notes.contains(&"second".to_owned()));
    assert_eq!(now().exact, PAID);
    room.press("U");
    assert!(room.text().contains("nothing to undo"), "{}", room.text());
}

/// Waits until the clock of the file system has moved on, by which files are older or newer.
fn tick(folder: &TempDir) {
    let stamp = || {
        let file = folder.path().join("clock");
        fs::write(&file, "x").unwrap();
        fs::metadata(file).unwrap().modified().unwrap()
    };
    let before = stamp();
    while stamp() == before {
        std::thread::yield_now();
    }
}

#[test]
fn changes_of_earlier_sessions_are_undone_too_the_latest_first() {
    let folder = kept(&[PAID, RUNG]);
    let mut room = open(&folder, BELL, (100, 30));
    for change in ["gq e \"one\" Enter", "j t \"bell\" Enter", "k e Ctrl-U \"two\" Enter", "j D"] {
        room.press(change);
        tick(&folder);
    }
    let now = || on_disk(&folder);
    assert_eq!(now().len(), 1);
    let mut later = open(&folder, BELL, (100, 30));
    later.press("gq U");
    assert_eq!(now().len(), 2);
    later.press("U");
    assert_eq!((now()[0].note.as_str(), now()[1].tags.len()), ("one", 1));
    later.press("U");
    assert_eq!((now()[0].note.as_str(), now()[1].tags.len()), ("one", 0));
    later.press("U");
    assert_eq!(now()[0].note, "");
    // What is done in between is undone first, and then one goes on where one was.
    later.press("U");
    assert!(later.text().contains("nothing to undo"), "{}", later.text());
    assert_eq!(now().len(), 2);
}

#[test]
fn tags_of_many_quotes_are_undone_as_one_change() {
    let folder = kept(&[PAID, RUNG]);
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq x x t \"sound\" Enter");
    assert!(on_disk(&folder).iter().all(|quote| quote.tags == ["sound"]));
    room.press("U");
    assert!(on_disk(&folder).iter().all(|quote| quote.tags.is_empty()));
}

#[test]
fn undoing_never_writes_over_what_another_program_wrote() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq e \"mine\" Enter");
    let seen = store(&folder).get(on_disk(&folder)[0].id).unwrap();
    let theirs = Quote { note: "theirs".into(), ..(*seen.quote).clone() };
    store(&folder).edit(&seen, theirs).unwrap();
    room.press("U");
    assert!(matches!(room.app.overlay, Some(Overlay::Conflict { .. })));
    room.press("Esc");
    assert_eq!(on_disk(&folder)[0].note, "theirs");
}

fn snap(name: &str, folder: impl Fn() -> TempDir, text: &str, keys: &str) {
    for size in [(80, 24), (120, 32), (40, 12)] {
        let folder = folder();
        let mut room = open(&folder, text, size);
        room.press(keys);
        insta::assert_snapshot!(format!("{name}__{}x{}", size.0, size.1), room.screen());
    }
}

#[test]
fn screens() {
    let three = || {
        kept(&[
            PAID,
            "a gift has no name",
            "It has rung every evening since, but for the two years in which ringing was forbidden.",
        ])
    };
    let edited =
        BELL.replace(PAID, "A widow may have paid.").replace("evening since", "morning since");
    snap("quotes_empty", || TempDir::new().unwrap(), BELL, "gq");
    snap("quotes", three, BELL, "gq j e \"ask_the_archive\" Enter t \"church\" Enter");
    snap("quotes_changed", three, &edited, "gq j j");
    snap("quotes_note", three, BELL, "gq e \"a_note\"");
    snap("reader_quotes", three, BELL, "Enter");
}

#[test]
fn without_quotes_the_foot_offers_no_key_that_is_about_one() {
    let mut room = TestRoom::sample(120, 32);
    room.press("gq");
    let shown = room.text();
    let foot = shown.lines().last().unwrap();
    assert!(foot.contains("take quotes from a file"), "{foot}");
    for offered in ["go there", "note", "tags", "remove", "tick"] {
        assert!(!foot.contains(offered), "{foot}");
    }
}
