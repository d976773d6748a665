//! What the outside is asked to do: the only way out.

use std::path::PathBuf;
use std::sync::Arc;

use super::overlay::PromptKind;
use crate::collection::{BlockOverride, Collection, ContentHash};
use crate::compare::question::Question;
use crate::compare::{CompareEdit, CompareJob};
use crate::quotes::{Quote, QuoteCommand};
use crate::search::SearchJob;
use crate::session::Session;
use crate::text::Extent;

/// A request to the outside, as data.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
pub enum Effect {
    /// Put this on the clipboard; `what` names it in the status line.
    Copy {
        /// What goes onto the clipboard.
        text: String,
        /// What it is: “the sentence”, “the quote with its citation”.
        what: &'static str,
    },
    /// Open a file or an address in the program the reader uses for it.
    OpenOutside(String),
    /// Count a block of an article as the reader says, from now on.
    BlockOverride {
        /// The article that holds the block.
        article: ContentHash,
        /// The block, as bytes of the article.
        extent: Extent,
        /// What it counts as.
        counts_as: BlockOverride,
    },
    /// Look at the files again.
    Rescan,
    /// Read this file or folder too, as it was typed.
    OpenPath(String),
    /// Name the files whose paths begin as what was typed; the answer is [`super::Event::Files`].
    ListFiles(String),
    /// Show everything in the colours of the palette of this name.
    UsePalette(String),
    /// Do something with the kept quotes.
    Quotes(QuoteCommand),
    /// Find where quotes stand.
    LocateQuotes {
        /// Those to be looked for.
        quotes: Vec<Arc<Quote>>,
        /// Where they are looked for.
        collection: Arc<Collection>,
    },
    /// Have this edited in the editor of the reader; if something else comes back, the answer is
    /// [`super::Event::Composed`].
    Compose {
        /// What the text is for: it comes back with the answer.
        kind: PromptKind,
        /// What is there now.
        text: String,
    },
    /// Remove files from an editor: their words are kept elsewhere by now.
    DropDrafts(Vec<PathBuf>),
    /// Print this on the terminal when the room has been left.
    PrintLast(String),
    /// Keep the places of reading.
    SaveSession(Session),
    /// Compare the articles; the answer is [`super::Event::Compared`].
    Compare(CompareJob),
    /// Ask the comparison; the answer is [`super::Event::Answered`].
    Ask(Question),
    /// Keep what the reader decided in comparing, then say so.
    Keep(CompareEdit),
    /// Write a new file, and never over another.
    Write {
        /// Where, as the reader typed it.
        to: String,
        /// The whole file, as it is to be written.
        contents: String,
    },
    /// Index these articles; what is typed is searched again with every part.
    Index(Arc<Collection>),
    /// Search; the answer is [`super::Event::Found`].
    Search(SearchJob),
    /// Stop until the shell brings the program back.
    Suspend,
    /// From now on hear of the mouse, or leave it to the terminal.
    CaptureMouse(bool),
    /// Paint every cell again.
    Repaint,
    /// End the program.
    Quit,
}
