//! How far one is, how far one has read, and what leaves both alone.

use std::sync::Arc;

use crate::support::TestRoom;
use proptest::prelude::*;
use strum::IntoEnumIterator;
use variorum::app::Effect;
use variorum::app::widgets::Marking;
use variorum::app::workspace::Drawing;
use variorum::collection::Article;

fn open(room: &TestRoom) -> Arc<Article> {
    room.app.reader.article.clone().unwrap()
}

/// How much of the open article counts as read.
fn read(room: &TestRoom) -> Option<usize> {
    room.app.workspace.percent_read(&open(room))
}

/// What the line on top says.
fn said(room: &TestRoom) -> usize {
    let header = room.text().lines().next().unwrap().to_owned();
    let (before, _) = header.split_once('%').unwrap();
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn the_header_says_where_the_cursor_is_and_the_list_how_far_was_read() {
    let mut room = TestRoom::sample(120, 40);
    room.press("Enter");
    assert!(said(&room) < 15, "{}", room.text());
    assert_eq!(read(&room), None, "opened is not read");
    room.press(") )");
    assert_eq!(read(&room), Some(said(&room)));
    room.press("( (");
    assert!(read(&room) > Some(said(&room)), "going back takes nothing away");
    room.press("G");
    assert_eq!(said(&room), 100);
    assert!(read(&room) < Some(50), "a jump is not read");
    room.press("k k )");
    assert_eq!(read(&room), Some(said(&room)), "reading on behind a jump counts");
}

#[test]
fn what_is_jumped_to_neither_counts_as_read_nor_moves_the_kept_place() {
    for jump in ["G", "50%", "3G", "/ \"the\" Enter n", "]h", "]q", "]l"] {
        let mut room = TestRoom::sample(80, 24);
        room.press("Enter ) )");
        let (here, far) = (room.app.reader.cursor, read(&room));
        room.press(jump);
        assert_eq!(read(&room), far, "{jump}");
        room.press("Esc Esc q Enter");
        assert_eq!(room.app.reader.cursor, here, "{jump}");
    }
}

#[test]
fn a_hit_in_an_article_that_was_read_leaves_its_place_until_one_reads_on() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Enter } } )");
    let (here, article, far) = (room.app.reader.cursor, open(&room), read(&room));
    room.press("q s \"the\" Enter");
    for _ in 0..400 {
        if open(&room) == article && room.app.reader.cursor.start > here.end {
            break;
        }
        room.press("n");
    }
    let there = room.app.reader.cursor;
    assert_eq!(open(&room), article);
    assert!(there.start > here.end);
    assert_eq!(read(&room), far);
    room.press("k k gl Enter");
    assert_eq!((open(&room), room.app.reader.cursor), (article.clone(), here));

    room.press("q s Enter");
    let jumped = open(&room);
    room.press(")");
    let (on, far) = (room.app.reader.cursor, read(&room));
    assert_eq!(far.unwrap(), said(&room).max(far.unwrap()));
    assert_eq!(room.app.workspace.place(jumped.id()).offset, on.start);
}

#[test]
fn whoever_pages_the_end_onto_the_screen_has_read_it() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Enter");
    let end = open(&room).passages().last().unwrap().block.extent;
    let words = end.of(open(&room).text()).split_whitespace().next_back().unwrap().to_owned();
    for _ in 0..100 {
        if room.text().contains(&words) {
            break;
        }
        assert_ne!(read(&room), Some(100), "the end is still to come");
        room.press("Space");
    }
    assert_eq!(read(&room), Some(100));
}

#[test]
fn what_is_not_in_the_article_is_said_to_be_missing_at_once() {
    let mut room = TestRoom::sample(80, 24);
    room.press("Enter 3G");
    let here = room.app.reader.cursor;
    room.press("/ \"zzz\" Enter");
    let said = "“zzz” is not in this article (s searches all)";
    assert!(room.text().contains(said), "{}", room.text());
    assert_eq!(room.app.reader.cursor, here);
    room.press("/ \"the\" Enter");
    assert!(!room.text().contains("is not in this article"));
}

#[test]
fn a_screen_that_is_too_small_says_so_in_whole_words() {
    for (width, height) in [(39, 24), (20, 5), (12, 3), (9, 4), (7, 1), (5, 1), (120, 9)] {
        let screen = TestRoom::sample(width, height).text();
        assert!(screen.contains("40×10"), "{width}×{height}\n{screen}");
        let known = ["too", "small:", "40×10", "needed", "needs"];
        assert!(screen.split_whitespace().all(|word| known.contains(&word)), "{screen}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn how_far_one_is_and_has_read_does_not_depend_on_the_window(
        keys in prop::sample::select(vec!["3G )", "G", "50%", "} } )", ") ) )", "G j"]),
        sizes in prop::collection::vec((60u16..200, 10u16..60), 1..5),
    ) {
        let at = |width, height| {
            let mut room = TestRoom::sample(width, height);
            room.press("Enter").press(keys);
            (said(&room), read(&room))
        };
        let mut room = TestRoom::sample(100, 30);
        room.press("Enter").press(keys);
        let here = (said(&room), read(&room));
        for (width, height) in sizes {
            room.resize(width, height);
            prop_assert_eq!((said(&room), read(&room)), here);
            prop_assert_eq!(at(width, height), here);
        }
    }

    #[test]
    fn a_percentage_leads_to_the_sentence_in_which_it_lies(percent in 1usize..=100) {
        let mut room = TestRoom::sample(80, 24);
        room.press("Enter").types(&percent.to_string()).types("%");
        prop_assert!(said(&room) >= percent);
        let before = room.app.reader.cursor;
        room.press("(");
        prop_assert!(said(&room) < percent || room.app.reader.cursor == before);
    }
}

#[test]
fn the_sentence_under_the_cursor_is_seen_at_every_size_and_where_it_was_at_the_first() {
    let mut room = TestRoom::sample(120, 50);
    room.press("Enter } } } } )");
    let before = room.text();
    let cursor = room.app.reader.cursor;
    for (width, height) in [(80, 24), (40, 12), (200, 10), (60, 16), (41, 10)] {
        room.resize(width, height);
        assert_eq!(room.app.reader.cursor, cursor);
        assert!(room.text().contains('▎'), "{width}×{height}\n{}", room.text());
    }
    room.resize(120, 50);
    assert_eq!(room.text(), before);
}

#[test]
fn in_the_linear_form_nothing_is_drawn_but_words_and_what_is_selected() {
    for (width, height) in [(40, 12), (80, 24), (120, 32), (200, 50)] {
        let mut room = TestRoom::sample(width, height);
        room.app.workspace.settings.drawing = Drawing::Linear;
        let search = "s \"minsk\" Tab";
        for keys in ["", "Enter }", "?", "Esc", search, "gc", "gc Enter", "=", "gq", "gc W"] {
            room.press(keys);
            let text = room.text();
            let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257f}' | '▌' | '▎' | '▏');
            assert!(!text.contains(drawn), "{keys}: {text}");
        }
    }
    let mut room = TestRoom::sample(80, 24);
    room.app.workspace.settings.drawing = Drawing::Linear;
    for keys in ["", "Enter }", "?"] {
        assert!(room.press(keys).text().contains('>'), "{}", room.text());
    }
    // Two articles, but one seen at a time, in all of the screen.
    let name = |room: &TestRoom| room.app.reader.article.as_ref().unwrap().name().to_owned();
    room.press("Esc q gr | ]d");
    let (second, text) = (name(&room), room.text());
    assert!(text.lines().skip(1).any(|line| line.contains(&second)), "{text}");
    room.press("Tab");
    assert_ne!(name(&room), second);
    assert!(!room.text().contains(&second), "{}", room.text());
}

#[test]
fn the_width_of_lines_is_kept_for_the_article_for_which_it_was_chosen() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter + +");
    assert!(room.text().contains("lines of 76 columns in this article"), "{}", room.text());
    let Some(id) = room.app.reader.article.as_ref().map(|article| article.id()) else { panic!() };
    room.press("q j Enter");
    assert_eq!(room.app.reader.page.look().width, 68);
    room.press("q");
    let kept = room.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveSession(session) => Some(session.clone()),
        _ => None,
    });
    let session = kept.unwrap();
    assert_eq!(session.measures.get(&id), Some(&76));
    // Another day: the same articles with what was kept.
    let mut again = TestRoom::sample(120, 32);
    again.app.workspace.session = session;
    again.press("Enter");
    assert_eq!(again.app.reader.page.look().width, 76);
}

#[test]
fn names_figures_and_matches_are_layers_to_be_switched() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter / \"minsk\" Enter");
    let shown =
        |room: &TestRoom, style: &str| room.screen().lines().any(|line| line.ends_with(style));
    assert!(!shown(&room, "= bold italic"));
    room.press("zc");
    let row = |marking| Marking::iter().position(|one| one == marking).unwrap() + 1;
    for marking in [Marking::Names, Marking::Figures, Marking::Matches] {
        room.press(&format!("{}G x", row(marking)));
    }
    room.press("Esc");
    assert!(
        shown(&room, "= bold italic") && shown(&room, "= bold underlined"),
        "{}",
        room.screen()
    );
    assert!(!shown(&room, "= yellow bold"), "{}", room.screen());
}
