//! Where a command's articles come from.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;

use super::output::{Failure, Output};
use crate::collection::Collection;
use crate::compare::{Model, Progress, Watch};
use crate::config;
pub use crate::storage::articles::STDIN;
use crate::storage::articles::{Reading, is_stdin};
use crate::storage::opening::Opening;
use crate::storage::{Places, comparisons};

/// The articles at `paths`, those of the reader's library if there is no path, or the sample if that
/// is empty. What could not be read is reported on standard error and kept in
/// [`Collection::problems`].
///
/// # Errors
/// If nothing could be read.
pub fn open(
    paths: &[PathBuf],
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Collection, Failure> {
    let collection = load(&Opening::of(paths, places)?, places, out);
    match collection.is_empty() {
        true if collection.problems.is_empty() => {
            Err(Failure::told("no articles there: `variorum man` says which files are read"))
        }
        true => Err(Failure::told("none of the articles could be read")),
        false => Ok(collection),
    }
}

/// The articles of `opening`, read as the reader has it. What could not be read is reported on standard
/// error; that reading takes its time is too, where somebody watches.
pub(super) fn load(opening: &Opening, places: &Places, out: &mut Output<'_>) -> Collection {
    let (settings, mistakes) = config::settings(places);
    out.problems(&mistakes);
    let mut progress = out.progress();
    let collection = opening.load(&Reading::of(places, settings.limits), |read, found| {
        progress.tell("articles read", read, found);
    });
    drop(progress);
    out.problems(&collection.problems);
    collection
}

/// What comparing needs of `collection`, from the cache where it is there; that making it takes its time
/// is reported where somebody watches.
pub(super) fn model(collection: &Collection, places: &Places, out: &mut Output<'_>) -> Model {
    let progress = Mutex::new(out.progress());
    let told = |Progress { step, done, all }| {
        // Whoever else tells something does so at the same time: one of both is enough.
        if let Ok(mut progress) = progress.try_lock() {
            progress.tell(&step.to_string(), done, all);
        }
        ControlFlow::Continue(())
    };
    comparisons::open(places, collection, Watch::new(&told)).unwrap_or_default()
}

/// Whether anything is there to be opened: a path that exists, or no path asked for.
pub fn are_there(paths: &[PathBuf]) -> bool {
    paths.is_empty() || paths.iter().any(|path| path.exists() || is_stdin(path))
}
