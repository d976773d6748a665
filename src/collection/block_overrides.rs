//! What the reader said against the program: this block is text, that one is page furniture.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::article::{Article, ContentHash};
use super::block::{Block, BlockKind};
use crate::text::Extent;

/// What a block is by the reader's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum BlockOverride {
    /// It belongs to the text.
    Body,
    /// It is page furniture.
    Furniture,
}

impl BlockOverride {
    /// What turns `block` into its opposite: furniture and what stands beside the text into text,
    /// text into furniture.
    pub fn against(block: &Block) -> Self {
        if block.kind.is_passage() { Self::Furniture } else { Self::Body }
    }

    /// The kind that it gives a block.
    pub const fn kind(self) -> BlockKind {
        match self {
            Self::Body => BlockKind::Paragraph,
            Self::Furniture => BlockKind::Furniture,
        }
    }
}

/// The overruled blocks of all articles, by the hash of the text that they are in: they outlive any
/// move of the file and any change of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockOverrides(pub BTreeMap<ContentHash, BTreeMap<Extent, BlockOverride>>);

impl BlockOverrides {
    /// `article` with what is overruled in it.
    pub fn apply(&self, article: Arc<Article>) -> Arc<Article> {
        match self.0.get(&article.hash()) {
            Some(overruled) => {
                let kinds = overruled.iter().map(|(extent, counts_as)| (*extent, counts_as.kind()));
                Arc::new(article.with_kinds(&kinds.collect()))
            }
            None => article,
        }
    }

    /// Overrules the block at `extent` of the article with this hash; saying the opposite of what was
    /// said before takes that back.
    pub fn set(&mut self, article: ContentHash, extent: Extent, counts_as: BlockOverride) {
        let overruled = self.0.entry(article).or_default();
        match overruled.get(&extent) {
            Some(before) if *before != counts_as => overruled.remove(&extent),
            _ => overruled.insert(extent, counts_as),
        };
        if overruled.is_empty() {
            self.0.remove(&article);
        }
    }
}
