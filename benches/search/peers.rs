//! The same queries over the same sentences, asked of fuzzy finders.

use std::io::Write;
use std::process::{Command, Stdio};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use variorum::collection::Collection;
use variorum::text::Span;

use crate::{remembered, timed, times};

/// Queries of each kind: scanners take long.
const EACH: usize = 10;

/// Asks each finder, as its users would.
pub(crate) fn report(collection: &Collection, seed: u64) {
    let sentences: Vec<(Span, &str)> = collection
        .articles()
        .iter()
        .flat_map(|article| {
            let extents = article.passages().flat_map(|p| p.block.sentences.clone());
            extents.map(|e| (Span::new(article.id(), e), e.of(article.text())))
        })
        .collect();
    let queries = remembered::queries(collection, EACH, seed ^ 0xabcd);

    let skim = SkimMatcherV2::default().ignore_case();
    score("fuzzy-matcher, one match a word", &queries, |typed| {
        best(sentences.iter().filter_map(|(span, text)| {
            let words = typed.split(' ').map(|word| skim.fuzzy_match(text, word));
            Some((words.sum::<Option<i64>>()?, *span))
        }))
    });

    let columns: Vec<(Span, Utf32String)> =
        sentences.iter().map(|(span, text)| (*span, Utf32String::from(*text))).collect();
    let matcher = std::cell::RefCell::new(Matcher::new(Config::DEFAULT));
    score("nucleo-matcher", &queries, |typed| {
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = matcher.borrow_mut();
        best(columns.iter().filter_map(|(span, text)| {
            Some((i64::from(pattern.score(text.slice(..), &mut matcher)?), *span))
        }))
    });

    let lines: String =
        sentences.iter().enumerate().map(|(n, (_, t))| format!("{n}\t{t}\n")).collect();
    let fzf = |typed: &str| -> Option<Vec<Span>> {
        let mut fzf = Command::new("fzf")
            .args(["--filter", typed, "--delimiter", "\t", "--nth", "2.."])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut input = fzf.stdin.take()?;
        let lines = lines.clone();
        let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
        let output = fzf.wait_with_output().ok()?;
        // fzf may end before it has read everything.
        let _ = writer.join();
        let found = String::from_utf8_lossy(&output.stdout).into_owned();
        let places =
            found.lines().take(10).filter_map(|line| line.split('\t').next()?.parse().ok());
        Some(places.filter_map(|n: usize| sentences.get(n).map(|(span, _)| *span)).collect())
    };
    if fzf("a").is_some() {
        score("fzf --filter, time of the process", &queries, |typed| {
            fzf(typed).unwrap_or_default()
        });
    } else {
        println!("  fzf is not installed");
    }
}

/// The ten with the highest scores.
fn best(found: impl Iterator<Item = (i64, Span)>) -> Vec<Span> {
    let mut found: Vec<(i64, Span)> = found.collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(10).map(|(_, span)| span).collect()
}

fn score(name: &str, queries: &[remembered::Known], ask: impl Fn(&str) -> Vec<Span>) {
    let (mut sum, mut took) = (0.0, Vec::new());
    for known in queries {
        let (found, time) = timed(|| ask(&known.typed));
        took.push(time);
        let rank = found.iter().position(|span| *span == known.span);
        sum += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
    }
    println!("  {name}: MRR@10 {:.3}", sum / queries.len() as f64);
    times("  whole queries", &mut took);
}
