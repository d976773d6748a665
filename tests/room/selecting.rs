//! Selecting words inside a sentence: from where one wants, to where one wants.

use tempfile::TempDir;

use crate::quotes::{BELL, on_disk, open};
use crate::support::TestRoom;

fn selected(room: &TestRoom) -> String {
    let reader = &room.app.reader;
    let extent = reader.selection.as_ref().unwrap().extent();
    extent.of(reader.article.as_ref().unwrap().text()).to_owned()
}

fn foot(room: &TestRoom) -> String {
    room.text().lines().last().unwrap().to_owned()
}

#[test]
fn found_words_are_kept_to_the_letter() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter / \"frost_of_1709\" Enter v");
    assert_eq!(selected(&room), "frost of 1709");
    room.press("a");
    assert_eq!(on_disk(&folder).first().unwrap().exact, "frost of 1709");
}

#[test]
fn behind_found_letters_the_rest_of_the_word_comes_next() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter / \"found\" Enter v");
    assert_eq!(selected(&room), "found");
    room.press("l");
    assert_eq!(selected(&room), "founder");
    // Away from what was found a selection starts where the cursor stands.
    room.press("Esc G v");
    assert_eq!(selected(&room), "It");
}

#[test]
fn both_ends_of_a_selection_can_be_moved() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter 2G v 6l o 3l");
    assert_eq!(selected(&room), "paid for the second.");
    room.press("b");
    assert_eq!(selected(&room), "who paid for the second.");
    room.press("o 2h");
    assert_eq!(selected(&room), "who paid for");
    room.press("$");
    assert_eq!(selected(&room), "who paid for the second.");
    room.press("o 0");
    assert_eq!(selected(&room), "Nobody knows who paid for the second.");
    room.press("o V");
    assert_eq!(selected(&room), "Nobody knows who paid for the second.");
}

#[test]
fn the_foot_line_says_what_the_keys_of_the_selection_do() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter v");
    let said = "words: h l move   o other end   a keep   Y with citation   Esc ends";
    assert!(foot(&room).contains(said), "{}", foot(&room));
    room.press("V");
    assert!(foot(&room).contains("sentences: h l move"), "{}", foot(&room));
    room.press("v").resize(40, 12);
    assert!(foot(&room).contains("words: h l move   o other end"), "{}", foot(&room));
    room.press("Esc");
    assert!(!foot(&room).contains("other end"), "{}", foot(&room));
}

#[test]
fn what_was_saved_is_named_in_whole_words_across_paragraphs() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (100, 30));
    room.press("Enter ) V l a");
    assert!(foot(&room).contains("¶1 “The first casting cracked in …”"), "{}", foot(&room));
    room.press("Esc / \"night\" Enter v l l a");
    assert!(foot(&room).contains("saved ¶1 “night. Nobody”"), "{}", foot(&room));
}
