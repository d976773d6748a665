//! Keys that come faster than the disk answers do what they do when typed slowly.

use tempfile::TempDir;
use variorum::app::overlay::Overlay;

use crate::quotes::{BELL, on_disk, open};
use crate::support::TestRoom;

/// What is on the disk and in the room after all these keys, whose orders are answered only then.
fn typed_ahead(room: &mut TestRoom, keys: &str) {
    room.hold_quotes();
    room.press(keys);
    room.release_quotes();
}

#[test]
fn edits_typed_ahead_follow_one_another() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (100, 30));
    room.press("Enter 2G a gq");
    typed_ahead(&mut room, "e \"abc\" Enter t \"tag\" Enter t \"two\" Enter");
    assert!(!matches!(room.app.overlay, Some(Overlay::Conflict { .. })), "{}", room.text());
    let kept = on_disk(&folder);
    let kept = kept.first().unwrap();
    assert_eq!(kept.note, "abc");
    assert!(kept.tags.contains(&"tag".to_owned()) && kept.tags.contains(&"two".to_owned()));
    // Each is undone by itself, the last first.
    room.press("U");
    let tags = |folder: &TempDir| on_disk(folder).first().unwrap().tags.clone();
    assert_eq!(tags(&folder), ["tag"]);
    room.press("U U");
    let now = on_disk(&folder);
    assert_eq!((now[0].note.as_str(), now[0].tags.len()), ("", 0));
}

#[test]
fn what_is_typed_ahead_ends_as_if_typed_slowly() {
    for keys in
        ["2G a ) a U", "2G a U ) a", "2G a ) a U U U", "2G a U U ) a U", "2G a ) a U U 1G a U"]
    {
        let left = |ahead: bool| {
            let folder = TempDir::new().unwrap();
            let mut room = open(&folder, BELL, (100, 30));
            room.press("Enter");
            if ahead {
                typed_ahead(&mut room, keys);
            } else {
                room.press(keys);
            }
            let mut words: Vec<String> =
                on_disk(&folder).iter().map(|quote| quote.exact.clone()).collect();
            words.sort();
            words
        };
        assert_eq!(left(true), left(false), "{keys}");
    }
}
