//! A typed word with all it may mean in a collection, and what finding it is worth.

use super::expand::{self, Expansion};
use super::penalties as cost;
use super::query::{Query, Tolerance, Word};
use super::real;
use super::run_together::RunTogether;
use crate::index::Index;

/// A word of the query and all it may mean here.
#[derive(Debug)]
pub(super) struct Term<'q> {
    pub(super) word: &'q Word,
    /// Cheapest first.
    pub(super) expansions: Vec<Expansion>,
    /// What it may mean as several words in one.
    pub(super) run_together: RunTogether,
    /// What finding it is worth before penalties, in nats.
    pub(super) weight: f32,
}

impl<'q> Term<'q> {
    /// What it is worth at most, in nats.
    pub(super) fn most(&self) -> f32 {
        let run_together = self.run_together.sentences().map(|(_, penalty)| penalty);
        let cheapest = self.expansions.iter().map(|e| e.penalty).chain(run_together);
        cheapest.min_by(f32::total_cmp).map_or(0.0, |penalty| (self.weight - penalty).max(0.0))
    }

    pub(super) fn means_nothing(&self) -> bool {
        self.expansions.is_empty() && self.run_together.sentences().next().is_none()
    }

    pub(super) fn new(
        index: &Index,
        query: &Query,
        word: &'q Word,
        stop: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let expansions = expand::expand(index, query, word);
        let best = expansions.first().map_or(cost::RUN_TOGETHER.0, |e| e.penalty);
        let run_together = if best < cost::ONE_EDIT
            || word.folded.bytes().any(|b| b.is_ascii_digit())
            || query.tolerance == Tolerance::Exact
        {
            RunTogether::default()
        } else {
            RunTogether::find(index, &word.folded, stop)?
        };
        let count = |word| real(index.postings.count(word) as usize);
        let found: f32 = expansions.iter().map(|e| count(e.word) * (best - e.penalty).exp()).sum();
        let joint: f32 = run_together.sentences().map(|(_, penalty)| (best - penalty).exp()).sum();
        // In a small collection every word is rare enough to forgive it something, and the best
        // meaning of a word is always worth something.
        let sentences = real(index.sentence_count()).max(cost::SMALL);
        let rarity = (1.0 + sentences / (0.5 + found + joint)).ln();
        let weight = (rarity + cost::FOUND).max(best + 0.5);
        Some(Self { word, expansions, run_together, weight })
    }
}
