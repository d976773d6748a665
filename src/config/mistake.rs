//! What is wrong with one line of a file of the reader.

use crate::text::lines;

/// A mistake and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Mistake {
    /// What the parser says of a `source` that is no TOML.
    pub(super) fn of_toml(source: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map_or(0, |span| span.start);
        at(source, start, error.message().to_owned())
    }
}

/// A mistake at a byte of `source`.
pub(super) fn at(source: &str, byte: usize, message: String) -> Mistake {
    Mistake { line: lines::number(source, byte), message }
}
