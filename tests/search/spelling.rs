//! One thing written in several ways.

use crate::{collection, find, first};

/// Which of the texts is found first, if any.
fn which(texts: &[&str], typed: &str) -> Option<usize> {
    let collection = collection(texts);
    let results = find(&collection, typed);
    let text = first(&collection, &results);
    (!text.is_empty()).then(|| texts.iter().position(|t| t.contains(text))).flatten()
}

#[test]
fn numbers_meet_however_they_are_written_and_are_no_misprints_of_others() {
    let texts = [
        "The army has 120,000 men under arms.",
        "The loan came to $6bn last spring.",
        "A plan of 2000 was dropped in 2021 by all sides.",
        "Some 45 thousand people left.",
    ];
    for (typed, found) in [
        ("120000", Some(0)),
        ("120 thousand", Some(0)),
        ("US$6 billion", Some(1)),
        ("6000000000", Some(1)),
        ("45,000", Some(3)),
        ("2001", None),
        ("121000", None),
    ] {
        assert_eq!(which(&texts, typed), found, "{typed}");
    }
}

#[test]
fn names_meet_across_scripts_and_spellings() {
    let texts = [
        "Yesterday President Лукашенко spoke of trade.",
        "The poet Müller lives near the mill.",
        "Her friend Goethe was not amused.",
        "The old town of Kraków has many towers.",
        "All trains to Hory were late.",
    ];
    for (typed, found) in [
        ("Lukashenka", 0),
        ("Łukaszenka", 0),
        ("Mueller", 1),
        ("muller", 1),
        ("Göthe", 2),
        ("Krakow", 3),
        ("Gori", 4),
    ] {
        assert_eq!(which(&texts, typed), Some(found), "{typed}");
    }
}

#[test]
fn other_names_of_places_and_institutions_meet_also_where_they_have_several_words() {
    let texts = [
        "Delegates of the United Nations walked out at noon.",
        "In der Elfenbeinküste wurde wenig Kakao geerntet.",
        "Le Royaume-Uni a fermé ses ports.",
        "The parliament of the islands met once and told us nothing.",
        "Bosnia and Herzegovina held a vote.",
    ];
    for (typed, found) in [
        ("ООН", Some(0)),
        ("UN walked out", Some(0)),
        ("Naciones Unidas", Some(0)),
        ("Ivory Coast cocoa", Some(1)),
        ("United Kingdom", Some(2)),
        ("UK", Some(2)),
        ("Großbritannien", Some(2)),
        ("Bosnien und Herzegowina", Some(4)),
        ("us", Some(3)),
    ] {
        assert_eq!(which(&texts, typed), found, "{typed}");
    }
}

#[test]
fn compounds_meet_whole_hyphenated_and_apart() {
    let texts = [
        "A peacekeeping force came.",
        "The co-aggressor was named.",
        "They need a cease-fire now.",
    ];
    for (typed, found) in [
        ("peace-keeping", 0),
        ("peace keeping", 0),
        ("coaggressor", 1),
        ("co-aggressor", 1),
        ("ceasefire", 2),
        ("cease fire", 2),
    ] {
        assert_eq!(which(&texts, typed), Some(found), "{typed}");
    }
}

#[test]
fn traditional_and_simplified_characters_meet() {
    let texts = ["中國與俄羅斯的貿易談判昨天開始。", "两国的粮食协议今天签署。"];
    for (typed, found) in [("贸易谈判", 0), ("中国", 0), ("糧食協議", 1), ("兩國", 1)] {
        assert_eq!(which(&texts, typed), Some(found), "{typed}");
    }
}

#[test]
fn points_and_strokes_of_arabic_and_hebrew_do_not_matter() {
    let texts = ["قال مُحَمَّد إن السلام ممكن", "שָׁלוֹם לכולם"];
    assert_eq!(which(&texts, "محمد"), Some(0));
    assert_eq!(which(&texts, "محـمد"), Some(0));
    assert_eq!(which(&texts, "שלום"), Some(1));
}

#[test]
fn an_elided_article_hides_no_word_not_even_from_a_phrase() {
    let texts = ["Selon l’Union des marins, l'hiver sera long.", "Le port est fermé."];
    for typed in ["\"union des marins\"", "\"hiver\"", "hiver", "\"l'hiver sera\""] {
        assert_eq!(which(&texts, typed), Some(0), "{typed}");
    }
}

#[test]
fn headings_tables_verse_and_captions_are_found_and_say_what_they_are() {
    let table =
        "# Sailings\n\nPlain words.\n\n| ship | port |\n|---|---|\n| Marigold | Aldenmouth |\n";
    let article = crate::article("a.md", table);
    let collection = variorum::collection::Collection::new([article], vec![]);
    for (typed, unit) in [("sailings", "h1"), ("marigold", "t1"), ("plain", "1")] {
        let hit = &find(&collection, typed).hits[0];
        assert_eq!(hit.unit.to_string(), unit, "{typed}");
    }
}
