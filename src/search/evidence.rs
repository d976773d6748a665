//! How much whole articles and their units say about what was typed, for queries that describe.
//!
//! Sums over the words in the manner of BM25 (Robertson and Zaragoza, *The Probabilistic Relevance
//! Framework*, 2009) over the article and over its best unit, and once more with what a second look adds.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::clue::Clue;
use super::evidence_costs as cost;
use super::query::SecondLook;
use super::second_look::{mixed, second_look};
use super::{Stop, real};
use crate::index::Index;

/// Articles that one thread weighs at least.
const TOGETHER: usize = 16;

/// What articles are worth, best first.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Place of the article in the index, and its worth; falling, as many as were wanted.
    pub(super) articles: Vec<(usize, f32)>,
    /// By place, what each article with a clue is worth; 0 for the others.
    worths: Vec<f32>,
    /// Words that the second look took in, weightiest first.
    pub(super) also: Vec<String>,
}

impl Evidence {
    /// What the article at `place` is worth; 0 where nothing speaks for it.
    pub(super) fn worth(&self, place: usize) -> f32 {
        self.worths.get(place).copied().unwrap_or(0.0)
    }
}

/// Weighs the articles with these `sums` of their words, and lists the best, as many as are `wanted`; `None` if
/// told to stop.
pub(super) fn weigh(
    index: &Index,
    clues: &[Clue],
    sums: Vec<(usize, f32)>,
    wanted: usize,
    look: SecondLook,
    stop: Stop<'_>,
) -> Option<Evidence> {
    let mut places = sums;
    let mut rest = best_first(&mut places, cost::LOOKED_AT);
    let mut weighed = Scales::new(index, clues).weigh_all(&places, stop)?;
    let mut also = Vec::new();
    if look == SecondLook::Shown && clues.len() >= cost::CLUES_FOR_SECOND_LOOK {
        let more = second_look(index, &weighed);
        let first = more.iter().filter_map(|clue| clue.forms.first());
        also = first.map(|(word, _)| index.vocabulary.word(*word).to_owned()).collect();
        let all = mixed(clues, more);
        weighed = Scales::new(index, &all).weigh_all(&weighed, stop)?;
    }
    // Those that were not weighed closely come behind, in the order of their sums.
    let least = weighed.last().map_or(0.0, |(_, worth)| *worth);
    let far = best_first(&mut rest, wanted.saturating_sub(weighed.len()));
    let most = rest.first().map_or(1.0, |(_, sum)| *sum);
    weighed.extend(rest.into_iter().chain(far).map(|(place, sum)| (place, least * sum / most)));
    let mut worths = vec![0.0; index.articles().len()];
    for (place, worth) in &weighed {
        if let Some(known) = worths.get_mut(*place) {
            *known = *worth;
        }
    }
    weighed.truncate(wanted);
    Some(Evidence { articles: weighed, worths, also })
}

/// Leaves the first `count` of `places` in order; the others, in none.
fn best_first(places: &mut Vec<(usize, f32)>, count: usize) -> Vec<(usize, f32)> {
    let mut rest = Vec::new();
    if places.len() > count {
        places.select_nth_unstable_by(count, falling);
        rest = places.split_off(count);
    }
    places.sort_unstable_by(falling);
    rest
}

fn falling((a, x): &(usize, f32), (b, y): &(usize, f32)) -> Ordering {
    y.total_cmp(x).then(a.cmp(b))
}

/// What units and articles are worth, remembered from one hit to the next.
pub(super) struct WorthCache<'a> {
    scales: Scales<'a>,
    evidence: &'a Evidence,
    articles: HashMap<usize, f32>,
    units: HashMap<Range<u32>, f32>,
}

impl<'a> WorthCache<'a> {
    /// The worths under `clues`; those of articles that are known already stay as they are.
    pub(super) fn new(index: &'a Index, clues: &'a [Clue], evidence: &'a Evidence) -> Self {
        let scales = Scales::new(index, clues);
        Self { scales, evidence, articles: HashMap::new(), units: HashMap::new() }
    }

    /// What the unit and the article of `sentence` are worth.
    pub(super) fn of(&mut self, sentence: u32) -> (f32, f32) {
        let Self { scales, evidence, articles, units } = self;
        let place = scales.index.article_of(sentence);
        let mut article = evidence.worth(place);
        if article == 0.0 {
            let weigh = || scales.article(&mut Counts::default(), place);
            article = *articles.entry(place).or_insert_with(weigh);
        }
        let unit = scales.index.unit_of(sentence);
        let unit = *units.entry(unit.clone()).or_insert_with(|| scales.unit(unit));
        (unit, article)
    }
}

/// Every article that has a clue with the sum over its words; `None` if told to stop.
pub(super) fn first_sums(
    index: &Index,
    clues: &[Clue],
    stop: Stop<'_>,
) -> Option<Vec<(usize, f32)>> {
    let count = index.articles().len();
    let mean = mean_length(index);
    let mut sums = vec![0.0_f32; count];
    let mut counts = vec![0.0_f32; count];
    let mut touched = Vec::new();
    for clue in clues {
        if stop() {
            return None;
        }
        for (word, share) in &clue.forms {
            let (mut place, mut end) = (0, 0);
            for sentence in index.postings.of(*word) {
                // They rise: as long as they lie in one article it need not be looked for.
                if sentence >= end {
                    place = index.article_of(sentence);
                    end = index.sentences_of(place).end;
                }
                if let Some(count) = counts.get_mut(place) {
                    if *count == 0.0 {
                        touched.push(place);
                    }
                    *count += share;
                }
            }
        }
        for place in touched.drain(..) {
            if let (Some(count), Some(sum)) = (counts.get_mut(place), sums.get_mut(place)) {
                let length = real(index.length_of(place)) / mean;
                *sum += clue.weight * clue.rarity * saturated(*count, length);
                *count = 0.0;
            }
        }
    }
    Some(sums.into_iter().enumerate().filter(|(_, sum)| *sum > 0.0).collect())
}

/// Words of an article; asked only where one has words.
fn mean_length(index: &Index) -> f32 {
    real(index.token_count()) / real(index.articles().len())
}

/// How much `count` times the same word say in a text `length` times as long as the mean.
fn saturated(count: f32, length: f32) -> f32 {
    count * (cost::K1 + 1.0) / (count + cost::K1 * (1.0 - cost::B + cost::B * length))
}

/// How often each clue stands in an article and in one of its units: room to count in.
#[derive(Debug, Default)]
struct Counts {
    all: Vec<f32>,
    here: Vec<f32>,
}

/// Weighs articles and units by a set of clues.
pub(super) struct Scales<'a> {
    index: &'a Index,
    clues: &'a [Clue],
    /// By word of the vocabulary: a clue and how fully it counts; sorted.
    forms: Vec<(u32, usize, f32)>,
    /// One bit a word of the vocabulary: it is among the forms.
    known: Vec<u64>,
    mean_article: f32,
    mean_unit: f32,
}

impl<'a> Scales<'a> {
    fn new(index: &'a Index, clues: &'a [Clue]) -> Self {
        let mut forms = Vec::new();
        let mut known = vec![0_u64; index.word_count().div_ceil(64)];
        for (number, clue) in clues.iter().enumerate() {
            for (word, share) in &clue.forms {
                forms.push((*word, number, *share));
                if let Some(bits) = known.get_mut(*word as usize / 64) {
                    *bits |= 1 << (word % 64);
                }
            }
        }
        forms.sort_unstable_by_key(|(word, clue, _)| (*word, *clue));
        let mean_unit = real(index.token_count()) / real(index.unit_count());
        let mean_article = mean_length(index);
        Self { index, clues, forms, known, mean_article, mean_unit }
    }

    fn weigh_all(&self, places: &[(usize, f32)], stop: Stop<'_>) -> Option<Vec<(usize, f32)>> {
        let weigh = |counts: &mut Counts, (place, _): &(usize, f32)| {
            (!stop()).then(|| (*place, self.article(counts, *place)))
        };
        let places = places.par_iter().with_min_len(TOGETHER);
        let weighed: Option<Vec<(usize, f32)>> = places.map_init(Counts::default, weigh).collect();
        let mut weighed = weighed?;
        weighed.sort_unstable_by(falling);
        Some(weighed)
    }

    /// What the article says, its best unit counted once more.
    fn article(&self, counts: &mut Counts, place: usize) -> f32 {
        let Counts { all, here } = counts;
        all.clear();
        all.resize(self.clues.len(), 0.0);
        let mut best = 0.0_f32;
        for unit in self.index.units_of(place) {
            here.clear();
            here.resize(self.clues.len(), 0.0);
            let words = self.count(unit, here);
            best = best.max(self.sum(here, real(words) / self.mean_unit));
            all.iter_mut().zip(&*here).for_each(|(all, here)| *all += *here);
        }
        let length = real(self.index.length_of(place)) / self.mean_article;
        self.sum(all, length) + cost::BEST_UNIT * best
    }

    /// What the unit of these sentences says.
    fn unit(&self, sentences: Range<u32>) -> f32 {
        let mut counts = vec![0.0_f32; self.clues.len()];
        let words = self.count(sentences, &mut counts);
        self.sum(&counts, real(words) / self.mean_unit)
    }

    /// Adds up how often each clue stands in the sentences; how many words they have.
    fn count(&self, sentences: Range<u32>, counts: &mut [f32]) -> usize {
        let mut words = 0;
        for token in sentences.flat_map(|sentence| self.index.words_of(sentence)) {
            words += 1;
            let word = token >> 1;
            let bits = self.known.get(word as usize / 64).copied().unwrap_or(0);
            if bits >> (word % 64) & 1 == 0 {
                continue;
            }
            let from = self.forms.partition_point(|(form, ..)| *form < word);
            let forms = self.forms.get(from..).unwrap_or(&[]);
            for (_, clue, share) in forms.iter().take_while(|(form, ..)| *form == word) {
                if let Some(count) = counts.get_mut(*clue) {
                    *count += share;
                }
            }
        }
        words
    }

    fn sum(&self, counts: &[f32], length: f32) -> f32 {
        let worth =
            |(clue, count): (&Clue, &f32)| clue.weight * clue.rarity * saturated(*count, length);
        self.clues.iter().zip(counts).filter(|(_, count)| **count > 0.0).map(worth).sum()
    }
}
