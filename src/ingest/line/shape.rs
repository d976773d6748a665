//! What the outside of a line tells: its length, how it ends, whether it can be a name.

use std::collections::HashSet;

use crate::ingest::line::words::Words;

/// How many words stand in `text`, parted by spaces.
pub(in crate::ingest) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether `text` has so many words at least; looks no further than that.
pub(in crate::ingest) fn has_words(text: &str, least: usize) -> bool {
    text.split_whitespace().take(least).count() == least
}

/// `text` without closing quotes, brackets and footnote signs (`*`, `[3]`, `²`) at its end.
fn without_closers(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_end_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '"' | '\'' | '”' | '“' | '’' | '»' | '«' | ')' | '*' | '†')
                || matches!(c, '\u{2070}'..='\u{2079}' | '¹' | '²' | '³')
        });
        let Some(inside) = rest.strip_suffix(']') else { return rest };
        let digits = inside.trim_end_matches(|c: char| c.is_ascii_digit());
        rest = digits.strip_suffix('[').filter(|_| digits.len() < inside.len()).unwrap_or(inside);
    }
}

/// Whether `text` ends as a sentence does.
pub(in crate::ingest) fn ends_sentence(text: &str) -> bool {
    without_closers(text).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// Whether `text` ends as a sentence, a lead-in or an item of a running list does.
pub(in crate::ingest) fn ends_clause(text: &str) -> bool {
    ends_sentence(text) || without_closers(text).ends_with([':', ';', '：', '；'])
}

/// Whether the first letter is a small one.
pub(in crate::ingest) fn starts_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// The last word of `text`.
pub(in crate::ingest) fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or_default()
}

/// Whether `word` is written in capitals, as `BYRNE` and `McBYRNE`.
pub(in crate::ingest) fn is_shouted(word: &str) -> bool {
    let rest = word.strip_prefix("Mc").unwrap_or(word);
    rest.chars().filter(|c| c.is_uppercase()).count() > 1 && !rest.chars().any(char::is_lowercase)
}

/// Whether `word` is a letter with a full stop.
pub(in crate::ingest) fn is_initial(word: &str) -> bool {
    word.chars().count() == 2 && word.ends_with('.')
}

/// Whether `word` is one that begins small within a name: “von”.
pub(in crate::ingest) fn is_particle(word: &str) -> bool {
    PARTICLES.has(word)
}

/// Whether `text` reads as running prose: long enough, and ending as prose ends.
pub(in crate::ingest) fn is_prose(text: &str) -> bool {
    let count = words(text);
    let wide = count < 4 && text.chars().filter(|c| is_unspaced(*c)).count() >= 20;
    (count >= 12 && ends_clause(text)) || count >= 40 || (wide && ends_clause(text))
}

/// Letters of scripts that put no spaces between words.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Small words that part of a title can begin with, but no title.
static JOINERS: Words = Words::new(include_str!("../../../assets/words/joining.txt"));

/// Whether `text` carries on a line that ended before it: it begins small or with a joining word.
pub(in crate::ingest) fn carries_on(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    starts_small(text) || JOINERS.has(&first)
}

/// Whether `text` cannot end where it ends: on a joining word, a comma, a hyphen.
pub(in crate::ingest) fn hangs(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("").to_lowercase();
    text.ends_with([',', '-', '–', '—', '&'])
        || JOINERS.has(&last)
        || matches!(
            last.as_str(),
            "the" | "a" | "an" | "der" | "die" | "das" | "le" | "la" | "les" | "el"
        )
}

/// Words of names that begin small.
static PARTICLES: Words = Words::new(include_str!("../../../assets/words/particles.txt"));

/// Titles before a name.
static TITLES: Words = Words::new(include_str!("../../../assets/words/titles.txt"));

/// The words that occur in small letters somewhere in a text: what no name is made of.
#[derive(Debug, Default)]
pub(in crate::ingest) struct CommonWords(HashSet<String>);

/// Whether `word` names sections and offices rather than persons.
pub(in crate::ingest) fn is_label(word: &str) -> bool {
    NOT_NAMES.has(&word.to_lowercase())
}

impl CommonWords {
    /// The words of `texts` that begin small.
    pub(in crate::ingest) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self(
            texts
                .flat_map(str::split_whitespace)
                .filter(|word| !word.contains('@') && !word.contains("//"))
                .flat_map(|word| {
                    word.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
                })
                .filter(|word| starts_small(word))
                .map(str::to_owned)
                .collect(),
        )
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }

    /// Whether `text` can be the name of one person: two to five capitalised words, none of which
    /// the text also uses in small letters.
    pub(in crate::ingest) fn is_name(&self, text: &str) -> bool {
        let mut big = 0;
        for word in text.split(' ') {
            let bare = word.trim_end_matches([',', '.']);
            let small = bare.to_lowercase();
            if TITLES.has(&small) || (big > 0 && PARTICLES.has(bare)) {
                continue;
            }
            let initial = word.chars().next().is_some_and(char::is_uppercase);
            let letters =
                bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
            let shouted = bare.chars().count() > 3 && bare.chars().all(char::is_uppercase);
            let possessive = bare.ends_with("'s") || bare.ends_with("’s");
            if possessive
                || bare.is_empty()
                || !initial
                || !letters
                || shouted
                || NOT_NAMES.has(&small) && !is_initial(word)
            {
                return false;
            }
            let ends_short = word.ends_with('.') && bare.chars().count() > 2;
            if ends_short || word.ends_with(',') || (bare.chars().count() > 1 && self.has(bare)) {
                return false;
            }
            big += 1;
        }
        (2..=5).contains(&big)
    }
}

/// Words of labels and section names that look like names.
static NOT_NAMES: Words = Words::new(include_str!("../../../assets/words/labels.txt"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_labels() {
        let common =
            CommonWords::of(["the situation of foreign trade and the river bank"].into_iter());
        for name in [
            "Ada Byrne",
            "J. K. Fennimore",
            "María del Carmen Ruiz",
            "Dr. Otto von Halm",
            "Анна Ковальчук",
        ] {
            assert!(common.is_name(name), "{name}");
        }
        for other in [
            "River Bank",
            "Foreign Trade",
            "Ada",
            "Breaking News",
            "The Long Winter",
            "ada byrne",
            "NATO SUMMIT",
            "He left.",
        ] {
            assert!(!common.is_name(other), "{other}");
        }
    }

    #[test]
    fn signs_of_notes_do_not_hide_the_end_of_a_sentence() {
        for whole in ["It sank.[1]", "It sank.[1] [12]", "“It sank.”²", "(It sank.)*", "It sank.]"]
        {
            assert!(ends_sentence(whole), "{whole}");
        }
        assert!(!ends_sentence("It sank [1]") && !ends_sentence("[1]"));
    }

    #[test]
    fn prose_is_long_and_ends_as_prose() {
        assert!(is_prose(
            "The mill had stood by the river for longer than anyone in town could say."
        ));
        assert!(!is_prose("The mill by the river"));
        assert!(!is_prose("Short. Line."));
    }
}
