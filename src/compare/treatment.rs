//! What one article has on one theme: states, matches, passages, numbers.

use super::judgement::{Freshness, Ruling};
use super::term::Tier;
use crate::text::Extent;

/// Share of the best score from which a passage without a term counts as near, unless moved.
pub const DEFAULT_CUT: f32 = 0.4;

/// What an article has on a theme. The kebab-case names are those of the JSON answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum CellState {
    /// At least one passage is on it.
    On,
    /// No passage is on it; at least one holds a support term.
    Hint,
    /// No term speaks for it: passages are near by their score alone, or the theme has no terms that could.
    Near,
    /// Silent under these terms.
    Silent,
    /// Silent under these terms, and the reader has read it and says so too.
    SilentConfirmed,
}

/// What a passage has on a theme. The kebab-case names are those of the JSON answers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, serde::Serialize,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum PassageState {
    /// One core term, two different support terms, or the reader says so.
    On,
    /// One support term.
    Hint,
    /// None; only its score speaks for it.
    Near,
}

/// A term found in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The term as the reader wrote it.
    pub term: String,
    /// How far the term marks a passage by itself.
    pub tier: Tier,
    /// Bytes of the canonical text, from the first to the last word that it takes.
    pub extent: Extent,
    /// The words that it takes, for highlighting; neighbours are one stretch.
    pub words: Vec<Extent>,
}

/// What the terms of a theme, or the reader, say of one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) unit: u32,
    pub(super) state: PassageState,
    pub(super) matches: Vec<Match>,
    pub(super) excluded: Vec<Match>,
    pub(super) verdict: Option<(Ruling, Freshness)>,
    /// Sentences that hold its matches.
    pub(super) speaking: Vec<u32>,
}

/// One passage of a treatment.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageMark {
    /// Its ¶ number in the article, from 1.
    pub passage: u32,
    /// What it has on the theme.
    pub state: PassageState,
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// What it is ranked by: `own` + `alike`.
    pub score: f32,
    /// The part of the score that its own words and its surroundings give.
    pub own: f32,
    /// The part that the passages most like it give.
    pub alike: f32,
    /// Core and support terms found, in the order of the text.
    pub matches: Vec<Match>,
    /// `not` terms that took words out.
    pub excluded: Vec<Match>,
    /// The reader's ruling.
    pub verdict: Option<(Ruling, Freshness)>,
    /// The sentences that speak for it, by number, rising: those with a match; where the reader says that it
    /// treats the theme and no term does, the best by score. The passage is their frame.
    pub speaking: Vec<u32>,
}

impl PassageMark {
    /// What a sentence of the passage has on the theme: what the passage has if it speaks for it, else no
    /// more than its score.
    pub fn state_of(&self, sentence: u32) -> PassageState {
        let speaks = self.speaking.binary_search(&sentence).is_ok();
        if speaks { self.state } else { PassageState::Near }
    }
}

/// A sentence and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SentenceScore {
    /// Its number in the passage, from 1.
    pub sentence: u32,
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// What it is ranked by.
    pub score: f32,
}

/// The numbers of one cell of the matrix; each is the length of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What the article has on the theme.
    pub state: CellState,
    /// Passages on the theme.
    pub on: usize,
    /// Sentences in them that speak for it.
    pub sentences: usize,
    /// Passages with one support term.
    pub hints: usize,
    /// Passages without a term that are near by their score alone; none where no cut was asked for.
    pub near: usize,
    /// All passages of the article.
    pub passages: usize,
    /// Terms found in the passages on the theme.
    pub hits: usize,
    /// Words in the passages on the theme.
    pub words_on: usize,
    /// Words of the article.
    pub words: usize,
    /// A confirmation of silence that has gone stale, and why.
    pub stale: Option<Freshness>,
}

impl Cell {
    /// Share of the article's words that stand in passages on the theme, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share for display")]
    pub fn share(&self) -> f32 {
        self.words_on as f32 / self.words.max(1) as f32
    }
}

/// What one article has on one theme: its passages, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Treatment {
    /// The counts over these passages.
    pub cell: Cell,
    /// Every passage with a mark, a ruling or a score above zero, best first.
    pub passages: Vec<PassageMark>,
}

impl Treatment {
    /// The passages of this state, in the order of the article.
    pub fn in_order(&self, state: PassageState) -> Vec<&PassageMark> {
        let mut passages: Vec<_> = self.passages.iter().filter(|p| p.state == state).collect();
        passages.sort_by_key(|p| p.passage);
        passages
    }
}
