//! What a search answers.

use super::query::{Query, Tolerance};
use crate::collection::UnitNumber;
use crate::index::Part;
use crate::text::{Extent, Span};

/// How a word of the query was found in the text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum How {
    /// The word itself, but for case and accents.
    Exact,
    /// A word that begins with it.
    Prefix,
    /// Another form of the same word.
    Stem,
    /// A word that is a slip or two of the finger away.
    Typo,
    /// Another name, or another spelling of a name.
    Alias,
    /// Its letters, in order: within a word, or as the beginnings of several.
    Letters,
}

/// What one word of the query matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordMatch {
    /// The word as typed.
    pub query: String,
    /// The word, or words, as they stand in the article.
    pub matched: String,
    /// How they fit.
    pub how: How,
    /// What it stands in: the text, or what is known of the article beside it.
    pub part: Part,
}

/// A sentence that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The sentence: bytes of the article's canonical text.
    pub span: Span,
    /// The unit it stands in: ¶4, table 2.
    pub unit: UnitNumber,
    /// Number of the sentence in its unit, from 1.
    pub sentence: u32,
    /// How well it fits; only the order means anything, and only within one answer.
    pub score: f32,
    /// What the words typed are worth in its unit.
    pub passage_score: f32,
    /// The same of its article, with the words of the second look where there was one.
    pub article_score: f32,
    /// What to mark: bytes of the article's canonical text, in order, apart, on grapheme boundaries.
    pub highlights: Vec<Extent>,
    /// For each word of the query that it matched, what it matched.
    pub words: Vec<WordMatch>,
}

/// How many of the words typed a hit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// So many are there, in whatever form.
    pub here: usize,
    /// Of so many.
    pub typed: usize,
}

impl Hit {
    /// How many of the plain words of `query` it has.
    pub fn held(&self, query: &Query) -> Held {
        let typed = query.words.len();
        Held { here: typed - self.lacking(query).count(), typed }
    }

    /// The plain words of `query` that it does not have.
    pub fn lacking<'q>(&self, query: &'q Query) -> impl Iterator<Item = &'q str> {
        let words = query.words.iter().map(|word| word.shown.as_str());
        words.filter(|word| !self.words.iter().any(|found| is_part(&found.query, word)))
    }
}

/// Whether `found` is `typed`, or a part of it: co of co-op.
fn is_part(found: &str, typed: &str) -> bool {
    found == typed || typed.split(['-', '\u{2010}', '\u{2011}']).any(|part| part == found)
}

/// Whether a search came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Completion {
    /// Everything was looked at.
    #[default]
    Complete,
    /// It was told to stop; what it had found is not an answer.
    Stopped,
}

/// What was found, best first; equal scores in the order of the index, newest articles first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// The best hits, as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are without that limit.
    pub total: usize,
    /// In how many passages they lie.
    pub passages: usize,
    /// In how many articles they lie.
    pub articles: usize,
    /// The plain words of the query, as typed, for which nothing in any article was found, not even
    /// something like them; hits are without these.
    pub nowhere: Vec<String>,
    /// How far what was typed describes articles rather than a sentence: from 0 to 1.
    pub described: f32,
    /// Words that a second look through the first answers took in, weightiest first; empty where what
    /// was typed is remembered rather than described.
    pub also: Vec<String>,
    /// Whether the search came to its end.
    pub completion: Completion,
}

impl Results {
    /// Which words stand nowhere, for a reader who searched with this `tolerance`; `None` where there are
    /// no such words.
    pub fn nothing_like(&self, tolerance: Tolerance) -> Option<String> {
        let words: Vec<String> = self.nowhere.iter().map(|word| format!("“{word}”")).collect();
        let said = match tolerance {
            Tolerance::Forgiving => "nothing like",
            Tolerance::Exact => "nowhere as typed:",
        };
        (!words.is_empty()).then(|| format!("{said} {}", words.join(", ")))
    }
}
