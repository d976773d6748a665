//! The sign or number in front of an item.

/// The sign or number in front of an item or note.
pub(super) struct Marker<'a> {
    pub(super) number: Option<u32>,
    pub(super) rest: &'a str,
}

/// The sign or number in front of `text`, if it has one: "•", "–", "3.", "(b)".
pub(super) fn marker(text: &str) -> Option<Marker<'_>> {
    let text = text.trim();
    let first = text.chars().next()?;
    if "•◦▪■●○‣⁃∙·–—-*\u{f0b7}\u{f0a7}➢✓".contains(first) {
        let rest = text.get(first.len_utf8()..)?;
        return (rest.is_empty() || rest.starts_with(char::is_whitespace))
            .then(|| Marker { number: None, rest: rest.trim_start() });
    }
    let (number, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let inner = number.strip_prefix('(').unwrap_or(number);
    let inner = inner.strip_suffix('.').or_else(|| inner.strip_suffix(')'))?;
    let figures = inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let number = inner.parse().ok().filter(|_| figures);
    (number.is_some() || inner.len() == 1 && inner.chars().all(|c| c.is_ascii_lowercase()))
        .then(|| Marker { number, rest: rest.trim_start() })
}
