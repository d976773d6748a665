//! Articles for tests.

use std::path::Path;

use super::{Article, Block, BlockKind, Draft};
use crate::text::Extent;

impl Draft {
    /// The paragraphs of `text`, which empty lines part.
    pub(crate) fn of_paragraphs(text: &str) -> Self {
        let mut draft = Self { text: text.to_owned(), ..Self::default() };
        let mut at = 0;
        for paragraph in text.split("\n\n") {
            let extent = Extent::new(at, at + paragraph.len());
            draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
            at = extent.end + 2;
        }
        draft
    }
}

impl Article {
    /// The paragraphs of `text`, which empty lines part, in `a.txt`.
    pub(crate) fn of_paragraphs(text: &str) -> Self {
        Self::assemble(Path::new("a.txt"), Draft::of_paragraphs(text))
    }
}
