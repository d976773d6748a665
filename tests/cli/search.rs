//! `variorum search`: answers, exit codes, forms.

use crate::home::Home;
use crate::program::real_articles;
use crate::three;

#[test]
fn a_hit_says_where_it_stands_and_how_each_word_was_found() {
    let answer = three().variorum(["search", "lamp keper", "articles", "--json"]).json();
    assert_eq!((&answer["query"], &answer["total"]), (&"lamp keper".into(), &2.into()));
    let hit = &answer["hits"][0];
    let words = hit["words"].as_array().unwrap();
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    let marked: Vec<String> = hit["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|range| {
            let at = |n: usize| usize::try_from(range[n].as_u64().unwrap()).unwrap();
            text[at(0)..at(1)].iter().collect()
        })
        .collect();
    assert_eq!(marked.len(), words.len());
    for (word, marked) in words.iter().zip(marked) {
        assert_eq!(word["matched"], marked.as_str());
    }
    assert!(answer["took_us"].is_u64());
    let whole = three().variorum(["show", "lighthouse", "articles", "--json"]).json();
    let all: Vec<char> = whole["text"].as_str().unwrap().chars().collect();
    let at = |name: &str| usize::try_from(hit[name].as_u64().unwrap()).unwrap();
    let said: String = all[at("start")..at("end")].iter().collect();
    assert_eq!(hit["text"], said.as_str());
}

#[test]
fn words_that_stand_nowhere_are_named() {
    let home = three();
    let answer = home.variorum(["search", "lamp qqqqqq", "articles", "--json"]).json();
    assert_eq!(answer["nowhere"], serde_json::json!(["qqqqqq"]));
    let said = home.variorum(["search", "lamp qqqqqq", "articles"]).ends_with(0);
    assert!(said.stderr.contains("nothing like “qqqqqq”"), "{}", said.stderr);
}

#[test]
fn nothing_found_is_said_by_the_exit_code() {
    let home = three();
    home.variorum(["search", "ferry", "articles"]).succeeds();
    home.variorum(["search", "qqqq", "articles"]).ends_with(1);
    home.variorum(["search", "ferr", "articles", "--exact"]).ends_with(1);
    home.variorum(["search"]).ends_with(2);
}

#[test]
fn many_queries_are_answered_in_order() {
    let home =
        Home::with(&[("a.txt", "Zander bite at dusk."), ("queries", "zander\nqqqq\ndusk\n")]);
    let said = home
        .variorum(["search", "--queries", "articles/queries", "articles/a.txt", "--json"])
        .succeeds()
        .stdout;
    let totals: Vec<u64> = said
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|answer| answer["total"].as_u64().unwrap())
        .collect();
    assert_eq!(totals, [1, 0, 1]);
}

#[test]
fn editors_get_one_line_a_hit() {
    let said = three().variorum(["search", "winter", "articles", "--format", "grep"]).succeeds();
    assert_eq!(said.stdout, "articles/ferry.txt:1.2:In winter it does not.\n");
    let said = three()
        .variorum(["search", "winter", "articles", "--format", "grep", "--context", "1"])
        .succeeds();
    assert!(said.stdout.contains("twice a day. In winter it does not. Nobody"), "{}", said.stdout);
}

#[test]
fn the_real_articles_are_found_by_what_one_remembers_of_them() {
    let Some(folder) = real_articles() else { return };
    let home = three();
    for (typed, words) in [
        ("lukashenka mosocw avril visit", "working visit to Moscow"),
        ("dragged directly hostilites", "dragged directly into the hostilities"),
    ] {
        let answer = home.variorum(["search", typed, folder.to_str().unwrap(), "--json"]).json();
        let text = answer["hits"][0]["text"].as_str().unwrap();
        assert!(text.contains(words), "{typed}: {text}");
    }
}
