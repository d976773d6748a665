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
    /// Uses right behind a function word, and how readily those words precede names, summed.
    led: u32,
    leads: f32,
}

/// Uses lent to every word and every function word, as of the average: few say little.
const LENT: f32 = 2.0;
/// A word stands where names do if the words before it precede names half as readily as the average does.
const LIKE_NAMES: f32 = 0.5;

/// The articles looked at.
pub(super) struct Sample {
    /// How many articles.
    pub(super) articles: usize,
    /// By unit of the model, rising: those that are looked at.
    pub(super) units: Vec<u32>,
    uses: HashMap<StemId, Uses>,
    words: usize,
    /// How often the average function word precedes a name.
    usual_lead: f32,
}

/// A function word and the content word right behind it, in one sentence with nothing but space between.
struct Led {
    by: FormId,
    stem: StemId,
    is_capital: bool,
}

impl Sample {
    pub(super) fn of(model: &Model) -> Self {
        let step = model.entries.len().div_ceil(MOST).max(1);
        let mut sample = Self {
            articles: 0,
            units: Vec::new(),
            uses: HashMap::new(),
            words: 0,
            usual_lead: 0.0,
        };
        let entries = || model.entries.iter().step_by(step);
        let mut leads = Vec::new();
        for entry in entries() {
            sample.articles += 1;
            sample.units.extend(entry.units.clone().filter_map(|unit| u32::try_from(unit).ok()));
            let units = model.units.get(entry.units.clone()).unwrap_or(&[]);
            let sentences: Vec<Vec<Token>> =
                units.iter().flat_map(|unit| model.tokens_by_sentence(unit)).collect();
            sample.count_clumps(model, &sentences);
            sample.count_capitals(model, entry.article.text(), &sentences);
            leads.extend(led(model, entry.article.text(), &sentences));
        }
        sample.count_leads(&leads);
        sample
    }

    /// Where a name can stand a subject can, and hardly a verb or an adverb: that is told by the function word
    /// before it, and what each of those precedes is told by capitals. No list of any language is needed.
    fn count_leads(&mut self, led: &[Led]) {
        let mut leads: HashMap<FormId, (u32, u32)> = HashMap::new();
        let (mut all, mut names) = (0_usize, 0_usize);
        for &Led { by, is_capital, .. } in led {
            let (uses, before_name) = leads.entry(by).or_default();
            *uses += 1;
            *before_name += u32::from(is_capital);
            all += 1;
            names += usize::from(is_capital);
        }
        self.usual_lead = ratio(names, all);
        for &Led { by, stem, .. } in led {
            let (uses, before_name) = leads.get(&by).copied().unwrap_or_default();
            let before_name = ratio(index(before_name), 1) + LENT * self.usual_lead;
            let of_stem = self.uses.entry(stem).or_default();
            of_stem.led += 1;
            of_stem.leads += before_name / (ratio(index(uses), 1) + LENT);
        }
    }

    /// How far a stem stands where names stand, from 0 to 1.
    pub(super) fn stands_like_names(&self, stem: StemId) -> f32 {
        let uses = self.uses.get(&stem).copied().unwrap_or_default();
        if self.usual_lead <= 0.0 {
            return 1.0;
        }
        let mean = (uses.leads + LENT * self.usual_lead) / (ratio(index(uses.led), 1) + LENT);
        (mean / (LIKE_NAMES * self.usual_lead)).min(1.0)
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

/// The content words of an article that stand right behind a function word.
fn led<'m>(
    model: &'m Model,
    text: &'m str,
    sentences: &'m [Vec<Token>],
) -> impl Iterator<Item = Led> + use<'m> {
    let pairs = sentences.iter().flat_map(|tokens| tokens.windows(2));
    pairs.filter_map(move |pair| {
        let [first, second] = pair else { return None };
        let stem = |token: &Token| model.forms().content_stem(token.form);
        let (None, Some(stem)) = (stem(first), stem(second)) else { return None };
        let between = first.extent.end..second.extent.start;
        let apart = !text.get(between)?.chars().all(char::is_whitespace);
        let is_capital = text.get(second.extent.start..)?.chars().next()?.is_uppercase();
        (!apart).then_some(Led { by: first.form, stem, is_capital })
    })
}
