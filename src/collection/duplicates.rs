//! The same text twice: agency copy, a page saved again with other furniture.
//!
//! Shingles of five folded words; a sketch of each article by one-permutation minwise hashing (Li, Owen,
//! Zhang 2012) finds candidates, and their shingles themselves decide.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::Article;
use crate::text::ArticleId;
use crate::text::words::{fold, words};

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Places of a sketch, and how many of them make a band: articles that share a whole band are held
/// against each other. At a likeness of 0.8 they do with a probability of 0.9998.
const SKETCH: usize = 64;
const BAND: usize = 4;
/// Likeness (shingles of both over shingles of either) above which two texts are nearly one.
const ALIKE: f64 = 0.8;
/// Share of the shorter text that must lie in the longer one for it to be a part of it.
const CONTAINED: f64 = 0.9;

/// Two articles with nearly the same text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearDuplicate {
    /// The one that was found first.
    pub first: ArticleId,
    /// The one that is much the same.
    pub second: ArticleId,
    /// The share of the shorter one's shingles that the other has too, from 0 to 1.
    pub shared: f64,
}

/// All pairs among `articles` with nearly the same text, in the order of the articles.
pub fn near_duplicates(articles: &[Arc<Article>]) -> Vec<NearDuplicate> {
    let shingled: Vec<HashSet<u64>> =
        articles.par_iter().map(|article| shingles(article)).collect();
    let mut bands: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    for (at, shingles) in
        shingled.iter().enumerate().filter(|(_, shingles)| shingles.len() >= SKETCH / 4)
    {
        let sketch = sketch(shingles);
        for (band, part) in sketch.chunks(BAND).enumerate() {
            let mut hasher = DefaultHasher::new();
            part.hash(&mut hasher);
            bands.entry((band, hasher.finish())).or_default().push(at);
        }
    }
    // Boilerplate that a whole site shares makes no article the double of all others.
    let fellows = bands.values().filter(|fellows| (2..=50).contains(&fellows.len()));
    let candidates: BTreeSet<(usize, usize)> = fellows
        .flat_map(|fellows| {
            fellows
                .iter()
                .enumerate()
                .flat_map(|(at, a)| fellows.iter().skip(at + 1).map(|b| (*a, *b)))
        })
        .collect();
    let pairs: Vec<(usize, usize)> = candidates.into_iter().collect();
    pairs
        .par_iter()
        .filter_map(|&(a, b)| {
            let shared = alike(shingled.get(a)?, shingled.get(b)?)?;
            Some(NearDuplicate {
                first: articles.get(a)?.id(),
                second: articles.get(b)?.id(),
                shared,
            })
        })
        .collect()
}

fn shingles(article: &Article) -> HashSet<u64> {
    let mut folded: Vec<u64> = Vec::new();
    for passage in article.passages() {
        folded
            .extend(words(passage.text).into_iter().map(|word| hash(&fold(word.of(passage.text)))));
    }
    folded.windows(SHINGLE).map(hash).collect()
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The least hash in each of [`SKETCH`] parts of the range of hashes; an empty part takes its left
/// neighbour's.
fn sketch(shingles: &HashSet<u64>) -> [u64; SKETCH] {
    let mut sketch = [u64::MAX; SKETCH];
    for shingle in shingles {
        let place = usize::try_from(shingle % SKETCH as u64).unwrap_or(0);
        if let Some(least) = sketch.get_mut(place) {
            *least = (*least).min(shingle / SKETCH as u64);
        }
    }
    let mut last = sketch.iter().copied().rev().find(|least| *least != u64::MAX).unwrap_or(0);
    for least in &mut sketch {
        if *least == u64::MAX {
            *least = last;
        }
        last = *least;
    }
    sketch
}

/// The share of the shorter text that both have, if that makes them nearly one.
fn alike(a: &HashSet<u64>, b: &HashSet<u64>) -> Option<f64> {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both = small.iter().filter(|shingle| large.contains(shingle)).count();
    let part = ratio(both, small.len());
    let whole = ratio(both, a.len() + b.len() - both);
    (whole >= ALIKE || part >= CONTAINED).then_some(part)
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(words: impl Iterator<Item = usize>) -> Arc<Article> {
        let text: String = words.map(|n| format!("word{n} ")).collect();
        Arc::new(Article::of_paragraphs(&text))
    }

    #[test]
    fn nearly_the_same_text_is_found_and_another_is_not() {
        let articles = [
            article(0..400),
            article(1_000..1_400),
            article((0..200).chain(205..400)),
            article(0..500),
        ];
        let pairs = near_duplicates(&articles);
        let found: Vec<_> = pairs.iter().map(|pair| (pair.first, pair.second)).collect();
        let id = |at: usize| articles.get(at).map(|article| article.id()).unwrap();
        assert!(found.contains(&(id(0), id(2))));
        assert!(!found.iter().any(|(a, b)| *a == id(1) || *b == id(1)));
    }
}
