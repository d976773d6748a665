//! Where a command's articles come from.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::output::{Failure, Output};
use crate::collection::{Collection, Problem};
use crate::storage::{Places, articles, sample};

/// The name of standard input, on the command line and as the path of the article read from it.
pub const STDIN: &str = "-";

/// The articles at `paths`, those of the reader's library if there is no path, or the sample if that
/// is empty. What could not be read is reported on standard error and kept in
/// [`Collection::problems`].
///
/// # Errors
/// If nothing could be read.
pub fn open(
    paths: &[PathBuf],
    _places: &Places,
    out: &mut Output<'_>,
) -> Result<Collection, Failure> {
    if paths.is_empty() {
        return Ok(sample::collection());
    }
    let (piped, files): (Vec<_>, Vec<_>) =
        paths.iter().cloned().partition(|path| path == Path::new(STDIN));
    let mut collection = articles::load(&files);
    if !piped.is_empty() {
        read_stdin(&mut collection);
    }
    out.problems(&collection.problems);
    match collection.is_empty() {
        true if collection.problems.is_empty() => {
            Err(Failure::told("no articles there: nothing that is read ends in .txt or .md"))
        }
        true => Err(Failure::told("none of the articles could be read")),
        false => Ok(collection),
    }
}

/// Whether anything is there to be opened: a path that exists, or no path asked for.
pub fn are_there(paths: &[PathBuf]) -> bool {
    paths.is_empty() || paths.iter().any(|path| path.exists())
}

fn read_stdin(collection: &mut Collection) {
    let mut bytes = Vec::new();
    let read = std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())
        .and_then(|_| crate::ingest::read(Path::new(STDIN), &bytes));
    match read {
        Ok(article) => collection.extend([Arc::new(article)]),
        Err(message) => collection.problems.push(Problem { path: STDIN.to_owned(), message }),
    }
}
