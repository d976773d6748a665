//! The screens: each a plain struct with `act` for actions, and `key` and `act_typing` while letters
//! type. What they ask of the app comes back as [`super::Request`]s.

pub mod compare;
mod list;
mod quotes;
mod reader;
mod search;

pub use compare::CompareScreen;
pub use list::{ArticleList, SortBy, Sorting};
pub use quotes::{QuotesRow, QuotesScreen, told, version};
pub(in crate::app) use reader::leads_outside;
pub use reader::{Finding, Reader, Selection, Top, Unit, imprint};
pub use search::{HitOrder, SearchRow, SearchScreen};

/// The screens by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, strum::Display, strum::EnumIter)]
pub enum ScreenName {
    /// The list of articles.
    #[default]
    #[strum(to_string = "Articles")]
    List,
    /// One article.
    Reader,
    /// Passages found.
    Search,
    /// Themes and articles.
    Compare,
    /// What was kept.
    Quotes,
}
