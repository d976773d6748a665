//! What the terms of a theme mark, and what they must not.

use variorum::compare::{CellState, Judgements, PassageState, Tier, compare};

use crate::support::{collection, is_on, marks, read, themes};

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
fn compounds_fit_however_they_are_written_and_years_only_themselves() {
    for text in ["The peacekeeping force", "The peace-keeping force", "The peace keeping force"] {
        for term in ["peacekeeping", "peace-keeping", "peace keeping"] {
            assert!(is_on(text, &format!("core = ['{term}']")), "{text}: {term}");
        }
    }
    assert!(!is_on("Keeping the peace was dear.", "core = ['peacekeeping']"));
    assert!(is_on("In 1990 it rained.", "core = ['1990']"));
    assert!(!is_on("It rained in the 1990s and in 1991.", "core = ['1990']"));
}

#[test]
fn a_sentence_speaks_for_the_theme_where_a_term_stands_in_it() {
    let text =
        "The ferry left. Rain fell on the hills. Two ferries came back, and boats.\n\nNo boat.";
    let texts = collection(&[text]);
    let set = themes("[[theme]]\nid = 't'\ncore = ['ferry']\nsupport = ['boat']");
    let comparison = compare(&texts, set, &Judgements::default());
    let treatment = comparison.treatment(0, 0).unwrap();
    let mark = |n: u32| treatment.passages.iter().find(|mark| mark.passage == n).unwrap();
    assert_eq!(mark(1).speaking, [1, 3]);
    let states: Vec<_> = (1..=3).map(|sentence| mark(1).state_of(sentence)).collect();
    assert_eq!(states, [PassageState::On, PassageState::Near, PassageState::On]);
    assert_eq!((mark(2).state, mark(2).state_of(1)), (PassageState::Hint, PassageState::Hint));
    assert_eq!(treatment.cell.sentences, 2);
}

#[test]
fn words_are_listed_as_they_are_written_and_without_those_of_grammar() {
    let german = "Die Behörde prüft über den Fluss. Behörde und Fluss, die Behörde.";
    let other = "Bees dance in the hive.";
    let mut draft = read(&format!("---\nlang: de\n---\n{german}\n")).articles().to_vec();
    draft.extend(read(other).articles().to_vec());
    let texts = variorum::collection::Collection::new(draft, Vec::new());
    assert_eq!(texts.articles()[0].metadata.language.as_deref(), Some("de"));
    let contrast = variorum::compare::Model::build(&texts).contrast(0).unwrap();
    let words: Vec<&str> = contrast.only_here.iter().map(|word| word.word.as_str()).collect();
    assert_eq!(words, ["Behörde", "Fluss"]);
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

#[test]
fn passages_on_all_the_themes_called_by_name_are_found_and_unknown_names_told() {
    let texts =
        collection(&["The ferry left.\n\nA lamp burned.\n\nA lamp on the ferry.", "A lamp."]);
    let set =
        "[[theme]]\nid='f'\nname='Boats of old'\ncore=['ferry']\n[[theme]]\nid='l'\ncore=['lamp']";
    let comparison = compare(&texts, themes(set), &Judgements::default());
    let found = |names: &[&str]| -> (Vec<String>, Vec<String>) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let (spans, unknown) = comparison.within(&names);
        let text = |span: &variorum::text::Span| {
            let article = texts.articles().iter().find(|article| article.id() == span.article);
            span.extent.of(article.unwrap().text()).to_owned()
        };
        (spans.iter().map(text).collect(), unknown.into_iter().map(str::to_owned).collect())
    };
    let words = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(found(&["boats"]).0, words(&["The ferry left.", "A lamp on the ferry."]));
    assert_eq!(found(&["l"]).0, words(&["A lamp burned.", "A lamp on the ferry.", "A lamp."]));
    assert_eq!(found(&["f", "l"]), (words(&["A lamp on the ferry."]), words(&[])));
    assert_eq!(found(&["l", "trains"]).1, words(&["trains"]));
}
