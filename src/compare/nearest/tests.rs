use std::ops::ControlFlow;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::collection::Article;
use crate::index::StemId;

/// A word for each number below 2^16.
fn word(number: usize) -> String {
    let letter = |place: u32| char::from(b"bcdfghklmnprstvz"[number >> (4 * place) & 15]);
    format!("{}o{}a{}u{}", letter(3), letter(2), letter(1), letter(0))
}

/// Articles of paragraphs of words: the squares of random numbers make few words common.
fn articles() -> impl Strategy<Value = Collection> {
    let word = (0_usize..60, 0_usize..60).prop_map(|(a, b)| word(a * b));
    let passage = prop::collection::vec(word, 1..40).prop_map(|words| words.join(" "));
    let article = prop::collection::vec(passage, 1..9);
    prop::collection::vec(article, 1..30).prop_map(collection)
}

/// Articles of these passages.
fn collection(articles: Vec<Vec<String>>) -> Collection {
    let made = articles
        .into_iter()
        .map(|passages| Arc::new(Article::of_paragraphs(&passages.join("\n\n"))));
    Collection::new(made, Vec::new())
}

fn prepared(collection: &Collection, before: Option<Neighbours>) -> Neighbours {
    let index = Arc::new(Index::build(collection));
    let model = Model::prepared(index, collection, before, Watch::NOBODY).unwrap();
    model.neighbours().unwrap().clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_nearest_are_those_of_the_definition(collection in articles()) {
        let model = Model::build(&collection);
        let vectors = Vectors::of(&model);
        for unit in 0..model.units.len() {
            let own = vectors.terms(unit);
            let cosine = |other: usize| -> f32 {
                let theirs = vectors.terms(other);
                let weight = |(stem, own): &(StemId, f32)| {
                    let same = theirs.iter().find(|(theirs, _)| theirs == stem);
                    same.map_or(0.0, |(_, theirs)| own * theirs)
                };
                own.iter().map(weight).sum()
            };
            let others = (0..model.units.len()).filter(|other| *other != unit);
            let scored = others.map(|other| (u32::try_from(other).unwrap(), cosine(other)));
            let expected = best(scored.filter(|(_, like)| *like > 0.0).collect(), NEIGHBOURS);
            prop_assert_eq!(model.nearest().of(unit), &expected[..]);
        }
    }

    #[test]
    fn what_was_known_of_others_changes_nothing(
        before in articles(),
        after in articles(),
        shared in prop::collection::vec(any::<bool>(), 60),
    ) {
        let both: Vec<_> = before.articles().iter().chain(after.articles()).cloned().collect();
        let some = both.iter().zip(&shared).filter(|(_, is_shared)| **is_shared);
        let after = Collection::new(some.map(|(article, _)| Arc::clone(article)), Vec::new());
        let known = prepared(&before, None);
        prop_assert_eq!(prepared(&after, Some(known)), prepared(&after, None));
    }
}

/// Sixty articles of five passages that are made by number.
fn sixty(passage: impl Fn(usize) -> String) -> Vec<Vec<String>> {
    (0..60).map(|n| (0..5).map(|m| passage(n * 5 + m)).collect()).collect()
}

#[test]
fn a_passage_that_comes_near_to_others_is_among_theirs_also_where_it_draws_level() {
    // Few words, each in so many passages that one more makes no step: whoever is near stays known.
    let passage = |n: usize| (0..7).map(|k| word((n + n * k + k * k) % 24)).collect::<Vec<_>>();
    let articles = sixty(|n| passage(n).join(" "));
    let known = prepared(&collection(articles.clone()), None);
    for other in 10..30 {
        let mut changed = articles.clone();
        // The same words as another: whoever is near to that one is as near to this, which comes first.
        changed[7][2] = articles[other][other % 5].clone();
        let changed = collection(changed);
        assert_eq!(prepared(&changed, Some(known.clone())), prepared(&changed, None), "{other}");
    }
}

#[test]
fn an_article_changed_is_looked_for_alone() {
    let passage = |n: usize| (0..30).map(|m| word(n * 7 + m % 9 + m)).collect::<Vec<_>>().join(" ");
    let articles = sixty(passage);
    let known = prepared(&collection(articles.clone()), None);
    let mut changed = articles;
    changed[7][2].push_str(" vuvavovu");
    let changed = collection(changed);
    let model = Model::build(&changed);
    let entries = model.entries.iter().map(|entry| (key([&entry.article]), entry.units.len()));
    let looked =
        Known::new(Some(&known), &entries.collect::<Vec<_>>(), &Vectors::of(&model).prints);
    let anew = (0..model.units.len()).filter(|unit| looked.lists.of(*unit).is_empty()).count();
    assert!(anew < 60, "{anew} of {}", model.units.len());
    assert_eq!(prepared(&changed, Some(known.clone())), prepared(&changed, None));
}

#[test]
fn work_that_is_not_wanted_stops() {
    let model = Model::default();
    assert_eq!(nearest(&model, None, Watch::NOBODY), Ok(Neighbours::default()));
    let model = Model::build(&collection(vec![vec![word(1), word(1)]]));
    let unwanted = |_| ControlFlow::Break(());
    assert_eq!(nearest(&model, None, Watch::new(&unwanted)), Err(Stopped));
}
