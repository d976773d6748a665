//! What is set side by side: articles that speak and those that are silent, two themes at once, headlines,
//! differences; the reader's verdicts, and how they are taken back.

use std::path::Path;
use std::sync::Arc;

use variorum::app::Effect;
use variorum::app::screen::ScreenName;
use variorum::app::screen::compare::{Arrangement, Item, Subject, View, Voice};
use variorum::collection::{Collection, Origin};
use variorum::compare::diff::Difference;
use variorum::compare::{CellState, PassageState};
use variorum::ingest;

use crate::columns::columns;
use crate::support::TestRoom;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 32), (200, 50)];

fn articles(texts: &[(&str, &str)]) -> Collection {
    let article = |(name, text): &(&str, &str)| {
        ingest::read(Path::new(name), text.as_bytes()).ok().map(Arc::new)
    };
    Collection::new(texts.iter().filter_map(article), Vec::new())
}

fn room(texts: &[(&str, &str)], width: u16, height: u16) -> TestRoom {
    TestRoom::of(&articles(texts), Origin::Library, width, height)
}

#[test]
fn two_articles_that_speak_stand_side_by_side_in_three_keys_from_anywhere() {
    for from in ["", "Enter", "s \"minsk\" Tab", "gq"] {
        let mut room = TestRoom::sample(120, 32);
        room.press(from).press("gc Enter");
        let shown = columns(&room);
        assert!(shown.speaking >= 2);
        let places = shown.shown(room.app.workspace.areas().body);
        assert!(places.len() >= 2 && places.iter().all(|seen| seen.place < shown.speaking));
    }
}

#[test]
fn the_silent_are_lines_at_the_foot_that_are_reached_read_and_confirmed() {
    for (width, height) in SIZES {
        let mut room = TestRoom::sample(width, height);
        room.press("c 5j Enter");
        let theme = room.app.compare.matrix.theme().unwrap();
        let comparison = room.app.compare.comparison().unwrap().clone();
        let shown = columns(&room);
        for (place, column) in shown.columns.iter().enumerate() {
            let silent = comparison.cell(theme, column.article).unwrap().state == CellState::Silent;
            assert_eq!(silent, place >= shown.speaking);
            assert_eq!(silent, matches!(column.voice, Voice::Silent(Some(_))));
        }
        // The selected article is silent: the cursor stands on its line.
        assert!(shown.at >= shown.speaking);
        if width >= 80 {
            assert!(room.text().contains("silent under these 19 terms"), "{}", room.text());
            assert!(room.text().contains(", nearest ¶7"), "{}", room.text());
        }
        room.press("ms");
        assert_eq!(room.kept().judgements.silences.len(), 1);
        room.press("U");
        assert!(room.kept().judgements.silences.is_empty());
        assert!(room.text().contains("taken back: silence of"), "{}", room.text());
        let before = columns(&room).columns[columns(&room).at].article;
        room.press("Enter");
        assert_eq!(room.app.screen, ScreenName::Reader);
        let article = room.app.reader.article.clone().unwrap();
        assert_eq!(comparison.column(article.id()), Some(before));
        let place = room.app.reader.place().unwrap().extent.start;
        assert_eq!(article.numbers_at(place).unwrap().0, 7);
        room.press("q . .");
        // In full there is something to read of everybody.
        assert_eq!(columns(&room).speaking, columns(&room).columns.len());
    }
}

#[test]
fn articles_stand_by_date_or_by_share() {
    let mut room = TestRoom::sample(200, 50);
    room.press("c Enter");
    let shares = |room: &TestRoom| -> Vec<f32> {
        columns(room).voices().iter().map(|column| column.share).collect()
    };
    assert!(!shares(&room).is_sorted_by(|a, b| a >= b));
    room.press("O");
    assert!(shares(&room).is_sorted_by(|a, b| a >= b));
    assert!(room.text().contains("by share"), "{}", room.text());
}

#[test]
fn next_match_goes_from_sentence_to_sentence_over_all_articles() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter");
    let all: Vec<_> = columns(&room)
        .voices()
        .iter()
        .enumerate()
        .flat_map(|(place, column)| {
            column.items.iter().filter_map(move |item| match item {
                Item::Passage { speaking, .. } => Some(speaking.iter().map(move |s| (place, *s))),
                _ => None,
            })
        })
        .flatten()
        .collect();
    for expected in &all {
        room.press("n");
        let (article, extent) = columns(&room).chosen().unwrap();
        assert_eq!((columns(&room).at, extent), *expected, "{}", article.name());
    }
    room.press("n");
    assert!(room.text().contains("no further sentence"), "{}", room.text());
    room.press("N");
    assert_eq!(columns(&room).chosen().unwrap().1, all[all.len() - 2].1);
}

#[test]
fn habit_keys_keep_nothing_of_what_the_reader_decides() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter");
    for key in [
        "y", "Y", "n", "N", "S", "x", "X", "d", "u", "i", "r", "h", "l", "Space", "b", "0", "ma",
        "mm",
    ] {
        room.press(key);
    }
    assert!(!room.effects.iter().any(|effect| matches!(effect, Effect::Keep(_))));
    let copied = room.effects.iter().filter(|effect| matches!(effect, Effect::Copy { .. }));
    assert_eq!(copied.count(), 2);
    room.press("s");
    assert_eq!(room.app.screen, ScreenName::Search);
}

#[test]
fn changes_are_taken_back_by_name_step_by_step_and_done_again() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter n my n mn Esc Esc gg D");
    let state = |room: &TestRoom| {
        let kept = room.kept();
        let themes = kept.themes.themes.len() + kept.of_sample.themes.len();
        (kept.judgements.verdicts.len(), themes)
    };
    assert_eq!(state(&room), (2, 11));
    let told = |room: &TestRoom| room.app.message.as_ref().unwrap().text.clone();
    room.press("U");
    assert_eq!(state(&room), (2, 12));
    assert_eq!(
        told(&room),
        "taken back: “Direct entry” removed · Ctrl-R does it again · 2 before it"
    );
    room.press("U");
    assert!(told(&room).contains("not on the theme · Ctrl-R"), "{}", told(&room));
    room.press("U");
    assert_eq!(state(&room), (0, 12));
    room.press("U");
    assert_eq!(told(&room), "nothing to take back");
    room.press("Ctrl-R Ctrl-R");
    assert_eq!(state(&room), (2, 12));
    room.press("Ctrl-R");
    assert_eq!(state(&room), (2, 11));
    assert!(told(&room).starts_with("done again: “Direct entry” removed · U"), "{}", told(&room));
    // A new change ends what could be done again.
    room.press("U T \"Peace\" Enter Ctrl-R");
    assert_eq!(told(&room), "nothing was taken back");
}

#[test]
fn two_themes_at_once_are_a_row_whose_numbers_open() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c &");
    assert!(room.text().contains("“Direct entry” and …"), "{}", room.text());
    room.press("j &");
    let comparison = room.app.compare.comparison().unwrap().clone();
    let row = room.app.compare.matrix.theme().unwrap();
    assert_eq!(comparison.themes()[row].name, "Direct entry & A base for Russia");
    let mut found = 0;
    for (column, article) in comparison.articles().enumerate() {
        let on =
            |theme, passage| comparison.state(theme, column, passage) == Some(PassageState::On);
        let both: Vec<u32> = article
            .passages()
            .map(|passage| passage.number)
            .filter(|passage| on(0, *passage) && on(1, *passage))
            .collect();
        let treatment = comparison.treatment(row, column).unwrap();
        let listed: Vec<u32> =
            treatment.in_order(PassageState::On).iter().map(|mark| mark.passage).collect();
        assert_eq!((comparison.cell(row, column).unwrap().on, &listed), (both.len(), &both));
        found += both.len();
    }
    assert!(found > 0);
    // It is looked at like any theme, but is none that could be changed.
    room.press("l l Enter my");
    assert!(room.text().contains("rule on either theme"), "{}", room.text());
    room.press("Esc e");
    assert!(room.text().contains("this row is of two themes"), "{}", room.text());
    room.press("&");
    assert_eq!(room.app.compare.comparison().unwrap().themes().len(), 12);
}

#[test]
fn headlines_and_leads_stand_side_by_side_with_what_differs_marked() {
    let texts = [
        (
            "a.md",
            "---\ntitle: Ferry sinks off Orla\ndate: 2020-02-01\n---\nThe ferry sank with 40 people.\n\nIt rained.",
        ),
        (
            "b.md",
            "---\ntitle: Ship lost near Orla\ndate: 2020-01-01\n---\nThe ferry sank with 45 people.\n",
        ),
        ("c.md", "---\ntitle: Wheat is dear\ndate: 2020-03-01\n---\nWheat rose again.\n"),
    ];
    for (width, height) in SIZES {
        let mut room = room(&texts, width, height);
        room.press(",d gg x x =");
        let shown = columns(&room);
        assert_eq!((shown.subject, shown.columns.len()), (Subject::Leads, 2));
        let words = |place: usize| -> Vec<(String, Difference)> {
            let column = &shown.columns[place];
            let article = shown.article(column).unwrap();
            let marked = column.items.iter().flat_map(|item| match item {
                Item::Headline { text, differing } => {
                    differing.iter().map(|(at, how)| (at.of(text).to_owned(), *how)).collect()
                }
                Item::Passage { differing, .. } => {
                    let told = |(at, how): &(variorum::text::Extent, Difference)| {
                        (at.of(article.text()).to_owned(), *how)
                    };
                    differing.iter().map(told).collect::<Vec<_>>()
                }
                _ => Vec::new(),
            });
            marked.collect()
        };
        // By date; both name Orla, the figures differ.
        assert_eq!(words(0), [("45".to_owned(), Difference::Apart)]);
        assert_eq!(words(1), [("40".to_owned(), Difference::Apart)]);
        assert!(room.text().contains("Ship lost near Orla"), "{}", room.text());
        room.press("q");
        assert_eq!(room.app.screen, ScreenName::List);
        room.press("X c =");
        assert_eq!(columns(&room).columns.len(), 3, "{}", room.text());
        room.press("Esc");
        assert!(matches!(room.app.compare.view, View::Matrix));
    }
}

#[test]
fn two_passages_show_word_by_word_what_differs() {
    let texts = [
        (
            "a.txt",
            "The ferry to Orla sank on Monday and 40 people were rescued by the coast guard.",
        ),
        ("b.txt", "The ferry to Orla sank on Monday and 45 people were rescued by the navy guard."),
    ];
    let mut room = room(&texts, 120, 32);
    room.press("Enter = D");
    let shown = columns(&room);
    let marked: Vec<Vec<(String, Difference)>> = shown
        .columns
        .iter()
        .map(|column| {
            let article = shown.article(column).unwrap();
            let Item::Passage { differing, .. } = &column.items[column.at] else { panic!() };
            let told = differing.iter();
            told.map(|(at, how)| (at.of(article.text()).to_owned(), *how)).collect()
        })
        .collect();
    let number = |words: &str, other: &str| {
        vec![
            (words.to_owned(), Difference::Apart),
            (words.to_owned(), Difference::Telling),
            (other.to_owned(), Difference::Apart),
        ]
    };
    assert_eq!(marked, [number("40", "coast"), number("45", "navy")]);
    assert!(room.text().contains("both have 88% of the words"), "{}", room.text());
    room.press("D");
    let differing = columns(&room).columns.iter().flat_map(|column| &column.items);
    assert!(
        differing
            .clone()
            .all(|item| !matches!(item, Item::Passage { differing, .. } if !differing.is_empty()))
    );
}

/// Undated texts of news that nothing splits; every seventh is about ferries.
fn news(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|n| {
            let words = if n % 7 == 3 {
                format!("Ferry {n} left. {}", "The ferry was late. ".repeat(n / 7 + 1))
            } else {
                format!("Report {n} says that nothing happened. It rained.")
            };
            (format!("{n:03}.txt"), format!("{words}\n\nNobody came to gate {n}.\n"))
        })
        .collect()
}

#[test]
fn where_nothing_splits_many_articles_they_are_paged_most_relevant_first() {
    let texts = news(84);
    let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    for (width, height) in SIZES {
        let mut room = room(&texts, width, height);
        room.write_themes("[[theme]]\nid='ferry'\nname='Ferries'\ncore=['ferry']\n");
        room.press("c");
        let matrix = &room.app.compare.matrix;
        assert_eq!((&matrix.arrangement, matrix.groups.len()), (&Arrangement::Relevance, 84));
        let on: Vec<bool> = (0..84).map(|column| matrix.cell(0, column).unwrap().on > 0).collect();
        assert!(on.is_sorted_by(|a, b| a >= b) && on[0] && !on[83]);
        assert!(!room.text().contains("undated  undated"), "{}", room.text());
        assert!(room.text().contains("▓") || room.text().contains("█"), "{}", room.text());
        room.press("Enter");
        assert_eq!(columns(&room).speaking, 12);
    }
}

#[test]
fn screens() {
    let screens = [
        ("matrix", "c j l"),
        ("pair", "c & j & l l"),
        ("side_by_side", "c Enter n n"),
        ("silent", "c 5j Enter"),
        ("leads", "="),
        ("differences", "Enter 3G = D l"),
        ("subjects", "c P"),
    ];
    for (name, keys) in screens {
        for (width, height) in SIZES {
            let mut room = TestRoom::sample(width, height);
            room.press(keys);
            insta::assert_snapshot!(format!("{name}__{width}x{height}"), room.screen());
        }
    }
}

#[test]
fn a_row_of_two_themes_is_there_in_the_next_room_and_can_be_taken_back() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c & j &");
    let pairs = |room: &TestRoom| {
        let themes = room.app.compare.comparison().unwrap().themes().to_vec();
        themes.into_iter().filter(variorum::compare::Theme::is_pair).count()
    };
    assert_eq!(pairs(&room), 1);
    let mut next = TestRoom::sample(120, 32).beside(&room);
    next.press("c");
    assert_eq!(pairs(&next), 1);
    room.press("U");
    assert_eq!(pairs(&room), 0);
    room.press("Ctrl-R");
    assert_eq!(pairs(&room), 1);
    // On the row itself the same key takes it away.
    room.press("G &");
    assert_eq!(pairs(&room), 0);
}

#[test]
fn what_the_others_say_is_written_down_word_by_word() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter 3G = :");
    room.types("w beside.md").press("Enter");
    let written = room.effects.iter().find_map(|effect| match effect {
        Effect::Write { to, contents } if to == "beside.md" => Some(contents.clone()),
        _ => None,
    });
    let written = written.unwrap_or_else(|| panic!("{}", room.text()));
    assert!(written.starts_with("# What the others say to ¶3"), "{written}");
    assert!(written.contains("**") && written.contains("~~"), "{written}");
}
