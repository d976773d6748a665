//! Words: what is counted, folded and stemmed.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use super::Extent;

/// The words of `text` as UAX #29 finds them, joined where only a hyphen stands between
/// (“co-aggressor” is one word); offsets are bytes of `text`.
pub fn words(text: &str) -> Vec<Extent> {
    let mut words: Vec<Extent> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let end = start + word.len();
        match words.last_mut() {
            Some(last) if is_hyphen(text.get(last.end..start)) => last.end = end,
            _ => words.push(Extent::new(start, end)),
        }
    }
    words
}

/// How many [`words`] `text` has.
pub fn count(text: &str) -> usize {
    words(text).len()
}

fn is_hyphen(between: Option<&str>) -> bool {
    matches!(between, Some("-" | "\u{2010}" | "\u{2011}"))
}

/// `word` as it is compared: lower case, compatibility forms and accents folded away, curly
/// apostrophes straight, and the letters that decomposition leaves whole spelt out (ł → l, ß → ss).
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            // Marks fall away, so their order does not matter: a letter can be taken apart alone.
            decompose_compatible(c, |part| fold_part(part, &mut folded));
        }
    }
    folded
}

/// A letter without its marks.
fn fold_part(part: char, folded: &mut String) {
    if is_combining_mark(part) {
        return;
    }
    for c in part.to_lowercase() {
        match c {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => folded.push('\''),
            c => folded.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn hyphens_join_and_dashes_part() {
        assert_eq!(count("a co-aggressor – routine—they’re 2014–2020"), 6);
    }

    #[test]
    fn folding_takes_case_accents_and_quotes_away() {
        assert_eq!(fold("Mińsk"), "minsk");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("Putin’s"), "putin's");
        assert_eq!(fold("ﬁeld"), "field");
    }

    proptest! {
        #[test]
        fn letters_folded_one_by_one_are_those_of_the_whole(text in "\\PC{0,40}") {
            let whole = text.nfkd().filter(|c| !is_combining_mark(*c));
            let whole = whole.fold(String::new(), |mut folded, c| {
                fold_part(c, &mut folded);
                folded
            });
            prop_assert_eq!(fold(&text), whole);
        }
    }
}
