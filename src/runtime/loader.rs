//! Reads the articles off the drawing thread; the list fills while one can already read.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::Event;
use crate::collection::{Collection, Problem};
use crate::storage::Places;
use crate::storage::articles::{Batch, Reading};
use crate::storage::opening::Opening;

/// Starts reading the articles at `paths`, or the library or the sample if there is no path.
pub(super) fn spawn(paths: Vec<PathBuf>, places: Places, sender: Sender<Event>) {
    thread::spawn(move || {
        each(&paths, &places, |Batch { articles, problems, .. }| {
            // Nobody listens any more when the room is being left.
            let _ = sender.send(Event::Loaded { articles, problems });
        });
        let _ = sender.send(Event::LoadingFinished);
    });
}

/// Starts reading the same again.
pub(super) fn rescan(paths: Vec<PathBuf>, places: Places, sender: Sender<Event>) {
    thread::spawn(move || {
        let mut collection = Collection::default();
        each(&paths, &places, |batch| {
            collection.extend(batch.articles);
            collection.problems.extend(batch.problems);
        });
        let _ = sender.send(Event::Rescanned(Arc::new(collection)));
    });
}

fn each(paths: &[PathBuf], places: &Places, mut on_batch: impl FnMut(Batch)) {
    match Opening::of(paths, places) {
        Ok(opening) => opening.load_each(&Reading::of(places), on_batch),
        Err(failure) => {
            let path = places.data.display().to_string();
            let problems = vec![Problem { path, message: failure.to_string() }];
            on_batch(Batch { problems, ..Batch::default() });
        }
    }
}
