//! What the reader does with themes and judgements, as data: one change, and what came of it.

use super::judgement::{Silence, Summary, Verdict};
use super::theme::{Theme, ThemeId};

/// What came of a [`CompareEdit`] on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// A theme was written.
    Saved {
        /// What the reader calls it.
        name: String,
        /// Where it is now, as it is shown to the reader.
        file: String,
    },
    /// A theme was written beside the one whose place it was to take: another program changed that meanwhile.
    Beside {
        /// What it is called now.
        name: String,
        /// Where it is, as it is shown to the reader.
        file: String,
    },
    /// A theme was taken out of its file.
    Removed {
        /// Its name within the set.
        id: ThemeId,
        /// What the reader calls it.
        name: String,
    },
    /// A judgement was kept or taken back; the sentence says which.
    Judged(&'static str),
}

/// One change to what the reader keeps of comparing; the files are brought up to date by it.
#[derive(Debug, Clone, PartialEq)]
pub enum CompareEdit {
    /// A ruling on a passage, in place of an earlier one.
    Verdict(Verdict),
    /// A ruling taken back.
    NoVerdict(Verdict),
    /// A silence confirmed after reading.
    Silence(Silence),
    /// A confirmation taken back.
    NoSilence(Silence),
    /// A line on a cell; an empty one takes an earlier one away.
    Summary(Summary),
    /// A theme as it is now, in place of the one that the reader saw.
    Theme {
        /// What was seen, if it was there.
        was: Option<Box<Theme>>,
        /// The theme as it shall be kept.
        theme: Box<Theme>,
    },
    /// A theme removed.
    NoTheme(Box<Theme>),
    /// A theme of this collection made one of every collection.
    Global(Box<Theme>),
    /// The same taken back.
    Local(Box<Theme>),
    /// A row of two themes at once.
    Pair(ThemeId, ThemeId),
    /// That row taken away.
    NoPair(ThemeId, ThemeId),
}
