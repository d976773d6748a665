//! What counts as the article's text, for the reader to overrule: page furniture that is text, and
//! passages that are furniture.

use crate::app::widgets::ListCursor;
use crate::collection::{Article, BlockKind, BlockOverride, ContentHash, Reason};
use crate::text::Extent;

/// A block that can be overruled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its bytes in the article.
    pub extent: Extent,
    /// What it counts as now.
    pub kind: BlockKind,
    /// Why it is furniture, if it is.
    pub reason: Option<Reason>,
    /// How the block begins.
    pub words: String,
    /// What it would count as.
    pub counts_as: BlockOverride,
}

/// The blocks that can be overruled: the passage under the cursor, then all that is no passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocks {
    /// The article they are blocks of.
    pub article: ContentHash,
    /// The block at the cursor and those around it, in order.
    pub candidates: Vec<Candidate>,
    /// The selected one.
    pub cursor: ListCursor,
}

impl Blocks {
    /// What can be overruled in `article`, with the cursor at the byte `offset`.
    pub fn of(article: &Article, offset: usize) -> Self {
        let here = article.block_at(offset).filter(|block| block.kind.is_passage());
        let apart = article.blocks().iter().filter(|block| {
            matches!(block.kind, BlockKind::Furniture | BlockKind::Caption | BlockKind::Byline)
        });
        let candidates = here
            .into_iter()
            .chain(apart)
            .map(|block| Candidate {
                extent: block.extent,
                kind: block.kind,
                reason: block.reason,
                words: block.extent.of(article.text()).to_owned(),
                counts_as: BlockOverride::against(block),
            })
            .collect();
        Self { article: article.hash(), candidates, cursor: ListCursor::default() }
    }
}
