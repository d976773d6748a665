//! Where hits may lie: filters, phrases, unwanted words.

use std::collections::{HashMap, HashSet};

use super::Stop;
use super::expand;
use super::mentions;
use super::penalties as cost;
use super::query::{Filter, Near, Phrase, Place, Query, value_of};
use crate::collection::{Article, BlockKind, LocusKind, PartialDate, UnitNumber};
use crate::index::{Index, tokens};
use crate::text::words::fold;
use crate::text::{ArticleId, Extent};

/// The sentences that may be hits.
pub(super) struct Scope {
    /// By sentence; `None` where all may.
    allowed: Option<Vec<bool>>,
    /// What is shown where no words are looked for.
    wordless: Wordless,
}

/// What is shown of a passage where no words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wordless {
    /// Its first sentence, which stands for it.
    First,
    /// Each that is left: it was told by what stands in it.
    Each,
}

impl Scope {
    /// Where the hits of `query` may lie; `None` if told to stop.
    pub(super) fn of(index: &Index, query: &Query, stop: Stop<'_>) -> Option<Self> {
        let mut allowed: Option<Vec<bool>> = None;
        if !query.filters.is_empty() || query.within.is_some() || query.among.is_some() {
            allowed = Some(by_place(index, query, stop)?);
        }
        let everywhere = || vec![true; index.len() as usize];
        let mut only = |found: &HashSet<u32>| {
            for (sentence, allowed) in (0_u32..).zip(allowed.get_or_insert_with(everywhere)) {
                *allowed &= found.contains(&sentence);
            }
        };
        for near in &query.near {
            only(&sentences_near(index, query, *near, stop)?);
        }
        for mention in &query.mentions {
            only(&mentions::sentences(index, query, mention, stop)?);
        }
        for phrase in &query.phrases {
            let mut found: HashSet<u32> = HashSet::new();
            for phrase in std::iter::once(phrase).chain(&phrase.alternatives) {
                found.extend(sentences_with(index, phrase, stop)?);
            }
            only(&found);
        }
        for phrase in &query.without {
            for sentence in sentences_with(index, phrase, stop)? {
                forbid(index, sentence, allowed.get_or_insert_with(everywhere));
            }
        }
        let wordless = if query.mentions.is_empty() { Wordless::First } else { Wordless::Each };
        Some(Self { allowed, wordless })
    }

    /// Whether there are sentences that may not be hits.
    pub(super) const fn is_narrow(&self) -> bool {
        self.allowed.is_some()
    }

    /// Empties the cells of all other sentences; where there are no words to look for, those that are shown are
    /// filled.
    pub(super) fn keep(&self, index: &Index, cells: &mut [u32], wordless: bool) {
        let allowed = |sentence: u32| {
            self.allowed.as_ref().is_none_or(|a| a.get(sentence as usize).copied().unwrap_or(false))
        };
        if wordless {
            let mut shown = false;
            for (sentence, cell) in (0_u32..).zip(cells) {
                shown &= !index.starts_unit(sentence) && self.wordless == Wordless::First;
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

fn by_place(index: &Index, query: &Query, stop: Stop<'_>) -> Option<Vec<bool>> {
    let mut allowed = vec![false; index.len() as usize];
    let finer = query.within.is_some() || query.filters.iter().any(|f| matches!(f, Filter::In(_)));
    let mut within: HashMap<ArticleId, Vec<Extent>> = HashMap::new();
    for span in query.within.iter().flatten() {
        within.entry(span.article).or_default().push(span.extent);
    }
    for (place, article) in index.articles().iter().enumerate() {
        if place % 256 == 0 && stop() {
            return None;
        }
        let among = query.among.as_ref().is_none_or(|among| among.contains(&article.id()));
        if !among || !query.filters.iter().all(|filter| fits(article, filter)) {
            continue;
        }
        let sentences = index.sentences_of(place);
        let Some(allowed) = allowed.get_mut(sentences.start as usize..sentences.end as usize)
        else {
            continue;
        };
        if !finer {
            allowed.fill(true);
            continue;
        }
        let places =
            query.within.as_ref().map(|_| within.remove(&article.id()).unwrap_or_default());
        let mut heading = None;
        let units = article.units().flat_map(|unit| {
            if unit.block.kind == BlockKind::Heading {
                heading = Some(unit.text);
            }
            unit.block.sentences.iter().map(move |extent| (unit.number, *extent, heading))
        });
        for (allowed, (unit, extent, heading)) in allowed.iter_mut().zip(units) {
            let inside = places.as_ref().is_none_or(|places| touches(places, extent));
            let at = Spot { article, unit, extent, heading };
            *allowed = inside && query.filters.iter().all(|filter| at.lies_in(filter));
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
        Filter::Field(name, part) => value_of(article, name).is_some_and(|value| has(value, part)),
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

/// Whether one of `places`, in order and apart, has a part of `extent`.
fn touches(places: &[Extent], extent: Extent) -> bool {
    let after = places.partition_point(|place| place.start < extent.end);
    let last = after.checked_sub(1).and_then(|place| places.get(place));
    last.is_some_and(|place| place.overlap(extent).is_some())
}

/// A sentence and what stands around it.
struct Spot<'a> {
    article: &'a Article,
    unit: UnitNumber,
    extent: Extent,
    heading: Option<&'a str>,
}

impl Spot<'_> {
    fn lies_in(&self, filter: &Filter) -> bool {
        match filter {
            Filter::In(Place::Unit(number)) => self.unit == *number,
            Filter::In(Place::Page(label)) => {
                let page = |at| self.article.locus_at(at, LocusKind::Page);
                let ends = [self.extent.start, self.extent.end.saturating_sub(1)];
                ends.iter().any(|at| page(*at).is_some_and(|page| page == label))
            }
            Filter::In(Place::Heading(part)) => self.heading.is_some_and(|text| has(text, part)),
            _ => true,
        }
    }
}

/// The sentences in which both words stand that near each other, in any of their plain forms.
fn sentences_near(
    index: &Index,
    query: &Query,
    near: Near,
    stop: Stop<'_>,
) -> Option<HashSet<u32>> {
    let forms = |place: usize| -> HashSet<u32> {
        let word = query.words.get(place);
        let all = word.map(|word| expand::expand(index, query, word)).unwrap_or_default();
        let plain = all.into_iter().filter(|e| e.penalty < cost::ONE_EDIT);
        plain.map(|expansion| expansion.word).collect()
    };
    let (ones, others) = (forms(near.first), forms(near.first + 1));
    let mut found = HashSet::new();
    for word in &ones {
        if stop() {
            return None;
        }
        for sentence in index.postings.of(*word) {
            let places = |forms: &HashSet<u32>| -> Vec<u32> {
                let tokens = (0_u32..).zip(index.words_of(sentence));
                tokens.filter(|(_, t)| forms.contains(&(*t >> 1))).map(|(at, _)| at).collect()
            };
            let (here, there) = (places(&ones), places(&others));
            let close = |one: &u32| {
                there.iter().any(|other| other != one && one.abs_diff(*other) <= near.within)
            };
            if here.iter().any(close) {
                found.insert(sentence);
            }
        }
    }
    Some(found)
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
fn sentences_with(index: &Index, phrase: &Phrase, stop: Stop<'_>) -> Option<Vec<u32>> {
    let words: Option<Vec<u32>> =
        phrase.words.iter().map(|word| index.vocabulary.find(&word.folded)).collect();
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
