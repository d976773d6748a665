//! Parts that screens are made of.

mod cursor;
mod field;
mod page;
mod words;

pub use cursor::ListCursor;
pub use field::Field;
pub use page::{Page, Row, RowKind};
pub use words::{counted, date_words, thousands};
