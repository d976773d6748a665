//! Text and positions in it: the ground floor, which knows nothing of articles.
//!
//! One coordinate space rules the whole program: **byte offsets into an unwrapped canonical text**.
//! Rows, columns and code points are derived from them where they are needed and never stored.

pub mod clippings;
pub mod code_points;
pub mod find;
pub mod fit;
pub mod fnv;
pub mod front_matter;
pub mod fuzzy;
pub mod lines;
pub mod normalise;
pub mod numbers;
pub mod outward;
pub mod packed;
pub mod reading_order;
pub mod saying;
pub mod sentences;
pub mod setting;
pub mod signs;
pub mod span;
pub mod stems;
pub mod table;
pub mod word_list;
pub mod words;
pub mod wrap;

pub use code_points::CodePoints;
pub use find::{Haystack, find_all};
pub use fuzzy::{FuzzyMatch, fuzzy};
pub use signs::Signs;
pub use span::{ArticleId, Extent, Span};
