//! What is marked in the text, to be ticked.

use crate::app::widgets::ListCursor;

/// The kinds of marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markings {
    /// The selected one.
    pub cursor: ListCursor,
}
