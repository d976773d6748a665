//! What is asked to be done with the kept quotes, and what came of it, as data.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::citing::Citing;
use super::conflicts::Conflict;
use super::export::{Format, Grouping};
use super::quote::{Quote, QuoteId};
use crate::collection::{Article, Problem};
use crate::text::Extent;

/// One thing to do with the kept quotes.
#[derive(Debug, Clone, PartialEq)]
pub enum QuoteCommand {
    /// Look what other programs have done.
    Look,
    /// Keep words of an article.
    Keep {
        /// Where the words stand.
        article: Arc<Article>,
        /// Bytes of its canonical text.
        extent: Extent,
        /// What the reader thinks of them.
        note: String,
        /// Names of the themes under which they are kept.
        themes: Vec<String>,
    },
    /// Save a quote that was made but could not be saved.
    Add(Arc<Quote>),
    /// Save a quote that was changed, if the disk still has it as it was seen.
    Edit {
        /// As it was seen.
        seen: Arc<Quote>,
        /// The quote as it is to be on the disk.
        quote: Arc<Quote>,
    },
    /// Put a quote at another place; its words stay.
    Attach {
        /// The quote as it was last seen.
        quote: Arc<Quote>,
        /// Where the words stand.
        article: Arc<Article>,
        /// Bytes of its canonical text.
        extent: Extent,
    },
    /// Keep the words that stand there now, with the note and tags of a quote that goes to the trash.
    Renew {
        /// The quote as it was last seen.
        quote: Arc<Quote>,
        /// Where the words stand.
        article: Arc<Article>,
        /// Bytes of its canonical text.
        extent: Extent,
    },
    /// Move quotes to the trash.
    Remove(Vec<QuoteId>),
    /// Bring quotes back from the trash.
    Restore(Vec<QuoteId>),
    /// Take a change of a quote back, if it still says what it said after the change.
    Revert {
        /// As it was after the change.
        from: Arc<Quote>,
        /// As it was before.
        to: Arc<Quote>,
    },
    /// Take back what was done last to any quote on the disk, today or earlier: a removal or a change.
    UndoLast,
    /// Several commands that are one to the reader.
    Together(Vec<QuoteCommand>),
    /// Make two versions of a quote one.
    Resolve {
        /// The file that holds the other version, or both.
        path: String,
        /// The version here, if there is one.
        seen: Option<Arc<Quote>>,
        /// The quote as it is to be on the disk.
        quote: Arc<Quote>,
    },
    /// Write quotes for another program into a new file.
    Export {
        /// What kind of file is written.
        format: Format,
        /// Those that go into it, in order.
        quotes: Vec<Arc<Quote>>,
        /// What Markdown puts them under.
        by: Grouping,
        /// How they are cited.
        citing: Citing,
        /// The file, or the folder of the notes, as the reader typed it.
        to: String,
    },
    /// Take quotes from a file: its path as the reader typed it.
    Import(String),
    /// Move a second file of a quote to the trash: its path.
    Discard(String),
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq)]
pub enum QuoteEvent {
    /// Everything there is, after something has changed.
    Contents(StoreContents),
    /// A new quote is on the disk.
    Kept(Arc<Quote>),
    /// A changed quote is on the disk.
    Changed {
        /// The quote before the change, for undoing it.
        before: Arc<Quote>,
        /// The quote as it is on the disk now.
        now: Arc<Quote>,
    },
    /// A change was taken back: the quote as it is now.
    Reverted(Arc<Quote>),
    /// Quotes are in the trash.
    Removed(Vec<QuoteId>),
    /// Quotes are back.
    Restored(Vec<Arc<Quote>>),
    /// It is not on the disk; the order can be given again.
    Refused {
        /// What to ask for again.
        command: QuoteCommand,
        /// One sentence.
        reason: String,
    },
    /// Another program changed the quote meanwhile; nothing was written.
    Conflict {
        /// As the reader wants it.
        mine: Arc<Quote>,
        /// As it is on the disk.
        theirs: Arc<Quote>,
    },
    /// It is done; the sentence says what.
    Done(String),
    /// It could not be done and nothing was lost; the sentence says why.
    Failed(String),
    /// There was nothing to do; the sentence says why.
    Nothing(String),
}

/// Everything that is kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoreContents {
    /// The quotes, oldest first.
    pub quotes: Vec<Arc<Quote>>,
    /// Two versions of some of them.
    pub conflicts: Vec<Conflict>,
    /// Files that cannot be read.
    pub problems: Vec<Problem>,
    /// Files of articles that are no longer there.
    pub gone: BTreeSet<String>,
}
