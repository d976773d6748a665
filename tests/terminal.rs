//! The program in a real terminal: what it shows there, and how it gives the terminal back.

#![cfg(test)]
#![cfg(unix)]

#[path = "support/home.rs"]
mod home;
#[path = "support/pty.rs"]
mod pty;

use std::time::Duration;

use portable_pty::CommandBuilder;
use variorum::runtime::Screen;

use home::Home;
use pty::Terminal;

const USUAL: (u16, u16) = (100, 30);

/// Two articles that share a subject and differ in their words.
fn island() -> Home {
    let ferry = "The ferry is the island's only road. It sails at seven and at five.\n\n\
        In a storm nobody sails. The captain decides, and nobody argues with the captain.\n\n\
        The mainland calls the timetable quaint. The islanders call it the timetable.\n";
    let lighthouse = "The lighthouse went dark in May. The harbour board blames the wiring.\n\n\
        Fishermen steer by the church instead, which has never been moved.\n";
    Home::with(&[("ferry.txt", ferry), ("lighthouse.txt", lighthouse)])
}

fn open(home: &Home) -> Terminal {
    let mut terminal = Terminal::variorum(home, USUAL, ["articles"]);
    terminal.shows("2 articles").shows("ferry");
    terminal
}

#[test]
fn the_alternate_screen_is_entered_and_left() {
    let home = island();
    let mut terminal = open(&home);
    terminal.until("the alternate screen", vt100::Screen::alternate_screen);
    terminal.press("q").ends_with(0).is_restored();
}

#[test]
fn an_article_is_opened_and_left_again() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter").shows("¶1 of 3").shows("argues with");
    terminal.press("q").hides("¶1 of 3").press("q");
    terminal.ends_with(0).is_restored();
}

#[test]
fn every_size_is_drawn_and_the_place_survives() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter ) ) )").shows("¶2 of 3");
    let sizes = [(39, 9), (1, 1), (2, 40), (200, 3), (3, 3), (400, 120), (40, 10), (10, 1), USUAL];
    for (columns, rows) in sizes {
        terminal.resize(columns, rows).draws();
    }
    terminal.shows("¶2 of 3").shows("argues with");
    // All at once: the program sees only the last, the terminal went through them all.
    for (columns, rows) in sizes {
        terminal.resize(columns, rows);
    }
    terminal.shows("¶2 of 3").shows("argues with");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_terminal_of_one_cell_is_no_reason_to_fail() {
    let home = island();
    for size in [(1, 1), (1, 30), (100, 1), (39, 9)] {
        let mut terminal = Terminal::variorum(&home, size, ["articles"]);
        terminal.until("the alternate screen", vt100::Screen::alternate_screen);
        terminal.press("j Enter ) / Ctrl-C ? Ctrl-C Q").ends_with(0).is_restored();
    }
}

#[test]
fn signals_end_it_with_their_code_and_the_terminal_whole() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = island();
        let mut terminal = open(&home);
        terminal.press("Enter").shows("nobody argues");
        terminal.signal(signal).ends_with(code).is_restored();
    }
}

#[test]
fn control_c_leaves_a_field_first_and_then_the_program() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("&").types("light").hides("ferry").press("Ctrl-C").shows("ferry");
    terminal.press("Ctrl-C").ends_with(0).is_restored();
}

#[test]
fn control_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let home = island();
    let mut command = CommandBuilder::new("sh");
    command.args(["-i"]);
    command.env("PS1", "shell> ");
    command.env("ENV", "");
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.shows("shell>").types(&format!("{} articles\r", env!("CARGO_BIN_EXE_variorum")));
    terminal.shows("2 articles").press("Enter").shows("nobody argues");
    terminal.press("Ctrl-Z").until("the main screen", |screen| !screen.alternate_screen());
    terminal.shows("topped").is_restored();
    // While it is stopped the shell has the keyboard, and the terminal may change.
    terminal.types("stty -a\r").shows(" icanon").shows(" echo ");
    terminal.types("echo still $((40 + 2))\r").shows("still 42");
    terminal.resize(80, 24).types("fg\r");
    terminal.until("the alternate screen", vt100::Screen::alternate_screen);
    terminal.shows("nobody argues").press("Q");
    terminal
        .until("the prompt", |screen| screen.contents().trim_end().ends_with("articles\nshell>"));
    terminal.types("exit\r").ends_with(0);
}

#[test]
#[ignore = "run by the test below, in a terminal of its own"]
fn panics_in_the_room() {
    let mut screen = Screen::enter().unwrap();
    screen.draw(|frame| frame.render_widget("LASTFRAME", frame.area())).unwrap();
    panic!("on purpose");
}

#[test]
fn a_panic_gives_the_terminal_back_and_can_be_read() {
    let home = Home::new();
    let this = std::env::current_exe().unwrap();
    let words = "--exact panics_in_the_room --include-ignored --nocapture";
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("{} {words}; stty -a", this.display())]);
    let mut terminal = Terminal::open(&home, (120, 60), command);
    terminal.ends_with(0).is_restored();
    let written = String::from_utf8(terminal.bytes()).unwrap();
    assert!(written.contains("\u{1b}[?1049h") && written.contains("LASTFRAME"), "{written}");
    terminal.shows("on purpose").shows(" icanon").shows(" echo ").hides("LASTFRAME");
}

#[test]
fn an_article_may_come_through_a_pipe_and_the_keys_from_the_terminal() {
    let home = island();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("cat articles/ferry.txt | {} -", env!("CARGO_BIN_EXE_variorum"))]);
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.shows("1 article").press("Enter").shows("¶1 of 3");
    terminal.press("q r").shows("ferry").press("Enter").shows("¶1 of 3");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn without_a_terminal_at_one_end_nothing_is_drawn() {
    let home = island();
    let mut command = CommandBuilder::new("sh");
    let program = env!("CARGO_BIN_EXE_variorum");
    let ways =
        ["PROGRAM articles </dev/null", "PROGRAM articles | cat", "TERM=dumb PROGRAM articles"];
    command.args(["-c", &ways.join("; ").replace("PROGRAM", program)]);
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.ends_with(0);
    let bytes = terminal.bytes();
    assert!(!bytes.contains(&0x1b), "{:?}", String::from_utf8_lossy(&bytes));
    assert_eq!(terminal.text().matches("The ferry is the island's").count(), 3);
}

#[test]
fn without_colours_there_is_no_colour_but_still_a_difference() {
    let home = island();
    let mut command = CommandBuilder::new("env");
    command.args(["NO_COLOR=1", env!("CARGO_BIN_EXE_variorum"), "articles"]);
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.shows("2 articles").press("Enter").shows("nobody argues").press("Q").ends_with(0);
    let written = String::from_utf8(terminal.bytes()).unwrap();
    let styles: Vec<_> = written
        .split("\u{1b}[")
        .skip(1)
        .filter_map(|rest| rest.split_once('m'))
        .map(|(codes, _)| codes)
        .filter(|codes| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
        .collect();
    let coloured = |code: &str| {
        matches!(code.len(), 2 | 3)
            && matches!(code.as_bytes()[0], b'3' | b'4' | b'9')
            && !matches!(code, "39" | "49")
    };
    assert!(!styles.iter().any(|codes| codes.split(';').any(coloured)), "{styles:?}");
    assert!(styles.contains(&"1"), "{styles:?}");
}

#[test]
fn the_configuration_holds_in_the_room() {
    let home = island();
    home.write(
        "config/config.toml",
        "sort = \"words\"\nmeasure = 30\npreview = false\nmesure = 2\n",
    );
    home.write("config/keys.toml", "[all]\nquit-now = [\"Ctrl-X\"]\n");
    let mut terminal = Terminal::variorum(&home, USUAL, ["articles"]);
    terminal.shows("sorted by words").hides("preview ─").shows("1 file could not be read");
    terminal.press("Enter").shows("Fishermen steer by the church\n");
    terminal.press("Ctrl-X").ends_with(0);
}

#[test]
fn escape_sequences_in_a_file_never_reach_the_terminal() {
    let evil = "Before \u{1b}]0;owned\u{7}the bell. \u{1b}[31mRed\u{1b}[0m ink, \u{9b}2Jand \u{1b}[?1049lmore.\n\n\
        A\u{8}B\u{c}C \u{90}device\u{9c} \u{202e}reversed\u{202c} end of it.\n";
    let home =
        Home::with(&[("\u{1b}]0;owned\u{7}name.txt", evil), ("plain.txt", "Nothing to see.\n")]);
    let mut terminal = Terminal::variorum(&home, USUAL, ["articles"]);
    terminal.shows("2 articles");
    for keys in ["Enter", "i", "Esc", "t", "Esc", "q", "j", "Enter"] {
        terminal.press(keys);
    }
    terminal.press("Q").ends_with(0).is_restored();
    let written = String::from_utf8(terminal.bytes()).unwrap();
    assert!(!written.contains("\u{1b}]"), "{written:?}");
    assert!(!written.contains(|c: char| ('\u{80}'..'\u{a0}').contains(&c)), "{written:?}");
    for sequence in ["\u{1b}[31m", "\u{7}", "\u{8}", "\u{c}", "\u{202e}"] {
        assert!(!written.contains(sequence), "{sequence:?} in {written:?}");
    }
    assert_eq!(written.matches("\u{1b}[?1049l").count(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_reader_costs_nothing() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter").shows("nobody argues");
    // What is still on its way may arrive; then there must be silence.
    assert!((0..20).any(|_| terminal.is_silent_for(Duration::from_millis(200))), "always drawing");
    let before = pty::effort(terminal.process());
    assert!(terminal.is_silent_for(Duration::from_secs(1)), "draws while idle");
    assert_eq!(pty::effort(terminal.process()), before, "wakes up while idle");
    terminal.press("Q").ends_with(0);
}

#[test]
fn changes_on_disk_are_offered_and_shown_by_a_key_where_one_was_reading() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter } )").shows("¶2 of 3");
    let ferry = std::fs::read_to_string(home.articles().join("ferry.txt")).unwrap();
    // As editors save: beside the old file, then into its place.
    let new = "A new captain came in the spring, and she had never seen the island before, nor had \
        she asked for it.\n\nNobody minded.";
    let beside = home.write("articles/.ferry.txt.new", format!("{new}\n\n{ferry}"));
    std::fs::rename(beside, home.articles().join("ferry.txt")).unwrap();
    terminal.shows("1 article changed, r to reload").shows("¶2 of 3").hides("new captain");
    home.write("articles/storms/march.txt", "In March the quay lay under water for a week.\n");
    terminal.shows("1 article changed, 1 new, r to reload");
    std::fs::remove_file(home.articles().join("lighthouse.txt")).unwrap();
    terminal.shows("1 article changed, 1 new, 1 gone, r to reload").shows("¶2 of 3");
    terminal
        .press("r")
        .shows("¶4 of 5")
        .shows("new captain")
        .shows("1 article changed, 1 new, 1 gone");
    terminal.press("(").hides("to reload");
    // The folder that came with it is looked after too, and what is taken back is no news.
    let march = "articles/storms/march.txt";
    home.write(march, "In March the quay lay under water for a day.\n");
    terminal.shows("1 article changed, r to reload");
    home.write(march, "In March the quay lay under water for a week.\n");
    terminal.hides("to reload");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_file_that_was_only_touched_and_what_the_program_writes_are_no_news() {
    let home = island();
    let storms = "schema = 1\n[[theme]]\nid = \"storms\"\nname = \"Storms\"\ncore = [\"storm\"]\n";
    home.write("data/themes/storms.toml", storms);
    let mut terminal = Terminal::variorum(&home, USUAL, ["."]);
    terminal.shows("2 articles").shows("ferry");
    let touch = |name: &str| {
        let file = std::fs::File::options().write(true).open(home.articles().join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() + Duration::from_mins(1)).unwrap();
    };
    touch("ferry.txt");
    let same = std::fs::read(home.articles().join("lighthouse.txt")).unwrap();
    home.write("articles/lighthouse.txt", same);
    home.write("articles/picture.jpg", "no article");
    home.write("articles/.hidden.txt", "Nobody reads what is hidden here.\n");
    terminal.press("c").shows("Storms").press("E").shows("wrote ");
    assert!((0..20).any(|_| terminal.is_silent_for(Duration::from_secs(1))), "always drawing");
    touch("lighthouse.txt");
    home.write("articles/ferry.txt", "The ferry sails no more, and nobody can say why.\n");
    terminal.press("j").shows("1 article changed, r to reload");
    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains(" new, "));
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn what_links_lead_to_is_watched_and_a_folder_that_goes_and_comes_back() {
    let home = island();
    let outside =
        home.write("elsewhere/mill.txt", "The mill stood still all winter, and so did we.\n");
    std::os::unix::fs::symlink(&outside, home.articles().join("mill.txt")).unwrap();
    let mut terminal = Terminal::variorum(&home, USUAL, ["articles"]);
    terminal.shows("3 articles").shows("ferry");
    home.write("elsewhere/mill.txt", "The mill turned all summer, and nobody stood still.\n");
    terminal.shows("1 article changed, r to reload");
    let away = home.root().join("away");
    std::fs::rename(home.articles(), &away).unwrap();
    terminal.shows("3 articles gone, r to reload");
    std::fs::rename(&away, home.articles()).unwrap();
    terminal.shows("1 article changed, r to reload");
    home.write("articles/ferry.txt", "The ferry sails no more, and nobody can say why.\n");
    terminal.shows("2 articles changed, r to reload");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_file_opened_by_itself_is_watched_and_its_neighbours_are_not() {
    let home = island();
    let mut terminal = Terminal::variorum(&home, USUAL, ["articles/ferry.txt"]);
    terminal.shows("1 article").shows("ferry");
    home.write("articles/lighthouse.txt", "The lighthouse burns again, and the church is dark.\n");
    std::fs::remove_file(home.articles().join("ferry.txt")).unwrap();
    terminal.shows("1 article gone, r to reload");
    home.write("articles/ferry.txt", "The ferry sails no more, and nobody can say why.\n");
    terminal.shows("1 article changed, r to reload").press("r").shows("sails no more");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_theme_file_that_is_saved_holds_at_once() {
    let home = island();
    let name = "data/themes/own.toml";
    home.write(name, "[[theme]]\nid = 'sea'\nname = 'The sea'\ncore = ['storm']\n");
    let mut terminal = open(&home);
    terminal.press("c").shows("1 theme × 2 articles").shows("The sea");
    // As most editors save: a new file takes the place of the old one.
    let new = "[[theme]]\nid = 'sea'\nname = 'Rough sea'\ncore = ['storm', 'lighthouse']\n";
    let draft = home.write("data/themes/.own.toml.draft", new);
    std::fs::rename(draft, home.root().join(name)).unwrap();
    terminal.shows("Rough sea").shows("read the theme files again");
    // As others do: the same file gets other words. A mistake in them is named with its line.
    home.write(name, "[[theme]]\nid = 'sea'\nname = 'Rough sea'\ncore = ['storm', 're:(']\n");
    terminal.shows("own.toml, line 4");
    home.write(
        "data/themes/more.toml",
        "[[theme]]\nid = 'bells'\nname = 'Bells'\ncore = ['church']\n",
    );
    terminal.shows("2 themes × 2 articles").shows("Bells");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_sentence_is_found_and_kept_and_there_is_a_way_back() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter } )").shows("¶2 of 3");
    terminal.press("s").types("fishermen chruch").shows("1 passage");
    terminal.press("Enter").shows("¶2 of 2").shows("lighthouse");
    terminal.press("a").shows("saved ¶2 “Fishermen");
    terminal.press("Ctrl-O Ctrl-O").shows("¶2 of 3").shows("ferry");
    terminal.press("gc").shows("Compare").press("gl").shows("Articles");
    terminal.press("gq").shows("Fishermen").press("Enter").shows("¶2 of 2");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_quote_and_the_place_are_there_again_the_next_time() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter } )").shows("¶2 of 3");
    terminal.press("a").shows("saved ¶2");
    terminal.press("gq").shows("The captain decides");
    terminal.press("Q").ends_with(0).is_restored();
    let mut terminal = open(&home);
    terminal.press("gq").shows("The captain decides");
    terminal.press("q").shows("Articles").press("Enter").shows("¶2 of 3");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn quotes_are_on_the_disk_when_the_screen_says_so_and_those_of_another_program_show() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter a").shows("saved ¶1");
    let quotes = || std::fs::read_dir(home.root().join("data/quotes")).unwrap();
    let files = || quotes().filter(|f| f.as_ref().unwrap().path().extension().is_some()).count();
    assert_eq!(files(), 1);
    terminal.press("gq").shows("1 quote");
    let added = std::process::Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["quotes", "add", "lighthouse:2", "--in", "articles"])
        .current_dir(home.root())
        .envs(home.variables())
        .output()
        .unwrap();
    assert!(added.status.success());
    terminal.shows("2 quotes").shows("Fishermen steer");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn case_12_a_resize_or_signal_while_a_quote_is_saved_loses_nothing() {
    for round in 0..6 {
        let home = island();
        let mut terminal = open(&home);
        terminal.press("Enter").shows("¶1 of 3");
        terminal.press("a").resize(80, 24).resize(40, 10);
        if round > 2 {
            terminal.shows("saved ¶1");
        }
        terminal.signal(if round % 2 == 0 { "TERM" } else { "HUP" });
        terminal.ends_with(if round % 2 == 0 { 143 } else { 129 }).is_restored();
        let folder = home.root().join("data/quotes");
        let whole = std::fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some())
            .all(|path| std::fs::read_to_string(path).unwrap().ends_with("}\n"));
        assert!(whole);
        // What the screen called saved is there, whole.
        let said = String::from_utf8_lossy(&terminal.bytes()).contains("saved");
        let (notes, _) = notes_and_drafts(&home);
        assert!(!said || notes.len() == 1, "round {round}");
        assert!(said || round < 3);
    }
}

/// A terminal in which `editor` is the reader's editor: a script with the file in `$1`.
fn with_editor(home: &Home, editor: &str) -> Terminal {
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
fn notes_and_drafts(home: &Home) -> (Vec<String>, Vec<std::path::PathBuf>) {
    let store = variorum::storage::quotes::Store::below(&home.root().join("data"));
    let shelf = store.read(&variorum::storage::quotes::Shelf::default()).unwrap();
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
