//! Case 9: records of an older form, one of them odd; a program stopped half-way; a newer form.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::{TempDir, tempdir};
use variorum::quotes::record::{self, SCHEMA};
use variorum::quotes::{Quote, QuoteId};
use variorum::storage::quotes::{FORMAT, Store, StoreError, StoreSnapshot};

use crate::articles::{LIGHTHOUSE, article, quote};
use crate::faults::{Fault, Faulty};
use crate::home::Home;

const WORDS: [&str; 3] =
    ["had asked twice to be relieved", "a fisherman found the door open", "Brandt kept a log"];

/// The record of a quote as a program of form 1 wrote it.
fn first_form(quote: &Quote) -> Value {
    let mut record = record::value(quote);
    record["variorum"]["schema"] = 1.into();
    record["variorum"]["article"].as_object_mut().unwrap().remove("reading").unwrap();
    record["colour"] = "green".into();
    record
}

struct Old {
    folder: TempDir,
    quotes: Vec<Quote>,
    odd: PathBuf,
}

impl Old {
    /// A folder as a program of form 1 left it: three quotes, and a record that lacks what it should have.
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let below = folder.path().join("quotes");
        fs::create_dir(&below).unwrap();
        fs::write(below.join("FORMAT"), "1\n").unwrap();
        let text = article(LIGHTHOUSE);
        let quotes: Vec<Quote> = WORDS.iter().map(|words| quote(&text, words)).collect();
        for quote in &quotes {
            let record = serde_json::to_string_pretty(&first_form(quote)).unwrap();
            fs::write(below.join(format!("{}.json", quote.id)), record + "\n").unwrap();
        }
        let odd = quote(&text, "The log was on the table");
        let mut record = first_form(&odd);
        record["variorum"].as_object_mut().unwrap().remove("article");
        let path = below.join(format!("{}.json", odd.id));
        fs::write(&path, record.to_string()).unwrap();
        Self { folder, quotes, odd: path }
    }

    fn below(&self) -> PathBuf {
        self.folder.path().join("quotes")
    }

    fn store(&self) -> Store {
        Store::below(self.folder.path())
    }

    fn shelf(&self) -> StoreSnapshot {
        self.store().read(&StoreSnapshot::default()).unwrap()
    }

    /// The number of the form in the file of a quote.
    fn form(&self, id: QuoteId) -> u64 {
        let bytes = fs::read(self.store().path(id)).unwrap();
        serde_json::from_slice::<Value>(&bytes).unwrap()["variorum"]["schema"].as_u64().unwrap()
    }

    /// Every quote is there, in words, note and unknown fields; the odd record is named and untouched.
    fn is_whole(&self, odd: &[u8]) {
        let shelf = self.shelf();
        assert_eq!(shelf.quotes.len(), WORDS.len());
        for quote in &self.quotes {
            let there = &shelf.get(quote.id).unwrap().quote;
            assert_eq!((&there.exact, &there.paragraph), (&quote.exact, &quote.paragraph));
            assert_eq!(there.article.reading, Some(1));
            assert_eq!(record::value(there)["colour"], "green");
        }
        assert_eq!(shelf.problems.len(), 1);
        assert_eq!(fs::read(&self.odd).unwrap(), odd);
    }
}

#[test]
fn case_09_an_older_form_is_read_brought_on_and_an_odd_record_kept_and_shown() {
    let old = Old::new();
    let odd = fs::read(&old.odd).unwrap();
    old.is_whole(&odd);
    // Looking writes nothing.
    assert_eq!(fs::read_to_string(old.below().join("FORMAT")).unwrap(), "1\n");
    let migrated = old.store().migrate(&old.shelf()).unwrap();
    assert_eq!((migrated.done.len(), migrated.kept.len()), (3, 0));
    assert_eq!(fs::read_to_string(old.below().join("FORMAT")).unwrap(), format!("{FORMAT}\n"));
    old.is_whole(&odd);
    assert!(old.shelf().problems.first().unwrap().message.contains("`article` is missing"));
    for quote in &old.quotes {
        assert_eq!(old.form(quote.id), u64::from(SCHEMA));
        // What was there can be read in the history.
        assert_eq!(old.store().earlier(quote.id, 1).unwrap().schema, 1);
    }
    // Run again it has nothing to do.
    assert!(old.store().migrate(&old.shelf()).unwrap().done.is_empty());
}

#[test]
fn case_09_an_edit_brings_its_quote_alone_to_the_newer_form() {
    let old = Old::new();
    let seen = old.store().get(old.quotes[0].id).unwrap();
    let noted = Quote { note: "new".into(), ..(*seen.quote).clone() };
    old.store().edit(&seen, noted).unwrap();
    assert_eq!(old.form(old.quotes[0].id), u64::from(SCHEMA));
    assert_eq!(old.form(old.quotes[1].id), 1);
    // From now on a program of form 1 refuses to write here.
    assert_eq!(fs::read_to_string(old.below().join("FORMAT")).unwrap(), format!("{FORMAT}\n"));
}

#[test]
fn case_09_stopped_at_any_step_of_a_migration_every_quote_is_whole_and_it_can_go_on() {
    let old = Old::new();
    let sound = Faulty::sound();
    Store::on(&sound, old.below()).migrate(&old.shelf()).unwrap();
    assert!(sound.steps() > 25);
    for step in 0..sound.steps() {
        let old = Old::new();
        let odd = fs::read(&old.odd).unwrap();
        let faulty = Faulty::at(step, Fault::Death);
        let stopped = Store::on(&faulty, old.below()).migrate(&old.shelf());
        assert!(stopped.is_err() || !stopped.unwrap().kept.is_empty(), "step {step}");
        old.is_whole(&odd);
        // No quote is of the newer form while the folder still invites an older program to write.
        if fs::read_to_string(old.below().join("FORMAT")).unwrap() == "1\n" {
            assert!(old.quotes.iter().all(|quote| old.form(quote.id) == 1), "step {step}");
        }
        let again = old.store().migrate(&old.shelf()).unwrap();
        assert!(again.kept.is_empty(), "step {step}");
        assert!(old.quotes.iter().all(|quote| old.form(quote.id) == u64::from(SCHEMA)));
        old.is_whole(&odd);
    }
}

#[test]
fn case_09_a_newer_form_is_shown_and_never_rewritten() {
    let old = Old::new();
    let id = old.quotes[0].id;
    let mut newer = record::value(&old.quotes[0]);
    newer["variorum"]["schema"] = (SCHEMA + 1).into();
    newer["variorum"]["mood"] = "calm".into();
    let path = old.store().path(id);
    fs::write(&path, newer.to_string()).unwrap();
    let before = fs::read(&path).unwrap();
    let seen = old.store().get(id).unwrap();
    assert_eq!(seen.quote.exact, WORDS[0]);
    assert_eq!(old.store().migrate(&old.shelf()).unwrap().done.len(), 2);
    let noted = Quote { note: "mine".into(), ..(*seen.quote).clone() };
    assert!(matches!(old.store().edit(&seen, noted), Err(StoreError::Newer(_))));
    assert_eq!(fs::read(&path).unwrap(), before);
    // A folder of a newer form: nothing at all is written into it.
    fs::write(old.below().join("FORMAT"), format!("{}\n", FORMAT + 1)).unwrap();
    assert!(matches!(old.store().add(&old.quotes[2]), Err(StoreError::Newer(_))));
    assert!(matches!(
        Old::new().store().add(&Quote { schema: SCHEMA + 1, ..old.quotes[2].clone() }),
        Err(StoreError::Newer(_))
    ));
}

#[test]
fn case_09_the_check_brings_older_quotes_on_and_says_so() {
    let old = Old::new();
    let home = Home::with(&[]);
    for entry in fs::read_dir(old.below()).unwrap().map(Result::unwrap) {
        home.write(
            &format!("data/quotes/{}", entry.file_name().to_str().unwrap()),
            fs::read(entry.path()).unwrap(),
        );
    }
    let said = home.variorum(["quotes", "check"]).ends_with(0).stderr;
    assert!(said.contains("3 quotes written in the form of this version"), "{said}");
    assert!(said.contains("`article` is missing"), "{said}");
    let again = home.variorum(["quotes", "check", "--json"]).ends_with(0).json();
    assert_eq!(again["migrated"], serde_json::json!([]));
    assert_eq!(again["unreadable"], 1);
}
