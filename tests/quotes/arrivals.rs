//! What an import adds, what it finds here already, and what it says of both.

use serde_json::{Value, json};

use crate::articles::LIGHTHOUSE;
use crate::home::Home;

fn home() -> Home {
    Home::with(&[("keeper.md", LIGHTHOUSE)])
}

/// `quotes import FILE` in this home, and its answer.
fn imported(home: &Home, file: &str, contents: &str) -> (usize, Value) {
    home.write(file, contents);
    let answer = home.variorum(["quotes", "import", file, "--json"]).json();
    (answer["imported"].as_array().unwrap().len(), answer["already_here"].clone())
}

fn notes(home: &Home) -> Vec<String> {
    let list = home.variorum(["quotes", "list", "--json"]).json();
    let quotes = list["quotes"].as_array().unwrap();
    let mut notes: Vec<String> =
        quotes.iter().map(|quote| quote["note"].as_str().unwrap().to_owned()).collect();
    notes.sort();
    notes
}

#[test]
fn a_file_without_any_quote_is_refused_with_the_reason() {
    let home = Home::with(&[]);
    home.write("empty.csv", "Highlight,Title\n,Nothing\n");
    let refused = home.variorum(["quotes", "import", "empty.csv"]).ends_with(2);
    assert!(refused.stderr.contains("row 2: it holds no words"), "{}", refused.stderr);
    assert!(refused.stderr.contains("no quote in it"), "{}", refused.stderr);
    let refused = home.variorum(["quotes", "import", "empty.csv", "--json"]).ends_with(2);
    assert_eq!(refused.json()["problems"].as_array().unwrap().len(), 1);
}

#[test]
fn a_quote_that_is_here_with_other_content_is_counted_and_stays() {
    let home = home();
    home.variorum(["quotes", "add", "keeper:2.2", "--in", "articles"]).succeeds();
    let exported = home.variorum(["quotes", "export", "--format", "json"]).succeeds().stdout;
    home.write("all.json", &exported);
    let list = home.variorum(["quotes", "list", "--json"]).json();
    let id = list["quotes"][0]["id"].as_str().unwrap();
    home.variorum(["quotes", "note", id, "mine"]).succeeds();
    let said = home.variorum(["quotes", "import", "all.json"]).ends_with(0).stdout;
    assert_eq!(said, "0 imported, 0 already here, 1 here with other content, which stays\n");
    assert_eq!(
        home.variorum(["quotes", "import", "all.json", "--json"]).json()["different"],
        json!([id])
    );
    assert_eq!(notes(&home), ["mine"]);
}

#[test]
fn a_passage_above_moves_the_number_that_is_cited_and_not_the_record() {
    let home = home();
    home.variorum(["quotes", "add", "keeper:3.2", "--in", "articles"]).succeeds();
    let records = || home.variorum(["quotes", "export", "--format", "json"]).succeeds().stdout;
    let before = records();
    let inserted =
        LIGHTHOUSE.replacen("Brandt kept a log", "A passage came in here.\n\nBrandt kept a log", 1);
    home.write("articles/keeper.md", inserted);
    let list = home.variorum(["quotes", "list", "--json"]).json();
    let quote = &list["quotes"][0];
    assert_eq!((&quote["state"], &quote["passage"]), (&json!("attached"), &json!(4)));
    assert_eq!((&quote["places"][0]["passage"], &quote["passage_then"]), (&json!(4), &json!(3)));
    assert_eq!(quote["sentence"], 2);
    assert!(quote["citation"].as_str().unwrap().ends_with("¶4"), "{quote}");
    assert!(home.variorum(["quotes", "list"]).succeeds().stdout.contains("¶4"));
    for format in ["md", "obsidian", "logseq"] {
        let text = home.variorum(["quotes", "export", "--format", format]).succeeds().stdout;
        assert!(text.contains("¶4") && !text.contains("¶3"), "{text}");
    }
    assert_eq!(records(), before);
}

#[test]
fn an_export_writes_over_a_file_only_when_told_so() {
    let home = home();
    home.variorum(["quotes", "add", "keeper:3.2", "--in", "articles"]).succeeds();
    let mine = home.write("mine.md", "My own words.\n");
    let refused = home.variorum(["quotes", "export", "--to", "mine.md"]).ends_with(2);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(&mine).unwrap(), "My own words.\n");
    home.variorum(["quotes", "export", "--to", "mine.md", "--force"]).succeeds();
    assert!(std::fs::read_to_string(&mine).unwrap().starts_with("# Quotes"));
    // The same once more changes nothing.
    home.variorum(["quotes", "export", "--to", "mine.md"]).succeeds();
    let refused = home.variorum(["quotes", "export", "--to", "away/mine.md"]).ends_with(2);
    assert!(refused.stderr.contains("no such folder"), "{}", refused.stderr);
    assert!(!home.root().join("away").exists());
}

#[test]
fn a_file_that_cannot_be_read_is_an_entry_of_the_list() {
    let home = home();
    home.variorum(["quotes", "add", "keeper:3.2", "--in", "articles"]).succeeds();
    let odd = home.write("data/quotes/01ARZ3NDEKTSV4RRFFQ69G5FAV.json", "{ half a rec");
    let name = odd.file_name().unwrap().to_str().unwrap();
    for words in [&["quotes", "list"][..], &["quotes", "list", "--state", "unreadable"]] {
        let text = home.variorum(words).ends_with(0).stdout;
        let lines: Vec<&str> = text.lines().filter(|line| line.contains("unreadable")).collect();
        assert!(lines.len() == 1 && lines[0].contains(name), "{text}");
        let list = home.variorum(words.iter().chain(&["--json"])).ends_with(0).json();
        let quotes = list["quotes"].as_array().unwrap();
        let entries: Vec<&Value> = quotes.iter().filter(|q| q["state"] == "unreadable").collect();
        assert_eq!(entries.len(), 1);
        assert!(entries[0]["path"].as_str().unwrap().ends_with(name));
        assert_eq!(quotes.len(), if words.len() == 2 { 2 } else { 1 });
    }
    let exported = home.variorum(["quotes", "export"]).ends_with(0);
    assert!(exported.stderr.contains(name), "{}", exported.stderr);
    home.variorum(["quotes", "list", "--state", "orphan"]).ends_with(1);
}

#[test]
fn every_change_answers_as_the_list_does() {
    let home = home();
    home.write("articles/fair.md", "# The fair\n\nHolt said: “We stay for the winter.” “The boats are laid up in the harbour. Nobody leaves before March.”\n");
    home.variorum(["quotes", "add", "fair:1.2", "--in", "articles"]).succeeds();
    let list = || home.variorum(["quotes", "list", "--json"]).json();
    let before = list();
    let id = before["quotes"][0]["id"].as_str().unwrap();
    let edits: [&[&str]; 4] = [
        &["quotes", "note", id, "look", "--json"],
        &["quotes", "tag", id, "log", "--json"],
        &["quotes", "speaker", id, "Ada Holt", "--json"],
        &["quotes", "attach", id, "fair:1.2", "--json", "--in", "articles"],
    ];
    for words in edits {
        assert_eq!(home.variorum(words).json(), list(), "{words:?}");
    }
    let removed = home.variorum(["quotes", "remove", id, "--json"]).json();
    assert_eq!(removed["quotes"][0]["note"], "look");
    assert_eq!(list()["quotes"], json!([]));
    assert_eq!(home.variorum(["quotes", "restore", id, "--json"]).json(), list());
}

#[test]
fn the_same_place_is_kept_once_unless_it_says_something_new() {
    let home = home();
    let add = |more: &[&str]| {
        let words = ["quotes", "add", "keeper:3.2", "--in", "articles"];
        home.variorum(words.iter().take(3).chain(more).chain(words.iter().skip(3))).ends_with(0)
    };
    let first = add(&[]);
    let same = add(&[]);
    assert_eq!((&same.stdout, first.stderr.as_str()), (&first.stdout, ""));
    assert!(same.stderr.contains("kept already"), "{}", same.stderr);
    for more in [&["--again"][..], &["--note", "new"], &["--tag", "sea"]] {
        let other = add(more);
        assert_ne!(other.stdout, first.stdout);
        assert_eq!(other.stderr, "");
    }
    assert_eq!(notes(&home), ["", "", "", "new"]);
}

#[test]
fn the_authors_own_words_get_no_speaker() {
    let home = home();
    home.variorum(["quotes", "add", "keeper:3.1", "--in", "articles"]).succeeds();
    let before = home.variorum(["quotes", "list", "--json"]).json();
    let id = before["quotes"][0]["id"].as_str().unwrap();
    for words in [&["quotes", "speaker", id, "Olaf"][..], &["quotes", "speaker", id]] {
        let refused = home.variorum(words).ends_with(2);
        assert!(refused.stderr.contains("outside quotation marks"), "{}", refused.stderr);
    }
    assert_eq!(home.variorum(["quotes", "list", "--json"]).json(), before);
}

#[test]
fn g7_two_quotes_of_the_same_words_both_come_back() {
    let home = home();
    for note in ["first", "SECOND"] {
        let words = ["quotes", "add", "keeper:2.2", "--note", note, "--in", "articles"];
        home.variorum(words).succeeds();
    }
    for (format, file) in [("json", "all.json"), ("readwise", "all.csv")] {
        let exported = home.variorum(["quotes", "export", "--format", format]).succeeds().stdout;
        let elsewhere = Home::with(&[]);
        assert_eq!(imported(&elsewhere, file, &exported), (2, json!(0)), "{format}");
        assert_eq!(notes(&elsewhere), ["SECOND", "first"], "{format}");
        // The same file once more adds nothing, there as here.
        assert_eq!(imported(&elsewhere, file, &exported), (0, json!(2)), "{format}");
        assert_eq!(imported(&home, file, &exported), (0, json!(2)), "{format}");
    }
}
