//! Amounts as one number however they are written: `120,000`, `120 thousand`, `$6bn`, `US$6 billion`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words and letters behind a number that multiply it, by how many zeros they stand for.
static MULTIPLIERS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/words/multipliers.txt").lines();
    let of_line = |line: &'static str| {
        let (zeros, words) = line.split_once(": ")?;
        let zeros = zeros.parse().ok()?;
        Some(words.split(", ").map(move |word| (word, zeros)))
    };
    lines.filter_map(of_line).flatten().collect()
});

/// The amount written as `digits` before the point, `decimals` behind it and the folded `unit`;
/// `None` if the unit does not multiply or the amount is no whole number.
pub(super) fn amount(digits: &str, decimals: &str, unit: &str) -> Option<String> {
    let zeros = *MULTIPLIERS.get(unit)?;
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() || !number(digits) || !number(decimals) || decimals.len() > zeros {
        return None;
    }
    let amount = format!("{digits}{decimals}{}", "0".repeat(zeros - decimals.len()));
    let bare = amount.trim_start_matches('0');
    (!bare.is_empty() && bare.len() <= 18).then(|| bare.to_owned())
}

/// `6bn` as its number and its unit.
pub(super) fn split_unit(word: &str) -> Option<(&str, &str)> {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.strip_suffix(unit)?;
    (!digits.is_empty() && !unit.is_empty()).then_some((digits, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_meet_however_they_are_written() {
        assert_eq!(amount("120", "", "thousand").as_deref(), Some("120000"));
        assert_eq!(amount("6", "5", "bn").as_deref(), Some("6500000000"));
        assert_eq!(amount("0", "25", "million").as_deref(), Some("250000"));
        for (digits, decimals, unit) in
            [("6", "", "ships"), ("", "", "bn"), ("1", "2345", "k"), ("0", "", "m")]
        {
            assert_eq!(amount(digits, decimals, unit), None, "{digits}.{decimals} {unit}");
        }
        assert_eq!(split_unit("6bn"), Some(("6", "bn")));
        assert_eq!(split_unit("2001"), None);
    }
}
