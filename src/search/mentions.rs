//! Sentences that mention a name as a name, or let whoever bears it speak.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Stop;
use super::expand;
use super::query::{Mention, Query, Role};
use super::results::How;
use crate::index::{Index, tokens};
use crate::text::words::words;
use crate::text::{Extent, saying};

/// The sentences that have `mention`; `None` if told to stop.
pub(super) fn sentences(
    index: &Index,
    query: &Query,
    mention: &Mention,
    stop: Stop<'_>,
) -> Option<HashSet<u32>> {
    let wanted = Wanted::new(index, query, mention);
    let Some(rarest) = wanted.forms.iter().min_by_key(|forms| count(index, forms)) else {
        return Some(HashSet::new());
    };
    let holding = rarest.iter().flat_map(|word| index.postings.of(*word));
    let mut units: Vec<(u32, u32)> = holding
        .map(|sentence| index.unit_of(sentence))
        .map(|unit| (unit.start, unit.end))
        .collect();
    units.sort_unstable();
    units.dedup();
    let of_unit = |(start, end): &(u32, u32)| (!stop()).then(|| wanted.within(*start..*end));
    let found: Option<Vec<Vec<u32>>> = units.par_iter().map(of_unit).collect();
    Some(found?.into_iter().flatten().collect())
}

fn count(index: &Index, forms: &HashSet<u32>) -> u32 {
    forms.iter().map(|word| index.postings.count(*word)).sum()
}

/// A name, and how each of its words may be written here.
struct Wanted<'a> {
    index: &'a Index,
    role: Role,
    forms: Vec<HashSet<u32>>,
}

impl<'a> Wanted<'a> {
    fn new(index: &'a Index, query: &Query, mention: &Mention) -> Self {
        // A name of one letter more or less is another name; one in another script is the same.
        let same = |how| matches!(how, How::Exact | How::Prefix | How::Stem | How::Alias);
        let written = |word| {
            let all = expand::expand(index, query, word).into_iter();
            all.filter(|expansion| same(expansion.how)).map(|expansion| expansion.word).collect()
        };
        Self { index, role: mention.role, forms: mention.words.iter().map(written).collect() }
    }

    /// Those of the `unit`'s sentences that have the name.
    fn within(&self, unit: std::ops::Range<u32>) -> Vec<u32> {
        let Some(first) = self.index.locate(unit.start) else { return Vec::new() };
        let text = first.article.text();
        let placed: Vec<(u32, Extent)> = unit
            .filter_map(|sentence| Some((sentence, self.index.locate(sentence)?.extent)))
            .collect();
        let (Some((_, start)), Some((_, end))) = (placed.first(), placed.last()) else {
            return Vec::new();
        };
        let whole = Extent::new(start.start, end.end);
        let paragraph = whole.of(text);
        let spans = match self.role {
            Role::Named => self.named(paragraph),
            Role::Speaker => self.said(paragraph),
        };
        let has = |extent: Extent| {
            spans.iter().any(|span| span.shifted(whole.start).overlap(extent).is_some())
        };
        let speaks = |extent: Extent| {
            let sentence = extent.of(text);
            self.role == Role::Speaker
                && !self.these(sentence, saying::speakers(sentence)).is_empty()
        };
        let found = placed.into_iter().filter(|(_, extent)| has(*extent) || speaks(*extent));
        found.map(|(sentence, _)| sentence).collect()
    }

    /// Where the name stands as one: where a sentence begins with it only if it has its capital elsewhere too.
    fn named(&self, paragraph: &str) -> Vec<Extent> {
        let vocabulary = &self.index.vocabulary;
        let words = words(paragraph);
        let mut names = self.these(paragraph, saying::capitalised(paragraph, &words));
        let certain = if names.is_empty() { Vec::new() } else { saying::names(paragraph) };
        names.retain(|name| {
            let word = |folded: &str| vocabulary.find(folded);
            let written = tokens::list(name.of(paragraph));
            let of_name = |word: &u32| self.forms.iter().any(|forms| forms.contains(word));
            let mut known = written.iter().filter_map(|(folded, _)| word(folded)).filter(of_name);
            certain.contains(name) || known.all(|word| vocabulary.is_mostly_capital(word))
        });
        names
    }

    /// What the bearer of the name says in quotation marks.
    fn said(&self, paragraph: &str) -> Vec<Extent> {
        let mut said = saying::quotations(paragraph);
        said.retain(|quotation| {
            let speaker = saying::speaker(paragraph, *quotation);
            !self.these(paragraph, speaker.into_iter().collect()).is_empty()
        });
        said
    }

    /// Those of `names` that have each word of the name.
    fn these(&self, paragraph: &str, mut names: Vec<Extent>) -> Vec<Extent> {
        names.retain(|name| {
            let tokens = tokens::list(name.of(paragraph));
            let words: HashSet<u32> = tokens
                .iter()
                .filter_map(|(folded, _)| self.index.vocabulary.find(folded))
                .collect();
            self.forms.iter().all(|forms| !forms.is_disjoint(&words))
        });
        names
    }
}
