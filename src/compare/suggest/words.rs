//! Words that recur, and where they stand in the graph of nearest passages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::sample::{Sample, ratio};
use crate::compare::lists::{Lists, index};
use crate::compare::model::{Model, StemId, Unit};
use crate::compare::watch::{Step, Stopped, Watch};
use crate::compare::weights::{self, B_VECTOR};

/// Passages in which a word must stand, and the share of them that it may stand in.
const LEAST_PASSAGES: usize = 3;
const COMMON: f32 = 0.25;
/// What a passage's own words count beside those of its nearest.
const OWN: f32 = 0.2;
/// Articles in which it must stand, where there are so many.
const LEAST_ARTICLES: usize = 2;
/// Added to the clumps of a word: in a few short texts none has any.
const LEAST_CLUMPS: f32 = 0.01;

/// A word that recurs.
pub(super) struct Word {
    pub(super) stem: StemId,
    /// Units among those looked at, rising.
    pub(super) units: Vec<u32>,
    /// Share of the articles looked at.
    pub(super) spread: f32,
    /// Share of the passages nearest to a holder that hold it too.
    pub(super) cohesion: f32,
    /// Whether it can name a subject by itself.
    pub(super) is_well_known: bool,
    /// What it is worth as a subject.
    pub(super) value: f32,
}

/// The passages looked at and which of all passages are nearest to which.
pub(super) struct Graph<'m> {
    model: &'m Model,
    /// By passage: the length of its vector, by which likeness is measured.
    lengths: Vec<f32>,
    /// By passage: those looked at that have it among their nearest, and its share of their likeness.
    lead_here: Lists<(u32, f32)>,
}

impl<'m> Graph<'m> {
    pub(super) fn of(model: &'m Model, sample: &Sample) -> Self {
        let mut shares = Lists::default();
        for unit in &sample.units {
            let near = model.nearest().of(index(*unit));
            let all: f32 = near.iter().map(|(_, likeness)| likeness).sum();
            shares.push(near.iter().map(|(other, likeness)| (*other, likeness / all)));
        }
        let lead_here = Lists::inverted(&shares, model.units.len(), |place, (other, share)| {
            (index(*other), (sample.units.get(place).copied().unwrap_or(0), *share))
        });
        Self { model, lengths: lengths(model), lead_here }
    }

    /// The words that recur without being everywhere.
    ///
    /// # Errors
    /// If the work is no longer wanted.
    pub(super) fn words(&self, sample: &Sample, watch: Watch<'_>) -> Result<Vec<Word>, Stopped> {
        let model = self.model;
        let mut held: BTreeMap<StemId, Vec<u32>> = BTreeMap::new();
        for unit in &sample.units {
            for (stem, _) in model.bag_of(index(*unit)) {
                held.entry(stem).or_default().push(*unit);
            }
        }
        let all = sample.units.len();
        held.retain(|stem, units| {
            let text = model.forms().stem_text(*stem);
            units.len() >= LEAST_PASSAGES
                && (ratio(units.len(), all) <= COMMON || units.len() == LEAST_PASSAGES)
                && text.chars().count() > 2
                && text.chars().all(char::is_alphabetic)
        });
        let held: Vec<(StemId, Vec<u32>)> = held.into_iter().collect();
        let (done, count) = (AtomicUsize::new(0), held.len());
        let word = |(stem, units): (StemId, Vec<u32>)| {
            watch.tell(Step::Subjects, done.fetch_add(1, Ordering::Relaxed), count)?;
            let article = |unit: &u32| Some(model.unit(*unit)?.article);
            let articles: BTreeSet<usize> = units.iter().filter_map(article).collect();
            if articles.len() < LEAST_ARTICLES.min(sample.articles) {
                return Ok(None);
            }
            let cohesion = self.cohesion(stem, &units);
            let lift = (cohesion / ratio(units.len(), all)).ln().max(0.0);
            let spread = ratio(articles.len(), sample.articles);
            let clumps = sample.clumps(stem) + LEAST_CLUMPS;
            let value = (lift * spread * clumps.sqrt()).sqrt();
            let value = value * sample.stands_like_names(stem);
            let is_well_known = sample.is_well_known(stem);
            Ok(Some(Word { stem, units, spread, cohesion, is_well_known, value }))
        };
        let words =
            held.into_par_iter().map(word).collect::<Result<Vec<Option<Word>>, Stopped>>()?;
        Ok(words.into_iter().flatten().collect())
    }

    /// Of the passages nearest to `units`, by likeness, the share that holds `stem` too; but what it adds to
    /// their likeness itself does not count: else every rare word were a subject.
    fn cohesion(&self, stem: StemId, units: &[u32]) -> f32 {
        let holders = self.model.postings(stem);
        let idf = self.model.idf(stem);
        let part = |unit: u32| {
            let at = holders.binary_search_by_key(&unit, |posting| posting.unit).ok()?;
            let weight = self.model.vector_weight(idf, *holders.get(at)?);
            Some(weight / self.lengths.get(index(unit))?.max(f32::MIN_POSITIVE))
        };
        let (mut inside, mut all) = (0.0, 0.0);
        for unit in units {
            let here = part(*unit).unwrap_or(0.0);
            for (other, likeness) in self.model.nearest().of(index(*unit)) {
                all += likeness;
                inside += part(*other).map_or(0.0, |there| (likeness - here * there).max(0.0));
            }
        }
        if all > 0.0 { inside / all } else { 0.0 }
    }

    /// By passage: the share of those nearest to it, by likeness, that hold the word.
    pub(super) fn near(&self, word: &Word) -> Vec<f32> {
        let mut near = vec![0.0_f32; self.model.units.len()];
        for posting in self.model.postings(word.stem) {
            for (unit, share) in self.lead_here.of(index(posting.unit)) {
                if let Some(sum) = near.get_mut(index(*unit)) {
                    *sum += share;
                }
            }
        }
        near
    }

    /// How far the word speaks for each passage that it speaks for at all, from 0 to 1.
    pub(super) fn affinity(&self, word: &Word) -> Vec<(u32, f32)> {
        let holders = word.units.iter().map(|unit| (*unit, OWN));
        let postings = self.model.postings(word.stem).iter();
        let near = postings.flat_map(|posting| self.lead_here.of(index(posting.unit)));
        let near = near.map(|(unit, share)| (*unit, (1.0 - OWN) * share));
        let mut parts: Vec<(u32, f32)> = holders.chain(near).collect();
        parts.sort_by_key(|(unit, _)| *unit);
        parts.dedup_by(|(unit, part), (before, sum)| {
            let same = unit == before;
            *sum += if same { *part } else { 0.0 };
            same
        });
        parts
    }

    /// What the word adds, over all passages, to what is said for each of them already.
    pub(super) fn gain(&self, word: &Word, spoken_for: &[f32]) -> f32 {
        let added = |(unit, near): (u32, f32)| {
            let said = spoken_for.get(index(unit)).copied().unwrap_or(0.0);
            (word.value * near - said).max(0.0)
        };
        self.affinity(word).into_iter().map(added).sum()
    }
}

/// By passage: the length of its vector.
fn lengths(model: &Model) -> Vec<f32> {
    let length = |(place, unit): (usize, &Unit)| {
        let bag = model.bag_of(place);
        weights::length(&model.vector(&bag, unit.length, B_VECTOR).collect::<Vec<_>>())
    };
    model.units.par_iter().enumerate().map(length).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::collection::{Article, Collection};

    #[test]
    fn a_word_recurs_in_three_passages_and_up_to_a_quarter_of_all() {
        // Of sixteen passages “toll” stands in four, “ferry” in five, “mast” in three, “hull” in two.
        let one = ["toll ferry hull mast", "toll ferry mast", "ferry", "", "", "", "", ""];
        let other = ["toll ferry hull mast", "toll ferry", "", "", "", "", "", ""];
        let article = |held: [&str; 8], from: u8| {
            let own = |place: u8| char::from(b'a' + place).to_string().repeat(4);
            let texts = (from..).zip(held).map(|(place, words)| format!("{words} {}", own(place)));
            Arc::new(Article::of_paragraphs(&texts.collect::<Vec<_>>().join("\n\n")))
        };
        let model =
            Model::build(&Collection::new([article(one, 0), article(other, 8)], Vec::new()));
        let sample = Sample::of(&model);
        let found = Graph::of(&model, &sample).words(&sample, Watch::NOBODY).unwrap();
        let mut words: Vec<&str> =
            found.iter().map(|word| model.forms().stem_text(word.stem)).collect();
        words.sort_unstable();
        assert_eq!(words, ["mast", "toll"]);
    }
}
