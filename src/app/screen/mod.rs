//! The screens: each a plain struct with `act` for actions, and `key` and `act_typing` while letters
//! type. Each does what follows through [`super::Cx`], and hands up only where a key leads.

pub mod compare;
mod list;
mod name;
mod quotes;
mod reader;
mod search;

pub use compare::CompareScreen;
pub use list::{ArticleList, SortBy, Sorting};
pub use name::ScreenName;
pub use quotes::{QuotesRow, QuotesScreen};
pub use reader::{Beside, Finding, Reader, Selection, Together, Top, Unit, imprint};
pub use search::{HitOrder, SearchRow, SearchScreen};
