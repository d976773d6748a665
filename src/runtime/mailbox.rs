//! A mailbox between the room and the threads that work beside it: what is to be done lies in its slot.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A slot that both sides change, and the number of the answer that the room expects.
#[derive(Debug, Default)]
pub(super) struct Mailbox<S> {
    slot: Mutex<S>,
    changed: Condvar,
    expected: AtomicU64,
}

impl<S> Mailbox<S> {
    /// What lies in the slot; nobody else has it meanwhile.
    pub(super) fn slot(&self) -> MutexGuard<'_, S> {
        // Nothing is left half done under the lock: each change is one assignment.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `wanted` finds something to do in the slot.
    pub(super) fn wait<T>(&self, mut wanted: impl FnMut(&mut S) -> Option<T>) -> T {
        let mut slot = self.slot();
        loop {
            if let Some(found) = wanted(&mut slot) {
                return found;
            }
            slot = self.changed.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Changes what lies in the slot and wakes whoever waits.
    pub(super) fn change(&self, change: impl FnOnce(&mut S)) {
        change(&mut self.slot());
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
