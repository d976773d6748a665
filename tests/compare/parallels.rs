//! Counterparts of a passage, and themes that are proposed.

use std::ops::ControlFlow;

use variorum::collection::Collection;
use variorum::compare::parallels::{Counterparts, Decision, Evidence, From, WhyNone, parallels};
use variorum::compare::{
    Judgements, Listed, Model, Report, Stopped, Watch, compare, suggest, suggest_names,
    suggest_watched,
};

use crate::numbers::some_themes;
use crate::support::collection;

/// The counterparts of a place of the first article.
fn asked(texts: &Collection, from: From, limit: usize) -> Option<Vec<Counterparts>> {
    let model = Model::build(texts);
    parallels(&model, texts.articles()[0].id(), from, limit, None, Watch::NOBODY).unwrap()
}

#[test]
fn a_passage_finds_its_counterpart_and_a_stranger_none() {
    let texts = collection(&[
        "The harbour is old.\n\nThe ferry sank in the storm and forty sailors drowned near the lighthouse.\n\n\
         The mayor gave a speech.",
        "A recipe needs flour.\n\nForty sailors were lost when a storm sank the ferry by the lighthouse.\n\n\
         Bread was dear that year.",
        "Bees dance.\n\nA hive holds honey and wax.\n\nDrones die in autumn.",
    ]);
    for from in [From::Passage(2), From::Sentence(2, 1)] {
        let found = asked(&texts, from, 10).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].state, found[0].candidates[0].passage), (Decision::Found, 2));
        assert!(found[0].candidates[0].shared.words.contains(&"ferry".to_owned()));
        assert_eq!(found[1].state, Decision::None(WhyNone::TooUnlike));
    }
    assert_eq!(asked(&texts, From::Passage(9), 10), None);
    let extent = texts.articles()[0].passage(2).unwrap().block.extent;
    let found = asked(&texts, From::Extent(extent), 10).unwrap();
    assert_eq!(found[0].candidates[0].passage, 2);
}

#[test]
fn the_nearest_passage_is_no_counterpart_where_it_treats_what_others_here_treat() {
    let texts = collection(&[
        "The mayor praised the ferry captain.\n\nFerry tolls rose in spring, and the captain paid the toll at the \
         harbour gate.\n\nHarbour tolls for the ferry rose again, and every captain paid.",
        "In spring the harbour toll rose, and ferry captains paid the toll.\n\nSheep graze on the hill.",
        "Bees dance.\n\nDrones die in autumn.",
    ]);
    let states: Vec<(Decision, u32)> = (1..=3)
        .map(|passage| {
            let found = asked(&texts, From::Passage(passage), 10).unwrap();
            (found[0].state, found[0].candidates[0].passage)
        })
        .collect();
    assert_eq!(
        states,
        [(Decision::None(WhyNone::NearerTo(2)), 1), (Decision::Found, 1), (Decision::Found, 1)]
    );
    for passage in texts.articles()[0].passages() {
        // What is selected lies in its passage, from its first letter to its last.
        let extent = passage.block.extent;
        let selected = asked(&texts, From::Extent(extent), 10).unwrap();
        assert_eq!(selected, asked(&texts, From::Passage(passage.number), 10).unwrap());
    }
    let found = asked(&texts, From::Passage(1), 10).unwrap();
    let told: Vec<Option<String>> = found.iter().map(Counterparts::why_none).collect();
    assert_eq!(told[0].as_deref(), Some("the nearest is nearer to ¶2 here:"));
    assert_eq!(told[1].as_deref(), Some("nothing in common"));
}

#[test]
fn suggestions_are_made_of_the_texts_own_words() {
    let texts = collection(&[
        "We saw the harbour bridge.\n\nWork on the harbour bridge went on.\n\nRain fell.\n\nBread rose.\n\nCats sleep.",
        "Again the harbour bridge was shut.\n\nNo ship.\n\nWool is warm.\n\nFish swim.\n\nDogs bark.\n\nSalt melts.",
    ]);
    let set = suggest(&Model::build(&texts));
    assert!(set.themes.iter().all(variorum::compare::Theme::is_suggested));
    let theme = set.themes.iter().find(|theme| theme.name == "harbour bridge").unwrap();
    let terms: Vec<&str> = theme.terms.iter().map(|term| term.text.as_str()).collect();
    assert!(terms.contains(&"harbour") || terms.contains(&"bridge"), "{terms:?}");
}

#[test]
fn what_falls_evenly_and_what_stands_where_verbs_stand_is_no_subject() {
    // Two texts that speak of tolls for a while, and in which somebody keeps trying to do something throughout.
    let letters = |number: usize| ["ba", "ke", "li", "mo", "nu", "pa", "re", "si"][number % 8];
    let filler = |number: usize| {
        format!("{}{}{}t", letters(number), letters(number / 8), letters(number / 64))
    };
    let passage = |article: usize, place: usize| {
        let first = (article * 24 + place) * 8;
        let words: Vec<String> = (first..first + 8).map(filler).collect();
        let opening = match place {
            5..=8 => "They raised the toll of the Council and the toll of the Harbour with dues.",
            _ if place.is_multiple_of(6) => "They were trying to sleep in Lund.",
            _ => "",
        };
        format!("{opening} It is of {}.", words.join(" and ")).trim().to_owned()
    };
    let text =
        |article| (0..24).map(|place| passage(article, place)).collect::<Vec<_>>().join("\n\n");
    let (one, other) = (text(0), text(1));
    let (one, other) = (one.as_str(), other.as_str());
    let set = suggest(&Model::build(&collection(&[one, other])));
    let names: Vec<&str> = set.themes.iter().map(|theme| theme.name.as_str()).collect();
    let place = |words: [&str; 2]| {
        let place = names.iter().position(|name| words.iter().any(|word| name.contains(word)));
        place.unwrap_or(usize::MAX)
    };
    assert!(place(["toll", "dues"]) < place(["trying", "try"]), "{names:?}");
    let unwanted = |_| ControlFlow::Break(());
    let model = Model::build(&collection(&[one, other]));
    assert_eq!(suggest_watched(&model, Watch::new(&unwanted)), Err(Stopped));
}

#[test]
fn names_are_offered_beside_the_subjects_not_among_them() {
    let one = "The toll of the old ferry rose.\n\nIn spring Orlando paid the ferry toll. A guard keeps it.\n\nHe keeps bees.\n\n\
               Wool is warm.\n\nThere Orlando slept.\n\nSalt melts.\n\nFish swim.\n\nSoap foams.\n\nIron rusts.";
    let other = "They say Orlando owed a ferry toll that he keeps.\n\nCats sleep.\n\nDogs bark.\n\nBread rose.\n\n\
                 Nobody but Orlando came.\n\nDrones die.\n\nRain fell.\n\nPaper tears.\n\nGlass cuts.";
    let model = Model::build(&collection(&[one, other]));
    let named = |set: &variorum::compare::ThemeSet| -> Vec<String> {
        set.themes.iter().map(|theme| theme.name.to_lowercase()).collect()
    };
    assert!(named(&suggest_names(&model)).contains(&"orlando".to_owned()));
    let subjects = named(&suggest(&model));
    assert!(subjects.iter().any(|name| name.contains("ferry") || name.contains("toll")));
    assert!(!subjects.iter().any(|name| name.contains("orlando")), "{subjects:?}");
    // A few uses do not tell a verb from a subject: only a pair of words that recurs is one.
    assert!(subjects.iter().all(|name| name.contains(' ')), "{subjects:?}");
}

#[test]
fn what_shares_nothing_is_a_neighbour_at_most_and_never_found() {
    let texts = collection(&[
        "The ferry sank in the storm by the lighthouse.\n\nForty sailors drowned there that night.",
        "The ferry sank in the storm by the lighthouse.\n\nNobody ever spoke about it again.\n\nForty sailors drowned.",
        "Bread was dear.\n\nA hive holds wax.\n\nSheep graze.\n\nWool is warm.\n\nSalt melts.",
    ]);
    let found = asked(&texts, From::Passage(1), 10).unwrap();
    let beside: Vec<(u32, Evidence)> =
        found[0].candidates.iter().map(|c| (c.passage, c.evidence)).collect();
    assert_eq!(beside[0], (1, Evidence::Own));
    assert!(beside[1..].iter().all(|(_, evidence)| *evidence == Evidence::Neighbour), "{beside:?}");
    assert!(beside.len() > 1);
    assert_eq!(asked(&texts, From::Passage(1), 1).unwrap()[0].candidates.len(), 1);
}

#[test]
fn an_answer_that_nobody_wants_any_more_stops() {
    let texts = collection(&["The ferry sank.", "The ferry left."]);
    let unwanted = |_| ControlFlow::Break(());
    let (model, first) = (Model::build(&texts), texts.articles()[0].id());
    let answer = parallels(&model, first, From::Passage(1), 10, None, Watch::new(&unwanted));
    assert_eq!(answer, Err(Stopped));
}

#[test]
fn no_export_claims_more_than_it_counts() {
    let texts =
        collection(&["The ferry left the harbour.", "A storm came to the pier and the rope."]);
    let comparison = compare(&texts, some_themes(), &Judgements::default());
    let report = Report::new(&comparison, vec![0, 1, 2], Listed::All);
    let said = [report.text(80), report.markdown(), report.csv().unwrap(), report.html()].concat();
    let said = said.to_lowercase();
    for claim in ["significan", "p-value", "p value", "keyness", "sentiment", "bias", "p <"] {
        assert!(!said.contains(claim), "{claim}");
    }
}
