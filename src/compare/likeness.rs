//! How alike two passages are with their surroundings: S(q,p) = 0.65 K + 0.35 C(q,p).
//!
//! K = cosine of v~(p) = Σ over p' of the same article of exp(-d/50) · w(p'), b = 0.3, d words between
//! the middles, fading below 0.05 dropped. C(q,p) = Σ over shared distinct stems of w(p,t), b = 0.75,
//! over Σ idf of q's distinct stems. K is the same both ways, C is not: a short passage may stand whole in
//! a long one. So both directions are worked out at once.

use std::ops::Range;

use rayon::prelude::*;

use super::lists::index;
use super::model::{Model, ModelArticle, Posting, StemId, length};
use super::weights::{self, B_QUERY, B_VECTOR, weight};
use crate::text::Extent;

/// Words over which surroundings fade.
const REACH: f32 = 50.0;
/// The part of K in S.
const WITH_AROUND: f32 = 0.65;
/// Fading below this is dropped.
const FAINTEST: f32 = 0.05;

/// Weighted stems.
type Vector = Vec<(StemId, f32)>;

/// What is sought: its own stems, and those with the surroundings' added.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    /// Distinct stems of the words themselves, and what each weighs there (b = 0.75).
    pub(super) own: Vector,
    /// The weights with those of the surroundings added, faded by distance: v~.
    around: Vector,
}

/// S in both directions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Likeness {
    /// How much of what is sought is in the unit.
    pub(super) there: f32,
    /// How much of the unit is in what is sought.
    pub(super) back: f32,
}

/// exp(-d/50), or nothing where that is too faint.
fn fading(distance: f32) -> Option<f32> {
    let fade = (-distance.abs() / REACH).exp();
    (fade >= FAINTEST).then_some(fade)
}

/// The units of an entry that are near enough to the middle `at` to count, and how much.
fn surroundings<'a>(
    model: &'a Model,
    entry: &'a ModelArticle,
    at: f32,
) -> impl Iterator<Item = (usize, f32)> + 'a {
    let units = model.units.get(entry.units.clone()).unwrap_or(&[]);
    let far = REACH * -FAINTEST.ln() + 1.0;
    let from = units.partition_point(|unit| unit.middle() < at - far);
    let to = units.partition_point(|unit| unit.middle() <= at + far);
    let first = entry.units.start;
    (from..to)
        .filter_map(move |place| Some((first + place, fading(units.get(place)?.middle() - at)?)))
}

impl Sought {
    /// The unit at `place`.
    pub(super) fn unit(model: &Model, place: usize) -> Option<Self> {
        let unit = model.units.get(place)?;
        let entry = model.entries.get(unit.article)?;
        let own = scored(model, &model.bag_of(place), unit.length);
        Some(Self { own, around: around(model, entry, unit.middle(), None) })
    }

    /// Any stretch of an article: its words stand in for the units that it covers or cuts.
    pub(super) fn extent(model: &Model, entry: &ModelArticle, extent: Extent) -> Self {
        let tokens = model.words_before(entry, extent.start)..model.words_before(entry, extent.end);
        let units = model.units.get(entry.units.clone()).unwrap_or(&[]).iter();
        let words = units.flat_map(|unit| model.forms_of(unit));
        let bag = model.bag(words.skip(tokens.start).take(tokens.len()));
        let own = scored(model, &bag, length(&bag));
        let vector = model.vector(&bag, length(&bag), B_VECTOR).collect();
        let middle = super::model::middle(&tokens);
        Self { own, around: around(model, entry, middle, Some((&tokens, vector))) }
    }

    /// Σ idf of its own stems.
    fn weight(&self, model: &Model) -> f32 {
        self.own.iter().map(|(stem, _)| model.idf(*stem)).sum()
    }

    /// S of it to itself.
    pub(super) fn to_itself(&self, model: &Model) -> f32 {
        let held: f32 = self.own.iter().map(|(_, weight)| weight).sum();
        let weight = self.weight(model);
        if weight > 0.0 { WITH_AROUND + (1.0 - WITH_AROUND) * held / weight } else { 0.0 }
    }
}

/// What each stem of a bag that is `length` words long weighs when it is scored for a query.
fn scored(model: &Model, bag: &[(StemId, u32)], length: f32) -> Vector {
    let mean = model.mean_length();
    let weighed = |&(stem, count): &(StemId, u32)| {
        (stem, weight(model.idf(stem), count, length, mean, B_QUERY))
    };
    bag.iter().map(weighed).collect()
}

/// v~ at the middle `at`; `instead` replaces the units whose words it shares.
fn around(
    model: &Model,
    entry: &ModelArticle,
    at: f32,
    instead: Option<(&Range<usize>, Vector)>,
) -> Vector {
    let mut vector: Vector = Vec::new();
    for (place, fade) in surroundings(model, entry, at) {
        let Some(unit) = model.units.get(place) else { continue };
        let replaced = instead.as_ref().is_some_and(|(tokens, _)| {
            tokens.start < unit.tokens.end && unit.tokens.start < tokens.end
        });
        if !replaced {
            let bag = model.bag_of(place);
            let weights = model.vector(&bag, unit.length, B_VECTOR);
            vector.extend(weights.map(|(stem, weight)| (stem, fade * weight)));
        }
    }
    vector.extend(instead.into_iter().flat_map(|(_, own)| own));
    vector.sort_by_key(|(stem, _)| *stem);
    vector.dedup_by(|(stem, weight), (before, sum)| {
        let same = stem == before;
        *sum += if same { *weight } else { 0.0 };
        same
    });
    vector
}

impl Model {
    /// Length of v~ of each unit; computed when first asked for.
    fn norms(&self) -> &[f32] {
        self.norms_cache.get_or_init(|| {
            self.units
                .par_iter()
                .map(|unit| {
                    let entry = self.entries.get(unit.article);
                    entry.map_or(0.0, |entry| {
                        weights::length(&around(self, entry, unit.middle(), None))
                    })
                })
                .collect()
        })
    }

    /// S between what is sought and the `units` of one or more whole articles, in their order.
    pub(super) fn likeness(&self, sought: &Sought, units: Range<usize>) -> Vec<Likeness> {
        let mut dots = vec![0.0_f32; units.len()];
        for &(stem, weight) in &sought.around {
            let idf = self.idf(stem);
            for posting in self.postings_among(stem, &units) {
                if let Some(dot) = dots.get_mut(index(posting.unit) - units.start) {
                    *dot += weight * self.vector_weight(idf, *posting);
                }
            }
        }
        let mut shared = vec![Likeness::default(); units.len()];
        for &(stem, weight) in &sought.own {
            let idf = self.idf(stem);
            for posting in self.postings_among(stem, &units) {
                if let Some(sums) = shared.get_mut(index(posting.unit) - units.start) {
                    sums.there += self.posting_weight(idf, *posting);
                    sums.back += weight;
                }
            }
        }
        let norms = self.norms();
        let (length, weight) = (weights::length(&sought.around), sought.weight(self));
        let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        let first = self.entries.partition_point(|entry| entry.units.end <= units.start);
        let behind = self.entries.partition_point(|entry| entry.units.start < units.end);
        self.entries
            .get(first..behind)
            .unwrap_or(&[])
            .par_iter()
            .flat_map_iter(|entry| {
                let (dots, shared, before) = (&dots, &shared, units.start);
                entry.units.clone().map(move |place| {
                    let at = self.units.get(place).map_or(0.0, super::model::Unit::middle);
                    let near = surroundings(self, entry, at);
                    let dot: f32 = near
                        .map(|(place, fade)| {
                            fade * dots.get(place - before).copied().unwrap_or(0.0)
                        })
                        .sum();
                    let own = norms.get(place).copied().unwrap_or(0.0);
                    let k = share(dot, length * own);
                    let c = shared.get(place - before).copied().unwrap_or_default();
                    let s = |c: f32| WITH_AROUND * k + (1.0 - WITH_AROUND) * c;
                    let back = share(c.back, self.idf_sum(place));
                    Likeness { there: s(share(c.there, weight)), back: s(back) }
                })
            })
            .collect()
    }

    /// Those of the `units` that hold `stem`.
    fn postings_among(&self, stem: StemId, units: &Range<usize>) -> &[Posting] {
        let postings = self.postings(stem);
        let before = |unit: usize| postings.partition_point(|posting| index(posting.unit) < unit);
        postings.get(before(units.start)..before(units.end)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::collection::{Article, Collection};

    #[test]
    fn a_passage_is_as_like_itself_as_said() {
        let text = "The ferry sank near the old lighthouse.\n\nForty sailors drowned that night.\n\nBread rose.";
        let article = Arc::new(Article::of_paragraphs(text));
        let model = Model::build(&Collection::new([article], Vec::new()));
        for place in 0..3 {
            let sought = Sought::unit(&model, place).unwrap();
            let here = model.likeness(&sought, 0..3)[place].there;
            assert!((sought.to_itself(&model) - here).abs() < 1e-4, "{place}: {here}");
        }
    }
}
