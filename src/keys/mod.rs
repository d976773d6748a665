//! Keys and what they are bound to. The defaults are a commented file, read by the same code as the
//! reader's own.

mod key;
mod keymap;
mod parse;

pub use key::{Key, KeyCode, KeyError};
pub use keymap::{Binding, Context, Keymap, Resolution};
pub use parse::{KeyProblem, defaults, overlay};
