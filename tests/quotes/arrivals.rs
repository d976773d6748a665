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
