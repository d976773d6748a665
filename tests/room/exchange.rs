//! Quotes out of the room and into it, and two versions of a quote that synchronising left.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use variorum::app::overlay::Overlay;
use variorum::quotes::{Quote, record};

use crate::quotes::{BELL, PAID, RUNG, kept, on_disk, open, store};
use crate::support::TestRoom;

/// A room on the quotes screen, with the path of a folder typed before every file's name.
fn quotes(folder: &TempDir) -> TestRoom {
    let mut room = open(folder, BELL, (100, 30));
    room.press("gq");
    room
}

/// Types a path below `folder` in place of what the line holds.
fn path(room: &mut TestRoom, folder: &TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(name);
    room.press("Ctrl-U").types(path.to_str().unwrap()).press("Enter");
    path
}

#[test]
fn quotes_are_exported_from_their_screen_and_never_over_a_file() {
    let folder = kept(&[PAID, RUNG]);
    let mut room = quotes(&folder);
    room.press("E");
    assert!(
        room.text().contains("Export 2 quotes") && room.text().contains("LaTeX"),
        "{}",
        room.text()
    );
    room.press("Enter");
    assert!(room.text().contains("into the new file quotes.md"), "{}", room.text());
    let file = path(&mut room, &folder, "out.md");
    assert!(room.text().contains("wrote /"), "{}", room.text());
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(PAID) && text.contains(RUNG), "{text}");
    // The same name again: another file, and the first as it was.
    fs::write(&file, "mine").unwrap();
    room.press("x E Enter");
    path(&mut room, &folder, "out.md");
    assert!(room.text().contains("out-2.md"), "{}", room.text());
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let second = fs::read_to_string(folder.path().join("out-2.md")).unwrap();
    // Only the ticked one.
    assert!(second.contains(PAID) && !second.contains(RUNG), "{second}");
    // A filter is obeyed; notes go into a folder.
    room.press("X & \"evening\" Enter E j Enter");
    path(&mut room, &folder, "vault");
    assert!(room.text().contains("wrote /"), "{}", room.text());
    let note = fs::read_dir(folder.path().join("vault")).unwrap().next().unwrap().unwrap();
    let note = fs::read_to_string(note.path()).unwrap();
    assert!(note.contains(RUNG) && !note.contains(PAID), "{note}");
    // What cannot be written is said, and nothing is called unsaved.
    room.press("E Enter");
    path(&mut room, &folder, "out.md/below.md");
    assert!(
        room.text().contains("a file of that name is there already: cannot make the folder"),
        "{}",
        room.text()
    );
    assert!(room.app.workspace.quotes.unsaved.is_empty());
}

#[test]
fn quotes_are_imported_into_the_room_once() {
    let from = kept(&[PAID, RUNG]);
    let mut room = quotes(&from);
    room.press("E j j j j j Enter");
    let file = path(&mut room, &from, "all.json");
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, BELL, (100, 30));
    room.press("gq I");
    room.types(file.to_str().unwrap()).press("Enter");
    assert!(room.text().contains("2 quotes imported"), "{}", room.text());
    for quote in on_disk(&from) {
        let bytes = |folder: &TempDir| fs::read(store(folder).path(quote.id)).unwrap();
        assert_eq!(bytes(&folder), bytes(&from));
    }
    room.press("I").types(file.to_str().unwrap()).press("Enter");
    assert!(room.text().contains("0 quotes imported · 2 already here"), "{}", room.text());
    room.press("I").types("no-such-file.json").press("Enter");
    assert!(room.text().contains("no-such-file.json: there is no such file"), "{}", room.text());
    room.press("I").types(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).press("Enter");
    assert!(room.text().contains("neither JSON"), "{}", room.text());
}

/// A folder with a quote and a second file of it from another computer; the note there is `note`, and so
/// are the `words`.
fn synchronised(words: &str) -> (TempDir, PathBuf) {
    let folder = kept(&[PAID]);
    let here = on_disk(&folder).remove(0);
    let seen = store(&folder).get(here.id).unwrap();
    let noted = Quote { note: "from here".into(), tags: vec!["money".into()], ..(*here).clone() };
    store(&folder).edit(&seen, noted.clone()).unwrap();
    let theirs = Quote {
        note: "from there\nin two lines".into(),
        tags: vec!["church".into(), "money".into()],
        exact: words.to_owned(),
        rev: 2,
        ..noted
    };
    let name = format!("{}.sync-conflict-20240501-101112-ABCDEFG.json", here.id);
    let path = store(&folder).folder().join(name);
    fs::write(&path, record::write(&theirs)).unwrap();
    (folder, path)
}

#[test]
fn case_06_both_versions_are_shown_and_the_reader_joins_or_chooses() {
    let ways: [(&str, &str, &[&str]); 3] = [
        ("Enter", "from here\n\nfrom there\nin two lines", &["money", "church"]),
        ("j Enter", "from here", &["money"]),
        ("j j Enter", "from there\nin two lines", &["church", "money"]),
    ];
    for (keys, note, tags) in ways {
        let (folder, second) = synchronised(PAID);
        let mut room = quotes(&folder);
        room.press("gg Enter");
        let text = room.text();
        for shown in ["from here", "from there / in two lines", "#money", "#church", "Join"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        room.press(keys);
        let quote = on_disk(&folder).remove(0);
        assert_eq!((quote.note.as_str(), quote.exact.as_str()), (note, PAID));
        assert_eq!(quote.tags, tags);
        assert!(!second.exists());
        let trash = store(&folder).read_trash().unwrap();
        assert_eq!(trash.copies.len(), 1, "the second file is in the trash, not gone");
        assert!(!room.text().contains("Two versions"), "{}", room.text());
        // And it can be taken back.
        if keys == "j j Enter" {
            room.press("U");
            assert_eq!(on_disk(&folder)[0].note, "from here");
        }
    }
}

#[test]
fn case_06_words_never_change_whatever_the_other_version_says() {
    for keys in ["Enter", "j Enter", "j j Enter"] {
        let (folder, _) = synchronised("Everybody knows who paid for the second.");
        let mut room = quotes(&folder);
        room.press("gg Enter");
        assert!(room.text().contains("The words here are others and stay"), "{}", room.text());
        room.press(keys);
        let quote = on_disk(&folder).remove(0);
        assert_eq!(quote.exact, PAID);
        assert!(quote.paragraph.contains(PAID));
    }
}

#[test]
fn case_06_a_second_file_that_cannot_be_settled_stays() {
    let (folder, second) = synchronised(PAID);
    // A file where the folder of earlier revisions has to be.
    fs::remove_dir_all(store(&folder).folder().join("history")).unwrap();
    fs::write(store(&folder).folder().join("history"), "in the way").unwrap();
    let mut room = quotes(&folder);
    room.press("gg Enter Enter");
    assert!(room.text().contains("NOT SAVED"), "{}", room.text());
    assert!(second.exists());
    assert_eq!(on_disk(&folder)[0].note, "from here");
}

#[test]
fn case_06_an_unfinished_merge_of_git_is_finished_in_the_room() {
    let folder = kept(&[PAID, RUNG]);
    let ours = on_disk(&folder).remove(0);
    let ours = Quote { note: "ours".into(), tags: vec!["a".into()], ..(*ours).clone() };
    let theirs = Quote { note: "theirs".into(), tags: vec!["b".into()], ..ours.clone() };
    let (one, other) = (record::write(&ours), record::write(&theirs));
    // As git leaves it: the lines that differ between markers, all others once.
    let mut merged = String::new();
    for (a, b) in one.lines().zip(other.lines()) {
        if a == b {
            merged.extend([a, "\n"]);
            continue;
        }
        merged.extend([
            "<<<<<<< HEAD
",
            a,
            "
||||||| base
=======
",
            b,
            "
>>>>>>> laptop
",
        ]);
    }
    let path = store(&folder).path(ours.id);
    fs::write(&path, &merged).unwrap();
    let mut room = quotes(&folder);
    assert!(
        room.text().contains("1 unreadable") && room.text().contains("Two versions"),
        "{}",
        room.text()
    );
    // Nothing is touched until the reader says so.
    room.press("gg D");
    assert_eq!(fs::read_to_string(&path).unwrap(), merged);
    room.press("Enter");
    assert!(matches!(room.app.overlay, Some(Overlay::Choice(_))));
    assert!(room.text().contains("Git left both in"), "{}", room.text());
    room.press("Enter");
    let quotes = on_disk(&folder);
    assert_eq!(quotes.len(), 2);
    let quote = quotes.iter().find(|quote| quote.id == ours.id).unwrap();
    assert_eq!((quote.note.as_str(), quote.exact.as_str()), ("ours\n\ntheirs", PAID));
    assert_eq!(quote.tags, ["a", "b"]);
    let trash = store(&folder).folder().join("trash").join(format!("{}.merge.json", ours.id));
    assert_eq!(fs::read_to_string(trash).unwrap(), merged);
    assert!(!room.text().contains("unreadable"), "{}", room.text());
}

#[test]
fn choices_on_the_screen() {
    for (width, height) in [(80, 24), (120, 32), (40, 12)] {
        let folder = kept(&[PAID, RUNG]);
        let mut room = open(&folder, BELL, (width, height));
        room.press("gq");
        room.press("E");
        insta::assert_snapshot!(format!("quotes_export__{width}x{height}"), room.screen());
    }
}

#[test]
fn what_can_be_done_with_two_versions_is_seen_at_every_size_and_says_no_more_than_there_is() {
    for (width, height) in [(100, 30), (80, 24), (40, 12)] {
        let folder = kept(&[PAID]);
        let here = on_disk(&folder).remove(0);
        let other = Quote { note: "from the train".into(), ..(*here).clone() };
        let name = format!("{}.sync-conflict-20240501-101112-ABCDEFG.json", here.id);
        fs::write(store(&folder).folder().join(&name), record::write(&other)).unwrap();
        let mut room = open(&folder, BELL, (width, height));
        room.press("gq gg Enter");
        for option in ["Join both notes and all tags", "Keep what is here", "Take the other"] {
            assert!(room.text().contains(option), "{option}: {}", room.text());
        }
        room.press("Esc");
        if height > 12 {
            assert!(room.text().contains("chooses or joins"), "{}", room.text());
        }
        // The other version alone can only be kept.
        fs::remove_file(store(&folder).path(here.id)).unwrap();
        room.look();
        assert!(!room.text().contains("joins"), "{}", room.text());
        room.press("gg Enter");
        assert!(room.text().contains("Keep it as the quote"), "{}", room.text());
        assert!(!room.text().contains("Two versions"), "{}", room.text());
    }
}
