//! Going elsewhere: all that a screen hands up to the app that holds it.

use super::overlay::Overlay;
use super::screen::ScreenName;
use crate::action::Action;
use crate::compare::Theme;
use crate::compare::parallels::From;
use crate::text::{ArticleId, Extent, Span};

/// What a theme is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeDraft {
    /// Words of a place, of which some may be terms.
    Words(String),
    /// Its core terms, parted by semicolons.
    Terms(String),
    /// A theme that was proposed.
    Proposed(Box<Theme>),
}

/// Where a key leads, once all else that it means is done.
#[derive(Debug, Clone)]
pub enum Go {
    /// To another screen; back leads here again.
    Show(ScreenName),
    /// To an article, where the reader left off.
    Read(ArticleId),
    /// To a place in an article, with words in it marked.
    Jump {
        /// The sentence to put under the cursor.
        to: Span,
        /// Words to mark, as bytes of that article.
        marks: Vec<Extent>,
    },
    /// To a place in an article, beside the one that is open.
    Beside {
        /// The sentence to put under the cursor.
        to: Span,
        /// Words to mark, as bytes of that article.
        marks: Vec<Extent>,
    },
    /// To two articles beside one another, where the reader left off.
    Pair(ArticleId, ArticleId),
    /// To what the other articles say to this place.
    Parallels(ArticleId, From),
    /// To the comparison, to make a theme.
    BeginTheme(ThemeDraft),
    /// Back to the place whose words were to become a theme.
    LeaveTheme,
    /// To something that lies over the screen.
    Open(Overlay),
    /// To the command line, with this typed in it.
    Type(String),
    /// To whatever this line of the command line leads to.
    Obey(String),
    /// To whatever a key bound to this action would lead to on the screen below.
    Run(Action),
}

impl Go {
    /// The same, but beside what is read, where it leads to a place.
    #[must_use]
    pub(super) fn beside(self) -> Self {
        match self {
            Self::Jump { to, marks } => Self::Beside { to, marks },
            other => other,
        }
    }
}
