//! What can happen: the only way in.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::collection::{Article, Collection, Problem};
use crate::keys::Key;

/// Something happened outside.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Pasted(String),
    /// The terminal has another size.
    Resized(Size),
    /// Articles were read; more may follow.
    Loaded {
        /// In the order in which they were found.
        articles: Vec<Arc<Article>>,
        /// What could not be read among them.
        problems: Vec<Problem>,
    },
    /// The files were looked at again: this is the collection now.
    Rescanned(Arc<Collection>),
    /// All articles are there.
    LoadingFinished,
    /// An effect was done; the sentence says what.
    Done(String),
    /// An effect failed; the sentence says what, why and what to do.
    Failed(String),
    /// The program is asked to end.
    Terminated,
}
