//! Themes of one's own: made, kept, removed, and what stands beside them.

use std::path::Path;
use std::sync::Arc;

use variorum::action::Action;
use variorum::app::overlay::Overlay;
use variorum::app::screen::ScreenName;
use variorum::app::screen::compare::{EditField, OpenField};
use variorum::app::{Effect, Event};
use variorum::collection::Collection;
use variorum::collection::Origin;
use variorum::compare::theme;
use variorum::compare::{CellState, CompareEdit, CompareJob};
use variorum::ingest;
use variorum::keys::{Key, KeyCode};
use variorum::storage::sample;

use crate::support::TestRoom;

/// The articles of the sample as if they were the reader's own: there are no themes for them.
fn own(width: u16, height: u16) -> TestRoom {
    TestRoom::of(&sample::collection(), Origin::Library, width, height)
}

/// The names of the themes that are compared, in the order shown.
fn names(room: &TestRoom) -> Vec<String> {
    let compare = &room.app.compare;
    let themes = compare.comparison().unwrap().themes();
    compare.matrix.rows.iter().map(|row| themes[*row].name.clone()).collect()
}

/// The name of the theme under the cursor.
fn selected(room: &TestRoom) -> String {
    names(room)[room.app.compare.matrix.cursor.at].clone()
}

fn wrote(room: &TestRoom) -> bool {
    room.effects.iter().any(|effect| matches!(effect, Effect::Keep(_)))
}

#[test]
fn a_name_alone_makes_a_theme_and_nothing_at_all_does_not() {
    for (width, height) in [(120, 32), (80, 24), (40, 12)] {
        let mut room = own(width, height);
        room.press("c T Enter");
        assert!(matches!(room.app.compare.entry, Some(OpenField::Editor(_))), "{}", room.text());
        assert!(room.text().contains("a theme needs a name"), "{}", room.text());
        assert!(!wrote(&room));
        // People begin with a name: it ranks the passages, and nobody is silent on it.
        room.press("\"Soldiers_at_the_front\" Enter");
        assert!(room.app.compare.entry.is_none() && wrote(&room), "{}", room.text());
        let compare = &room.app.compare;
        let row = compare.matrix.theme().unwrap();
        let states: Vec<_> =
            (0..5).filter_map(|column| compare.matrix.cell(row, column)).map(|c| c.state).collect();
        assert!(states.iter().all(|state| *state == CellState::Near), "{states:?}");
        room.press("Enter");
        assert!(!room.text().contains("silent under"), "{}", room.text());
    }
}

#[test]
fn passages_that_were_ruled_on_propose_terms() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c 4j Enter l");
    for _ in 0..3 {
        room.press("n my");
    }
    room.press("Esc Esc e");
    let Some(OpenField::Editor(editor)) = &room.app.compare.entry else {
        panic!("{}", room.text())
    };
    let (first, core) = (editor.proposed[0].clone(), editor.text(EditField::Core).to_owned());
    assert!(!core.contains(&first), "{first} in {core}");
    assert!(room.text().contains("your passages propose: "), "{}", room.text());
    room.press("Ctrl-T");
    let Some(OpenField::Editor(editor)) = &room.app.compare.entry else {
        panic!("{}", room.text())
    };
    assert_eq!(editor.text(EditField::Core), format!("{core}; {first}"));
    assert_ne!(editor.proposed.first(), Some(&first));
    // Where nothing was ruled on, nothing is proposed.
    room.press("Esc Esc gg e Ctrl-T");
    assert!(room.text().contains("no term is proposed"), "{}", room.text());
}

#[test]
fn subjects_stand_beside_names_say_why_and_become_themes_to_edit() {
    for (width, height) in [(120, 32), (80, 24), (40, 12)] {
        let mut room = own(width, height);
        room.press("c P");
        let Some(Overlay::Subjects(subjects)) = &room.app.overlay else {
            panic!("{}", room.text())
        };
        let (subjects, people) = (subjects.found.subjects.clone(), subjects.found.names.clone());
        assert!(!subjects.is_empty() && !people.is_empty());
        // Every count is that of a list.
        let first = &subjects[0];
        assert!(first.found.0 >= first.found.1 && first.found.1 > 0);
        room.press("w");
        assert!(room.text().contains("found by its terms in"), "{}", room.text());
        room.press("Esc P Tab j Enter");
        let Some(OpenField::Editor(editor)) = &room.app.compare.entry else {
            panic!("{}", room.text())
        };
        assert_eq!(editor.text(EditField::Name), people[1].theme.name);
        assert!(!wrote(&room));
        room.press("Enter");
        assert!(wrote(&room) && names(&room) == [people[1].theme.name.clone()]);
    }
}

#[test]
fn a_theme_file_without_a_usable_term_makes_no_silence_and_hides_no_proposals() {
    let mut room = own(120, 32);
    let source = "schema = 1\n\n[[theme]]\nid = \"zz\"\nname = \"zz\"\ncore = []\n";
    room.write_themes(source);
    room.press("c");
    assert!(room.text().contains("mine.toml, line 3: “zz” has no usable term"), "{}", room.text());
    let themes = room.app.compare.comparison().unwrap().themes();
    assert!(!themes.is_empty() && themes.iter().all(theme::Theme::is_suggested));
}

#[test]
fn a_removed_theme_is_named_with_the_key_that_brings_it_back() {
    for size in [(120, 32), (80, 24), (40, 12)] {
        let mut room = TestRoom::sample(size.0, size.1);
        room.press("c j j");
        let name = selected(&room);
        let said = format!("“{name}” removed");
        room.press("D");
        assert!(!names(&room).contains(&name));
        assert!(room.app.message.as_ref().unwrap().text.ends_with("· U brings it back"));
        assert!(room.text().contains(&said), "{}", room.text());
        room.press("U");
        assert_eq!(selected(&room), name);
        // A theme that was made and is taken back is not promised to come back.
        room.press("T \"Peace\" Tab Tab \"peace\" Enter U");
        let said = &room.app.message.as_ref().unwrap().text;
        assert_eq!(said, "taken back: “Peace” made · Ctrl-R does it again");
    }
}

#[test]
fn what_was_changed_here_is_not_announced_as_saved_elsewhere() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c");
    // The file that the removal wrote is noticed before the comparison is there.
    let effects = room.app.act(Action::Remove, None);
    assert!(matches!(effects.first(), Some(Effect::Keep(CompareEdit::NoTheme(_)))), "{effects:?}");
    let keep = effects.into_iter().find(|effect| matches!(effect, Effect::Keep(_))).unwrap();
    room.perform(keep);
    room.send(Event::ThemesSaved);
    assert_eq!(names(&room).len(), 11);
    assert!(room.text().contains("U brings it back"), "{}", room.text());
    // What another program saves is.
    room.write_themes("[[theme]]\nid='weather'\nname='Weather'\ncore=['storm']");
    room.send(Event::ThemesSaved);
    assert!(room.text().contains("read the theme files again"), "{}", room.text());
}

#[test]
fn the_cursor_goes_to_a_theme_that_was_saved() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c j T \"Peace\" Tab Tab \"peace\" Enter");
    assert_eq!(selected(&room), "Peace");
    // Those of the sample stay.
    assert_eq!(names(&room).len(), 13);
    room.press("gg T \"Peace\" Tab Tab \"war\" Enter");
    // Another of the same name takes no theme's place.
    assert_eq!((names(&room).len(), selected(&room)), (14, "Peace".to_owned()));
    assert_eq!(names(&room).iter().filter(|name| *name == "Peace").count(), 2);
}

#[test]
fn proposals_give_way_to_themes_of_ones_own_and_one_key_shows_them() {
    for (width, height) in [(120, 32), (80, 24), (40, 12)] {
        let mut room = own(width, height);
        room.press("c");
        let proposed = names(&room).len();
        assert!(proposed > 3, "{}", room.text());
        room.press("P P");
        assert!(room.text().contains("all themes here are proposed"), "{}", room.text());
        room.press("T \"Peace\" Tab Tab \"peace\" Enter");
        assert_eq!(names(&room), ["Peace"]);
        assert!(room.text().contains("saved “Peace” · P shows"), "{}", room.text());
        // The next start shows the same.
        let mut room = own(width, height).beside(&room);
        room.press("c");
        assert_eq!(names(&room), ["Peace"]);
        if height > 12 {
            assert!(room.text().contains("P shows proposed themes too"), "{}", room.text());
        }
        room.press("P P");
        assert!(names(&room).len() >= proposed, "{}", room.text());
        assert_eq!((names(&room)[0].as_str(), selected(&room).as_str()), ("Peace", "Peace"));
        assert!(room.text().contains("▌Peace") && room.text().contains(" ~ "), "{}", room.text());
        room.press("P P");
        assert_eq!(names(&room), ["Peace"]);
        room.press("D");
        assert_eq!(names(&room).len(), proposed);
    }
}

/// Does an action without the stand-in; what it asks the comparison for.
fn asked(room: &mut TestRoom, action: Action) -> CompareJob {
    let job = |effect| match effect {
        Effect::Compare(job) => Some(job),
        _ => None,
    };
    room.app.act(action, None).into_iter().find_map(job).unwrap()
}

#[test]
fn a_theme_of_a_search_waits_for_the_first_comparison_and_comes_unless_one_goes_elsewhere() {
    for goes_back in [false, true] {
        let mut room = own(80, 24);
        room.press("s \"peace\" Tab");
        let job = asked(&mut room, Action::NewTheme);
        assert!(room.text().contains("comes when all is compared · Esc goes back"));
        if goes_back {
            room.press("Esc");
            assert_eq!(room.app.screen, ScreenName::Search);
        }
        room.send(Event::Compared(Box::new(job.at_once(room.kept()))));
        assert_eq!(room.app.compare.entry.is_some(), !goes_back, "{}", room.text());
        if goes_back {
            room.press("gc");
            assert!(room.app.compare.entry.is_none(), "{}", room.text());
        } else {
            assert!(room.text().contains("peace"), "{}", room.text());
        }
    }
}

#[test]
fn words_of_a_place_wait_for_the_comparison_and_do_not_follow_the_reader() {
    let mut room = own(80, 24);
    room.press("Enter 3G");
    let job = asked(&mut room, Action::NewTheme);
    room.app.handle(Event::Key(Key::plain(KeyCode::Esc)));
    assert_eq!(room.app.screen, ScreenName::Reader);
    room.send(Event::Compared(Box::new(job.at_once(room.kept()))));
    assert!(room.app.overlay.is_none(), "{}", room.text());
}

/// The words that are offered as terms.
fn offered(room: &TestRoom) -> Vec<String> {
    match &room.app.overlay {
        Some(Overlay::Proposal(proposal)) => {
            proposal.words.iter().map(|word| word.word.clone()).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn words_of_any_subject_are_offered_last() {
    let source = [
        "Early in the last months the ferry tried to reach the quay of Lorna twice.",
        "A ferry was seen in Lorna.\n\nIt rained for months.",
        "Nothing was heard.\n\nThe months went by.",
    ];
    let article = |(n, text): (usize, &&str)| {
        ingest::read(Path::new(&format!("{n}.txt")), text.as_bytes()).ok().map(Arc::new)
    };
    let collection = Collection::new(source.iter().enumerate().filter_map(article), Vec::new());
    let mut room = TestRoom::of(&collection, Origin::Library, 80, 24);
    room.press("gg Enter T");
    let words = offered(&room);
    let (first, last) = words.split_at(4);
    assert_eq!(first, ["ferry", "lorna", "reach", "quay"]);
    for word in ["early", "months", "tried", "twice"] {
        assert!(last.contains(&word.to_owned()), "{words:?}");
    }
    assert!(room.text().contains("x ticks   ↵ makes the theme   Esc back"), "{}", room.text());
    // Nothing ticked: the selected word is meant.
    room.press("j Enter");
    assert!(!room.text().contains("where you are"), "{}", room.text());
    room.press("Enter");
    assert_eq!(names(&room), ["lorna"]);
}

#[test]
fn leaving_the_offered_words_leads_back_to_the_place_they_stand_at() {
    for way in ["Enter 3G )", "c Enter Enter 3G )", "s \"minsk\" Enter )"] {
        for key in ["Esc", "q"] {
            let mut room = TestRoom::sample(120, 32);
            room.press(way);
            let place = room.app.reader.place();
            assert_eq!(room.app.screen, ScreenName::Reader);
            room.press("T");
            assert!(!offered(&room).is_empty());
            room.press(key);
            assert_eq!((room.app.screen, room.app.reader.place()), (ScreenName::Reader, place));
        }
    }
}

#[test]
fn a_theme_is_made_one_of_every_collection_by_a_key_and_back() {
    let mut room = own(120, 32);
    room.press("c T \"Ferries\" Enter");
    let elsewhere = |room: &TestRoom| {
        let mut other = TestRoom::of(&sample::collection(), Origin::Sample, 120, 32).beside(room);
        other.press("c");
        names(&other).contains(&"Ferries".to_owned())
    };
    assert!(!elsewhere(&room));
    room.press("mg");
    assert!(elsewhere(&room), "{}", room.text());
    assert!(names(&room).contains(&"Ferries".to_owned()));
    room.press("U");
    assert!(!elsewhere(&room), "{}", room.text());
    assert!(names(&room).contains(&"Ferries".to_owned()));
}
