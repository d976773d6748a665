//! Terms proposed from what the reader accepted and rejected.
//!
//! Each word of the accepted passages has its relevance weight (Robertson and Spärck Jones 1976): ln of the odds
//! that an accepted passage holds it over the odds that another does; rejected ones count [`REJECTED`] times.
//! Ordered by that weight times the accepted passages that hold it (Robertson 1990).

use std::collections::{BTreeMap, BTreeSet};

use super::Comparison;
use crate::compare::judgement::Ruling;
use crate::compare::lists::index;
use crate::compare::model::StemId;
use crate::compare::score;

/// Proposals at most.
const MOST: usize = 12;
/// What a rejected passage counts beside one that nobody ruled on.
const REJECTED: usize = 5;

/// A word that could be a term of a theme, for what the reader ruled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearntTerm {
    /// As it is written most often in the accepted passages.
    pub word: String,
    /// Accepted passages that hold it.
    pub accepted: usize,
    /// Rejected passages that hold it.
    pub rejected: usize,
    /// Passages that hold it, of all.
    pub passages: usize,
}

impl Comparison {
    /// Words that the passages accepted for a theme have more than others, and those rejected less: most telling
    /// first. What its terms find already is left out; nothing where nothing is accepted.
    pub fn learnt_terms(&self, theme: usize) -> Vec<LearntTerm> {
        let (model, Some(row), Some(of)) =
            (&self.model, self.rows.get(theme), self.themes().get(theme))
        else {
            return Vec::new();
        };
        let ruled = |wanted: Ruling| -> Vec<usize> {
            let marks = row.marks.iter();
            let ruled =
                marks.filter(|mark| mark.verdict.is_some_and(|(ruling, _)| ruling == wanted));
            ruled.map(|mark| index(mark.unit)).collect()
        };
        let (accepted, rejected) = (ruled(Ruling::Accept), ruled(Ruling::Reject));
        let held = |units: &[usize]| {
            let mut held: BTreeMap<StemId, usize> = BTreeMap::new();
            for (stem, _) in units.iter().flat_map(|unit| model.bag_of(*unit)) {
                *held.entry(stem).or_default() += 1;
            }
            held
        };
        let (in_accepted, in_rejected) = (held(&accepted), held(&rejected));
        let known = score::stems_of_terms(model, &self.themes, of);
        let others =
            model.units.len().saturating_sub(accepted.len()) + rejected.len() * (REJECTED - 1);
        let mut weighed: Vec<(f32, StemId, LearntTerm)> = in_accepted
            .into_iter()
            .filter(|(stem, _)| !known.contains(stem))
            .filter(|(stem, _)| model.forms().stem_text(*stem).contains(char::is_alphabetic))
            .map(|(stem, held)| {
                let rejected = in_rejected.get(&stem).copied().unwrap_or(0);
                let passages = model.postings(stem).len();
                let elsewhere = passages.saturating_sub(held) + rejected * (REJECTED - 1);
                let weight = odds(held, accepted.len()) - odds(elsewhere, others);
                let term = LearntTerm { word: String::new(), accepted: held, rejected, passages };
                #[expect(clippy::cast_precision_loss, reason = "few passages are ruled on")]
                let value = weight * held as f32;
                (value, stem, term)
            })
            .filter(|(value, ..)| *value > 0.0)
            .collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        weighed.truncate(MOST);
        let stems: BTreeSet<StemId> = weighed.iter().map(|(_, stem, _)| *stem).collect();
        let written = model.written(&accepted, &stems);
        let told = |(_, stem, term): (f32, StemId, LearntTerm)| {
            Some(LearntTerm { word: written.get(&stem)?.clone(), ..term })
        };
        weighed.into_iter().filter_map(told).collect()
    }
}

/// ln of the odds that one of `all` is among `some`.
#[expect(clippy::cast_precision_loss, reason = "counts of passages")]
fn odds(some: usize, all: usize) -> f32 {
    ((some as f32 + 0.5) / (all.saturating_sub(some) as f32 + 0.5)).ln()
}
