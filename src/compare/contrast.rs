//! Words more frequent here than elsewhere: an order to look in, never a finding.
//!
//! δ = ln((a+α)/(n₁+α₀-a-α)) - ln((b+α)/(n₂+α₀-b-α)), z = δ / √(1/(a+α) + 1/(b+α)), with a uses among
//! n₁ content words here, b among n₂ elsewhere, α = α₀ c/N for a word used c times among the N content
//! words of the collection, α₀ = 500 (Monroe, Colaresi and Quinn 2008, Political Analysis 16(4)).

use std::collections::HashMap;
use std::ops::Range;

use super::model::{FormId, Model, StemId};

/// The prior's weight in words.
const ALPHA: f64 = 500.0;
/// Uses and passages that a word needs here to be listed.
const LEAST_USES: usize = 3;
const LEAST_PASSAGES: usize = 2;
/// Content words that both sides need inside a theme.
const LEAST_WORDS: usize = 150;
/// Uses that a word needs to be listed as used here only.
const LEAST_ALONE: usize = 2;
/// Words listed at most.
const LISTED: usize = 20;

/// A word and how often it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The commonest form of its stem here.
    pub word: String,
    /// Uses here.
    pub count: usize,
}

/// A word more frequent here.
#[derive(Debug, Clone, PartialEq)]
pub struct Distinct {
    /// The commonest form of its stem here.
    pub word: String,
    /// Uses here.
    pub here: usize,
    /// Uses elsewhere.
    pub elsewhere: usize,
    /// What the list is ordered by; says nothing alone.
    pub z: f64,
}

/// Why no such list is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLittle {
    /// Not enough words here.
    #[error("too little text: {0} words here")]
    Here(usize),
    /// Not enough words to compare with.
    #[error("too little text: {0} words elsewhere")]
    Elsewhere(usize),
}

/// How the words of some passages differ from those of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// Content words here.
    pub words_here: usize,
    /// Content words elsewhere.
    pub words_elsewhere: usize,
    /// Words used twice or more here and in no other article, most used first.
    pub only_here: Vec<Counted>,
    /// Words more frequent here, in the order of z.
    pub distinct: Result<Vec<Distinct>, TooLittle>,
}

/// What is counted of a side.
#[derive(Default)]
struct Side {
    words: usize,
    /// Uses and passages of each stem.
    stems: HashMap<StemId, (usize, usize)>,
}

impl Model {
    /// The words of the whole article in this place against all others.
    pub fn contrast(&self, article: usize) -> Option<Contrast> {
        let here: Vec<usize> = self.entries.get(article)?.units.clone().collect();
        let elsewhere = (0..self.units.len()).filter(|unit| !here.contains(unit)).collect();
        Some(self.contrast_of(article, &here, elsewhere, 0))
    }

    /// The words of the passages `here` of an article against those of `elsewhere` (as ¶ numbers by
    /// article): the words of one theme.
    pub(super) fn contrast_within(
        &self,
        article: usize,
        here: &[usize],
        elsewhere: Vec<usize>,
    ) -> Contrast {
        self.contrast_of(article, here, elsewhere, LEAST_WORDS)
    }

    fn contrast_of(
        &self,
        article: usize,
        here: &[usize],
        elsewhere: Vec<usize>,
        least: usize,
    ) -> Contrast {
        let (a, b) = (self.side(here.iter().copied()), self.side(elsewhere.into_iter()));
        let forms = self.commonest_forms(here);
        let own = self.entries.get(article).map_or(0..0, |entry| entry.units.clone());
        let mut only_here: Vec<Counted> = a
            .stems
            .iter()
            .filter(|(stem, (uses, _))| *uses >= LEAST_ALONE && self.is_only_in(**stem, &own))
            .map(|(stem, (uses, _))| Counted { word: self.word(&forms, *stem), count: *uses })
            .collect();
        only_here.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
        only_here.truncate(LISTED);
        let distinct = if a.words < least.max(1) {
            Err(TooLittle::Here(a.words))
        } else if b.words < least.max(1) {
            Err(TooLittle::Elsewhere(b.words))
        } else {
            Ok(self.distinct(&a, &b, &forms))
        };
        Contrast { words_here: a.words, words_elsewhere: b.words, only_here, distinct }
    }

    fn side(&self, units: impl Iterator<Item = usize>) -> Side {
        let mut side = Side::default();
        for unit in units {
            for (stem, count) in self.bag_of(unit) {
                let count = usize::try_from(*count).unwrap_or(0);
                let (uses, passages) = side.stems.entry(*stem).or_default();
                *uses += count;
                *passages += 1;
                side.words += count;
            }
        }
        side
    }

    fn distinct(&self, a: &Side, b: &Side, forms: &HashMap<StemId, FormId>) -> Vec<Distinct> {
        let all: usize = self.total_words();
        let mut words: Vec<Distinct> = a
            .stems
            .iter()
            .filter(|(stem, (uses, passages))| {
                *uses >= LEAST_USES
                    && *passages >= LEAST_PASSAGES
                    && self.vocabulary.stem_text(**stem).contains(char::is_alphabetic)
            })
            .map(|(stem, (here, _))| {
                let elsewhere = b.stems.get(stem).map_or(0, |(uses, _)| *uses);
                let everywhere = self.uses(*stem);
                let z = log_odds_z((*here, a.words), (elsewhere, b.words), (everywhere, all));
                Distinct { word: self.word(forms, *stem), here: *here, elsewhere, z }
            })
            .filter(|word| word.z > 0.0)
            .collect();
        words.sort_by(|a, b| b.z.total_cmp(&a.z).then_with(|| a.word.cmp(&b.word)));
        words.truncate(LISTED);
        words
    }

    /// Uses of a stem in the collection.
    fn uses(&self, stem: StemId) -> usize {
        self.postings(stem).iter().map(|p| usize::try_from(p.count).unwrap_or(0)).sum()
    }

    fn is_only_in(&self, stem: StemId, units: &Range<usize>) -> bool {
        self.vocabulary.stem_text(stem).contains(char::is_alphabetic)
            && self.postings(stem).iter().all(|p| units.contains(&super::nearest::index(p.unit)))
    }

    /// The form in which each stem stands most often in these passages.
    fn commonest_forms(&self, units: &[usize]) -> HashMap<StemId, FormId> {
        let mut counts: HashMap<FormId, usize> = HashMap::new();
        for unit in units.iter().filter_map(|unit| self.units.get(*unit)) {
            for token in self.tokens_of(unit) {
                *counts.entry(token.form).or_default() += 1;
            }
        }
        let mut counted: Vec<(FormId, usize)> = counts.into_iter().collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut forms = HashMap::new();
        for (form, _) in counted {
            if let Some(stem) = self.vocabulary.content_stem(form) {
                forms.entry(stem).or_insert(form);
            }
        }
        forms
    }

    fn word(&self, forms: &HashMap<StemId, FormId>, stem: StemId) -> String {
        let form = forms.get(&stem).map(|form| self.vocabulary.form_text(*form));
        crate::text::stems::without_possessive(form.unwrap_or(self.vocabulary.stem_text(stem)))
            .to_owned()
    }
}

/// z of the log-odds; each pair is uses of the word and content words: here, elsewhere, everywhere.
#[expect(clippy::cast_precision_loss, reason = "counts of words stay below 2^53")]
fn log_odds_z(here: (usize, usize), elsewhere: (usize, usize), all: (usize, usize)) -> f64 {
    let alpha = ALPHA * all.0 as f64 / (all.1.max(1)) as f64;
    let odds = |(uses, words): (usize, usize)| {
        let uses = uses as f64 + alpha;
        (uses / (words as f64 + ALPHA - uses)).ln()
    };
    let delta = odds(here) - odds(elsewhere);
    delta / (1.0 / (here.0 as f64 + alpha) + 1.0 / (elsewhere.0 as f64 + alpha)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z_is_that_of_the_formula() {
        // a=6 of 100, b=2 of 400, c=8 of 500, α=8: ln(14/586) - ln(10/890) = 0.754…, over √(1/14+1/10).
        let z = log_odds_z((6, 100), (2, 400), (8, 500));
        assert!((z - 1.8217).abs() < 1e-3, "{z}");
        assert!(log_odds_z((0, 100), (8, 400), (8, 500)) < 0.0);
    }
}
