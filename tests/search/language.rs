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
    if name == "a.md" {
        let desk = Found::new("Night".to_owned(), Provenance::Sidecar);
        article.metadata.fields.insert("desk".to_owned(), desk);
    }
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
        // A field that one article alone has is one all the same.
        ("storm desk:night", 1),
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

/// An article whose people speak, and one on pages.
fn speaking() -> Collection {
    let council = ingest::read(
        Path::new("council.txt"),
        "The quay\n\n“The nets will hold,” Maria Holt told the council. “Nobody will lift them.” \
         Rain had fallen for a week, as Лукашенко knew.\n\n\
         According to Otto Brand, the harbour is safe. Nobody at the quay believed Holt, and a bold \
         holt of otters lay below the bridge.\n\n\
         Лукашенко заявил, что мост закрыт. The bridge to Aldenmouth stayed open all the same, \
         and Quay Street with it.\n"
            .as_bytes(),
    );
    let book = ingest::read(
        Path::new("book.html"),
        "<html><head><title>The dyke</title></head><body><article><h1>The dyke</h1>\
         <p>Before the flood the dyke had stood for a hundred years, and the village behind it had \
         forgotten the sea. <span role=\"doc-pagebreak\" aria-label=\"12\"></span>On the morning of \
         the flood a shepherd saw the water rise above the lowest of the stones.</p>\
         <p>Nobody had believed the shepherd, until the water of the flood stood in the church.</p>\
         <p><span role=\"doc-pagebreak\" aria-label=\"13\"></span>The flood went back within a week, \
         and left the village with sand in all of its wells.</p></article></body></html>"
            .as_bytes(),
    );
    Collection::new([council, book].map(|read| Arc::new(read.unwrap())), vec![])
}

/// The sentences that `typed` finds, in order.
fn sentences(collection: &Collection, typed: &str) -> Vec<String> {
    let query = Query::parse_for(typed, collection.articles());
    assert_eq!(query.notes, [], "{typed}");
    let results = search(&Index::build(collection), &query, usize::MAX, &|| false);
    let mut spans: Vec<_> = results.hits.iter().map(|hit| hit.span).collect();
    spans.sort_by_key(|span| (span.article, span.extent));
    spans.into_iter().map(|span| collection.words_at(span).to_owned()).collect()
}

/// Whether what `typed` finds are sentences that have these words, in order.
fn finds(typed: &str, expected: &[&str]) {
    let found = sentences(&speaking(), typed);
    let same = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, words)| found.contains(words));
    assert!(same, "{typed}: {found:#?}");
}

#[test]
fn a_name_is_found_as_a_name_in_whatever_script() {
    finds("name:holt nobody", &["Nobody at the quay"]);
    finds("name:\"Maria Holt\" told", &["Maria Holt told"]);
    finds("name:otters", &[]);
    finds("name:quay", &["Quay Street"]);
    finds("name:lukashenko", &["as Лукашенко knew", "Лукашенко заявил"]);
    finds("name:brand -harbour", &[]);
    finds("name:ald bridge", &["bridge to Aldenmouth"]);
    finds("name:rain", &[]);
}

#[test]
fn a_speaker_is_found_in_what_is_said_in_quotation_marks_and_without() {
    finds("speaker:holt nets", &["The nets will hold"]);
    finds("speaker:holt nobody", &["Nobody will lift"]);
    finds("speaker:\"Maria Holt\" council", &["told the council"]);
    finds("speaker:holt bridge", &[]);
    finds("speaker:brand", &["the harbour is safe"]);
    finds("speaker:maria", &["The nets will hold", "Nobody will lift"]);
    finds("speaker:otters", &[]);
}

#[test]
fn a_page_is_where_its_sentences_stand() {
    finds("flood in:p.12", &["On the morning", "Nobody had believed"]);
    finds("flood in:p13", &["The flood went back"]);
    finds("flood in:p.14", &[]);
}

#[test]
fn whoever_knows_themes_says_where_they_are_treated() {
    let collection = speaking();
    let query = Query::parse("theme:dyke theme:\"the council\" flood");
    assert_eq!(query.themes, ["dyke", "the council"]);
    let index = Index::build(&collection);
    let all = search(&index, &query, usize::MAX, &|| false);
    assert_eq!(all.hits.len(), 4);
    let second = all.hits.iter().map(|hit| hit.span).max_by_key(|span| span.extent).unwrap();
    let query = Query { within: Some(vec![second]), ..query };
    let some = search(&index, &query, usize::MAX, &|| false);
    assert_eq!(some.hits.iter().map(|hit| hit.span).collect::<Vec<_>>(), [second]);
}
