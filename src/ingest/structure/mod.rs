//! What each piece is for: head, body and tail of an article told apart by general rules (position,
//! length, punctuation, repetition, wording of chrome), the same for every format.

mod body;
mod captions;
mod head;
mod headline;
mod notes;
pub(super) mod repair;
pub(super) mod repeated;
mod tail;

use crate::collection::{BlockKind, Found, Provenance};
use crate::ingest::line::byline::Context;
use crate::ingest::line::chrome::{self, Chrome};
use crate::ingest::line::dates::DayOrder;
use crate::ingest::line::shape::{self, CommonWords};
use crate::ingest::line::{language, opening};
use crate::ingest::piece::{Head, Piece, Sheet};
use repair::Vocabulary;

/// Gives every piece of `sheet` its kind, mends cut paragraphs, and takes from bylines and headings
/// what the format itself did not say. Words stay as they are.
pub(super) fn settle(sheet: Sheet) -> Sheet {
    let Sheet { mut metadata, mut pieces, head: stands } = sheet;
    pieces.retain(|piece| !piece.text.trim().is_empty());
    if metadata.language.is_none() {
        metadata.language = language::of(&pieces);
    }
    let context = Context {
        order: DayOrder::of(metadata.language.as_deref()),
        common: CommonWords::of(
            pieces.iter().map(|piece| piece.text.as_str()).filter(|text| shape::is_prose(text)),
        ),
    };
    captions::mark(&mut pieces, &context);
    let vocabulary = Vocabulary::of_pieces(&pieces);
    let mut pieces = repair::join_cut(pieces, &vocabulary);
    mark_chrome(&mut pieces);

    let start = match stands {
        Head::Sought => head::settle(&mut pieces, &context, &mut metadata),
        Head::Stated => pieces.iter().position(Piece::is_body).unwrap_or(pieces.len()),
    };
    notes::mark(&mut pieces, start);
    let end = tail::settle(&mut pieces, start, &context, &mut metadata);
    body::settle(
        &mut pieces,
        start..end,
        metadata.title.as_ref().map(|title| title.value.as_str()),
    );
    if metadata.date.is_none()
        && stands == Head::Sought
        && let Some(first) =
            pieces.get(start..end).and_then(|body| body.iter().find(|p| p.is_body()))
    {
        let date = opening::date(&first.text, metadata.language.as_deref(), &context);
        metadata.date = date.map(|date| Found::new(date, Provenance::FirstSentence));
    }
    if !pieces.iter().any(Piece::is_body) {
        // Nothing but chrome: then it is what the reader wanted to keep.
        for piece in &mut pieces {
            if piece.kind == Some(BlockKind::Furniture) {
                piece.kind = None;
            }
        }
    }
    Sheet { metadata, pieces, head: stands }
}

/// Marks the lines that say of themselves that they are chrome.
fn mark_chrome(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        let next_is_prose =
            pieces.get(at + 1).is_some_and(|next| next.is_body() && shape::is_prose(&next.text));
        let is_chrome = match (piece.kind, chrome::of(&piece.text)) {
            // A heading inside the text may well be called "Contact" or "About".
            (Some(BlockKind::Heading), Some(chrome)) => {
                !next_is_prose
                    || matches!(
                        chrome,
                        Chrome::SignUp
                            | Chrome::Related
                            | Chrome::Advert
                            | Chrome::Comments
                            | Chrome::Author
                    )
            }
            (None | Some(BlockKind::ListItem | BlockKind::Standfirst), Some(chrome)) => {
                chrome != Chrome::Legal
                    || !shape::is_prose(&piece.text)
                    || shape::words(&piece.text) <= 60
            }
            _ => false,
        } || (piece.is_loose() && repair::is_page_number(&piece.text) && at > 0);
        if is_chrome && let Some(piece) = pieces.get_mut(at) {
            piece.kind = Some(BlockKind::Furniture);
        }
    }
}
