//! One page, put in order.

use super::line::Block;

/// One page, put in order.
pub(super) struct Page {
    pub(super) number: u32,
    /// Running heads and the like, which are no part of the text.
    pub(super) around: Vec<String>,
    /// The columns in the order in which they are read, each as its blocks.
    pub(super) columns: Vec<Vec<Block>>,
    pub(super) notes: Vec<Block>,
    /// Whether that order may be wrong.
    pub(super) is_unsure: bool,
}
