//! The guarantees G1–G7 and the failure cases, each by name.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::{TempDir, tempdir};
use variorum::quotes::record::SCHEMA;
use variorum::quotes::{Anchor, CitationForm, Quote, anchor, export, import, locate, record};
use variorum::storage::quotes::{FORMAT, Store, StoreError, StoreSnapshot, StoredQuote};

use crate::articles::{LIGHTHOUSE, article, at, collection, quote};
use crate::faults::Faulty;

pub(crate) const WORDS: &str = "a light that burns asks no questions";
pub(crate) const OTHER: &str = "Nobody on the mainland seems to have noticed";

pub(crate) fn store(folder: &TempDir) -> Store {
    Store::below(folder.path())
}

pub(crate) fn read(folder: &TempDir) -> StoreSnapshot {
    store(folder).read(&StoreSnapshot::default()).unwrap()
}

/// Every file below a folder with its content, the lock aside.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.file_name().unwrap() != "lock" {
            found.push((entry.clone(), fs::read(&entry).unwrap()));
        }
    }
    found.sort();
    found
}

/// A record that says it has another form.
pub(crate) fn in_form(record: &str, form: u32) -> String {
    record.replacen(&format!("\"schema\": {SCHEMA}"), &format!("\"schema\": {form}"), 1)
}

pub(crate) fn old() -> Quote {
    quote(&article(LIGHTHOUSE), WORDS)
}

/// A store with one quote in it, and that quote.
pub(crate) fn with_one() -> (TempDir, StoredQuote) {
    let folder = tempdir().unwrap();
    let kept = store(&folder).add(&old()).unwrap();
    (folder, kept)
}

#[test]
fn g1_a_saved_quote_is_whole_on_the_disk() {
    let (folder, kept) = with_one();
    let path = store(&folder).path(kept.quote.id);
    assert_eq!(fs::read_to_string(&path).unwrap(), record::write(&kept.quote));
    assert_eq!(read(&folder).quotes, [kept]);
    // Bytes, name and folder were brought to the disk, in this order, before it was called saved.
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("quotes")).unwrap();
    fs::write(folder.path().join("quotes/FORMAT"), format!("{FORMAT}\n")).unwrap();
    let faulty = Faulty::sound();
    Store::on(&faulty, folder.path().join("quotes")).add(&old()).unwrap();
    assert_eq!(*faulty.taken.borrow(), ["create", "write", "sync", "rename new", "sync folder"]);
}

#[test]
fn g2_no_operation_on_one_quote_touches_another() {
    let (folder, kept) = with_one();
    let store = store(&folder);
    let before = fs::read(store.path(kept.quote.id)).unwrap();
    let other = store.add(&quote(&article(LIGHTHOUSE), OTHER)).unwrap();
    let noted = Quote { note: "look up".into(), ..(*other.quote).clone() };
    let noted = store.edit(&other, noted).unwrap();
    store.remove(&noted).unwrap();
    store.restore(noted.quote.id).unwrap();
    assert_eq!(fs::read(store.path(kept.quote.id)).unwrap(), before);
}

#[test]
fn g3_what_cannot_be_read_is_shown_and_never_written_over() {
    let (folder, kept) = with_one();
    let store = store(&folder);
    let path = store.path(kept.quote.id);
    fs::write(&path, [0; 400]).unwrap();
    assert_eq!(read(&folder).problems.len(), 1);
    assert!(matches!(store.add(&kept.quote), Err(StoreError::Unreadable(_))));
    assert!(matches!(store.edit(&kept, (*kept.quote).clone()), Err(StoreError::Unreadable(_))));
    assert!(matches!(store.remove(&kept), Err(StoreError::Unreadable(_))));
    assert_eq!(fs::read(&path).unwrap(), [0; 400]);
}

#[test]
fn g4_a_quote_outlives_its_article() {
    let quote = old();
    let standing = locate(&[&quote], &collection([])).remove(0);
    assert_eq!((standing.article, standing.anchor), (None, Anchor::Orphan));
    let text =
        export::markdown([&quote], export::Grouping::Article, &CitationForm::default().into());
    assert!(text.contains(WORDS) && text.contains("Moll 2021"), "{text}");
}

#[test]
fn g5_words_that_differ_say_so() {
    let whole = article(LIGHTHOUSE);
    let sentence =
        "Nobody on the mainland seems to have noticed, for the light went on burning every night";
    let quote = quote(&whole, sentence);
    let edited = article(&LIGHTHOUSE.replace("went on burning", "did not go on burning"));
    let Anchor::Changed { extent, diff } = anchor(&quote, &edited) else { panic!() };
    assert!(extent.of(edited.text()).contains("did not go on"));
    assert!(diff.len() > 1);
    assert_eq!(quote.exact, sentence);
}

#[test]
fn g6_an_older_program_never_rewrites_what_a_newer_one_wrote() {
    let (folder, kept) = with_one();
    let store = store(&folder);
    let path = store.path(kept.quote.id);
    let newer = in_form(&fs::read_to_string(&path).unwrap(), SCHEMA + 1);
    fs::write(&path, &newer).unwrap();
    let seen = store.get(kept.quote.id).unwrap();
    assert_eq!(seen.quote.exact, WORDS);
    assert!(
        matches!(store.edit(&seen, (*seen.quote).clone()), Err(StoreError::Newer(newest)) if newest == SCHEMA + 1)
    );
    assert!(matches!(store.remove(&seen), Err(StoreError::Newer(newest)) if newest == SCHEMA + 1));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    fs::write(store.folder().join("FORMAT"), format!("{}\n", SCHEMA + 1)).unwrap();
    assert!(matches!(store.add(&old()), Err(StoreError::Newer(newest)) if newest == SCHEMA + 1));
}

#[test]
fn g7_export_and_import_restore_every_record_to_the_byte() {
    let whole = article(LIGHTHOUSE);
    let first =
        Quote {
            note: "=1+1 “x”\n\n- y".into(), tags: vec!["a b".into()], ..quote(&whole, WORDS)
        };
    let mut second = record::value(&quote(&whole, OTHER));
    second["colour"] = "green".into();
    let second = record::from_value(second).unwrap();
    let exported = export::collection([&first, &second]);
    let read = import::read("notes", exported.as_bytes(), at(99)).unwrap();
    assert!(read.problems.is_empty());
    let mut records: Vec<String> = read.own.iter().map(record::write).collect();
    let mut before = vec![record::write(&first), record::write(&second)];
    records.sort();
    before.sort();
    assert_eq!(records, before);
}

#[test]
fn a_merge_is_decided_once_and_what_it_held_goes_to_the_trash() {
    let (folder, kept) = with_one();
    let (store, id) = (store(&folder), kept.quote.id);
    let theirs = Quote { note: "theirs".into(), ..(*kept.quote).clone() };
    let merge = format!(
        "<<<<<<< HEAD\n{}=======\n{}>>>>>>> x\n",
        record::write(&kept.quote),
        record::write(&theirs)
    );
    fs::write(store.path(id), &merge).unwrap();
    let found = read(&folder);
    let [both] = found.merges.as_slice() else { panic!("{:?}", found.problems) };
    let decided = store.decide(both, &theirs).unwrap();
    assert_eq!((decided.quote.id, decided.quote.note.as_str()), (id, "theirs"));
    assert_eq!(read(&folder).quotes, [decided]);
    let trash = store.folder().join("trash").join(format!("{id}.merge.json"));
    assert_eq!(fs::read_to_string(trash).unwrap(), merge);
    assert!(store.decide(both, &theirs).is_err(), "it was changed meanwhile");
}
