//! For every passage the passages most like it: worked out once, used by all theme scores.
//!
//! Likeness is the cosine of bare weights (b = 0.3) in which a stem that stands in more than [`WIDEST`] passages
//! adds nothing: what so many share tells none of them apart. So a passage is asked about through no more than so
//! many others for each of its words, and the work grows with the collection, not with its square. Smaller
//! collections have no such stem.
//!
//! What is counted over the whole collection (its passages, those that hold a stem, their mean length) comes in
//! steps. So a changed article changes the vectors of its own passages, and of few others; those are looked
//! for anew, and every other passage only looks at them: the answer is that of a fresh look at all, bit by bit.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::lists::{Lists, Nearest, index};
use super::model::{Model, StemId};
use super::neighbours::{Neighbours, key};
use super::watch::{Step, Stopped, Watch};
use super::weights::{self, B_VECTOR};
use crate::collection::{Collection, ContentHash};
use crate::index::Index;
use crate::text::fnv::{START, fnv1a};

/// How many neighbours each passage has.
pub(super) const NEIGHBOURS: usize = 10;
/// Passages that may hold a stem that adds to likeness.
const WIDEST: f32 = 8192.0;
/// Steps from one number to its double, of counts and of the mean length.
const STEPS: f32 = 4.0;
const STEPS_OF_LENGTH: f32 = 8.0;
/// Counts up to this are taken as they are.
const FEW: usize = 8;
/// Passages between two looks at whether the work is still wanted.
const AT_A_TIME: usize = 128;

/// The passages most like each passage of `model`, as a fresh look at all would find them; `before` saves the
/// look at those that it knows.
///
/// # Errors
/// If the work is no longer wanted.
pub(super) fn nearest(
    model: &Model,
    before: Option<&Neighbours>,
    watch: Watch<'_>,
) -> Result<Neighbours, Stopped> {
    let vectors = Vectors::of(model);
    let articles: Vec<(ContentHash, usize)> =
        model.entries.iter().map(|entry| (key([&entry.article]), entry.units.len())).collect();
    let known = Known::new(before, &articles, &vectors.prints);
    let (done, all) = (AtomicUsize::new(0), vectors.prints.len());
    let units: Vec<usize> = (0..all).filter(|unit| known.lists.of(*unit).is_empty()).collect();
    let parts: Vec<Vec<Found>> = units
        .par_chunks(AT_A_TIME)
        .map_init(
            || vec![0.0_f32; all],
            |sums, units| {
                let found =
                    units.iter().map(|unit| search(&vectors, &known, *unit, sums)).collect();
                let before = done.fetch_add(units.len(), Ordering::Relaxed);
                watch.tell(Step::Likeness, before + units.len(), all)?;
                Ok(found)
            },
        )
        .collect::<Result<_, Stopped>>()?;
    let mut lists: Vec<Vec<(u32, f32)>> = known.lists.iter().map(<[_]>::to_vec).collect();
    for (unit, found) in units.into_iter().zip(parts.into_iter().flatten()) {
        let here = u32::try_from(unit).unwrap_or(u32::MAX);
        for (other, likeness) in found.for_others {
            if let Some(list) = lists.get_mut(index(other)) {
                list.push((here, likeness));
            }
        }
        if let Some(list) = lists.get_mut(unit) {
            *list = found.nearest;
        }
    }
    let mut nearest = Nearest::default();
    for list in lists {
        nearest.push(best(list, NEIGHBOURS));
    }
    nearest.shrink();
    Ok(Neighbours { articles, prints: vectors.prints, nearest })
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

/// All passages as vectors of length 1, both ways.
struct Vectors {
    /// By passage: its stems, rising, but for those that stand too widely.
    of_units: Lists<(StemId, f32)>,
    /// By stem: the passages that hold it.
    holding: Lists<(u32, f32)>,
    /// By passage: what tells its vector from others; that two vectors have the same happens about never.
    prints: Vec<u64>,
}

/// Some passages' weighted stems, and the prints of what they were made of.
type Part = (Lists<(StemId, f32)>, Vec<u64>);

impl Vectors {
    fn of(model: &Model) -> Self {
        let passages = in_steps(model.units.len());
        let mean = rounded(model.mean_length(), STEPS_OF_LENGTH);
        let held = |stem: StemId| in_steps(model.postings(stem).len());
        let idfs: Vec<f32> =
            model.stems().map(|stem| weights::idf_of(passages, held(stem))).collect();
        let texts: Vec<u64> = model
            .stems()
            .map(|stem| fnv1a(START, model.forms().stem_text(stem).as_bytes()))
            .collect();
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
                    let norm = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
                    let narrow = vector.into_iter().filter(|(stem, _)| held(*stem) <= WIDEST);
                    let norm = norm.max(f32::MIN_POSITIVE);
                    vectors.push(narrow.map(|(stem, weight)| (stem, weight / norm)));
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
        let holding = Lists::inverted(&of_units, idfs.len(), |unit, (stem, weight)| {
            (stem.index(), (u32::try_from(unit).unwrap_or(u32::MAX), *weight))
        });
        Self { of_units, holding, prints }
    }
}

/// What is known before anything is looked for.
struct Known {
    /// By passage: its old neighbours; empty where it is to be looked for anew.
    lists: Nearest,
    /// By passage: whether its vector is new, so that others have to look at it.
    is_new: Vec<bool>,
}

impl Known {
    fn new(before: Option<&Neighbours>, articles: &[(ContentHash, usize)], prints: &[u64]) -> Self {
        let mut known = Self { lists: Nearest::default(), is_new: vec![true; prints.len()] };
        let old_of_new = before
            .map_or_else(|| vec![None; prints.len()], |before| before.places_of(articles, prints));
        let mut new_of_old: HashMap<u32, u32> = HashMap::new();
        for ((new, old), is_new) in (0..).zip(&old_of_new).zip(&mut known.is_new) {
            if let Some(old) = old {
                new_of_old.insert(*old, new);
                *is_new = false;
            }
        }
        for old in &old_of_new {
            let list =
                before.zip(*old).map_or(&[][..], |(graph, old)| graph.nearest.of(index(old)));
            let moved = |(other, likeness): &(u32, f32)| Some((*new_of_old.get(other)?, *likeness));
            // One that lost a neighbour has another to find.
            let list: Option<Vec<(u32, f32)>> = list.iter().map(moved).collect();
            known.lists.push(list.unwrap_or_default());
        }
        known
    }
}

impl Neighbours {
    /// For each passage of `articles` the place of the same passage here, if its vector is the same. Places rise.
    fn places_of(&self, articles: &[(ContentHash, usize)], prints: &[u64]) -> Vec<Option<u32>> {
        let mut firsts: HashMap<ContentHash, Vec<usize>> = HashMap::new();
        let mut first = 0;
        for (article, units) in &self.articles {
            firsts.entry(*article).or_default().push(first);
            first += units;
        }
        let (mut places, mut least) = (Vec::with_capacity(prints.len()), 0);
        for (article, units) in articles {
            let known =
                firsts.get(article).and_then(|all| all.iter().find(|first| **first >= least));
            for unit in 0..*units {
                let place = known.map(|first| first + unit);
                let print = place.and_then(|place| self.prints.get(place));
                let is_same = print.is_some() && print == prints.get(places.len());
                places.push(place.filter(|_| is_same).and_then(|place| u32::try_from(place).ok()));
            }
            least = known.map_or(least, |first| first + units);
        }
        places
    }
}

/// What a look from one passage finds.
#[derive(Default)]
struct Found {
    nearest: Vec<(u32, f32)>,
    /// Passages that may have this one among their nearest now.
    for_others: Vec<(u32, f32)>,
}

/// Looks from a passage at all that share a stem with it; `sums` are nothing before and after.
fn search(vectors: &Vectors, known: &Known, unit: usize, sums: &mut [f32]) -> Found {
    let mut touched: Vec<u32> = Vec::new();
    for (stem, weight) in vectors.of_units.of(unit) {
        for (other, theirs) in vectors.holding.of(stem.index()) {
            if let Some(sum) = sums.get_mut(index(*other)) {
                if *sum == 0.0 {
                    touched.push(*other);
                }
                *sum += weight * theirs;
            }
        }
    }
    let tell = known.is_new.get(unit).copied().unwrap_or(true);
    let (mut found, mut scored) = (Found::default(), Vec::with_capacity(touched.len()));
    for other in touched {
        let likeness = sums.get_mut(index(other)).map_or(0.0, std::mem::take);
        if index(other) == unit || likeness <= 0.0 {
            continue;
        }
        scored.push((other, likeness));
        let theirs = known.lists.of(index(other));
        let least = theirs.get(NEIGHBOURS - 1).map_or(0.0, |(_, least)| *least);
        if tell && !theirs.is_empty() && likeness >= least {
            found.for_others.push((other, likeness));
        }
    }
    found.nearest = best(scored, NEIGHBOURS);
    found
}

/// The `count` highest, highest first; equals in the order of the collection.
pub(super) fn best(mut scored: Vec<(u32, f32)>, count: usize) -> Vec<(u32, f32)> {
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if scored.len() > count && count > 0 {
        scored.select_nth_unstable_by(count - 1, order);
        scored.truncate(count);
        scored.shrink_to_fit();
    }
    scored.sort_by(order);
    scored
}

impl Model {
    /// [`Self::over`], and at once the costly part of the first comparison, while `watch` is told; `before` is what
    /// an earlier model knew, of much the same articles or of others.
    ///
    /// # Errors
    /// If the work is no longer wanted.
    pub fn prepared(
        index: Arc<Index>,
        collection: &Collection,
        before: Option<&Neighbours>,
        watch: Watch<'_>,
    ) -> Result<Self, Stopped> {
        let model = Self::over(index, collection);
        let nearest = nearest(&model, before, watch)?;
        Ok(model.with_nearest(nearest))
    }

    /// What [`Self::prepared`] found, to be kept.
    pub fn neighbours(&self) -> Option<&Neighbours> {
        self.nearest_cache.get()
    }

    /// The passages most like each passage; computed when first asked for.
    pub(super) fn nearest(&self) -> &Nearest {
        let graph = || nearest(self, None, Watch::NOBODY).unwrap_or_default();
        &self.nearest_cache.get_or_init(graph).nearest
    }
}

#[cfg(test)]
mod tests;
