//! What lies over a screen: a closed overlay does not exist.

mod contents;
mod help;
mod problems;

pub use contents::{Contents, Entry};
pub use help::{Help, HelpRow};
pub use problems::Problems;

use super::request::Request;
use super::room::Room;
use crate::action::Action;
use crate::keys::Key;
use crate::text::ArticleId;

/// What is known about one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The article.
    pub article: ArticleId,
}

/// Something over the screen, which gets the keys first.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The keys of the screen, to be searched and run.
    Help(Help),
    /// The headings of the article.
    Contents(Contents),
    /// What is known about an article.
    Details(Details),
    /// What could not be read.
    Problems(Problems),
}

/// What an overlay made of a key.
#[derive(Debug, Clone)]
pub enum Answer {
    /// It stays.
    Stay,
    /// It closes, and these follow.
    Close(Vec<Request>),
    /// It closes, and this is run on the screen below.
    Run(Action),
}

impl Overlay {
    /// Whether letters go to a field of it.
    pub const fn typing(&self) -> bool {
        matches!(self, Self::Help(_))
    }

    /// Takes a key while letters go to its field.
    pub fn key(&mut self, key: Key) {
        if let Self::Help(help) = self {
            help.key(key);
        }
    }

    /// Does what a key means here.
    pub fn act(&mut self, action: Action, count: Option<usize>, room: &Room) -> Answer {
        if matches!(action, Action::Cancel | Action::Quit) {
            return Answer::Close(Vec::new());
        }
        match self {
            Self::Help(help) => help.act(action, count, room),
            Self::Contents(contents) => contents.act(action, count, room),
            Self::Problems(problems) => problems.act(action, count, room),
            Self::Details(_) => Answer::Close(Vec::new()),
        }
    }
}
