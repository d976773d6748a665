//! What the search is asked, and what it answers.

use super::query::Query;
use super::results::Results;

/// A question to the search, which works beside the room.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchJob {
    /// Questions are numbered; the newest one wins.
    pub number: u64,
    /// What to look for.
    pub query: Query,
    /// How many hits are wanted.
    pub limit: usize,
}

/// The answer, from all articles indexed so far; another one follows when there are more.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchAnswer {
    /// The number of the question.
    pub number: u64,
    /// What was found.
    pub results: Results,
    /// How long it took, in microseconds.
    pub took_us: u64,
    /// How many articles were searched.
    pub searched: usize,
}
