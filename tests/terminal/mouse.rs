//! The mouse in a real terminal, as its bytes come (SGR, mode 1006), and pastes in brackets.

use portable_pty::CommandBuilder;

use super::{USUAL, island};
use crate::home::Home;
use crate::pty::Terminal;

const PRESS: u8 = 0;
const DRAG: u8 = 32;
const WHEEL_UP: u8 = 64;
const WHEEL_DOWN: u8 = 65;

impl Terminal {
    /// What a terminal writes when the mouse does that at a cell, counted from 0.
    fn mouse(&mut self, button: u8, (column, row): (usize, usize)) -> &mut Self {
        self.types(&format!("\u{1b}[<{button};{};{}M", column + 1, row + 1))
    }

    /// A press and letting go.
    fn click(&mut self, (column, row): (usize, usize)) -> &mut Self {
        self.mouse(PRESS, (column, row));
        self.types(&format!("\u{1b}[<0;{};{}m", column + 1, row + 1))
    }

    /// Where these words stand: the cell of their first letter.
    fn place_of(&self, words: &str) -> (usize, usize) {
        let text = self.text();
        let found = text.lines().enumerate().find_map(|(row, line)| {
            let (before, _) = line.split_once(words)?;
            Some((before.chars().count(), row))
        });
        found.unwrap_or_else(|| panic!("no “{words}” in\n{text}"))
    }
}

/// Without tools for a clipboard, so that a copy goes to the terminal.
fn open(home: &Home) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_variorum"));
    command.arg("articles");
    for variable in ["DISPLAY", "WAYLAND_DISPLAY"] {
        command.env_remove(variable);
    }
    command.env("SSH_CONNECTION", "here");
    let mut terminal = Terminal::open(home, USUAL, command);
    terminal.shows("2 articles").shows("ferry");
    terminal
}

/// Before the row that is selected.
const BAR: char = '▌';

fn is_selected(screen: &vt100::Screen, words: &str) -> bool {
    screen.contents().lines().any(|line| line.starts_with(BAR) && line.contains(words))
}

#[test]
fn a_click_selects_a_row_a_double_click_opens_it_and_a_hint_in_the_foot_is_pressed() {
    let home = island();
    let mut terminal = open(&home);
    let lighthouse = terminal.place_of("The lighthouse");
    terminal.click(lighthouse);
    terminal.until("the second row selected", |screen| is_selected(screen, "The lighthouse"));
    terminal.click(lighthouse).click(lighthouse).shows("¶1 of 2").shows("with citation");
    let hint = terminal.place_of("with citation");
    terminal.click(hint).shows("sent the words with their source");
    terminal.press("q").hides("¶1 of 2");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn whoever_comes_first_is_welcomed_with_hints_that_can_be_pressed() {
    let home = island();
    let mut terminal = open(&home);
    terminal.shows("Welcome").shows("? help");
    let help = terminal.place_of("? help");
    terminal.click(help).shows("type to narrow");
    terminal.press("Esc").hides("type to narrow").press("Q").ends_with(0).is_restored();
}

#[test]
fn a_click_on_a_head_sorts_and_another_turns_the_order_round() {
    let home = island();
    let mut terminal = open(&home);
    let length = terminal.place_of("length");
    terminal.click(length).shows("sorted by words");
    let first = |screen: &vt100::Screen, words: &str| {
        let text = screen.contents();
        text.lines()
            .skip_while(|line| !line.contains("length"))
            .nth(1)
            .unwrap_or("")
            .contains(words)
    };
    terminal.until("the short one first", |screen| first(screen, "The lighthouse"));
    terminal.click(length);
    terminal.until("the long one first", |screen| first(screen, "The ferry"));
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn the_wheel_moves_what_lies_under_it() {
    let text: String = (1..=80).map(|n| format!("Wave number {n} came in.\n\n")).collect();
    let home = Home::with(&[("waves.txt", &text), ("ferry.txt", "The ferry sails at seven.\n")]);
    let mut terminal = open(&home);
    let waves = terminal.place_of("Wave number 1 ");
    terminal.click(waves).click(waves).shows("¶1 of 80").shows("number 2 came");
    for _ in 0..8 {
        terminal.mouse(WHEEL_DOWN, (40, 15));
    }
    terminal.hides("number 2 came");
    for _ in 0..8 {
        terminal.mouse(WHEEL_UP, (40, 15));
    }
    terminal.shows("number 2 came");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_drag_selects_words_and_a_key_copies_them_to_the_terminal() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter").shows("¶1 of 3").shows("with citation");
    let (from, to) = (terminal.place_of("storm nobody"), terminal.place_of("sails. The"));
    terminal.mouse(PRESS, from).mouse(DRAG, (from.0 + 8, from.1)).mouse(DRAG, to);
    terminal.shows("other end").press("y").shows("sent the selection (3 words)");
    let written = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    // “storm nobody sails.” as base64.
    assert!(written.contains("\u{1b}]52;c;c3Rvcm0gbm9ib2R5IHNhaWxz"), "{written:?}");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_key_leaves_the_mouse_to_the_terminal_and_another_takes_it_back() {
    let home = island();
    let mut terminal = open(&home);
    let asked = |terminal: &Terminal, mode: &str| {
        String::from_utf8_lossy(&terminal.bytes()).matches(mode).count()
    };
    assert_eq!(asked(&terminal, "\u{1b}[?1006h"), 1);
    terminal.press("gm").shows("left to the terminal");
    assert_eq!(asked(&terminal, "\u{1b}[?1006l"), 1);
    terminal.press("gm").shows("the mouse is on");
    assert_eq!(asked(&terminal, "\u{1b}[?1006h"), 2);
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_paste_goes_into_the_field_in_one_piece_and_its_line_ends_are_spaces() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("s").types("\u{1b}[200~nobody\r\nargues\u{1b}[201~");
    terminal.shows("Search  nobody argues ").shows("1 of 2 articles");
    terminal.press("Esc").hides("leave the field").press("Q").ends_with(0).is_restored();
}
