//! What else the things are called that a query names.

use super::aliases::{self, Aliases};
use super::query::{Query, Word};

/// The query, where each word knows the other names of what it names.
pub(super) fn with_other_names(query: &Query) -> Query {
    let mut named = query.clone();
    let names = query.names.as_deref().unwrap_or_else(|| aliases::shipped());
    note(names, &mut named.words);
    for phrase in &mut named.phrases {
        note(names, &mut phrase.words);
        phrase.alternatives.iter_mut().for_each(|other| note(names, &mut other.words));
    }
    named
}

/// Notes at each word of a name that stands in `words` what else the thing is called.
fn note(names: &Aliases, words: &mut [Word]) {
    let simple: Vec<(usize, Word)> = words
        .iter()
        .enumerate()
        .flat_map(|(at, word)| word.simple(|_| true).iter().map(move |part| (at, part.clone())))
        .collect();
    for start in 0..simple.len() {
        let rest = simple.get(start..).unwrap_or(&[]);
        let Some((_, first)) = rest.first() else { continue };
        for (name, all) in names.beginning_with(&first.folded) {
            let Some(typed) = rest.get(..name.words().len()) else { continue };
            let same = typed.iter().map(|(_, word)| &word.folded).eq(name.words());
            if !same || name.capitals() && !aliases::in_capitals(&first.shown) {
                continue;
            }
            let others = || all.iter().filter(|other| other.words() != name.words()).cloned();
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
        note(names, std::slice::from_mut(word));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// What the words of `typed` may be called, each with its other names.
    fn named(aliases: Aliases, typed: &str) -> Vec<(String, Vec<String>)> {
        let mut query = Query::parse(typed);
        query.names = Some(Arc::new(aliases));
        let words = with_other_names(&query).words.into_iter();
        words.map(|w| (w.shown, w.names.iter().map(|n| n.words().join(" ")).collect())).collect()
    }

    fn of(typed: &str) -> Vec<String> {
        named(aliases::shipped().clone(), typed).into_iter().flat_map(|(_, names)| names).collect()
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
        let mut query = Query::parse("ZQ-report");
        query.names = Some(Arc::new(own()));
        let words = with_other_names(&query).words;
        let parts = words[0].parts.iter().map(|part| (part.folded.as_str(), part.names.len()));
        assert_eq!(parts.collect::<Vec<_>>(), [("zq", 2), ("report", 0)]);
    }

    #[test]
    fn a_file_of_ones_own_adds_names_and_mistakes_are_told() {
        let own = Aliases::parse("same = [[\"Aldenmouth\", \"Aldmouth\"]]").unwrap().with_shipped();
        assert_eq!(named(own.clone(), "aldmouth")[0].1, ["aldenmouth"]);
        assert!(named(own, "Wien")[0].1.contains(&"vienna".to_owned()));
        assert!(Aliases::parse("same = 3").is_err());
    }
}
