//! What a sentence is cut into before it is indexed, and a query before it is searched: the same words.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Extent, words};

/// Hands each word of `text` to `each`, folded, with its bytes and whether it begins with a capital.
///
/// Folding is that of [`words::fold`], without apostrophes (“don’t” → `dont`) and possessive endings
/// (“Minsk’s” → `minsk`). Hyphens and dashes part words; marks between thousands are dropped
/// (“1,400” → `1400`), and dots between single letters (“U.S.” → `us`). Scripts that are written
/// without spaces give every two neighbouring characters.
pub(crate) fn each(text: &str, mut each: impl FnMut(&str, Extent, Initial)) {
    let mut rest = Cursor { text, at: 0 };
    let mut folded = String::new();
    while let Some(c) = rest.peek() {
        match kind(c) {
            Kind::Letter => {
                folded.clear();
                let start = rest.at;
                let end = rest.word(&mut folded);
                if !folded.is_empty() {
                    let initial = if c.is_uppercase() { Initial::Capital } else { Initial::Small };
                    each(&folded, Extent::new(start, end), initial);
                }
            }
            Kind::Unspaced => rest.unspaced(&mut folded, &mut each),
            Kind::Other => rest.at += c.len_utf8(),
        }
    }
}

/// How a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Initial {
    /// With a capital letter.
    Capital,
    /// With anything else.
    Small,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    /// Of a script that puts no spaces between words.
    Unspaced,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        _ if c.is_ascii() => {
            if c.is_ascii_alphanumeric() {
                Kind::Letter
            } else {
                Kind::Other
            }
        }
        // Thai, Lao, Myanmar, Khmer; kana; ideographs with their extensions.
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{323af}' => Kind::Unspaced,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Kind::Letter,
        _ => Kind::Other,
    }
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.nth(0)
    }

    fn nth(&self, n: usize) -> Option<char> {
        self.text.get(self.at..)?.chars().nth(n)
    }

    fn is_letter(&self, n: usize) -> bool {
        self.nth(n).is_some_and(|c| kind(c) == Kind::Letter)
    }

    /// Reads one word from here, folded into `folded`; where it ends.
    fn word(&mut self, folded: &mut String) -> usize {
        // Letters since the start or the last dot: initials are one letter long.
        let mut run = 0;
        let mut end = self.at;
        let mut last = ' ';
        while let Some(c) = self.peek() {
            if kind(c) == Kind::Letter {
                fold(c, folded);
                self.at += c.len_utf8();
                (end, last) = (self.at, c);
                run += 1;
                continue;
            }
            let next = self.nth(1).unwrap_or(' ');
            let possessive = is_apostrophe(c) && matches!(next, 's' | 'S') && !self.is_letter(2);
            if possessive && run > 0 {
                self.at += c.len_utf8() + 1;
                break;
            }
            let joins = match c {
                _ if is_apostrophe(c) => last.is_alphabetic() && next.is_alphabetic(),
                ',' => last.is_ascii_digit() && self.thousands(),
                '.' if last.is_ascii_digit() => self.thousands(),
                '.' => run == 1 && next.is_alphabetic() && !self.is_letter(2),
                _ => false,
            };
            if !joins || kind(next) != Kind::Letter {
                break;
            }
            self.at += c.len_utf8();
            run = 0;
        }
        end
    }

    /// Whether exactly three digits follow the mark here.
    fn thousands(&self) -> bool {
        let digit = |n| self.nth(n).is_some_and(|c| c.is_ascii_digit());
        digit(1) && digit(2) && digit(3) && !digit(4)
    }

    fn unspaced(&mut self, folded: &mut String, each: &mut impl FnMut(&str, Extent, Initial)) {
        let mut previous: Option<usize> = None;
        let mut pairs = 0;
        let mut start = self.at;
        while let Some(c) = self.peek().filter(|c| kind(*c) == Kind::Unspaced) {
            start = self.at;
            self.at += c.len_utf8();
            if let Some(from) = previous.replace(start) {
                self.emit(Extent::new(from, self.at), folded, each);
                pairs += 1;
            }
        }
        if pairs == 0 {
            self.emit(Extent::new(start, self.at), folded, each);
        }
    }

    fn emit(
        &self,
        extent: Extent,
        folded: &mut String,
        each: &mut impl FnMut(&str, Extent, Initial),
    ) {
        folded.clear();
        for c in extent.of(self.text).chars() {
            fold(c, folded);
        }
        if !folded.is_empty() {
            each(folded, extent, Initial::Small);
        }
    }
}

fn fold(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
    } else {
        folded.extend(
            words::fold(c.encode_utf8(&mut [0; 4])).chars().filter(|c| c.is_alphanumeric()),
        );
    }
}

/// The words of `text`, folded, with their bytes.
pub(crate) fn list(text: &str) -> Vec<(String, Extent)> {
    let mut list = Vec::new();
    each(text, |word, extent, _| list.push((word.to_owned(), extent)));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        list(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn words_are_cut_and_folded_as_readers_type_them() {
        assert_eq!(folded("Minsk’s co-operation, don't!"), ["minsk", "co", "operation", "dont"]);
        assert_eq!(
            folded("1,400 and 3.5 in the U.S. today"),
            ["1400", "and", "3", "5", "in", "the", "us", "today"]
        );
        assert_eq!(folded("Łódź naïve Straße"), ["lodz", "naive", "strasse"]);
        assert_eq!(folded("end.Next 26.04.2024"), ["end", "next", "26", "04", "2024"]);
        assert_eq!(folded("’s 's '"), ["s", "s"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(folded("白俄罗斯 中"), ["白俄", "俄罗", "罗斯", "中"]);
    }

    #[test]
    fn extents_point_at_the_words_as_written() {
        let text = "The “Élysée’s” 1,400 men";
        let written: Vec<_> = list(text).iter().map(|(_, e)| e.of(text)).collect();
        assert_eq!(written, ["The", "Élysée", "1,400", "men"]);
    }
}
