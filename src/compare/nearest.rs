//! For every passage the passages most like it: worked out once, used by all theme scores.
//!
//! Likeness is the cosine of bare weights (b = 0.3). What is counted over the whole collection (its passages, those
//! that hold a stem, their mean length) comes in steps. So a changed article changes the vectors of its own
//! passages, and of few others; those are looked for again, and every other passage only looks at them: the answer
//! is that of a fresh look at all, bit by bit.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use self::search::{Look, Search};
use self::vectors::Vectors;
use super::lists::{NEIGHBOURS, Nearest, best, index};
use super::model::Model;
use super::neighbours::{Neighbours, key};
use super::watch::{Step, Stopped, Watch};
use crate::collection::{Collection, ContentHash};
use crate::index::Index;

mod search;
mod vectors;

/// Passages between two looks at whether the work is still wanted.
const AT_A_TIME: usize = 128;

/// The passages most like each passage of `model`, as a fresh look at all would find them; `before` saves the
/// look at those that it knows.
///
/// # Errors
/// If the work is no longer wanted.
pub(super) fn nearest(
    model: &Model,
    before: Option<Neighbours>,
    watch: Watch<'_>,
) -> Result<Neighbours, Stopped> {
    let articles: Vec<(ContentHash, usize)> =
        model.entries.iter().map(|entry| (key([&entry.article]), entry.units.len())).collect();
    let before = match before {
        Some(known) if known.articles == articles => return Ok(known),
        other => other,
    };
    let vectors = Vectors::of(model);
    let known = Known::new(before.as_ref(), &articles, &vectors.prints);
    let leasts = known.leasts();
    let (done, all) = (AtomicUsize::new(0), vectors.prints.len());
    let units: Vec<usize> = (0..all).filter(|unit| known.lists.of(*unit).is_empty()).collect();
    let parts: Vec<Vec<Look>> = units
        .par_chunks(AT_A_TIME)
        .map_init(
            || Search::new(&vectors, leasts.as_deref()),
            |search, units| {
                let is_new = |unit: usize| known.is_new.get(unit).copied().unwrap_or(true);
                let found = units.iter().map(|unit| search.from(*unit, is_new(*unit))).collect();
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

/// What is known before anything is looked for.
struct Known {
    /// By passage: its old neighbours; empty where it is to be looked for again.
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

    /// By passage: the likeness from which on another would be among its neighbours; nothing if none is known.
    fn leasts(&self) -> Option<Vec<f32>> {
        let least = |list: &[(u32, f32)]| match (list.first(), list.get(NEIGHBOURS - 1)) {
            (None, _) => f32::INFINITY,
            (_, tenth) => tenth.map_or(0.0, |(_, likeness)| *likeness),
        };
        let is_any_known = self.lists.iter().any(|list| !list.is_empty());
        is_any_known.then(|| self.lists.iter().map(least).collect())
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

impl Model {
    /// [`Self::over`], and at once the costly part of the first comparison, while `watch` is told; `before` is what
    /// an earlier model knew, of much the same articles or of others.
    ///
    /// # Errors
    /// If the work is no longer wanted.
    pub fn prepared(
        index: Arc<Index>,
        collection: &Collection,
        before: Option<Neighbours>,
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
