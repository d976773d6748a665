//! The command line, ticks that stay, and the next article in the order of the list.

use variorum::app::overlay::Overlay;
use variorum::app::screen::ScreenName;
use variorum::app::{Effect, Event};
use variorum::collection::Origin;
use variorum::keys::{Key, KeyCode};

use crate::support::TestRoom;

fn room() -> TestRoom {
    TestRoom::sample(100, 30)
}

/// Types `line` on the command line, without Enter.
fn line(room: &mut TestRoom, line: &str) {
    room.press(":");
    for letter in line.chars() {
        room.send(Event::Key(Key::plain(KeyCode::Char(letter))));
    }
}

/// Has `command` done.
fn command(room: &mut TestRoom, command: &str) {
    line(room, command);
    room.press("Enter");
}

#[test]
fn a_number_goes_to_a_row_and_words_to_an_article() {
    let mut room = room();
    command(&mut room, "3");
    assert_eq!(room.app.list.cursor.at, 2);
    let wanted = room.app.list.rows[1];
    let name = room.app.workspace.article(wanted).unwrap().name().to_owned();
    command(&mut room, &format!("open {name}"));
    assert_eq!(room.app.screen, ScreenName::Reader);
    assert_eq!(room.app.reader.article.as_ref().unwrap().id(), wanted);
    command(&mut room, "open zzzzqqqq");
    assert!(room.text().contains("no article here fits “zzzzqqqq”"), "{}", room.text());
    assert_eq!(room.app.reader.article.as_ref().unwrap().id(), wanted);
}

#[test]
fn what_cannot_be_done_is_said_where_it_was_typed_and_can_be_mended() {
    let mut room = room();
    command(&mut room, "sort sise");
    assert!(matches!(room.app.overlay, Some(Overlay::Command(_))));
    assert!(room.text().contains("sort wants date, title"), "{}", room.text());
    room.press("Backspace Backspace Backspace Backspace \"title\" Enter");
    assert!(room.app.overlay.is_none(), "{}", room.text());
    assert!(room.text().contains("sorted by title"), "{}", room.text());
    command(&mut room, "w out.pdf");
    assert!(room.text().contains("this is written as .txt or .md"), "{}", room.text());
    room.press("Esc");
    assert!(room.app.overlay.is_none());
}

#[test]
fn tab_completes_and_the_cursor_keys_recall() {
    let mut room = room();
    line(&mut room, "go-q");
    room.press("Tab Enter");
    assert_eq!(room.app.screen, ScreenName::Quotes);
    line(&mut room, "go-l");
    room.press("Tab Enter : Up Up Enter");
    assert_eq!(room.app.screen, ScreenName::Quotes, "the line before the last one");
    room.press(": Up Down Down");
    assert!(
        matches!(&room.app.overlay, Some(Overlay::Command(line)) if line.field.text().is_empty())
    );
}

#[test]
fn a_word_from_within_leads_to_the_commands_that_have_it() {
    let mut room = room();
    line(&mut room, "sepia");
    assert!(room.text().contains("set palette sepia"), "{}", room.text());
    room.press("Tab Enter");
    assert!(room.app.overlay.is_none(), "{}", room.text());
    line(&mut room, "epia");
    assert!(!room.text().contains("set palette sepia"), "{}", room.text());
    room.press("Esc Esc ? \"sepia\"");
    assert!(room.text().contains("among the commands of :"), "{}", room.text());
}

#[test]
fn the_comparison_is_written_in_the_form_that_the_ending_names() {
    let mut room = room();
    room.press("gc");
    command(&mut room, "w out.txt");
    assert!(room.text().contains(".html, .md, .csv or .json"), "{}", room.text());
    room.press("Backspace Backspace Backspace \"csv\" Enter");
    let written = room.effects.iter().find_map(|effect| match effect {
        Effect::Write { to, contents } => Some((to.clone(), contents.clone())),
        _ => None,
    });
    let (to, contents) = written.unwrap();
    assert!(to == "out.csv" && contents.contains(','), "{to}");
    let theme = room.app.compare.comparison().unwrap().themes()[1].clone();
    room.press("gl");
    command(&mut room, &format!("theme {}", theme.name));
    assert_eq!(room.app.screen, ScreenName::Compare);
    assert_eq!(room.app.compare.matrix.theme(), Some(1));
}

#[test]
fn settings_are_set_for_the_time_being() {
    let mut room = room();
    command(&mut room, "set measure 50");
    command(&mut room, "set mouse off");
    assert_eq!(room.app.workspace.settings.measure, 50);
    assert!(!room.app.workspace.settings.mouse);
    assert!(room.effects.contains(&Effect::CaptureMouse(false)));
}

#[test]
fn ticks_stay_through_escape_and_one_key_clears_them_and_brings_them_back() {
    let mut room = room();
    room.press("x x Esc Esc");
    let ticked = room.app.list.ticked.clone();
    assert_eq!(ticked.len(), 2);
    room.press("X");
    assert!(room.app.list.ticked.is_empty() && room.text().contains("2 unticked · X ticks"));
    room.press("X");
    assert_eq!(room.app.list.ticked, ticked);
}

#[test]
fn the_next_article_is_the_next_of_the_list() {
    let mut room = room();
    room.press(",l gg");
    let rows = room.app.list.rows.clone();
    room.press("Enter ]d ]d");
    assert_eq!(room.app.reader.article.as_ref().unwrap().id(), rows[2]);
    room.press("[d");
    assert_eq!(room.app.reader.article.as_ref().unwrap().id(), rows[1]);
}

#[test]
fn list_article_and_hits_are_written_as_they_are_shown() {
    let written = |room: &TestRoom| {
        let last = room.effects.iter().rev().find_map(|effect| match effect {
            Effect::Write { contents, .. } => Some(contents.clone()),
            _ => None,
        });
        last.unwrap()
    };
    let mut room = room();
    command(&mut room, "w list.md");
    assert_eq!(written(&room).lines().filter(|line| line.starts_with("- **")).count(), 5);
    room.press("Enter");
    command(&mut room, "w article.md");
    let article = written(&room);
    assert!(article.starts_with("# ") && article.contains("\n## "), "{article}");
    command(&mut room, "w article.txt");
    assert!(written(&room).lines().all(|line| line.chars().count() <= 80));
    room.press("s \"minsk\" Tab");
    command(&mut room, "w hits.txt");
    assert!(written(&room).contains("¶"), "{}", written(&room));
}

#[test]
fn files_are_offered_and_opened_and_the_sample_stays_by_itself() {
    let mut room = room();
    line(&mut room, "open ./no");
    assert!(room.effects.contains(&Effect::ListFiles("./no".to_owned())));
    room.send(Event::Files(vec!["./notes.md".to_owned()]));
    room.press("Tab Enter");
    assert!(room.text().contains("the sample stays by itself"), "{}", room.text());
    room.press("Esc");
    room.app.workspace.origin = Origin::Library;
    command(&mut room, "open ./notes.md");
    assert!(room.effects.contains(&Effect::OpenPath("./notes.md".to_owned())));
}

#[test]
fn keys_palette_and_speed_are_set_for_the_time_being() {
    let mut room = room();
    command(&mut room, "set keys less");
    room.press("e");
    assert_eq!(room.app.list.cursor.at, 1, "e is a row down in less");
    command(&mut room, "set palette sepia");
    assert!(room.effects.contains(&Effect::UsePalette("sepia".to_owned())));
    command(&mut room, "set speed 500");
    assert_eq!(room.app.workspace.settings.speed, 500);
    command(&mut room, "set nothing");
    assert!(room.text().contains("set wants measure, palette, keys"), "{}", room.text());
}

#[test]
fn what_was_typed_on_the_command_line_is_there_again_another_day() {
    let mut room = TestRoom::sample(100, 30);
    room.press(": \"sort_title\" Enter : \"set_measure_72\" Enter");
    let kept = room.app.workspace.session.clone();
    assert!(room.effects.contains(&Effect::SaveSession(kept.clone())));
    let mut again = TestRoom::sample(100, 30);
    again.app.workspace.session = kept;
    again.press(": Up Up");
    let line = again.text().lines().last().unwrap().to_owned();
    assert!(line.starts_with(" :sort title"), "{line}");
}
