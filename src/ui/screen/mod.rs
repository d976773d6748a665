//! How the screens look: a file for each, called as in `app::screen`.

pub(super) mod compare;
pub(super) mod list;
pub(super) mod quotes;
pub(super) mod reader;
pub(super) mod search;
