//! Where hits may lie: filters, phrases, unwanted words.

use std::collections::HashSet;

use super::query::{Filter, Phrase, Place, Query};
use crate::collection::{Article, BlockKind, PartialDate};
use crate::index::{Index, Location, tokens};
use crate::text::words::fold;

/// The sentences that may be hits; `None` where all may.
pub(super) struct Scope {
    allowed: Option<Vec<bool>>,
}

impl Scope {
    /// Where the hits of `query` may lie; `None` if told to stop.
    pub(super) fn of(index: &Index, query: &Query, stop: &dyn Fn() -> bool) -> Option<Self> {
        let mut allowed: Option<Vec<bool>> = None;
        if !query.filters.is_empty() || query.within.is_some() {
            allowed = Some(by_place(index, query, stop)?);
        }
        let everywhere = || vec![true; index.len() as usize];
        for phrase in &query.phrases {
            let found: HashSet<u32> = sentences_with(index, phrase, stop)?.into_iter().collect();
            for (sentence, allowed) in (0_u32..).zip(allowed.get_or_insert_with(everywhere)) {
                *allowed &= found.contains(&sentence);
            }
        }
        for phrase in &query.without {
            for sentence in sentences_with(index, phrase, stop)? {
                forbid(index, sentence, allowed.get_or_insert_with(everywhere));
            }
        }
        Some(Self { allowed })
    }

    /// Empties the cells of all other sentences. Where there are no words to look for, the first
    /// sentence of each passage that is left stands for it.
    pub(super) fn keep(&self, index: &Index, cells: &mut [u32], wordless: bool) {
        let allowed = |sentence: u32| {
            self.allowed.as_ref().is_none_or(|a| a.get(sentence as usize).copied().unwrap_or(false))
        };
        if wordless {
            let mut shown = false;
            for (sentence, cell) in (0_u32..).zip(cells) {
                shown &= !index.starts_unit(sentence);
                if allowed(sentence) && !shown {
                    *cell = u32::MAX;
                    shown = true;
                }
            }
        } else if self.allowed.is_some() {
            for (sentence, cell) in (0_u32..).zip(cells) {
                if !allowed(sentence) {
                    *cell = 0;
                }
            }
        }
    }
}

fn by_place(index: &Index, query: &Query, stop: &dyn Fn() -> bool) -> Option<Vec<bool>> {
    let mut allowed = vec![false; index.len() as usize];
    let finer = query.within.is_some() || query.filters.iter().any(|f| matches!(f, Filter::In(_)));
    for (place, article) in index.articles().iter().enumerate() {
        if place % 256 == 0 && stop() {
            return None;
        }
        if !query.filters.iter().all(|filter| fits(article, filter)) {
            continue;
        }
        for sentence in index.sentences_of(place) {
            let here = !finer || index.locate(sentence).is_some_and(|at| lies(&at, query));
            if let Some(allowed) = allowed.get_mut(sentence as usize) {
                *allowed = here;
            }
        }
    }
    Some(allowed)
}

fn fits(article: &Article, filter: &Filter) -> bool {
    let metadata = &article.metadata;
    match filter {
        Filter::Title(part) => has(article.name(), part),
        Filter::Author(part) => metadata.authors.iter().any(|author| has(author, part)),
        Filter::Source(part) => {
            metadata.source.iter().chain(&metadata.url).any(|source| has(source, part))
        }
        Filter::Before(date) => metadata
            .date
            .as_ref()
            .is_some_and(|d| known(d.value.last()) < known_as_far(d.value.last(), *date)),
        Filter::After(date) => metadata
            .date
            .as_ref()
            .is_some_and(|d| known(d.value.start) > known_as_far(d.value.start, *date)),
        Filter::In(_) => true,
    }
}

type Known = (i16, Option<u8>, Option<u8>);

const fn known(date: PartialDate) -> Known {
    (date.year, date.month, date.day)
}

/// `limit`, with the finer parts of `date` where it has none: a whole month is neither before nor
/// after one of its days, nor a day before or after its month.
fn known_as_far(date: PartialDate, limit: PartialDate) -> Known {
    let month = limit.month.and(date.month).and(limit.month).or(date.month);
    let day = limit.day.and(date.day).and(limit.day).or(date.day);
    (limit.year, month, day)
}

fn has(text: &str, part: &str) -> bool {
    fold(text).contains(&fold(part))
}

fn lies(at: &Location<'_>, query: &Query) -> bool {
    let within = query.within.as_ref().is_none_or(|spans| {
        spans.iter().any(|s| s.article == at.article.id() && s.extent.overlap(at.extent).is_some())
    });
    within
        && query.filters.iter().all(|filter| match filter {
            Filter::In(Place::Unit(number)) => at.unit == *number,
            Filter::In(Place::Heading(part)) => {
                let mut headings =
                    at.article.blocks().iter().rev().filter(|b| b.kind == BlockKind::Heading);
                headings
                    .find(|heading| heading.extent.start < at.extent.start)
                    .is_some_and(|heading| has(heading.extent.of(at.article.text()), part))
            }
            _ => true,
        })
}

/// Takes the passage of `sentence` out.
fn forbid(index: &Index, sentence: u32, allowed: &mut [bool]) {
    let mut at = sentence;
    while at > 0 && !index.starts_unit(at) {
        at -= 1;
    }
    loop {
        if let Some(allowed) = allowed.get_mut(at as usize) {
            *allowed = false;
        }
        at += 1;
        if at >= index.len() || index.starts_unit(at) {
            break;
        }
    }
}

/// The sentences that have `phrase`, rising.
fn sentences_with(index: &Index, phrase: &Phrase, stop: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let words: Option<Vec<u32>> =
        phrase.words().map(|word| index.vocabulary.find(&word.folded)).collect();
    let Some(words) = words else { return Some(Vec::new()) };
    let Some(rarest) = words.iter().min_by_key(|word| index.postings.count(**word)) else {
        return Some(Vec::new());
    };
    let capitals = phrase.text.chars().any(char::is_uppercase);
    let mut found = Vec::new();
    for (count, sentence) in index.postings.of(*rarest).enumerate() {
        if count % 4096 == 0 && stop() {
            return None;
        }
        let there = index
            .words_of(sentence)
            .windows(words.len())
            .any(|window| window.iter().zip(&words).all(|(token, word)| token >> 1 == *word));
        if there && (!capitals || as_typed(index, sentence, phrase)) {
            found.push(sentence);
        }
    }
    Some(found)
}

/// Whether the phrase stands in the sentence with the capitals it was typed with.
fn as_typed(index: &Index, sentence: u32, phrase: &Phrase) -> bool {
    index.locate(sentence).is_some_and(|at| {
        let words = tokens::list(at.extent.of(at.article.text()));
        let text = at.extent.of(at.article.text());
        words.windows(phrase.words.len()).any(|window| {
            window.iter().zip(&phrase.words).all(|((folded, extent), word)| {
                *folded == word.folded
                    && extent
                        .of(text)
                        .chars()
                        .zip(word.shown.chars())
                        .all(|(a, b)| a.is_uppercase() == b.is_uppercase())
            })
        })
    })
}
