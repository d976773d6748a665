//! Search from outside: whole collections in, hits out.

#![cfg(test)]

#[path = "../support/news.rs"]
mod news;
#[path = "../support/remembered.rs"]
mod remembered;

mod described;
mod heads;
mod language;
mod spelling;

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use variorum::collection::{Article, Collection};
use variorum::index::Index;
use variorum::ingest;
use variorum::search::{Completion, How, Query, Results, search};

pub(crate) fn article(name: &str, text: &str) -> Arc<Article> {
    Arc::new(ingest::read(Path::new(name), text.as_bytes()).expect("text"))
}

pub(crate) fn collection(texts: &[&str]) -> Collection {
    let articles = texts.iter().enumerate().map(|(i, text)| article(&format!("{i}.txt"), text));
    Collection::new(articles, vec![])
}

const HARBOUR: &str = "The harbour of Aldenmouth was closed for a week.\n\n\
    Negotiations between the port and the pilots' union began on Tuesday. A mediator came from Brenwick.";
const MILL: &str = "Brenwick's old mill burns.\n\nThe mayor, Ms Ostrowska, promised 1,400 new homes in the valley.";

pub(crate) fn find(collection: &Collection, query: &str) -> Results {
    search(&Index::build(collection), &Query::parse(query), usize::MAX, &|| false)
}

pub(crate) fn first<'c>(collection: &'c Collection, results: &Results) -> &'c str {
    results.hits.first().map_or("", |hit| collection.words_at(hit.span))
}

#[test]
fn each_way_to_find_a_word_says_its_name() {
    let collection = collection(&[HARBOUR, MILL]);
    for (typed, how, matched) in [
        ("harbour", How::Exact, "harbour"),
        ("negotiat", How::Prefix, "Negotiations"),
        ("negotiation pilots", How::Prefix, "Negotiations"),
        ("mediators", How::Stem, "mediator"),
        ("habrour", How::Typo, "harbour"),
        ("mdtr", How::Letters, "mediator"),
        ("Ostrovska", How::Typo, "Ostrowska"),
    ] {
        let results = find(&collection, typed);
        let word = &results.hits[0].words[0];
        assert_eq!((word.how, word.matched.as_str()), (how, matched), "{typed}");
    }
}

#[test]
fn words_that_stand_nowhere_are_named() {
    let collection = collection(&[HARBOUR, MILL]);
    let nowhere = |typed: &str| find(&collection, typed).nowhere;
    assert_eq!(
        nowhere("habrour xylophones pilots Xylophones xylophones"),
        ["xylophones", "Xylophones"]
    );
    assert_eq!(nowhere("\"the port\" habrour"), [""; 0]);
    assert_eq!(nowhere("\"the port\" xylophones"), ["xylophones"]);
    assert_eq!(
        nowhere("mdtr haralden"),
        [""; 0],
        "letters and joined beginnings are like something"
    );
    assert!(!find(&collection, "habrour xylophones").hits.is_empty());
    let exact = Query::parse("habrour pilots").exact();
    let results = search(&Index::build(&collection), &exact, 9, &|| false);
    assert_eq!(results.nowhere, ["habrour"]);
    assert_eq!(
        results.nothing_like(exact.tolerance).as_deref(),
        Some("nowhere as typed: “habrour”")
    );
}

#[test]
fn one_letter_too_much_is_a_slip_in_words_of_any_length() {
    let collection = collection(&["The ferry to Belarus received three loans."]);
    for (typed, meant) in [("beylarus", "Belarus"), ("recieved", "received"), ("laons", "loans")] {
        let results = find(&collection, &format!("{typed} ferry"));
        let words: Vec<_> = results.hits[0].words.iter().map(|w| w.matched.as_str()).collect();
        assert_eq!(words, [meant, "ferry"], "{typed}");
    }
}

#[test]
fn a_misprint_keeps_its_first_letter_sooner_than_not() {
    let texts = ["A sander hummed in the yard.", "A lender called from the bank."];
    let collection = collection(&texts);
    assert_eq!(first(&collection, &find(&collection, "lander")), texts[1]);
    assert_eq!(first(&collection, &find(&collection, "sender")), texts[0]);
}

#[test]
fn a_misprint_in_a_word_still_being_typed_is_forgiven() {
    let collection = collection(&[HARBOUR, MILL]);
    let word = &find(&collection, "negotaiti").hits[0].words[0];
    assert_eq!((word.how, word.matched.as_str()), (How::Typo, "Negotiations"));
}

#[test]
fn of_two_sentences_with_the_words_the_shorter_is_first() {
    let long = "A harbour lay quite still in the long grey morning of that late and empty year.";
    let collection = collection(&[long, "The harbour burned."]);
    assert_eq!(first(&collection, &find(&collection, "harbour")), "The harbour burned.");
}

#[test]
fn words_may_come_in_any_order_and_one_may_be_wrong() {
    let collection = collection(&[HARBOUR, MILL]);
    for typed in
        ["tuesday union negotiat", "unoin negotiations", "pilots zebra negotiations tuesday"]
    {
        let results = find(&collection, typed);
        assert!(first(&collection, &results).starts_with("Negotiations"), "{typed}");
    }
}

#[test]
fn the_query_language_narrows() {
    let collection = collection(&[HARBOUR, MILL]);
    assert_eq!(find(&collection, "brenwick").total, 2);
    assert_eq!(find(&collection, "brenwick -mill").total, 1);
    assert_eq!(find(&collection, "brenwick -mediator").total, 1);
    assert_eq!(find(&collection, "\"new homes\"").total, 1);
    assert_eq!(find(&collection, "\"homes new\"").total, 0);
    assert_eq!(find(&collection, "\"New Homes\"").total, 0);
    assert_eq!(find(&collection, "brenwick in:¶2").total, 1);
    assert_eq!(find(&collection, "in:¶2").passages, 2);
    assert_eq!(find(&collection, "brenwick after:2020").total, 0);
}

#[test]
fn exact_searches_forgive_nothing() {
    let collection = collection(&[HARBOUR, MILL]);
    let index = Index::build(&collection);
    let total = |typed: &str| search(&index, &Query::parse(typed).exact(), 10, &|| false).total;
    assert_eq!((total("mayor valley"), total("mayor vall"), total("mayor harbour")), (1, 0, 0));
}

#[test]
fn a_search_that_is_told_to_stop_says_so() {
    let collection = collection(&[HARBOUR, MILL]);
    let results = search(&Index::build(&collection), &Query::parse("mill"), 10, &|| true);
    assert_eq!((results.completion, results.hits.len()), (Completion::Stopped, 0));
}

#[test]
fn half_remembered_sentences_come_first_among_ten_thousand() {
    let collection = news::collection(10_000, 3);
    let index = Index::build(&collection);
    let queries = remembered::queries(&collection, 12, 4);
    let (mut sum, mut missed) = (0.0, Vec::new());
    for known in &queries {
        let results = search(&index, &Query::parse(&known.typed), 10, &|| false);
        let rank = results.hits.iter().position(|hit| hit.span == known.span);
        if rank != Some(0) {
            missed.push((known.kind, &known.typed));
        }
        sum += rank.map_or(0.0, |rank| 1.0 / (1.0 + f64::from(u32::try_from(rank).unwrap())));
    }
    let mean = sum / f64::from(u32::try_from(queries.len()).unwrap());
    assert!(mean >= 0.97, "mean reciprocal rank {mean:.3}: {missed:?}");
}

/// Sentences of a few words each, so that they share many.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec![
        "harbour",
        "harbours",
        "pilot",
        "Minsk",
        "minsk's",
        "é́clair",
        "naïve",
        "co-op",
        "1,400",
        "a",
        "the",
        "漢字の本",
        "Ελλάδα",
        "договор",
        "שלום",
        "U.S.",
        "don’t",
        "👩‍👩‍👧",
        "ﬁeld",
    ]);
    let sentence =
        prop::collection::vec(word, 1..9).prop_map(|words| format!("{}.", words.join(" ")));
    let text = prop::collection::vec(sentence, 1..5).prop_map(|sentences| sentences.join("\n\n"));
    prop::collection::vec(text, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_word_of_every_sentence_finds_it(texts in texts()) {
        let collection = collection(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let index = Index::build(&collection);
        for article in collection.articles() {
            for unit in article.units() {
                for (sentence, extent) in (1..).zip(&unit.block.sentences) {
                    for word in extent.of(article.text()).split(' ').filter(|w| w.chars().any(char::is_alphanumeric)) {
                        let query = Query::parse(word);
                        let results = search(&index, &query, usize::MAX, &|| false);
                        let found = results.hits.iter().any(|hit| {
                            hit.span.article == article.id()
                                && (hit.unit, hit.sentence) == (unit.number, sentence)
                                && hit.words.iter().any(|word| word.how == How::Exact)
                        });
                        prop_assert!(found, "{word} in {:?}", extent.of(article.text()));
                        prop_assert_eq!(results.total, results.hits.len());
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_articles_does_not_matter(texts in texts(), typed in "[a-zé ]{1,12}|pilot harbour|minsk") {
        let forwards = collection(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let backwards = collection(&texts.iter().rev().map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(find(&forwards, &typed), find(&backwards, &typed));
    }

    #[test]
    fn highlights_lie_in_the_sentence_on_graphemes(texts in texts(), typed in "\\PC{1,9}|[a-z]{1,4} [a-z]{1,4}|漢字|ecl") {
        use unicode_segmentation::UnicodeSegmentation;
        let collection = collection(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for hit in find(&collection, &typed).hits {
            let text = collection.get(hit.span.article).unwrap().text();
            let mut last = hit.span.extent.start;
            for extent in &hit.highlights {
                prop_assert!(last <= extent.start && hit.span.extent.covers(*extent) && !extent.is_empty());
                for offset in [extent.start, extent.end] {
                    prop_assert!(offset == text.len() || text.grapheme_indices(true).any(|(at, _)| at == offset));
                }
                last = extent.end;
            }
        }
    }

    #[test]
    fn an_index_kept_up_is_the_index_made_anew(
        before in texts(), after in texts(), typed in "[a-zé ]{1,12}|pilot harbour|minsk",
    ) {
        let mixed: Vec<&str> = before.iter().take(2).chain(&after).map(String::as_str).collect();
        let before = collection(&before.iter().map(String::as_str).collect::<Vec<_>>());
        let after = collection(&mixed);
        let kept = Index::build(&before).update(&after);
        let fresh = Index::build(&after);
        prop_assert_eq!(kept.word_count(), fresh.word_count());
        prop_assert_eq!(kept.size(), fresh.size());
        let query = Query::parse(&typed);
        let answer = |index| search(index, &query, 50, &|| false);
        prop_assert_eq!(answer(&kept), answer(&fresh));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_index_goes_into_bytes_and_back(before in texts(), after in texts(), typed in "[a-zé ]{1,12}|minsk") {
        let mixed: Vec<&str> = before.iter().take(2).chain(&after).map(String::as_str).collect();
        let before = collection(&before.iter().map(String::as_str).collect::<Vec<_>>());
        let after = collection(&mixed);
        let bytes = Index::build(&before).encode();
        let query = Query::parse(&typed);
        let answer = |index: &Index| search(index, &query, 50, &|| false);
        let same = Index::decode(&bytes, &before).unwrap();
        prop_assert_eq!(answer(&same), answer(&Index::build(&before)));
        let other = Index::decode(&bytes, &after).unwrap().update(&after);
        prop_assert_eq!(answer(&other), answer(&Index::build(&after)));
    }

    #[test]
    fn damaged_bytes_are_no_index(texts in texts(), place in any::<prop::sample::Index>(), bit in 0..8, cut in any::<prop::sample::Index>()) {
        let collection = collection(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let mut bytes = Index::build(&collection).encode();
        prop_assert!(Index::decode(&bytes[..cut.index(bytes.len())], &collection).is_none());
        let place = place.index(bytes.len());
        bytes[place] ^= 1_u8 << bit;
        prop_assert!(Index::decode(&bytes, &collection).is_none());
    }

    #[test]
    fn any_query_is_answered(texts in texts(), typed in "\\PC{0,40}|([a-z]{1,4}|[-\":¶]|in:|title:|before:20| ){0,9}") {
        let collection = collection(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let results = find(&collection, &typed);
        prop_assert_eq!(results.total, results.hits.len());
    }
}
