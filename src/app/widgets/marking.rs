//! Kinds of marks in a text, each to be switched.

use std::collections::BTreeSet;

/// A kind of thing that can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "kebab-case")]
pub enum Marking {
    /// Kept words, underlined.
    Quotes,
    /// Words found or searched for.
    Matches,
    /// The terms of the theme that is selected in the comparison, bold.
    Theme,
    /// Passages that another article has almost as they are: ≈ in the margin.
    Shared,
    /// Names of people, places and bodies, bold italics.
    Names,
    /// Words with digits: years, counts, sums.
    Figures,
    /// Emphasis and links of the article itself.
    Emphasis,
}

impl Marking {
    /// How it is marked, and what.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Quotes => "underlined: what you kept",
            Self::Matches => "bold: what / or the search found",
            Self::Theme => "bold: terms of the theme selected in the comparison",
            Self::Shared => "≈ beside it: another article says almost so",
            Self::Names => "bold italics: people, places, bodies",
            Self::Figures => "bold, underlined: years, counts, sums",
            Self::Emphasis => "italics, links of the article itself",
        }
    }

    /// What is marked as long as nothing else is asked for.
    pub fn at_first() -> BTreeSet<Self> {
        [Self::Quotes, Self::Matches, Self::Theme, Self::Emphasis].into()
    }
}
