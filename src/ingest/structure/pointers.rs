//! What points away from an article among its text: the line that is nothing but a link to another one, and the
//! heading over nothing but furniture.

use std::ops::Range;

use crate::collection::{BlockKind, MarkKind, Reason};
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;

/// Shortest wording of a link that can be the title of another article, in words.
const TITLE: usize = 4;

/// So many lines that are links may point away from an article; one of more is an article about what they name.
const POINTERS: usize = 3;

/// Marks the lines in `body` that are nothing but a link to another page, each between prose that is not.
pub(super) fn mark_links(pieces: &mut [Piece], body: Range<usize>) {
    let is_prose = |at: Option<usize>| {
        at.filter(|at| body.contains(at)).and_then(|at| pieces.get(at)).is_some_and(|piece| {
            piece.is_body() && shape::is_prose(&piece.text) && piece.linked() * 2 < piece.text.len()
        })
    };
    let points = |at: &usize| {
        is_prose(at.checked_sub(1))
            && is_prose(Some(at + 1))
            && pieces.get(*at).is_some_and(points_away)
    };
    let pointers: Vec<usize> = body.clone().filter(points).collect();
    if pointers.len() > POINTERS {
        return;
    }
    for at in pointers {
        if let Some(piece) = pieces.get_mut(at) {
            piece.furnish(Reason::Related);
        }
    }
}

/// Whether `piece` is nothing but a link that names another page.
fn points_away(piece: &Piece) -> bool {
    let here = piece
        .marks
        .iter()
        .any(|mark| matches!(&mark.kind, MarkKind::Link(to) if to.starts_with('#')));
    (piece.is_loose() || piece.is_heading())
        && !here
        && piece.is_link()
        && !piece.text.ends_with(':')
        && shape::words(&piece.text) >= TITLE
}

/// Marks each heading over nothing but furniture, up to the next heading that is not below it, as what stands there.
pub(super) fn mark_empty(pieces: &mut [Piece]) {
    // Below the place looked at: the first furniture right there, and how the text goes on behind all of it.
    let mut first: Option<Reason> = None;
    let mut next = Next::Heading(0);
    for piece in pieces.iter_mut().rev() {
        if piece.is_heading() {
            let ends = matches!(next, Next::Heading(level) if level <= piece.level);
            if let Some(reason) = first.filter(|_| ends) {
                piece.furnish(reason);
            } else {
                (first, next) = (None, Next::Heading(piece.level));
            }
        } else if piece.kind == Some(BlockKind::Furniture) {
            first = piece.reason;
        } else {
            (first, next) = (None, Next::Text);
        }
    }
}

/// What stands behind furniture.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// A heading of this level; the end counts as one above all.
    Heading(u8),
    Text,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(lines: &[(u8, &str)]) -> Vec<bool> {
        let mut pieces: Vec<Piece> = lines
            .iter()
            .map(|(level, text)| match (level, text.strip_prefix('~')) {
                (_, Some(text)) => Piece::furniture(Reason::Share, text),
                (0, None) => Piece::of(BlockKind::Paragraph, *text),
                (level, None) => Piece { level: *level, ..Piece::of(BlockKind::Heading, *text) },
            })
            .collect();
        mark_empty(&mut pieces);
        pieces.iter().map(|piece| piece.kind == Some(BlockKind::Furniture)).collect()
    }

    #[test]
    fn a_heading_over_nothing_but_furniture_is_furniture() {
        assert_eq!(shape(&[(2, "More tours"), (0, "~Alps"), (0, "~Lakes")]), [true; 3]);
        let nested = [(2, "More"), (3, "Tours"), (0, "~Alps"), (3, "Books"), (0, "~Maps")];
        assert_eq!(shape(&nested), [true; 5]);
    }

    #[test]
    fn a_heading_over_text_or_headings_or_nothing_stays() {
        let shared = [(2, "The lock"), (0, "~Share"), (0, "It is shut.")];
        assert_eq!(shape(&shared), [false, true, false]);
        let over = [(2, "The lock"), (0, "~Share"), (3, "Why"), (0, "It leaks.")];
        assert_eq!(shape(&over), [false, true, false, false]);
        assert_eq!(shape(&[(0, "It is shut."), (2, "The lock")]), [false, false]);
    }
}
