//! Texts in formats of their own that a document takes in whole (`altChunk`), as programs make that put documents
//! together: pages, Rich Text, plain text, other documents.

use super::super::{encoding, html, mhtml, plain, rtf};
use crate::ingest::piece::Piece;

/// The pieces of the text in `bytes`; documents in it may lie `levels` deep in one another.
///
/// # Errors
/// If it cannot be read.
pub(super) fn pieces(bytes: &[u8], depth: usize, levels: usize) -> Result<Vec<Piece>, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        let levels = levels.checked_sub(1).ok_or("documents lie too deep in one another")?;
        return Ok(super::read_within(bytes, depth, levels)?.pieces);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(rtf::read(bytes)?.pieces);
    }
    let text = encoding::decode(bytes)?;
    let head = text.get(..text.floor_char_boundary(1_024)).unwrap_or(&text).to_ascii_lowercase();
    if head.contains("content-type: multipart/") {
        return Ok(mhtml::read(bytes, depth)?.pieces);
    }
    if head.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return html::chapter(&text, depth);
    }
    Ok(plain::read(&text)?.pieces)
}
