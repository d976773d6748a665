//! The kept quotes, off the drawing thread: commands are done one after the other, and what other
//! programs do in the folder is noticed.

use std::collections::{BTreeSet, VecDeque};
use std::io::{self, Write, stderr};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use super::threads;
use super::watch::{Change, Watch};
use crate::app::Event;
use crate::collection::Collection;
use crate::quotes::{Quote, QuoteCommand, QuoteEvent, locate};
use crate::storage::atomic::{Disk, Kind, make_folder};
use crate::storage::quotes::{QuoteService, Store};

/// What the worker is told.
#[derive(Debug)]
enum Task {
    /// The app wants something done.
    QuoteCommand(QuoteCommand),
    /// Something happened in the folder.
    Look,
    /// The room is being left.
    End,
}

/// The worker. Dropping it waits until everything that was asked for is done.
#[derive(Debug)]
pub(super) struct Quotes {
    tasks: Sender<Task>,
    worker: Option<JoinHandle<()>>,
}

impl Quotes {
    /// Starts the worker on the quotes below the data folder; it looks at once.
    pub(super) fn spawn(data: &Path, events: Sender<Event>) -> io::Result<Self> {
        let (tasks, commands) = mpsc::channel();
        let store = Store::below(data);
        let folder = store.folder().to_owned();
        let looker = tasks.clone();
        let listener = events.clone();
        let worker = threads::spawn("quotes", &listener, move || {
            // What cannot be made now is told when something is to be saved.
            let _ = make_folder(&Disk, &folder, Kind::Own);
            let watch = watch(folder, looker);
            work(QuoteService::new(store), &commands, &events);
            drop(watch);
        })?;
        // The worker listens as long as this lives.
        let _ = tasks.send(Task::Look);
        Ok(Self { tasks, worker: Some(worker) })
    }

    /// Has `command` done.
    pub(super) fn ask(&self, command: QuoteCommand) {
        let _ = self.tasks.send(Task::QuoteCommand(command));
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

/// Tells the worker when something happens to a quote in the folder. Where the system does not watch,
/// what other programs do shows the next time.
fn watch(folder: PathBuf, tasks: Sender<Task>) -> Option<Watch> {
    let mut watch = Watch::spawn(move |change: Change<'_>| {
        let quote = match change {
            Change::File(path) => path.extension().is_some_and(|ending| ending == "json"),
            Change::Folder(_) => false,
            Change::Much => true,
        };
        if quote && tasks.send(Task::Look).is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })
    .ok()?;
    watch.set(&BTreeSet::new(), &BTreeSet::from([folder]));
    Some(watch)
}

fn work(mut service: QuoteService, tasks: &Receiver<Task>, events: &Sender<Event>) {
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
            Some(Task::QuoteCommand(command)) => Event::Quotes(service.perform(command)),
            Some(Task::Look) => {
                // Many changes at once are one look.
                while queue.front().is_some_and(|task| matches!(task, Task::Look)) {
                    queue.pop_front();
                }
                match service.perform(QuoteCommand::Look) {
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
        if let QuoteEvent::Refused { reason, .. } = outcome {
            let _ = writeln!(stderr(), "variorum: a quote was not saved: {reason}");
        }
    }
}

/// Finds where `quotes` stand, on a thread of its own.
pub(super) fn find(quotes: Vec<Arc<Quote>>, collection: Arc<Collection>, events: Sender<Event>) {
    let listener = events.clone();
    let found = threads::spawn("places of quotes", &listener, move || {
        let borrowed: Vec<&Quote> = quotes.iter().map(|quote| &**quote).collect();
        let statuses = quotes.iter().map(|quote| quote.id).zip(locate(&borrowed, &collection));
        let statuses = statuses.collect();
        // Nobody listens any more when the room is being left.
        let _ = events.send(Event::Located { collection, statuses });
    });
    if let Err(error) = found {
        let _ = listener.send(Event::Failed(format!("quotes could not be looked for: {error}")));
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::ingest;
    use crate::quotes::make;
    use crate::storage::quotes::{new_id, now};
    use crate::text::Extent;

    #[test]
    fn case_12_a_panic_while_a_quote_is_saved_waits_until_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let article = ingest::read(Path::new("a.txt"), b"The harbour was closed.").unwrap();
        let quote = make(&article, Extent::new(0, 11), new_id(), now()).unwrap();
        let (sender, _events) = mpsc::channel();
        let quotes = Quotes::spawn(folder.path(), sender).unwrap();
        quotes.ask(QuoteCommand::Add(Arc::new(quote.clone())));
        let panicked = catch_unwind(AssertUnwindSafe(move || {
            let _kept = quotes;
            panic!("on purpose");
        }));
        assert!(panicked.is_err());
        let there = Store::below(folder.path()).get(quote.id).unwrap();
        assert_eq!(*there.quote, quote);
    }
}
