//! What a typed word may mean: words of the vocabulary, each with a penalty and a reason.

use std::collections::HashMap;
use std::ops::Range;

use super::penalties as cost;
use super::query::{Ending, Query, Tolerance, Word};
use super::real;
use super::results::How;
use crate::index::spelling::{self, Extent};
use crate::index::{Index, Vocabulary};

/// Words that a short beginning may stand for.
const COMPLETIONS: usize = 4096;

/// A word of the vocabulary that a typed one may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Expansion {
    /// The word's number in the vocabulary.
    pub(super) word: u32,
    /// What the difference costs, in nats.
    pub(super) penalty: f32,
    /// Why it may be meant.
    pub(super) how: How,
}

/// All that `word` may mean, cheapest first; at one cost by number.
pub(super) fn expand(index: &Index, query: &Query, word: &Word) -> Vec<Expansion> {
    let mut meanings = Meanings { index, words: HashMap::new() };
    for word in std::iter::once(word).chain(&word.alternatives) {
        // What one of several choices means must not keep another from being forgiven.
        let before = std::mem::take(&mut meanings.words);
        let known = index.vocabulary.find(&word.folded);
        if let Some(exact) = known {
            meanings.add(exact, 0.0, How::Exact);
        }
        if query.tolerance == Tolerance::Forgiving {
            meanings.forgive(query, word, known);
        }
        for other in before.into_values() {
            meanings.add(other.word, other.penalty, other.how);
        }
    }
    let mut expansions: Vec<Expansion> = meanings.words.into_values().collect();
    expansions.sort_unstable_by(|a, b| a.penalty.total_cmp(&b.penalty).then(a.word.cmp(&b.word)));
    expansions
}

struct Meanings<'i> {
    index: &'i Index,
    words: HashMap<u32, Expansion>,
}

impl Meanings<'_> {
    /// Adds a meaning, unless the word has a cheaper one.
    fn add(&mut self, word: u32, penalty: f32, how: How) {
        let new = Expansion { word, penalty, how };
        self.words
            .entry(word)
            .and_modify(|old| {
                if new.penalty < old.penalty {
                    *old = new;
                }
            })
            .or_insert(new);
    }

    fn forgive(&mut self, query: &Query, word: &Word, known: Option<u32>) {
        let typed = word.folded.as_str();
        let vocabulary = &self.index.vocabulary;
        let letters = typed.chars().count();
        if typed.bytes().any(|b| b.is_ascii_digit()) {
            // A number or a code is that and no other; only where it is nowhere may it be unfinished.
            if known.is_none() {
                self.beginnings(word, letters, known);
            }
            return;
        }
        self.beginnings(word, letters, known);
        for form in vocabulary.forms().words_like(typed) {
            self.add(form, cost::STEM, How::Stem);
        }
        for other in word.compounds.iter().filter_map(|whole| vocabulary.find(whole)) {
            self.add(other, cost::COMPOUND, How::Alias);
        }
        for other in spelling::umlauts(&word.shown, typed) {
            if let Some(other) = vocabulary.find(&other) {
                self.add(other, cost::UMLAUT, How::Alias);
            }
        }
        for name in &word.names {
            if let [only] = name.words()
                && let Some(other) = vocabulary.find(only)
                && (!name.capitals() || vocabulary.is_mostly_capital(other))
            {
                self.add(other, cost::ALIAS, How::Alias);
            }
        }
        for (one, other) in &query.aliases {
            if *one == typed
                && let Some(other) = vocabulary.find(other)
            {
                self.add(other, cost::ALIAS, How::Alias);
            }
        }
        if letters >= 3 {
            for other in vocabulary.without_vowels(typed) {
                self.add(*other, cost::VOWELS_DROPPED, How::Letters);
            }
        }
        if letters >= 4 {
            for name in vocabulary.spelt_otherwise(typed) {
                self.add(*name, cost::NAME_KEY, How::Alias);
            }
        }
        let frequent = known.is_some_and(|word| self.index.postings.count(word) >= cost::KNOWN);
        if letters >= 3 && !frequent {
            self.typos(typed, word.ending, letters);
        }
        if self.words.is_empty() {
            for other in vocabulary.containing(typed) {
                self.add(other, cost::INSIDE, How::Letters);
            }
        }
        if self.words.is_empty() && letters >= 3 {
            self.letters(typed, letters);
        }
    }

    fn beginnings(&mut self, word: &Word, letters: usize, known: Option<u32>) {
        let (base, each) = match word.ending {
            Ending::Open => cost::UNFINISHED,
            Ending::Typed if letters <= 2 && known.is_some() => return,
            Ending::Typed => cost::BEGINNING,
        };
        let vocabulary = &self.index.vocabulary;
        let range = vocabulary.beginning_with(&word.folded);
        let missing = |other: u32| vocabulary.length(other).saturating_sub(letters);
        let mut completions: Vec<u32> = range.collect();
        let most = completions.len().min(COMPLETIONS);
        if most < completions.len() {
            completions.select_nth_unstable_by_key(most, |other| (missing(*other), *other));
            completions.truncate(most);
        }
        for other in completions {
            self.add(other, each * real(missing(other)) + base, How::Prefix);
        }
    }

    fn typos(&mut self, typed: &str, ending: Ending, letters: usize) {
        let reach = if letters >= cost::TWO_EDITS_FROM { 2 } else { 1 };
        let lengths = letters.saturating_sub(reach)..letters + reach + 1;
        let mut found = Vec::new();
        scan(&self.index.vocabulary, typed, lengths, |word, same_first, typed, letters| {
            let first = if same_first { 0.0 } else { cost::FIRST_LETTER };
            if spelling::one_edit(typed, letters, Extent::Whole) {
                found.push((word, cost::ONE_EDIT + first));
            } else if reach == 2 && spelling::two_edits(typed, letters) {
                found.push((word, cost::TWO_EDITS + first));
            }
        });
        for (word, penalty) in found {
            self.add(word, penalty, How::Typo);
            for form in self.index.vocabulary.forms().words_like(self.index.vocabulary.word(word)) {
                self.add(form, penalty + cost::EDIT_OF_STEM, How::Typo);
            }
        }
        let finished = self.words.values().any(|e| e.penalty < cost::ONE_EDIT);
        if ending == Ending::Open && letters >= 4 && !finished {
            let mut found = Vec::new();
            let lengths = letters - 1..usize::MAX - 1;
            scan(&self.index.vocabulary, typed, lengths, |word, same_first, typed, letters| {
                if same_first && spelling::one_edit(typed, letters, Extent::Beginning) {
                    found.push(word);
                }
            });
            for word in found {
                self.add(word, cost::EDIT_OF_BEGINNING, How::Typo);
            }
        }
    }

    fn letters(&mut self, typed: &str, letters: usize) {
        let vocabulary = &self.index.vocabulary;
        let first: String = typed.chars().take(1).collect();
        let (base, each) = cost::LETTERS;
        for other in vocabulary.beginning_with(&first) {
            if vocabulary.length(other) > letters
                && let Some(gaps) = spelling::gaps(typed, vocabulary.word(other))
            {
                self.add(other, each * real(gaps) + base, How::Letters);
            }
        }
    }
}

/// Whether at most `most` bits are set. Counting them all costs several times as much where the processor has
/// no instruction for it, and a whole vocabulary is looked through for every misprint.
fn at_most(most: u32, bits: u32) -> bool {
    (0..most).fold(bits, |bits, _| bits & bits.wrapping_sub(1)) == 0
}

/// Hands the words of these lengths whose letters are nearly those of `typed` to `each`, with whether
/// they begin with the same letter, and both as letters.
fn scan(
    vocabulary: &Vocabulary,
    typed: &str,
    lengths: Range<usize>,
    mut each: impl FnMut(u32, bool, &[char], &[char]),
) {
    let mask = spelling::mask(typed);
    let typed: Vec<char> = typed.chars().collect();
    let allowed = if typed.len() >= cost::TWO_EDITS_FROM { 2 } else { 1 };
    let whole = lengths.end < usize::MAX - 1;
    let mut letters = Vec::new();
    for (other, word) in vocabulary.of_lengths(lengths) {
        let extra = if whole { other & !mask } else { 0 };
        if at_most(allowed, mask & !other) && at_most(allowed, extra) {
            letters.clear();
            letters.extend(vocabulary.word(*word).chars());
            each(*word, letters.first() == typed.first(), &typed, &letters);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn at_most_so_many_bits_are_told_without_counting(bits in any::<u32>(), few in 0_u32..4, most in 0_u32..3) {
            for bits in [bits, bits & bits.rotate_left(7) & bits.rotate_left(13), 1 << few, 0] {
                prop_assert_eq!(at_most(most, bits), bits.count_ones() <= most);
            }
        }
    }
}
