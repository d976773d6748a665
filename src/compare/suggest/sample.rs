//! The articles looked at, and what is counted in them word by word.

use std::collections::HashMap;

use crate::compare::lists::index;
use crate::compare::model::{FormId, Model, StemId};
use crate::compare::tokens::Token;

/// Articles looked at; of more an even sample is enough to see what recurs.
const MOST: usize = 2_000;
/// Words within which a use follows another.
const CLUMP: usize = 60;
/// Share of its uses inside a sentence in which a name has a capital.
const NAMED: f32 = 0.8;
/// Where more of the words inside sentences have capitals, as in German, capitals name nothing.
const CAPITALISED: f32 = 0.35;

/// Some of all, as a share; nothing of nothing is none.
#[expect(clippy::cast_precision_loss, reason = "counts of passages, articles and words")]
pub(super) const fn ratio(some: usize, all: usize) -> f32 {
    some as f32 / (if all == 0 { 1 } else { all }) as f32
}

/// Uses of a stem.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    all: u32,
    /// Those that follow another of the same article within [`CLUMP`] words.
    following: u32,
    /// Uses inside a sentence where capitals mean something, and those among them with one.
    inside: u32,
    capital: u32,
    /// Uses of which is known what stands beside them, and how readily names have that before and behind them,
    /// summed.
    beside: u32,
    before: f32,
    behind: f32,
}

/// Uses lent to every word and to all that stands beside words, as of the average: few say little.
const LENT: f32 = 2.0;
/// A word stands where names do if names have what is before it, and what is behind it, this readily beside the
/// average.
const LIKE_NAMES: f32 = 0.6;
/// Uses from which that can be told.
const WELL_KNOWN: u32 = 12;

/// The articles looked at.
pub(super) struct Sample {
    /// How many articles.
    pub(super) articles: usize,
    /// By unit of the model, rising: those that are looked at.
    pub(super) units: Vec<u32>,
    uses: HashMap<StemId, Uses>,
    words: usize,
    /// How often the average content word inside a sentence is written like a name.
    usual: f32,
}

/// What stands beside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Beside {
    Function(FormId),
    Content,
    /// A mark, or the end of the sentence.
    Break,
}

/// A content word inside a sentence, and what is before and behind it.
struct WordUse {
    stem: StemId,
    before: Beside,
    behind: Beside,
    is_capital: bool,
}

/// Uses beside something, and those of them that are written like names.
type Readiness = HashMap<Beside, (u32, u32)>;

impl Sample {
    pub(super) fn of(model: &Model) -> Self {
        let step = model.entries.len().div_ceil(MOST).max(1);
        let mut sample =
            Self { articles: 0, units: Vec::new(), uses: HashMap::new(), words: 0, usual: 0.0 };
        let entries = || model.entries.iter().step_by(step);
        let mut word_uses = Vec::new();
        for entry in entries() {
            sample.articles += 1;
            sample.units.extend(entry.units.clone().filter_map(|unit| u32::try_from(unit).ok()));
            let units = model.units.get(entry.units.clone()).unwrap_or(&[]);
            let sentences: Vec<Vec<Token>> =
                units.iter().flat_map(|unit| model.tokens_by_sentence(unit)).collect();
            sample.count_clumps(model, &sentences);
            sample.count_capitals(model, entry.article.text(), &sentences);
            word_uses.extend(uses_in(model, entry.article.text(), &sentences));
        }
        sample.count_places(&word_uses);
        sample
    }

    /// Where a name can stand a subject can, and hardly a verb or an adverb: that is told by what stands before
    /// and behind it, and what names have there is told by capitals. No list of any language is needed.
    fn count_places(&mut self, word_uses: &[WordUse]) {
        let (mut before, mut behind) = (Readiness::new(), Readiness::new());
        for WordUse { before: left, behind: right, is_capital, .. } in word_uses {
            for (beside, of) in [(left, &mut before), (right, &mut behind)] {
                let (uses, names) = of.entry(*beside).or_default();
                *uses += 1;
                *names += u32::from(*is_capital);
            }
        }
        let names = word_uses.iter().filter(|word_use| word_use.is_capital).count();
        let usual = ratio(names, word_uses.len());
        self.usual = usual;
        let ready = |of: &Readiness, beside: &Beside| {
            let (uses, names) = of.get(beside).copied().unwrap_or_default();
            let names = ratio(index(names), 1) + LENT * usual;
            names / (ratio(index(uses), 1) + LENT)
        };
        for word_use in word_uses {
            let of_stem = self.uses.entry(word_use.stem).or_default();
            of_stem.beside += 1;
            of_stem.before += ready(&before, &word_use.before);
            of_stem.behind += ready(&behind, &word_use.behind);
        }
    }

    /// How far a stem stands where names stand, from 0 to 1.
    pub(super) fn stands_like_names(&self, stem: StemId) -> f32 {
        let uses = self.uses.get(&stem).copied().unwrap_or_default();
        if self.usual <= 0.0 {
            return 1.0;
        }
        let like = |sum: f32| {
            let mean = (sum + LENT * self.usual) / (ratio(index(uses.beside), 1) + LENT);
            (mean / (LIKE_NAMES * self.usual)).min(1.0)
        };
        like(uses.before) * like(uses.behind)
    }

    /// Whether a stem is used often enough for [`Self::stands_like_names`] to tell a verb from a subject.
    pub(super) fn is_well_known(&self, stem: StemId) -> bool {
        self.uses.get(&stem).is_some_and(|uses| uses.beside >= WELL_KNOWN)
    }

    fn count_clumps(&mut self, model: &Model, sentences: &[Vec<Token>]) {
        let mut last: HashMap<StemId, usize> = HashMap::new();
        for (place, token) in sentences.iter().flatten().enumerate() {
            self.words += 1;
            let Some(stem) = model.forms().content_stem(token.form) else { continue };
            let uses = self.uses.entry(stem).or_default();
            uses.all += 1;
            let before = last.insert(stem, place);
            uses.following += u32::from(before.is_some_and(|before| place - before < CLUMP));
        }
    }

    fn count_capitals(&mut self, model: &Model, text: &str, sentences: &[Vec<Token>]) {
        let inside = sentences.iter().flat_map(|tokens| tokens.iter().skip(1));
        let seen: Vec<(StemId, bool)> = inside
            .filter_map(|token| {
                let stem = model.forms().content_stem(token.form)?;
                let first = text.get(token.extent.start..)?.chars().next()?;
                Some((stem, first.is_uppercase()))
            })
            .collect();
        let capitals = seen.iter().filter(|(_, capital)| *capital).count();
        if ratio(capitals, seen.len()) > CAPITALISED {
            return;
        }
        for (stem, capital) in seen {
            let uses = self.uses.entry(stem).or_default();
            uses.inside += 1;
            uses.capital += u32::from(capital);
        }
    }

    /// Whether a stem is written like a name.
    pub(super) fn is_name(&self, stem: StemId) -> bool {
        let uses = self.uses.get(&stem).copied().unwrap_or_default();
        uses.inside > 0 && ratio(index(uses.capital), index(uses.inside)) >= NAMED
    }

    /// How much more often a stem's uses follow one another than chance would have it, in √ of what chance
    /// would: of m uses among n words each is followed within k words with 1 - exp(-m k / n).
    pub(super) fn clumps(&self, stem: StemId) -> f32 {
        let uses = self.uses.get(&stem).copied().unwrap_or_default();
        let (all, following) = (ratio(index(uses.all), 1), ratio(index(uses.following), 1));
        let chance = 1.0 - (-all * ratio(CLUMP, 1) / ratio(self.words, 1)).exp();
        let expected = (all - 1.0).max(0.0) * chance;
        ((following - expected) / (expected + 1.0).sqrt()).max(0.0)
    }
}

/// The content words of an article that stand inside its sentences: where one begins, a capital tells nothing.
fn uses_in<'m>(
    model: &'m Model,
    text: &'m str,
    sentences: &'m [Vec<Token>],
) -> impl Iterator<Item = WordUse> + use<'m> {
    let beside = move |first: &Token, second: &Token, of: &Token| {
        let between = text.get(first.extent.end..second.extent.start).unwrap_or("");
        match model.forms().content_stem(of.form) {
            _ if !between.chars().all(char::is_whitespace) => Beside::Break,
            Some(_) => Beside::Content,
            None => Beside::Function(of.form),
        }
    };
    sentences.iter().flat_map(move |tokens| {
        let inside = tokens.iter().zip(tokens.iter().skip(1)).enumerate();
        inside.filter_map(move |(place, (before, token))| {
            let stem = model.forms().content_stem(token.form)?;
            let behind = tokens.get(place + 2);
            Some(WordUse {
                stem,
                before: beside(before, token, before),
                behind: behind.map_or(Beside::Break, |behind| beside(token, behind, behind)),
                is_capital: text.get(token.extent.start..)?.chars().next()?.is_uppercase(),
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::collection::{Article, Collection};

    #[test]
    fn of_many_articles_an_even_sample_is_looked_at() {
        let looked_at = |count: usize| {
            let article = |n: usize| Arc::new(Article::of_paragraphs(&format!("The ferry {n}.")));
            let articles = (0..count).map(article);
            Sample::of(&Model::build(&Collection::new(articles, Vec::new()))).articles
        };
        assert_eq!(looked_at(0), 0);
        assert_eq!(looked_at(3), 3);
        assert_eq!(looked_at(MOST + 2), MOST / 2 + 1);
    }
}
