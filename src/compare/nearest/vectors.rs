//! Passages as vectors of length 1 (bare weights, b = 0.3), both ways: the stems of a passage, and the passages
//! of a stem.

use rayon::prelude::*;

use super::super::lists::{Lists, index};
use super::super::model::{Model, StemId};
use super::super::weights::{self, B_VECTOR};
use crate::text::fnv::{START, fnv1a};

/// Steps from one number to its double, of counts and of the mean length.
const STEPS: f32 = 4.0;
const STEPS_OF_LENGTH: f32 = 8.0;
/// Counts up to this are taken as they are.
const FEW: usize = 8;
/// How finely the rests of vectors are known: at each level stems are √2 times as common.
pub(super) const LEVELS: usize = 20;
/// One passage in so many may be odd: left with more of its vector than is usual.
const ODD: usize = if cfg!(test) { 8 } else { 512 };
/// Passages made into vectors at a time.
const AT_A_TIME: usize = 1024;

/// All vectors of a collection. Memory grows with the distinct stems of every passage (16 bytes each).
pub(super) struct Vectors {
    /// By passage: its stems, rising.
    of_units: Lists<(StemId, f32)>,
    /// By stem: the passages that hold it.
    holding: Lists<(u32, f32)>,
    /// By passage: what tells its vector from others; that two vectors have the same happens about never.
    pub(super) prints: Vec<u64>,
    /// By level: the length that is usually left of a vector at most.
    usual: Vec<f32>,
    /// By level: the passages that are left with more, and with how much.
    odd: Vec<Vec<(u32, f32)>>,
    /// By stem: its level.
    levels: Vec<usize>,
}

/// Some passages' weighted stems, and the prints of what they were made of.
type Part = (Lists<(StemId, f32)>, Vec<u64>);

impl Vectors {
    /// The vectors of all passages.
    pub(super) fn of(model: &Model) -> Self {
        let passages = in_steps(model.units.len());
        let mean = rounded(model.mean_length(), STEPS_OF_LENGTH);
        let held = |stem: StemId| in_steps(model.postings(stem).len());
        let idfs: Vec<f32> =
            model.stems().map(|stem| weights::idf_of(passages, held(stem))).collect();
        let text = |stem| fnv1a(START, model.forms().stem_text(stem).as_bytes());
        let texts: Vec<u64> = model.stems().map(text).collect();
        let of = |values: &[f32], stem: StemId| values.get(stem.index()).copied().unwrap_or(0.0);
        let parts: Vec<Part> = (0..model.units.len())
            .into_par_iter()
            .chunks(AT_A_TIME)
            .map(|units| {
                let (mut vectors, mut prints) = (Lists::default(), Vec::new());
                for unit in units {
                    let length = model.units.get(unit).map_or(0.0, |unit| unit.length);
                    let damping = weights::damping(length, mean, B_VECTOR);
                    let mut known = fnv1a(START, &mean.to_le_bytes());
                    let mut vector: Vec<(StemId, f32)> = Vec::new();
                    for (stem, count) in model.bag_of(unit) {
                        let idf = of(&idfs, stem);
                        known = fnv1a(known, &texts.get(stem.index()).unwrap_or(&0).to_le_bytes());
                        known = fnv1a(known, &[count.to_le_bytes(), idf.to_le_bytes()].concat());
                        vector.push((stem, weights::saturated(idf, count, damping)));
                    }
                    let norm = weights::length(&vector).max(f32::MIN_POSITIVE);
                    vectors.push(vector.into_iter().map(|(stem, weight)| (stem, weight / norm)));
                    prints.push(known);
                }
                (vectors, prints)
            })
            .collect();
        let (mut of_units, mut prints) = (Lists::default(), Vec::new());
        for (vectors, some) in parts {
            of_units.append(vectors);
            prints.extend(some);
        }
        of_units.shrink();
        let holding = Lists::inverted(&of_units, idfs.len(), |unit, (stem, weight)| {
            (stem.index(), (u32::try_from(unit).unwrap_or(u32::MAX), *weight))
        });
        let level = |held: &[(u32, f32)]| level_of(held.len(), prints.len());
        let levels = holding.iter().map(level).collect();
        let (usual, odd) = (Vec::new(), Vec::new());
        let mut vectors = Self { of_units, holding, prints, usual, odd, levels };
        let rests: Vec<_> = (0..LEVELS).into_par_iter().map(|level| vectors.rests(level)).collect();
        (vectors.usual, vectors.odd) = rests.into_iter().unzip();
        vectors
    }

    /// What is usually left of a vector from a level on, and the passages that are left with more.
    fn rests(&self, level: usize) -> (f32, Vec<(u32, f32)>) {
        let rest = |vector: &[(StemId, f32)]| {
            let left = vector.iter().filter(|(stem, _)| self.level(*stem) >= level);
            left.map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
        };
        let rests: Vec<f32> = self.of_units.iter().map(rest).collect();
        let (mut sorted, place) = (rests.clone(), rests.len() / ODD);
        if place >= sorted.len() {
            return (0.0, Vec::new());
        }
        let usual = *sorted.select_nth_unstable_by(place, |a, b| b.total_cmp(a)).1;
        (usual, (0_u32..).zip(rests).filter(|(_, rest)| *rest > usual).collect())
    }

    /// How many passages there are.
    pub(super) const fn len(&self) -> usize {
        self.prints.len()
    }

    /// How many stems there are.
    pub(super) const fn stems(&self) -> usize {
        self.holding.len()
    }

    /// The stems of a passage, rising.
    pub(super) fn terms(&self, unit: usize) -> &[(StemId, f32)] {
        self.of_units.of(unit)
    }

    /// The passages that hold a stem, in order.
    pub(super) fn holding(&self, stem: StemId) -> &[(u32, f32)] {
        self.holding.of(stem.index())
    }

    /// The level of a stem: the commoner, the higher.
    pub(super) fn level(&self, stem: StemId) -> usize {
        self.levels.get(stem.index()).copied().unwrap_or(0)
    }

    /// What no passage is left with more of from a level on, but for the odd ones; nothing behind the last.
    pub(super) fn usual(&self, level: usize) -> f32 {
        self.usual.get(level).copied().unwrap_or(0.0)
    }

    /// The passages left with more, and with how much.
    pub(super) fn odd(&self, level: usize) -> &[(u32, f32)] {
        self.odd.get(level).map_or(&[], Vec::as_slice)
    }

    /// The likeness of two passages, of which one is laid out by stem: summed in the order of the stems, which
    /// articles that come and go do not change.
    pub(super) fn likeness(&self, own: &[f32], other: u32) -> f32 {
        let terms = self.terms(index(other)).iter();
        terms.map(|(stem, weight)| own.get(stem.index()).copied().unwrap_or(0.0) * weight).sum()
    }
}

/// The level of a stem that stands in so many of all passages.
fn level_of(held: usize, all: usize) -> usize {
    let is_rarer = |level: &usize| {
        held.saturating_mul(held) <= all.saturating_mul(all) >> (LEVELS - 1 - level)
    };
    (0..LEVELS).find(is_rarer).unwrap_or(LEVELS - 1)
}

/// A count in steps.
#[expect(clippy::cast_precision_loss, reason = "counts of passages stay below 2^24")]
fn in_steps(count: usize) -> f32 {
    if count <= FEW { count as f32 } else { rounded(count as f32, STEPS) }
}

/// The nearest of the numbers that make so many steps from one to its double.
fn rounded(number: f32, steps: f32) -> f32 {
    ((number.log2() * steps).round() / steps).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_holds_stems_from_one_share_of_the_passages_to_the_next() {
        // Each level goes up to √2 times the passages of the one below; the last holds all.
        assert_eq!(level_of(16, 16), LEVELS - 1);
        assert_eq!(level_of(9, 16), LEVELS - 2);
        assert_eq!(level_of(8, 16), LEVELS - 3);
        assert_eq!(level_of(7, 16), LEVELS - 3);
        assert_eq!(level_of(0, 16), 0);
    }
}
