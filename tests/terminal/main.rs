//! The program in a real terminal: what it shows there, and how it gives the terminal back.

#![cfg(test)]
#![cfg(unix)]

#[path = "../support/home.rs"]
mod home;
#[path = "../support/pty.rs"]
mod pty;

mod copying;
mod editor;
mod endings;
mod keeping;
mod mouse;
mod watching;

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
fn a_paste_or_a_key_right_behind_an_esc_is_what_it_is() {
    let home = island();
    let mut terminal = open(&home);
    // In one breath, as a slow line brings them; in the words are keys that would leave.
    terminal.types("\u{1b}\u{1b}[200~ZZ or Q\nq\u{1b}[201~");
    terminal.shows("a paste goes into a field");
    terminal.press("Q").ends_with(0).is_restored();
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
    let mut screen = Screen::enter(true).unwrap();
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
    home.write("config/aliases.toml", "same = 3\n");
    let mut terminal = Terminal::variorum(&home, USUAL, ["articles"]);
    terminal.shows("sorted by words").hides("preview ─").shows("2 mistakes in your configuration");
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
