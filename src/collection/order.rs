//! The orders in which articles can be listed.

use super::{Article, DateSpan};
use crate::text::words::fold;

/// What articles are sorted by.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Order {
    /// When they appeared, oldest first.
    #[default]
    Date,
    /// Title, without regard to case and accents.
    Title,
    /// First author.
    Author,
    /// Where they appeared.
    Source,
    /// Length, shortest first.
    Words,
}

impl Order {
    /// All of them, in the order in which a list offers them.
    pub const ALL: [Self; 5] = [Self::Date, Self::Title, Self::Author, Self::Source, Self::Words];

    /// What `article` is sorted by. Sort with `sort_by_cached_key`: folding a title costs more than
    /// comparing it.
    pub fn key(self, article: &Article) -> OrderKey {
        let meta = &article.metadata;
        let text = |text: Option<&String>| text.map(|text| OrderKey::Text(fold(text)));
        match self {
            Self::Date => meta.date.as_ref().map(|date| OrderKey::Date(date.value)),
            Self::Title => Some(OrderKey::Text(fold(article.name()))),
            Self::Author => text(meta.authors.first()),
            Self::Source => text(meta.source.as_ref()),
            Self::Words => Some(OrderKey::Words(article.words())),
        }
        .unwrap_or(OrderKey::Unknown)
    }
}

/// A value to sort by. What is unknown stands last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrderKey {
    /// When it appeared.
    Date(DateSpan),
    /// Folded words.
    Text(String),
    /// How long it is, in words.
    Words(usize),
    /// Nothing known.
    Unknown,
}
