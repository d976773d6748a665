//! What can happen: the only way in.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::overlay::PromptKind;
use super::pointer::Pointer;
use crate::collection::{Article, Changes, Collection, Problem};
use crate::compare::Progress;
use crate::compare::question::CompareAnswer;
use crate::compare::{Compared, Edited};
use crate::keys::Key;
use crate::quotes::{AnchorStatus, QuoteEvent, QuoteId};
use crate::search::SearchAnswer;

/// What was written in an editor.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// What the text is for, as it was asked.
    pub kind: PromptKind,
    /// The whole file as the editor left it.
    pub text: String,
    /// The file that holds it, until [`super::Effect::DropDrafts`].
    pub draft: PathBuf,
}

/// Something happened outside.
#[derive(Debug, Clone, strum::IntoStaticStr)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Pasted(String),
    /// The mouse did something.
    Pointer(Pointer),
    /// The terminal has another size.
    Resized(Size),
    /// Articles were read; more may follow.
    Loaded {
        /// In the order in which they were found.
        articles: Vec<Arc<Article>>,
        /// What could not be read among them.
        problems: Vec<Problem>,
    },
    /// The files hold something else than what is shown: reading them again would bring this. Nothing
    /// where they are again as they were.
    FilesChanged(Changes),
    /// The files were looked at again: this is the collection now.
    Rescanned(Arc<Collection>),
    /// Reading takes its time: so many of so many files were read.
    Reading {
        /// Files read so far.
        read: usize,
        /// Files found.
        found: usize,
    },
    /// All articles are there.
    LoadingFinished,
    /// What is wrong with the reader's own files.
    Misconfigured(Vec<Problem>),
    /// Paths that begin as what was typed; folders end with a slash.
    Files(Vec<String>),
    /// An order concerning quotes was done or not.
    Quotes(Vec<QuoteEvent>),
    /// The folder of quotes was looked at without having been asked to.
    QuotesSeen(Vec<QuoteEvent>),
    /// Quotes were looked for.
    Located {
        /// The articles in which they were looked for.
        collection: Arc<Collection>,
        /// Where each quote stands.
        statuses: Vec<(QuoteId, AnchorStatus)>,
    },
    /// A comparison that takes long has come so far.
    Comparing {
        /// The number of the job.
        number: u64,
        /// How far.
        progress: Progress,
    },
    /// A theme file, or the lists of cues, were saved, renamed or removed.
    ThemesSaved,
    /// What the reader changed of themes and judgements is on the disk.
    Edited(Edited),
    /// A comparison was made.
    Compared(Box<Compared>),
    /// A question to the comparison is answered.
    Answered(Box<CompareAnswer>),
    /// The search answers.
    Found(Box<SearchAnswer>),
    /// The reader has written something in an editor.
    Composed(Composed),
    /// An effect was done; the sentence says what.
    Done(String),
    /// An effect failed; the sentence says what, why and what to do.
    Failed(String),
    /// The program is asked to end.
    Terminated,
}
