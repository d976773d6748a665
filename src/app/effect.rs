//! What the outside is asked to do: the only way out.

use crate::session::Session;

/// A request to the outside, as data.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put this on the clipboard; `what` names it in the status line.
    Copy {
        /// The text.
        text: String,
        /// What it is: “the sentence”, “the quote with its citation”.
        what: &'static str,
    },
    /// Open a file or an address in the program the reader uses for it.
    OpenOutside(String),
    /// Look at the files again.
    Rescan,
    /// Keep the places of reading.
    SaveSession(Session),
    /// Stop until the shell brings the program back.
    Suspend,
    /// Paint every cell anew.
    Repaint,
    /// End the program.
    Quit,
}
