//! Laws of the room.

use crate::support::{TestRoom, painted_in};
use proptest::prelude::*;
use ratatui::layout::{Position, Size};
use variorum::action::Action;
use variorum::app::Event;
use variorum::app::pointer::{Pointer, PointerKind};
use variorum::app::screen::ScreenName;
use variorum::app::workspace::Drawing;
use variorum::keys::{Key, KeyCode};
use variorum::text::Extent;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_place_survives_any_series_of_resizes(
        keys in prop::sample::select(vec!["3G )", "G", "50%", "Space Space", "} } )", "5G j j"]),
        sizes in prop::collection::vec((1u16..200, 1u16..60), 1..8),
    ) {
        let mut room = TestRoom::sample(100, 30);
        room.press("Enter").press(keys);
        let (cursor, top, screen) = (room.app.reader.cursor, room.app.reader.top, room.text());
        for (width, height) in sizes {
            room.resize(width, height);
            prop_assert_eq!(room.app.reader.cursor, cursor);
            room.text();
        }
        room.resize(100, 30);
        prop_assert_eq!(room.app.reader.top, top);
        prop_assert_eq!(room.text(), screen);
    }

    /// The sentence stays, and its first row where it was, as long as the top of the text leaves room for that.
    #[test]
    fn another_look_of_the_lines_leaves_the_sentence_in_its_row(
        keys in prop::sample::select(vec!["8G zz", "9G", "60% zz", "} } } } } } } zz", "8G ) zt"]),
        options in prop::collection::vec(prop::sample::select(vec!["+", "-", "zj", "zh"]), 1..6),
        (width, height) in (60u16..120, 14u16..22),
    ) {
        let marked = |room: &TestRoom| room.text().lines().position(|line| line.contains('▎'));
        let mut room = TestRoom::sample(width, height);
        room.press("Enter").press(keys);
        let (cursor, row) = (room.app.reader.cursor, marked(&room));
        for option in options {
            room.press(option);
            prop_assert_eq!(room.app.reader.cursor, cursor);
            prop_assert_eq!(marked(&room), row, "{}", room.text());
        }
    }

    #[test]
    fn any_series_of_actions_leaves_a_state_that_can_be_drawn(
        steps in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::option::of(0usize..2000), "[a-z\" ]", (1u16..160, 1u16..50)),
            1..40,
        ),
        drawing in prop::sample::select(vec![Drawing::Full, Drawing::Linear]),
    ) {
        let actions: Vec<Action> = Action::all().collect();
        let mut room = TestRoom::sample(80, 24);
        room.app.workspace.settings.drawing = drawing;
        for (action, count, letter, (width, height)) in steps {
            if room.app.typing() {
                let key = Key::plain(KeyCode::Char(letter.chars().next().unwrap()));
                room.send(Event::Key(key));
            }
            let effects = room.app.act(*action.get(&actions), count);
            room.effects.extend(effects);
            room.resize(width, height);
            room.text();
            if room.app.screen == ScreenName::Reader
                && let Some(article) = room.app.reader.article.clone()
            {
                let cursor = room.app.reader.cursor;
                prop_assert!(article.text().get(cursor.start..cursor.end).is_some());
                prop_assert!(cursor.is_empty() || article.unit_at(cursor.start).is_some());
            }
        }
    }
}

/// A terminal may shrink between the last event and the frame; what stands in one too small is nothing.
#[test]
fn a_frame_smaller_than_the_room_knows_stays_empty() {
    for keys in ["", "Enter", "s", "s canal", "s canal Enter", "c", "c Enter", "gq", "?", ":"] {
        let mut room = TestRoom::sample(120, 40);
        room.press(keys);
        for (width, height) in [(119, 40), (120, 39), (60, 10), (30, 8), (1, 1)] {
            let frame = painted_in(&room.app, Size::new(width, height));
            assert!(
                frame.content.iter().all(|cell| cell.symbol() == " "),
                "{keys} {width}×{height}"
            );
        }
        let grown = painted_in(&room.app, Size::new(140, 50));
        assert!(grown.content.iter().any(|cell| cell.symbol() != " "), "{keys}");
    }
}

/// Keys and clicks without sense leave a valid room: `VARIORUM_MONKEY=100000` says how many, 400 in every run;
/// `VARIORUM_SEED` which.
#[test]
fn random_keys_and_clicks_leave_a_room_that_can_be_drawn() {
    let asked = |name| std::env::var(name).ok().and_then(|value| value.parse::<usize>().ok());
    let most = asked("VARIORUM_MONKEY");
    let keys: Vec<Key> = ('!'..='~')
        .map(KeyCode::Char)
        .chain([KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Up, KeyCode::Down])
        .map(Key::plain)
        .collect();
    let kinds = [
        PointerKind::Press,
        PointerKind::DoublePress,
        PointerKind::Drag,
        PointerKind::WheelUp,
        PointerKind::WheelDown,
    ];
    let mut seed = asked("VARIORUM_SEED").map_or(7, |seed| seed as u64);
    let mut random = |below: u16| {
        // Knuth's multiplier for a linear congruence modulo 2^64.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((seed >> 33) % u64::from(below)).unwrap()
    };
    let mut room = TestRoom::sample(80, 24);
    for step in 0..most.unwrap_or(400_usize) {
        if step % 10_000 == 9_999 {
            room = TestRoom::sample(80, 24);
        }
        match random(20) {
            0..=2 => {
                let at = Position::new(random(200), random(60));
                room.send(Event::Pointer(Pointer { at, kind: kinds[usize::from(random(5))] }));
            }
            3 if random(8) == 0 => {
                room.resize(1 + random(300), 1 + random(100));
            }
            _ => room.send(Event::Key(keys[usize::from(random(99)) % keys.len()])),
        }
        room.effects.clear();
        if random(6) == 0 {
            room.text();
        }
        let reader = &room.app.reader;
        if let Some(article) = &reader.article {
            let whole = |extent: Extent| article.text().get(extent.start..extent.end).is_some();
            assert!(whole(reader.cursor), "step {step}");
            assert!(reader.selection.as_ref().is_none_or(|s| whole(s.extent())), "step {step}");
        }
        assert!(room.app.list.cursor.at < room.app.list.rows.len().max(1), "step {step}");
    }
}
