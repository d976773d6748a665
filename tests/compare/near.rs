//! Near by score alone.

use variorum::compare::{CellState, Comparison, Judgements, Silence, ThemeId, compare};

use crate::decisions::about;
use crate::support::{collection, themes};

/// A theme on ferries; the second article has none of its terms and goes on about the same things.
pub(crate) fn ferries() -> Comparison {
    let articles = collection(&[
        "The ferry crossed the harbour; ferries and boats tied up at dawn.",
        "Boats tied up along the harbour wall at dawn.",
        "Wheat was dear that year.",
    ]);
    let source = "[[theme]]\nid='ferry'\nname='Ferries in the harbour'\n\
                  description='boats tied up at dawn'\ncore=['ferry']\nnot=['harbour master']";
    compare(&articles, themes(source), &Judgements::default())
}

#[test]
fn a_passage_near_by_its_score_makes_an_article_without_a_term_near() {
    let comparison = ferries();
    let from = comparison.near_from(0, 0.2);
    let cell = |article| comparison.cell_from(0, article, from).unwrap();
    assert_eq!(cell(0).state, CellState::On);
    assert_eq!((cell(1).state, cell(1).hints, cell(1).near), (CellState::Near, 0, 1));
    assert_eq!((cell(2).state, cell(2).near), (CellState::Silent, 0));
    let high = comparison.near_from(0, 1.01);
    assert_eq!(comparison.cell_from(0, 1, high).unwrap().state, CellState::Silent);
    for article in 0..3 {
        let treatment = comparison.treatment_from(0, article, from).unwrap();
        assert_eq!(treatment.cell, cell(article));
        let near = treatment.passages.iter().filter(|mark| mark.is_near(from)).count();
        assert_eq!(near, cell(article).near);
    }
}

#[test]
fn a_theme_without_terms_ranks_by_name_and_description_and_is_never_silent() {
    let articles = collection(&[
        "Wheat was dear that year.\n\nThe ferry crossed the harbour at dawn.",
        "Boats tied up along the harbour wall.",
        "Sheep graze on the hill.",
    ]);
    let source =
        "[[theme]]\nid='ferry'\nname='Ferries in the harbour'\ndescription='boats at dawn'";
    let comparison = compare(&articles, themes(source), &Judgements::default());
    let from = comparison.near_from(0, 0.4);
    let states: Vec<_> =
        (0..3).map(|article| comparison.cell_from(0, article, from).unwrap()).collect();
    assert!(states.iter().all(|cell| cell.state == CellState::Near && cell.on == 0), "{states:?}");
    assert!(states[0].near > 0 && states[1].near > 0 && states[2].near == 0, "{states:?}");
    let best = comparison.treatment_from(0, 0, from).unwrap().passages[0].passage;
    assert_eq!(best, 2);
}

#[test]
fn nothing_is_near_a_theme_that_no_passage_is_on() {
    let articles = collection(&["Boats tied up along the harbour wall at dawn."]);
    let source = "[[theme]]\nid='ferry'\nname='Ferries in the harbour'\ncore=['zeppelin']";
    let comparison = compare(&articles, themes(source), &Judgements::default());
    assert!(comparison.best_score(0) > 0.0);
    assert_eq!(comparison.near_from(0, 0.1), None);
}

#[test]
fn words_that_a_not_term_took_bring_nothing_near() {
    let articles = collection(&["The harbour ferry crossed at dawn.", "The harbour master slept."]);
    let source =
        "[[theme]]\nid='ferry'\nname='harbour'\ncore=['ferry','harbour']\nnot=['harbour master']";
    let comparison = compare(&articles, themes(source), &Judgements::default());
    let from = comparison.near_from(0, 0.05);
    let second = comparison.treatment_from(0, 1, from).unwrap();
    assert!(second.passages.iter().any(|mark| Some(mark.score) >= from), "{second:?}");
    assert_eq!(second.cell.state, CellState::Silent);
}

#[test]
fn a_confirmed_silence_outlasts_a_score() {
    let before = ferries();
    let texts: Vec<_> = before.articles().cloned().collect();
    let mut silence = Silence { about: about(&before, &texts[1]) };
    silence.about.theme = ThemeId("ferry".into());
    let judged = Judgements { silences: vec![silence], ..Judgements::default() };
    let after = before.renewed(before.theme_set().clone(), &judged);
    let cell = after.cell_from(0, 1, after.near_from(0, 0.2)).unwrap();
    assert_eq!((cell.state, cell.near), (CellState::SilentConfirmed, 1));
}
