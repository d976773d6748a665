//! Sentences: the unit of the cursor, of selection, of search hits and of quotes.

use super::Extent;

/// The sentences of one block's text, in order, without the spaces between them; offsets are bytes
/// of `text`. `language` is an ISO 639-1 code; unknown ones fall back to English rules.
pub fn split(text: &str, language: &str) -> Vec<Extent> {
    sentencex::get_sentence_boundaries(language, text)
        .into_iter()
        .filter_map(|boundary| trimmed(text, boundary.start_byte, boundary.end_byte))
        .collect()
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Extent> {
    let piece = text.get(start..end)?;
    let start = start + (piece.len() - piece.trim_start().len());
    let extent = Extent::new(start, start + piece.trim().len());
    (!extent.is_empty()).then_some(extent)
}
