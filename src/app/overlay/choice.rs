//! Something to choose: a few lines about it, and options, each with what follows from it.

use super::prompt::PromptKind;
use crate::app::widgets::ListCursor;
use crate::quotes::QuoteCommand;

/// What follows from an option.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// All stays as it is.
    Nothing,
    /// Something is done with quotes.
    Quotes(QuoteCommand),
    /// The reader is asked for a line.
    Ask(PromptKind),
}

/// Something to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is about.
    pub title: String,
    /// What to know before; long lines are wrapped where they are drawn.
    pub about: Vec<String>,
    /// Each option and what follows from it.
    pub options: Vec<(String, Chosen)>,
    /// The selected option.
    pub cursor: ListCursor,
}

impl Choice {
    /// The first of these options is selected.
    pub fn new(title: String, about: Vec<String>, options: Vec<(String, Chosen)>) -> Self {
        Self { title, about, options, cursor: ListCursor::default() }
    }
}
