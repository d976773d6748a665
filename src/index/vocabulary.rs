//! All word forms of a collection, sorted, and the ways to find one that is not quite what was typed.

use std::ops::Range;

use super::bits::Bits;
use super::forms::{FormId, Forms, Usage};
use super::spelling;
use crate::text::fnv::{START, fnv1a};
use crate::text::stems::Stems;

/// Longest word, in letters, that is told apart by length.
const LONGEST: usize = 63;

/// The word forms of a collection; a word's number is its place in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    letters: String,
    starts: Vec<u32>,
    lengths: Vec<u8>,
    /// Letters and number of each word, sorted by length.
    by_length: Vec<(u32, u32)>,
    /// Where each length starts in `by_length`.
    length_starts: Vec<usize>,
    forms: Forms,
    vowelless: Groups,
    names: Groups,
    /// By word: it mostly begins with a capital.
    capital: Bits,
}

impl Vocabulary {
    /// The vocabulary of `words`, sorted and without repetition, with what is known of each.
    pub(crate) fn new(words: &[&str], usage: &[Usage], languages: Vec<Stems>) -> Self {
        let mut vocabulary = Self::default();
        let (mut vowelless, mut names) = (Vec::new(), Vec::new());
        vocabulary.starts.push(0);
        for ((number, word), usage) in (0_u32..).zip(words).zip(usage) {
            vocabulary.letters.push_str(word);
            vocabulary.starts.push(u32::try_from(vocabulary.letters.len()).unwrap_or(u32::MAX));
            let length = word.chars().count().min(LONGEST);
            vocabulary.lengths.push(u8::try_from(length).unwrap_or(u8::MAX));
            vocabulary.by_length.push((spelling::mask(word), number));
            if let Some(left) = spelling::vowelless(word) {
                vowelless.push((key(&left), number));
            }
            let mostly_capital = usage.capitals * 2 > usage.occurrences;
            vocabulary.capital.push(mostly_capital);
            if mostly_capital && let Some(name) = spelling::name_key(word) {
                names.push((key(&name), number));
            }
        }
        let lengths = &vocabulary.lengths;
        let length_of = |number: u32| lengths.get(number as usize).copied().unwrap_or(0);
        vocabulary.by_length.sort_by_key(|(_, number)| (length_of(*number), *number));
        vocabulary.length_starts = (0..=LONGEST + 1)
            .map(|length| {
                vocabulary
                    .by_length
                    .partition_point(|(_, number)| usize::from(length_of(*number)) < length)
            })
            .collect();
        vocabulary.forms = Forms::new(words, usage, languages);
        vocabulary.vowelless = Groups::new(vowelless);
        vocabulary.names = Groups::new(names);
        vocabulary
    }

    /// How many word forms there are.
    pub(crate) const fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The word of this number.
    pub(crate) fn word(&self, number: u32) -> &str {
        let number = number as usize;
        match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(start), Some(end)) => {
                self.letters.get(*start as usize..*end as usize).unwrap_or("")
            }
            _ => "",
        }
    }

    /// Whether it mostly begins with a capital where no sentence begins.
    pub(crate) fn is_mostly_capital(&self, number: u32) -> bool {
        self.capital.get(number as usize)
    }

    /// Its length in letters.
    pub(crate) fn length(&self, number: u32) -> usize {
        usize::from(self.lengths.get(number as usize).copied().unwrap_or(0))
    }

    /// The number of `word`.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let number = self.lower_bound(|w| w < word);
        (self.word(number) == word).then_some(number)
    }

    /// The words that begin with `beginning`: they stand together.
    pub(crate) fn beginning_with(&self, beginning: &str) -> Range<u32> {
        let start = self.lower_bound(|w| w < beginning);
        start..self.lower_bound(|w| w < beginning || w.starts_with(beginning))
    }

    /// The words that have `part` anywhere.
    pub(crate) fn containing(&self, part: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for (at, _) in self.letters.match_indices(part) {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let after = self.starts.partition_point(|start| *start <= at);
            let number = u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX);
            let fits =
                self.starts.get(after).is_some_and(|end| at as usize + part.len() <= *end as usize);
            if fits && found.last() != Some(&number) {
                found.push(number);
            }
        }
        found
    }

    /// Letters and numbers of the words with so many letters.
    pub(crate) fn of_lengths(&self, lengths: Range<usize>) -> &[(u32, u32)] {
        let start = self.length_starts.get(lengths.start.min(LONGEST + 1));
        let end = self.length_starts.get(lengths.end.min(LONGEST + 1));
        match (start, end) {
            (Some(start), Some(end)) => self.by_length.get(*start..*end).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// Forms and stems.
    pub(crate) const fn forms(&self) -> &Forms {
        &self.forms
    }

    /// Forms that share a stem with the folded word `wanted`, in any language of the collection.
    pub(crate) fn forms_like(&self, wanted: &str) -> Vec<FormId> {
        if wanted.contains(char::is_numeric) {
            // A number or a year is that and no other: 1990 is not the 1990s.
            return self.forms_exactly(wanted);
        }
        let stems = self.forms.stems_like(wanted).into_iter();
        let mut forms: Vec<FormId> =
            stems.flat_map(|stem| self.forms.members(stem)).copied().collect();
        forms.sort_unstable();
        forms
    }

    /// Forms that start with the folded `beginning`.
    pub(crate) fn forms_starting(&self, beginning: &str) -> Vec<FormId> {
        let words = self.beginning_with(beginning);
        let mut forms: Vec<FormId> = words.flat_map(|word| self.forms.forms_of(word)).collect();
        forms.sort_unstable();
        forms
    }

    /// The folded word `wanted` in each language in which it is used.
    pub(crate) fn forms_exactly(&self, wanted: &str) -> Vec<FormId> {
        self.find(wanted).into_iter().flat_map(|word| self.forms.forms_of(word)).collect()
    }

    /// The words that are `consonants` when their vowels are dropped.
    pub(crate) fn without_vowels(&self, consonants: &str) -> &[u32] {
        self.vowelless.of(key(consonants))
    }

    /// Names that may be other spellings of `word`.
    pub(crate) fn spelt_otherwise(&self, word: &str) -> &[u32] {
        spelling::name_key(word).map_or(&[], |name| self.names.of(key(&name)))
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.letters.len()
            + 4 * self.starts.len()
            + self.lengths.len()
            + 8 * self.by_length.len()
            + self.forms.size()
            + self.vowelless.size()
            + self.names.size()
            + self.capital.size()
    }

    fn lower_bound(&self, before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, u32::try_from(self.len()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Two different keys of one collection meet about never, and if they do a word more is looked at.
fn key(word: &str) -> u64 {
    fnv1a(START, word.as_bytes())
}

/// Words by something they share.
#[derive(Debug, Clone, Default)]
struct Groups {
    keys: Vec<u64>,
    members: Vec<u32>,
}

impl Groups {
    fn new(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        Self {
            keys: pairs.iter().map(|(key, _)| *key).collect(),
            members: pairs.iter().map(|(_, member)| *member).collect(),
        }
    }

    fn of(&self, key: u64) -> &[u32] {
        let start = self.keys.partition_point(|k| *k < key);
        let end =
            start + self.keys.get(start..).map_or(0, |rest| rest.partition_point(|k| *k == key));
        self.members.get(start..end).unwrap_or(&[])
    }

    const fn size(&self) -> usize {
        12 * self.keys.len()
    }
}
