//! A typed word with all it may mean in a collection, and what finding it is worth.

use super::expand::{self, Expansion};
use super::penalties as cost;
use super::query::{Query, Tolerance, Word};
use super::runs::Runs;
use super::{Stop, evidence_costs, real};
use crate::index::Index;
use crate::text::stems::is_stop_word;

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
    /// Whether it says what a text is about.
    pub(super) is_telling: bool,
}

/// The terms by which sentences are told apart: function words cannot decide between
/// those that share several telling words.
pub(super) fn counted<'t, 'q>(
    query: &Query,
    terms: &'t [Term<'q>],
) -> impl Iterator<Item = &'t Term<'q>> {
    let telling = terms.iter().filter(|term| term.is_telling).count();
    let long = query.tolerance == Tolerance::Forgiving && telling >= cost::LONG;
    terms.iter().filter(move |term| !long || term.is_telling)
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
        stop: Stop<'_>,
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
        let first = expansions.first().map_or(0, |e| index.postings.count(e.word) as usize);
        let is_common = first * evidence_costs::COMMON >= index.sentence_count().max(100);
        let is_telling = !is_common && !is_stop_word(&word.folded);
        Some(Self { word, expansions, runs, weight, is_telling })
    }
}
