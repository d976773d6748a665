//! Systems other than Linux: a folder is watched with all below it.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use super::{Change, Coverage, Listener};

/// A watch over some folders.
#[derive(Debug)]
pub(in crate::runtime) struct Watch {
    system: RecommendedWatcher,
    watched: HashMap<PathBuf, RecursiveMode>,
}

impl Watch {
    /// Has `on_change` told whatever the system knows of.
    ///
    /// # Errors
    /// If the system allows no more programs to watch.
    pub(in crate::runtime) fn spawn(mut on_change: impl Listener) -> io::Result<Self> {
        let mut over = false;
        let told = move |event: notify::Result<Event>| {
            let changes = match &event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if !event.need_rescan() => event.paths.as_slice(),
                _ => &[],
            };
            let all = changes.iter().map(|path| change(path));
            let much = changes.is_empty().then_some(Change::Much);
            for change in all.chain(much) {
                over = over || on_change(change).is_break();
            }
        };
        let system = recommended_watcher(told).map_err(io::Error::other)?;
        Ok(Self { system, watched: HashMap::new() })
    }

    /// Watches these folders and no others. `trees` are watched with all below them, which they must
    /// name too.
    pub(in crate::runtime) fn set(
        &mut self,
        trees: &BTreeSet<PathBuf>,
        alone: &BTreeSet<PathBuf>,
    ) -> Coverage {
        let mut tops: Vec<&PathBuf> = Vec::new();
        for folder in trees {
            if !tops.iter().any(|top| folder.starts_with(top)) {
                tops.push(folder);
            }
        }
        let covered = |folder: &PathBuf| tops.iter().any(|top| folder.starts_with(top));
        let below = tops.iter().map(|top| ((*top).clone(), RecursiveMode::Recursive));
        let only = alone.iter().filter(|folder| !covered(folder));
        let only = only.map(|folder| (folder.clone(), RecursiveMode::NonRecursive));
        let wanted: HashMap<PathBuf, RecursiveMode> = below.chain(only).collect();
        let system = &mut self.system;
        self.watched.retain(|folder, mode| {
            let stays = wanted.get(folder) == Some(mode);
            if !stays {
                // One that is gone is no longer watched anyway.
                let _ = system.unwatch(folder);
            }
            stays
        });
        let mut coverage = Coverage::default();
        for (folder, mode) in wanted {
            if self.watched.contains_key(&folder) {
                continue;
            }
            match self.system.watch(&folder, mode) {
                Ok(()) => {
                    coverage.new += 1;
                    self.watched.insert(folder, mode);
                }
                Err(_) => coverage.refused += usize::from(folder.is_dir()),
            }
        }
        coverage
    }
}

/// What is no longer there may have been a folder.
fn change(path: &Path) -> Change<'_> {
    if path.is_dir() || path.extension().is_none() {
        Change::Folder(path)
    } else {
        Change::File(path)
    }
}
