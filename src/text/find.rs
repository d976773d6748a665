//! Literal finding in one text, as `/` does it: case, accents, kinds of quotes and of spaces aside.

use unicode_segmentation::UnicodeSegmentation;

use super::{Extent, words::fold};

/// All places where `needle` stands in `text`, in order and without overlap, on grapheme
/// boundaries. Empty for an empty needle.
pub fn find_all(text: &str, needle: &str) -> Vec<Extent> {
    Haystack::new(text).find_all(needle)
}

/// A text made ready to be searched more than once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Haystack {
    folded: String,
    /// For each byte of `folded`, where the grapheme it came from starts, then where the text ends.
    origins: Vec<usize>,
}

impl Haystack {
    /// `text`, made ready.
    pub fn new(text: &str) -> Self {
        let (folded, mut origins) = folded(text);
        origins.push(text.len());
        Self { folded, origins }
    }

    /// All places where `needle` stands, as [`find_all`] finds them.
    pub fn find_all(&self, needle: &str) -> Vec<Extent> {
        let needle = folded(needle.trim()).0;
        if needle.is_empty() {
            return Vec::new();
        }
        let origin = |byte: usize| self.origins.get(byte).copied().unwrap_or_default();
        memchr::memmem::find_iter(self.folded.as_bytes(), &needle)
            .map(|at| Extent::new(origin(at), origin(at + needle.len())))
            .filter(|extent| !extent.is_empty())
            .collect()
    }
}

/// The folded text and, for each of its bytes, where the grapheme it came from starts.
fn folded(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    let mut rest = 0;
    for (start, end) in ascii_runs(text) {
        fold_graphemes(text, rest..start, &mut folded, &mut origins);
        let run = text.get(start..end).unwrap_or("");
        folded.extend(run.chars().map(|c| if c == '\n' { ' ' } else { c.to_ascii_lowercase() }));
        origins.extend(start..end);
        rest = end;
    }
    fold_graphemes(text, rest..text.len(), &mut folded, &mut origins);
    (folded, origins)
}

/// Stretches of `text` in which every byte is a letter by itself, none of which the letter behind it changes:
/// most of most texts, and found at the speed of memory.
fn ascii_runs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let plain = |byte: &u8| byte.is_ascii() && *byte != b'\r';
        at += bytes.get(at..)?.iter().position(plain)?;
        let start = at;
        let rest = bytes.get(start..)?;
        let length = rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len());
        at += length;
        // The last one belongs to what follows it.
        let end = if at < bytes.len() { at - 1 } else { at };
        Some((start, end))
    })
}

/// Folds what is not plain ASCII, letter by letter.
fn fold_graphemes(
    text: &str,
    stretch: std::ops::Range<usize>,
    folded: &mut String,
    origins: &mut Vec<usize>,
) {
    let offset = stretch.start;
    for (start, grapheme) in text.get(stretch).unwrap_or("").grapheme_indices(true) {
        let start = offset + start;
        match grapheme {
            "\n" => folded.push(' '),
            "“" | "”" | "„" | "«" | "»" => folded.push('"'),
            "–" | "—" | "‑" => folded.push('-'),
            _ => folded.push_str(&fold(grapheme)),
        }
        origins.resize(folded.len(), start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_and_quotes_do_not_matter() {
        let text = "A “Café” in Łódź – it’s open";
        assert_eq!(find_all(text, "\"cafe\"").first().unwrap().of(text), "“Café”");
        assert_eq!(find_all(text, "lodz - it's").first().unwrap().of(text), "Łódź – it’s");
        assert!(find_all(text, "").is_empty());
        assert_eq!(find_all("Cafe\u{301} au\r\nlait", "cafe au").len(), 1);
        assert_eq!(find_all("x cafe\u{301} y", "CAFÉ y").first().unwrap().start, 2);
    }

    proptest! {
        #[test]
        fn what_is_found_lies_in_the_text(text in "\\PC{0,80}", needle in "\\PC{0,4}") {
            for extent in find_all(&text, &needle) {
                prop_assert!(text.get(extent.start..extent.end).is_some());
            }
        }
    }
}
