//! The ways in which quotes get lost elsewhere, and that none of them loses one here.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::{TempDir, tempdir};
use variorum::quotes::record::SCHEMA;
use variorum::quotes::{Anchor, Quote, anchor, locate, record};
use variorum::storage::quotes::{FORMAT, Store, StoreError, StoreSnapshot, StoredQuote, new_id};

use crate::articles::{LIGHTHOUSE, article, at, collection, find, named, quote};
use crate::faults::{Fault, Faulty};
use crate::guarantees::{OTHER, WORDS, files, in_form, old, read, store, with_one};

/// Runs `act` with a fault at every step it takes, from the state that `with_one` makes, and hands
/// the outcome to `judge`.
fn at_every_step(
    fault: Fault,
    act: impl Fn(&Store<&Faulty>, &StoredQuote) -> Result<(), StoreError>,
    judge: impl Fn(&TempDir, &StoredQuote, usize, Result<(), StoreError>),
) {
    let sound = Faulty::sound();
    let (folder, kept) = with_one();
    act(&Store::on(&sound, folder.path().join("quotes")), &kept).unwrap();
    assert!(sound.steps() >= 4);
    for step in 0..sound.steps() {
        let (folder, kept) = with_one();
        let faulty = Faulty::at(step, fault);
        let outcome = act(&Store::on(&faulty, folder.path().join("quotes")), &kept);
        judge(&folder, &kept, step, outcome);
    }
}

#[test]
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough in its lifetimes"
)]
fn case_01_death_at_any_step_leaves_the_old_or_the_new_quote_whole() {
    let id = new_id();
    let added = named(id, &article(LIGHTHOUSE), OTHER);
    at_every_step(
        Fault::Death,
        |store, _| store.add(&added).map(drop),
        |folder, kept, step, outcome| {
            assert!(outcome.is_err());
            let shelf = read(folder);
            assert!(shelf.problems.is_empty() && shelf.copies.is_empty(), "step {step}");
            assert_eq!(shelf.get(kept.quote.id), Some(kept));
            assert!(shelf.get(id).is_none_or(|there| *there.quote == added));
            assert_eq!(*store(folder).add(&added).unwrap().quote, added, "step {step}");
        },
    );
    let note = |kept: &StoredQuote| Quote { note: "new".into(), ..(*kept.quote).clone() };
    at_every_step(
        Fault::Death,
        |store, kept| store.edit(kept, note(kept)).map(drop),
        |folder, kept, step, outcome| {
            assert!(outcome.is_err());
            let shelf = read(folder);
            let there = shelf.get(kept.quote.id).unwrap();
            assert!(there == kept || there.quote.note == "new", "step {step}");
            assert_eq!(there.quote.exact, WORDS);
        },
    );
    at_every_step(
        Fault::Death,
        |store, kept| store.remove(kept),
        |folder, kept, step, outcome| {
            assert!(outcome.is_err());
            let live = read(folder).get(kept.quote.id).is_some();
            let trash = store(folder).read_trash().unwrap();
            assert!(live || trash.get(kept.quote.id).is_some(), "step {step}: gone from both");
        },
    );
    let emptied = |kept: &StoredQuote, folder: &TempDir| store(folder).remove(kept).unwrap();
    at_every_step(
        Fault::Death,
        |faulty, kept| {
            // What is restored was removed by a program that lived.
            if faulty.read_trash().unwrap().quotes.is_empty() {
                let data = faulty.folder().parent().unwrap();
                Store::below(data).remove(kept).unwrap();
            }
            faulty.restore(kept.quote.id).map(drop)
        },
        |folder, kept, _, outcome| {
            assert!(outcome.is_err());
            let restored = store(folder).restore(kept.quote.id);
            assert!(restored.is_ok() || read(folder).get(kept.quote.id).is_some());
            let there = read(folder).get(kept.quote.id).unwrap().clone();
            assert_eq!(there.quote, kept.quote);
            emptied(&there, folder);
        },
    );
}

#[test]
fn case_01_what_a_cut_off_write_left_is_listed_and_cleaned() {
    let (folder, kept) = with_one();
    let faulty = Faulty::at(1, Fault::Death);
    let other = quote(&article(LIGHTHOUSE), OTHER);
    assert!(Store::on(&faulty, folder.path().join("quotes")).add(&other).is_err());
    // It might belong to a write that is still going on.
    assert!(store(&folder).clean().unwrap().is_empty());
    let left = files(&folder.path().join("quotes"));
    let left = left.iter().find(|(path, _)| path.extension().is_some_and(|e| e == "tmp")).unwrap();
    let past = SystemTime::now() - Duration::from_hours(1);
    fs::File::options().write(true).open(&left.0).unwrap().set_modified(past).unwrap();
    // What other versions called theirs, in any folder of the store; the name may be needed again.
    let history = folder.path().join("quotes/history").join(kept.quote.id.to_string());
    fs::create_dir_all(&history).unwrap();
    let older = history.join(".1.json.1-0.tmp");
    fs::File::create(&older).unwrap().set_modified(past).unwrap();
    assert_eq!(store(&folder).clean().unwrap(), [older, left.0.clone()]);
    assert!(store(&folder).clean().unwrap().is_empty());
    assert_eq!(read(&folder).quotes, [kept]);
}

#[test]
fn case_02_a_full_or_failing_disk_leaves_the_old_quote_and_lets_one_try_again() {
    let errors = [
        (ErrorKind::StorageFull, "the disk is full"),
        (ErrorKind::QuotaExceeded, "your share of the disk is used up"),
        (ErrorKind::Other, "other error"),
    ];
    for (kind, said) in errors {
        at_every_step(
            Fault::Error(kind),
            |store, kept| {
                let noted = Quote { note: "new".into(), ..(*kept.quote).clone() };
                store.edit(kept, noted).map(drop)
            },
            |folder, kept, step, outcome| {
                let error = outcome.unwrap_err().to_string();
                assert!(error.contains(said), "{error}");
                let shelf = read(folder);
                let there = shelf.get(kept.quote.id).unwrap();
                assert!(there == kept || there.quote.note == "new", "step {step}");
                let names = files(&folder.path().join("quotes"));
                let temporary = |path: &Path| path.extension().is_some_and(|e| e == "tmp");
                assert!(!names.iter().any(|(path, _)| temporary(path)), "step {step}");
                let noted = Quote { note: "new".into(), ..(*there.quote).clone() };
                assert_eq!(store(folder).edit(there, noted).unwrap().quote.note, "new");
            },
        );
    }
}

#[cfg(unix)]
#[test]
fn case_03_a_missing_linked_or_forbidden_folder() {
    let folder = tempdir().unwrap();
    // Missing: made.
    assert_eq!(read(&folder), StoreSnapshot::default());
    let kept = store(&folder).add(&old()).unwrap();
    // Linked: followed.
    let linked = tempdir().unwrap();
    std::os::unix::fs::symlink(folder.path().join("quotes"), linked.path().join("quotes")).unwrap();
    assert_eq!(read(&linked).quotes, [kept]);
    store(&linked).add(&quote(&article(LIGHTHOUSE), OTHER)).unwrap();
    assert_eq!(read(&folder).quotes.len(), 2);
    // Forbidden: said. (The super-user may write anywhere: the fault stands in for the permission.)
    let faulty = Faulty::at(0, Fault::Error(ErrorKind::PermissionDenied));
    let refused = Store::on(&faulty, folder.path().join("quotes")).add(&old()).unwrap_err();
    assert!(refused.to_string().starts_with("no permission"), "{refused}");
    let faulty = Faulty::at(0, Fault::Error(ErrorKind::ReadOnlyFilesystem));
    let refused = Store::on(&faulty, folder.path().join("other")).add(&old()).unwrap_err();
    assert!(refused.to_string().starts_with("the disk is read-only"), "{refused}");
    // Not a folder at all.
    let odd = tempdir().unwrap();
    fs::write(odd.path().join("quotes"), "x").unwrap();
    assert!(store(&odd).read(&StoreSnapshot::default()).is_err());
    assert!(store(&odd).add(&old()).is_err());
}

#[test]
fn case_04_two_programs_with_the_same_quote() {
    let (folder, seen) = with_one();
    let (one, two) = (store(&folder), store(&folder));
    let noted = |note: &str| Quote { note: note.into(), ..(*seen.quote).clone() };
    // Both edit: the second is shown what the first wrote.
    let first = one.edit(&seen, noted("one")).unwrap();
    let Err(StoreError::Conflict { theirs }) = two.edit(&seen, noted("two")) else { panic!() };
    assert_eq!(theirs.quote.note, "one");
    assert_eq!(read(&folder).get(seen.quote.id).unwrap().quote.note, "one");
    // One edits, the other removes what it saw before: refused.
    assert!(matches!(two.remove(&seen), Err(StoreError::Conflict { .. })));
    // One removes, the other edits what it saw before: the edit wins.
    one.remove(&first).unwrap();
    let again = two.edit(&first, noted("three")).unwrap();
    assert_eq!(read(&folder).get(again.quote.id).unwrap().quote.note, "three");
    // Every earlier revision can be read.
    assert_eq!(one.earlier(seen.quote.id, 1).unwrap().note, "");
}

#[test]
fn case_05_damaged_files_are_single_entries_and_stay_as_they_are() {
    let (folder, kept) = with_one();
    let quotes = folder.path().join("quotes");
    let good = record::write(&old());
    let damaged: [(&str, Vec<u8>); 6] = [
        ("empty", Vec::new()),
        ("nul", vec![0; 4096]),
        ("cut", good.get(..good.len() / 2).unwrap().into()),
        ("latin", b"\"caf\xe9\"".to_vec()),
        ("array", b"[1, 2]".to_vec()),
        ("large", vec![b' '; 10 << 20]),
    ];
    for (name, bytes) in &damaged {
        fs::write(quotes.join(format!("{}-{name}.json", new_id())), bytes).unwrap();
    }
    fs::write(quotes.join(format!("{}.json", new_id())), &good).unwrap();
    let before = files(&quotes);
    let shelf = read(&folder);
    assert_eq!(shelf.quotes, [kept]);
    assert_eq!(shelf.problems.len(), damaged.len());
    assert!(shelf.problems.iter().all(|problem| !problem.message.is_empty()));
    // A second file with the id of none of the others: shown, not merged.
    assert_eq!(shelf.copies.len(), 1);
    assert_eq!(files(&quotes), before);
}

#[test]
fn case_05_unknown_fields_survive_an_edit() {
    let (folder, kept) = with_one();
    let store = store(&folder);
    let path = store.path(kept.quote.id);
    let mut value = record::value(&kept.quote);
    value["x-other"] = "kept".into();
    fs::write(&path, serde_json::to_vec(&value).unwrap()).unwrap();
    let seen = store.get(kept.quote.id).unwrap();
    store.edit(&seen, Quote { note: "n".into(), ..(*seen.quote).clone() }).unwrap();
    let after: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(after["x-other"], "kept");
}

#[test]
fn case_06_what_synchronising_leaves_is_shown_and_nothing_is_discarded() {
    let (folder, kept) = with_one();
    let store = store(&folder);
    let id = kept.quote.id;
    let theirs = Quote { note: "from the other computer".into(), ..(*kept.quote).clone() };
    let copy = store.folder().join(format!("{id}.sync-conflict-20240501-101112-ABCDEFG.json"));
    fs::write(&copy, record::write(&theirs)).unwrap();
    let merge = format!(
        "<<<<<<< HEAD\n{}=======\n{}>>>>>>> x\n",
        record::write(&kept.quote),
        record::write(&theirs)
    );
    let merged = store.path(new_id());
    fs::write(&merged, &merge).unwrap();
    // The trash is not under version control, and a clock ran backwards.
    assert!(!store.folder().join("trash").exists());
    let early = Quote {
        created: at(-9_999_999),
        modified: at(-9_999_999),
        ..quote(&article(LIGHTHOUSE), OTHER)
    };
    store.add(&early).unwrap();
    let before = files(store.folder());
    let shelf = read(&folder);
    assert_eq!(shelf.quotes.len(), 2);
    assert_eq!(
        shelf.copies.iter().map(|c| (&c.path, &*c.quote)).collect::<Vec<_>>(),
        [(&copy, &theirs)]
    );
    assert!(shelf.problems.first().unwrap().message.contains("conflict markers"));
    assert_eq!(files(store.folder()), before);
    // Settled by the reader: the copy goes to the trash, not away.
    store.discard(shelf.copies.first().unwrap()).unwrap();
    assert!(read(&folder).copies.is_empty());
    assert!(store.folder().join("trash").join(copy.file_name().unwrap()).exists());
    assert_eq!(store.read_trash().unwrap().copies.len(), 1);
}

#[test]
fn case_07_an_article_edited_renamed_moved_or_written_otherwise() {
    let whole = article(LIGHTHOUSE);
    let quote = quote(&whole, WORDS);
    let stands = |text: &str, path: &str| {
        let there = variorum::ingest::read(Path::new(path), text.as_bytes()).unwrap();
        let anchor = locate(&[&quote], &collection([there.clone()])).remove(0).anchor;
        anchor.extent().map(|extent| extent.of(there.text()).to_owned())
    };
    let here = Some(WORDS.to_owned());
    assert_eq!(stands(LIGHTHOUSE, "coast/keeper.md"), here);
    assert_eq!(stands(LIGHTHOUSE, "elsewhere/renamed.md"), here);
    let crlf = LIGHTHOUSE.replace('\n', "\r\n");
    assert_eq!(stands(&crlf, "coast/keeper.md"), here);
    assert_eq!(stands(&format!("\u{feff}{LIGHTHOUSE}"), "coast/keeper.md"), here);
    let linked = LIGHTHOUSE.replace("supply boat", "[supply boat](https://coast.example.org/boat)");
    assert_eq!(stands(&linked, "moved/and-linked.md"), here);
    let above = LIGHTHOUSE
        .replace("The lighthouse at", "A paragraph was put in above.\n\nThe lighthouse at");
    assert_eq!(stands(&above, "coast/keeper.md"), here);
    // Replaced by another text, and gone.
    assert_eq!(
        stands("Quite another text stands here now, of the same name.", "coast/keeper.md"),
        None
    );
    assert_eq!(locate(&[&quote], &collection([])).remove(0).anchor, Anchor::Orphan);
}

#[test]
fn case_08_words_across_joints_links_and_odd_characters() {
    let text = "The pier cost £4.5 million, a vis-à-vis of wood and steel that the town\ncouncil \
                had [voted](https://coast.example.org/vote) for.\n\nIt was\u{a0}said to last “for ever 🌊”. \
                Cafe\u{301}s opened along it.";
    let there = article(text);
    for words in [
        "£4.5",
        "vis-à-vis",
        "council had voted for",
        "It was said",
        "“for ever 🌊”",
        "🌊",
        "Cafés",
    ] {
        let quote = quote(&there, words);
        assert_eq!(quote.exact, words);
        assert_eq!(record::read(record::write(&quote).as_bytes()).unwrap(), quote);
        assert_eq!(anchor(&quote, &there), Anchor::Attached(find(&there, words)));
    }
}

#[test]
fn case_09_a_record_of_another_form_is_kept_and_shown() {
    let (folder, kept) = with_one();
    let store = store(&folder);
    let path = store.path(kept.quote.id);
    // A later form that cannot be read here: an entry, not a loss.
    let odd = in_form(&fs::read_to_string(&path).unwrap(), SCHEMA + 1).replacen(
        "\"rev\": 1",
        "\"rev\": \"one\"",
        1,
    );
    fs::write(&path, &odd).unwrap();
    let shelf = read(&folder);
    assert!(shelf.problems.first().unwrap().message.contains("newer variorum"));
    assert_eq!(fs::read_to_string(&path).unwrap(), odd);
    // Records without what later versions added are read, each by itself.
    let mut early = record::value(&quote(&article(LIGHTHOUSE), OTHER));
    for field in ["copies", "placements", "inside_quotation", "themes"] {
        early["variorum"].as_object_mut().unwrap().remove(field);
    }
    let id = new_id();
    early["id"] = format!("urn:ulid:{id}").into();
    fs::write(store.path(id), early.to_string()).unwrap();
    assert_eq!(read(&folder).get(id).unwrap().quote.exact, OTHER);
}

#[test]
fn case_10_a_rename_that_is_refused_and_names_in_small_letters() {
    for kind in [ErrorKind::ResourceBusy, ErrorKind::CrossesDevices] {
        let folder = tempdir().unwrap();
        let quotes = folder.path().join("quotes");
        fs::create_dir(&quotes).unwrap();
        fs::write(quotes.join("FORMAT"), format!("{FORMAT}\n")).unwrap();
        let faulty = Faulty::at(3, Fault::Error(kind));
        let quote = old();
        assert!(Store::on(&faulty, quotes.clone()).add(&quote).is_err());
        assert_eq!(files(&quotes).len(), 1);
        store(&folder).add(&quote).unwrap();
    }
    // The same name in small letters is the same quote: shown as a second file, not as a second quote.
    let (folder, kept) = with_one();
    let path = store(&folder).path(kept.quote.id);
    let small = path.with_file_name(path.file_name().unwrap().to_str().unwrap().to_lowercase());
    fs::copy(&path, &small).unwrap();
    let shelf = read(&folder);
    assert_eq!((shelf.quotes.len(), shelf.copies.len()), (1, 1));
}

#[test]
fn case_11_among_ten_thousand_quotes_all_are_read_and_one_more_costs_what_the_first_did() {
    let (folder, kept) = with_one();
    let quotes = folder.path().join("quotes");
    let other = quote(&article(LIGHTHOUSE), OTHER);
    for _ in 1..10_000 {
        let id = new_id();
        let record = record::write(&Quote { id, ..other.clone() });
        fs::write(quotes.join(format!("{id}.json")), record).unwrap();
    }
    let shelf = read(&folder);
    assert_eq!((shelf.quotes.len(), shelf.problems.len()), (10_000, 0));
    assert_eq!(shelf.get(kept.quote.id), Some(&kept));
    // Looking again gives what was read before: the same quotes in memory, none made anew.
    let again = store(&folder).read(&shelf).unwrap();
    let same = shelf.quotes.iter().zip(&again.quotes);
    assert!(same.clone().count() == 10_000);
    assert!(same.into_iter().all(|(a, b)| std::sync::Arc::ptr_eq(&a.quote, &b.quote)));
    let faulty = Faulty::sound();
    let added = Store::on(&faulty, quotes).add(&other).unwrap();
    assert_eq!(*faulty.taken.borrow(), ["create", "write", "sync", "rename new", "sync folder"]);
    assert_eq!(read(&folder).get(other.id).unwrap(), &added);
}
