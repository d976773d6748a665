//! The screens: each a plain struct with `act` for actions, and `key` and `act_typing` while letters
//! type. Each does what follows through [`super::Cx`], and hands up only where a key leads.

pub mod compare;
mod list;
mod name;
mod quotes;
mod reader;
mod search;

pub use compare::CompareScreen;
pub use list::{ArticleList, ListColumn, MARKS, SortBy, Sorting};
pub use name::ScreenName;
pub use quotes::{QuotesRow, QuotesScreen};
pub use reader::{
    ALIKE, Beside, Finding, LeadsTo, Link, OnTheme, Reader, Scale, Selection, Top, Unit, crumbs,
    figures, imprint, links, names,
};
pub use search::{HitOrder, ResultNote, SearchRow, SearchScreen};
