//! How well and how fast sentences are found.
//!
//! `cargo bench --bench search -- quality 10000 100000 --seed 7` prints the mean reciprocal rank of
//! the sentence meant among the first ten, by kind of query, with CPU times of whole queries and of
//! every keystroke; `--text FOLDER` asks the same of your own text, `--judged FOLDER` ranks articles for described needs that others have judged (`articles/`,
//! `queries.tsv`: name and need, `judged.tsv`: name and the file stems of what answers it), `--described` leaves out
//! sentences that are remembered, `--peers` asks the same of
//! `fuzzy-matcher`, `nucleo-matcher` and, where it is installed, `fzf --filter`, side by side.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::string_slice,
    clippy::expect_used,
    clippy::assigning_clones,
    reason = "a benchmark prints numbers about text it made itself"
)]

#[path = "search/described.rs"]
mod described;
#[path = "../tests/support/news.rs"]
mod news;
#[path = "search/peers.rs"]
mod peers;
#[path = "../tests/support/remembered.rs"]
mod remembered;

use std::path::PathBuf;
use std::time::Instant;

use remembered::{Kind, Known};
use variorum::collection::Collection;
use variorum::index::Index;
use variorum::search::{Query, search};

fn main() {
    let mut sizes: Vec<usize> = Vec::new();
    let (mut seed, mut text, mut verbose, mut peers) = (7, None, false, false);
    let mut judged = None;
    let mut remembered = true;
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => seed = args.next().and_then(|s| s.parse().ok()).unwrap_or(seed),
            "--text" => text = args.next().map(PathBuf::from),
            "--misses" => verbose = true,
            "--peers" => peers = true,
            "--described" => remembered = false,
            "--judged" => judged = args.next().map(PathBuf::from),
            size => sizes.extend(size.parse::<usize>()),
        }
    }
    if let Some(folder) = judged {
        let (collection, needs) = described::judged(&folder);
        described::report(&collection, &needs, verbose);
        return;
    }
    if let Some(folder) = text {
        let mut all = variorum::storage::articles::load(&[folder]);
        if let Some(size) = sizes.first() {
            let mut sentences = 0;
            let few = all.articles().iter().take_while(|article| {
                sentences += article.sentences();
                sentences <= *size
            });
            all = Collection::new(few.cloned(), Vec::new());
        }
        report(&all, seed, verbose);
        if peers {
            peers::report(&all, seed);
        }
        return;
    }
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    for size in sizes {
        let collection = news::collection(size, seed);
        if remembered {
            report(&collection, seed, verbose);
        }
        described::report(&collection, &described::needs(&collection, 80, 7..17, seed), verbose);
        if peers {
            peers::report(&collection, seed);
        }
    }
}

/// What `work` gives and the least milliseconds it takes of three times, so that the other programs
/// of the machine count less.
fn timed<T>(work: impl Fn() -> T) -> (T, f64) {
    let time = || {
        let start = Instant::now();
        let done = work();
        (done, start.elapsed().as_secs_f64() * 1e3)
    };
    let (done, first) = time();
    (done, first.min(time().1).min(time().1))
}

fn report(collection: &Collection, seed: u64, verbose: bool) {
    let start = Instant::now();
    let index = Index::build(collection);
    let built = start.elapsed();
    let sentences = index.sentence_count();
    println!(
        "{sentences} sentences, {} words, seed {seed}: built in {:.2} s, {:.0} bytes a sentence in memory, {:.0} on disk",
        index.word_count(),
        built.as_secs_f64(),
        index.size() as f64 / sentences.max(1) as f64,
        index.encode().len() as f64 / sentences.max(1) as f64,
    );
    let queries = remembered::queries(collection, 80, seed ^ 0xabcd);
    let mut whole = Vec::new();
    let mut by_kind = vec![Vec::new(); Kind::ALL.len()];
    for known in &queries {
        let query = Query::parse(&known.typed);
        let (results, took) = timed(|| search(&index, &query, 10, &|| false));
        whole.push(took);
        let rank = results.hits.iter().position(|hit| hit.span == known.span);
        if verbose && rank != Some(0) {
            miss(collection, known, rank, &results);
        }
        by_kind[known.kind as usize].push(rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0)));
    }
    let mut sum = 0.0;
    for kind in Kind::ALL {
        let ranks = &by_kind[kind as usize];
        let mean = ranks.iter().sum::<f64>() / ranks.len() as f64;
        sum += mean;
        print!("  {kind:?} {mean:.3}");
    }
    println!("\n  MRR@10 {:.4}", sum / Kind::ALL.len() as f64);
    times("whole queries", &mut whole);
    let mut strokes: Vec<f64> = Vec::new();
    let mut slow = Vec::new();
    for known in queries.iter().step_by(5) {
        let ends = known.typed.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends {
            let query = Query::parse(&known.typed[..end]);
            let (_, took) = timed(|| search(&index, &query, 200, &|| false));
            strokes.push(took);
            slow.push((took, &known.typed[..end]));
        }
    }
    times("every keystroke", &mut strokes);
    if verbose {
        slow.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (took, typed) in slow.iter().take(12) {
            println!("    {took:.2} ms “{typed}”");
        }
    }
}

fn miss(
    collection: &Collection,
    known: &Known,
    rank: Option<usize>,
    results: &variorum::search::Results,
) {
    println!("{:?} {rank:?} “{}”", known.kind, known.typed);
    println!("    meant: {}", collection.words_at(known.span));
    if let Some(hit) = results.hits.first() {
        let words: Vec<_> =
            hit.words.iter().map(|w| format!("{}→{} {}", w.query, w.matched, w.how)).collect();
        println!("    found: {} [{}]", collection.words_at(hit.span), words.join(", "));
    }
}

fn times(what: &str, times: &mut [f64]) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("  {what}: median {:.2} ms, p99 {:.2} ms, worst {:.2} ms", at(0.5), at(0.99), at(1.0));
}
