//! The screens: each a plain struct with `act` for actions and `key` while letters type.

mod list;
mod reader;

pub use list::{ArticleList, ListRow, Order, SortBy};
pub use reader::{Finding, Reader, Selection, Top, Unit, imprint};

/// The screens by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, strum::Display, strum::EnumIter)]
pub enum ScreenName {
    /// The list of articles.
    #[default]
    #[strum(to_string = "Articles")]
    List,
    /// One article.
    Reader,
}
