//! Where the reader left off, and what was chosen on the way.

use std::collections::BTreeMap;

use crate::text::{ArticleId, Span};

/// How far an article was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The byte of the canonical text at which the sentence under the cursor starts.
    pub offset: usize,
    /// One past the last byte that was ever on the screen.
    pub furthest: usize,
}

/// What is kept from one reading to the next, by article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// The place in each article that was opened.
    pub places: BTreeMap<ArticleId, Place>,
    /// Places the reader gave a letter to.
    pub marks: BTreeMap<char, Span>,
    /// The article that was open last.
    pub last: Option<ArticleId>,
}
