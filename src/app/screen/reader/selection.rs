//! Selecting in the reader: by characters, words or sentences, from an anchor to a head. Nothing is looked
//! up beyond the sentences around the head, however long the article is.

use unicode_segmentation::UnicodeSegmentation;

use super::Reader;
use crate::action::Action;
use crate::keys::Context;
use crate::text::{Extent, words};

/// By what a selection grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum Unit {
    /// Character by character, as a reader counts them.
    #[strum(serialize = "characters")]
    Character,
    /// Word by word.
    #[strum(serialize = "words")]
    Word,
    /// Sentence by sentence.
    #[strum(serialize = "sentences")]
    Sentence,
}

/// A selection: from the anchor to the head, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// By what it grows.
    pub unit: Unit,
    anchor: Extent,
    head: Extent,
}

impl Selection {
    /// The bytes it covers.
    pub fn extent(&self) -> Extent {
        let Self { anchor, head, .. } = self;
        Extent::new(anchor.start.min(head.start), anchor.end.max(head.end))
    }

    /// The end that moves.
    pub const fn head(&self) -> Extent {
        self.head
    }

    /// Lets the other end be the one that moves.
    const fn turn(&mut self) {
        std::mem::swap(&mut self.anchor, &mut self.head);
    }
}

/// The text that can be selected: sentences, and the spaces between those of one paragraph.
#[derive(Clone, Copy)]
struct Selectable<'a> {
    text: &'a str,
    sentences: &'a [Extent],
}

impl Selectable<'_> {
    /// The sentence at the byte `at`, or the next one, or the last.
    fn sentence(self, at: usize) -> Option<Extent> {
        let after = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(after).or(self.sentences.last()).copied()
    }

    /// The sentence before the byte `at`.
    fn sentence_before(self, at: usize) -> Option<Extent> {
        let before = self.sentences.partition_point(|sentence| sentence.start < at);
        self.sentences.get(before.checked_sub(1)?).copied()
    }

    fn character_from(self, at: usize) -> Option<Extent> {
        let character = self.text.get(at..)?.graphemes(true).next()?;
        Some(Extent::new(at, at + character.len()))
    }

    fn character_to(self, end: usize) -> Option<Extent> {
        let character = self.text.get(..end)?.graphemes(true).next_back()?;
        Some(Extent::new(end - character.len(), end))
    }

    /// Whether only spaces stand between two sentences of one paragraph.
    fn joined(self, from: usize, to: usize) -> bool {
        let between = self.text.get(from..to).unwrap_or("\n");
        between.chars().all(|c| c.is_whitespace() && c != '\n')
    }

    /// The unit at the byte `at`, or the next one.
    fn unit(self, unit: Unit, at: usize) -> Option<Extent> {
        let sentence = self.sentence(at)?;
        match unit {
            Unit::Sentence => Some(sentence),
            Unit::Word => {
                let mut words = chunks(sentence, self.text).into_iter().rev().peekable();
                let last = words.peek().copied();
                words.take_while(|word| word.end > at).last().or(last)
            }
            Unit::Character => {
                let within = self.text.get(sentence.start..)?.grapheme_indices(true);
                let mut within = within.map(|(start, c)| {
                    Extent::new(sentence.start + start, sentence.start + start + c.len())
                });
                within.find(|c| c.end > at.min(sentence.end - 1))
            }
        }
    }

    /// The unit behind `from`, or before it.
    fn step(self, unit: Unit, from: Extent, forward: bool) -> Option<Extent> {
        match (unit, forward) {
            (Unit::Character, true) => {
                let next = self.sentences.partition_point(|sentence| sentence.end <= from.end);
                let next = self.sentences.get(next)?;
                let on = next.start <= from.end || self.joined(from.end, next.start);
                self.character_from(if on { from.end } else { next.start })
            }
            (Unit::Character, false) => {
                let before = self.sentence_before(from.start)?;
                let on = before.end >= from.start || self.joined(before.end, from.start);
                self.character_to(if on { from.start } else { before.end })
            }
            (unit, true) => {
                let here = self.unit(unit, from.start)?;
                let next = self.sentence(here.end)?;
                let next = self.unit(unit, here.end.max(next.start))?;
                (next.start >= here.end).then_some(next)
            }
            (Unit::Sentence, false) => self.sentence_before(self.sentence(from.start)?.start),
            (Unit::Word, false) => {
                let here = self.unit(Unit::Word, from.start)?;
                let before = self.sentence_before(here.start)?;
                chunks(before, self.text).into_iter().rfind(|word| word.end <= here.start)
            }
        }
    }

    /// Where a word begins behind the character `head`, or before it; where one ends.
    fn by_word(self, action: Action, head: Extent) -> Option<Extent> {
        let word = self.unit(Unit::Word, head.start)?;
        let beyond = |forward| self.step(Unit::Word, word, forward);
        match action {
            // In the space before a word, that word is the next.
            Action::NextWord if head.start < word.start => self.character_from(word.start),
            Action::NextWord => self.character_from(beyond(true)?.start),
            Action::WordEnd if head.end < word.end => self.character_to(word.end),
            Action::WordEnd => self.character_to(beyond(true)?.end),
            _ if head.start > word.start => self.character_from(word.start),
            _ => self.character_from(beyond(false)?.start),
        }
    }
}

impl Reader {
    fn selectable(&self) -> Option<Selectable<'_>> {
        let text = self.article.as_ref()?.text();
        Some(Selectable { text, sentences: &self.sentences })
    }

    /// Starts, moves or ends a selection; `false` if the action does none of it.
    pub(super) fn select_by(&mut self, action: Action, count: Option<usize>) -> bool {
        let unit = match action {
            Action::SelectCharacters => Some(Unit::Character),
            Action::SelectSentences => Some(Unit::Sentence),
            _ => None,
        };
        if let Some(unit) = unit {
            let same = self.selection.as_ref().is_some_and(|selection| selection.unit == unit);
            self.selection = if same { None } else { self.begin(unit) };
            return true;
        }
        let Some(selection) = &mut self.selection else { return false };
        if action == Action::OtherEnd {
            selection.turn();
            return true;
        }
        for _ in 0..count.unwrap_or(1).min(9_999) {
            match self.moved(action) {
                None => return false,
                Some(head) if Some(head) == self.selection.as_ref().map(Selection::head) => break,
                Some(head) => self.move_head(head),
            }
        }
        true
    }

    fn move_head(&mut self, head: Extent) {
        if let Some(selection) = &mut self.selection {
            selection.head = head;
        }
    }

    /// Where the head of the selection comes to stand by one step; `None` if the action moves no selection.
    fn moved(&self, action: Action) -> Option<Extent> {
        let Selection { unit, head, .. } = *self.selection.as_ref()?;
        let all = self.selectable()?;
        let sentence = all.sentence(head.start).unwrap_or(head);
        let to = match (action, unit) {
            (Action::NextWord | Action::PreviousWord | Action::WordEnd, Unit::Character) => {
                all.by_word(action, head)
            }
            (Action::Right | Action::NextWord | Action::WordEnd, _) => all.step(unit, head, true),
            (Action::Left | Action::PreviousWord, _) => all.step(unit, head, false),
            (Action::Down, Unit::Character) => self.head_in_row(head, 1),
            (Action::Up, Unit::Character) => self.head_in_row(head, -1),
            (Action::NextSentence | Action::Down, _) => {
                let ended = head.end >= sentence.end;
                let to =
                    if ended { all.step(Unit::Sentence, sentence, true) } else { Some(sentence) };
                to.and_then(|to| all.unit(unit, to.end - 1))
            }
            (Action::PreviousSentence | Action::Up, _) => {
                let begun = head.start <= sentence.start;
                let to = if begun { all.sentence_before(sentence.start) } else { Some(sentence) };
                to.and_then(|to| all.unit(unit, to.start))
            }
            (Action::SentenceStart, _) => all.unit(unit, sentence.start),
            (Action::SentenceEnd, _) => all.unit(unit, sentence.end - 1),
            _ => return None,
        };
        Some(to.unwrap_or(head))
    }

    /// The character in the same column of the next row with words, or of the one before.
    fn head_in_row(&self, head: Extent, by: isize) -> Option<Extent> {
        let all = self.selectable()?;
        let here = self.page.row_of(head.start);
        let column = self.page.row(here)?.columns_of(head, all.text).next()?.start;
        let mut at = here;
        loop {
            let next = self.page.step(at, by);
            if next == at {
                return None;
            }
            at = next;
            let byte = self.page.row(at).and_then(|row| row.byte_at(column, all.text));
            if let Some(byte) =
                byte.filter(|byte| all.sentence(*byte).is_some_and(|s| s.contains(*byte)))
            {
                return all.unit(Unit::Character, byte);
            }
        }
    }

    /// Moves the head to where `letter` stands next in its paragraph, or to the character before that.
    pub(in crate::app) fn select_to(&mut self, letter: char, action: Action, count: usize) -> bool {
        let found = || {
            let Selection { head, .. } = *self.selection.as_ref()?;
            let all = self.selectable()?;
            let block = self.article.as_ref()?.block_at(head.start)?.extent;
            let nth = count.saturating_sub(1);
            let byte = if action == Action::FindLetterBack {
                let before = all.text.get(block.start..head.start)?;
                block.start + before.rmatch_indices(letter).nth(nth)?.0
            } else {
                let behind = all.text.get(head.end..block.end)?;
                head.end + behind.match_indices(letter).nth(nth)?.0
            };
            if action == Action::TillLetter {
                all.character_to(byte)
            } else {
                all.character_from(byte)
            }
        };
        let Some(head) = found() else { return false };
        if let Some(selection) = &mut self.selection {
            selection.unit = Unit::Character;
        }
        self.move_head(head);
        true
    }

    /// Where keys are looked up in the reader.
    pub const fn context(&self) -> Context {
        if self.selection.is_some() { Context::Selecting } else { Context::Reader }
    }

    /// A selection from the unit at byte `from` to the one at byte `to`, the end that moves; either may
    /// come first.
    pub(super) fn between(&self, unit: Unit, from: usize, to: usize) -> Option<Selection> {
        let all = self.selectable()?;
        Some(Selection { unit, anchor: all.unit(unit, from)?, head: all.unit(unit, to)? })
    }

    /// Whether the bytes `a` and `b` stand in one word.
    pub(super) fn in_one_word(&self, a: usize, b: usize) -> bool {
        let word = |at| self.selectable().and_then(|all| all.unit(Unit::Word, at));
        word(a).is_some_and(|word| word.contains(a) && word.contains(b))
    }

    /// Starts with what is selected; else, by characters, with what `/` found in the sentence under the
    /// cursor, to the letter; else with the first unit of that sentence.
    fn begin(&self, unit: Unit) -> Option<Selection> {
        let text = self.article.as_ref()?.text();
        let found = || self.found_here().map(|found| trimmed(found, text));
        let start = Extent::new(self.cursor.start, self.cursor.start + 1);
        let from = match (&self.selection, unit) {
            (Some(selection), _) => selection.extent(),
            (None, Unit::Sentence) => start,
            (None, _) => found().unwrap_or(start),
        };
        self.between(unit, from.start, from.end - 1)
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
    // A sentence of signs alone is one.
    if chunks.is_empty() {
        chunks.push(sentence);
    }
    chunks
}
