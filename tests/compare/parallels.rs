//! Counterparts of a passage, and themes that are proposed.

use variorum::compare::parallels::{Counterparts, Found, From, Lack, parallels};
use variorum::compare::{Judgements, Listed, Model, Report, compare, suggest};

use crate::numbers::some_themes;
use crate::support::collection;

#[test]
fn a_passage_finds_its_counterpart_and_a_stranger_none() {
    let texts = collection(&[
        "The harbour is old.\n\nThe ferry sank in the storm and forty sailors drowned near the lighthouse.\n\n\
         The mayor gave a speech.",
        "A recipe needs flour.\n\nForty sailors were lost when a storm sank the ferry by the lighthouse.\n\n\
         Bread was dear that year.",
        "Bees dance.\n\nA hive holds honey and wax.\n\nDrones die in autumn.",
    ]);
    let model = Model::build(&texts);
    let first = texts.articles()[0].id();
    for from in [From::Passage(2), From::Sentence(2, 1)] {
        let found = parallels(&model, first, from, 0.25, None).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].state, found[0].candidates[0].passage), (Found::Found, 2));
        assert!(found[0].candidates[0].shared.words.contains(&"ferry".to_owned()));
        assert_eq!(found[1].state, Found::None(Lack::TooUnlike));
    }
    assert_eq!(parallels(&model, first, From::Passage(9), 0.25, None), None);
    let extent = texts.articles()[0].passage(2).unwrap().block.extent;
    let found = parallels(&model, first, From::Extent(extent), 0.25, None).unwrap();
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
    let model = Model::build(&texts);
    let first = texts.articles()[0].id();
    let states: Vec<(Found, u32)> = (1..=3)
        .map(|passage| {
            let found = parallels(&model, first, From::Passage(passage), 0.0, None).unwrap();
            (found[0].state, found[0].candidates[0].passage)
        })
        .collect();
    assert_eq!(states, [(Found::None(Lack::NearerTo(2)), 1), (Found::Found, 1), (Found::Found, 1)]);
    let found = parallels(&model, first, From::Passage(1), 0.0, None).unwrap();
    let told: Vec<Option<String>> = found.iter().map(Counterparts::lack).collect();
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
    assert_eq!(theme.terms[0].text, "harbour bridge");
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
