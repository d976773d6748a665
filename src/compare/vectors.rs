//! Passages as vectors of bare weights (b = 0.3), both ways: the stems of a passage, rarest first, and the
//! passages of a stem.

use super::lists::{Lists, index};
use super::model::Model;
use super::weights::B_VECTOR;

/// How finely the rests of vectors are known: at each level stems are √2 times as common.
pub(super) const LEVELS: usize = 20;
/// One passage in so many may be odd: left with more of its vector than is usual.
const ODD: usize = 512;

/// A weight and what it leads to: the rank of a stem, or a passage.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weighted {
    /// Rank of the stem, by rarity; or the place of the passage.
    pub(super) to: u32,
    /// Of a stem its bare weight; of a passage its share of the passage's vector.
    pub(super) weight: f32,
}

/// All vectors of a collection. Memory grows with the distinct stems of every passage (16 bytes each).
pub(super) struct Vectors {
    of_units: Lists<Weighted>,
    holding: Lists<Weighted>,
    /// Length of each passage's vector.
    norms: Vec<f32>,
    /// First rank of each level.
    levels: [u32; LEVELS],
    /// By passage: the share of its vector's length that is left from each level on.
    rests: Vec<[f32; LEVELS]>,
    /// By level: the share that is usually left at most.
    usual: [f32; LEVELS],
    /// By level: the passages that are left with more.
    odd: Lists<u32>,
}

impl Vectors {
    /// The vectors of all passages.
    pub(super) fn of(model: &Model) -> Self {
        let mut by_rarity: Vec<_> = model.stems().collect();
        by_rarity.sort_by_key(|stem| model.postings(*stem).len());
        let mut ranks = vec![0_u32; by_rarity.len()];
        for (rank, stem) in (0_u32..).zip(&by_rarity) {
            if let Some(place) = ranks.get_mut(stem.index()) {
                *place = rank;
            }
        }
        let from = |level: usize| {
            let common = model.units.len().saturating_mul(model.units.len()) >> (LEVELS - level);
            let is_rarer = |held: usize| held * held <= common;
            let first = by_rarity.partition_point(|stem| is_rarer(model.postings(*stem).len()));
            u32::try_from(first).unwrap_or(u32::MAX)
        };
        let levels: [u32; LEVELS] = std::array::from_fn(from);
        let mut of_units = Lists::default();
        let (mut norms, mut rests) = (Vec::new(), Vec::new());
        let mut terms: Vec<Weighted> = Vec::new();
        for (place, unit) in model.units.iter().enumerate() {
            let vector = model.vector(model.bag_of(place), unit.length, B_VECTOR);
            terms.clear();
            terms.extend(vector.map(|(stem, weight)| Weighted {
                to: ranks.get(stem.index()).copied().unwrap_or(0),
                weight,
            }));
            // In the order of the stems, as everywhere where weights are summed.
            let norm = terms.iter().map(|term| term.weight * term.weight).sum::<f32>().sqrt();
            terms.sort_unstable_by_key(|term| term.to);
            rests.push(rest(&terms, &levels, norm));
            norms.push(norm);
            of_units.push(terms.iter().copied());
        }
        of_units.shrink();
        let holding = Lists::inverted(&of_units, by_rarity.len(), |unit, term| {
            let norm = norms.get(unit).copied().unwrap_or(0.0).max(f32::MIN_POSITIVE);
            let to = u32::try_from(unit).unwrap_or(u32::MAX);
            (index(term.to), Weighted { to, weight: term.weight / norm })
        });
        let mut usual = [0.0; LEVELS];
        let mut odd = Lists::default();
        for (level, usual) in usual.iter_mut().enumerate() {
            let at_level = || {
                rests.iter().map(|rests: &[f32; LEVELS]| rests.get(level).copied().unwrap_or(1.0))
            };
            let mut sorted: Vec<f32> = at_level().collect();
            let place = sorted.len() / ODD;
            if place < sorted.len() {
                *usual = *sorted.select_nth_unstable_by(place, |a, b| b.total_cmp(a)).1;
            }
            odd.push(
                (0_u32..).zip(at_level()).filter(|(_, rest)| rest > usual).map(|(unit, _)| unit),
            );
        }
        Self { of_units, holding, norms, levels, rests, usual, odd }
    }

    /// How many passages there are.
    pub(super) const fn units(&self) -> usize {
        self.norms.len()
    }

    /// How many stems there are.
    pub(super) const fn stems(&self) -> usize {
        self.holding.len()
    }

    /// The stems of a passage, rarest first.
    pub(super) fn of_unit(&self, unit: usize) -> &[Weighted] {
        self.of_units.of(unit)
    }

    /// The passages that hold the stem of this rank.
    pub(super) fn holding(&self, rank: u32) -> &[Weighted] {
        self.holding.of(index(rank))
    }

    /// The length of a passage's vector.
    pub(super) fn norm(&self, unit: usize) -> f32 {
        self.norms.get(unit).copied().unwrap_or(0.0)
    }

    /// The stems of a passage that come before a level: those that are rarer.
    pub(super) fn before(&self, unit: usize, level: usize) -> &[Weighted] {
        let terms = self.of_unit(unit);
        let first = self.levels.get(level).copied().unwrap_or(u32::MAX);
        terms.get(..terms.partition_point(|term| term.to < first)).unwrap_or(&[])
    }

    /// The share of a passage's vector that is left from a level on; nothing behind the last.
    pub(super) fn rest(&self, unit: usize, level: usize) -> f32 {
        self.rests.get(unit).and_then(|rests| rests.get(level)).copied().unwrap_or(0.0)
    }

    /// What no passage is left with more of from a level on, but for the odd ones.
    pub(super) fn usual_rest(&self, level: usize) -> f32 {
        self.usual.get(level).copied().unwrap_or(0.0)
    }

    /// The passages left with more.
    pub(super) fn odd(&self, level: usize) -> &[u32] {
        self.odd.of(level)
    }
}

/// The share of the length of `terms` that is left from each level on.
fn rest(terms: &[Weighted], levels: &[u32; LEVELS], norm: f32) -> [f32; LEVELS] {
    let mut rests = [0.0; LEVELS];
    let (mut squares, mut end) = (0.0_f32, terms.len());
    for (first, rest) in levels.iter().zip(&mut rests).rev() {
        let start = terms.partition_point(|term| term.to < *first);
        squares +=
            terms.get(start..end).unwrap_or(&[]).iter().map(|t| t.weight * t.weight).sum::<f32>();
        end = start;
        *rest = squares.sqrt() / norm.max(f32::MIN_POSITIVE);
    }
    rests
}
