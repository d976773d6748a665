//! What dates are made of: numbers, names of months, the little words between them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Extent;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number {
        value: u16,
        digits: usize,
    },
    Month(u8),
    /// The little words inside dates: "of", "de", "г", ordinal endings.
    Filler,
    To,
    /// Behind an hour: "h", "pm".
    Clock,
    Word,
    Sign(char),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) extent: Extent,
}

/// The words, numbers and signs of `line`.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let same: fn(char) -> bool = if digit(c).is_some() {
            |c| digit(c).is_some()
        } else if c.is_alphabetic() {
            char::is_alphabetic
        } else {
            |_| false
        };
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| same(*c)) {
            end = at + c.len_utf8();
        }
        let extent = Extent::new(start, end);
        let kind = match extent.of(line) {
            digits if digit(c).is_some() => {
                let plain: String = digits.chars().filter_map(digit).collect();
                match plain.parse() {
                    Ok(value) => Kind::Number { value, digits: plain.len() },
                    Err(_) => Kind::Word,
                }
            }
            word if c.is_alphabetic() => word_kind(&word.to_lowercase()),
            _ => Kind::Sign(c),
        };
        tokens.push(Token { kind, extent });
    }
    tokens
}

/// The plain form of a digit, Arabic, Persian and full-width ones among them.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

fn word_kind(word: &str) -> Kind {
    match word {
        "st" | "nd" | "rd" | "th" | "er" | "of" | "de" | "del" | "di" | "г" | "года" | "року"
        | "року́" | "r" | "roku" => Kind::Filler,
        "to" | "bis" | "по" | "au" | "until" | "do" => Kind::To,
        "h" | "am" | "pm" | "a" | "p" | "uhr" | "hrs" | "ч" | "час" => Kind::Clock,
        _ => month(word).map_or(Kind::Word, Kind::Month),
    }
}

/// A month a line, in the forms that dates have: English, German, French, Spanish, Italian, Dutch,
/// Polish, Russian, Ukrainian, Belarusian.
const MONTHS: &str = include_str!("../../../../assets/words/months.txt");

/// The number of the month called `word`, which is in small letters.
pub(super) fn month(word: &str) -> Option<u8> {
    static NUMBERS: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
        let months = (1..).zip(MONTHS.lines());
        months.flat_map(|(n, names)| names.split(", ").map(move |name| (name, n))).collect()
    });
    NUMBERS.get(word).copied()
}
