//! Torture: a monkey at the keyboard, processes killed while they write, every kept file damaged, files that
//! change while they are read, two rooms on one quote, files from the future, a terminal that lags.
//!
//! With every run of the tests each kind is tried once, with the same numbers every time.
//! `VARIORUM_TORTURE_SECONDS=3600 cargo test --test torture -- --nocapture` goes on for an hour each and prints
//! its figures; `VARIORUM_TORTURE_SEED` tries other numbers, `VARIORUM_TORTURE_PROGRAM` another program.

#![cfg(test)]
#![cfg(target_os = "linux")]

mod damage;
#[expect(dead_code, reason = "shared with the tests of the terminal, which use all of it")]
#[path = "../support/home.rs"]
mod home;
mod kills;
mod monkey;
mod moving;
#[expect(dead_code, reason = "shared with the tests of the terminal, which use all of it")]
#[path = "../support/pty.rs"]
mod pty;
mod rooms;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use variorum::quotes::Quote;
use variorum::storage::quotes::{Store, StoreSnapshot};

use home::Home;
use pty::Terminal;

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

/// The rounds of one kind of torture: `least`, then as many as there is time for.
fn rounds(least: usize) -> impl Iterator<Item = usize> {
    let time = asked("VARIORUM_TORTURE_SECONDS").unwrap_or(0);
    let end = Instant::now() + Duration::from_secs(time);
    (0..).take_while(move |round| *round < least || Instant::now() < end)
}

/// Numbers in no order that anybody sees, the same in every run (Marsaglia 2003, xorshift64).
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(
            seed ^ asked("VARIORUM_TORTURE_SEED").unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                | 1,
        )
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A home with six articles of eight passages.
fn harbour() -> Home {
    let home = Home::new();
    for name in ["pier", "crane", "buoy", "quay", "dock", "tide"] {
        let passages: Vec<String> = (1..9)
            .map(|n| format!("The {name} was closed on day {n}. Nobody asked the {name} why."))
            .collect();
        home.write(&format!("articles/{name}.txt"), passages.join("\n\n"));
    }
    home
}

fn program() -> OsString {
    let other = std::env::var_os("VARIORUM_TORTURE_PROGRAM");
    other.unwrap_or_else(|| env!("CARGO_BIN_EXE_variorum").into())
}

/// The reading room on the articles of this home.
fn room(home: &Home, size: (u16, u16)) -> Terminal {
    let mut command = CommandBuilder::new(program());
    command.arg("articles");
    let mut terminal = Terminal::open(home, size, command);
    terminal.shows("6 articles");
    terminal
}

fn command(home: &Home, words: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.args(words).current_dir(home.root()).envs(home.variables()).stdin(Stdio::null());
    command
}

/// The program in this home, its words to nobody.
fn started(home: &Home, words: &[&str]) -> Child {
    command(home, words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// What a command says; it must end by itself, and not by a panic.
#[track_caller]
fn ended(home: &Home, words: &[&str]) -> Output {
    let ended = command(home, words).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    let code = ended.status.code();
    assert!(
        matches!(code, Some(0..=2)) && !said.contains("panicked"),
        "{words:?}: {code:?} {said}"
    );
    ended
}

/// A command that must succeed.
#[track_caller]
fn done(home: &Home, words: &[&str]) -> Output {
    let ended = ended(home, words);
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success(), "{words:?}: {said}");
    ended
}

/// Every quote that is kept; each can be read, and is as it was written.
#[track_caller]
fn all_whole(home: &Home) -> Vec<Quote> {
    let kept = Store::below(&home.root().join("data")).read(&StoreSnapshot::default()).unwrap();
    assert!(kept.problems.is_empty() && kept.copies.is_empty(), "{:?}", kept.problems);
    kept.quotes.iter().map(|kept| Quote::clone(&kept.quote)).collect()
}

/// The quote of this id.
#[track_caller]
fn quote(home: &Home, id: &str) -> Quote {
    all_whole(home).into_iter().find(|quote| quote.id.to_string() == id).unwrap()
}

/// Keeps the first passage of an article; its id.
fn first_quote(home: &Home, article: &str) -> String {
    done(home, &["quotes", "add", &format!("{article}:1"), "--in", "articles"]);
    let quotes = all_whole(home);
    quotes.iter().max_by_key(|quote| &quote.created).unwrap().id.to_string()
}

/// All files below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    found.sort();
    found
}

/// What the room wrote into its log: slow frames, and what kept them; panics must not be there.
#[track_caller]
fn log(home: &Home) -> String {
    let log = fs::read_to_string(home.root().join("state/variorum.log")).unwrap_or_default();
    assert!(!log.contains("panicked") && !log.contains("failed"), "{log}");
    log
}
