//! A typed word with all it may mean in a collection, and what finding it is worth.

use super::expand::{self, Expansion};
use super::penalties as cost;
use super::query::{Query, Tolerance, Word};
use super::real;
use super::runs::Runs;
use crate::index::Index;

/// A word of the query and all it may mean here.
#[derive(Debug)]
pub(super) struct Term<'q> {
    pub(super) word: &'q Word,
    /// Cheapest first.
    pub(super) expansions: Vec<Expansion>,
    /// What it may mean as several words.
    pub(super) runs: Runs,
    /// What finding it is worth before penalties, in nats.
    pub(super) weight: f32,
}

impl<'q> Term<'q> {
    /// What it is worth at most, in nats.
    pub(super) fn most(&self) -> f32 {
        let cheapest = self.expansions.iter().map(|e| e.penalty).chain(self.runs.cheapest());
        cheapest.min_by(f32::total_cmp).map_or(0.0, |penalty| (self.weight - penalty).max(0.0))
    }

    pub(super) fn means_nothing(&self) -> bool {
        self.expansions.is_empty() && self.runs.cheapest().is_none()
    }

    pub(super) fn new(
        index: &Index,
        query: &Query,
        word: &'q Word,
        stop: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let expansions = expand::expand(index, query, word);
        let mut runs = Runs::default();
        if query.tolerance == Tolerance::Forgiving {
            runs = Runs::of_names(index, &word.names, stop)?;
        }
        let cheapest = expansions.first().map(|e| e.penalty).into_iter().chain(runs.cheapest());
        let best = cheapest.min_by(f32::total_cmp).unwrap_or(cost::RUN_TOGETHER.0);
        let figures = word.folded.bytes().any(|b| b.is_ascii_digit());
        if best >= cost::ONE_EDIT && !figures && query.tolerance == Tolerance::Forgiving {
            runs = runs.and_joined(index, &word.folded, stop)?;
        }
        let count = |word| real(index.postings.count(word) as usize);
        let found: f32 = expansions.iter().map(|e| count(e.word) * (best - e.penalty).exp()).sum();
        let joint: f32 = runs.sentences().map(|(_, penalty)| (best - penalty).exp()).sum();
        // In a small collection every word is rare enough to forgive it something, and the best
        // meaning of a word is always worth something.
        let sentences = real(index.sentence_count()).max(cost::SMALL);
        let rarity = (1.0 + sentences / (0.5 + found + joint)).ln();
        let weight = (rarity + cost::FOUND).max(best + 0.5);
        Some(Self { word, expansions, runs, weight })
    }
}
