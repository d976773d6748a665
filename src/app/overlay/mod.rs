//! What lies over a screen: a closed overlay does not exist.

mod answers;
mod blocks;
mod choice;
mod command_line;
mod contents;
mod details;
mod evidence;
mod help;
mod keys;
mod markings;
mod note;
mod pointing;
mod problems;
mod prompt;
mod proposal;
mod subjects;
mod versions;
mod windows;

pub use blocks::{Blocks, Candidate};
pub use choice::{Choice, Chosen};
pub use command_line::CommandLine;
pub use contents::{Contents, ContentsEntry};
pub use details::Details;
pub use evidence::{Evidence, Support};
pub use help::{Group, Help, HelpRow};
pub use markings::Markings;
pub use note::Note;
pub(in crate::app) use pointing::Under;
pub use problems::Problems;
pub use prompt::{Prompt, PromptKind};
pub use proposal::{Proposal, Proposed};
pub use subjects::{Side, Subjects, why};
pub use versions::{told, version};
pub use windows::OverlayPage;

use std::sync::Arc;

use crate::app::widgets::Field;
use crate::keys::Key;
use crate::quotes::{Quote, QuoteCommand, merged};

/// Something over the screen, which gets the keys first.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The keys of the screen, to be searched and run.
    Help(Help),
    /// The headings of the article.
    Contents(Contents),
    /// What is known about an article.
    Details(Details),
    /// What counts as the article's text.
    Blocks(Blocks),
    /// What could not be read.
    Problems(Problems),
    /// Something to choose.
    Choice(Choice),
    /// A line asked of the reader.
    Prompt(Prompt),
    /// A command being typed.
    Command(CommandLine),
    /// Quotes are not saved, and the reader wants to leave.
    Unsaved,
    /// A quote was changed here and by another program.
    Conflict {
        /// As it was changed here.
        mine: Arc<Quote>,
        /// As it is on the disk.
        theirs: Arc<Quote>,
        /// What can be done.
        choice: Choice,
    },
    /// What is marked in the text, to be ticked.
    Markings(Markings),
    /// Lines to read.
    Note(Note),
    /// Terms for a new theme, to be ticked.
    Proposal(Proposal),
    /// What the articles could be compared by.
    Subjects(Subjects),
    /// The quotes that the reader's line on a cell rests on.
    Evidence(Evidence),
}

impl Overlay {
    /// Asks which of two versions of a quote holds, or whether they are joined.
    pub(super) fn conflict(mine: Arc<Quote>, theirs: Arc<Quote>) -> Self {
        let edit = |quote: Arc<Quote>| {
            Chosen::Quotes(QuoteCommand::Edit { seen: Arc::clone(&theirs), quote })
        };
        let options = vec![
            ("Take yours; the other goes to the history".to_owned(), edit(Arc::clone(&mine))),
            ("Join both notes and all tags".to_owned(), edit(Arc::new(merged(&mine, &theirs)))),
            ("Leave what is on the disk, without yours".to_owned(), Chosen::Nothing),
        ];
        let mut about = vec!["Another program changed this quote meanwhile.".to_owned()];
        about.extend(version("On the disk", &theirs));
        about.extend(version("Yours", &mine));
        let choice = Choice::new("Two versions".to_owned(), about, options);
        Self::Conflict { mine, theirs, choice }
    }

    /// Whether letters go to a field of it.
    pub const fn typing(&self) -> bool {
        matches!(self, Self::Help(_) | Self::Prompt(_) | Self::Command(_))
    }

    /// The field to which letters go.
    pub(in crate::app) const fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Help(help) => Some(&mut help.filter),
            Self::Prompt(prompt) => Some(&mut prompt.field),
            _ => None,
        }
    }

    /// Takes a key while letters go to its field.
    pub fn key(&mut self, key: Key) {
        match self {
            Self::Help(help) => help.key(key),
            Self::Command(line) => line.key(key),
            Self::Prompt(prompt) => {
                prompt.field.key(key);
            }
            _ => {}
        }
    }
}
