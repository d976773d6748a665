//! Quotes: words kept with everything needed to find, cite and trust them again.
//!
//! The stored words of a quote are never altered. Where an article has changed, [`anchor`] says so in
//! one of four states; a quote is never shown silently at other words.

mod anchor;
mod canon;
mod diff;
mod make;
mod quotation;
mod quote;
pub mod record;

pub use anchor::{Anchor, Standing, State, anchor, locate};
pub use diff::{Change, words_changed};
pub use make::{make, reattach};
pub use quote::{Placement, Quotation, Quote, QuoteId, Sentences, Snapshot};

/// Code points kept on either side of the words.
pub const CONTEXT: usize = 200;

#[cfg(test)]
mod tests;
