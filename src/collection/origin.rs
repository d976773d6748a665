//! Where the articles opened together come from.

use std::path::PathBuf;

/// Where the articles come from: it tells one collection from another across readings, so that each has
/// its own set of themes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Origin {
    /// The reader's library.
    #[default]
    Library,
    /// Files and folders named on the command line, as they were named.
    Paths(Vec<PathBuf>),
    /// The sample that comes with the program.
    Sample,
}
