//! The reader's files: where they live, how they are read, and how they are written whole or not at all.

pub mod articles;
pub mod atomic;
pub mod block_overrides;
mod cache;
pub mod compare;
pub mod comparisons;
pub mod index;
pub mod judgements;
pub mod library;
mod lock;
pub mod names;
pub mod opening;
pub mod pairs;
pub mod places;
pub mod quotes;
pub mod sample;
pub mod session;
pub mod styles;
pub mod themes;
pub mod typed;

pub use compare::{apply, inputs};
pub use places::Places;
