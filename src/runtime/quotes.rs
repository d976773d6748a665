//! The kept quotes, off the drawing thread: orders are done one after the other, and what other
//! programs do in the folder is noticed.

use std::collections::VecDeque;
use std::io::{self, Write, stderr};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::app::Event;
use crate::collection::Collection;
use crate::quotes::{Order, Outcome, Quote, locate};
use crate::storage::atomic::{Disk, make_folder};
use crate::storage::quotes::{Desk, Store};

/// What the worker is told.
#[derive(Debug)]
enum Task {
    /// The app wants something done.
    Order(Order),
    /// Something happened in the folder.
    Look,
    /// The room is being left.
    End,
}

/// The worker. Dropping it waits until everything that was ordered is done.
#[derive(Debug)]
pub(super) struct Quotes {
    tasks: Sender<Task>,
    worker: Option<JoinHandle<()>>,
}

impl Quotes {
    /// Starts the worker on the quotes below the data folder; it looks at once.
    pub(super) fn spawn(data: &Path, events: Sender<Event>) -> io::Result<Self> {
        let (tasks, orders) = mpsc::channel();
        let store = Store::below(data);
        let folder = store.folder().to_owned();
        let looker = tasks.clone();
        let worker = thread::Builder::new().name("quotes".into()).spawn(move || {
            // What cannot be made now is told when something is to be saved.
            let _ = make_folder(&Disk, &folder);
            watch(&folder, looker);
            work(Desk::new(store), &orders, &events);
        })?;
        // The worker listens as long as this lives.
        let _ = tasks.send(Task::Look);
        Ok(Self { tasks, worker: Some(worker) })
    }

    /// Has `order` done.
    pub(super) fn ask(&self, order: Order) {
        let _ = self.tasks.send(Task::Order(order));
    }
}

impl Drop for Quotes {
    fn drop(&mut self) {
        let _ = self.tasks.send(Task::End);
        if let Some(worker) = self.worker.take() {
            // A worker that panicked has said so itself.
            let _ = worker.join();
        }
    }
}

fn work(mut desk: Desk, tasks: &Receiver<Task>, events: &Sender<Event>) {
    let mut queue = VecDeque::new();
    loop {
        if queue.is_empty() {
            match tasks.recv() {
                Ok(task) => queue.push_back(task),
                Err(_) => return,
            }
        }
        queue.extend(tasks.try_iter());
        let event = match queue.pop_front() {
            Some(Task::Order(order)) => Event::Quotes(desk.perform(order)),
            Some(Task::Look) => {
                // Many changes at once are one look.
                while queue.front().is_some_and(|task| matches!(task, Task::Look)) {
                    queue.pop_front();
                }
                match desk.perform(Order::Look) {
                    outcomes if outcomes.is_empty() => continue,
                    outcomes => Event::QuotesSeen(outcomes),
                }
            }
            Some(Task::End) | None => return,
        };
        if let Err(mpsc::SendError(event)) = events.send(event) {
            report(&event);
        }
    }
}

/// Nobody draws any more: what could not be saved is said on the terminal.
fn report(event: &Event) {
    let (Event::Quotes(outcomes) | Event::QuotesSeen(outcomes)) = event else { return };
    for outcome in outcomes {
        if let Outcome::Refused { reason, .. } = outcome {
            let _ = writeln!(stderr(), "variorum: a quote was not saved: {reason}");
        }
    }
}

/// Finds where `quotes` stand, on a thread of its own.
pub(super) fn find(quotes: Vec<Arc<Quote>>, collection: Arc<Collection>, events: Sender<Event>) {
    thread::spawn(move || {
        let borrowed: Vec<&Quote> = quotes.iter().map(|quote| &**quote).collect();
        let standings = quotes.iter().map(|quote| quote.id).zip(locate(&borrowed, &collection));
        let standings = standings.collect();
        // Nobody listens any more when the room is being left.
        let _ = events.send(Event::Located { collection, standings });
    });
}

/// Tells the worker when something changes in the folder. The kernel says so; until then the thread
/// sleeps.
#[cfg(target_os = "linux")]
fn watch(folder: &Path, tasks: Sender<Task>) {
    use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};

    let changes = WatchFlags::MOVE | WatchFlags::DELETE | WatchFlags::CLOSE_WRITE;
    let Ok(watcher) = init(CreateFlags::CLOEXEC) else { return };
    if add_watch(&watcher, folder, changes).is_err() {
        return;
    }
    thread::spawn(move || {
        let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
        let mut changes = Reader::new(watcher, &mut buffer);
        while let Ok(change) = changes.next() {
            let quote = change.file_name().is_some_and(|name| name.to_bytes().ends_with(b".json"));
            if quote && tasks.send(Task::Look).is_err() {
                return;
            }
        }
    });
}

/// Tells the worker when something changes in the folder: asked every two seconds, which wakes nobody
/// else.
#[cfg(not(target_os = "linux"))]
fn watch(folder: &Path, tasks: Sender<Task>) {
    let folder = folder.to_owned();
    thread::spawn(move || {
        let mut before = None;
        loop {
            thread::sleep(std::time::Duration::from_secs(2));
            let now = std::fs::metadata(&folder).and_then(|folder| folder.modified()).ok();
            if now != before && tasks.send(Task::Look).is_err() {
                return;
            }
            before = now;
        }
    });
}
