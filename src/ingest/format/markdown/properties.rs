//! What a document says of itself in lines at its top, where it has no front matter: properties of
//! Notion and Logseq, the list "Metadata" of exported highlights.

use crate::collection::{BlockKind, Metadata, Reason};
use crate::ingest::format::front_matter;
use crate::ingest::format::markdown::dialect;
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;
use crate::text::front_matter::Value;

/// Reads such lines above the text into `metadata` and makes bylines of them; tags and links of the
/// program that exported it, which stand there too, are furniture.
pub(super) fn take(pieces: &mut [Piece], metadata: &mut Metadata) {
    let head = pieces.iter().position(is_text).unwrap_or(pieces.len());
    let lines = |piece: &Piece| -> Option<Vec<(String, Value)>> {
        let pair = |line: &str| {
            let (key, value) = dialect::property(line)?;
            Some((key.to_lowercase(), Value::Text(value.to_owned())))
        };
        piece.text.lines().map(pair).collect()
    };
    let mut stated: Vec<(usize, Vec<(String, Value)>)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate().take(head) {
        // Below the next heading stands what others say: highlights, notes.
        if piece.is_heading() && !stated.is_empty() {
            break;
        }
        let open = piece.is_loose() || piece.kind == Some(BlockKind::ListItem);
        stated.extend(lines(piece).filter(|_| open).map(|pairs| (at, pairs)));
    }
    let pairs: Vec<(String, Value)> = stated.iter().flat_map(|(_, pairs)| pairs.clone()).collect();
    let found = Value::Map(pairs);
    if front_matter::is_stated(&found) {
        for (at, _) in stated {
            if let Some(piece) = pieces.get_mut(at) {
                piece.kind = Some(BlockKind::Byline);
                piece.level = 0;
            }
        }
        metadata.complete(&front_matter::metadata(&found));
    }
    for piece in pieces.iter_mut().take(head).filter(|piece| piece.is_loose() && is_label(piece)) {
        piece.furnish(Reason::Label);
    }
}

/// Whether `piece` is text rather than something said of it.
fn is_text(piece: &Piece) -> bool {
    piece.is_body() && shape::is_prose(&piece.text) && !piece.text.lines().all(dialect::is_property)
}

/// Tags on a line of their own, or nothing but links.
fn is_label(piece: &Piece) -> bool {
    let tags = piece.text.split_whitespace().all(|word| word.starts_with('#') && word.len() > 1);
    let spaces = piece.text.bytes().filter(u8::is_ascii_whitespace).count();
    let links = piece.linked() > 0 && piece.linked() + spaces.min(4) >= piece.text.len();
    tags || links && shape::words(&piece.text) <= 8
}
