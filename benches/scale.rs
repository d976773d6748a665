//! What the commands cost on a large collection: fifty thousand articles of some nine hundred words.
//!
//! `cargo bench --bench scale -- 50000` writes so many articles to a folder of its own and runs the program as a
//! reader does: time from start to end, and the highest memory of the program (that of the processes which read
//! files anew is bounded by `storage/articles/process.rs` and not counted). Several counts show how it grows.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints numbers about text it made itself"
)]

#[path = "../tests/support/news.rs"]
mod news;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;

/// What is asked, in this order: `ARTICLES` and `THEMES` stand for the files made here.
const ASKED: [(&str, &[&str]); 11] = [
    ("list, read anew", &["list", "ARTICLES"]),
    ("list, from the cache", &["list", "ARTICLES"]),
    ("list --json", &["list", "ARTICLES", "--json"]),
    ("search, first", &["search", "minister border", "ARTICLES", "--json"]),
    ("search, again", &["search", "minister border", "ARTICLES", "--json"]),
    (
        "compare, first, csv",
        &["compare", "--in", "ARTICLES", "--themes", "THEMES", "--format", "csv"],
    ),
    (
        "compare, again, csv",
        &["compare", "--in", "ARTICLES", "--themes", "THEMES", "--format", "csv"],
    ),
    ("compare, again, json", &["compare", "--in", "ARTICLES", "--themes", "THEMES", "--json"]),
    ("quotes add", &["quotes", "add", "00007:2", "--in", "ARTICLES"]),
    ("library add", &["library", "add", "ARTICLES"]),
    ("library list", &["library", "list", "--json"]),
];

/// One word that speaks for each theme.
const THEMES: [&str; 12] = [
    "minister", "border", "energy", "court", "market", "army", "election", "school", "water",
    "trade", "police", "union",
];

fn main() {
    let counts = env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    let counts: Vec<usize> = counts.collect();
    for count in if counts.is_empty() { vec![5_000] } else { counts } {
        measure(count);
    }
}

fn measure(count: usize) {
    let home = tempfile::tempdir().expect("a folder to write to");
    let articles = home.path().join("articles");
    fs::create_dir(&articles).expect("a new folder");
    let collection = news::collection(count * news::SENTENCES, 7);
    collection.articles().par_iter().enumerate().for_each(|(n, article)| {
        fs::write(articles.join(format!("{n:05}.txt")), article.text()).expect("a disk with room");
    });
    let theme = |word: &str| {
        format!("[[theme]]\nid = \"{word}\"\nname = \"{word}\"\ncore = [\"{word}\"]\n")
    };
    let themes: String = THEMES.iter().map(|word| theme(word)).collect();
    fs::write(home.path().join("themes.toml"), themes).expect("a disk with room");
    println!("{} articles", collection.len());
    drop(collection);
    for (name, words) in ASKED {
        let words = words.iter().map(|word| match *word {
            "ARTICLES" => "articles",
            "THEMES" => "themes.toml",
            word => word,
        });
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        command.args(words).current_dir(home.path()).stdout(Stdio::null()).stderr(Stdio::null());
        for place in ["CONFIG", "DATA", "STATE", "CACHE"] {
            command.env(format!("VARIORUM_{place}_DIR"), home.path().join(place));
        }
        let started = Instant::now();
        let peak = peak(command.spawn().expect("a program that runs"));
        println!("  {name:<22} {:>9.2?} {peak:>6} MB", started.elapsed());
    }
}

/// The highest memory of a program until its end, in megabytes; 0 where the system does not say.
fn peak(mut program: Child) -> u64 {
    let status = Path::new("/proc").join(program.id().to_string()).join("status");
    let mut peak = 0;
    while program.try_wait().expect("a program that ends").is_none() {
        let now = fs::read_to_string(&status).unwrap_or_default();
        let line = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let read = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(read.unwrap_or(0));
        thread::sleep(Duration::from_millis(2));
    }
    peak / 1024
}
