//! Selecting words inside a sentence: from where one wants, to where one wants.

use proptest::prelude::*;
use tempfile::TempDir;
use unicode_segmentation::UnicodeSegmentation;

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
    assert_eq!(selected(&room), "founde");
    room.press("e");
    assert_eq!(selected(&room), "founder");
    // Away from what was found a selection starts where the cursor stands.
    room.press("Esc G v");
    assert_eq!(selected(&room), "I");
}

#[test]
fn both_ends_of_a_selection_can_be_moved() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter 2G v 6w $ o 3w");
    assert_eq!(selected(&room), "paid for the second.");
    room.press("b");
    assert_eq!(selected(&room), "who paid for the second.");
    room.press("o 2b 2h");
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
    let said = "characters: h l w b e move   o other end   a keep";
    assert!(foot(&room).contains(said), "{}", foot(&room));
    room.press("V");
    assert!(foot(&room).contains("sentences: h l move"), "{}", foot(&room));
    room.press("v").resize(40, 12);
    assert!(foot(&room).contains("characters: h l move"), "{}", foot(&room));
    room.press("Esc");
    assert!(!foot(&room).contains("other end"), "{}", foot(&room));
}

#[test]
fn what_was_saved_is_named_in_whole_words_across_paragraphs() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (100, 30));
    room.press("Enter ) V l a");
    assert!(foot(&room).contains("¶1 “The first casting cracked in …”"), "{}", foot(&room));
    room.press("Esc / \"night\" Enter v e e a");
    assert!(foot(&room).contains("saved ¶1 “night. Nobody”"), "{}", foot(&room));
}

#[test]
fn motions_of_vim_move_the_end_of_a_selection_by_characters() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (80, 24));
    room.press("Enter 2G v");
    for (keys, wanted) in [
        ("w", "Nobody k"),
        ("e", "Nobody knows"),
        ("w e", "Nobody knows who"),
        ("b b", "Nobody k"),
        ("f w", "Nobody know"),
        ("f z", "Nobody know"),
        ("t p", "Nobody knows who "),
        ("F b", "Nob"),
        ("2f o", "Nobody kno"),
        ("0", "N"),
        ("$", "Nobody knows who paid for the second."),
    ] {
        room.press(keys);
        assert_eq!(selected(&room), wanted, "{keys}");
    }
}

#[test]
fn a_selection_goes_from_row_to_row_and_over_paragraphs_and_back() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (40, 24));
    room.press("Enter v j");
    let one = selected(&room);
    assert!(one.len() > 15 && one.len() < 45, "{one}");
    room.press("k");
    assert_eq!(selected(&room).chars().count(), 1);
    room.press("G 999l");
    let all = selected(&room);
    room.press("999h");
    assert_eq!(selected(&room).chars().count(), 1);
    room.press("999l");
    assert_eq!(selected(&room), all);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_selected_are_whole_characters_that_can_be_quoted(
        keys in prop::collection::vec(prop::sample::select(vec![
            "v", "V", "h", "l", "w", "b", "e", "0", "$", "o", "j", "k", ")", "(", "f e", "t a", "F o", "9l", "7h",
        ]), 1..30),
    ) {
        let folder = TempDir::new().unwrap();
        let mut room = open(&folder, "Ein e\u{301}tat 👩‍🚀 ab.\u{a0}Zwei! Drei\n\n- 日本語の文。次の文。\n\nŁódź (“ok”).\n", (40, 12));
        room.press("Enter v");
        for key in keys {
            room.press(key);
            let reader = &room.app.reader;
            let text = reader.article.as_ref().unwrap().text();
            if let Some(selection) = &reader.selection {
                let extent = selection.extent();
                let words = text.get(extent.start..extent.end).unwrap();
                prop_assert!(!words.is_empty());
                let whole = |at: usize| at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at);
                prop_assert!(whole(extent.start) && whole(extent.end), "{words:?}");
            }
            room.text();
        }
    }
}
