//! What a text looks like inside the program: NFC, ordinary spaces, no control characters.

use unicode_normalization::UnicodeNormalization;

/// `raw` as canonical text: composed (NFC), with the line ends `\n`, odd spaces as ordinary ones, and
/// soft hyphens, zero-width and control characters dropped. Words stay as they are.
///
/// The zero-width joiner and non-joiner stay: emoji and several scripts need them.
pub fn canonical(raw: &str) -> String {
    raw.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
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
        })
        .nfc()
        .collect()
}
