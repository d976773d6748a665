//! Parts that screens are made of.

mod cursor;
mod field;
mod list_view;
mod marking;
mod page;
mod panes;
mod text_lines;
pub mod ticks;

pub use crate::text::numbers::{counted, thousands};
pub use cursor::ListCursor;
pub use field::{Field, LONGEST, Selected};
pub use list_view::ListView;
pub use marking::Marking;
pub use page::{Folds, Furniture, Look, Page, Piece, Row, RowAt, RowKind};
pub use panes::{Panes, Together};
pub use text_lines::{TextLine, Tone, laid_out};
