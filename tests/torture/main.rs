//! Torture: a monkey at the keyboard, processes killed while they write, files that change while they are read.
//! `cargo test --test torture -- --ignored --nocapture` tries each for seconds;
//! `VARIORUM_TORTURE_SECONDS=3600` before it makes it an hour each. Figures are printed.

#![cfg(test)]
#![cfg(target_os = "linux")]

#[expect(dead_code, reason = "shared with the tests of the terminal, which use all of it")]
#[path = "../support/home.rs"]
mod home;
#[expect(dead_code, reason = "shared with the tests of the terminal, which use all of it")]
#[path = "../support/pty.rs"]
mod pty;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use variorum::storage::quotes::{Store, StoreSnapshot};

use home::Home;
use pty::Terminal;

/// How long each kind of torture goes on.
fn time() -> Duration {
    let asked = std::env::var("VARIORUM_TORTURE_SECONDS").ok().and_then(|value| value.parse().ok());
    Duration::from_secs(asked.unwrap_or(4))
}

/// Numbers in no order that anybody sees, the same in every run (Marsaglia 2003, xorshift64).
struct Chance(u64);

impl Chance {
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

fn harbour() -> Home {
    let names = ["pier", "crane", "buoy", "quay", "dock", "tide"];
    let home = Home::new();
    for name in names {
        let passages: Vec<String> = (1..9)
            .map(|n| format!("The {name} was closed on day {n}. Nobody asked the {name} why."))
            .collect();
        home.write(&format!("articles/{name}.txt"), passages.join("\n\n"));
    }
    home
}

/// Every quote that is kept can be read, and is as it was written.
#[track_caller]
fn all_whole(home: &Home) -> usize {
    let kept = Store::below(&home.root().join("data")).read(&StoreSnapshot::default()).unwrap();
    assert!(kept.problems.is_empty() && kept.copies.is_empty(), "{:?}", kept.problems);
    kept.quotes.len()
}

/// What the room wrote into its log.
fn log(home: &Home) -> String {
    fs::read_to_string(home.root().join("state/variorum.log")).unwrap_or_default()
}

#[test]
#[ignore = "takes a machine for itself: cargo test --test torture -- --ignored --nocapture"]
fn a_monkey_at_the_keyboard_breaks_nothing() {
    let home = harbour();
    let (mut chance, start) = (Chance(0x5eed), Instant::now());
    let (mut keys, mut pastes, mut sizes, mut rooms) = (0, 0, 0, 0);
    let letters = ["j", "k", "l", "h", "a", "A", "x", "t", "s", "c", "g", "U", "=", "/", "&", "n"];
    let others = ["Enter", "Esc", "Tab", "Space", "Backspace", "Down", "Up", "PgDn", "Ctrl-U", "?"];
    let pasted = ["closed".to_owned(), "\u{1b}[31m\u{9b}ж".repeat(40), "word ".repeat(20_000)];
    while rooms == 0 || start.elapsed() < time() {
        let mut terminal = Terminal::variorum(&home, (100, 30), ["articles"]);
        terminal.shows("6 articles");
        rooms += 1;
        for _ in 0..400 {
            match chance.below(50) {
                0 => {
                    terminal.types("\u{1b}[200~");
                    terminal.types(&pasted[chance.below(pasted.len())].replace('\u{1b}', ""));
                    terminal.types("\u{1b}[201~");
                    pastes += 1;
                }
                1 => {
                    terminal.resize(chance.of(&[1, 20, 80, 200]), chance.of(&[1, 9, 24, 60]));
                    sizes += 1;
                }
                2..15 => drop(terminal.press(chance.of(&others))),
                _ => drop(terminal.press(chance.of(&letters))),
            }
            keys += 1;
            if start.elapsed() >= time() * 4 {
                break;
            }
        }
        terminal.signal("TERM").ends_with(143).is_restored();
        let log = log(&home);
        assert!(!log.contains("failed") && !log.contains("no end"), "{log}");
        all_whole(&home);
    }
    let (quotes, slow) = (all_whole(&home), log(&home).lines().count());
    println!(
        "{rooms} rooms, {keys} keys, {pastes} pastes, {sizes} sizes, {quotes} quotes kept, {slow} slow frames"
    );
    print!("{}", log(&home));
}

/// The program in this home, its words to nobody.
fn started(home: &Home, words: &[&str]) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(words).current_dir(home.root()).envs(home.variables());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
#[ignore = "takes a machine for itself: cargo test --test torture -- --ignored --nocapture"]
fn what_was_acknowledged_outlives_every_kill() {
    let home = harbour();
    let done = |words: &[&str]| started(&home, words).wait().unwrap().success();
    assert!(done(&["quotes", "add", "pier:1", "--in", "articles"]));
    let store = Store::below(&home.root().join("data"));
    let first = store.read(&StoreSnapshot::default()).unwrap().quotes[0].quote.id.to_string();
    let (mut chance, start) = (Chance(0xbad), Instant::now());
    let (mut kills, mut kept) = (0, 1);
    while kills == 0 || start.elapsed() < time() {
        let note = format!("note {kills}");
        assert!(done(&["quotes", "note", &first, &note]), "{note}");
        let place = format!("crane:{}", 1 + kills % 8);
        let mut others = [
            started(&home, &["quotes", "note", &first, "half"]),
            started(&home, &["quotes", "add", &place, "--again", "--in", "articles"]),
        ];
        let wait = Duration::from_micros(u64::try_from(chance.below(60_000)).unwrap());
        let until = Instant::now() + wait;
        while Instant::now() < until {
            std::thread::yield_now();
        }
        for other in &mut others {
            let ended = other.try_wait().unwrap().is_some_and(|status| status.success());
            kills += usize::from(!ended);
            let _ = other.kill();
            other.wait().unwrap();
        }
        let now = store.read(&StoreSnapshot::default()).unwrap();
        let told =
            &now.quotes.iter().find(|kept| kept.quote.id.to_string() == first).unwrap().quote.note;
        assert!(*told == note || told == "half", "{told}");
        let count = all_whole(&home);
        assert!(count >= kept, "{count} of {kept}");
        kept = count;
    }
    assert!(done(&["quotes", "check", "--in", "articles"]));
    println!("{kills} kills, {kept} quotes kept, none lost");
}

#[test]
#[ignore = "takes a machine for itself: cargo test --test torture -- --ignored --nocapture"]
fn files_that_change_while_they_are_read_are_read_or_named() {
    let home = harbour();
    let (mut chance, start) = (Chance(0xf11e), Instant::now());
    let mut readings = 0;
    while readings == 0 || start.elapsed() < time() {
        let mut reader = started(&home, &["list", "articles", "--json"]);
        while reader.try_wait().unwrap().is_none() {
            let path = home.articles().join(format!("moving{}.md", chance.below(4)));
            match chance.below(3) {
                0 => drop(fs::remove_file(&path)),
                1 => fs::write(&path, "The tug left. ".repeat(chance.below(20_000))).unwrap(),
                _ => fs::write(&path, "---\ntitle: [").unwrap(),
            }
        }
        assert!(reader.wait().unwrap().success());
        damage(&home.root().join("cache"), &mut chance);
        readings += 1;
    }
    println!("{readings} readings of moving files with a damaged cache");
}

/// Turns a bit of one file below `folder`.
fn damage(folder: &Path, chance: &mut Chance) {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    if files.is_empty() {
        return;
    }
    let path = &files[chance.below(files.len())];
    let mut bytes = fs::read(path).unwrap();
    if !bytes.is_empty() {
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        fs::write(path, bytes).unwrap();
    }
}
