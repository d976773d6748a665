//! An article laid out at a width, block by block as it comes into sight: opening, finding and resizing
//! cost the rows that are seen, however long the article is. Derived from text and width; what is kept is
//! always a byte offset.

mod folds;
mod lay_out;
mod row;
mod table;

pub use folds::{Folds, Furniture};
pub use lay_out::Look;
pub use row::{Piece, Row, RowKind};

use std::cell::OnceCell;
use std::sync::Arc;

use crate::collection::Article;

/// A row: the masthead is section 0, and each block one of its own, with the space before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowAt {
    section: usize,
    row: usize,
}

/// An article in rows.
#[derive(Debug, Clone, Default)]
pub struct Page {
    article: Option<Arc<Article>>,
    imprint: String,
    look: Look,
    sections: Vec<OnceCell<Vec<Row>>>,
}

impl Page {
    /// `article` in rows of at most `look.width` columns, under `imprint` where its text has no title of
    /// its own. Nothing is laid out before it is asked for.
    pub fn new(article: &Arc<Article>, look: Look, imprint: String) -> Self {
        let sections = vec![OnceCell::new(); article.blocks().len() + 1];
        Self { article: Some(Arc::clone(article)), imprint, look, sections }
    }

    /// How it is laid out.
    pub const fn look(&self) -> &Look {
        &self.look
    }

    fn rows_in(&self, section: usize) -> &[Row] {
        let (Some(cell), Some(article)) = (self.sections.get(section), &self.article) else {
            return &[];
        };
        cell.get_or_init(|| match section.checked_sub(1) {
            None => lay_out::masthead(article, self.look.width, &self.imprint),
            Some(block) => lay_out::block(article, block, &self.look),
        })
    }

    /// The row at a place.
    pub fn row(&self, at: RowAt) -> Option<&Row> {
        self.rows_in(at.section).get(at.row)
    }

    /// The rows from a place on.
    pub fn rows_from(&self, at: RowAt) -> impl Iterator<Item = &Row> {
        let here = self.rows_in(at.section).get(at.row..).unwrap_or_default();
        let after = (at.section + 1..self.sections.len()).flat_map(|section| self.rows_in(section));
        here.iter().chain(after)
    }

    /// The first row of all.
    pub fn start(&self) -> RowAt {
        let first = (0..self.sections.len()).find(|section| !self.rows_in(*section).is_empty());
        RowAt { section: first.unwrap_or(0), row: 0 }
    }

    /// The last row of all.
    pub fn end(&self) -> RowAt {
        let last = (0..self.sections.len()).rfind(|section| !self.rows_in(*section).is_empty());
        let section = last.unwrap_or(0);
        RowAt { section, row: self.rows_in(section).len().saturating_sub(1) }
    }

    /// The row `by` rows on, or back if below zero, but never past either end.
    pub fn step(&self, at: RowAt, by: isize) -> RowAt {
        if by < 0 { self.back(at, by.unsigned_abs()) } else { self.on(at, by.unsigned_abs()) }
    }

    fn on(&self, mut at: RowAt, mut by: usize) -> RowAt {
        loop {
            let last = self.rows_in(at.section).len().saturating_sub(1);
            let room = last.saturating_sub(at.row);
            if by <= room {
                return RowAt { row: at.row + by, ..at };
            }
            let mut after = at.section + 1..self.sections.len();
            let Some(next) = after.find(|section| !self.rows_in(*section).is_empty()) else {
                return RowAt { row: last, ..at };
            };
            by -= room + 1;
            at = RowAt { section: next, row: 0 };
        }
    }

    fn back(&self, mut at: RowAt, mut by: usize) -> RowAt {
        while by > at.row {
            let before = (0..at.section).rfind(|section| !self.rows_in(*section).is_empty());
            let Some(before) = before else { return RowAt { row: 0, ..at } };
            by -= at.row + 1;
            at = RowAt { section: before, row: self.rows_in(before).len() - 1 };
        }
        RowAt { row: at.row - by, ..at }
    }

    /// How many rows `to` lies below `from`, above it if below zero; counted up to `most` either way.
    pub fn rows_between(&self, from: RowAt, to: RowAt, most: usize) -> isize {
        let (first, last) = (from.min(to), from.max(to));
        let mut rows = 0;
        let mut at = first;
        while at < last && rows < most {
            at = if at.section == last.section { last } else { self.section_end(at) };
            rows = self.count(first, at);
            if at < last {
                at = self.on(at, 1);
                rows += 1;
            }
        }
        let rows = isize::try_from(rows.min(most)).unwrap_or(isize::MAX);
        if to < from { -rows } else { rows }
    }

    fn section_end(&self, at: RowAt) -> RowAt {
        RowAt { row: self.rows_in(at.section).len().saturating_sub(1), ..at }
    }

    fn count(&self, first: RowAt, last: RowAt) -> usize {
        if first.section == last.section {
            return last.row - first.row;
        }
        let between = (first.section + 1..last.section).map(|s| self.rows_in(s).len());
        self.rows_in(first.section).len() - first.row + between.sum::<usize>() + last.row
    }

    /// The row that shows the byte `offset`, or the last one before it.
    pub fn row_of(&self, offset: usize) -> RowAt {
        let blocks = self.article.as_ref().map_or(&[][..], |article| article.blocks());
        let begun = blocks.partition_point(|block| block.extent.start <= offset);
        // The space between two blocks belongs to the second of them.
        let after = (begun + 1..self.sections.len()).find(|s| !self.rows_in(*s).is_empty());
        let sections = after.into_iter().chain((0..=begun).rev());
        let last_begun = |section: usize| {
            let begun = self.rows_in(section).iter().take_while(|row| row.extent.start <= offset);
            Some(RowAt { section, row: begun.count().checked_sub(1)? })
        };
        sections.into_iter().find_map(last_begun).unwrap_or_else(|| self.start())
    }

    /// Whether this row stands in the masthead.
    pub const fn in_masthead(&self, at: RowAt) -> bool {
        at.section == 0
    }

    /// The first row under the masthead.
    pub fn below_masthead(&self) -> RowAt {
        let mut sections = 1..self.sections.len();
        let first = sections.find(|section| !self.rows_in(*section).is_empty());
        first.map_or_else(|| self.end(), |section| RowAt { section, row: 0 })
    }
}

#[cfg(test)]
mod tests;
