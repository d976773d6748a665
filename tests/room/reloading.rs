//! What changes on disk while one reads: offered, taken in by a key, and the place kept.

use std::sync::Arc;

use variorum::app::{Effect, Event};
use variorum::collection::Changes;
use variorum::collection::Origin;
use variorum::storage::articles;

use crate::support::TestRoom;

#[test]
fn another_look_at_the_files_keeps_the_place_and_says_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let load = || articles::load(&[folder.path().to_owned()]);
    let story = "The mill stood still all winter.\n\nIn spring the river came back.\n\nNobody had asked it to.";
    write("mill.txt", story);
    write("other.txt", "Another thing entirely, in one sentence.\n\nAnd a second paragraph of it.");
    let mut room = TestRoom::of(&load(), Origin::Library, 80, 24);
    room.press("& \"mill\" Enter Enter 3G");
    let words = |room: &TestRoom| {
        let article = room.app.reader.article.clone().unwrap();
        room.app.reader.cursor.of(article.text()).to_owned()
    };
    assert_eq!(words(&room), "Nobody had asked it to.");
    room.press("r");
    assert!(room.effects.contains(&Effect::Rescan));
    write("mill.txt", &format!("A new beginning was added later.\n\n{story}"));
    write("third.txt", "Something new came in.\n\nIt has two paragraphs as well.");
    std::fs::remove_file(folder.path().join("other.txt")).unwrap();
    room.send(Event::Rescanned(Arc::new(load())));
    assert_eq!(words(&room), "Nobody had asked it to.");
    let said = room.text();
    assert!(said.contains("1 article changed, 1 new, 1 gone"), "{said}");
}

#[test]
fn a_change_on_disk_is_offered_moves_nothing_and_is_there_after_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let load = || articles::load(&[folder.path().to_owned()]);
    let mill = (1..=30).map(|n| format!("The mill stood still in its winter number {n}."));
    let mill = mill.collect::<Vec<_>>().join("\n\n");
    write("mill.txt", &mill);
    write("other.txt", "Another thing entirely, in one sentence.\n\nAnd a second paragraph of it.");
    let before = load();
    for keys in ["j", "Enter 20G", "s \"winter\" Enter", "c", "gq"] {
        let mut room = TestRoom::of(&before, Origin::Library, 80, 24);
        room.press(keys);
        // The word of welcome gives way to the next key.
        room.press("Esc");
        let shown = room.text();
        write("mill.txt", &mill.replace("winter number 5.", "winter number 5, and nobody came."));
        write("third.txt", "Something new came in.\n\nIt has two paragraphs as well.");
        let changes = Changes::between(&before, &load());
        room.send(Event::FilesChanged(changes.clone()));
        let offered = room.text();
        let (body, foot) = offered.trim_end().rsplit_once('\n').unwrap();
        assert!(foot.trim_end().ends_with("1 article changed, 1 new, r to reload"), "{offered}");
        assert_eq!(body, shown.trim_end().rsplit_once('\n').unwrap().0);
        // Other keys leave it where it is; that the files are as they were takes it away.
        room.press("Ctrl-L");
        assert!(room.text().contains("r to reload"));
        room.send(Event::FilesChanged(Changes::default()));
        assert_eq!(room.text(), shown);
        room.send(Event::FilesChanged(changes));
        room.press("r");
        room.send(Event::Rescanned(Arc::new(load())));
        assert!(!room.text().contains("to reload"), "{}", room.text());
        assert_eq!(room.app.workspace.collection.len(), 3);
        write("mill.txt", &mill);
        std::fs::remove_file(folder.path().join("third.txt")).unwrap();
    }
}

#[test]
fn the_sentence_read_keeps_its_row_while_the_text_around_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mill.txt");
    let text: Vec<String> =
        (1..=60).map(|n| format!("The mill stood still in its winter number {n}.")).collect();
    std::fs::write(&file, text.join("\n\n")).unwrap();
    let load = || articles::load(&[folder.path().to_owned()]);
    let mut room = TestRoom::of(&load(), Origin::Library, 80, 24);
    room.press("Enter 30G 3j ma");
    let row = |room: &TestRoom| {
        let screen = room.text();
        screen
            .lines()
            .position(|line| line.contains("number 30."))
            .unwrap_or_else(|| panic!("{screen}"))
    };
    let before = row(&room);
    let longer = format!(
        "It had begun long before that, on a day in the autumn which nobody in the village cared to remember.\n\nThe river knew.\n\n{}",
        text.join("\n\n")
    );
    std::fs::write(&file, longer).unwrap();
    room.send(Event::Rescanned(Arc::new(load())));
    assert_eq!(row(&room), before);
    assert!(room.text().contains("¶32 of 62"), "{}", room.text());
    // The place that was named before is still that place.
    room.press("g g ' a");
    assert!(room.text().contains("¶32 of 62"), "{}", room.text());
}

#[test]
fn reading_that_takes_its_time_says_how_far_it_is() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Esc");
    let before = room.text();
    room.send(Event::Reading { read: 4_112, found: 10_000 });
    let foot = room.text().trim_end().lines().next_back().unwrap_or_default().to_owned();
    assert!(foot.ends_with(" 4,112 of 10,000 articles read"), "{foot}");
    let now = room.app.workspace.collection.clone();
    room.send(Event::Rescanned(now));
    room.press("Esc");
    assert_eq!(room.text(), before);
}
