//! Names that no rule of spelling joins: one thing called several ways.
//!
//! The names are data, in `assets/aliases.toml`; a reader's own file of the same form adds to them, and so
//! do the aliases of themes. Spellings that differ by a sound or two are found by the folded key of a name.

use std::collections::HashMap;
#[cfg(test)]
use std::sync::Arc;
use std::sync::LazyLock;

use serde::Deserialize;

use super::query::{Query, Word};
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

fn in_capitals(written: &str) -> bool {
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
    fn beginning_with(&self, word: &str) -> impl Iterator<Item = (&Name, &[Name])> {
        self.places.get(word).into_iter().flatten().filter_map(|(group, place)| {
            let group = self.groups.get(*group)?;
            Some((group.get(*place)?, group.as_slice()))
        })
    }

    /// Notes at each word of a name that stands in `words` what else the thing is called.
    fn note(&self, words: &mut [Word]) {
        let simple: Vec<(usize, Word)> = words
            .iter()
            .enumerate()
            .flat_map(|(at, word)| word.simple().iter().map(move |part| (at, part.clone())))
            .collect();
        for start in 0..simple.len() {
            let rest = simple.get(start..).unwrap_or(&[]);
            let Some((_, first)) = rest.first() else { continue };
            for (name, all) in self.beginning_with(&first.folded) {
                let Some(typed) = rest.get(..name.words.len()) else { continue };
                let same = typed.iter().map(|(_, word)| &word.folded).eq(&name.words);
                if !same || name.capitals && !in_capitals(&first.shown) {
                    continue;
                }
                let others = || all.iter().filter(|other| other.words != name.words).cloned();
                for (at, part) in typed {
                    let Some(word) = words.get_mut(*at) else { continue };
                    word.names.extend(others());
                    let parts = word.parts.iter_mut();
                    for same in parts.filter(|known| known.folded == part.folded) {
                        same.names.extend(others());
                    }
                }
            }
        }
        for word in words.iter_mut().flat_map(|word| &mut word.alternatives) {
            self.note(std::slice::from_mut(word));
        }
    }
}

/// The query, where each word knows the other names of what it names.
pub(super) fn with_other_names(query: &Query) -> Query {
    let mut named = query.clone();
    let names = query.names.as_deref().unwrap_or(&SHIPPED);
    names.note(&mut named.words);
    for phrase in &mut named.phrases {
        names.note(&mut phrase.words);
        phrase.alternatives.iter_mut().for_each(|other| names.note(&mut other.words));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the words of `typed` may be called, each with its other names.
    fn named(aliases: Aliases, typed: &str) -> Vec<(String, Vec<String>)> {
        let mut query = Query::parse(typed);
        query.names = Some(Arc::new(aliases));
        let words = with_other_names(&query).words.into_iter();
        words.map(|w| (w.shown, w.names.iter().map(|n| n.words.join(" ")).collect())).collect()
    }

    fn of(typed: &str) -> Vec<String> {
        named(SHIPPED.clone(), typed).into_iter().flat_map(|(_, names)| names).collect()
    }

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

    #[test]
    fn names_lead_to_each_other_and_pronouns_to_nothing() {
        assert!(of("Peking").contains(&"beijing".to_owned()));
        assert!(of("US").contains(&"america".to_owned()));
        assert_eq!(of("us"), [""; 0]);
        assert_eq!(of("aldenmouth"), [""; 0]);
    }

    #[test]
    fn a_name_of_several_words_is_told_at_each_of_them() {
        let own =
            || Aliases::parse("same = [[\"ZQ\", \"Zone of Quiet\", \"Ruhe-Gebiet\"]]").unwrap();
        let both = ["zq", "ruhe gebiet"].map(str::to_owned).to_vec();
        let found = named(own(), "a zone of quiet here");
        let names: Vec<_> = found.iter().map(|(_, names)| names.clone()).collect();
        assert_eq!(names, [vec![], both.clone(), both.clone(), both, vec![]]);
        assert!(named(own(), "zone quiet").iter().all(|(_, names)| names.is_empty()));
        assert_eq!(named(own(), "ruhe-gebiet")[0].1[0], "zq");
        assert_eq!(named(own(), "ZQ")[0].1, ["zone of quiet", "ruhe gebiet"]);
        assert!(named(own(), "zq")[0].1.is_empty(), "no capitals");
        assert_eq!(named(own(), "a OR ZQ")[0].1, [""; 0]);
    }

    #[test]
    fn a_file_of_ones_own_adds_names_and_mistakes_are_told() {
        let own = Aliases::parse("same = [[\"Aldenmouth\", \"Aldmouth\"]]").unwrap().with_shipped();
        assert_eq!(named(own.clone(), "aldmouth")[0].1, ["aldenmouth"]);
        assert!(named(own, "Wien")[0].1.contains(&"vienna".to_owned()));
        assert!(Aliases::parse("same = 3").is_err());
    }
}
