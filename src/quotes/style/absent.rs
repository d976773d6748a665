//! Styles where the program was built without them: there is none.

use super::StyleError;
use super::Styled;
use crate::quotes::Quote;

/// A style; none can be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {}

impl Style {
    /// A style from a file.
    ///
    /// # Errors
    /// Always.
    pub const fn parse(_: &str, _: &str) -> Result<Self, StyleError> {
        Err(StyleError::Absent)
    }

    /// A style that comes with the program.
    ///
    /// # Errors
    /// Always.
    pub const fn named(_: &str) -> Result<Self, StyleError> {
        Err(StyleError::Absent)
    }

    pub(in crate::quotes) fn citations<'a>(
        &self,
        _: impl IntoIterator<Item = &'a Quote>,
    ) -> Styled {
        match *self {}
    }
}
