//! Plain text as scraped from pages.

use crate::collection::{Block, BlockKind, Draft};
use crate::text::{Extent, normalise};

/// Paragraphs parted by empty lines.
pub(super) fn read(raw: &str) -> Draft {
    let raw = normalise::canonical(raw);
    let mut draft = Draft::default();
    for paragraph in raw.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        draft.text.push_str(&paragraph.replace('\n', " "));
        let extent = Extent::new(start, draft.text.len());
        draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
    }
    draft
}
