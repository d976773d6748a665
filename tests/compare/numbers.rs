//! Every number is the length of a list.

use proptest::prelude::*;

use variorum::compare::{Judgements, Listed, PassageState, Report, ThemeSet, Tier, compare};

use crate::support::{collection, themes};

const WORDS: [&str; 12] = [
    "ferry", "harbour", "pier", "night", "ticket", "storm", "captain", "west", "lamp", "rope",
    "the", "of",
];

fn text() -> impl Strategy<Value = String> {
    let sentence = prop::collection::vec(0..WORDS.len(), 2..9)
        .prop_map(|words| words.iter().map(|w| WORDS[*w]).collect::<Vec<_>>().join(" ") + ". ");
    let passage = prop::collection::vec(sentence, 1..4).prop_map(|s| s.concat());
    prop::collection::vec(passage, 1..6).prop_map(|p| p.join("\n\n"))
}

pub(crate) fn some_themes() -> ThemeSet {
    themes(
        "[[theme]]\nid='sea'\ncore=['ferry <2> harbour', 'storm']\nsupport=['pier','rope']\nnot=['the storm']\n\
         [[theme]]\nid='light'\ncore=['lamp ~1 night']\nsupport=['lamp','night']\n\
         [[theme]]\nid='camp'\ncore=['the west']\n",
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_number_is_the_length_of_its_list(texts in prop::collection::vec(text(), 1..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let articles = collection(&texts);
        let comparison = compare(&articles, some_themes(), &Judgements::default());
        for theme in 0..3 {
            for (column, article) in comparison.articles().enumerate() {
                let treatment = comparison.treatment(theme, column).unwrap();
                let cell = treatment.cell;
                let on = treatment.in_order(PassageState::On);
                prop_assert_eq!(cell.on, on.len());
                prop_assert_eq!(cell.hints, treatment.in_order(PassageState::Hint).len());
                prop_assert_eq!(cell.passages, article.passages().count());
                prop_assert_eq!(cell.hits, on.iter().map(|mark| mark.matches.len()).sum::<usize>());
                let words: usize = on
                    .iter()
                    .map(|m| variorum::text::words::count(m.extent.of(article.text())))
                    .sum();
                prop_assert_eq!(cell.words_on, words);
                prop_assert!((0.0..=1.0).contains(&cell.share()));
                prop_assert!(treatment.passages.is_sorted_by(|a, b| a.score >= b.score));
                let bins = comparison.strip(theme, column, 30);
                prop_assert_eq!(bins.iter().map(|bin| bin.hits).sum::<usize>(), cell.hits);
                prop_assert_eq!(bins.iter().any(|bin| bin.on), cell.on > 0);
                let contrast = comparison.model().contrast(column).unwrap();
                for word in contrast.distinct.unwrap_or_default() {
                    let uses = |text: &str| {
                        text.split(|c: char| !c.is_alphabetic()).filter(|w| *w == word.word).count()
                    };
                    prop_assert_eq!(word.here, uses(article.text()));
                    let all: usize = articles.articles().iter().map(|a| uses(a.text())).sum();
                    prop_assert_eq!(word.elsewhere, all - word.here);
                }
            }
        }
    }

    #[test]
    fn an_export_says_the_same_numbers_and_the_same_bytes(texts in prop::collection::vec(text(), 1..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let articles = collection(&texts);
        let written = || {
            let comparison = compare(&articles, some_themes(), &Judgements::default());
            let report = Report::new(&comparison, vec![0, 1, 2], Listed::Marked);
            let (csv, json) = (report.csv().unwrap(), report.json().unwrap());
            (report.text(80), report.markdown(), csv, report.html(), json)
        };
        let once = written();
        prop_assert_eq!(&once, &written());
        let mut reader = csv::Reader::from_reader(once.2.as_bytes());
        let mut listed = std::collections::BTreeMap::new();
        for row in reader.records() {
            let row = row.unwrap();
            let on = usize::from(&row[15] == "on");
            let claimed: usize = row[9].parse().unwrap();
            let entry = listed.entry((row[0].to_owned(), row[2].to_owned())).or_insert((claimed, 0));
            entry.1 += on;
        }
        prop_assert!(listed.values().all(|(claimed, found)| claimed == found));
    }

    #[test]
    fn an_edited_theme_gives_what_a_new_comparison_gives(texts in prop::collection::vec(text(), 1..4), edited in 0usize..3) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let articles = collection(&texts);
        let before = compare(&articles, some_themes(), &Judgements::default());
        let mut set = some_themes();
        set.themes[edited].terms.extend(variorum::compare::Term::parse("captain", Tier::Core));
        set.themes.swap(0, 2);
        let renewed = before.renewed(set.clone(), &Judgements::default());
        let anew = compare(&articles, set, &Judgements::default());
        for theme in 0..3 {
            for column in 0..articles.len() {
                prop_assert_eq!(renewed.treatment(theme, column), anew.treatment(theme, column));
            }
        }
    }
}
