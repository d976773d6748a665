//! How the screens look: a file for each, called as in `app::screen`.

pub(super) mod list;
pub(super) mod reader;
