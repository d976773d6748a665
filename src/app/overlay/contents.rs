//! The headings of an article.

use crate::app::widgets::ListCursor;
use crate::collection::{Article, BlockKind};
use crate::text::{ArticleId, Extent};

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsEntry {
    /// The heading as it stands in the text.
    pub title: String,
    /// Its level from 1.
    pub level: u8,
    /// Its bytes in the article.
    pub extent: Extent,
}

/// The contents of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Whose headings they are.
    pub article: ArticleId,
    /// The headings, in order.
    pub entries: Vec<ContentsEntry>,
    /// The selected one.
    pub cursor: ListCursor,
}

impl Contents {
    /// The headings of `article`, the one above the byte `offset` selected.
    pub fn of(article: &Article, offset: usize) -> Self {
        let entries: Vec<ContentsEntry> = article
            .blocks()
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Title))
            .map(|block| ContentsEntry {
                title: block.extent.of(article.text()).to_owned(),
                level: if block.kind == BlockKind::Title { 1 } else { block.level.max(1) },
                extent: block.extent,
            })
            .collect();
        let above = entries.partition_point(|entry| entry.extent.start <= offset);
        let cursor = ListCursor { at: above.saturating_sub(1), first: 0 };
        Self { article: article.id(), entries, cursor }
    }
}
