//! Laws of the room.

use crate::support::TestRoom;
use proptest::prelude::*;
use variorum::action::Action;
use variorum::app::Event;
use variorum::app::screen::ScreenName;
use variorum::keys::{Key, KeyCode};

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

    #[test]
    fn any_series_of_actions_leaves_a_state_that_can_be_drawn(
        steps in prop::collection::vec(
            (any::<prop::sample::Index>(), prop::option::of(0usize..2000), "[a-z\" ]", (1u16..160, 1u16..50)),
            1..40,
        ),
    ) {
        let actions: Vec<Action> = Action::all().collect();
        let mut room = TestRoom::sample(80, 24);
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
