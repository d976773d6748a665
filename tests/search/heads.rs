//! What is known of an article beside its text, long queries, compounds, and where is looked.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use variorum::collection::{Article, Collection};
use variorum::index::Index;
use variorum::ingest;
use variorum::search::{Part, Query, Tolerance, search};

use crate::{collection, find, first, news};

fn known() -> Collection {
    let read = |name: &str, text: &str| -> Arc<Article> {
        Arc::new(ingest::read(Path::new(name), text.as_bytes()).unwrap())
    };
    let quill = "---\ntitle: The slow tide\nauthor: Nora Quill\nsource: Coast Herald\n---\n\n\
        The ferry left late. The pilot blamed nobody.\n";
    let plain = "The mill burnt down at night. Nobody was hurt by the fire.\n";
    Collection::new([read("a.md", quill), read("b.md", plain)], vec![])
}

#[test]
fn titles_authors_and_sources_are_found_by_plain_words_and_say_what_they_are() {
    let collection = known();
    for (typed, part) in [
        ("slow tide", Part::Title),
        ("Nora Quill", Part::Author),
        ("quil", Part::Author),
        ("coast herald", Part::Source),
    ] {
        let results = find(&collection, typed);
        let hit = results.hits.first().unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(collection.words_at(hit.span), "The ferry left late.", "{typed}");
        assert!(hit.words.iter().all(|word| word.part == part), "{typed}: {:?}", hit.words);
        assert_eq!(results.nowhere, [""; 0], "{typed}");
    }
    assert!(find(&collection, "\"Nora Quill\"").hits.is_empty(), "a phrase stands in the text");
    assert!(find(&collection, "quill -ferry").hits.is_empty());
    // Only a word that is still being typed may be the beginning of another.
    assert!(find(&collection, "quil ").hits.is_empty());
    let mut exact = Query::parse("quil");
    exact.tolerance = Tolerance::Exact;
    assert!(search(&Index::build(&collection), &exact, 9, &|| false).hits.is_empty());
}

#[test]
fn title_and_text_are_found_together() {
    let collection = known();
    let results = find(&collection, "quill ferry");
    let words: Vec<_> = results.hits[0].words.iter().map(|word| word.part).collect();
    assert_eq!(words, [Part::Text, Part::Author]);
}

#[test]
fn a_long_pasted_passage_is_found_whatever_stands_before_it() {
    let collection = news::collection(3_000, 5);
    let index = Index::build(&collection);
    let article = &collection.articles()[7];
    let passage = article.passages().max_by_key(|passage| passage.text.len()).unwrap();
    let chaff = "and then it was said of the same that it is so and would be as it had been ";
    let typed = chaff.repeat(12) + passage.text;
    assert!(typed.split_whitespace().count() > 200);
    let results = search(&index, &Query::parse(&typed), 5, &|| false);
    assert_eq!(results.hits[0].span.article, article.id());
    assert!(passage.block.extent.covers(results.hits[0].span.extent));
}

#[test]
fn parts_of_a_compound_are_found_apart_where_the_whole_stands_elsewhere_too() {
    let texts =
        ["An oil-fired plant opened.", "A plant was fired by oil.", "Oilfired plants rust."];
    let collection = collection(&texts);
    let results = find(&collection, "oil-fired");
    assert_eq!(results.articles, 3, "{:?}", results.hits);
    assert_eq!(first(&collection, &results), texts[0]);
}

#[test]
fn only_the_articles_named_are_searched() {
    let collection = known();
    let mut query = Query::parse("nobody");
    assert_eq!(search(&Index::build(&collection), &query, 9, &|| false).articles, 2);
    query.among = Some(BTreeSet::from([collection.articles()[0].id()]));
    let results = search(&Index::build(&collection), &query, 9, &|| false);
    assert_eq!(results.articles, 1);
    assert_eq!(results.hits[0].span.article, collection.articles()[0].id());
}

#[test]
fn a_heading_said_twice_in_an_article_counts_once() {
    let text = "# Tides\n\n## Marigold sails\n\nShe left early.\n\n## Marigold sails\n\nThe Marigold came back.\n";
    let collection = Collection::new([crate::article("a.md", text)], vec![]);
    let results = find(&collection, "marigold");
    assert_eq!((results.total, results.hits.len()), (2, 2));
}
