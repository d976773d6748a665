//! What a text looks like inside the program: NFC, ordinary spaces, no control characters.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `raw` as canonical text: composed (NFC), with the line ends `\n`, odd spaces as ordinary ones, and
/// soft hyphens, zero-width and control characters dropped. Words stay as they are.
///
/// The zero-width joiner and non-joiner stay: emoji and several scripts need them.
pub fn canonical(raw: &str) -> String {
    let mut canonical = String::with_capacity(raw.len());
    let mut last = None;
    let kept = raw.chars().filter_map(|c| {
        let after = last.replace(c);
        match c {
            '\n' if after == Some('\r') => None,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
            '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
            | '\t' => Some(' '),
            '\u{ad}'
            | '\u{200b}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fff9}'..='\u{fffb}' => None,
            c if c.is_control() => None,
            c => Some(c),
        }
    });
    canonical.extend(kept.nfc());
    canonical
}

/// `text` as one canonical line.
pub fn one_line(text: &str) -> String {
    canonical(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the bytes of a text come to stand in its canonical form.
#[derive(Debug)]
pub struct Places<'a> {
    raw: &'a str,
    /// Places of the raw and of the canonical text at which neither side depends on the other.
    seams: Vec<(usize, usize)>,
}

impl<'a> Places<'a> {
    /// Those of `raw`.
    pub fn of(raw: &'a str) -> Self {
        let (mut seams, mut start, mut done) = (vec![(0, 0)], 0, 0);
        for (at, c) in raw.char_indices() {
            if at - start >= STRETCH && is_seam(c) {
                done += canonical(raw.get(start..at).unwrap_or_default()).len();
                start = at;
                seams.push((at, done));
            }
        }
        Self { raw, seams }
    }

    /// The byte of the canonical text that the byte `at` of the raw one became.
    pub fn of_byte(&self, at: usize) -> usize {
        let before = self.seams.partition_point(|(raw, _)| *raw <= at).saturating_sub(1);
        let (start, done) = self.seams.get(before).copied().unwrap_or_default();
        let at = self.raw.floor_char_boundary(at);
        done + canonical(self.raw.get(start..at).unwrap_or_default()).len()
    }
}

/// Bytes between two seams, at least.
const STRETCH: usize = 64;

/// Whether `c` stays, and nothing before it can change what becomes of it.
fn is_seam(c: char) -> bool {
    (c == ' ' || c.is_alphanumeric()) && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_the_canonical_beginning(
            raw in "[a-c e\u{301}\u{308}\u{1100}\u{1161}\r\n\t\u{a0}\u{200b}é가]{0,200}",
        ) {
            let places = Places::of(&raw);
            for (at, c) in raw.char_indices().filter(|(_, c)| is_seam(*c)) {
                let whole = canonical(&raw);
                let place = places.of_byte(at);
                prop_assert!(whole.is_char_boundary(place), "{c:?} at {at}");
                prop_assert_eq!(place, canonical(raw.get(..at).unwrap_or_default()).len());
            }
        }
    }
}
