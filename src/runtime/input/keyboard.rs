//! Who has the keyboard: the room, or a program that it was lent to.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Who has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Holder {
    /// The input thread reads it.
    #[default]
    Room,
    /// Somebody wants it; the input thread has not yet noticed.
    Wanted,
    /// The input thread rests.
    Lent,
    /// There is no input thread any more.
    Nobody,
}

/// The keyboard, as the input thread and the room share it.
#[derive(Debug, Clone, Default)]
pub(in crate::runtime) struct Keyboard(Arc<(Mutex<Holder>, Condvar)>);

/// The keyboard while it is lent; it comes back when this is dropped.
#[derive(Debug)]
pub(in crate::runtime) struct LentKeyboard(Keyboard);

impl Drop for LentKeyboard {
    fn drop(&mut self) {
        self.0.set(Holder::Room);
    }
}

impl Keyboard {
    /// Takes the keyboard from the input thread: when this returns, nobody here reads it. `None` if the
    /// terminal is gone.
    pub(in crate::runtime) fn lend(&self) -> Option<LentKeyboard> {
        match &mut *self.holder() {
            Holder::Nobody => return None,
            holder => *holder = Holder::Wanted,
        }
        wake();
        let holder = self.wait(|holder| holder != Holder::Wanted);
        (holder == Holder::Lent).then(|| LentKeyboard(self.clone()))
    }

    /// Whether somebody else has it, or is about to.
    pub(in crate::runtime) fn is_lent(&self) -> bool {
        matches!(*self.holder(), Holder::Wanted | Holder::Lent)
    }

    /// If the keyboard is wanted, the input thread rests here until it is back; says whether it did.
    pub(super) fn rest(&self) -> bool {
        let wanted = *self.holder() == Holder::Wanted;
        if wanted {
            self.set(Holder::Lent);
            self.wait(|holder| holder != Holder::Lent);
        }
        wanted
    }

    /// The input thread ends.
    pub(super) fn leave(&self) {
        self.set(Holder::Nobody);
    }

    fn holder(&self) -> MutexGuard<'_, Holder> {
        // Each change is one assignment: nothing is left half done under the lock.
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, holder: Holder) {
        *self.holder() = holder;
        self.0.1.notify_all();
    }

    fn wait(&self, until: impl Fn(Holder) -> bool) -> Holder {
        let waiting = self.0.1.wait_while(self.holder(), |holder| !until(*holder));
        *waiting.unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes the input thread, which takes this for another size of the terminal.
#[cfg(unix)]
fn wake() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

#[cfg(not(unix))]
const fn wake() {}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn the_input_thread_rests_until_the_keyboard_is_back() {
        let keyboard = Keyboard::default();
        assert!(!keyboard.rest());
        let reading = keyboard.clone();
        let thread = thread::spawn(move || {
            while !reading.rest() {
                thread::yield_now();
            }
            reading.is_lent()
        });
        let lent = keyboard.lend().unwrap();
        assert!(keyboard.is_lent() && !thread.is_finished());
        drop(lent);
        assert!(!thread.join().unwrap());
        keyboard.leave();
        assert!(keyboard.lend().is_none());
    }
}
