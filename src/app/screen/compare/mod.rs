//! Comparison: how each article treats each theme.
//!
//! [`state`] holds the whole; matrix, columns, concordance and editor each own their state and say what
//! keys mean in it; `acting` hands a key to the one that is shown.

mod acting;
mod asking;
mod beginning;
mod beside;
mod cell;
mod column;
mod columns;
mod comparing;
mod concordance;
mod cues;
mod editor;
mod export;
mod filling;
mod following;
mod grouping;
mod history;
mod keeping;
mod matrix;
mod matrix_layout;
mod merging;
mod own_line;
mod parallels;
mod picking;
mod pointing;
mod shown;
mod state;
mod strips;
mod theming;
mod voices;
mod why;

pub use cell::CellPassages;
pub use column::{Column, ColumnRow, Item, OwnLine, Shows, Voice};
pub use columns::{Columns, MARGIN, Subject};
pub use concordance::{Concordance, InContext};
pub use editor::{Counted, EditField, Editor};
pub(in crate::app) use following::SavedView;
pub use grouping::{Arrangement, Group};
pub use matrix::{Focus, LETTERS, Matrix, Sorted, StripCursor, Value};
pub use matrix_layout::MatrixLayout;
pub use shown::{ArticleOrder, Layer, Ordered, Passages, Shown};
pub use state::{CompareScreen, OpenField, PickedUp, View};
pub use strips::StripWidths;
pub use voices::{ColumnParts, ShownColumn};
