//! Queries that describe, queries that remember, and the change from one to the other.

use variorum::index::Index;
use variorum::search::{Query, SecondLook, search};

use crate::{collection, find, news};

const LOAN: &str = "The ministry asked for a loan.\n\nIts envoy met bankers in Brenwick.\n\n\
    A refusal would stop the harbour works, he said.\n\nThe works employ two thousand masons.";
const DIVERS: &str =
    "The envoy of the divers met nobody.\n\nDivers found an anchor.\n\nThe anchor is old.";
const IDLE: &str = "The quay stands half built.\n\nThe refusal of a loan left the masons at the \
    harbour works idle.";
const MASONS: &str =
    "Masons met in the square.\n\nThe masons have a feast every spring.\n\nA band plays.";

#[test]
fn a_description_finds_the_article_that_treats_it() {
    let filler: Vec<String> =
        (0..40).map(|n| format!("Room{n} is painted.\n\nA clock{n} strikes.")).collect();
    let mut texts: Vec<&str> = filler.iter().map(String::as_str).collect();
    texts.extend([DIVERS, MASONS, IDLE, LOAN]);
    let collection = collection(&texts);
    let typed = "efforts of the envoy to get bankers to give the ministry a loan for harbour works";
    let results = find(&collection, typed);
    assert!(results.described > 0.5, "{}", results.described);
    let loan = collection.articles().iter().find(|a| a.text() == LOAN).unwrap();
    assert_eq!(results.hits[0].span.article, loan.id());
    assert!(
        results.also.iter().any(|word| word == "masons" || word == "refusal"),
        "{:?}",
        results.also
    );
    assert!(!results.also.iter().any(|word| word == "thousand"), "one article alone says it");
    let scores: Vec<f32> = results.hits.iter().map(|hit| hit.article_score).collect();
    assert!(scores[0] > 0.0 && scores.iter().all(|score| *score <= scores[0]), "{scores:?}");
    assert!(results.hits.iter().all(|hit| hit.passage_score >= 0.0));

    let mut query = Query::parse(typed);
    query.second_look = SecondLook::Off;
    let plain = search(&Index::build(&collection), &query, 50, &|| false);
    assert!(plain.also.is_empty());
    assert_eq!(plain.hits[0].span.article, loan.id());
}

#[test]
fn what_stands_together_says_more_than_the_same_words_apart() {
    let filler: Vec<String> = (0..40).map(|n| format!("Room{n} is painted.")).collect();
    let mut texts: Vec<&str> = filler.iter().map(String::as_str).collect();
    let together = "The envoy met bankers about a loan for masons.\n\nA cat slept there.\n\n\
        They all went home.";
    let apart = "The envoy met bankers.\n\nA cat slept about a loan for masons.\n\n\
        There they all went home.";
    texts.extend([apart, together]);
    let collection = collection(&texts);
    let mut query = Query::parse("envoy whom bankers gave loan paid masons");
    query.second_look = SecondLook::Off;
    let results = search(&Index::build(&collection), &query, 50, &|| false);
    let worth = |text: &str| {
        let article = collection.articles().iter().find(|a| a.text() == text).unwrap().id();
        let hit = results.hits.iter().find(|hit| hit.span.article == article).unwrap();
        hit.article_score
    };
    assert!(worth(together) > worth(apart), "{} {}", worth(together), worth(apart));
}

#[test]
fn what_one_sentence_holds_is_remembered_not_described() {
    // Two articles share words with it, so that a second look would have words to take in.
    let collection = collection(&[LOAN, DIVERS, MASONS, IDLE]);
    for typed in [
        "a refusal would stop the harbour works he said",
        "a refusall would stopp the harbor works he said",
        "a refusel wuold stop the harbuor wroks he said",
    ] {
        let results = find(&collection, typed);
        assert!(results.described < f32::EPSILON && results.also.is_empty(), "{typed}");
        let best = results.hits.first().map(|hit| collection.words_at(hit.span));
        assert_eq!(best, Some("A refusal would stop the harbour works, he said."), "{typed}");
    }
}

#[test]
fn a_whole_sentence_with_a_slip_is_first_at_every_length() {
    let collection = news::collection(4_000, 11);
    let index = Index::build(&collection);
    let mut seen = 0;
    for article in collection.articles().iter().step_by(2) {
        let passage = article.passage(1).unwrap();
        let Some(extent) = passage.block.sentences.first() else { continue };
        let mut words: Vec<String> =
            extent.of(article.text()).split_whitespace().map(str::to_owned).collect();
        let long = words.iter_mut().find(|w| w.len() > 6 && w.chars().all(char::is_alphabetic));
        let Some(word) = long else { continue };
        word.remove(3);
        let results = search(&index, &Query::parse(&words.join(" ")), 5, &|| false);
        let best = results.hits.first().map(|hit| collection.words_at(hit.span));
        assert_eq!(best, Some(extent.of(article.text())), "{words:?}");
        seen += 1;
    }
    assert!(seen > 10);
}

#[test]
fn adding_a_right_word_never_lowers_what_was_meant() {
    let collection = news::collection(4_000, 12);
    let index = Index::build(&collection);
    for article in collection.articles().iter().step_by(13) {
        let Some(extent) = article.passage(1).and_then(|p| p.block.sentences.first().copied())
        else {
            continue;
        };
        let words: Vec<&str> = extent.of(article.text()).split_whitespace().collect();
        let mut before = usize::MAX;
        for count in 1..=words.len() {
            let typed = format!("{} ", words[..count].join(" "));
            let results = search(&index, &Query::parse(&typed), 4_000, &|| false);
            let same = |text: &str| text == extent.of(article.text());
            let rank = results.hits.iter().position(|hit| same(collection.words_at(hit.span)));
            let rank = rank.unwrap_or(usize::MAX);
            assert!(rank <= before, "{rank} after {before}: {typed:?}");
            before = rank;
        }
        assert_eq!(before, 0, "{words:?}");
    }
}
