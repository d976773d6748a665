//! The text that a page states in its linked data (`articleBody` of schema.org), for pages of which scripts draw
//! the visible text: saved without running them, they hold no other.

use std::collections::HashSet;

use super::place::Place;
use super::statements::plain;
use super::visible::Styles;
use super::walk::{self, Placed};
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;

/// Shortest text that can stand for the visible one, in words.
const BODY: usize = 100;
/// So many times as long as all visible prose it must be.
const MORE: usize = 3;

/// Sets `body` under the first headline of `pieces` and leaves nothing else chosen, where the page shows far less.
pub(super) fn insert(pieces: &mut Vec<Placed>, body: Option<&str>) {
    let Some(body) = body else { return };
    let words = shape::words(body);
    let prose = pieces.iter().filter(|(piece, _)| shape::is_prose(&piece.text));
    let shown = || prose.map(|(piece, _)| shape::words(&piece.text)).sum::<usize>();
    if words < BODY || words < shown() * MORE {
        return;
    }
    for (_, place) in pieces.iter_mut() {
        place.chosen = 0;
    }
    let headline = pieces.iter().position(|(piece, _)| piece.is_heading() && piece.level == 1);
    let at = headline.map_or(0, |at| at + 1);
    pieces.splice(at..at, paragraphs(body));
}

/// The paragraphs of `body`, which may be written as elements or as lines.
fn paragraphs(body: &str) -> Vec<Placed> {
    let marked = ["<p>", "<p ", "<br", "<div"].iter().any(|tag| body.contains(tag));
    let pieces: Vec<Piece> = match super::fragment(body).filter(|_| marked) {
        Some(page) => walk::pieces(&page.root(), &Styles::default(), &HashSet::new())
            .into_iter()
            .map(|(piece, _)| piece)
            .collect(),
        None => body.lines().map(plain).filter(|line| !line.is_empty()).map(Piece::loose).collect(),
    };
    let placed = |piece: Piece| {
        let letters = piece.text.len();
        (piece, Place { chosen: letters, letters, ..Place::default() })
    };
    pieces.into_iter().map(placed).collect()
}
