//! The library: what it finds again, and what two programs may do at once.

use std::fs;
use std::thread;

use variorum::storage::Places;
use variorum::storage::articles::{Reading, load};
use variorum::storage::library::{self, LibraryEntry};
use variorum::storage::opening::Opening;

#[test]
fn moved_changed_and_missing_articles_are_told_apart() {
    let home = tempfile::tempdir().unwrap();
    let (shelf, data) = (home.path().join("shelf"), home.path().join("data"));
    fs::create_dir(&shelf).unwrap();
    for name in ["moved", "changed", "missing", "same"] {
        fs::write(
            shelf.join(name).with_extension("txt"),
            format!(
                "The {name} text was written on a Monday, and has not been read by anyone since."
            ),
        )
        .unwrap();
    }
    library::update(&data, |library| {
        library.roots.push(shelf.clone());
        assert_eq!(library.take(&load(std::slice::from_ref(&shelf))).added.len(), 4);
    })
    .unwrap();
    fs::rename(shelf.join("moved.txt"), shelf.join("found.txt")).unwrap();
    fs::write(
        shelf.join("changed.txt"),
        "Another text stands here now, and nobody remembers what stood here before it.",
    )
    .unwrap();
    fs::remove_file(shelf.join("missing.txt")).unwrap();
    let now = load(std::slice::from_ref(&shelf));
    let findings = library::update(&data, |library| library.take(&now)).unwrap();
    let names = |entries: &[LibraryEntry]| {
        entries.iter().map(|e| e.place.path.file_name().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        findings.moved.first().map(|(_, e)| e.place.path.clone()),
        Some(shelf.join("found.txt"))
    );
    assert_eq!(names(&findings.changed), ["changed.txt"]);
    assert_eq!(names(&findings.missing), ["missing.txt"]);
    assert_eq!(findings.added, []);
    // What is missing stays known; nothing else is told twice.
    let again = library::update(&data, |library| library.take(&now)).unwrap();
    assert_eq!((again.moved.len(), again.changed.len(), again.missing.len()), (0, 0, 1));
}

#[test]
fn an_empty_library_opens_the_sample_and_a_broken_one_nothing() {
    let home = tempfile::tempdir().unwrap();
    let places = Places::below(home.path());
    assert_eq!(Opening::of(&[], &places).unwrap(), Opening::Sample);
    assert!(!Opening::Sample.load(&Reading::default(), |_, _| {}).is_empty());
    fs::create_dir_all(&places.data).unwrap();
    for broken in ["{", "{\"schema\": 99}", "[]"] {
        fs::write(places.data.join("library.json"), broken).unwrap();
        assert!(Opening::of(&[], &places).is_err());
        assert!(library::update(&places.data, |library| library.roots.push("/x".into())).is_err());
        assert_eq!(fs::read_to_string(places.data.join("library.json")).unwrap(), broken);
    }
}

#[test]
fn two_programs_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for n in 0..8 {
            let data = home.path();
            scope.spawn(move || {
                library::update(data, |library| library.roots.push(format!("/shelf/{n}").into()))
                    .unwrap();
            });
        }
    });
    assert_eq!(library::read(home.path()).unwrap().roots.len(), 8);
}
