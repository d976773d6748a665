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
pub fn merged(mine: &Quote, other: &Quote) -> Quote {
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

/// What `mine`, made of `seen`, becomes where `theirs` has been made of `seen` meanwhile by the same hand:
/// all that was changed in either. Where both changed the same, `mine` is the later word.
pub fn rebased(seen: &Quote, mine: &Quote, theirs: &Quote) -> Quote {
    let mut quote = mine.clone();
    if mine.note == seen.note {
        quote.note.clone_from(&theirs.note);
    }
    quote.tags = changed_as(&seen.tags, &mine.tags, &theirs.tags);
    quote.themes = changed_as(&seen.themes, &mine.themes, &theirs.themes);
    if mine.quotation == seen.quotation {
        quote.quotation.clone_from(&theirs.quotation);
    }
    if mine.placements == seen.placements {
        quote.placements.clone_from(&theirs.placements);
        quote.position = theirs.position;
        quote.passage = theirs.passage;
        quote.sentences = theirs.sentences;
    }
    quote
}

/// `theirs` with what was added and taken away between `seen` and `mine`.
fn changed_as(seen: &[String], mine: &[String], theirs: &[String]) -> Vec<String> {
    let gone = |word: &&String| seen.contains(word) && !mine.contains(word);
    let mut list: Vec<String> = theirs.iter().filter(|word| !gone(word)).cloned().collect();
    let new: Vec<String> = mine.iter().filter(|word| !seen.contains(word)).cloned().collect();
    add_missing(&mut list, &new);
    list
}

fn add_missing<T: PartialEq + Clone>(list: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !list.contains(one) {
            list.push(one.clone());
        }
    }
}
