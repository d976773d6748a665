//! Reads the articles off the drawing thread: the list fills while one can already read. Then notices
//! what happens to the files, and says what reading them again would bring.

use std::collections::BTreeSet;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::threads;
use super::watch::{Change, Watch};
use crate::app::Event;
use crate::collection::{Changes, Collection, Problem};
use crate::storage::Places;
use crate::storage::articles::{Batch, Limits, ReadCache, Reading, WatchScope};
use crate::storage::opening::Opening;
use crate::text::numbers::{counted, thousands};

/// Files are looked at when nothing happened to them for so long: whoever writes one often writes
/// several, and some programs put a new file into the place of the old.
const QUIET: Duration = Duration::from_millis(200);
/// They are looked at after so long even if there is no quiet.
const LONGEST: Duration = Duration::from_secs(3);

/// Nothing is told of the progress of what is done sooner.
const PATIENCE: Duration = Duration::from_millis(500);

/// What the thread is told.
#[derive(Debug)]
enum Task {
    /// Read everything again and show it.
    Rescan,
    /// Read this too, then show everything.
    Open(PathBuf),
    /// Something happened to the files.
    Look,
    /// The program itself is about to write this file.
    Wrote(PathBuf),
}

/// The thread that reads.
#[derive(Debug)]
pub(super) struct Loader {
    tasks: Sender<Task>,
}

impl Loader {
    /// Starts reading the articles at `paths`, or the library or the sample if there is no path.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(super) fn spawn(
        paths: Vec<PathBuf>,
        places: Places,
        limits: Limits,
        events: Sender<Event>,
    ) -> io::Result<Self> {
        let (tasks, told) = mpsc::channel();
        let bell = tasks.clone();
        let listener = events.clone();
        threads::spawn("articles", &listener, move || {
            let mut worker = Worker::new(paths, places, limits, events);
            worker.read_first();
            worker.watch(bell);
            worker.work(&told);
        })?;
        Ok(Self { tasks })
    }

    /// Has everything read again.
    pub(super) fn rescan(&self) {
        // The thread listens as long as this lives.
        let _ = self.tasks.send(Task::Rescan);
    }

    /// Has `path` read beside what is open.
    pub(super) fn open(&self, path: PathBuf) {
        let _ = self.tasks.send(Task::Open(path));
    }

    /// Announces that the program writes `path`, so that the watcher passes over it.
    pub(super) fn wrote(&self, path: &Path) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize();
        if let (Ok(folder), Some(name)) = (folder, path.file_name()) {
            let _ = self.tasks.send(Task::Wrote(folder.join(name)));
        }
    }
}

/// What the thread works with.
struct Worker {
    paths: Vec<PathBuf>,
    /// What was opened later.
    more: Vec<PathBuf>,
    places: Places,
    limits: Limits,
    events: Sender<Event>,
    cache: ReadCache,
    /// The articles as the room has them.
    shown: Arc<Collection>,
    /// What the room was last told that differs from that.
    offered: Changes,
    /// Files that the program itself wrote.
    own: BTreeSet<PathBuf>,
    watch: Option<Watch>,
    /// What the thread that watches looks for.
    scope: Arc<Mutex<WatchScope>>,
    /// Whether something happened since files were last looked at.
    rung: Arc<AtomicBool>,
    /// Folders that could not be watched when that was last told.
    unwatched: usize,
}

impl Worker {
    fn new(paths: Vec<PathBuf>, places: Places, limits: Limits, events: Sender<Event>) -> Self {
        Self {
            paths,
            more: Vec::new(),
            places,
            limits,
            events,
            cache: ReadCache::default(),
            shown: Arc::default(),
            offered: Changes::default(),
            own: BTreeSet::new(),
            watch: None,
            scope: Arc::default(),
            rung: Arc::default(),
            unwatched: 0,
        }
    }

    fn tell(&self, event: Event) {
        // Nobody listens any more when the room is being left.
        let _ = self.events.send(event);
    }

    /// Hands the articles over as they come.
    fn read_first(&mut self) {
        let events = self.events.clone();
        let progress = Progress::new(self.events.clone());
        let shown = self.read(|batch| {
            progress.tell(&batch);
            let Batch { articles, problems, .. } = batch;
            let _ = events.send(Event::Loaded { articles, problems });
        });
        self.shown = Arc::new(shown);
        self.tell(Event::LoadingFinished);
    }

    fn read(&mut self, mut on_batch: impl FnMut(Batch)) -> Collection {
        let mut collection = Collection::default();
        let each = |batch: Batch| {
            collection.extend(batch.articles.iter().cloned());
            collection.problems.extend(batch.problems.iter().cloned());
            on_batch(batch);
        };
        self.read_each(each);
        collection
    }

    fn read_each(&mut self, mut on_batch: impl FnMut(Batch)) {
        match Opening::of(&self.paths, &self.places).map(|opening| opening.and(&self.more)) {
            Ok(opening) => {
                opening.load_each(
                    &Reading::of(&self.places, self.limits),
                    &mut self.cache,
                    on_batch,
                );
            }
            Err(failure) => {
                let path = self.places.data.display().to_string();
                let problems = vec![Problem { path, message: failure.to_string() }];
                on_batch(Batch { problems, ..Batch::default() });
            }
        }
    }

    /// Starts watching; what happened while the articles were read is noticed too.
    fn watch(&mut self, bell: Sender<Task>) {
        let (scope, rung) = (Arc::clone(&self.scope), Arc::clone(&self.rung));
        let watch = Watch::spawn(move |change: Change<'_>| {
            let scope = scope.lock().unwrap_or_else(PoisonError::into_inner);
            let matters = match change {
                Change::File(path) => scope.concerns_file(path),
                Change::Folder(path) => scope.concerns_folder(path),
                Change::Much => true,
            };
            drop(scope);
            if matters && !rung.swap(true, Ordering::SeqCst) && bell.send(Task::Look).is_err() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        match watch {
            Ok(watch) => {
                self.watch = Some(watch);
                self.look();
            }
            Err(error) => {
                let words = format!("changes of files are not noticed: {error} · r looks at them");
                self.tell(Event::Failed(words));
            }
        }
    }

    fn work(&mut self, tasks: &Receiver<Task>) {
        while let Ok(order) = tasks.recv() {
            match order {
                Task::Rescan => self.rescan(),
                Task::Open(path) => {
                    self.more.push(path);
                    self.rescan();
                }
                Task::Wrote(path) => drop(self.own.insert(path)),
                Task::Look => {
                    if self.wait_for_quiet(tasks).is_break() {
                        return;
                    }
                }
            }
        }
    }

    /// Waits until nothing more happens, then looks at the files.
    fn wait_for_quiet(&mut self, tasks: &Receiver<Task>) -> ControlFlow<()> {
        let deadline = Instant::now() + LONGEST;
        loop {
            self.rung.store(false, Ordering::SeqCst);
            let left = deadline.saturating_duration_since(Instant::now());
            match tasks.recv_timeout(QUIET.min(left)) {
                Ok(Task::Look) => {}
                Ok(Task::Wrote(path)) => drop(self.own.insert(path)),
                Ok(order @ (Task::Rescan | Task::Open(_))) => {
                    if let Task::Open(path) = order {
                        self.more.push(path);
                    }
                    self.rescan();
                    return ControlFlow::Continue(());
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.look();
                    return ControlFlow::Continue(());
                }
                Err(RecvTimeoutError::Disconnected) => return ControlFlow::Break(()),
            }
        }
    }

    /// Reads everything again and shows it.
    fn rescan(&mut self) {
        let progress = Progress::new(self.events.clone());
        self.shown = Arc::new(self.read_watched(|batch| progress.tell(&batch)));
        self.offered = Changes::default();
        self.tell(Event::Rescanned(Arc::clone(&self.shown)));
    }

    /// Looks at the files and says what reading them again would bring, if that is news.
    fn look(&mut self) {
        let now = self.read_watched(|_| {});
        let mut changes = Changes::between(&self.shown, &now);
        if !self.own.is_empty() {
            changes.added.retain(|id| {
                let places = now.places(*id);
                let mut files = places.iter().map(|place| place.path.canonicalize());
                !files.any(|path| path.is_ok_and(|path| self.own.contains(&path)))
            });
        }
        if changes != self.offered {
            self.offered.clone_from(&changes);
            self.tell(Event::FilesChanged(changes));
        }
    }

    /// Everything as it is now, with a watch over all of it.
    fn read_watched(&mut self, mut on_batch: impl FnMut(Batch)) -> Collection {
        loop {
            let now = self.read(&mut on_batch);
            // Something may have happened in a new folder before it was watched.
            if !self.watch_ground() {
                return now;
            }
        }
    }

    /// Watches what was read last; whether that is more than before.
    fn watch_ground(&mut self) -> bool {
        let Some(watch) = &mut self.watch else { return false };
        let scope = self.cache.scope().clone();
        let (trees, around) = (scope.folders.clone(), scope.around());
        *self.scope.lock().unwrap_or_else(PoisonError::into_inner) = scope;
        let coverage = watch.set(&trees, &around);
        if coverage.refused != std::mem::replace(&mut self.unwatched, coverage.refused)
            && coverage.refused > 0
        {
            let all = trees.union(&around).count();
            self.tell(Event::Failed(format!(
                "changes in {} of {} go unnoticed, the system watches no more · r looks at them",
                thousands(coverage.refused),
                counted(all, "folder")
            )));
        }
        coverage.new > 0
    }
}

/// Tells the room how far reading has come, where that takes its time.
struct Progress {
    events: Sender<Event>,
    since: Instant,
}

impl Progress {
    fn new(events: Sender<Event>) -> Self {
        Self { events, since: Instant::now() }
    }

    fn tell(&self, batch: &Batch) {
        if self.since.elapsed() >= PATIENCE {
            let _ = self.events.send(Event::Reading { read: batch.read, found: batch.found });
        }
    }
}
