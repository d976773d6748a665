//! What a screen asks of the app that holds it.

use super::effect::Effect;
use super::overlay::Overlay;
use super::screen::ScreenName;
use super::screen::compare::ThemeDraft;
use crate::compare::Form;
use crate::compare::parallels::From;
use crate::quotes::{QuoteCommand, QuoteId};
use crate::search::SearchJob;
use crate::text::{ArticleId, Extent, Span};

/// A short word to the reader at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// One sentence.
    pub text: String,
    /// How much it matters.
    pub severity: Severity,
}

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something did not work.
    Error,
}

impl Message {
    /// Good to know.
    pub fn note(text: impl Into<String>) -> Self {
        Self { text: text.into(), severity: Severity::Note }
    }

    /// Something did not work.
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), severity: Severity::Error }
    }
}

/// What the letter typed next is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkMode {
    /// To name the place under the cursor.
    Set,
    /// To go to the place of that name.
    Go,
}

/// A hand-over from a screen to the app.
#[derive(Debug, Clone)]
pub enum Request {
    /// Ask the outside.
    Outside(Effect),
    /// Go to another screen; back leads here again.
    Show(ScreenName),
    /// One level back.
    Leave,
    /// Open an article where the reader left off.
    Read(ArticleId),
    /// Open an article at a place and mark words in it.
    Jump {
        /// The sentence to put under the cursor.
        to: Span,
        /// Words to mark, as bytes of that article.
        marks: Vec<Extent>,
    },
    /// Count an article as read, or as unread again.
    ToggleRead(ArticleId),
    /// Open the original of an article outside: its address, else its file.
    OpenOriginal(ArticleId),
    /// Give the place under the cursor the letter that is typed next, or go to the place of it.
    AwaitLetter(MarkMode),
    /// Show what the other articles say to this place.
    Parallels(ArticleId, From),
    /// Make a theme of words or terms.
    BeginTheme(ThemeDraft),
    /// Back to the place whose words were to become a theme.
    LeaveProposal,
    /// Let the reader's line on the selected cell rest on the quotes of these names.
    RestOn(Vec<String>),
    /// Write the comparison into a new file.
    WriteComparison {
        /// As what.
        form: Form,
        /// Where, as the reader typed it.
        to: String,
    },
    /// Ask the search, which works beside the room.
    Find(SearchJob),
    /// Remember that this was searched for.
    Remember(String),
    /// Keep this search, or let it go if it is kept.
    KeepSearch(String),
    /// Search for this; the field is open for more.
    Search(String),
    /// End the program although quotes are not saved.
    LeaveUnsaved,
    /// Let the reader select a new place for a quote.
    StartAttaching(QuoteId),
    /// Do something with the kept quotes.
    Quotes(QuoteCommand),
    /// Put something over the screen.
    Open(Overlay),
    /// Tell the reader.
    Say(Message),
}
