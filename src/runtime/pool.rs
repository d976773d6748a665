//! The threads on which parallel work is done: as many as the system gives.
//!
//! Where a limit (`ulimit -u`, a small container) lets none be started, rayon by itself would end the program
//! at the first parallel step; here everything happens on the thread that there is.

use std::io;
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, Builder};

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threads {
    /// Work is shared among several, or one beside this.
    Shared,
    /// There is only this thread: a command can work on it, the room cannot.
    Alone,
}

/// Starts them. Threads that stand ready are handed to rayon, which thus never has to start one: a start that
/// fails there cannot be mended.
pub fn share_work() -> Threads {
    let wanted = thread::available_parallelism().map_or(1, usize::from);
    let ready: Vec<_> = (0..wanted).map_while(|_| ready()).collect();
    let (count, ready) = (ready.len(), Mutex::new(ready));
    let pool = ThreadPoolBuilder::new();
    // Both fail only if there is a pool already, and then that is used.
    if count == 0 {
        let _ = pool.num_threads(1).use_current_thread().build_global();
        return Threads::Alone;
    }
    let hand = |work: ThreadBuilder| {
        let waiting = ready.lock().ok().and_then(|mut ready| ready.pop());
        let handed = waiting.and_then(|waiting| waiting.send(work).ok());
        handed.ok_or_else(|| io::ErrorKind::WouldBlock.into())
    };
    let _ = pool.num_threads(count).spawn_handler(hand).build_global();
    Threads::Shared
}

/// A thread that waits for work; none if the system gives none.
fn ready() -> Option<Sender<ThreadBuilder>> {
    let (sender, work) = mpsc::channel::<ThreadBuilder>();
    let waiting = move || {
        if let Ok(work) = work.recv() {
            work.run();
        }
    };
    Builder::new().name("work".into()).spawn(waiting).ok().map(|_| sender)
}
