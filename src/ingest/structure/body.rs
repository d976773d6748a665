//! The body: headings without marks, lists without bullets, and what was set twice.

use std::ops::Range;

use crate::collection::{BlockKind, Reason};
use crate::ingest::line::chrome;
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;

/// Longest heading without a mark, in words and in characters.
const HEADING: (usize, usize) = (12, 90);
/// So many questions on lines of their own are headings; more are an interview.
const QUESTIONS: usize = 3;
/// Above so many pieces (a book) nobody looks for sentences set twice: every piece is held against all.
const MANY: usize = 600;

/// Settles the loose pieces in `body`.
pub(in crate::ingest) fn mark(pieces: &mut [Piece], body: Range<usize>, title: Option<&str>) {
    mark_boxes(pieces, &body);
    mark_repeated(pieces, &body, title);
    mark_lists(pieces, &body);
    let questions = pieces
        .get(body.clone())
        .unwrap_or_default()
        .iter()
        .filter(|piece| piece.is_loose() && piece.text.ends_with('?') && looks_like_heading(piece))
        .count();
    for at in body.clone() {
        let next =
            pieces.get(at + 1..body.end).unwrap_or_default().iter().find(|piece| !is_aside(piece));
        let leads = next.is_some_and(|next| {
            next.kind.is_some_and(|kind| kind != BlockKind::Heading)
                || (shape::ends_clause(&next.text) || shape::is_prose(&next.text))
        });
        let Some(piece) = pieces.get_mut(at).filter(|piece| piece.is_loose()) else { continue };
        let question = piece.text.ends_with('?');
        if leads && looks_like_heading(piece) && !(question && questions > QUESTIONS) {
            piece.kind = Some(BlockKind::Heading);
            piece.level = 2;
        }
    }
}

fn is_aside(piece: &Piece) -> bool {
    matches!(piece.kind, Some(BlockKind::Furniture | BlockKind::Caption))
}

fn looks_like_heading(piece: &Piece) -> bool {
    let text = piece.text.as_str();
    let short = shape::words(text) <= HEADING.0 && text.chars().count() <= HEADING.1;
    let opens = text
        .chars()
        .next()
        .is_some_and(|c| !c.is_lowercase() && !matches!(c, '–' | '—' | '-' | '*' | '…' | '['));
    let stops = if piece.is_emphasised() {
        text.ends_with(['.', '!', ';', ','])
    } else {
        text.ends_with([',', '…', '!']) || (shape::ends_clause(text) && !text.ends_with('?'))
    };
    short && opens && !stops && text.chars().any(char::is_alphabetic)
}

/// A call between two lines of chrome belongs to their box; so do the headlines under "Related".
fn mark_boxes(pieces: &mut [Piece], body: &Range<usize>) {
    let mut boxed = false;
    for piece in pieces.get_mut(body.clone()).unwrap_or_default() {
        if piece.kind == Some(BlockKind::Furniture) {
            let opens = chrome::of(&piece.text) == Some(Reason::Related);
            boxed = opens && (!piece.text.contains(':') || piece.text.ends_with(':'))
                || boxed && !opens;
        } else if boxed
            && piece.is_loose()
            && !shape::ends_clause(&piece.text)
            && shape::words(&piece.text) <= 16
        {
            piece.furnish(Reason::Related);
        } else {
            boxed = false;
        }
    }
    for at in body.clone() {
        let beside = |at: Option<usize>| {
            at.and_then(|at| pieces.get(at))
                .is_some_and(|piece| piece.kind == Some(BlockKind::Furniture))
        };
        let flanked = beside(at.checked_sub(1)) || beside(Some(at + 1));
        let Some(piece) = pieces.get(at).filter(|piece| piece.is_loose() && flanked) else {
            continue;
        };
        if chrome::is_call(&piece.text)
            && let Some(piece) = pieces.get_mut(at)
        {
            piece.furnish(Reason::SignUp);
        }
    }
}

/// A sentence of the text set a second time to catch the eye, and the title set again, are furniture.
fn mark_repeated(pieces: &mut [Piece], body: &Range<usize>, title: Option<&str>) {
    if body.len() > MANY {
        return;
    }
    for at in body.clone() {
        let Some(piece) = pieces.get(at).filter(|piece| {
            piece.is_loose() || piece.kind == Some(BlockKind::Quote) || piece.is_heading()
        }) else {
            continue;
        };
        let small = piece.text.to_lowercase();
        let text = small.trim_matches(['"', '“', '”', '„', '«', '»', '\'', '’', '‘', ' ']);
        let count = shape::words(text);
        let again = title.is_some_and(|title| title == piece.text);
        let pulled = || {
            !piece.is_heading()
                && (6..=40).contains(&count)
                && pieces.get(body.clone()).unwrap_or_default().iter().any(|other| {
                    other.is_loose()
                        && other.text.len() > piece.text.len() + 20
                        && other.text.to_lowercase().contains(text)
                })
        };
        if (again || pulled())
            && let Some(piece) = pieces.get_mut(at)
        {
            piece.furnish(Reason::Twice);
        }
    }
}

/// Three or more short lines behind a colon are a list that lost its bullets.
fn mark_lists(pieces: &mut [Piece], body: &Range<usize>) {
    let mut at = body.start;
    while at < body.end {
        let announced = pieces.get(at).is_some_and(|piece| {
            piece.is_body() && piece.text.ends_with(':') && shape::words(&piece.text) >= 4
        });
        at += 1;
        if !announced {
            continue;
        }
        let run = pieces
            .get(at..body.end)
            .unwrap_or_default()
            .iter()
            .take_while(|piece| {
                piece.is_loose()
                    && shape::words(&piece.text) <= 25
                    && (!shape::ends_sentence(&piece.text) || piece.text.ends_with(';'))
            })
            .count();
        if run >= 3 {
            for piece in pieces.get_mut(at..at + run).unwrap_or_default() {
                piece.kind = Some(BlockKind::ListItem);
                piece.level = 1;
            }
        }
        at += run;
    }
}
