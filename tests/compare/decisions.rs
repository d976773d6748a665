//! What the reader decides holds, and goes stale in sight.

use variorum::collection::{Article, ContentHash};
use variorum::compare::{
    About, CellState, Comparison, Freshness, Judgements, PassageState, Ruling, Silence, ThemeId,
    Verdict, compare,
};

use crate::support::{collection, themes};

pub(crate) fn about(comparison: &Comparison, article: &Article) -> About {
    About {
        theme: ThemeId("t".into()),
        version: comparison.version(0).unwrap(),
        article: article.id(),
        name: article.name().to_owned(),
        at: "2026-01-01T00:00:00Z".to_owned(),
    }
}

#[test]
fn verdicts_override_terms_and_go_stale_with_them() {
    let texts = collection(&["The ferry left.\n\nA lamp burned."]);
    let article = &texts.articles()[0];
    let source = "[[theme]]\nid='t'\ncore=['ferry']";
    let before = compare(&texts, themes(source), &Judgements::default());
    let mut judgements = Judgements::default();
    for (passage, ruling) in [(1, Ruling::Reject), (2, Ruling::Accept)] {
        let words = ContentHash::of(article.passage(passage).unwrap().text);
        judgements.rule(Verdict { about: about(&before, article), words, ruling });
    }
    let after = compare(&texts, themes(source), &judgements);
    assert_eq!(after.state(0, 0, 1), Some(PassageState::Near));
    assert_eq!(after.state(0, 0, 2), Some(PassageState::On));
    assert_eq!(after.cell(0, 0).unwrap().on, 1);
    // No term says where the accepted passage speaks of it: its best sentence does.
    let speaking = |passage: u32| {
        let treatment = after.treatment(0, 0).unwrap();
        treatment.passages.iter().find(|mark| mark.passage == passage).unwrap().speaking.clone()
    };
    assert_eq!(speaking(2), [1]);
    let edited = compare(&texts, themes("[[theme]]\nid='t'\ncore=['ferry','boat']"), &judgements);
    let mark = edited.treatment(0, 0).unwrap();
    assert!(mark.passages.iter().all(|m| m.verdict.is_none_or(|v| v.1 == Freshness::ThemeChanged)));
}

#[test]
fn a_verdict_finds_its_words_in_an_edited_article_and_says_so() {
    let old = collection(&["The ferry left.\n\nA lamp burned."]);
    let source = "[[theme]]\nid='t'\ncore=['lamp']";
    let before = compare(&old, themes(source), &Judgements::default());
    let article = &old.articles()[0];
    let words = ContentHash::of(article.passage(1).unwrap().text);
    let mut judgements = Judgements::default();
    judgements.rule(Verdict { about: about(&before, article), words, ruling: Ruling::Accept });
    let new = collection(&["New words first.\n\nThe ferry left.\n\nA lamp burned."]);
    assert_eq!(new.articles()[0].name(), article.name());
    let after = compare(&new, themes(source), &judgements);
    let treatment = after.treatment(0, 0).unwrap();
    let mark = treatment.passages.iter().find(|mark| mark.passage == 2).unwrap();
    assert_eq!(mark.verdict, Some((Ruling::Accept, Freshness::ArticleChanged)));
}

#[test]
fn a_confirmed_silence_ends_with_the_theme_it_was_given_for() {
    let texts = collection(&["The ferry left."]);
    let source = "[[theme]]\nid='t'\ncore=['lamp']";
    let before = compare(&texts, themes(source), &Judgements::default());
    assert_eq!(before.cell(0, 0).unwrap().state, CellState::Silent);
    let mut judgements = Judgements::default();
    judgements.confirm(Silence { about: about(&before, &texts.articles()[0]) });
    let after = compare(&texts, themes(source), &judgements);
    assert_eq!(after.cell(0, 0).unwrap().state, CellState::SilentConfirmed);
    let edited = compare(&texts, themes("[[theme]]\nid='t'\ncore=['lamp','light']"), &judgements);
    let cell = edited.cell(0, 0).unwrap();
    assert_eq!((cell.state, cell.stale), (CellState::Silent, Some(Freshness::ThemeChanged)));
}

#[test]
fn terms_are_proposed_from_what_is_accepted_and_against_what_is_rejected() {
    let texts = collection(&[
        "The toll rose again on the quay.\n\nNobody pays the toll and the levy here.\n\nThe quay is wet.\n\n\
         A lamp burned.\n\nCats sleep on the quay.\n\nWool is warm.",
    ]);
    let article = &texts.articles()[0];
    let source = "[[theme]]\nid='t'\nname='Charges'\ndescription='what it costs'\ncore=['levy']";
    let before = compare(&texts, themes(source), &Judgements::default());
    assert_eq!(before.learnt_terms(0), []);
    let mut judgements = Judgements::default();
    let rulings = [(1, Ruling::Accept), (2, Ruling::Accept), (3, Ruling::Reject)];
    for (passage, ruling) in rulings {
        let words = ContentHash::of(article.passage(passage).unwrap().text);
        judgements.rule(Verdict { about: about(&before, article), words, ruling });
    }
    let after = compare(&texts, themes(source), &judgements);
    let learnt = after.learnt_terms(0);
    let words: Vec<&str> = learnt.iter().map(|term| term.word.as_str()).collect();
    assert_eq!(words[0], "toll");
    assert_eq!((learnt[0].accepted, learnt[0].rejected, learnt[0].passages), (2, 0, 2));
    // What the terms find already, and what was rejected, is not proposed.
    assert!(!words.contains(&"levy") && !words.contains(&"quay"), "{words:?}");
}
