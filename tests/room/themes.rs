//! Themes of one's own: made, kept, removed, and what stands beside them.

use std::path::Path;

use variorum::app::screen::compare::Entry;
use variorum::app::{Effect, Origin};
use variorum::compare::theme;
use variorum::storage::sample;

use crate::support::TestRoom;

/// The articles of the sample as if they were the reader's own: there are no themes for them.
fn own(width: u16, height: u16) -> TestRoom {
    TestRoom::of(&sample::collection(), Origin::Given, width, height)
}

fn wrote(room: &TestRoom) -> bool {
    room.effects.iter().any(|effect| matches!(effect, Effect::Keep(_)))
}

#[test]
fn a_theme_without_a_term_is_not_written_and_the_form_stays() {
    for (width, height) in [(120, 32), (80, 24), (40, 12)] {
        let mut room = own(width, height);
        room.press("c T \"zz\" Enter");
        assert!(matches!(room.app.compare.entry, Some(Entry::Editor(_))), "{}", room.text());
        assert!(room.text().contains("a theme needs a term"), "{}", room.text());
        assert!(!wrote(&room));
        // The cursor stands where the term is missing.
        room.press("\"peace\" Enter");
        assert!(room.app.compare.entry.is_none() && wrote(&room), "{}", room.text());
    }
}

#[test]
fn a_theme_file_without_a_usable_term_makes_no_silence_and_hides_no_proposals() {
    let mut room = own(120, 32);
    let source = "schema = 1\n\n[[theme]]\nid = \"zz\"\nname = \"zz\"\ncore = []\n";
    let (set, problems) = theme::parse(source, Path::new("mine.toml"));
    (room.kept.themes, room.kept.problems) = (set, problems);
    room.press("c");
    assert!(room.text().contains("mine.toml, line 3: “zz” has no usable term"), "{}", room.text());
    let themes = room.app.compare.comparison().unwrap().themes();
    assert!(!themes.is_empty() && themes.iter().all(theme::Theme::is_suggested));
}
