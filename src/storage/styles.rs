//! The way in which quotes are cited, by its name: a form, a style, or the file of one.

use std::fs;
use std::path::Path;

use crate::quotes::{Citing, Style};

/// The form or style called `name`; a file is looked for in `folder`.
///
/// # Errors
/// One sentence on what is wrong and what to do.
pub fn citing(name: &str, folder: &Path) -> Result<Citing, String> {
    match name.parse() {
        Ok(form) => Ok(Citing::Form(form)),
        Err(_) => style(name, folder).map(Citing::Style),
    }
}

/// The style called `name`; a file is looked for in `folder`.
///
/// # Errors
/// One sentence on what is wrong and what to do.
pub fn style(name: &str, folder: &Path) -> Result<Style, String> {
    let file = folder.join(name);
    let is_file = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csl"));
    let style = if is_file {
        let read = fs::read_to_string(&file);
        let xml = read.map_err(|error| format!("{}: {error}", file.display()))?;
        Style::parse(&file.display().to_string(), &xml)
    } else {
        Style::named(name)
    };
    style.map_err(|error| error.to_string())
}
