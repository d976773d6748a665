//! The reader's own names of the same things: `aliases.toml` beside `config.toml`.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use super::Places;
use crate::collection::Problem;
use crate::search::Aliases;

/// The reader's file.
pub fn file(places: &Places) -> PathBuf {
    places.config.join("aliases.toml")
}

/// The names in the reader's file and those that come with the program; `None` where there is no such file.
///
/// # Errors
/// What is wrong with the file; the names that come with the program hold then.
pub fn load(places: &Places) -> Result<Option<Arc<Aliases>>, Problem> {
    let file = file(places);
    let source = match fs::read_to_string(&file) {
        Ok(source) => source,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Problem::with(&file, format!("could not be read: {error}"))),
    };
    match Aliases::parse(&source) {
        Ok(names) => Ok(Some(Arc::new(names.with_shipped()))),
        Err(message) => {
            let form = "it holds lines such as same = [[\"Kyiv\", \"Kiev\"]]";
            let first = message.lines().next().unwrap_or_default();
            Err(Problem::with(&file, format!("{first}; {form}")))
        }
    }
}
