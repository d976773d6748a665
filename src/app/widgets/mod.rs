//! Parts that screens are made of.

mod cursor;
mod field;
mod marking;
mod page;
pub mod ticks;
mod words;

pub use crate::text::numbers::{counted, thousands};
pub use cursor::ListCursor;
pub use field::{Field, LONGEST, Selected};
pub use marking::Marking;
pub use page::{Folds, Furniture, Look, Page, Piece, Row, RowAt, RowKind, Setting};
pub use words::date_words;
