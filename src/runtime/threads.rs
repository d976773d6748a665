//! Threads beside the drawing one. A room of which one has failed is left at once, saved and whole.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{Builder, JoinHandle};

use crate::app::Event;

/// Whether one of them has failed.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Starts a thread that does `work`; should that panic, the room is told to end.
///
/// # Errors
/// If no thread can be started.
pub(super) fn spawn(
    name: &str,
    events: &Sender<Event>,
    work: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let events = events.clone();
    Builder::new().name(name.to_owned()).spawn(move || {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            FAILED.store(true, Ordering::SeqCst);
            // Nobody listens any more when the room is being left.
            let _ = events.send(Event::Terminated);
        }
    })
}

/// Whether a thread has failed since the program was started.
pub(super) fn failed() -> bool {
    FAILED.load(Ordering::SeqCst)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_thread_that_fails_ends_the_room() {
        let (sender, events) = mpsc::channel();
        spawn("calm", &sender, || ()).unwrap().join().unwrap();
        assert!(events.try_recv().is_err());
        spawn("broken", &sender, || panic!("on purpose")).unwrap().join().unwrap();
        assert!(matches!(events.try_recv(), Ok(Event::Terminated)) && failed());
    }
}
