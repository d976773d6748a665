//! The orders of the list.

use std::fmt;
use std::sync::Arc;

use super::columns::ListColumn;
use crate::collection::{Article, Order};

/// What the list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortBy {
    /// Something the articles themselves say.
    Article(Order),
    /// A field that some of them have, by its folded name.
    Field(String),
    /// How far read.
    Progress,
}

impl SortBy {
    /// The column by which it is sorted.
    pub const fn column(&self) -> Option<ListColumn> {
        match self {
            Self::Article(Order::Date) => Some(ListColumn::Date),
            Self::Article(Order::Title) => Some(ListColumn::Title),
            // What a field says stands where the authors do.
            Self::Article(Order::Author) | Self::Field(_) => Some(ListColumn::Author),
            Self::Article(Order::Words) => Some(ListColumn::Words),
            Self::Article(Order::Source) => None,
            Self::Progress => Some(ListColumn::Progress),
        }
    }
}

impl Default for SortBy {
    fn default() -> Self {
        Self::Article(Order::default())
    }
}

impl fmt::Display for SortBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article(order) => order.fmt(f),
            Self::Field(name) => f.write_str(name),
            Self::Progress => f.write_str("progress"),
        }
    }
}

/// An order of the list and its direction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sorting {
    /// What the articles are compared by.
    pub by: SortBy,
    /// Whether turned round.
    pub reversed: bool,
}

/// Places of articles, sorted by `key`; those without one stand last, whichever way round.
pub(super) fn in_order<'n, K: Ord>(
    named: &'n [(Arc<Article>, String)],
    reversed: bool,
    key: impl Fn(&'n Article, &'n str) -> Option<K>,
) -> Vec<usize> {
    let keyed = named.iter().enumerate();
    let mut keyed: Vec<(Option<K>, usize)> =
        keyed.map(|(place, (article, words))| (key(article, words), place)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if reversed => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    keyed.into_iter().map(|(_, place)| place).collect()
}
