//! Styles of the Citation Style Language (<https://citationstyles.org>), where the program was built with
//! the feature `citation-styles`.

#[cfg(not(feature = "citation-styles"))]
mod absent;
#[cfg(feature = "citation-styles")]
mod csl;

#[cfg(not(feature = "citation-styles"))]
pub use absent::Style;
#[cfg(feature = "citation-styles")]
pub use csl::Style;

use std::collections::HashMap;

use super::quote::QuoteId;

/// Citations that were made together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Styled {
    /// The citation of each quote, without round brackets and full stop.
    pub texts: HashMap<QuoteId, String>,
    /// The list of works, as the style orders it; empty where the style has none.
    pub works: Vec<String>,
}

/// Why there is no such style.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StyleError {
    /// The program was built without styles.
    #[error(
        "this variorum was built without citation styles: \
         `cargo install --path . --features citation-styles` builds one with them"
    )]
    Absent,
    /// None of this name comes with the program.
    #[error(
        "no citation style is called “{0}”: name one such as “apa”, or a file that ends in .csl"
    )]
    Unknown(String),
    /// The file is no style.
    #[error("{name} is no citation style: {message}")]
    Malformed {
        /// The name of the style's file.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// The file only names another style.
    #[error("{name} only points at another style; take {parent}")]
    Dependent {
        /// The name of the style's file.
        name: String,
        /// The address of the style it points at.
        parent: String,
    },
}
