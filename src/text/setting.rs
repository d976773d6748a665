//! How lines of prose are set: purely visual. Search, selection, quotes and copies see the text as it is.

use hypher::Lang;

/// How lines of prose end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Setting {
    /// Where the words end.
    #[default]
    Ragged,
    /// At the same column, by wider spaces.
    Justified,
}

/// Whether words are parted at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hyphens {
    /// Only where they have a hyphen of their own.
    #[default]
    Off,
    /// Between syllables too, with a hyphen that is only drawn.
    On,
}

/// Letters that a word has at least that is parted: shorter ones gain nothing.
const LEAST: usize = 6;

/// Where words of `text` may be parted, as bytes of it in order, by the patterns of `language` (its code
/// of ISO 639-1, with or without what stands behind it); none where that has no patterns.
pub fn syllable_ends(text: &str, language: &str) -> Vec<usize> {
    let code = language.as_bytes().first_chunk::<2>();
    let code = code.map(|code| code.map(|letter| letter.to_ascii_lowercase()));
    let Some(language) = code.and_then(Lang::from_iso) else {
        return Vec::new();
    };
    let mut ends = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        if letters.chars().count() >= LEAST {
            let mut end = start;
            for syllable in hypher::hyphenate(letters, language) {
                end += syllable.len();
                ends.push(end);
            }
            // The last one is the end of the word.
            ends.pop();
        }
        start += word.len();
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str, language: &str) -> String {
        let mut parted = text.to_owned();
        for end in syllable_ends(text, language).into_iter().rev() {
            parted.insert(end, '|');
        }
        parted
    }

    #[test]
    fn words_are_parted_by_the_patterns_of_their_language() {
        assert_eq!(parted("an extensive harbour", "en-GB"), "an ex|ten|sive har|bour");
        assert_eq!(parted("die Hafenbehörde", "DE"), "die Ha|fen|be|hör|de");
        assert_eq!(parted("extensive", "xx"), "extensive");
        assert_eq!(parted("extensive", ""), "extensive");
        assert_eq!(parted("short word, 123456, a-b", "en"), "short word, 123456, a-b");
    }
}
