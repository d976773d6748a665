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

/// A name as it is written and as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    folded: String,
    /// Whether it is only meant in capitals.
    capitals: bool,
}

/// Names by what they are names of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aliases {
    groups: Vec<Vec<Name>>,
    /// By name: the groups that it stands in.
    places: HashMap<String, Vec<usize>>,
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

    /// Names of one thing; what is no single word is left out.
    pub fn add(&mut self, names: &[impl AsRef<str>]) {
        let mut group: Vec<Name> = Vec::new();
        for name in names {
            let written = name.as_ref();
            let words = tokens::list(written);
            let [(folded, _)] = words.as_slice() else { continue };
            let mut letters = written.chars().filter(|c| c.is_alphabetic());
            let capitals = folded.chars().count() <= SHORT && letters.all(char::is_uppercase);
            if !group.iter().any(|known| known.folded == *folded) {
                group.push(Name { folded: folded.clone(), capitals });
            }
        }
        self.push(group);
    }

    fn push(&mut self, group: Vec<Name>) {
        for name in &group {
            self.places.entry(name.folded.clone()).or_default().push(self.groups.len());
        }
        self.groups.push(group);
    }

    /// Other names for a word, as compared, each with whether it is only meant in capitals. `typed` is
    /// the word as typed, `folded` as compared.
    pub(super) fn of<'a>(
        &'a self,
        typed: &'a str,
        folded: &'a str,
    ) -> impl Iterator<Item = (&'a str, bool)> {
        let capitals = typed.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let groups = self.places.get(folded).map_or(&[][..], Vec::as_slice);
        let groups = groups.iter().filter_map(|place| self.groups.get(*place));
        groups
            .filter(move |group| {
                group.iter().any(|name| name.folded == folded && (capitals || !name.capitals))
            })
            .flatten()
            .filter(move |name| name.folded != folded)
            .map(|name| (name.folded.as_str(), name.capitals))
    }
}

/// The names that come with the program.
pub(super) fn shipped() -> &'static Aliases {
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str) -> Vec<&str> {
        let folded = Box::leak(typed.to_lowercase().into_boxed_str());
        shipped().of(Box::leak(typed.to_owned().into_boxed_str()), folded).map(|n| n.0).collect()
    }

    #[test]
    fn every_name_is_one_word_in_one_group() {
        let file: File = toml::from_str(include_str!("../../assets/aliases.toml")).unwrap();
        let mut seen = HashMap::new();
        for (number, names) in file.same.iter().enumerate() {
            for name in names {
                let words = tokens::list(name);
                assert_eq!(words.len(), 1, "{name} is no single word");
                let before = seen.insert(words[0].0.clone(), number);
                assert!(before.is_none_or(|before| before == number), "{name} stands twice");
            }
        }
    }

    #[test]
    fn names_lead_to_each_other_and_pronouns_to_nothing() {
        assert!(of("Peking").contains(&"beijing"));
        assert!(of("US").contains(&"america"));
        assert_eq!(of("us"), [""; 0]);
        assert_eq!(of("minsk"), [""; 0]);
    }

    #[test]
    fn a_file_of_ones_own_adds_names_and_mistakes_are_told() {
        let own = Aliases::parse("same = [[\"Aldenmouth\", \"Aldmouth\"]]").unwrap().with_shipped();
        assert_eq!(own.of("aldmouth", "aldmouth").map(|n| n.0).collect::<Vec<_>>(), ["aldenmouth"]);
        assert!(own.of("Wien", "wien").any(|(name, _)| name == "vienna"));
        assert!(Aliases::parse("same = 3").is_err());
    }
}
