//! Jump to any passage: half-remembered words in, sentences out, best first.
//!
//! A query's words are matched against the *vocabulary* of the collection, each word found paying a
//! penalty in nats for how it differs from what was typed ([`How`]); sentences are then scored
//! through inverted lists, and the best of them once more with the order and nearness of the words.
//! Everything here is pure: [`Query::parse`] and [`search`] over an [`crate::index::Index`].

mod aliases;
mod clue;
mod complete;
mod evidence;
mod evidence_costs;
mod expand;
mod heads;
mod job;
mod mentions;
mod naming;
mod nearness;
mod parse;
mod penalties;
mod query;
mod rank;
mod rescore;
mod results;
mod runs;
mod scope;
mod second_look;
mod sums;
mod term;

pub use crate::index::Part;
pub use aliases::Aliases;
pub use complete::{Completed, complete};
pub use job::{SearchAnswer, SearchJob};
pub use query::{Filter, Mention, Near, Note, Phrase, Place, Query, Role, SecondLook, Tolerance};
pub use rank::search;
pub use results::{Completion, Held, Hit, How, Results, WordMatch};

/// Asked every fraction of a millisecond, from whatever thread works; once it says yes the search ends.
type Stop<'s> = &'s (dyn Fn() -> bool + Sync);

/// 0 up to the first of the two values, 1 from the second, in between in proportion.
fn ramp(value: f32, (from, to): (f32, f32)) -> f32 {
    ((value - from) / (to - from)).clamp(0.0, 1.0)
}

/// A count as a real number.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words and sentences need no seven digits"
)]
const fn real(count: usize) -> f32 {
    count as f32
}
