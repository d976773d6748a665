//! Keys, pastes, clicks, sizes and signals at random.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::home::Home;
use crate::pty::{self, Terminal};
use crate::{Chance, all_whole, done, files, first_quote, harbour, log, room, rounds};

const LETTERS: [&str; 20] = [
    "j", "k", "l", "h", "a", "A", "x", "t", "s", "c", "g", "U", "=", "/", "&", "n", "}", "e", "D",
    "w",
];
const OTHERS: [&str; 12] = [
    "Enter",
    "Esc",
    "Tab",
    "Space",
    "Backspace",
    "Down",
    "Up",
    "PgDn",
    "Ctrl-U",
    "?",
    "Ctrl-O",
    ":",
];

/// What was done, by kind.
#[derive(Default)]
struct Counts(BTreeMap<&'static str, usize>);

impl Counts {
    fn add(&mut self, kind: &'static str) {
        *self.0.entry(kind).or_default() += 1;
    }
}

fn paste(terminal: &mut Terminal, text: &str) {
    terminal.types("\u{1b}[200~").types(&text.replace('\u{1b}', "")).types("\u{1b}[201~");
}

/// One thing that a reader, a window or another program does.
fn act(terminal: &mut Terminal, chance: &mut Chance, counts: &mut Counts) {
    match chance.below(60) {
        0 => {
            let texts =
                ["closed".to_owned(), "\u{9b}31mж\t\r\n".repeat(40), "word ".repeat(20_000)];
            paste(terminal, &texts[chance.below(texts.len())]);
            counts.add("pastes");
        }
        1 => {
            terminal.resize(chance.of(&[1, 20, 80, 200]), chance.of(&[1, 9, 24, 60]));
            counts.add("sizes");
        }
        2 => {
            terminal.signal(chance.of(&["WINCH", "CONT"]));
            counts.add("signals");
        }
        3..7 => {
            let (x, y) = (1 + chance.below(100), 1 + chance.below(30));
            let button = chance.of(&[0, 0, 2, 64, 65]);
            terminal.types(&format!("\u{1b}[<{button};{x};{y}M\u{1b}[<{button};{x};{y}m"));
            counts.add("clicks");
        }
        7..20 => {
            terminal.press(chance.of(&OTHERS));
            counts.add("keys");
        }
        _ => {
            terminal.press(chance.of(&LETTERS));
            counts.add("keys");
        }
    }
}

/// Waits until the room neither draws nor computes nor wakes; else the threads are named that did last.
#[track_caller]
fn comes_to_rest(terminal: &Terminal) {
    let mut last = BTreeMap::new();
    for _ in 0..120 {
        let before = pty::effort(terminal.process());
        let silent = terminal.is_silent_for(Duration::from_millis(400));
        let mut after = pty::effort(terminal.process());
        if silent && after == before {
            return;
        }
        after.retain(|thread, effort| before.get(thread) != Some(effort));
        last = after;
    }
    panic!("it never rests: {last:?}; the screen:\n{}", terminal.text());
}

/// Whether `words` stand in any file of quotes, in what they were before, or in what was removed.
fn is_somewhere(home: &Home, words: &str) -> bool {
    let files = files(&home.root().join("data/quotes"));
    files.iter().any(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains(words)))
}

#[test]
fn a_monkey_at_the_keyboard_breaks_nothing() {
    let home = harbour();
    let ledger = first_quote(&home, "pier");
    let mut chance = Chance::new(0x5eed);
    let mut counts = Counts::default();
    for round in rounds(3) {
        let mut terminal = room(&home, (100, 30));
        counts.add("rooms");
        (0..100).for_each(|_| act(&mut terminal, &mut chance, &mut counts));
        // Another program changes a quote meanwhile: what was acknowledged is never lost again.
        let note = format!("told in round {round}.");
        let known = all_whole(&home).iter().any(|quote| quote.id.to_string() == ledger);
        if known {
            done(&home, &["quotes", "note", &ledger, &note]);
        }
        (0..40).for_each(|_| act(&mut terminal, &mut chance, &mut counts));
        terminal.resize(100, 30);
        if !terminal.is_gone_within(Duration::ZERO) {
            comes_to_rest(&terminal);
        }
        // A key pressed before may have been the last of the way out while it came to rest.
        let left = terminal.is_gone_within(Duration::ZERO);
        match round % 3 {
            // Among its keys was the way out.
            _ if left => terminal.ends_with(0).is_restored(),
            // A room that rests may be on its way out, on a machine that gives it no time: then it ends with 0. That
            // a signal alone ends it with its own code is tested in `terminal`.
            0 => terminal.signal("TERM").ends_with_one_of(&[143, 0]).is_restored(),
            1 => terminal.signal("HUP").ends_with_one_of(&[129, 0]).is_restored(),
            _ => {
                // The way out that is open everywhere, also in a field. A press behind the last one would
                // be one to the shell.
                let leaves = |_| {
                    // Words that another program's change keeps from the disk are never left without a word.
                    let unsaved = terminal.text().contains(" Not saved ");
                    terminal.press(if unsaved { "q" } else { "Ctrl-C" });
                    if !terminal.is_gone_within(Duration::from_millis(400)) {
                        comes_to_rest(&terminal);
                    }
                    terminal.is_gone_within(Duration::ZERO)
                };
                assert!((0..12).any(leaves), "no way out; the screen:\n{}", terminal.text());
                terminal.ends_with(0).is_restored();
            }
        }
        counts.add("ends");
        all_whole(&home);
        assert!(!known || is_somewhere(&home, &note), "{note}");
        log(&home);
    }
    let (quotes, log) = (all_whole(&home).len(), log(&home));
    println!("{:?}, {quotes} quotes kept, {} slow frames", counts.0, log.lines().count());
    print!("{log}");
}
