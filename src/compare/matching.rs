//! Which words of a passage a theme's terms take.
//!
//! Words that a `not` term matches are taken out first; then core terms choose, then support terms,
//! longest first; a word counts once per theme.

use regex::Regex;

use super::model::{FormId, Model, Posting, Unit, Vocabulary};
use super::term::{Gap, Pattern, Slot, Term, Test, Tier, compile};
use super::theme::{Alias, Theme};
use super::tokens::Token;
use super::variants::{compounds, variants_of, ways};
use crate::collection::Passage;
use crate::text::Extent;

/// A theme's terms, as numbers of this collection's vocabulary.
pub(super) struct Matcher<'a> {
    terms: Vec<(&'a Term, Compiled)>,
}

enum Compiled {
    /// In each of the ways in which it may be written.
    Words(Vec<Vec<CompiledSlot>>),
    Regex(Regex),
    /// No expression that can be used.
    Never,
}

struct CompiledSlot {
    gap: Gap,
    choices: Vec<Vec<Forms>>,
}

/// Word forms that fit a test, sorted.
struct Forms(Vec<FormId>);

impl Forms {
    fn hold(&self, form: FormId) -> bool {
        self.0.binary_search(&form).is_ok()
    }
}

/// A term found in a passage, as places among the passage's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Find {
    /// Place of the term in its theme.
    pub(super) term: usize,
    /// The words it takes, rising.
    pub(super) words: Vec<usize>,
}

/// What a theme finds in one passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Finds {
    /// Core and support terms, in the order of the text.
    pub(super) matches: Vec<Find>,
    /// `not` terms that took words away.
    pub(super) excluded: Vec<Find>,
}

/// A passage with what matching needs of it.
pub(super) struct Stretch<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Sentence of each word, from 0.
    sentences: Vec<usize>,
    passage: Passage<'a>,
}

impl<'a> Stretch<'a> {
    /// The passage `unit`, if its article still has it.
    pub(super) fn new(model: &'a Model, unit: &'a Unit) -> Option<Self> {
        let article = model.article_of(unit)?;
        let passage = article.passage(unit.number)?;
        let by_sentence = model.tokens_by_sentence(unit);
        let of_sentence = |(place, tokens): (usize, &Vec<Token>)| vec![place; tokens.len()];
        let sentences = by_sentence.iter().enumerate().flat_map(of_sentence).collect();
        Some(Self { text: article.text(), tokens: by_sentence.concat(), sentences, passage })
    }

    /// Bytes of the canonical text from the first to the last of `words`.
    pub(super) fn extent(&self, words: &[usize]) -> Extent {
        let at = |place: Option<&usize>| {
            let token = place.and_then(|place| self.tokens.get(*place));
            token.map_or(Extent::default(), |token| token.extent)
        };
        Extent::new(at(words.first()).start, at(words.last()).end)
    }

    /// Bytes of each of `words`; neighbours in a row are one stretch.
    pub(super) fn word_extents(&self, words: &[usize]) -> Vec<Extent> {
        let mut extents: Vec<Extent> = Vec::new();
        let mut last = None;
        for &place in words {
            let extent = self.extent(&[place]);
            match extents.last_mut() {
                Some(before) if last == place.checked_sub(1) => before.end = extent.end,
                _ => extents.push(extent),
            }
            last = Some(place);
        }
        extents
    }

    /// Numbers of the sentences in which words of `finds` stand, from 1, rising.
    pub(super) fn sentences_of(&self, finds: &[Find]) -> Vec<u32> {
        let words = finds.iter().flat_map(|find| &find.words);
        let mut sentences: Vec<u32> =
            words.filter_map(|word| u32::try_from(self.sentences.get(*word)? + 1).ok()).collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences
    }

    fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentences.get(a) == self.sentences.get(b)
    }
}

impl<'a> Matcher<'a> {
    /// The terms of `theme`, looked up in the vocabulary with `aliases` applied.
    pub(super) fn new(vocabulary: &Vocabulary, theme: &'a Theme, aliases: &[Alias]) -> Self {
        let terms = theme
            .terms
            .iter()
            .map(|term| (term, compiled(vocabulary, &term.pattern, aliases)))
            .collect();
        Self { terms }
    }

    /// Passages in which a core or support term could stand; `None` means any.
    pub(super) fn candidates(&self, model: &Model) -> Option<Vec<u32>> {
        let mut units = Vec::new();
        for (term, compiled) in &self.terms {
            if term.tier == Tier::Not {
                continue;
            }
            match compiled {
                Compiled::Never => {}
                Compiled::Regex(_) => return None,
                Compiled::Words(ways) => {
                    for slots in ways {
                        units.extend(rarest(model, slots)?);
                    }
                }
            }
        }
        units.sort_unstable();
        units.dedup();
        Some(units)
    }

    /// What the terms find in one passage.
    pub(super) fn find(&self, stretch: &Stretch<'_>) -> Finds {
        let mut free = vec![true; stretch.tokens.len()];
        let excluded = self.choose(stretch, Tier::Not, &mut free);
        let mut matches = self.choose(stretch, Tier::Core, &mut free);
        matches.extend(self.choose(stretch, Tier::Support, &mut free));
        matches.sort_by(|a, b| a.words.cmp(&b.words));
        Finds { matches, excluded }
    }

    /// The finds of one tier, longest first, no word twice; `free` loses the words taken.
    fn choose(&self, stretch: &Stretch<'_>, tier: Tier, free: &mut [bool]) -> Vec<Find> {
        let mut finds = Vec::new();
        for (place, (term, compiled)) in self.terms.iter().enumerate() {
            if term.tier == tier {
                let found = match compiled {
                    Compiled::Words(ways) => {
                        ways.iter().flat_map(|slots| word_finds(stretch, slots, free)).collect()
                    }
                    Compiled::Regex(regex) => regex_finds(stretch, regex),
                    Compiled::Never => Vec::new(),
                };
                finds.extend(found.into_iter().map(|words| Find { term: place, words }));
            }
        }
        let span = |find: &Find| {
            let last = find.words.last().copied().unwrap_or(0);
            last - find.words.first().copied().unwrap_or(0)
        };
        finds.sort_by(|a, b| {
            (b.words.len().cmp(&a.words.len()))
                .then(span(b).cmp(&span(a)))
                .then_with(|| a.words.cmp(&b.words))
                .then(a.term.cmp(&b.term))
        });
        finds.retain(|find| {
            let whole = find.words.iter().all(|word| free.get(*word).copied().unwrap_or(false));
            if whole {
                for word in &find.words {
                    if let Some(slot) = free.get_mut(*word) {
                        *slot = false;
                    }
                }
            }
            whole
        });
        finds.sort_by(|a, b| a.words.cmp(&b.words));
        finds
    }
}

fn compiled(vocabulary: &Vocabulary, pattern: &Pattern, aliases: &[Alias]) -> Compiled {
    let slots = match pattern {
        Pattern::Regex(regex) => return compile(regex).map_or(Compiled::Never, Compiled::Regex),
        Pattern::Words(slots) => slots,
    };
    let ways = ways(slots);
    let known = ways.iter().filter_map(|way| compiled_way(vocabulary, way, aliases)).collect();
    Compiled::Words(known)
}

/// The slots looked up; `None` if the collection does not have the words of one.
fn compiled_way(
    vocabulary: &Vocabulary,
    slots: &[Slot],
    aliases: &[Alias],
) -> Option<Vec<CompiledSlot>> {
    let mut read = Vec::with_capacity(slots.len());
    for slot in slots {
        let mut variants = variants_of(&slot.choices, aliases);
        variants.extend(compounds(vocabulary, &variants));
        let choices: Vec<Vec<Forms>> = variants
            .iter()
            .map(|run| run.iter().map(|test| forms(vocabulary, test)).collect::<Vec<_>>())
            .filter(|run| run.iter().all(|forms| !forms.0.is_empty()))
            .collect();
        if choices.is_empty() {
            return None;
        }
        read.push(CompiledSlot { gap: slot.gap, choices });
    }
    Some(read)
}

fn forms(vocabulary: &Vocabulary, test: &Test) -> Forms {
    Forms(match test {
        Test::Stem(word) => vocabulary.forms_like(word),
        Test::Prefix(beginning) => vocabulary.forms_starting(beginning),
        Test::Exact(word) => vocabulary.forms_exactly(word),
    })
}

/// The passages of the rarest slot; `None` if all its words are stop words, which stand everywhere.
fn rarest(model: &Model, slots: &[CompiledSlot]) -> Option<Vec<u32>> {
    let mut best: Option<Vec<u32>> = None;
    for slot in slots {
        let mut units = Vec::new();
        let mut known = true;
        for run in &slot.choices {
            let of_run =
                run.iter().filter_map(|forms| units_with(model, forms)).min_by_key(Vec::len);
            match of_run {
                Some(of_run) => units.extend(of_run),
                None => known = false,
            }
        }
        if known && best.as_ref().is_none_or(|best| units.len() < best.len()) {
            best = Some(units);
        }
    }
    best
}

/// Passages with any of `forms`; `None` if one of them is a stop word.
fn units_with(model: &Model, forms: &Forms) -> Option<Vec<u32>> {
    let mut stems = Vec::new();
    for form in &forms.0 {
        stems.push(model.forms().content_stem(*form)?);
    }
    stems.sort_unstable();
    stems.dedup();
    let postings = stems.into_iter().flat_map(|stem| model.postings(stem));
    Some(postings.map(|Posting { unit, .. }| *unit).collect())
}

/// All places where the slots fit among the free words of one sentence.
fn word_finds(stretch: &Stretch<'_>, slots: &[CompiledSlot], free: &[bool]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = slots.split_first() else { return Vec::new() };
    let mut finds = Vec::new();
    for start in 0..stretch.tokens.len() {
        for run in &first.choices {
            if let Some(mut words) = run_at(stretch, run, start, free)
                && complete(stretch, rest, free, &mut words)
            {
                words.sort_unstable();
                finds.push(words);
            }
        }
    }
    finds
}

/// The places of `run` if it stands at `start`, whole and in one sentence.
fn run_at(stretch: &Stretch<'_>, run: &[Forms], start: usize, free: &[bool]) -> Option<Vec<usize>> {
    let mut words = Vec::with_capacity(run.len());
    for (place, forms) in (start..).zip(run) {
        let token = stretch.tokens.get(place)?;
        let fits = free.get(place).copied().unwrap_or(false)
            && forms.hold(token.form)
            && stretch.same_sentence(start, place);
        if !fits {
            return None;
        }
        words.push(place);
    }
    Some(words)
}

/// Places the remaining slots, nearest first, taking back a choice that leads nowhere.
fn complete(
    stretch: &Stretch<'_>,
    slots: &[CompiledSlot],
    free: &[bool],
    words: &mut Vec<usize>,
) -> bool {
    let Some((slot, rest)) = slots.split_first() else { return true };
    let first = words.iter().copied().min().unwrap_or(0);
    let last = words.iter().copied().max().unwrap_or(0);
    let (after, before) = match slot.gap {
        Gap::None => (0, None),
        Gap::After(gap) => (gap, None),
        Gap::Around(gap) => (gap, Some(gap)),
    };
    for gap in 0..=after {
        for run in &slot.choices {
            let starts =
                [Some(last + 1 + gap), before.and_then(|_| first.checked_sub(gap + run.len()))];
            for start in starts.into_iter().flatten() {
                if !stretch.same_sentence(first, start) {
                    continue;
                }
                if let Some(found) = run_at(stretch, run, start, free) {
                    let length = words.len();
                    words.extend(found);
                    if complete(stretch, rest, free, words) {
                        return true;
                    }
                    words.truncate(length);
                }
            }
        }
    }
    false
}

/// The words that each hit of `regex` touches, within one sentence.
fn regex_finds(stretch: &Stretch<'_>, regex: &Regex) -> Vec<Vec<usize>> {
    let mut finds = Vec::new();
    for sentence in &stretch.passage.block.sentences {
        for hit in regex.find_iter(sentence.of(stretch.text)) {
            let hit = Extent::from(hit.range()).shifted(sentence.start);
            let at = |byte: usize| stretch.tokens.partition_point(|t| t.extent.start < byte);
            // The word in which the hit starts begins at or before it.
            let first = at(hit.start + 1).saturating_sub(1);
            let words: Vec<usize> = (first..at(hit.end))
                .filter(|place| stretch.extent(&[*place]).overlap(hit).is_some())
                .collect();
            if !words.is_empty() {
                finds.push(words);
            }
        }
    }
    finds
}
