//! Whole screens at several sizes.

use crate::support::TestRoom;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 32), (40, 12)];

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
    snap("reader_selecting", "Enter } v l l l");
}

#[test]
fn help() {
    snap("help", "?");
}

#[test]
fn too_small() {
    let mut room = TestRoom::sample(30, 5);
    insta::assert_snapshot!(room.press("Enter").text());
}
