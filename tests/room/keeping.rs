//! Quotes that cannot be saved, that others change, and that no longer fit.

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;
use variorum::app::overlay::Overlay;
use variorum::app::{Effect, Event};
use variorum::quotes::{Quote, State, make, record};
use variorum::storage::quotes::{new_id, now};
use variorum::text::Extent;

use crate::quotes::{BELL, PAID, RUNG, article, collection, kept, on_disk, open, store};
use crate::support::TestRoom;

#[test]
fn what_cannot_be_saved_stays_and_says_why_until_it_is() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("quotes"), "in the way").unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter 2G a");
    let banner = |room: &TestRoom| room.text().lines().next().unwrap().to_owned();
    assert!(banner(&room).contains("NOT SAVED (1)"), "{}", banner(&room));
    room.press("j j gq q");
    assert!(banner(&room).contains("W tries again"), "{}", banner(&room));
    // Leaving asks.
    room.press("Q");
    assert!(matches!(room.app.overlay, Some(Overlay::Unsaved)));
    assert!(!room.effects.contains(&Effect::Quit));
    room.press("Esc W");
    assert!(banner(&room).contains("NOT SAVED (1)"));
    fs::remove_file(folder.path().join("quotes")).unwrap();
    room.press("W");
    assert!(!banner(&room).contains("NOT SAVED"), "{}", banner(&room));
    assert_eq!(on_disk(&folder).first().unwrap().exact, PAID);
    room.press("Q");
    assert!(room.effects.contains(&Effect::Quit));
}

#[test]
fn what_cannot_be_saved_stands_on_top_of_the_pane_and_can_be_read_and_copied() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("quotes"), "in the way").unwrap();
    let mut room = open(&folder, BELL, (100, 30));
    room.press("Enter 2G A \"for_the_book\" Enter gq");
    let text = room.text();
    assert!(
        text.contains("not saved Nobody knows who paid") && text.contains("for the book"),
        "{text}"
    );
    assert!(!text.contains("nothing kept yet"), "{text}");
    room.press("y");
    assert!(matches!(room.effects.last(), Some(Effect::Copy { text, .. }) if text == PAID));
    for key in ["e", "D", "Enter", "m", "x"] {
        room.press(key);
        assert!(room.text().contains("not on the disk yet"), "{key}: {}", room.text());
    }
    fs::remove_file(folder.path().join("quotes")).unwrap();
    room.press("W");
    assert!(!room.text().contains("not saved") && room.text().contains(PAID), "{}", room.text());
}

#[test]
fn leaving_without_saving_prints_the_words() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("quotes"), "in the way").unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter 2G A \"for_the_book\" Enter Q q");
    let printed = room.effects.iter().find_map(|effect| match effect {
        Effect::PrintLast(text) => Some(text.clone()),
        _ => None,
    });
    let printed = printed.unwrap();
    assert!(printed.contains(PAID) && printed.contains("for the book"), "{printed}");
    let source = ["Lena Fourcade", "The bell of Orsay", "1998", "¶2"];
    assert!(source.iter().all(|part| printed.contains(part)), "{printed}");
    assert!(room.effects.contains(&Effect::Quit));
}

#[test]
fn a_signal_ends_the_room_at_once_and_prints_what_is_not_saved() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("quotes"), "in the way").unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter 2G a");
    room.send(Event::Terminated);
    assert!(room.effects.iter().any(|effect| matches!(effect, Effect::PrintLast(_))));
    assert!(room.effects.contains(&Effect::Quit));
}

#[test]
fn what_another_program_does_shows() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, BELL, (80, 24));
    room.press("gq");
    let article = article(BELL);
    let start = article.text().find(RUNG).unwrap();
    let quote = make(&article, Extent::new(start, start + RUNG.len()), new_id(), now()).unwrap();
    store(&folder).add(&quote).unwrap();
    room.look();
    assert!(room.text().contains("2 quotes"), "{}", room.text());
    // Both change the same quote: the reader is shown both and chooses.
    let seen = store(&folder).get(on_disk(&folder).first().unwrap().id).unwrap();
    let theirs = Quote { note: "theirs".into(), ..(*seen.quote).clone() };
    store(&folder).edit(&seen, theirs).unwrap();
    room.press("e \"mine\" Enter");
    let text = room.text();
    assert!(
        text.contains("Two versions") && text.contains("theirs") && text.contains("mine"),
        "{text}"
    );
    assert_eq!(on_disk(&folder).first().unwrap().note, "theirs");
    room.press("Enter");
    assert_eq!(on_disk(&folder).first().unwrap().note, "mine");
    assert_eq!(store(&folder).earlier(seen.quote.id, 2).unwrap().note, "theirs");
}

#[test]
fn a_file_edited_by_hand_while_a_note_is_typed_is_not_written_over() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, BELL, (80, 24));
    room.press("gq e \"typed\"");
    let quote = on_disk(&folder).first().unwrap().clone();
    let by_hand = Quote { note: "by hand".into(), ..(*quote).clone() };
    let path = store(&folder).path(quote.id);
    fs::write(&path, record::write(&by_hand)).unwrap();
    room.look();
    room.press("Enter");
    assert!(matches!(room.app.overlay, Some(Overlay::Conflict { .. })));
    room.press("Esc");
    assert_eq!(on_disk(&folder).first().unwrap().note, "by hand");
    // What was typed is still there, and can be joined to the other.
    assert!(room.text().contains("what you typed"), "{}", room.text());
    assert!(matches!(&room.app.overlay, Some(Overlay::Prompt(ask)) if ask.field.text() == "typed"));
    let again = Quote { note: "by hand, twice".into(), ..by_hand };
    fs::write(&path, record::write(&again)).unwrap();
    room.look();
    room.press("Enter");
    for (width, height) in [(80, 24), (40, 12)] {
        room.resize(width, height);
        for option in ["Take yours", "Join both notes", "Leave what"] {
            assert!(room.text().contains(option), "{option}: {}", room.text());
        }
    }
    room.press("j Enter");
    let note = on_disk(&folder).first().unwrap().note.clone();
    assert!(note.contains("typed") && note.contains("by hand, twice"), "{note}");
}

#[test]
fn orphans_come_first_can_be_read_and_find_another_place() {
    let folder = kept(&[RUNG, PAID]);
    let edited =
        BELL.replace(PAID, "A widow paid for another one, it is said, and wanted no thanks.");
    let mut room = open(&folder, &edited, (100, 30));
    room.press("gq");
    let text = room.text();
    let line = |words: &str| text.lines().position(|line| line.contains(words)).unwrap();
    assert!(line("Orphans") < line("The bell of Orsay"), "{text}");
    assert!(line(PAID) < line(RUNG), "{text}");
    assert!(text.contains("no longer in the article"), "{text}");
    room.press("Enter");
    assert!(room.text().contains("select the words"), "{}", room.text());
    room.press("a");
    let quote = on_disk(&folder).into_iter().find(|quote| quote.exact == PAID).unwrap();
    assert_eq!(quote.placements.len(), 1);
    room.press("gq");
    assert!(room.text().contains("1 changed"), "{}", room.text());
    assert_eq!(room.app.workspace.quotes.state(&quote), Some(State::Changed));
}

#[test]
fn quotes_are_looked_for_again_when_the_files_are() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq");
    let quote = on_disk(&folder).remove(0);
    assert_eq!(room.app.workspace.quotes.state(&quote), Some(State::Attached));
    room.send(Event::Rescanned(Arc::new(collection(&BELL.replace(PAID, "")))));
    assert_eq!(room.app.workspace.quotes.state(&quote), Some(State::Orphan));
    assert!(room.text().contains("1 orphaned"), "{}", room.text());
}

#[test]
fn a_quote_of_an_article_that_is_not_known_again_finds_a_place_in_any_open_one() {
    let folder = kept(&[PAID]);
    let other = "---\ntitle: A ledger\n---\n\nThe clerk counted the coins twice.\n\n\
        Nobody can say now who paid for the second one.\n";
    let ledger = variorum::ingest::read(std::path::Path::new("ledger.md"), other.as_bytes());
    let collection = variorum::collection::Collection::new([Arc::new(ledger.unwrap())], Vec::new());
    let mut room = TestRoom::of(&collection, variorum::collection::Origin::Library, 100, 30)
        .with_quotes(folder.path());
    let foot = |room: &TestRoom| room.text().lines().last().unwrap().to_owned();
    room.press("gq m");
    assert!(foot(&room).contains("open the article"), "{}", foot(&room));
    room.press("j Esc");
    assert_eq!(room.app.workspace.quotes.attaching, None);
    room.press("gq m Enter");
    let said = "select the words, then a puts the quote there · Esc gives up";
    for keys in ["", "j", ")", "}"] {
        room.press(keys);
        assert!(foot(&room).contains(said), "{keys}: {}", foot(&room));
    }
    room.press("v");
    assert!(foot(&room).contains("a puts the quote there"), "{}", foot(&room));
    room.press("Esc / \"Nobody\" Enter V a");
    let quote = on_disk(&folder).remove(0);
    assert_eq!(quote.exact, PAID);
    assert_eq!(room.app.workspace.quotes.state(&quote), Some(State::Changed));
    assert!(!foot(&room).contains("gives up"), "{}", foot(&room));
}

#[test]
fn looking_for_another_place_can_be_given_up() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, &BELL.replace(PAID, ""), (100, 30));
    room.press("gq Enter v l Esc");
    assert!(room.app.workspace.quotes.attaching.is_some());
    room.press("Esc");
    assert!(room.app.workspace.quotes.attaching.is_none());
    assert!(on_disk(&folder).first().unwrap().placements.is_empty());
}

#[test]
fn changed_words_are_shown_and_can_be_taken() {
    let folder = kept(&[
        "It has rung every evening since, but for the two years in which ringing was forbidden.",
    ]);
    let edited = BELL.replace("It has rung", "It has not rung");
    let mut room = open(&folder, &edited, (100, 30));
    room.press("gq");
    let text = room.text();
    assert!(text.contains("changed") && text.contains("{+not +}"), "{text}");
    room.press("Enter");
    assert!(room.text().contains("≠▎ It has not rung"), "{}", room.text());
    room.press("gq");
    room.press("e \"keep_me\" Enter R");
    let quotes = on_disk(&folder);
    assert_eq!(quotes.len(), 1);
    assert!(quotes.first().unwrap().exact.starts_with("It has not rung"));
    assert_eq!(quotes.first().unwrap().note, "keep me");
    room.press("U");
    assert_eq!(on_disk(&folder).len(), 2);
}

#[test]
fn quotes_are_filtered_by_letters_tags_and_state_and_changed_together() {
    let folder = kept(&[PAID, RUNG, "The bell was cast twice."]);
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq x x t \"sound\" Enter X & \"#sound\" Enter");
    let shown = |room: &TestRoom| room.text().lines().next().unwrap().to_owned();
    assert!(shown(&room).contains("2 fit “#sound”"), "{}", shown(&room));
    room.press("Esc & \":orphan\" Enter");
    assert!(room.text().contains("no quote fits"), "{}", room.text());
    room.press("Esc & \"evening\" Enter");
    assert!(shown(&room).contains("1 fit"), "{}", shown(&room));
    room.press("Esc O O O");
    assert!(shown(&room).contains("only changed: 0"), "{}", shown(&room));
    room.press("Esc o");
    assert!(room.text().contains("Under no theme"), "{}", room.text());
    room.press("o");
    assert!(room.text().contains("#sound  2"), "{}", room.text());
}

#[test]
fn a_passage_kept_from_the_comparison_is_kept_under_its_theme() {
    let folder = TempDir::new().unwrap();
    let mut room = TestRoom::sample(120, 32).with_quotes(folder.path());
    room.press("gc Enter j a");
    let quotes = on_disk(&folder);
    let quote = quotes.first().unwrap();
    assert_eq!(quote.themes.len(), 1);
    room.press("gq o");
    assert!(
        room.text().contains(&format!("{}  1", quote.themes.first().unwrap())),
        "{}",
        room.text()
    );
}

#[test]
fn the_speaker_is_a_candidate_until_the_reader_says_so() {
    let folder = kept(&["a gift has no name"]);
    let mut room = open(&folder, BELL, (120, 30));
    room.press("gq");
    assert!(room.text().contains("Henri Vasseur (?), quoted in"), "{}", room.text());
    room.press("w Enter");
    assert!(room.text().contains("Henri Vasseur, quoted in"), "{}", room.text());
}

#[test]
fn a_quote_of_a_newer_form_is_shown_and_copied_and_never_changed() {
    let folder = kept(&[PAID]);
    let quote = on_disk(&folder).remove(0);
    let mut record = record::value(&quote);
    record["variorum"]["schema"] = (record::SCHEMA + 1).into();
    record["variorum"]["mood"] = "calm".into();
    let path = store(&folder).path(quote.id);
    fs::write(&path, record.to_string()).unwrap();
    let before = fs::read(&path).unwrap();
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq");
    assert!(room.text().contains(PAID), "{}", room.text());
    for key in ["e", "t", "w", "m", "D", "Ctrl-E"] {
        room.press(key);
        assert!(room.text().contains("a newer variorum wrote this"), "{key}: {}", room.text());
        assert!(room.app.overlay.is_none());
    }
    room.press("Y");
    assert!(matches!(room.effects.last(), Some(Effect::Copy { .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_quote_that_no_longer_fits_says_that_its_text_was_read_by_other_rules() {
    let folder = kept(&[PAID]);
    let seen = store(&folder).get(on_disk(&folder)[0].id).unwrap();
    let mut older = (*seen.quote).clone();
    older.article.reading = Some(1);
    store(&folder).edit(&seen, older).unwrap();
    let said = "The text was read by other rules then (1, now";
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq");
    assert!(!room.text().contains(said), "{}", room.text());
    let mut room = open(&folder, &BELL.replace(PAID, ""), (100, 30));
    room.press("gq");
    assert!(room.text().contains(said), "{}", room.text());
}

#[test]
fn an_unreadable_file_is_counted_and_a_second_file_can_be_put_away() {
    let folder = kept(&[PAID]);
    let quotes = folder.path().join("quotes");
    fs::write(quotes.join("broken.json"), "{").unwrap();
    let id = on_disk(&folder).first().unwrap().id;
    fs::copy(quotes.join(format!("{id}.json")), quotes.join(format!("{id} (copy).json"))).unwrap();
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq");
    assert!(room.text().contains("1 unreadable"), "{}", room.text());
    assert!(room.text().contains("Two versions"), "{}", room.text());
    room.press("gp");
    assert!(room.text().contains("broken.json"), "{}", room.text());
    room.press("Esc gg D");
    assert!(!room.text().contains("Two versions"), "{}", room.text());
    assert_eq!(on_disk(&folder).len(), 1);
    assert!(quotes.join("broken.json").exists());
}

#[test]
fn words_that_the_author_says_get_no_speaker() {
    let folder = kept(&[PAID]);
    let mut room = open(&folder, BELL, (80, 24));
    room.press("gq w Enter");
    assert_eq!(on_disk(&folder).first().unwrap().quotation, None);
    room.press("w \"Lena\" Enter");
    assert!(room.text().contains("the author says them"), "{}", room.text());
    assert_eq!(on_disk(&folder).first().unwrap().quotation, None);
}

#[test]
fn a_quote_is_cited_with_the_passage_in_which_it_stands_now() {
    let folder = kept(&[PAID]);
    let edited = BELL.replace(
        "The bell was cast twice.",
        "A new beginning was put here.\n\nThe bell was cast twice.",
    );
    let mut room = open(&folder, &edited, (80, 24));
    room.press("gq");
    assert!(room.text().contains("¶3"), "{}", room.text());
    room.press("Y");
    let Some(Effect::Copy { text, .. }) = room.effects.last() else { panic!() };
    assert!(text.contains("¶3)"), "{text}");
    assert_eq!(on_disk(&folder).first().unwrap().passage, Some(2));
}
