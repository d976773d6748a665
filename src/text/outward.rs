//! Text on its way out of the program: nothing in it may steer a terminal, hide words or start a formula.

use std::fmt::Write;

/// Whether a terminal may obey `c`, or show other characters in another order because of it.
pub fn is_misleading(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` with a sign in the place of everything that [`is_misleading`]; line ends and tabs stay.
pub fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // A carriage return alone would let later words cover earlier ones.
        let line_end = c == '\r' && chars.peek() == Some(&'\n');
        let keep = line_end || !is_misleading(c);
        safe.push(if keep { c } else { char::REPLACEMENT_CHARACTER });
    }
    safe
}

/// `json` with everything escaped that its grammar allows to stand and that [`is_misleading`]: U+009B
/// may start an escape sequence. It says the same as before.
pub fn json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_misleading(c) {
            // Writing to a string cannot fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before what would start one, and
/// before an apostrophe that stands before such a sign, so that [`uncell`] gives back every text.
pub fn cell(text: &str) -> String {
    let formula = starts_formula(text.trim_start_matches('\''));
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// The text of a cell that [`cell`] guarded.
pub fn uncell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if starts_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_or_turns_words_round_comes_out() {
        assert_eq!(
            harmless("a\u{1b}[1m\u{9b}2J\tb\r\nc\rd\n"),
            "a\u{fffd}[1m\u{fffd}2J\tb\r\nc\u{fffd}d\n"
        );
        assert_eq!(harmless("\u{202e}txt.exe\u{2066}\u{7f}"), "\u{fffd}txt.exe\u{fffd}\u{fffd}");
        // Marks of direction and joiners are letters to some scripts.
        assert_eq!(harmless("א\u{200f}\u{200d}"), "א\u{200f}\u{200d}");
    }

    #[test]
    fn json_says_the_same_in_signs_that_are_safe() {
        let value = serde_json::json!({ "a\u{9b}": "\u{202e}\u{7f}\n", "b": ["ж"] });
        let safe = json(&format!("{value:#}"));
        assert!(!safe.contains(is_misleading), "{safe:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).unwrap(), value);
    }

    #[test]
    fn cells_are_no_formulas_and_come_back() {
        for text in ["=1+1", "-2", "@x", "'=1", "plain", "'", "", "\tx", "＝1"] {
            assert!(!starts_formula(&cell(text)), "{text}");
            assert_eq!(uncell(&cell(text)), text);
        }
    }
}
