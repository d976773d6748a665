//! Linux: one watch a folder.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::fs::inotify::{
    CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init, remove_watch,
};
use rustix::io::Errno;

use super::{Change, Coverage, Listener};

/// What is told of a folder.
const WANTED: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::CLOSE_WRITE)
    .union(WatchFlags::MOVE)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::ATTRIB)
    .union(WatchFlags::ONLYDIR);

/// A watch over some folders.
#[derive(Debug)]
pub(in crate::runtime) struct Watch {
    kernel: Arc<OwnedFd>,
    folders: Folders,
}

/// The watched folders by the kernel's numbers for them.
#[derive(Debug, Clone, Default)]
struct Folders(Arc<Mutex<HashMap<i32, PathBuf>>>);

impl Folders {
    fn lock(&self) -> MutexGuard<'_, HashMap<i32, PathBuf>> {
        // Nothing is left half done under the lock: each change is one insertion or removal.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch {
    /// Starts a thread that sleeps until the kernel knows of something, and tells `on_change`.
    ///
    /// # Errors
    /// If the kernel allows no more programs to watch.
    pub(in crate::runtime) fn spawn(mut on_change: impl Listener) -> io::Result<Self> {
        let kernel = Arc::new(init(CreateFlags::CLOEXEC)?);
        let folders = Folders::default();
        let watch = Self { kernel: Arc::clone(&kernel), folders: folders.clone() };
        thread::Builder::new().name("watch".into()).spawn(move || {
            let mut buffer = [MaybeUninit::uninit(); 16 * 1024];
            let mut changes = Reader::new(kernel, &mut buffer);
            loop {
                let change = match changes.next() {
                    Ok(change) => change,
                    Err(Errno::INTR) => continue,
                    Err(_) => return,
                };
                let what = change.events();
                if what.contains(ReadFlags::IGNORED) {
                    // The folder is gone, and its number with it.
                    folders.lock().remove(&change.wd());
                    continue;
                }
                let told = if what.contains(ReadFlags::QUEUE_OVERFLOW) {
                    on_change(Change::Much)
                } else if let Some(name) = change.file_name()
                    && let Some(folder) = folders.lock().get(&change.wd()).cloned()
                {
                    let path = folder.join(OsStr::from_bytes(name.to_bytes()));
                    let is_folder = what.contains(ReadFlags::ISDIR);
                    on_change(if is_folder { Change::Folder(&path) } else { Change::File(&path) })
                } else {
                    continue;
                };
                if told.is_break() {
                    return;
                }
            }
        })?;
        Ok(watch)
    }

    /// Watches these folders and no others. `trees` are watched with all below them, which they must
    /// name too.
    pub(in crate::runtime) fn set(
        &mut self,
        trees: &BTreeSet<PathBuf>,
        alone: &BTreeSet<PathBuf>,
    ) -> Coverage {
        let mut coverage = Coverage::default();
        let mut watched = BTreeSet::new();
        for folder in trees.union(alone) {
            let mut folders = self.folders.lock();
            match add_watch(&self.kernel, folder, WANTED) {
                Ok(number) => {
                    watched.insert(number);
                    match folders.entry(number) {
                        Entry::Vacant(place) => {
                            place.insert(folder.clone());
                            coverage.new += 1;
                        }
                        Entry::Occupied(mut place) => {
                            // It may have been moved.
                            place.insert(folder.clone());
                        }
                    }
                }
                Err(Errno::NOSPC | Errno::NOMEM) => coverage.refused += 1,
                // Gone, or closed to us: that shows when it is read.
                Err(_) => {}
            }
        }
        let mut folders = self.folders.lock();
        let left: Vec<i32> = folders.keys().copied().filter(|n| !watched.contains(n)).collect();
        for number in left {
            folders.remove(&number);
            let _ = remove_watch(&self.kernel, number);
        }
        coverage
    }
}
