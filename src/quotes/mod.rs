//! Quotes: words kept with everything needed to find, cite and trust them again.
//!
//! The stored words of a quote are never altered. Where an article has changed, [`anchor()`] says so in
//! one of four states; a quote is never shown silently at other words.

mod anchor;
mod cite;
mod citing;
mod command;
mod conflicts;
mod current_position;
mod diff;
pub mod export;
mod folding;
pub mod import;
mod make;
mod quotation;
mod quote;
pub mod record;
mod style;
mod version_match;

pub use anchor::{Anchor, AnchorStatus, State, anchor, locate};
pub use cite::{Citation, CitationForm, Missing, citation};
pub use citing::{Citations, Citing};
pub use command::{QuoteCommand, QuoteEvent, StoreContents};
pub use conflicts::{Conflict, LeftBy, merged, rebased};
pub use current_position::with_current_position;
pub use diff::{Change, words_changed};
pub use make::{make, reattach};
pub use quote::{Placement, Quotation, Quote, QuoteId, Sentences, Snapshot};
pub use style::{Style, StyleError};

/// A note or tag as it is kept: without control characters that a terminal might obey.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// Code points kept on either side of the words.
pub const CONTEXT: usize = 200;

#[cfg(test)]
mod tests;
