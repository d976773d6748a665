//! Words of a place as terms for a new theme: those that the reader ticks, else the selected one.

use crate::app::widgets::ListCursor;

/// A word that could be a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The word as it would stand in the theme, folded.
    pub word: String,
    /// Passages in which it stands, in any form.
    pub passages: usize,
    /// Articles in which it stands.
    pub articles: usize,
    /// Whether the reader wants it.
    pub ticked: bool,
}

/// Terms to be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Those most likely to be terms first.
    pub words: Vec<Proposed>,
    /// The selected one.
    pub cursor: ListCursor,
}
