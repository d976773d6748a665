//! What of an article is folded away: sections under their headings, and page furniture.

use std::collections::BTreeSet;

use crate::collection::{Article, BlockKind};

/// Whether page furniture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Furniture {
    /// Dimmed, in its place.
    #[default]
    Shown,
    /// One row says how much of it there is.
    Folded,
}

/// What is folded away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folds {
    /// Page furniture.
    pub furniture: Furniture,
    /// Blocks of the headings whose sections are.
    pub headings: BTreeSet<usize>,
}

impl Folds {
    /// The heading under which `block` stands, its own if it is one.
    pub fn heading_of(article: &Article, block: usize) -> Option<usize> {
        let blocks = article.blocks().get(..=block)?;
        blocks.iter().rposition(|block| block.kind == BlockKind::Heading)
    }

    /// How many blocks the section of `heading` has beside it: up to the next heading that is not deeper.
    pub fn length(article: &Article, heading: usize) -> usize {
        let blocks = article.blocks().get(heading + 1..).unwrap_or_default();
        let level = article.blocks().get(heading).map_or(0, |heading| heading.level);
        let ends = |i: usize| {
            blocks.get(i).is_some_and(|b| b.kind == BlockKind::Heading && b.level <= level)
        };
        (0..blocks.len()).find(|i| ends(*i)).unwrap_or(blocks.len())
    }

    /// The folded heading that hides `block`.
    pub fn hidden_by(&self, article: &Article, block: usize) -> Option<usize> {
        let above = self.headings.range(..block);
        above.copied().find(|heading| block <= heading + Self::length(article, *heading))
    }
}
