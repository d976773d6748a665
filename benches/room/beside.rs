//! The room beside a pager and readers of Markdown, each in a terminal of its own, with the same text.

use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::home::Home;
use crate::pty::Terminal;

/// A screen on which nothing is written for so long stands still.
const QUIET: Duration = Duration::from_millis(150);

/// What takes longer is given up.
const MOST: Duration = Duration::from_mins(1);

/// A program, and its keys for what is measured; none where it has none.
struct Program {
    command: &'static [&'static str],
    open: &'static str,
    page: &'static str,
    end: &'static str,
    find: &'static str,
}

const PROGRAMS: [Program; 5] = [
    Program {
        command: &[env!("CARGO_BIN_EXE_variorum")],
        open: "Enter",
        page: "Space",
        end: "G",
        find: "/",
    },
    Program { command: &["less"], open: "", page: "Space", end: "G", find: "/" },
    Program { command: &["glow", "-t"], open: "", page: "f", end: "G", find: "" },
    Program { command: &["mdcat", "-p"], open: "", page: "Space", end: "G", find: "/" },
    Program { command: &["frogmouth"], open: "", page: "PgDn", end: "End", find: "" },
];

/// Prints what each of them takes for a file with this text, until its screen stands still.
pub(crate) fn measure(text: &str, words: usize) {
    println!("beside one another, {words} words, until the screen stands still");
    let prose = text.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("");
    let first: Vec<&str> = prose.split_whitespace().take(3).collect();
    for program in PROGRAMS {
        let [name, ..] = program.command else { continue };
        let shown = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !is_installed(name) {
            println!("  {shown:<10} not installed");
            continue;
        }
        let home = Home::new();
        let file = home.write("articles/long.md", text);
        let mut command = CommandBuilder::new(name);
        command.args(&program.command[1..]);
        command.arg(file);
        let begun = Instant::now();
        let mut terminal = Terminal::open(&home, (120, 32), command);
        // A screen that waits for the text stands still too.
        while !terminal.text().contains(&first.join(" ")) && begun.elapsed() < MOST {
            std::thread::sleep(QUIET / 10);
        }
        let mut line = format!("  {shown:<10} start {}", still(&mut terminal, 0, begun));
        let find = if program.find.is_empty() { "" } else { "/harbour Enter" };
        let steps = [("open", program.open), ("page", program.page), ("end", program.end)];
        for (step, keys) in steps.into_iter().chain([("page", program.page), ("find", find)]) {
            if keys.is_empty() {
                continue;
            }
            let before = terminal.bytes().len();
            let begun = Instant::now();
            terminal.press(keys);
            let took = still(&mut terminal, before, begun);
            line = format!("{line} · {step} {took}");
        }
        let before = terminal.bytes().len();
        let begun = Instant::now();
        terminal.resize(80, 24);
        println!("{line} · resize {}", still(&mut terminal, before, begun));
    }
}

/// How long it takes until more than `before` bytes are written and no more come.
fn still(terminal: &mut Terminal, before: usize, begun: Instant) -> String {
    while terminal.bytes().len() <= before {
        if begun.elapsed() > MOST {
            return "over a minute".to_owned();
        }
        terminal.is_silent_for(Duration::from_millis(1));
    }
    while !terminal.is_silent_for(QUIET) {
        if begun.elapsed() > MOST {
            return "over a minute".to_owned();
        }
    }
    format!("{:.0?}", begun.elapsed().saturating_sub(QUIET))
}

/// Whether there is such a program.
fn is_installed(name: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    Path::new(name).is_file() || std::env::split_paths(&paths).any(|at| at.join(name).is_file())
}
