//! Selecting in the reader: by sentences or by words, from an anchor to a head.

use super::Reader;
use crate::action::Action;
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
    /// A selection that starts with the first of `units` at or after the byte `offset`.
    fn start(unit: Unit, units: Vec<Extent>, offset: usize) -> Option<Self> {
        let at = units.partition_point(|unit| unit.end <= offset);
        (at < units.len()).then_some(Self { unit, units, anchor: at, head: at })
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
            _ => return false,
        }
        true
    }

    fn begin(&self, unit: Unit) -> Option<Selection> {
        let from = self.selection.as_ref().map_or(self.cursor.start, |s| s.extent().start);
        let units = match unit {
            Unit::Sentence => self.sentences.clone(),
            Unit::Word => {
                let text = self.article.as_ref()?.text();
                self.sentences.iter().flat_map(|s| chunks(*s, text)).collect()
            }
        };
        Selection::start(unit, units, from)
    }
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
