//! Selecting in the reader: by sentences or by words, from an anchor to a head.

use super::Reader;
use crate::action::Action;
use crate::keys::Context;
use crate::text::{Extent, words};

/// By what a selection grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Word by word.
    Word,
    /// Sentence by sentence.
    Sentence,
}

/// A selection: from the anchor to the head, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// By what it grows.
    pub unit: Unit,
    /// The units it can consist of, in order, as bytes of the article.
    units: Vec<Extent>,
    anchor: usize,
    head: usize,
}

impl Selection {
    /// A selection of those of `units` that lie in `extent`, or else of the first behind its start.
    fn over(unit: Unit, units: Vec<Extent>, extent: Extent) -> Option<Self> {
        let anchor = units.partition_point(|unit| unit.end <= extent.start);
        let head = units.partition_point(|unit| unit.start < extent.end).saturating_sub(1);
        let head = head.max(anchor);
        (anchor < units.len()).then_some(Self { unit, units, anchor, head })
    }

    /// The bytes it covers.
    pub fn extent(&self) -> Extent {
        let place = |at: usize| self.units.get(at).copied().unwrap_or_default();
        let (first, last) = (self.anchor.min(self.head), self.anchor.max(self.head));
        Extent::new(place(first).start, place(last).end)
    }

    /// The end that moves.
    pub fn head(&self) -> Extent {
        self.units.get(self.head).copied().unwrap_or_default()
    }

    fn move_to(&mut self, head: usize) {
        self.head = head.min(self.units.len().saturating_sub(1));
    }

    /// To the end or start of the sentence under the head, or on to the next.
    fn move_by_sentence(&mut self, sentences: &[Extent], forward: bool) {
        let head = self.head();
        let target = if forward {
            sentences.iter().find(|s| s.end > head.end).map(|s| s.end)
        } else {
            sentences.iter().rev().find(|s| s.start < head.start).map(|s| s.start)
        };
        let Some(target) = target else { return };
        let at = if forward {
            self.units.partition_point(|unit| unit.end <= target).saturating_sub(1)
        } else {
            self.units.partition_point(|unit| unit.start < target)
        };
        self.move_to(at);
    }

    /// To the first or the last unit of `sentence`.
    fn move_within(&mut self, sentence: Extent, to_end: bool) {
        let at = if to_end {
            self.units.partition_point(|unit| unit.end <= sentence.end).saturating_sub(1)
        } else {
            self.units.partition_point(|unit| unit.start < sentence.start)
        };
        self.move_to(at);
    }

    /// Lets the other end be the one that moves.
    const fn turn(&mut self) {
        std::mem::swap(&mut self.anchor, &mut self.head);
    }
}

impl Reader {
    /// Starts, moves or ends a selection; `false` if the action does none of it.
    pub(super) fn select_by(&mut self, action: Action, count: Option<usize>) -> bool {
        let unit = match action {
            Action::SelectWords => Some(Unit::Word),
            Action::SelectSentences => Some(Unit::Sentence),
            _ => None,
        };
        if let Some(unit) = unit {
            let same = self.selection.as_ref().is_some_and(|selection| selection.unit == unit);
            self.selection = if same { None } else { self.begin(unit) };
            return true;
        }
        let by = count.unwrap_or(1);
        let under =
            self.selection.as_ref().map(|selection| self.sentence_at(selection.head().start));
        let Some(selection) = &mut self.selection else { return false };
        match action {
            Action::Right => selection.move_to(selection.head.saturating_add(by)),
            Action::Left => selection.move_to(selection.head.saturating_sub(by)),
            Action::NextSentence | Action::Down => {
                (0..by.min(999)).for_each(|_| selection.move_by_sentence(&self.sentences, true));
            }
            Action::PreviousSentence | Action::Up => {
                (0..by.min(999)).for_each(|_| selection.move_by_sentence(&self.sentences, false));
            }
            Action::SentenceStart | Action::SentenceEnd => {
                selection.move_within(under.unwrap_or_default(), action == Action::SentenceEnd);
            }
            Action::OtherEnd => selection.turn(),
            _ => return false,
        }
        true
    }

    /// Where keys are looked up in the reader.
    pub const fn context(&self) -> Context {
        if self.selection.is_some() { Context::Selecting } else { Context::Reader }
    }

    /// A selection from the unit at byte `from` to the one at byte `to`, the end that moves; either may
    /// come first.
    pub(super) fn between(&self, unit: Unit, from: usize, to: usize) -> Option<Selection> {
        let text = self.article.as_ref()?.text();
        let units = match unit {
            Unit::Sentence => self.sentences.clone(),
            Unit::Word => self.sentences.iter().flat_map(|s| chunks(*s, text)).collect(),
        };
        let last = units.len().checked_sub(1)?;
        let at = |byte: usize| units.partition_point(|unit| unit.end <= byte).min(last);
        Some(Selection { unit, anchor: at(from), head: at(to), units })
    }

    /// Starts with what is selected; else, by words, with the words that `/` found in the sentence
    /// under the cursor, to the letter; else with the first unit of that sentence.
    fn begin(&self, unit: Unit) -> Option<Selection> {
        let text = self.article.as_ref()?.text();
        let selected = self.selection.as_ref().map(Selection::extent);
        let found = self.found_here().map(|found| trimmed(found, text));
        let start = Extent::new(self.cursor.start, self.cursor.start);
        let (units, from) = match unit {
            Unit::Sentence => (self.sentences.clone(), selected.unwrap_or(start)),
            Unit::Word => {
                let from = selected.or(found).unwrap_or(start);
                let chunks = self.sentences.iter().flat_map(|s| chunks(*s, text));
                let cut = chunks.flat_map(|chunk| cut(chunk, from, text));
                (cut.collect(), from)
            }
        };
        Selection::over(unit, units, from)
    }

    /// The match of `/` that is marked, if it starts in the sentence under the cursor.
    fn found_here(&self) -> Option<Extent> {
        let found = self.finding.matches.get(self.finding.current).copied()?;
        (self.cursor.start <= found.start && found.start < self.cursor.end).then_some(found)
    }
}

/// `extent` without white space at its ends.
fn trimmed(extent: Extent, text: &str) -> Extent {
    let words = extent.of(text);
    let start = extent.start + (words.len() - words.trim_start().len());
    Extent::new(start, start + words.trim().len())
}

/// A word with its marks, parted where `from` starts or ends inside it: what is selected first are
/// the letters that were found, without the marks around them.
fn cut(chunk: Extent, from: Extent, text: &str) -> Vec<Extent> {
    let mut places = vec![chunk.start];
    if !from.is_empty() {
        places.extend(
            [from.start, from.end].iter().filter(|at| chunk.start < **at && **at < chunk.end),
        );
    }
    places.push(chunk.end);
    let pieces = places.windows(2).filter_map(|ends| match ends {
        [start, end] => Some(trimmed(Extent::new(*start, *end), text)),
        _ => None,
    });
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// The words of a sentence, each with the marks that touch it: quotation marks, full stops.
fn chunks(sentence: Extent, text: &str) -> Vec<Extent> {
    let words = words::words(sentence.of(text));
    let mut chunks = Vec::with_capacity(words.len());
    let mut from = sentence.start;
    for (i, word) in words.iter().enumerate() {
        let next = words.get(i + 1).map_or(sentence.end, |next| sentence.start + next.start);
        let word = word.shifted(sentence.start);
        let between = text.get(word.end..next).unwrap_or("");
        let end = if i + 1 == words.len() {
            sentence.end
        } else {
            word.end + between.find(char::is_whitespace).unwrap_or(between.len())
        };
        chunks.push(Extent::new(from, end));
        from = end + text.get(end..next).map_or(0, |gap| gap.len() - gap.trim_start().len());
    }
    chunks
}
