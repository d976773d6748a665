//! What a sentence is cut into before it is indexed, and a query before it is searched: the same words.

use unicode_normalization::char::is_combining_mark;

use super::{han, numbers};
use crate::text::{Extent, words};

/// Hands each word of `text` to `each`, folded, with its bytes and whether it begins with a capital.
///
/// Folding is that of [`words::fold`], without apostrophes (“don’t” → `dont`), possessive endings
/// (“Minsk’s” → `minsk`) and verbs cut short (“she’ll” → `she`); an elided article stands alone (“l’union” → `l`, `union`). Marks between
/// thousands are dropped (“1,400” → `1400`), marks of notes too (“a day\[1\]”, “a day¹”), and dots between single letters (“U.S.” → `us`). Dashes and
/// hyphens part words; what a hyphen joins also stands as one word before its parts (“co-op” → `coop`,
/// `co`, `op`), and so does an amount (“$6bn” and “6 billion” → `6000000000`, …). Scripts that are
/// written without spaces give every two neighbouring characters, traditional ones as simplified.
pub(crate) fn each(text: &str, mut each: impl FnMut(&str, Extent, Initial)) {
    let mut compound = Compound::default();
    pieces(text, |word, extent, initial| {
        if !compound.takes(text, word, extent) {
            compound.give(&mut each);
            compound.start(text, word, extent);
        }
        compound.add(word, extent, initial);
    });
    compound.give(&mut each);
}

/// Words that make one together: parts of a hyphenated word, or a number and what multiplies it.
#[derive(Debug, Default)]
struct Compound {
    parts: Vec<(String, Extent, Initial)>,
    /// Room for the letters of parts to come.
    spare: Vec<String>,
    /// The word that the parts make, if they do.
    whole: Option<String>,
    kind: Option<Join>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Hyphen,
    Amount,
}

impl Compound {
    fn start(&mut self, text: &str, word: &str, extent: Extent) {
        // `6bn` is its own compound: the amount stands before the word.
        let before = text.get(..extent.start).unwrap_or("");
        let decimal = decimals_before(before);
        self.whole = numbers::split_unit(word)
            .filter(|_| decimal.is_none())
            .and_then(|(digits, unit)| numbers::amount(digits, "", unit));
        self.kind = None;
    }

    /// Whether the word belongs to those before it.
    fn takes(&mut self, text: &str, word: &str, extent: Extent) -> bool {
        let Some((_, last, _)) = self.parts.last() else { return false };
        let between = text.get(last.end..extent.start).unwrap_or("");
        let hyphen = matches!(between, "-" | "\u{2010}" | "\u{2011}");
        let letters = |word: &str| word.chars().all(char::is_alphabetic);
        let words = || self.parts.iter().all(|(word, ..)| letters(word)) && letters(word);
        if hyphen && self.kind != Some(Join::Amount) && self.parts.len() < HYPHENATED && words() {
            let all: String = self.parts.iter().map(|(word, ..)| word.as_str()).collect();
            self.whole = Some(all + word);
            self.kind = Some(Join::Hyphen);
            return true;
        }
        let amount = match (self.parts.as_slice(), between) {
            // One letter behind a space is a metre rather than a million.
            ([(digits, ..)], " " | "-" | "\u{2011}") if word.len() > 1 => {
                numbers::amount(digits, "", word)
            }
            ([(digits, ..)], "." | ",") => numbers::split_unit(word)
                .and_then(|(decimals, unit)| numbers::amount(digits, decimals, unit))
                .or_else(|| followed_by_unit(text, digits, word, extent)),
            ([(digits, ..), (decimals, ..)], " " | "-") if self.kind == Some(Join::Amount) => {
                numbers::amount(digits, decimals, word)
            }
            _ => None,
        };
        let takes = amount.is_some() && self.kind != Some(Join::Hyphen);
        if takes {
            self.whole = amount;
            self.kind = Some(Join::Amount);
        }
        takes
    }

    fn add(&mut self, word: &str, extent: Extent, initial: Initial) {
        let mut letters = self.spare.pop().unwrap_or_default();
        letters.push_str(word);
        self.parts.push((letters, extent, initial));
    }

    fn give(&mut self, each: &mut impl FnMut(&str, Extent, Initial)) {
        let (first, last) = (self.parts.first(), self.parts.last());
        if let (Some(whole), Some((_, first, initial)), Some((_, last, _))) =
            (self.whole.take(), first, last)
        {
            each(&whole, Extent::new(first.start, last.end), *initial);
        }
        for (mut word, extent, initial) in self.parts.drain(..) {
            each(&word, extent, initial);
            word.clear();
            self.spare.push(word);
        }
    }
}

/// Parts of a hyphenated word that are joined.
const HYPHENATED: usize = 4;

/// Whether a number and a decimal mark stand right before.
fn decimals_before(before: &str) -> Option<char> {
    let mut back = before.chars().rev();
    let mark = back.next().filter(|c| matches!(c, '.' | ','))?;
    back.next().filter(char::is_ascii_digit).map(|_| mark)
}

/// The amount of `digits`, a mark, `decimals` at `extent` and the unit behind a space.
fn followed_by_unit(text: &str, digits: &str, decimals: &str, extent: Extent) -> Option<String> {
    let rest = text.get(extent.end..)?.strip_prefix([' ', '-'])?;
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    numbers::amount(digits, decimals, &words::fold(rest.get(..end)?))
}

fn pieces(text: &str, mut each: impl FnMut(&str, Extent, Initial)) {
    let mut rest = Cursor { text, at: 0 };
    let mut folded = String::new();
    while let Some(c) = rest.peek() {
        if let Some(mark) = rest.note_mark(c) {
            rest.at += mark;
            continue;
        }
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

/// Digits, at most, of a note's mark.
const NOTE: usize = 3;
/// Letters, at most, of a unit that has an exponent.
const UNIT: usize = 2;

/// What is left of will, are, have, would and am behind an apostrophe.
const CONTRACTIONS: [&str; 5] = ["ll", "re", "ve", "d", "m"];

const fn is_raised(c: char) -> bool {
    matches!(c, '\u{2070}'..='\u{2079}' | '¹' | '²' | '³')
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

    /// Bytes of the mark of a note that stands at what was read last: `[3]`, or a raised figure that is no
    /// exponent (“m²”, “10⁶”).
    fn note_mark(&self, c: char) -> Option<usize> {
        let mut back = self.text.get(..self.at)?.chars().rev();
        let before = back.next().filter(|before| !before.is_whitespace())?;
        let rest = self.text.get(self.at..)?;
        if c == '[' {
            let (figures, _) = rest.get(1..)?.split_once(']')?;
            let short = (1..=NOTE).contains(&figures.len());
            return (short && figures.bytes().all(|b| b.is_ascii_digit()))
                .then(|| figures.len() + 2);
        }
        let exponent = before.is_numeric()
            || before.is_alphabetic()
                && back.take(UNIT).take_while(|c| c.is_alphabetic()).count() < UNIT;
        let figures = rest.len() - rest.trim_start_matches(is_raised).len();
        (figures > 0 && !exponent).then_some(figures)
    }

    /// Reads one word from here, folded into `folded`; where it ends.
    fn word(&mut self, folded: &mut String) -> usize {
        // Letters since the start or the last dot: initials are one letter long.
        let mut run = 0;
        let mut end = self.at;
        let mut last = ' ';
        while let Some(c) = self.peek() {
            // A note's mark, or an exponent: “10⁶” is not 106.
            if is_raised(c) && (last.is_numeric() || self.note_mark(c).is_some()) {
                break;
            }
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
            if let Some(ending) = self.contraction(c).filter(|_| run > 0) {
                self.at += ending;
                break;
            }
            let joins = match c {
                _ if is_apostrophe(c) => {
                    last.is_alphabetic() && next.is_alphabetic() && !self.elided(folded, next)
                }
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

    /// Bytes of an ending that a word lends to the one before it: I’ll, they’d, we’ve.
    fn contraction(&self, c: char) -> Option<usize> {
        let rest = self.text.get(self.at + c.len_utf8()..).filter(|_| is_apostrophe(c))?;
        let ends = |ending: &&str| {
            let (head, tail) = rest.split_at_checked(ending.len()).unwrap_or(("", ""));
            head.eq_ignore_ascii_case(ending) && !tail.starts_with(|c| kind(c) == Kind::Letter)
        };
        let ending = CONTRACTIONS.iter().find(|ending| ends(ending))?;
        Some(c.len_utf8() + ending.len())
    }

    /// Whether what was read is an article cut short before a vowel: l’, d’, qu’, dell’.
    fn elided(&self, before: &str, next: char) -> bool {
        let short = before.chars().count() <= 2 && before != "o";
        let mut vowel = String::new();
        fold(next, &mut vowel);
        (short || before.ends_with("qu") || before.ends_with("ll"))
            && vowel.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
            && self.is_letter(2)
            && self.is_letter(3)
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
            fold(han::simplified(c), folded);
        }
        if !folded.is_empty() {
            each(folded, extent, Initial::Small);
        }
    }
}

/// The stroke that stretches Arabic words says nothing.
const TATWEEL: char = '\u{640}';

fn fold(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
    } else {
        folded.extend(
            words::fold(c.encode_utf8(&mut [0; 4]))
                .chars()
                .filter(|c| c.is_alphanumeric() && *c != TATWEEL),
        );
    }
}

/// The words of `text`, folded, with their bytes.
pub(crate) fn list(text: &str) -> Vec<(String, Extent)> {
    let mut list = Vec::new();
    each(text, |word, extent, _| list.push((word.to_owned(), extent)));
    list
}

/// The same without the words that others behind them make together: “co-op” is `co` and `op`.
pub(crate) fn plain(text: &str) -> Vec<(String, Extent)> {
    let mut plain: Vec<(String, Extent)> = Vec::new();
    each(text, |word, extent, _| {
        if plain.last().is_some_and(|(_, whole)| whole.start == extent.start) {
            plain.pop();
        }
        plain.push((word.to_owned(), extent));
    });
    plain
}

#[cfg(test)]
mod tests;
