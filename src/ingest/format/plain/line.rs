//! What a line of plain text begins with, and how full it is.

/// A line without the spaces around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// What stands between its white space on both sides.
    pub(super) text: &'a str,
    /// Spaces before it.
    pub(super) indent: usize,
    /// Its length in characters.
    pub(super) length: usize,
}

impl<'a> Line<'a> {
    /// The line `source`.
    pub(super) fn new(source: &'a str) -> Self {
        let source = source.trim_end();
        let text = source.trim_start();
        Self { text, indent: source.len() - text.len(), length: text.chars().count() }
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn first_word(self) -> usize {
        self.text.split(' ').next().unwrap_or("").chars().count()
    }
}

/// How many columns stand in `text`, parted by three spaces or more (or a tab, which is four).
pub(super) fn columns(text: &str) -> usize {
    let cells = text.split("   ").filter(|cell| !cell.trim().is_empty()).count();
    if text.contains('|') { 1 } else { cells }
}

/// Whether `next`'s first word would not have fitted behind `line`, give or take a tenth of the width.
pub(super) fn is_full(line: Line<'_>, next: Line<'_>, width: usize) -> bool {
    (line.indent + line.length + 1 + next.first_word()) * 10 > width * 9
}

/// `# Title` up to six signs deep.
pub(super) fn heading(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let title = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && !title.is_empty()).then_some((u8::try_from(level).ok()?, title))
}

/// The sign before an item of a list.
pub(super) struct Marker<'a> {
    pub(super) ordinal: Option<u32>,
    pub(super) rest: &'a str,
    /// Dashes also open speech and afterthoughts: they need company.
    pub(super) sure: bool,
}

/// The sign before `text`, if it begins as an item does.
pub(super) fn marker(text: &str) -> Option<Marker<'_>> {
    let first = text.chars().next()?;
    let behind = text.get(first.len_utf8()..)?;
    if "•‣▪◦●○■□▸►➤✓✔·∙".contains(first) {
        let rest = behind.trim_start();
        return (!rest.is_empty()).then_some(Marker { ordinal: None, rest, sure: true });
    }
    if matches!(first, '-' | '*' | '+' | '–' | '—') {
        let rest = behind.strip_prefix(' ')?.trim_start();
        return (!rest.is_empty()).then_some(Marker { ordinal: None, rest, sure: first == '*' });
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.get(digits..)?.strip_prefix(['.', ')'])?.strip_prefix(' ')?.trim_start();
    let ordinal = text.get(..digits)?.parse().ok().filter(|_| (1..=3).contains(&digits))?;
    // Written as "1)" it could not be put back as it stood if it turns out not to be a list.
    (!rest.is_empty() && text.as_bytes().get(digits) == Some(&b'.')
        || text.as_bytes().get(digits) == Some(&b')'))
    .then_some(Marker { ordinal: Some(ordinal), rest, sure: true })
}
