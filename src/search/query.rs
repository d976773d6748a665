//! What to look for: words, phrases, places, and what articles must be like.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::aliases::{Aliases, Name};
use crate::collection::{Article, PartialDate, UnitNumber};
use crate::text::{ArticleId, Span};

/// Whether words may differ from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tolerance {
    /// Slips, other forms, unfinished and missing words are forgiven.
    #[default]
    Forgiving,
    /// Only the words as typed, but for case and accents, and all of them in one sentence.
    Exact,
}

/// Whether articles that a query describes are looked for once more, with the words that weigh most in the
/// first answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecondLook {
    /// With those words, which are shown.
    #[default]
    Shown,
    /// With the words typed alone.
    Off,
}

/// A word to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as it was typed, to be shown.
    pub shown: String,
    /// The word without case, accents and marks, to be looked up.
    pub(super) folded: String,
    /// Whether more letters may follow.
    pub(super) ending: Ending,
    /// What it is made of, where it is a compound or an amount: `co`, `op` for “co-op”.
    pub(super) parts: Vec<Word>,
    /// Words that do as well: `b` in `a OR b`.
    pub(super) alternatives: Vec<Word>,
    /// The words it makes with its neighbours: `peacekeeping` for “peace keeping”.
    pub(super) compounds: Vec<String>,
    /// Other names of what it names, alone or with the words beside it: `OTAN` for “NATO”, `UN` for “United
    /// Nations”. Known once the query is looked up.
    pub(super) names: Vec<Name>,
}

impl Word {
    /// The same, each part also meant where the whole stands; the figures of an amount say nothing alone.
    pub(super) fn with_joined_parts(mut self) -> Self {
        if !self.is_amount() {
            for part in &mut self.parts {
                part.compounds.push(self.folded.clone());
            }
        }
        self
    }

    /// The parts of a compound, which are meant by the whole too, or itself: so is an amount, where it
    /// `is_written`.
    pub(super) fn simple(&self, is_written: impl Fn(&str) -> bool) -> &[Self] {
        let whole = self.parts.is_empty() || !self.alternatives.is_empty();
        let amount = || self.is_amount() && is_written(&self.folded);
        if whole || amount() { std::slice::from_ref(self) } else { &self.parts }
    }

    /// Whether it is a number.
    pub(super) fn is_amount(&self) -> bool {
        self.folded.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// Whether a typed word is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Something stands behind it.
    Typed,
    /// It stands at the end: more letters may follow.
    Open,
}

/// Words in this order, next to each other, as written between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words as compared.
    pub(super) words: Vec<Word>,
    /// Phrases that do as well.
    pub(super) alternatives: Vec<Phrase>,
    /// As typed; capitals count where there are any.
    pub text: String,
}

impl Phrase {
    /// Its words, and those of phrases that do as well.
    pub(super) fn words(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().chain(self.alternatives.iter().flat_map(|phrase| &phrase.words))
    }
}

/// Where in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The unit of this number: ¶5, table 2.
    Unit(UnitNumber),
    /// The page of this number or label.
    Page(String),
    /// Passages under a heading with these words.
    Heading(String),
}

/// What an article, or the place in it, must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Its title has this.
    Title(String),
    /// One of its authors has this in the name.
    Author(String),
    /// Its source or address has this.
    Source(String),
    /// It is from before this day, month or year.
    Before(PartialDate),
    /// It is from after this day, month or year.
    After(PartialDate),
    /// The passage stands here.
    In(Place),
    /// A field of the articles has this in its value.
    Field(String, String),
}

/// Two words of a query that stand near each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// Place of the first among the words; the second follows it.
    pub(super) first: usize,
    /// Words from one to the other at most.
    pub(super) within: u32,
}

/// Why a name is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The text names it, whoever speaks.
    Named,
    /// Whoever bears it is let speak.
    Speaker,
}

/// A name that a sentence has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its words, the last perhaps unfinished; each is part of the name that is found.
    pub(super) words: Vec<Word>,
    /// Why it is looked for.
    pub role: Role,
}

/// Something about the query that the reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// One sentence.
    pub message: String,
}

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Plain words.
    pub words: Vec<Word>,
    /// Phrases in quotation marks; each must be there.
    pub phrases: Vec<Phrase>,
    /// Words and phrases that must not be there.
    pub without: Vec<Phrase>,
    /// What articles and places must be like; all of these.
    pub filters: Vec<Filter>,
    /// Words that stand near each other; all of these.
    pub near: Vec<Near>,
    /// Names that a sentence must mention, or who must speak in it; all of these.
    pub mentions: Vec<Mention>,
    /// Names of themes that a passage must treat; whoever knows themes says where with `within`.
    pub themes: Vec<String>,
    /// Only sentences that touch one of these places, in order; `None` for everywhere.
    pub within: Option<Vec<Span>>,
    /// Only these articles; `None` for all.
    pub among: Option<BTreeSet<ArticleId>>,
    /// Names of the same things; `None` for those that come with the program.
    pub names: Option<Arc<Aliases>>,
    /// Other names in the reader's themes: for each of the first words also the second.
    pub aliases: Vec<(String, String)>,
    /// Whether words of the first answers help where the query describes.
    pub second_look: SecondLook,
    /// Whether words may differ.
    pub tolerance: Tolerance,
    /// What was not understood.
    pub notes: Vec<Note>,
}

impl Query {
    /// The same without tolerance.
    #[must_use]
    pub const fn exact(mut self) -> Self {
        self.tolerance = Tolerance::Exact;
        self
    }

    /// Whether there is nothing to look for.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.phrases.is_empty()
            && self.filters.is_empty()
            && self.without.is_empty()
            && self.mentions.is_empty()
            && self.themes.is_empty()
    }
}

/// What the article's field of this name says, in whatever case it is written.
pub(super) fn value_of<'a>(article: &'a Article, name: &str) -> Option<&'a str> {
    let fields = &article.metadata.fields;
    let found = fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, found)| found.value.as_str())
}
