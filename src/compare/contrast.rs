//! Words more frequent here than elsewhere: an order to look in, never a finding.
//!
//! δ = ln((a+α)/(n₁+α₀-a-α)) - ln((b+α)/(n₂+α₀-b-α)), z = δ / √(1/(a+α) + 1/(b+α)), with a uses among
//! n₁ content words here, b among n₂ elsewhere, α = α₀ c/N for a word used c times among the N content
//! words of the collection, α₀ = 500 (Monroe, Colaresi and Quinn 2008, Political Analysis 16(4)).

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::lists::index;
use super::model::{Model, Posting, StemId};

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
    /// As its stem is written most often here.
    pub word: String,
    /// Uses here.
    pub count: usize,
}

/// A word more frequent here.
#[derive(Debug, Clone, PartialEq)]
pub struct Distinct {
    /// As its stem is written most often here.
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
#[derive(Debug, Default)]
struct Side {
    words: usize,
    /// Uses and passages of each stem.
    stems: HashMap<StemId, (usize, usize)>,
}

/// The words of one theme over all articles, counted once for all its cells.
#[derive(Debug)]
pub struct ThemeContrast<'m> {
    model: &'m Model,
    /// Passages on the theme, rising.
    on: Vec<usize>,
    all: Side,
}

impl<'m> ThemeContrast<'m> {
    /// Of the passages `on` the theme, by place, rising.
    pub(super) fn new(model: &'m Model, on: Vec<usize>) -> Self {
        let all = model.side(&on);
        Self { model, on, all }
    }

    /// The words of the theme in the article of this place against those of the theme elsewhere.
    pub fn of(&self, article: usize) -> Option<Contrast> {
        let own = self.model.entries.get(article)?.units.clone();
        let from = self.on.partition_point(|unit| *unit < own.start);
        let to = self.on.partition_point(|unit| *unit < own.end);
        let here = self.on.get(from..to).unwrap_or(&[]);
        let all = |stem| self.all.stems.get(&stem).map_or(0, |(uses, _)| *uses);
        Some(self.model.contrast_of(article, here, (&all, self.all.words), LEAST_WORDS))
    }
}

impl Model {
    /// The words of the whole article in this place against all others.
    pub fn contrast(&self, article: usize) -> Option<Contrast> {
        let here: Vec<usize> = self.entries.get(article)?.units.clone().collect();
        Some(self.contrast_of(article, &here, (&|stem| self.uses(stem), self.total_words()), 0))
    }

    /// The words of the passages `here` of an article against those of `all`, which holds them too: uses of
    /// each stem, and words.
    fn contrast_of(
        &self,
        article: usize,
        here: &[usize],
        (uses, words): (&dyn Fn(StemId) -> usize, usize),
        least: usize,
    ) -> Contrast {
        let side = self.side(here);
        let words_elsewhere = words.saturating_sub(side.words);
        let own = self.entries.get(article).map_or(0..0, |entry| entry.units.clone());
        let mut only: Vec<(StemId, usize)> = side
            .stems
            .iter()
            .filter(|(stem, (uses, _))| *uses >= LEAST_ALONE && self.is_only_in(**stem, &own))
            .map(|(stem, (uses, _))| (*stem, *uses))
            .collect();
        let order = |stem: StemId| self.forms().stem_text(stem);
        only.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| order(a.0).cmp(order(b.0))));
        only.truncate(LISTED);
        let distinct = if side.words < least.max(1) {
            Err(TooLittle::Here(side.words))
        } else if words_elsewhere < least.max(1) {
            Err(TooLittle::Elsewhere(words_elsewhere))
        } else {
            Ok(self.distinct(&side, words_elsewhere, uses))
        };
        let listed = only.iter().map(|(stem, _)| *stem);
        let also = distinct.iter().flatten().map(|(stem, ..)| *stem);
        let written = self.written(here, &listed.chain(also).collect());
        let word =
            |stem: StemId| written.get(&stem).map_or_else(|| order(stem).to_owned(), Clone::clone);
        Contrast {
            words_here: side.words,
            words_elsewhere,
            only_here: only
                .into_iter()
                .map(|(stem, count)| Counted { word: word(stem), count })
                .collect(),
            distinct: distinct.map(|found| {
                let told = found.into_iter().map(|(stem, here, elsewhere, z)| Distinct {
                    word: word(stem),
                    here,
                    elsewhere,
                    z,
                });
                told.collect()
            }),
        }
    }

    fn side(&self, units: &[usize]) -> Side {
        let mut side = Side::default();
        for unit in units {
            for (stem, count) in self.bag_of(*unit) {
                let count = index(count);
                let (uses, passages) = side.stems.entry(stem).or_default();
                *uses += count;
                *passages += 1;
                side.words += count;
            }
        }
        side
    }

    /// Stems more frequent in `side` than in the `words` elsewhere: uses here and elsewhere, and z.
    fn distinct(
        &self,
        side: &Side,
        words: usize,
        uses: &dyn Fn(StemId) -> usize,
    ) -> Vec<(StemId, usize, usize, f64)> {
        let all: usize = self.total_words();
        let mut found: Vec<(StemId, usize, usize, f64)> = side
            .stems
            .iter()
            .filter(|(stem, (uses, passages))| {
                *uses >= LEAST_USES
                    && *passages >= LEAST_PASSAGES
                    && self.forms().stem_text(**stem).contains(char::is_alphabetic)
            })
            .map(|(stem, (here, _))| {
                let elsewhere = uses(*stem).saturating_sub(*here);
                let everywhere = (self.uses(*stem), all);
                let z = log_odds_z((*here, side.words), (elsewhere, words), everywhere);
                (*stem, *here, elsewhere, z)
            })
            .filter(|(.., z)| *z > 0.0)
            .collect();
        let order = |stem: StemId| self.forms().stem_text(stem);
        found.sort_by(|a, b| b.3.total_cmp(&a.3).then_with(|| order(a.0).cmp(order(b.0))));
        found.truncate(LISTED);
        found
    }

    /// Whether all passages with `stem` are among `units`; they are in order.
    fn is_only_in(&self, stem: StemId, units: &Range<usize>) -> bool {
        let inside = |posting: Option<&Posting>| {
            posting.is_some_and(|posting| units.contains(&index(posting.unit)))
        };
        let postings = self.postings(stem);
        self.forms().stem_text(stem).contains(char::is_alphabetic)
            && inside(postings.first())
            && inside(postings.last())
    }

    /// How each of `stems` is written most often in these passages, without a possessive; of forms as
    /// frequent the first in the order of letters.
    pub(super) fn written(
        &self,
        units: &[usize],
        stems: &BTreeSet<StemId>,
    ) -> HashMap<StemId, String> {
        let mut counts: HashMap<(StemId, &str), usize> = HashMap::new();
        for unit in units.iter().filter_map(|unit| self.units.get(*unit)) {
            let Some(article) = self.article_of(unit) else { continue };
            for token in self.tokens_of(unit) {
                let stem = self.forms().content_stem(token.form);
                if let Some(stem) = stem.filter(|stem| stems.contains(stem)) {
                    *counts.entry((stem, token.extent.of(article.text()))).or_default() += 1;
                }
            }
        }
        let mut counted: Vec<((StemId, &str), usize)> = counts.into_iter().collect();
        // Small letters come behind capitals: a capital may only be that of a sentence.
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| b.0.1.cmp(a.0.1)));
        let mut written = HashMap::new();
        for ((stem, word), _) in counted {
            written.entry(stem).or_insert_with(|| word.to_owned());
        }
        written
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
