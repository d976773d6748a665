//! A desk between the room and the threads that work beside it: what is to be done lies there.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Papers that both sides change, and the number of the answer that the room expects.
#[derive(Debug, Default)]
pub(super) struct Desk<P> {
    papers: Mutex<P>,
    changed: Condvar,
    expected: AtomicU64,
}

impl<P> Desk<P> {
    /// The papers; nobody else has them meanwhile.
    pub(super) fn papers(&self) -> MutexGuard<'_, P> {
        // Nothing is left half done under the lock: each change is one assignment.
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `wanted` finds something to do in the papers.
    pub(super) fn wait<T>(&self, mut wanted: impl FnMut(&mut P) -> Option<T>) -> T {
        let mut papers = self.papers();
        loop {
            if let Some(found) = wanted(&mut papers) {
                return found;
            }
            papers = self.changed.wait(papers).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Changes the papers and wakes whoever waits.
    pub(super) fn change(&self, change: impl FnOnce(&mut P)) {
        change(&mut self.papers());
        self.changed.notify_all();
    }

    /// From now on only the answer of this number is wanted.
    pub(super) fn expect(&self, number: u64) {
        self.expected.store(number, Ordering::Relaxed);
    }

    /// The number of the answer that is wanted.
    pub(super) fn expected(&self) -> u64 {
        self.expected.load(Ordering::Relaxed)
    }

    /// Whether the answer of this number is still wanted.
    pub(super) fn expects(&self, number: u64) -> bool {
        self.expected() == number
    }
}
