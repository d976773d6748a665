//! The orders in which articles can be listed.

use std::cmp::Ordering;

use super::Article;
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

    /// How `a` stands to `b`. What is unknown stands last; equals keep the order they had, if the
    /// sort is stable.
    pub fn compare(self, a: &Article, b: &Article) -> Ordering {
        match self {
            Self::Date => {
                let date = |article: &Article| article.metadata.date.as_ref().map(|d| d.value);
                known_first(date(a), date(b))
            }
            Self::Title => fold(a.name()).cmp(&fold(b.name())),
            Self::Author => {
                let author = |article: &Article| article.metadata.authors.first().map(|n| fold(n));
                known_first(author(a), author(b))
            }
            Self::Source => {
                let source = |article: &Article| article.metadata.source.as_deref().map(fold);
                known_first(source(a), source(b))
            }
            Self::Words => a.words().cmp(&b.words()),
        }
    }
}

fn known_first<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
