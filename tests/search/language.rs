//! The language of queries: every operator with what it finds and what it leaves out.

use std::path::Path;
use std::sync::Arc;

use variorum::collection::{Article, Collection, DateSpan, Found, PartialDate, Provenance};
use variorum::index::Index;
use variorum::ingest;
use variorum::search::{Query, Results, search};

fn made(name: &str, text: &str, title: &str, author: &str, source: &str, date: &str) -> Article {
    let mut article = ingest::read(Path::new(name), text.as_bytes()).unwrap();
    article.metadata.title = Some(Found::new(title.to_owned(), Provenance::FrontMatter));
    article.metadata.authors = vec![author.to_owned()];
    article.metadata.source = Some(source.to_owned());
    article.metadata.date = Some(Found::new(
        DateSpan::from(date.parse::<PartialDate>().unwrap()),
        Provenance::FrontMatter,
    ));
    article
        .metadata
        .fields
        .insert("country".to_owned(), Found::new(source.to_owned(), Provenance::Sidecar));
    article
}

fn articles() -> Collection {
    let ferry = made(
        "a.md",
        "# Harbour\n\nThe ferry to Aldenmouth left late. The pilot blamed the tide.\n\n\
         # Weather\n\nA storm closed the port for a week.\n",
        "A ferry waits",
        "Nora Quill",
        "Coast Herald",
        "2022-06-30",
    );
    let mill = made(
        "b.md",
        "The mill at Brenwick burnt down. The mayor of the town promised help before the storm.\n",
        "Fire in the valley",
        "Otto Brand",
        "Valley Post",
        "2023-02-01",
    );
    Collection::new([ferry, mill].map(Arc::new), vec![])
}

fn found(typed: &str) -> (Query, Results) {
    let collection = articles();
    let query = Query::parse_for(typed, collection.articles());
    let results = search(&Index::build(&collection), &query, usize::MAX, &|| false);
    (query, results)
}

#[test]
fn every_operator_finds_and_leaves_out() {
    for (typed, articles) in [
        ("storm title:ferry", 1),
        ("storm title:FIRE", 1),
        ("storm title:flood", 0),
        ("storm author:quill", 1),
        ("storm by:\"Otto Brand\"", 1),
        ("storm author:smith", 0),
        ("storm source:herald", 1),
        ("storm source:gazette", 0),
        ("storm before:2022-07", 1),
        ("storm before:2022-06", 0),
        ("storm before:2022-06-30", 0),
        ("storm before:2022-07-01", 1),
        ("storm before:2024", 2),
        ("storm after:2022", 1),
        ("storm after:2022-06-29", 2),
        ("storm after:2022-06-30", 1),
        ("storm after:2023-02", 0),
        ("storm in:weather", 1),
        ("storm in:harbour", 0),
        ("ferry in:¶1", 1),
        ("harbour in:h1", 1),
        ("storm country:valley", 1),
        ("storm Country:\"Coast Herald\"", 1),
        ("storm country:sea", 0),
        ("storm -mayor", 1),
        ("storm -\"closed the port\"", 1),
        ("\"storm closed\"", 1),
        ("\"storm burnt\"", 0),
        ("\"storm closed\" OR \"mill at Brenwick\"", 2),
        ("ferry OR mill", 2),
        ("pilot near:3 tide", 1),
        ("pilot near:2 tide", 0),
        ("tide near:3 pilot", 1),
        ("mayor near: storm", 1),
        ("mayor near:4 storm", 0),
    ] {
        let (query, results) = found(typed);
        assert_eq!(results.articles, articles, "{typed}");
        assert_eq!(query.notes, [], "{typed}");
    }
}

#[test]
fn a_choice_of_words_finds_each_as_well() {
    let (_, results) = found("pilto OR mayor");
    let words: Vec<_> = results.hits.iter().map(|hit| hit.words[0].matched.as_str()).collect();
    assert!(words.contains(&"pilot") && words.contains(&"mayor"), "{words:?}");
}

#[test]
fn an_unknown_field_is_words_and_is_mentioned() {
    let (query, results) = found("colour:storm");
    assert_eq!(query.words.len(), 2);
    assert!(query.notes[0].message.contains("colour:"));
    assert_eq!(results.articles, 2);
}
