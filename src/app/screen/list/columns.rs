//! The columns of the list: how wide each is, what it is called, and by which key it is sorted.

use crate::action::Action;

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListColumn {
    /// The day of publication.
    Date,
    /// The title, else the name of the file.
    Title,
    /// Who wrote it.
    Author,
    /// How many words.
    Words,
    /// How many minutes to read.
    Minutes,
    /// How far read.
    Progress,
}

impl ListColumn {
    /// All, from left to right.
    pub const ALL: [Self; 6] =
        [Self::Date, Self::Title, Self::Author, Self::Words, Self::Minutes, Self::Progress];

    /// What stands over it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
            Self::Author => "author",
            Self::Words => "length",
            Self::Minutes => "min",
            Self::Progress => "read",
        }
    }

    /// What sorts by it.
    pub const fn sorts(self) -> Action {
        match self {
            Self::Date => Action::SortDate,
            Self::Title => Action::SortTitle,
            Self::Author => Action::SortAuthor,
            Self::Words | Self::Minutes => Action::SortLength,
            Self::Progress => Action::SortProgress,
        }
    }

    /// Whether its words stand at the right of it.
    pub const fn at_right(self) -> bool {
        matches!(self, Self::Words | Self::Minutes | Self::Progress)
    }

    /// Its width in a list of `width` columns; 0 where there is no room for it.
    pub fn width(self, width: usize) -> usize {
        match self {
            Self::Date if width >= 60 => 13,
            Self::Author if width >= 100 => 20,
            Self::Words if width >= 70 => 8,
            Self::Minutes if width >= 50 => 5,
            Self::Progress => 5,
            Self::Title => {
                let others = Self::ALL.iter().filter(|other| **other != Self::Title);
                let taken: usize = others.map(|other| other.width(width)).sum();
                width.saturating_sub(MARKS + taken + 1)
            }
            _ => 0,
        }
    }

    /// The column that is painted at `x`.
    pub fn at(x: usize, width: usize) -> Option<Self> {
        let mut right = MARKS;
        Self::ALL.into_iter().find(|column| {
            right += column.width(width);
            x < right && column.width(width) > 0
        })
    }
}

/// Columns before the first: the bar of the selected row, the tick, a space.
pub const MARKS: usize = 3;
