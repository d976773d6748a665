//! The words of a collection, found in both directions: one way of cutting text into words, one
//! vocabulary, and the sentences that hold each word, from which passages and articles follow.
//!
//! [`Index::build`] reads a collection, [`Index::update`] brings it up to date, [`Index::encode`] is its
//! stored form. What is good or near is decided by who ranks over it, not here.

mod bits;
mod cut;
mod forms;
mod han;
mod heads;
mod numbers;
mod postings;
mod sentences;
pub(crate) mod spelling;
mod stored;
pub(crate) mod tokens;
mod vocabulary;

pub(crate) use forms::{FormId, Forms, StemId};
pub use heads::Part;
pub(crate) use heads::{Mention, unsaid};
pub use sentences::Index;
pub(crate) use vocabulary::Vocabulary;
