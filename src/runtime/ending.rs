//! How the room is left.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

/// The number of the signal that says that the terminal is gone.
const HANG_UP: i32 = 1;

/// Why the room was left: the exit code is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The reader left.
    Left,
    /// A signal asked for it.
    Signal(i32),
    /// A part of the program failed; this log says more.
    Failed(PathBuf),
}

/// What asked for the end, if anything did; shared by those who may.
#[derive(Debug, Clone, Default)]
pub(super) struct End(Arc<AtomicI32>);

impl End {
    /// How the room was left.
    pub(super) fn ending(&self) -> Ending {
        match self.0.load(Ordering::SeqCst) {
            0 => Ending::Left,
            signal => Ending::Signal(signal),
        }
    }

    /// Whether anything asked for it.
    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst) != 0
    }

    /// A signal asks for the end; `true` if it is the first to ask.
    pub(super) fn asked(&self, signal: i32) -> bool {
        self.0.swap(signal, Ordering::SeqCst) == 0
    }

    /// The terminal is gone. A signal that said why stands; `true` if there was none.
    pub(super) fn hung_up(&self) -> bool {
        self.0.compare_exchange(0, HANG_UP, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}
