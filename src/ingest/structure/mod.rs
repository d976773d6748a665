//! What each piece is for: head, body and tail of an article told apart by general rules (position,
//! length, punctuation, repetition, wording of chrome), the same for every format.

mod body;
mod captions;
mod day;
mod head;
mod headline;
mod notes;
mod pointers;
pub(super) mod repair;
mod tail;

use crate::collection::{BlockKind, Found, Provenance, Reason};
use crate::ingest::line::byline::{self, Context};
use crate::ingest::line::chrome;
use crate::ingest::line::dates::DayOrder;
use crate::ingest::line::shape::{self, CommonWords};
use crate::ingest::line::{language, opening};
use crate::ingest::piece::{Head, Piece, Sheet};
use repair::Vocabulary;

/// In so many paragraphs a text may say when it was written: a summary may stand before the dateline.
const OPENING: usize = 2;

/// Gives every piece of `sheet` its kind, mends cut paragraphs, and takes from bylines and headings
/// what the format itself did not say. Words stay as they are.
pub(super) fn structured(sheet: Sheet) -> Sheet {
    let Sheet { mut metadata, properties, problem, mut pieces, head: stands } = sheet;
    pieces.retain(|piece| !piece.text.trim().is_empty());
    let (mut pieces, aside) = set_apart(pieces);
    let stated = metadata.language.take();
    metadata.language = language::chosen(stated.clone(), &pieces);
    if metadata.language != stated {
        metadata.origins.language = Some(Provenance::Text);
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
        Head::Sought => head::read(&mut pieces, &context, &mut metadata),
        Head::Stated => pieces.iter().position(Piece::is_body).unwrap_or(pieces.len()),
    };
    notes::mark(&mut pieces, start);
    let end = tail::mark(&mut pieces, start, &context, &mut metadata);
    metadata.fill_origins(Provenance::Byline);
    pointers::mark_links(&mut pieces, start..end);
    for piece in pieces.get_mut(start..end).unwrap_or_default().iter_mut() {
        if let Some(agency) = byline::agency(&piece.text).filter(|_| piece.is_loose()) {
            piece.kind = Some(BlockKind::Byline);
            head::note(agency, &mut metadata);
        }
    }
    let title = metadata.title.as_ref().map(|title| title.value.clone());
    body::mark(&mut pieces, start..end, title.as_deref());
    if metadata.date.is_none() && stands == Head::Sought {
        let beside = day::beside_headline(&pieces, &aside, title.as_deref(), &context)
            .map(|day| Found::new(day, Provenance::Byline));
        let body = pieces.get(start..end).unwrap_or_default().iter().filter(|p| p.is_body());
        let language = metadata.language.as_deref();
        let opening = |piece: &Piece| opening::date(&piece.text, language, &context);
        metadata.date = beside.or_else(|| {
            let day = body.take(OPENING).find_map(opening)?;
            Some(Found::new(day, Provenance::FirstSentence))
        });
    }
    if !pieces.iter().any(Piece::is_body) {
        // Nothing but chrome: then it is what the reader wanted to keep.
        for piece in &mut pieces {
            if piece.kind == Some(BlockKind::Furniture) {
                piece.loosen();
            }
        }
    }
    let mut pieces = woven(pieces, aside);
    pointers::mark_empty(&mut pieces);
    Sheet { metadata, properties, problem, pieces, head: stands }
}

/// The pieces that may be text, and those of which their format already says that they are furniture: they take
/// no part in what follows. Each knows its place.
fn set_apart(mut pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>) {
    for (at, piece) in pieces.iter_mut().enumerate() {
        piece.order = at;
    }
    let is_aside = |piece: &mut Piece| piece.kind == Some(BlockKind::Furniture);
    let aside = pieces.extract_if(.., is_aside).collect();
    (pieces, aside)
}

/// Both in their order again.
fn woven(pieces: Vec<Piece>, aside: Vec<Piece>) -> Vec<Piece> {
    let mut woven = Vec::with_capacity(pieces.len() + aside.len());
    let mut aside = aside.into_iter().peekable();
    for piece in pieces {
        while let Some(before) = aside.next_if(|before| before.order < piece.order) {
            woven.push(before);
        }
        woven.push(piece);
    }
    woven.extend(aside);
    woven
}

/// Marks the lines that say of themselves that they are chrome.
fn mark_chrome(pieces: &mut [Piece]) {
    let is_prose = |piece: Option<&Piece>| {
        piece.is_some_and(|piece| piece.is_body() && shape::is_prose(&piece.text))
    };
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        let next_is_prose = is_prose(pieces.get(at + 1));
        let reason = match (piece.kind, chrome::of(&piece.text)) {
            // A heading inside the text may well be called "Contact" or "About".
            (Some(BlockKind::Heading), Some(reason)) => {
                let sure = matches!(
                    reason,
                    Reason::SignUp
                        | Reason::Related
                        | Reason::Advert
                        | Reason::Comments
                        | Reason::Author
                );
                (sure || !next_is_prose).then_some(reason)
            }
            (None | Some(BlockKind::ListItem | BlockKind::Standfirst), Some(reason)) => {
                Some(reason)
            }
            (None, None) if repair::is_page_number(&piece.text) && at > 0 => {
                Some(Reason::RunningHead)
            }
            _ => None,
        };
        let Some(reason) = reason else { continue };
        // Prose among prose is text, unless it calls on the visitor.
        let amid = next_is_prose && is_prose(at.checked_sub(1).and_then(|above| pieces.get(above)));
        let exempt = amid && shape::is_prose(&piece.text) && !chrome::is_call(&piece.text);
        if !exempt && let Some(piece) = pieces.get_mut(at) {
            piece.furnish(reason);
        }
    }
}
