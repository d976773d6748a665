//! Every act of the mouse has keys that do the same: the screens are alike afterwards.

use variorum::app::pointer::PointerKind::{self, DoublePress, Drag, Press, WheelDown, WheelUp};

use variorum::app::screen::ScreenName;
use variorum::app::screen::compare::{Focus, Item, StripCursor};

use crate::columns::columns;
use crate::pointing::selected;
use crate::support::TestRoom;

/// What the mouse does, where these words are painted.
type Act = (PointerKind, &'static str);

/// Both rooms after `before`: one after what the mouse did, one after the keys.
fn assert_alike((width, height): (u16, u16), before: &str, acts: &[Act], keys: &str) {
    let mut by_mouse = TestRoom::sample(width, height);
    by_mouse.press(before);
    let mut by_keys = TestRoom::sample(width, height);
    by_keys.press(before).press(keys);
    for (kind, words) in acts {
        let at = by_mouse.place_of(words);
        by_mouse.point(*kind, at);
    }
    // What is said of it once, in the foot, may differ.
    by_mouse.app.message = None;
    by_keys.app.message = None;
    assert_eq!(by_mouse.screen(), by_keys.screen(), "{before} · {acts:?} · {keys}");
}

#[test]
fn in_lists() {
    let wide = (100, 30);
    assert_alike(wide, "", &[(Press, "Staying out")], "3G");
    assert_alike(wide, "", &[(WheelDown, "Staying out")], "3j");
    assert_alike(wide, "G", &[(WheelUp, "Staying out")], "3k");
    assert_alike(wide, "", &[(WheelDown, "¶1")], "3J");
    assert_alike(wide, "", &[(Press, "Staying out"), (DoublePress, "Staying out")], "3G Enter");
    assert_alike(wide, "", &[(Press, "length")], ",l");
    assert_alike(wide, "G gg", &[(Press, "s search")], "s");
    assert_alike(wide, "Enter 8j q", &[(Press, "go on")], ".");
}

#[test]
fn in_texts() {
    let wide = (100, 30);
    assert_alike(wide, "Enter", &[(Press, "Its thesis")], "}");
    assert_alike(wide, "Enter", &[(WheelDown, "Its thesis")], "3j");
    assert_alike(wide, "Enter }", &[(DoublePress, "Its thesis")], "V");
    assert_alike(wide, "Enter |", &[(Press, "¶1 3%")], "Tab");
    assert_alike(wide, "i", &[(Press, "Articles")], "Esc");
    assert_alike(wide, "Enter zc", &[(Press, "figures")], "6G");
    assert_alike(wide, "Enter zc", &[(DoublePress, "figures")], "6G Enter");
    assert_alike((80, 24), ": \"sort_\"", &[(Press, "sort date")], "Tab");
}

#[test]
fn a_drag_selects_what_v_selects() {
    let mut by_mouse = TestRoom::sample(100, 30);
    by_mouse.press("Enter }");
    let (from, to) = (by_mouse.place_of("Its thesis"), by_mouse.place_of("halves"));
    by_mouse.point(Press, from).point(Drag, to);
    let mut by_keys = TestRoom::sample(100, 30);
    by_keys.press("Enter } v 5e");
    assert_eq!(selected(&by_mouse), selected(&by_keys));
}

#[test]
fn in_the_comparison() {
    let wide = (120, 32);
    assert_alike(wide, "c", &[(WheelDown, "Direct entry")], "j");
    assert_alike(wide, "c", &[(Press, "A base for")], "j");
    assert_alike(wide, "c", &[(DoublePress, "A base for")], "j Enter");
    assert_alike(wide, "c Enter", &[(Press, "What Minsk")], "l");
    assert_alike(wide, "c Enter", &[(Press, "What Minsk")], "Tab");
    assert_alike(wide, "c Enter", &[(WheelDown, "What Minsk")], "l j");
    assert_alike(wide, "c Enter l", &[(Press, "Distance")], "Shift-Tab");
    assert_alike(wide, "c K \"war\" Esc", &[(Press, "¶9")], "2j");
    assert_alike(wide, "c", &[(Press, "26 Apr 24")], "2l");
}

#[test]
fn a_press_selects_a_passage_of_a_column_and_what_is_seen_stays() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter");
    let place = room.place_of("¶4");
    room.point(Press, place);
    assert_eq!(room.place_of("¶4"), place);
    let shown = columns(&room);
    let (column, item) = shown.selected().unwrap();
    assert!(matches!(item, Item::Passage { number: 4, .. }), "{item:?}");
    assert_eq!(column.article, shown.columns[0].article);
    // The second press opens what the first one selected.
    room.point(DoublePress, place);
    assert!(room.text().contains("¶4 of 13"), "{}", room.text());
}

#[test]
fn a_press_in_a_strip_goes_to_its_place_and_two_read_there() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c");
    let (x, y) = room.place_of("· where in the articles");
    let at = (x + 80, y + 2);
    room.point(Press, at);
    let Focus::Strips(cursor) = room.app.compare.matrix.focus else { panic!("{}", room.text()) };
    assert_eq!(cursor.row, 1);
    // The arrow keys move from there; the wheel over the cells leads back to them.
    room.press("l");
    assert_eq!(
        room.app.compare.matrix.focus,
        Focus::Strips(StripCursor { bin: cursor.bin + 1, ..cursor })
    );
    let cell = room.place_of("Direct entry");
    room.point(WheelDown, cell);
    assert_eq!(room.app.compare.matrix.focus, Focus::Cells);
    room.point(Press, at).point(DoublePress, at);
    assert_eq!(room.app.screen, ScreenName::Reader);
}

#[test]
fn a_press_selects_a_silent_article_at_the_foot() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c 5j Enter");
    let speaking = columns(&room).speaking;
    let silent = room.place_of("silent under");
    room.press("Tab").point(Press, silent);
    assert_eq!(columns(&room).at, speaking);
}
