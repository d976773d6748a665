//! How much of an article's passages lies before a place: summed once, asked at every key.

use super::Article;
use crate::collection::Block;

/// Bytes of sentences before each of `passages`, given as places among `blocks`, and before the end.
pub(super) fn before_each(passages: &[usize], blocks: &[Block]) -> Vec<usize> {
    let mut before = 0;
    let after = passages.iter().filter_map(|place| blocks.get(*place)).map(|block| {
        before += block.sentences.iter().map(|sentence| sentence.len()).sum::<usize>();
        before
    });
    let after: Vec<usize> = after.collect();
    [0].into_iter().chain(after).collect()
}

impl Article {
    /// Bytes of its passages' sentences before the byte `offset` of its text.
    pub fn prose_before(&self, offset: usize) -> usize {
        let begun = self.passages.partition_point(|place| {
            self.blocks.get(*place).is_some_and(|block| block.extent.start < offset)
        });
        let Some(last) = begun.checked_sub(1) else { return 0 };
        let block = self.passages.get(last).and_then(|place| self.blocks.get(*place));
        let sentences = block.into_iter().flat_map(|block| &block.sentences);
        let here: usize =
            sentences.map(|sentence| sentence.end.min(offset).saturating_sub(sentence.start)).sum();
        self.prose.get(last).copied().unwrap_or(0) + here
    }

    /// The share of its passages before the byte `offset`, in whole per cent: 100 only if all of them are;
    /// 0 for an article without any.
    pub fn percent_before(&self, offset: usize) -> usize {
        let all = self.prose_before(usize::MAX);
        (self.prose_before(offset) * 100).checked_div(all).unwrap_or(0)
    }
}
