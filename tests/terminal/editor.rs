//! Notes and tags in the reader’s own editor.

use portable_pty::CommandBuilder;

use crate::home::Home;
use crate::pty::Terminal;
use crate::{USUAL, island};

/// A terminal in which `editor` is the reader's editor: a script with the file in `$1`.
pub(crate) fn with_editor(home: &Home, editor: &str) -> Terminal {
    let script = home.write("my editor.sh", format!("#!/bin/sh\n{editor}\n"));
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_variorum"));
    command.arg("articles");
    command.env("EDITOR", format!("sh '{}'", script.display()));
    command.env_remove("VISUAL");
    let mut terminal = Terminal::open(home, USUAL, command);
    terminal.shows("2 articles").press("Enter a").shows("saved ¶1").press("gq").shows("1 quote");
    terminal
}

/// The notes on the disk, and what is left of files to edit.
pub(crate) fn notes_and_drafts(home: &Home) -> (Vec<String>, Vec<std::path::PathBuf>) {
    let store = variorum::storage::quotes::Store::below(&home.root().join("data"));
    let shelf = store.read(&variorum::storage::quotes::StoreSnapshot::default()).unwrap();
    let notes = shelf.quotes.iter().map(|kept| kept.quote.note.clone()).collect();
    let drafts = std::fs::read_dir(home.root().join("state/drafts"));
    (notes, drafts.into_iter().flatten().map(|file| file.unwrap().path()).collect())
}

#[test]
fn a_note_is_written_in_the_readers_editor_which_has_the_keyboard_to_itself() {
    let home = island();
    // It asks for two lines, as an editor of lines would, and adds them to what is there.
    let mut terminal = with_editor(
        &home,
        "stat -c %a \"$1\"; cat \"$1\"; echo ready; read one; read two; printf '%s\\n%s\\n' \"$one\" \"$two\" >>\"$1\"",
    );
    terminal.press("e").types("first").press("Ctrl-E").shows("ready");
    terminal.until("the main screen", |screen| !screen.alternate_screen());
    terminal.shows("600").shows("first").is_restored();
    // Ctrl-C is no command while it runs, and letters are none either.
    terminal.types("Q second\r").shows("Q second").types("jjqq third\r");
    terminal.until("the room", vt100::Screen::alternate_screen);
    terminal.shows("saved").shows("✎ first").shows("Q second").shows("jjqq third");
    terminal.press("gl").shows("Articles").press("gq").shows("jjqq third");
    let (notes, drafts) = notes_and_drafts(&home);
    assert_eq!(notes, ["first\nQ second\njjqq third"]);
    assert_eq!(drafts, Vec::<std::path::PathBuf>::new());
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn an_editor_that_fails_is_killed_or_changes_nothing_changes_nothing() {
    let ways = [
        ("exit 3", "ended with 3: nothing was changed"),
        ("true", "nothing was changed"),
        // Killed with the terminal in every state it can be left in.
        (
            "stty raw -echo; printf '\\033[?1049h\\033[?1000h\\033[?25l\\033[31m'; kill -9 $$",
            "was killed: nothing was changed",
        ),
        ("rm \"$1\"", "nothing was changed"),
    ];
    for (script, said) in ways {
        let home = island();
        let mut terminal = with_editor(&home, script);
        terminal.press("Ctrl-E").shows(said).shows("1 quote");
        // The room has the keyboard again.
        terminal.press("gl").shows("Articles").press("gq").shows("1 quote");
        assert_eq!(notes_and_drafts(&home), (vec![String::new()], Vec::new()), "{script}");
        terminal.press("Q").ends_with(0).is_restored();
    }
}

#[test]
fn the_terminal_is_as_the_shell_had_it_after_an_editor_left_it_raw() {
    let home = island();
    let script = home.write("raw.sh", "stty raw -echo; kill -9 $$");
    let program = env!("CARGO_BIN_EXE_variorum");
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("EDITOR='sh {}' {program} articles; stty -a", script.display())]);
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal
        .shows("2 articles")
        .press("Enter A Ctrl-E")
        .shows("was killed")
        .press("Ctrl-C")
        .hides("in your editor")
        .press("Q");
    terminal.ends_with(0).is_restored();
    terminal.shows(" icanon").shows(" echo ");
}

#[test]
fn what_a_failed_editor_left_is_kept_and_its_place_is_said() {
    let home = island();
    let mut terminal = with_editor(&home, "echo mine >>\"$1\"; exit 1");
    terminal.press("Ctrl-E").shows("what you wrote is in");
    let (notes, drafts) = notes_and_drafts(&home);
    assert_eq!(notes, [""]);
    assert_eq!(std::fs::read_to_string(drafts.first().unwrap()).unwrap().trim(), "mine");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn an_editor_that_is_missing_or_not_named_is_said() {
    let home = island();
    for (editor, said) in [
        ("no-such-editor -w", "no-such-editor could not be started (there is no such program)"),
        ("vi 'open", "EDITOR is no command"),
        ("", "set VISUAL or EDITOR"),
    ] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_variorum"));
        command.arg("articles");
        command.env("EDITOR", editor);
        command.env_remove("VISUAL");
        let mut terminal = Terminal::open(&home, USUAL, command);
        terminal.shows("2 articles").press("Enter A").types("typed").press("Ctrl-E").shows(said);
        // What was typed is still there, to be kept without an editor.
        terminal.press("Enter").shows("saved ¶1").press("gq").shows("typed");
        terminal.press("U").shows("in the trash").press("Q").ends_with(0).is_restored();
    }
    assert_eq!(notes_and_drafts(&home), (Vec::new(), Vec::new()));
}

#[test]
fn a_note_that_cannot_be_saved_stays_in_its_file_until_it_can() {
    let home = island();
    let mut terminal = with_editor(&home, "echo precious >>\"$1\"");
    // A folder where the store wants to write the earlier revision to a file.
    let history = home.write("data/quotes/history", "in the way");
    terminal.press("Ctrl-E").shows("NOT SAVED");
    let (notes, drafts) = notes_and_drafts(&home);
    assert_eq!(notes, [""]);
    assert_eq!(std::fs::read_to_string(drafts.first().unwrap()).unwrap().trim(), "precious");
    std::fs::remove_file(history).unwrap();
    terminal.press("W").hides("NOT SAVED").shows("✎ precious");
    terminal.press("Q").ends_with(0).is_restored();
    assert_eq!(notes_and_drafts(&home), (vec!["precious".to_owned()], Vec::new()));
}

#[test]
fn a_signal_while_the_editor_runs_loses_nothing() {
    let home = island();
    let mut terminal = with_editor(&home, "echo ready; read line; echo \"$line\" >\"$1\"");
    terminal.press("Ctrl-E").shows("ready").signal("TERM").types("to the end\r");
    terminal.ends_with(143).is_restored();
    assert_eq!(notes_and_drafts(&home).0, ["to the end"]);
}

#[test]
fn an_editor_has_the_terminal_though_the_article_came_through_a_pipe() {
    let home = island();
    let script = home.write("ed.sh", "echo ready; read line; echo \"$line\" >\"$1\"");
    let program = env!("CARGO_BIN_EXE_variorum");
    let piped = format!("cat articles/ferry.txt | EDITOR='sh {}' {program} -", script.display());
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &piped]);
    command.env_remove("VISUAL");
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.shows("1 article").press("Enter A Ctrl-E").shows("ready").types("by hand\r");
    terminal.shows("saved ¶1").press("gq").shows("✎ by hand").press("Q").ends_with(0).is_restored();
}
