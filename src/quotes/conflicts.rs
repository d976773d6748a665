//! Two versions of one quote, as synchronising and merging leave them: for the reader to choose from.

use std::sync::Arc;

use super::quote::Quote;

/// What left two versions of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftBy {
    /// A second file beside the first.
    SecondFile,
    /// Conflict markers in the quote's own file.
    Merge,
}

/// Two versions of one quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The file that holds the other version, or both.
    pub path: String,
    /// The version here; `None` where there is only the other.
    pub mine: Option<Arc<Quote>>,
    /// The other version.
    pub other: Arc<Quote>,
    /// What left them.
    pub left_by: LeftBy,
}

/// What both say: both notes, one below the other, and the tags, themes and places of both. Words and source
/// are those of `mine`.
pub fn joined(mine: &Quote, other: &Quote) -> Quote {
    let mut quote = mine.clone();
    quote.note = match (mine.note.as_str(), other.note.as_str()) {
        (mine, other) if mine.contains(other) => mine.to_owned(),
        (mine, other) if other.contains(mine) => other.to_owned(),
        (mine, other) => format!("{mine}\n\n{other}"),
    };
    add_missing(&mut quote.tags, &other.tags);
    add_missing(&mut quote.themes, &other.themes);
    add_missing(&mut quote.placements, &other.placements);
    quote.placements.sort_by_key(|placement| placement.at);
    let confirmed = |quote: &Quote| quote.quotation.as_ref().is_some_and(|said| said.confirmed);
    if !confirmed(mine) && confirmed(other) {
        quote.quotation.clone_from(&other.quotation);
    }
    quote
}

fn add_missing<T: PartialEq + Clone>(list: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !list.contains(one) {
            list.push(one.clone());
        }
    }
}
