//! Comparing: what the terms of a theme mark, what they must not, and that every number is a list.

#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use variorum::collection::{
    Article, Block, BlockKind, Collection, ContentHash, Draft, Found as Named, Provenance,
};
use variorum::compare::parallels::{Found, From, parallels};
use variorum::compare::{
    About, CellState, Comparison, Freshness, Judgements, Listed, Model, PassageState, Report,
    Ruling, Silence, Summary, ThemeId, ThemeSet, Tier, Verdict, compare, suggest, theme,
};
use variorum::ingest;
use variorum::text::Extent;

/// An article of nothing but paragraphs, titled “Boats”.
fn article(name: &str, text: &str) -> Arc<Article> {
    let mut draft = Draft { text: text.to_owned(), ..Draft::default() };
    draft.metadata.title = Some(Named::new("Boats".to_owned(), Provenance::FrontMatter));
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let extent = Extent::new(at, at + paragraph.len());
        draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
        at = extent.end + 2;
    }
    Arc::new(Article::assemble(Path::new(name), draft))
}

/// An article as read from a file.
fn read(text: &str) -> Collection {
    let article = ingest::read(Path::new("a.txt"), text.as_bytes()).unwrap();
    Collection::new([Arc::new(article)], Vec::new())
}

fn collection(texts: &[&str]) -> Collection {
    let named = (1..).zip(texts).map(|(n, text)| article(&format!("{n}.txt"), text));
    Collection::new(named, Vec::new())
}

fn themes(source: &str) -> ThemeSet {
    let (set, problems) = theme::parse(source, Path::new("themes.toml"));
    assert_eq!(problems, [], "{source}");
    set
}

/// The state of the first passage of `text` under one theme, and the words that its terms took.
fn marks(text: &str, terms: &str) -> (PassageState, Vec<String>) {
    let texts = collection(&[text]);
    let set = themes(&format!("[[theme]]\nid = \"t\"\n{terms}"));
    let comparison = compare(&texts, set, &Judgements::default());
    let treatment = comparison.treatment(0, 0).unwrap();
    let Some(mark) = treatment.passages.iter().find(|mark| mark.passage == 1) else {
        return (PassageState::Near, Vec::new());
    };
    let article = &texts.articles()[0];
    let taken = mark.matches.iter().map(|m| m.extent.of(article.text()).to_owned()).collect();
    (mark.state, taken)
}

fn is_on(text: &str, terms: &str) -> bool {
    marks(text, terms).0 == PassageState::On
}

// --- the forms of a term ---------------------------------------------------------------------------------

#[test]
fn a_word_fits_in_all_its_forms_and_either_spelling() {
    for text in ["They sanctioned it.", "SANCTIONS bite.", "A sanction’s cost.", "Sanctioning"] {
        assert!(is_on(text, "core = ['sanction']"), "{text}");
    }
    assert!(is_on("The ships were manoeuvring.", "core = ['maneuver']"));
    assert!(is_on("A defense pact.", "core = ['defence']"));
    assert!(!is_on("They sang.", "core = ['sanction']"));
}

#[test]
fn a_phrase_is_words_in_a_row_within_a_sentence() {
    let talks = "core = ['peace talks']";
    assert!(is_on("The Peace Talks began.", talks));
    assert!(!is_on("Talks of peace began.", talks));
    assert!(!is_on("They wanted peace. Talks began.", talks));
    assert!(is_on("A false flag was raised.", "core = ['false-flag']"));
    assert!(is_on("A “false-flag” was raised.", "core = ['false flag']"));
}

#[test]
fn nearness_counts_the_words_between() {
    let drag = "core = ['drag <3> war']";
    assert!(is_on("It would drag them all into war.", drag));
    assert!(!is_on("It would drag them all into a long war.", drag));
    assert!(!is_on("The war would drag on.", drag));
    let send = "core = ['send ~4 troops']";
    assert!(is_on("They will send a few more troops.", send));
    assert!(is_on("Troops that they would send arrived.", send));
    assert!(!is_on("They will send help. Troops stay.", send));
    assert!(is_on("It may enter the fighting.", "core = ['enter <3> war/fighting']"));
}

#[test]
fn prefixes_exact_forms_and_patterns_fit_as_written() {
    for text in ["A mediator came.", "It mediated.", "Mediation failed."] {
        assert!(is_on(text, "core = ['mediat*']"), "{text}");
    }
    assert!(is_on("Encirclement threatens.", "core = ['=encirclement']"));
    assert!(!is_on("They encircle us.", "core = ['=encirclement']"));
    assert!(is_on("NATO’s flank.", "core = ['=nato']"));
    assert_eq!(marks("Ten Su-25s flew.", "core = ['re:su-?25s?']").1, ["Su-25s"]);
    assert!(is_on("Their “card” was played.", "core = ['re:\"card\"']"));
}

#[test]
fn aliases_work_in_texts_and_in_terms() {
    let terms = "core = ['lukashenko']\n[[alias]]\nto = 'lukashenko'\nfrom = ['lukashenka']";
    assert!(is_on("Lukashenka’s army", terms));
    let terms =
        "core = ['=nato']\n[[alias]]\nto = 'nato'\nfrom = ['North Atlantic Treaty Organization']";
    assert!(is_on("the North Atlantic Treaty Organization (so called)", terms));
    let terms = "core = ['kiev ~2 talks']\n[[alias]]\nto = 'kyiv'\nfrom = ['kiev']";
    assert!(is_on("Talks in Kyiv resumed.", terms));
}

#[test]
fn case_and_quote_marks_do_not_matter() {
    for text in ["Nato said so.", "NATO said so.", "nato’s word", "nato's word", "“NATO” attack"]
    {
        assert!(is_on(text, "core = ['NATO']"), "{text}");
    }
    assert!(is_on("the harbour master’s dream", "core = [\"master's dream\"]"));
    assert!(is_on("the harbour master's dream", "core = ['master’s dream']"));
}

// --- how marks are counted -------------------------------------------------------------------------------

#[test]
fn one_core_or_two_different_support_terms_mark_a_passage() {
    let terms = "core = ['ferry']\nsupport = ['pier', 'harbour']";
    assert_eq!(marks("The ferry left.", terms).0, PassageState::On);
    assert_eq!(marks("The pier and the harbour.", terms).0, PassageState::On);
    assert_eq!(marks("The pier, always the pier.", terms).0, PassageState::Hint);
    assert_eq!(marks("Nothing at all here.", terms).0, PassageState::Near);
}

#[test]
fn the_longest_match_wins_and_a_word_counts_once() {
    let (_, taken) = marks("The peace talks went on.", "core = ['talks', 'peace talks', 'peace']");
    assert_eq!(taken, ["peace talks"]);
    let (state, taken) = marks("The talks went on.", "core = ['talk']\nsupport = ['talks']");
    assert_eq!((state, taken), (PassageState::On, vec!["talks".to_owned()]));
}

#[test]
fn words_may_count_for_several_themes() {
    let set = themes("[[theme]]\nid='a'\ncore=['loan']\n[[theme]]\nid='b'\ncore=['loan']");
    let comparison = compare(&collection(&["A loan was made."]), set, &Judgements::default());
    assert!((0..2).all(|theme| comparison.cell(theme, 0).unwrap().on == 1));
}

// --- the six false marks ---------------------------------------------------------------------------------

#[test]
fn a_compass_point_is_not_a_camp() {
    let terms = "core = ['the west']\nnot = ['further to the west', 'in the west of']";
    let (state, taken) = marks("The theatre may move further to the west.", terms);
    assert_eq!((state, taken.len()), (PassageState::Near, 0));
    assert!(is_on("The theatre may move further to the west, and the West objects.", terms));
}

#[test]
fn encircling_an_army_is_not_the_encirclement_of_a_country() {
    let terms = "core = ['=encirclement']";
    assert!(!is_on("Units would encircle the garrison from two sides.", terms));
    assert!(is_on("It feels the encirclement that it speaks of.", terms));
}

#[test]
fn a_diplomat_is_not_a_diplomatic_backing() {
    let terms = "core = ['=diplomatically']";
    assert!(!is_on("A diplomat admitted it over dinner.", terms));
    assert!(is_on("It backs its ally diplomatically.", terms));
}

#[test]
fn near_a_territory_is_not_from_it() {
    let terms = "core = ['harbour territory']\nnot = ['near harbour territory']";
    let text = "Exercises were held near harbour territory.";
    let comparison = compare(
        &collection(&[text]),
        themes(&format!("[[theme]]\nid='t'\n{terms}")),
        &Judgements::default(),
    );
    let treatment = comparison.treatment(0, 0).unwrap();
    assert_eq!(treatment.cell.state, CellState::Silent);
    let excluded = &treatment.passages[0].excluded;
    assert_eq!(excluded[0].extent.of(text), "near harbour territory");
    assert_eq!(excluded[0].tier, Tier::Not);
}

#[test]
fn people_from_a_country_are_not_attacks_from_it() {
    let terms = "core = ['attack <4> from harbourland']\nsupport = ['personnel']";
    assert_eq!(marks("Personnel from Harbourland may join.", terms).0, PassageState::Hint);
    assert!(is_on("The attacks came in waves from Harbourland.", terms));
}

#[test]
fn a_word_that_stands_everywhere_marks_nothing_alone() {
    let terms = "core = ['survival of the regime']\nsupport = ['regime']";
    assert_eq!(marks("The regime said so. The regime knows.", terms).0, PassageState::Hint);
}

// --- texts as they come ----------------------------------------------------------------------------------

#[test]
fn a_page_break_parts_no_phrase() {
    let text = "Harbour notes for the week\n\nThe committee met on Monday, as it always does. Most of the \
                members had long hoped, against all that they had been told, that the coming peace\n\n\
                talks would settle the matter of the ferry for good. Nobody said so aloud.\n\n\
                The next meeting is in spring. Until then the ferry stays where it is.";
    let comparison = compare(
        &read(text),
        themes("[[theme]]\nid='t'\ncore=['peace talks']"),
        &Judgements::default(),
    );
    assert_eq!(comparison.cell(0, 0).unwrap().on, 1);
}

#[test]
fn furniture_is_never_counted() {
    let text = "The ferry question\n\nThe ferry left the harbour at noon and came back at night, as it does.\n\n\
                Nobody in the town could say who had sold the tickets for that crossing.\n\n\
                Subscribe to our newsletter";
    let texts = read(text);
    let set = themes("[[theme]]\nid='t'\ncore=['subscribe', 'newsletter']");
    let comparison = compare(&texts, set, &Judgements::default());
    assert_eq!(comparison.cell(0, 0).unwrap().state, CellState::Silent);
}

// --- theme files -----------------------------------------------------------------------------------------

#[test]
fn a_broken_theme_names_its_line_and_the_others_work() {
    let source = "schema = 1\n\n[[theme]]\nid = 'good'\ncore = ['ferry']\n\n[[theme]]\nid = 'bad'\ncore = [oops]\n\n\
                  [[theme]]\nid = 'half'\ncore = [\n  'pier',\n  'drag <99> war',\n]\n\n[[theme]]\nname = 'The Ferry'\ncores = ['x']\n";
    let (set, problems) = theme::parse(source, Path::new("themes.toml"));
    let ids: Vec<&str> = set.themes.iter().map(|theme| theme.id.0.as_str()).collect();
    assert_eq!(ids, ["good", "half", "the-ferry"]);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [9, 15, 20, 18]);
    assert_eq!(set.themes[1].terms[0].line, 14);
}

#[test]
fn a_newer_form_is_not_read() {
    let (set, problems) = theme::parse("schema = 2\n[[theme]]\nid='a'\n", Path::new("t.toml"));
    assert!(set.themes.is_empty());
    assert_eq!(problems.len(), 1);
}

#[test]
fn changing_one_theme_leaves_every_other_line() {
    let source = "# mine\nschema = 1\n\n[[theme]] # first\nid = 'a' # keep\ncore = ['x']\n\n# about b\n[[theme]]\nid = 'b'\ncore = ['y']\n\n# end\n";
    let mut set = themes(source);
    let b = &mut set.themes[1];
    b.name = "Bee \"quoted\"".to_owned();
    let written = theme::replaced(source, &ThemeId("b".into()), b);
    assert!(written.starts_with("# mine\nschema = 1\n\n[[theme]] # first\nid = 'a' # keep"));
    assert!(written.contains("# about b\n") && written.ends_with("\n\n# end\n"), "{written}");
    assert_eq!(themes(&written).themes[1].name, "Bee \"quoted\"");
    let without = theme::removed(&written, &ThemeId("b".into()));
    assert_eq!(themes(&without).themes.len(), 1);
    let added = theme::replaced("", &ThemeId("b".into()), b);
    assert_eq!(themes(&added).themes[0].terms[0].text, "y");
}

proptest! {
    #[test]
    fn no_theme_file_is_too_odd_to_be_read(source in "(\\[\\[theme\\]\\]\n|id *= *'[ab]'\n|core *= *\\['[a-z<>~*=/ ]{0,12}'\\]\n|\\PC{0,20}\n){0,12}") {
        let (set, problems) = theme::parse(&source, Path::new("t.toml"));
        let lines = source.lines().count().max(1);
        prop_assert!(problems.iter().all(|p| (1..=lines + 1).contains(&p.line)));
        let _ = compare(&collection(&["a b c"]), set, &Judgements::default());
    }
}

// --- numbers are lists -----------------------------------------------------------------------------------

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

fn some_themes() -> ThemeSet {
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
            let on = usize::from(&row[14] == "on");
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

// --- the reader decides ----------------------------------------------------------------------------------

fn about(comparison: &Comparison, article: &Article) -> About {
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

// --- parallels -------------------------------------------------------------------------------------------

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
        assert_eq!(found[1].state, Found::None);
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
    assert_eq!(states, [(Found::None, 1), (Found::Found, 1), (Found::Found, 1)]);
}

// --- suggestions, and what is never said -----------------------------------------------------------------

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

// --- near by score alone ---------------------------------------------------------------------------------

/// A theme on ferries; the second article has none of its terms and goes on about the same things.
fn ferries() -> Comparison {
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
fn a_passage_near_by_its_score_makes_an_article_without_a_term_a_hint() {
    let comparison = ferries();
    let from = comparison.near_from(0, 0.2);
    let cell = |article| comparison.cell_from(0, article, from).unwrap();
    assert_eq!(cell(0).state, CellState::On);
    assert_eq!((cell(1).state, cell(1).hints, cell(1).near), (CellState::Hint, 0, 1));
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

// --- what is written down --------------------------------------------------------------------------------

/// A line of the reader's on the first article, resting on a quote.
fn with_a_line(comparison: &Comparison) -> Judgements {
    let first = comparison.articles().next().unwrap().clone();
    let mut about = about(comparison, &first);
    about.theme = ThemeId("ferry".into());
    let (text, quotes) = ("boats & <ropes>".to_owned(), vec!["01J0".to_owned()]);
    Judgements { summaries: vec![Summary { about, text, quotes }], ..Judgements::default() }
}

#[test]
fn the_readers_own_line_is_in_every_form() {
    let comparison = ferries();
    let judged = with_a_line(&comparison);
    let report = Report::new(&comparison, vec![0], Listed::Marked).judged(&judged);
    assert!(
        report.text(100).contains("the reader: boats & <ropes> (1 quote)"),
        "{}",
        report.text(100)
    );
    assert!(report.markdown().contains("*the reader: boats"), "{}", report.markdown());
    assert!(report.html().contains("the reader: boats &amp; &lt;ropes&gt; (1 quote)"));
    assert!(report.csv().unwrap().contains("boats & <ropes>"));
    let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["cells"][0]["summary"]["text"], "boats & <ropes>");
    assert_eq!(json["cells"][0]["summary"]["state"], "current");
    assert_eq!(json["cells"][0]["summary"]["quotes"][0], "01J0");
    assert!(json["cells"][1]["summary"].is_null());
    // A theme that has changed since makes the line an old one.
    let mut set = comparison.theme_set().clone();
    set.themes[0].terms.extend(variorum::compare::Term::parse("rope", Tier::Core));
    let changed = comparison.renewed(set, &judged);
    let report = Report::new(&changed, vec![0], Listed::Marked).judged(&judged);
    assert!(report.text(100).contains("written before a change"), "{}", report.text(100));
}

#[test]
fn the_page_asks_nobody_for_anything_and_can_be_read_aloud() {
    let comparison = ferries();
    let page = Report::new(&comparison, vec![0], Listed::Marked).html();
    for request in ["<script", "<link", "<img", "<iframe", "@import", "url(", "@font-face", " src="]
    {
        assert!(!page.contains(request), "{request}");
    }
    assert!(page.contains("default-src 'none'"), "{page}");
    assert!(page.contains("prefers-color-scheme:dark") && page.contains("@media print"));
    let count = |what: &str| page.matches(what).count();
    assert_eq!(count("<svg"), 1);
    assert_eq!(count("<svg"), count("role=\"img\" aria-label=\"on the theme in ¶1\""));
    assert_eq!(count("scope=\"col\""), 4);
    assert_eq!(count("scope=\"row\""), 1);
    assert_eq!(count("<h1"), 1);
    assert_eq!(count("<h2"), 1);
    assert_eq!(count("<h3"), 3);
    // What is linked is there.
    for link in page.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}
