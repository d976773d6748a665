//! Names that no rule of spelling joins: one thing called several ways.
//!
//! The names are data, in `assets/aliases.toml`; a reader's own file of the same form adds to them, and so
//! do the aliases of themes. Spellings that differ by a sound or two are found by the folded key of a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::index::tokens;

/// The names that come with the program.
static SHIPPED: LazyLock<Aliases> =
    LazyLock::new(|| Aliases::parse(include_str!("../../assets/aliases.toml")).unwrap_or_default());

/// Letters up to which a name in capitals is only itself in capitals: US is no us.
const SHORT: usize = 3;

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<String>,
    /// Whether it is only meant in capitals.
    capitals: bool,
}

impl Name {
    /// `None` where nothing is written that could be searched for.
    fn read(written: &str) -> Option<Self> {
        let mut words = tokens::list(written);
        // What a hyphen joins stands as one word before its parts.
        for at in (1..words.len()).rev() {
            if let (Some((_, whole)), Some((_, part))) = (words.get(at - 1), words.get(at))
                && whole.covers(*part)
            {
                words.remove(at - 1);
            }
        }
        let words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
        let capitals = matches!(words.as_slice(), [only] if only.chars().count() <= SHORT)
            && in_capitals(written);
        (!words.is_empty()).then_some(Self { words, capitals })
    }

    /// Its words, folded.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether it is only meant in capitals.
    pub(super) const fn capitals(&self) -> bool {
        self.capitals
    }
}

/// Whether all its letters are capitals.
pub(super) fn in_capitals(written: &str) -> bool {
    written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Names by what they are names of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aliases {
    groups: Vec<Vec<Name>>,
    /// By the first word of a name: its group, and its place there.
    places: HashMap<String, Vec<(usize, usize)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    same: Vec<Vec<String>>,
}

impl Aliases {
    /// Reads `same = [["Kyiv", "Kiev"], …]`.
    ///
    /// # Errors
    /// If it is no TOML of that form, with what is wrong and where.
    pub fn parse(source: &str) -> Result<Self, String> {
        let file: File = toml::from_str(source).map_err(|error| error.to_string())?;
        let mut aliases = Self::default();
        file.same.iter().for_each(|names| aliases.add(names));
        Ok(aliases)
    }

    /// The shipped names and these.
    #[must_use]
    pub fn with_shipped(mut self) -> Self {
        for group in &SHIPPED.groups {
            self.push(group.clone());
        }
        self
    }

    /// Names of one thing, of one word or several.
    pub fn add(&mut self, names: &[impl AsRef<str>]) {
        let mut group: Vec<Name> = Vec::new();
        for name in names.iter().filter_map(|name| Name::read(name.as_ref())) {
            if !group.iter().any(|known| known.words == name.words) {
                group.push(name);
            }
        }
        self.push(group);
    }

    fn push(&mut self, group: Vec<Name>) {
        for (place, name) in group.iter().enumerate() {
            if let Some(first) = name.words.first() {
                self.places.entry(first.clone()).or_default().push((self.groups.len(), place));
            }
        }
        self.groups.push(group);
    }

    /// The names that begin with this word, each with all names of what it names.
    pub(super) fn beginning_with(&self, word: &str) -> impl Iterator<Item = (&Name, &[Name])> {
        self.places.get(word).into_iter().flatten().filter_map(|(group, place)| {
            let group = self.groups.get(*group)?;
            Some((group.get(*place)?, group.as_slice()))
        })
    }
}

/// The names that come with the program.
pub(super) fn shipped() -> &'static Aliases {
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_in_one_group() {
        let file: File = toml::from_str(include_str!("../../assets/aliases.toml")).unwrap();
        let mut seen = HashMap::new();
        for (number, names) in file.same.iter().enumerate() {
            assert!(names.len() > 1, "{names:?} names nothing else");
            for name in names {
                let words = Name::read(name).expect(name).words;
                let before = seen.insert(words, number);
                assert!(before.is_none_or(|before| before == number), "{name} stands twice");
            }
        }
    }
}
