//! The reader's theme files and lists of cues: saved in an editor, they hold in the room at once.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use super::watch::{Change, Watch};
use crate::app::Event;
use crate::collection::Origin;
use crate::storage::Places;
use crate::storage::atomic::{Disk, Kind, make_folder};
use crate::storage::themes;

/// Tells the room when such a file is saved, renamed or removed. Where the system does not watch, that
/// shows when the comparison is next opened.
pub(super) fn watch(places: &Places, origin: &Origin, events: Sender<Event>) -> Option<Watch> {
    let folders = [themes::folder(places), themes::own_folder(places, origin)];
    // A folder that cannot be made has no files; that is told when a theme is to be saved.
    for folder in &folders {
        let _ = make_folder(&Disk, folder, Kind::Own);
    }
    let cues = themes::cues_file(places);
    let watched = cues.clone();
    let mut watch = Watch::spawn(move |change: Change<'_>| {
        let saved = match change {
            // Of the folder of the settings the cues alone matter.
            Change::File(path) if path.parent() == watched.parent() => path == watched,
            Change::File(path) => path.extension().is_some_and(|ending| ending == "toml"),
            Change::Folder(_) => false,
            Change::Much => true,
        };
        if saved && events.send(Event::ThemesSaved).is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })
    .ok()?;
    let config = cues.parent().map(Path::to_path_buf);
    let folders: BTreeSet<PathBuf> = folders.into_iter().chain(config).collect();
    watch.set(&BTreeSet::new(), &folders);
    Some(watch)
}
