//! Whole screens at several sizes.

use crate::support::TestRoom;

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 32), (40, 12), (200, 50)];

fn snap(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut room = TestRoom::sample(width, height);
        room.press(keys);
        insta::assert_snapshot!(format!("{name}__{width}x{height}"), room.screen());
    }
}

#[test]
fn list() {
    snap("list", "");
}

#[test]
fn list_filtered() {
    snap("list_filtered", "& \"out\"");
}

#[test]
fn reader() {
    snap("reader", "Enter ) )");
}

#[test]
fn reader_finding() {
    snap("reader_finding", "Enter / \"minsk\" Enter n");
}

#[test]
fn reader_selecting() {
    snap("reader_selecting", "Enter } v w w e");
}

#[test]
fn help() {
    snap("help", "?");
}

#[test]
fn a_sequence_half_typed() {
    snap("half_typed", "Enter z");
}

#[test]
fn going_on_reading() {
    snap("going_on", "Enter } } q");
}

#[test]
fn what_is_marked() {
    snap("marked", "Enter zc j");
}

#[test]
fn a_theme_in_the_reader() {
    snap("on_theme", "c gr ]t");
}

#[test]
fn too_small() {
    let mut room = TestRoom::sample(30, 5);
    insta::assert_snapshot!(room.press("Enter").text());
}

#[test]
fn compare_matrix() {
    snap("compare_matrix", "c j l");
}

#[test]
fn compare_columns() {
    snap("compare_columns", "c Enter j Tab");
}

#[test]
fn compare_silent_column() {
    snap("compare_silent_column", "c 5j Enter");
}

#[test]
fn compare_near_column() {
    snap("compare_near_column", "c j j Enter");
}

#[test]
fn compare_why() {
    snap("compare_why", "c Enter w");
}

#[test]
fn compare_parallels() {
    snap("compare_parallels", "c Enter = j");
}

#[test]
fn compare_concordance() {
    snap("compare_concordance", "c K \"peace\" Enter");
}

#[test]
fn compare_editor() {
    snap("compare_editor", "c e");
}

#[test]
fn compare_words() {
    snap("compare_words", "c W");
}

#[test]
fn a_message_longer_than_the_foot_is_told_in_full() {
    use variorum::app::Message;
    let words = "no program here opens addresses (xdg-open, open or BROWSER): y copies the address";
    for message in [Message::error(words), Message::note(words)] {
        let mut room = TestRoom::sample(40, 12);
        room.press("Enter").app.message = Some(message);
        let shown: Vec<String> = room.text().lines().map(str::to_owned).collect();
        let letters = |words: &str| words.replace(' ', "");
        assert_eq!(letters(&shown[9..].concat()), letters(words));
        // A key takes it away, and with it the lines that it took.
        room.press("j");
        assert!(!room.text().contains("opens addresses") && room.text().contains("? help"));
    }
}
