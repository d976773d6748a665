//! Themes: name, description and terms by which passages are found.

mod parse;
mod write;

pub use parse::{ThemeProblem, parse};
pub use write::{differs, removed, replaced};

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::term::{Term, Tier};
use crate::text::words::fold;

/// Name of a theme within its set: short, without spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeId(pub String);

impl std::fmt::Display for ThemeId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl ThemeId {
    /// The name of two themes at once.
    pub fn of_pair(one: &Self, other: &Self) -> Self {
        Self(format!("{one} & {other}"))
    }

    /// The two of a pair, if this is one: no other id has an ampersand between spaces.
    pub fn pair(&self) -> Option<(Self, Self)> {
        let (one, other) = self.0.split_once(" & ")?;
        Some((Self(one.to_owned()), Self(other.to_owned())))
    }

    /// A name made of `words`: lower case, hyphens for whatever is neither letter nor digit.
    pub fn from_words(words: &str) -> Self {
        let folded = fold(words);
        let parts: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        Self(if parts.is_empty() { "theme".to_owned() } else { parts.join("-") })
    }
}

/// Where a theme came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ThemeOrigin {
    /// A theme file and the line of its `[[theme]]`, from 1.
    File {
        /// The file in which it is written.
        path: PathBuf,
        /// The line at which it begins there, from 1.
        line: usize,
    },
    /// Proposed by the program from the collection's own words; not kept yet.
    Suggested,
    /// Made in this reading; not kept yet.
    Made,
    /// Two themes at once, as long as they are shown so.
    Pair,
}

/// Name, description and terms by which passages are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Name within the set.
    pub id: ThemeId,
    /// What the reader calls it.
    pub name: String,
    /// What it is about, in a sentence.
    pub description: String,
    /// Core, support and `not` terms, in this order.
    pub terms: Vec<Term>,
    /// Where it came from.
    pub origin: ThemeOrigin,
}

/// SHA-256 of a theme's terms: changes exactly when the same text could be marked otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeVersion(pub [u8; 32]);

impl std::fmt::Display for ThemeVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Theme {
    /// The terms of one tier, in the order written.
    pub fn tier(&self, tier: Tier) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.tier == tier)
    }

    /// Terms that can mark a passage: core and support.
    pub fn marking_terms(&self) -> usize {
        self.terms.iter().filter(|term| term.tier != Tier::Not).count()
    }

    /// Whether it stands for two themes at once: it is neither edited nor ruled on.
    pub fn is_pair(&self) -> bool {
        self.origin == ThemeOrigin::Pair
    }

    /// Whether the program proposed it.
    pub fn is_suggested(&self) -> bool {
        self.origin == ThemeOrigin::Suggested
    }
}

/// Another way to write a word, for the whole collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The word as terms write it.
    pub to: String,
    /// Other ways in which texts write it; several words are allowed.
    pub from: Vec<String>,
}

/// Themes and the aliases that go with them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThemeSet {
    /// The themes, in the order of the file.
    pub themes: Vec<Theme>,
    /// Corpus-wide variants.
    pub aliases: Vec<Alias>,
}

impl ThemeSet {
    /// The theme of this id, else the first whose name is `wanted` whatever its case.
    pub fn find(&self, wanted: &str) -> Option<&Theme> {
        self.themes
            .iter()
            .find(|theme| theme.id.0 == wanted)
            .or_else(|| self.themes.iter().find(|t| t.name.to_lowercase() == wanted.to_lowercase()))
    }

    /// `id`, or where a theme here is called that, the same with the first number that is free.
    pub fn free_id(&self, id: ThemeId) -> ThemeId {
        let numbered = (2..).map(|number| ThemeId(format!("{id}-{number}")));
        let taken = |id: &ThemeId| self.themes.iter().any(|theme| theme.id == *id);
        std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(id)
    }

    /// Adds all of `other`; a theme whose id is taken is left out and returned.
    pub fn merge(&mut self, other: Self) -> Vec<Theme> {
        let (twice, new): (Vec<_>, Vec<_>) =
            other.themes.into_iter().partition(|t| self.themes.iter().any(|mine| mine.id == t.id));
        self.themes.extend(new);
        self.aliases.extend(other.aliases);
        twice
    }

    /// Pairs of folded words that the aliases call the same, each pair both ways: what a search for
    /// the one may find for the other. Names of several words are left out.
    pub fn other_names(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for alias in &self.aliases {
            let names: Vec<String> = std::iter::once(&alias.to)
                .chain(&alias.from)
                .filter(|name| !name.contains(char::is_whitespace))
                .map(|name| fold(name))
                .collect();
            for one in &names {
                let others = names.iter().filter(|other| *other != one);
                pairs.extend(others.map(|other| (one.clone(), other.clone())));
            }
        }
        pairs
    }

    /// The version of `theme` under the aliases of this set.
    pub fn version(&self, theme: &Theme) -> ThemeVersion {
        let mut hash = Sha256::new();
        let mut line = |kind: &str, text: &str| {
            hash.update(kind.as_bytes());
            hash.update([0]);
            hash.update(text.as_bytes());
            hash.update([b'\n']);
        };
        for term in &theme.terms {
            line(&term.tier.to_string(), &term.text);
        }
        for alias in &self.aliases {
            line("to", &alias.to);
            alias.from.iter().for_each(|from| line("from", from));
        }
        ThemeVersion(hash.finalize().into())
    }
}
