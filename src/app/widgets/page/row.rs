//! One row of a page.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::Extent;

/// What a row of the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// Nothing: the space between two blocks.
    Blank,
    /// Words of the article.
    Text,
    /// A line of the masthead, which shows the title where the text itself has none.
    Title(String),
    /// A line of the masthead: who, where, when.
    Imprint(String),
    /// Cells of a table, with lines at these columns.
    Cells(Vec<u16>),
    /// The line under the head of a table, crossed at these columns.
    Rule(Vec<u16>),
    /// A cell of a table that is too wide for a grid, behind the name of its column.
    Card(String),
    /// What is folded away: how many blocks.
    Folded(usize),
}

/// Words that stand together in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// Columns before them.
    pub column: u16,
    /// Whether they are read, and so drawn, from right to left.
    pub leftwards: bool,
}

/// One row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// Its words, as bytes of the canonical text; empty where it shows none.
    pub extent: Extent,
    /// The block it belongs to or stands before.
    pub block: usize,
    /// Whether it is the first of its block.
    pub starts: bool,
    /// Whether a hyphen is drawn behind its words, which the text does not have.
    pub hyphenated: bool,
    /// Columns before the words, for a bullet or the bar of a quotation.
    pub indent: u16,
    /// Where its words stand, from left to right; empty where they stand in one piece behind the indent.
    pub pieces: Vec<Piece>,
}

impl Row {
    /// A row of this kind, before or in `block`, with these words.
    pub const fn new(kind: RowKind, block: usize, extent: Extent) -> Self {
        let (starts, hyphenated) = (false, false);
        Self { kind, extent, block, starts, hyphenated, indent: 0, pieces: Vec::new() }
    }

    /// Where its words stand, from left to right.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        let whole = Piece { extent: self.extent, column: self.indent, leftwards: false };
        let alone = self.pieces.is_empty().then_some(whole);
        self.pieces.iter().copied().chain(alone)
    }

    /// The columns that the part of `extent` in this row takes, piece by piece.
    pub fn columns_of(&self, extent: Extent, text: &str) -> impl Iterator<Item = Range<u16>> {
        self.pieces().filter_map(move |piece| {
            let part = piece.extent.overlap(extent)?;
            let before = Extent::new(piece.extent.start, part.start).of(text).width();
            let behind = Extent::new(part.end, piece.extent.end).of(text).width();
            let skipped = if piece.leftwards { behind } else { before };
            let start = piece.column.saturating_add(columns(skipped));
            Some(start..start.saturating_add(columns(part.of(text).width())))
        })
    }

    /// The byte of `text` that is drawn in `column`; beside the words the nearest one.
    pub fn byte_at(&self, column: u16, text: &str) -> Option<usize> {
        let distance = |piece: &Piece| {
            let width = u16::try_from(piece.extent.of(text).width()).unwrap_or(u16::MAX);
            let last = piece.column.saturating_add(width.saturating_sub(1));
            column.saturating_sub(last).max(piece.column.saturating_sub(column))
        };
        let solid = self.pieces().filter(|piece| !piece.extent.is_empty());
        let piece = solid.min_by_key(distance)?;
        let words = piece.extent.of(text);
        let column = usize::from(column.saturating_sub(piece.column));
        let column =
            if piece.leftwards { words.width().saturating_sub(column + 1) } else { column };
        let mut right = 0;
        let under = words.grapheme_indices(true).find(|(_, grapheme)| {
            right += grapheme.width();
            column < right
        });
        let last = || words.grapheme_indices(true).next_back();
        under.or_else(last).map(|(byte, _)| piece.extent.start + byte)
    }
}

/// A number of columns as the screen counts them.
pub(super) fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
