//! How fast themes are compared, and how that grows.
//!
//! `cargo bench --bench compare -- 100 1000 10000` prints, for so many articles of forty sentences:
//! the time to build the model, to find every passage's neighbours, to evaluate twelve themes, to
//! evaluate one edited theme again, to find the parallels of a passage, and the peak memory so far.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints numbers about text it made itself"
)]

#[path = "../tests/support/news.rs"]
mod news;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use variorum::compare::parallels::{DEFAULT_FLOOR, From, parallels};
use variorum::compare::{Comparison, Judgements, Model, Term, ThemeSet, Tier, suggest, theme};

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

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("  {what:<40} {:>9.1} ms", start.elapsed().as_secs_f64() * 1e3);
    done
}

/// The most memory that the process ever had, in megabytes, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kb| format!("{} MB", kb / 1024))
}

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000] } else { sizes };
    for size in sizes {
        let collection = news::collection(size * news::SENTENCES, 7);
        println!("{} articles · the texts alone: peak {}", collection.len(), peak());
        let model = timed("build the model", || Arc::new(Model::build(&collection)));
        println!("  {} passages", model.passages());
        let none = Judgements::default();
        let first = timed("first comparison, neighbours included", || {
            Comparison::new(Arc::clone(&model), themes(), &none)
        });
        timed("twelve themes anew", || Comparison::new(Arc::clone(&model), themes(), &none));
        let mut edited = themes();
        if let Some(theme) = edited.themes.get_mut(3) {
            theme.terms.extend(Term::parse("inquiry", Tier::Core));
        }
        timed("one theme edited", || first.renewed(edited, &none));
        let article = collection.articles().first().expect("there is an article").id();
        let ask = |from| parallels(&model, article, from, DEFAULT_FLOOR, Some(&first));
        timed("parallels of a passage, first", || ask(From::Passage(2)));
        timed("parallels of a passage, next", || ask(From::Passage(3)));
        timed("parallels of a sentence, first", || ask(From::Sentence(2, 1)));
        timed("parallels of a sentence, next", || ask(From::Sentence(3, 1)));
        timed("proposals", || suggest(&model));
        println!("  peak {}", peak());
    }
}
