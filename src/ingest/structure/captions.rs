//! Captions and credits: the words under pictures, and the descriptions that stood in for them.

use std::collections::HashSet;

use crate::collection::BlockKind;
use crate::ingest::line::byline::{self, Context};
use crate::ingest::line::credits;
use crate::ingest::line::dates;
use crate::ingest::line::shape;
use crate::ingest::piece::{Above, Piece};
use crate::ingest::structure::head::LATE;
use crate::ingest::structure::repair;

/// Marks captions among loose pieces, and above each the picture's description that says the same.
pub(in crate::ingest) fn mark(pieces: &mut [Piece], context: &Context) {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        if !piece.is_loose() || !credits::has_credit(&piece.text) {
            continue;
        }
        let describes =
            at.checked_sub(1).and_then(|above| pieces.get(above)).is_some_and(|above| {
                above.is_loose()
                    && !above.is_emphasised()
                    && byline::read(above, context).is_none()
                    && shape::words(&above.text) <= 40
                    && (piece.above == Above::LineEnd || !shape::ends_sentence(&above.text))
                    && shared(&above.text, &piece.text) >= 0.5
            });
        if describes && let Some(above) = pieces.get_mut(at - 1) {
            above.kind = Some(BlockKind::Caption);
        }
        if let Some(piece) = pieces.get_mut(at) {
            piece.kind = Some(BlockKind::Caption);
        }
    }
    mark_uncredited(pieces, context);
}

/// Marks, behind the first paragraph, short loose lines that stand twice (a picture's description and
/// the words under it), those that end with a date ("Barges at the quay, March 1921") and those that cut a
/// sentence in two.
fn mark_uncredited(pieces: &mut [Piece], context: &Context) {
    let first = pieces.iter().position(|piece| piece.is_body() && shape::is_prose(&piece.text));
    let last = pieces.iter().rposition(|piece| piece.is_body() && shape::is_prose(&piece.text));
    let (Some(first), Some(last)) = (first, last) else { return };
    let can_be = |piece: &Piece| {
        piece.is_loose() && !shape::ends_clause(&piece.text) && shape::words(&piece.text) <= 40
    };
    for at in first + 1..last {
        let Some(piece) = pieces.get(at).filter(|piece| can_be(piece)) else { continue };
        let below = pieces.get(at + 1).filter(|below| can_be(below));
        let twice = shape::words(&piece.text) >= 2
            && below.is_some_and(|below| below.text.to_lowercase() == piece.text.to_lowercase());
        let late = at <= first + LATE && byline::read(piece, context).is_some();
        let dated = !late && ends_with_date(&piece.text, context);
        let inset = pieces.get(at - 1).is_some_and(repair::is_cut)
            && pieces
                .get(at + 1)
                .is_some_and(|below| below.is_loose() && repair::continues(&below.text))
            && !shape::starts_small(&piece.text);
        let prose = |at: usize| pieces.get(at).is_some_and(|piece| shape::is_prose(&piece.text));
        let held = is_holder(&piece.text) && prose(at - 1) && prose(at + 1);
        if twice && let Some(below) = pieces.get_mut(at + 1) {
            below.kind = Some(BlockKind::Caption);
        }
        if (twice || dated || inset || held)
            && let Some(piece) = pieces.get_mut(at)
        {
            piece.kind = Some(BlockKind::Caption);
        }
    }
}

/// Whether words and then, behind a comma, a month and year are all of `text`.
fn ends_with_date(text: &str, context: &Context) -> bool {
    text.match_indices(", ").any(|(at, comma)| {
        let (words, date) = (text.get(..at), text.get(at + comma.len()..).unwrap_or(""));
        words.is_some_and(|words| shape::words(words) >= 2)
            && dates::first(date, context.order).is_some_and(|dated| {
                dated.extent.len() == date.len()
                    && date.contains(char::is_alphabetic)
                    && dated.span.start.month.is_some()
            })
    })
}

/// Share of the longer words of `a` that `b` has too, from 0 to 1.
fn shared(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() {
        return 0.0;
    }
    let both = u32::try_from(a.intersection(&b).count()).unwrap_or(u32::MAX);
    f64::from(both) / f64::from(u32::try_from(a.len()).unwrap_or(u32::MAX))
}

/// Whether `text` is nothing but a sign of rights and a short name without a year: a picture's credit.
fn is_holder(text: &str) -> bool {
    let sign = ["©", "(c)", "(C)"].iter().find_map(|sign| text.strip_prefix(sign));
    let Some(name) = sign.map(str::trim_start) else { return false };
    (1..=6).contains(&shape::words(name))
        && !name.contains(|c: char| c.is_ascii_digit())
        && !shape::ends_sentence(name)
}
