//! How fast themes are compared, how that grows, and what it takes of memory.
//!
//! `cargo bench --bench compare -- 100 500 1000 10000` prints for so many articles of forty sentences: the
//! time to make what depends on the articles alone and to read it from the cache, to evaluate twelve themes
//! and one edited theme, and to find the parallels of a passage; how each time grows with the articles, as
//! the power of their number; and the peak of memory since the size was begun.
//!
//! `cargo bench --bench compare -- FOLDER` says how good the answers are on labelled articles: `quality.rs`.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints numbers about text it made itself"
)]

#[path = "../tests/support/news.rs"]
mod news;
#[path = "compare/quality.rs"]
mod quality;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use variorum::compare::parallels::{CANDIDATES, From, parallels};
use variorum::compare::{
    Comparison, Judgements, Model, Term, ThemeSet, Tier, Watch, suggest, theme,
};
use variorum::storage::{Places, comparisons};

/// Words of the made-up news, so that themes of every size are found.
const THEMES: [(&str, &str, &str); 12] = [
    ("Government", "government; minister <3> resign; coalition", "parliament; opposition"),
    ("War", "army ~4 border; weapon*; ceasefire", "soldier; convoy; drone"),
    ("Money", "=bank; interest; market price", "loan; currency; budget"),
    ("Courts", "court; verdict; trial <4> judge", "suspect; witness; prison"),
    ("Health", "hospital; vaccin*; epidemic", "doctor; nurse; clinic"),
    ("Weather", "drought; flood; storm", "climate; harvest"),
    ("Transport", "railway; airport ~3 flight; vessel", "cargo; container; pilot"),
    ("Energy", "reactor; pipeline; electricity grid", "turbine; coal; fuel"),
    ("Elections", "election; ballot; referendum", "candidate; turnout; campaign"),
    ("Diplomacy", "embassy; negotiat*; summit", "ambassador; treaty; alliance"),
    ("Culture", "museum; orchestra; festival", "novel; theatre"),
    ("Migration", "refugee; visa; frontier <3> cross", "shelter; passport"),
];

fn themes() -> ThemeSet {
    let list = |terms: &str| {
        let quoted: Vec<String> = terms.split("; ").map(|term| format!("'{term}'")).collect();
        quoted.join(", ")
    };
    let tables: Vec<String> = THEMES
        .iter()
        .map(|(name, core, support)| {
            let (core, support) = (list(core), list(support));
            format!("[[theme]]\nname = '{name}'\ncore = [{core}]\nsupport = [{support}]\n")
        })
        .collect();
    theme::parse(&tables.concat(), Path::new("themes.toml")).0
}

/// Times of one size, by what was done.
#[derive(Default)]
struct Times(Vec<(&'static str, f64)>);

impl Times {
    /// Does `work` and notes how long it takes, and the peak of memory so far.
    fn of<T>(&mut self, what: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.0.push((what, start.elapsed().as_secs_f64()));
        println!("  {what:<36} {:>10.1} ms   peak {}", start.elapsed().as_secs_f64() * 1e3, peak());
        done
    }

    /// Says how these grew since `before`, with `factor` times as many articles.
    fn growth(&self, before: &Self, factor: f64) {
        println!("  growth with the number of articles, as a power of it (1 is linear)");
        for ((what, now), (_, then)) in self.0.iter().zip(&before.0) {
            println!("    {what:<36} {:>6.2}", (now / then).ln() / factor.ln());
        }
    }
}

/// Begins a new peak of memory, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that the process ever had, in megabytes, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kb| format!("{} MB", kb / 1024))
}

fn main() {
    let folders: Vec<String> =
        std::env::args().skip(1).filter(|arg| Path::new(arg).is_dir()).collect();
    if !folders.is_empty() {
        for folder in &folders {
            quality::measure(Path::new(folder));
        }
        return;
    }
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 500, 1_000] } else { sizes };
    let mut before: Option<(usize, Times)> = None;
    for size in sizes {
        forget_peak();
        let times = measure(size);
        if let Some((fewer, before)) = &before {
            #[expect(clippy::cast_precision_loss, reason = "few articles")]
            times.growth(before, size as f64 / *fewer as f64);
        }
        before = Some((size, times));
    }
}

fn measure(size: usize) -> Times {
    let mut times = Times::default();
    let collection = news::collection(size * news::SENTENCES, 7);
    println!("{} articles · the texts alone: peak {}", collection.len(), peak());
    let folder = tempfile::tempdir().expect("a folder can be made");
    let places = Places::below(folder.path());
    let words = times.of("cut into words", || Model::build(&collection));
    println!("  {} passages", words.passages());
    drop(words);
    let cold = || comparisons::open(&places, &collection, Watch::NOBODY).expect("nobody stops it");
    drop(times.of("the same, what is alike, and kept", cold));
    let warm = || comparisons::open(&places, &collection, Watch::NOBODY).expect("nobody stops it");
    let model = Arc::new(times.of("read it from the cache", warm));
    let none = Judgements::default();
    let first = times.of("twelve themes", || Comparison::new(Arc::clone(&model), themes(), &none));
    let mut edited = themes();
    if let Some(theme) = edited.themes.get_mut(3) {
        theme.terms.extend(Term::parse("inquiry", Tier::Core));
    }
    times.of("one theme edited", || first.renewed(edited, &none));
    let article = collection.articles().first().expect("there is an article").id();
    let ask = |from| parallels(&model, article, from, CANDIDATES, Some(&first), Watch::NOBODY).ok();
    times.of("parallels of a passage, first", || ask(From::Passage(2)));
    times.of("parallels of a passage, next", || ask(From::Passage(3)));
    times.of("parallels of a sentence, first", || ask(From::Sentence(2, 1)));
    times.of("parallels of a sentence, next", || ask(From::Sentence(3, 1)));
    let term = Term::parse("government", Tier::Core).expect("it is a term");
    times.of("a word in context", || model.concordance(&term, &[], 2_000));
    times.of("proposals", || suggest(&model));
    times
}
