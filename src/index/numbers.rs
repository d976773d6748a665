//! Amounts as one number however they are written: `120,000`, `120 thousand`, `$6bn`, `US$6 billion`.

/// Words and letters behind a number that multiply it, by how many zeros they stand for.
const MULTIPLIERS: [(&str, u32); 36] = [
    ("k", 3),
    ("thousand", 3),
    ("tausend", 3),
    ("mille", 3),
    ("mil", 3),
    ("тысяч", 3),
    ("тысячи", 3),
    ("тысяча", 3),
    ("тыс", 3),
    ("m", 6),
    ("mn", 6),
    ("mio", 6),
    ("million", 6),
    ("millions", 6),
    ("millionen", 6),
    ("millones", 6),
    ("milhoes", 6),
    ("миллион", 6),
    ("миллиона", 6),
    ("миллионов", 6),
    ("млн", 6),
    ("bn", 9),
    ("mrd", 9),
    ("billion", 9),
    ("billions", 9),
    ("milliard", 9),
    ("milliards", 9),
    ("milliarde", 9),
    ("milliarden", 9),
    ("миллиард", 9),
    ("миллиарда", 9),
    ("миллиардов", 9),
    ("млрд", 9),
    ("tn", 12),
    ("trn", 12),
    ("trillion", 12),
];

/// The amount written as `digits` before the point, `decimals` behind it and the folded `unit`;
/// `None` if the unit does not multiply or the amount is no whole number.
pub(super) fn amount(digits: &str, decimals: &str, unit: &str) -> Option<String> {
    let (_, zeros) = MULTIPLIERS.iter().find(|(name, _)| *name == unit)?;
    let zeros = *zeros as usize;
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
