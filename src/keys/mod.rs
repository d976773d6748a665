//! Keys and what they are bound to. The defaults are a commented file, read by the same code as the
//! reader's own.

mod key;
mod keymap;
mod layouts;
mod parse;

pub use key::{Key, KeyCode, KeyError};
pub use keymap::{Binding, Context, Keymap, Resolution, notation};
pub use layouts::on_latin_keyboard;
pub use parse::{KeyProblem, Preset, defaults, overlay};
