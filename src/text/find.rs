//! Literal finding in one text, as `/` does it: case, accents, kinds of quotes and of spaces aside.

use unicode_segmentation::UnicodeSegmentation;

use super::{Extent, words::fold};

/// All places where `needle` stands in `text`, in order and without overlap, on grapheme
/// boundaries. Empty for an empty needle.
pub fn find_all(text: &str, needle: &str) -> Vec<Extent> {
    let needle = folded(needle.trim()).0;
    if needle.is_empty() {
        return Vec::new();
    }
    let (hay, origins) = folded(text);
    let end_of = |byte: usize| origins.get(byte).copied().unwrap_or(text.len());
    hay.match_indices(&needle)
        .map(|(at, found)| Extent::new(end_of(at), end_of(at + found.len())))
        .filter(|extent| !extent.is_empty())
        .collect()
}

/// The folded text and, for each of its bytes, where the grapheme it came from starts.
fn folded(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (start, grapheme) in text.grapheme_indices(true) {
        match grapheme {
            "\n" => folded.push(' '),
            "“" | "”" | "„" | "«" | "»" => folded.push('"'),
            "–" | "—" | "‑" => folded.push('-'),
            _ => folded.push_str(&fold(grapheme)),
        }
        origins.resize(folded.len(), start);
    }
    (folded, origins)
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
