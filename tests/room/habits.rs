//! Habits of other programs: what their keys do here, and where the cursor's line goes.

use variorum::app::Effect;
use variorum::app::overlay::Overlay;
use variorum::app::screen::ScreenName;

use crate::support::TestRoom;

/// The row of the screen in which the sentence under the cursor begins.
fn row_of_cursor(room: &TestRoom) -> usize {
    let text = room.text();
    text.lines().position(|line| line.contains('▎')).unwrap()
}

#[test]
fn a_line_goes_to_the_middle_the_top_and_the_bottom() {
    for (width, height) in [(40, 12), (80, 24), (120, 32), (200, 50)] {
        let mut room = TestRoom::sample(width, height);
        room.press("Enter 7G");
        let cursor = room.under_cursor().to_owned();
        let [top, middle, bottom] = ["zt", "zz", "zb"].map(|keys| {
            let row = row_of_cursor(room.press(keys));
            assert_eq!(room.under_cursor(), cursor);
            row
        });
        assert!(top < middle && middle <= bottom, "{width}×{height}: {top} {middle} {bottom}");
    }
}

#[test]
fn two_quotes_lead_back_to_where_one_was_and_back_again() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter 3G");
    let here = room.under_cursor().to_owned();
    room.press("G");
    let there = room.under_cursor().to_owned();
    assert_ne!(here, there);
    room.press("' '");
    assert_eq!(room.under_cursor(), here);
    room.press("' '");
    assert_eq!(room.under_cursor(), there);
    room.press("gg m a G ' a");
    assert!(room.app.reader.percent() < 10);
}

#[test]
fn a_word_is_found_again_forwards_and_backwards_and_a_theme_step_by_step() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter / \"minsk\" Enter");
    let first = room.under_cursor().to_owned();
    room.press("v *");
    let second = room.under_cursor().to_owned();
    assert!(second != first && second.to_lowercase().contains("minsk"), "{second}");
    room.press("v #");
    assert_eq!(room.under_cursor(), first);
    let mut room = TestRoom::sample(100, 30);
    room.press("c q Enter gg");
    let mut seen = vec![room.place_from()];
    for _ in 0..3 {
        seen.push(room.press("]t").place_from());
    }
    assert!(seen.is_sorted_by(|a, b| a < b), "{seen:?}");
    room.press("[t");
    assert_eq!(room.place_from(), seen[2]);
}

#[test]
fn the_chords_of_emacs_and_the_letters_of_less_do_what_they_do_there() {
    let mut room = TestRoom::sample(100, 30);
    room.press(": \"set_keys_emacs\" Enter Ctrl-N Ctrl-N");
    assert_eq!(room.app.list.cursor.at, 2);
    room.press("Ctrl-P Enter Ctrl-V Ctrl-V");
    assert_eq!(room.app.screen, ScreenName::Reader);
    let below = room.place_from();
    room.press("Alt-v Alt-v");
    assert!(room.place_from() < below, "{} {below} {}", room.place_from(), room.text());
    room.press("Ctrl-S \"minsk\" Enter");
    assert!(room.under_cursor().to_lowercase().contains("minsk"));
    room.press("Ctrl-X 3");
    assert!(room.app.beside.is_some());
    let pane = room.app.reader.pane;
    room.press("Ctrl-X o");
    assert_eq!(room.app.reader.pane, pane.other());
    room.press("Alt-x");
    assert!(matches!(room.app.overlay, Some(Overlay::Command(_))));
    room.press("Ctrl-G");
    assert!(room.app.overlay.is_none());
    room.press("Ctrl-X Ctrl-C");
    assert!(room.effects.contains(&Effect::Quit), "{:?}", room.effects);

    let mut room = TestRoom::sample(100, 30);
    room.press(": \"set_keys_less\" Enter Enter Space Space");
    let below = room.place_from();
    room.press("w w");
    assert!(room.place_from() < below, "{} {below} {}", room.place_from(), room.text());
    room.press(">");
    assert_eq!(room.app.reader.percent(), 100);
    room.press("<");
    assert!(room.app.reader.percent() < 10);
    room.press("h");
    assert!(matches!(room.app.overlay, Some(Overlay::Help(_))));
}

#[test]
fn capital_z_twice_leaves() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter ZZ");
    assert!(room.effects.contains(&Effect::Quit), "{:?}", room.effects);
}
