//! The passages most like one, without a look at most of the others, and yet exact.
//!
//! Of a passage's stems only the rarer ones are asked who else has them. What the others can add to a likeness is
//! no more than the lengths of what is left of both vectors, multiplied (Cauchy and Schwarz); so the asking ends
//! where that is little beside the likeness of ten passages already known. Whoever cannot reach those ten with the
//! most that may be added is left out; for the few others the whole sum is made.

use super::super::lists::{NEIGHBOURS, best, index};
use super::super::model::StemId;
use super::vectors::{LEVELS, Vectors};

/// Passages on each side of one that are looked at first: an article stays with its subject for a while.
const AROUND: usize = 6;
/// Passages looked at first, of those that share its rarest stems.
const SHARING: usize = 48;
/// Sums made in another order differ by less than this share.
const SLACK: f32 = 1e-4;
/// The share of the least likeness wanted that may be left unasked: more is less to ask and more to sum up.
const UNASKED: f32 = 0.3;
/// Passages looked through at a time for those that may be among the ten.
const RUN: usize = 64;

/// What a look from one passage finds.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Those most like it.
    pub(super) nearest: Vec<(u32, f32)>,
    /// Passages that may have this one among their nearest now.
    pub(super) for_others: Vec<(u32, f32)>,
}

/// What one thread needs to look for neighbours.
pub(super) struct Search<'v> {
    vectors: &'v Vectors,
    /// By passage: the likeness from which on it wants to be told; nothing where none does.
    leasts: Option<&'v [f32]>,
    /// By passage: its likeness as far as it is known; nothing between two looks.
    sums: Vec<f32>,
    /// By stem: its weight in the passage asked about; nothing between two looks.
    own: Vec<f32>,
    /// Passages likely to be near the next one.
    likely: Vec<u32>,
}

impl<'v> Search<'v> {
    /// A search among `vectors`; a new passage is told to those that it is as like as `leasts` says.
    pub(super) fn new(vectors: &'v Vectors, leasts: Option<&'v [f32]>) -> Self {
        let (sums, own) = (vec![0.0; vectors.len()], vec![0.0; vectors.stems()]);
        Self { vectors, leasts, sums, own, likely: Vec::new() }
    }

    /// Looks from a passage at all others; whether it `is_new` to those that want to be told.
    pub(super) fn from(&mut self, unit: usize, is_new: bool) -> Look {
        let vectors = self.vectors;
        let here = u32::try_from(unit).unwrap_or(u32::MAX);
        let leasts = self.leasts.filter(|_| is_new);
        let mut terms: Vec<(StemId, f32)> = vectors.terms(unit).to_vec();
        self.lay_out(&terms, |weight| weight);
        terms.sort_by_key(|(stem, _)| vectors.holding(*stem).len());
        let seeds = self.seeds(here, &terms);
        let mut least = self.tenth(&seeds);
        let (level, left) = self.enough(&terms, UNASKED * least);
        let asked = terms.partition_point(|(stem, _)| vectors.level(*stem) < level);
        self.ask(terms.get(..asked).unwrap_or(&[]));
        let wanted = |other: u32, least: f32| {
            let theirs = leasts.and_then(|leasts| leasts.get(index(other)));
            least.min(*theirs.unwrap_or(&f32::INFINITY)) * (1.0 - SLACK)
        };
        let mut may_be: Vec<(u32, f32)> = Vec::new();
        if let Some(sum) = self.sums.get_mut(unit) {
            *sum = f32::NEG_INFINITY;
        }
        for (other, rest) in vectors.odd(level) {
            if let Some(sum) = self.sums.get_mut(index(*other)) {
                may_be.push((*other, std::mem::replace(sum, f32::NEG_INFINITY) + left * rest));
            }
        }
        let unasked = left * vectors.usual(level);
        for (run, first) in self.sums.chunks_mut(RUN).zip((0_u32..).step_by(RUN)) {
            let leasts = leasts.and_then(|leasts| leasts.get(index(first)..));
            if reaches(run, unasked, least * (1.0 - SLACK), leasts) {
                let most = (first..).zip(run.iter().map(|sum| sum + unasked));
                may_be.extend(most.filter(|(other, most)| *most >= wanted(*other, least)));
            }
            run.fill(0.0);
        }
        may_be.retain(|(_, most)| *most > 0.0);
        // The ten that may be most like it are likely to be so.
        let ten = best(may_be.clone(), NEIGHBOURS);
        least = least.max(self.tenth(&ten.into_iter().map(|(other, _)| other).collect::<Vec<_>>()));
        let mut found = Look::default();
        for (other, most) in may_be {
            if most < wanted(other, least) {
                continue;
            }
            let likeness = vectors.likeness(&self.own, other);
            if likeness <= 0.0 {
                continue;
            }
            found.nearest.push((other, likeness));
            if leasts.and_then(|leasts| leasts.get(index(other))).is_some_and(|it| likeness >= *it)
            {
                found.for_others.push((other, likeness));
            }
        }
        found.nearest = best(found.nearest, NEIGHBOURS);
        self.lay_out(&terms, |_| 0.0);
        self.likely.clear();
        self.likely.extend(found.nearest.iter().map(|(other, _)| *other));
        found
    }

    /// Lays the weights of a passage out by stem.
    fn lay_out(&mut self, terms: &[(StemId, f32)], of: impl Fn(f32) -> f32) {
        for (stem, weight) in terms {
            if let Some(own) = self.own.get_mut(stem.index()) {
                *own = of(*weight);
            }
        }
    }

    /// Adds up what other passages have of `terms`.
    fn ask(&mut self, terms: &[(StemId, f32)]) {
        for (stem, weight) in terms {
            for (other, theirs) in self.vectors.holding(*stem) {
                if let Some(sum) = self.sums.get_mut(index(*other)) {
                    *sum += weight * theirs;
                }
            }
        }
    }

    /// Passages likely to be near this one, whose `terms` come rarest first.
    fn seeds(&self, here: u32, terms: &[(StemId, f32)]) -> Vec<u32> {
        let around = u32::try_from(AROUND).unwrap_or(0);
        let mut seeds: Vec<u32> =
            (here.saturating_sub(around)..=here.saturating_add(around)).collect();
        seeds.extend(&self.likely);
        let sharing = terms.iter().flat_map(|(stem, _)| self.vectors.holding(*stem));
        seeds.extend(sharing.map(|(other, _)| *other).take(SHARING));
        seeds.sort_unstable();
        seeds.dedup();
        seeds.retain(|seed| *seed != here);
        seeds
    }

    /// The likeness of the tenth of `others`, or nothing if there are fewer.
    fn tenth(&self, others: &[u32]) -> f32 {
        let known = others.iter().map(|other| (*other, self.vectors.likeness(&self.own, *other)));
        best(known.collect(), NEIGHBOURS).get(NEIGHBOURS - 1).map_or(0.0, |(_, tenth)| *tenth)
    }

    /// The first level from which on `terms` need not be asked, as they add no more than `little` to any likeness
    /// that is not odd; and the length that they have from there on.
    fn enough(&self, terms: &[(StemId, f32)], little: f32) -> (usize, f32) {
        let left = |level: usize| {
            let of = terms.iter().filter(|(stem, _)| self.vectors.level(*stem) >= level);
            of.map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
        };
        let levels = (0..LEVELS).map(|level| (level, left(level)));
        let mut levels = levels.filter(|(level, left)| left * self.vectors.usual(*level) <= little);
        levels.next().unwrap_or((LEVELS, 0.0))
    }
}

/// Whether any of `sums` may with what is `unasked` be as much as is wanted: by the passage asked about, or by the
/// one whose sum it is. Looks at all at once, for mostly none is.
fn reaches(sums: &[f32], unasked: f32, least: f32, leasts: Option<&[f32]>) -> bool {
    let enough = |sum: f32, least: f32| u32::from(sum + unasked >= least.max(f32::MIN_POSITIVE));
    let count: u32 = match leasts {
        None => sums.iter().map(|sum| enough(*sum, least)).sum(),
        Some(leasts) => {
            let both = sums.iter().zip(leasts);
            both.map(|(sum, theirs)| enough(*sum, least.min(theirs * (1.0 - SLACK)))).sum()
        }
    };
    count > 0
}
