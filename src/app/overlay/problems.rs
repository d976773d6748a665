//! What could not be read, and what to do about it.

use crate::app::widgets::ListCursor;

/// The problems of the collection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// The selected one.
    pub cursor: ListCursor,
}
