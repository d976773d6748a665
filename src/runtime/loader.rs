//! Reads the articles off the drawing thread; the list fills while one can already read.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::Event;
use crate::collection::Collection;
use crate::storage::{articles, sample};

/// Starts reading the articles at `paths`, or the sample if there is no path.
pub(super) fn spawn(paths: Vec<PathBuf>, sender: Sender<Event>) {
    thread::spawn(move || {
        let collection = read(&paths);
        let loaded = Event::Loaded {
            articles: collection.articles().to_vec(),
            problems: collection.problems,
        };
        // Nobody listens any more when the room is being left.
        let _ = sender.send(loaded);
        let _ = sender.send(Event::LoadingFinished);
    });
}

/// Starts reading the same paths again.
pub(super) fn rescan(paths: Vec<PathBuf>, sender: Sender<Event>) {
    thread::spawn(move || {
        let _ = sender.send(Event::Rescanned(Arc::new(read(&paths))));
    });
}

fn read(paths: &[PathBuf]) -> Collection {
    if paths.is_empty() { sample::collection() } else { articles::load(paths) }
}
