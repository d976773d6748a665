//! Names of authors: persons in parts, organisations whole.

use crate::text::word_list::Words;

/// A name in parts; an organisation, and a name of one word, is all `family`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// Given names and initials.
    pub given: &'a str,
    /// The family name with its particles ("von der Leyen"), or the whole name.
    pub family: &'a str,
    /// "Jr.", "III"; mostly empty.
    pub suffix: &'a str,
}

/// Words that name bodies of people and that nobody bears as a family name.
static BODIES: Words = Words::new(include_str!("../../assets/words/organisations.txt"));

/// What stands behind a family name.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "md"];

/// Small words that bind two family names.
const BINDING: &[&str] = &["y", "e", "i"];

/// Small words inside the names of organisations, never of persons.
const INSIDE: &[&str] = &["of", "for", "the", "and", "für", "pour", "para", "по", "и", "und", "et"];

/// Whether `name` is that of an organisation.
pub fn is_organisation(name: &str) -> bool {
    let words = || name.split([' ', '-', '/']).map(bare);
    let several = name.trim().contains(' ');
    several
        && (words().any(|word| BODIES.has(&word.to_lowercase()))
            || words().skip(1).any(|word| INSIDE.contains(&word))
            || name.starts_with("The ")
            || name.contains('&'))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether `word` is a suffix such as "Jr.".
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&bare(word).to_lowercase().replace('.', "").as_str())
}

impl<'a> Name<'a> {
    /// “Given Family”, “Given Family, Jr.” or “Family, Given”; small words before the last belong to
    /// the family name (“Ursula von der Leyen”), and with “y” the name before it (“Ortega y Gasset”).
    pub fn of(name: &'a str) -> Self {
        let name = name.trim();
        if is_organisation(name) {
            return Self { given: "", family: name, suffix: "" };
        }
        let (name, suffix) = Self::without_suffix(name);
        if let Some((family, given)) = name.split_once(',') {
            return Self { given: given.trim(), family: family.trim(), suffix };
        }
        let Some(mut split) = name.rfind(' ') else {
            return Self { given: "", family: name, suffix };
        };
        while let Some((before, word)) = last_word(name.get(..split).unwrap_or("")) {
            if !word.chars().next().is_some_and(char::is_lowercase) {
                break;
            }
            split = before;
            if BINDING.contains(&word) {
                split = last_word(name.get(..split).unwrap_or("")).map_or(split, |(at, _)| at);
                break;
            }
        }
        let (given, family) = name.split_at(split);
        Self { given: given.trim(), family: family.trim(), suffix }
    }

    fn without_suffix(name: &'a str) -> (&'a str, &'a str) {
        match name.rsplit_once([' ', ',']) {
            Some((rest, last)) if is_suffix(last) && rest.contains(' ') => {
                (rest.trim_end_matches([' ', ',']), last)
            }
            _ => (name, ""),
        }
    }
}

/// The last word of `text` behind a space, and where that space stands.
fn last_word(text: &str) -> Option<(usize, &str)> {
    let at = text.rfind(' ')?;
    Some((at, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_stay_whole() {
        for whole in [
            "UK Government",
            "World Bank",
            "Editorial Board",
            "Associated Press",
            "Robert Bosch GmbH",
            "U.S. Department of State",
            "Ministry of Defence of Belarus",
            "Doctors for the Coast",
            "Byrne & Halm",
            "Министерство обороны Беларуси",
            "Auswärtiges Amt",
            "BBC",
        ] {
            assert_eq!(Name::of(whole), Name { given: "", family: whole, suffix: "" });
        }
    }

    #[test]
    fn persons_are_told_apart_from_their_names_parts() {
        for (name, given, family, suffix) in [
            ("Ada Byrne", "Ada", "Byrne", ""),
            ("Martin Luther King Jr.", "Martin Luther", "King", "Jr."),
            ("Otto Halm, Jr.", "Otto", "Halm", "Jr."),
            ("José Ortega y Gasset", "José", "Ortega y Gasset", ""),
            ("Ursula von der Leyen", "Ursula", "von der Leyen", ""),
            ("Byrne, Ada", "Ada", "Byrne", ""),
            ("Ludwig van Beethoven III", "Ludwig", "van Beethoven", "III"),
            ("Madonna", "", "Madonna", ""),
            ("А. С. Пушкин", "А. С.", "Пушкин", ""),
        ] {
            assert_eq!(Name::of(name), Name { given, family, suffix }, "{name}");
        }
    }
}
