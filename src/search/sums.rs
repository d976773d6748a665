//! What every sentence is worth by the words typed: sums over the inverted lists, and the candidates worth a
//! closer look.

use std::cmp::Reverse;

use super::evidence::Evidence;
use super::heads::HeadMatches;
use super::penalties as cost;
use super::query::{Query, Tolerance};
use super::scope::Scope;
use super::term::{Term, counted};
use super::{Stop, ramp, real};
use crate::index::Index;

/// Places in lists that are read for one word, at least; the cheapest meanings first.
const READ: u32 = 200_000;
/// Parts of a nat in which sums are kept.
const PARTS: f32 = 1024.0;
/// Bits of a cell that say which word was added last.
pub(super) const STAMP_BITS: u32 = 6;
/// Cells that are looked at together.
const TOGETHER: usize = 64;
/// Sentences of one article that stand for it where articles are ranked.
const OF_ONE_ARTICLE: usize = 3;

/// What is known of every sentence after looking at the lists: one cell each.
pub(super) struct Sums {
    /// Worth in parts of a nat, above the number of the word that was added last.
    cells: Vec<u32>,
    /// The most that a sentence is worth.
    best: u32,
    /// What a sentence is at least that is a hit.
    floor: u32,
}

/// Sentences worth a look, both rising.
pub(super) struct Selected {
    /// All of them.
    pub(super) all: Vec<u32>,
    /// Those that are looked at closely.
    pub(super) closely: Vec<u32>,
}

/// In how many places sentences stand.
pub(super) struct Counts {
    pub(super) passages: usize,
    pub(super) articles: usize,
}

impl Sums {
    /// Adds up what the words of each sentence are worth; `None` if told to stop.
    pub(super) fn accumulate(
        index: &Index,
        query: &Query,
        terms: &[Term<'_>],
        heads: &HeadMatches,
        scope: &Scope,
        stop: Stop<'_>,
    ) -> Option<Self> {
        let mut sums = Self { cells: vec![0; index.sentence_count()], best: 0, floor: 0 };
        let mut looked = 0_u32;
        for (number, term) in (1_u32..).zip(counted(query, terms)) {
            for (sentence, penalty) in term.runs.sentences() {
                sums.add(sentence, number, parts(term.weight - penalty));
            }
            let mut read = 0;
            for expansion in &term.expansions {
                let value = parts(term.weight - expansion.penalty);
                let count = index.postings.count(expansion.word);
                // The beginning of half of all words says nothing about where to look.
                read += count;
                if value == 0 || (read > READ && read > count) {
                    break;
                }
                for sentence in index.postings.of(expansion.word) {
                    sums.add(sentence, number, value);
                }
                looked += count + 16;
                if looked > 16_384 {
                    looked = 0;
                    if stop() {
                        return None;
                    }
                }
            }
        }
        for (sentence, worth) in heads.sentences() {
            sums.raise(sentence, parts(worth));
        }
        scope.keep(index, &mut sums.cells, terms.is_empty());
        sums.best = sums.cells.iter().max().map_or(0, |cell| cell >> STAMP_BITS);
        let least = match query.tolerance {
            Tolerance::Exact => terms.iter().map(|term| parts(term.weight)).sum(),
            Tolerance::Forgiving => share(sums.best, cost::FLOOR),
        };
        sums.floor = least.max(1) << STAMP_BITS;
        Some(sums)
    }

    /// How far the query describes what an article is about rather than remembers a sentence: 0 where
    /// some sentence has nearly all of it or few words were typed, 1 where none has and many were.
    pub(super) fn described(&self, query: &Query, terms: &[Term<'_>]) -> f32 {
        let best = real(self.best as usize) / PARTS;
        let missing = 1.0 - best / all_worth(query, terms);
        ramp(missing, cost::MISSING) * may_describe(query, terms)
    }

    /// What the words of the sentence are worth, in parts of a nat.
    pub(super) fn worth(&self, sentence: u32) -> u32 {
        self.cells.get(sentence as usize).map_or(0, |cell| cell >> STAMP_BITS)
    }

    /// The same in nats.
    pub(super) fn nats(&self, sentence: u32) -> f32 {
        real(self.worth(sentence) as usize) / PARTS
    }

    /// Adds what the word of this number is worth, unless the sentence has had it.
    #[inline]
    fn add(&mut self, sentence: u32, number: u32, value: u32) {
        if let Some(cell) = self.cells.get_mut(sentence as usize)
            && *cell & ((1 << STAMP_BITS) - 1) != number
        {
            *cell = ((*cell >> STAMP_BITS) + value) << STAMP_BITS | number;
        }
    }

    /// Lets the sentence be worth no less than `value`.
    fn raise(&mut self, sentence: u32, value: u32) {
        if let Some(cell) = self.cells.get_mut(sentence as usize) {
            *cell = (*cell).max(value << STAMP_BITS);
        }
    }

    /// The sentences that are hits, and the best of them and of the articles with evidence, at least `wanted` if
    /// there are so many.
    pub(super) fn select(&self, index: &Index, wanted: usize, evidence: &Evidence) -> Selected {
        let mut all: Vec<u32> = Vec::new();
        for (first, cells) in (0_u32..).step_by(TOGETHER).zip(self.cells.chunks(TOGETHER)) {
            // Most have none; to know that of many together is quick.
            if cells.iter().copied().max().unwrap_or(0) >= self.floor {
                let high = (first..).zip(cells).filter(|(_, cell)| **cell >= self.floor);
                all.extend(high.map(|(sentence, _)| sentence));
            }
        }
        let mut speaking: Vec<u32> = Vec::new();
        for (place, _) in evidence.articles.iter().take(wanted) {
            let mut best: Vec<u32> =
                index.sentences_of(*place).filter(|sentence| self.worth(*sentence) > 0).collect();
            best.sort_by_key(|sentence| (Reverse(self.worth(*sentence)), *sentence));
            speaking.extend(best.iter().take(OF_ONE_ARTICLE));
        }
        speaking.sort_unstable();
        let all = merged(all, &speaking);
        let closely = if all.len() > wanted {
            merged(self.best(&all, wanted), &speaking)
        } else {
            all.clone()
        };
        Selected { all, closely }
    }

    /// The `wanted` best of `sentences`, rising; of equals the first.
    fn best(&self, sentences: &[u32], wanted: usize) -> Vec<u32> {
        // Both in one number: to look a worth up at each comparison costs more than all the rest.
        let key = |sentence: &u32| u64::from(self.worth(*sentence)) << 32 | u64::from(!sentence);
        let mut keys: Vec<u64> = sentences.iter().map(key).collect();
        keys.select_nth_unstable_by(wanted, |a, b| b.cmp(a));
        keys.truncate(wanted);
        let sentence = |key: u64| !u32::try_from(key & u64::from(u32::MAX)).unwrap_or(0);
        let mut best: Vec<u32> = keys.into_iter().map(sentence).collect();
        best.sort_unstable();
        best
    }
}

/// The numbers of both, each once; both rise.
#[expect(clippy::stable_sort_primitive, reason = "of two parts in order it is done at once")]
fn merged(mut one: Vec<u32>, other: &[u32]) -> Vec<u32> {
    if !other.is_empty() {
        one.extend(other);
        one.sort();
        one.dedup();
    }
    one
}

impl Counts {
    /// Of `sentences`, which rise.
    pub(super) fn of(index: &Index, sentences: &[u32]) -> Self {
        let mut counts = Self { passages: 0, articles: 0 };
        let (mut before, mut article_end) = (0, 0);
        for sentence in sentences {
            if *sentence >= article_end {
                counts.articles += 1;
                article_end = index.sentences_of(index.article_of(*sentence)).end;
            }
            let first = counts.passages == 0;
            counts.passages += usize::from(first || index.unit_starts_in(before + 1..sentence + 1));
            before = *sentence;
        }
        counts
    }
}

/// How far as many words were typed as who describes types.
pub(super) fn may_describe(query: &Query, terms: &[Term<'_>]) -> f32 {
    match query.tolerance {
        Tolerance::Exact => 0.0,
        Tolerance::Forgiving => ramp(real(terms.len()), cost::WORDS),
    }
}

/// What a sentence with all that was typed would be worth, in nats.
pub(super) fn all_worth(query: &Query, terms: &[Term<'_>]) -> f32 {
    let most = counted(query, terms).map(Term::most);
    most.sum::<f32>().max(f32::MIN_POSITIVE)
}

/// `nats` in parts, none for less than nothing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped; some dozens")]
const fn parts(nats: f32) -> u32 {
    (nats * PARTS).max(0.0) as u32
}

/// This share of `of`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sums stay below 2^24 parts, and a share is less"
)]
const fn share(of: u32, share: f32) -> u32 {
    (of as f32 * share) as u32
}
