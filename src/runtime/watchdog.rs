//! Names what kept a frame waiting: in the log when a frame took long, and for whoever must end a room
//! that does not answer.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::log::Log;

/// A frame that takes longer is noticed by whoever reads.
pub(super) const SLOW: Duration = Duration::from_millis(250);

/// Something that the drawing thread does: its name, none while the thread sleeps, and how many went before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Step {
    /// What it is called.
    pub(super) name: &'static str,
    number: u64,
}

/// What the drawing thread does at this moment.
#[derive(Debug, Clone, Default)]
pub(super) struct CurrentStep(Arc<Mutex<Step>>);

impl CurrentStep {
    /// The step it is at.
    pub(super) fn step(&self) -> Step {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, name: &'static str) {
        let mut step = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *step = Step { name, number: step.number.wrapping_add(1) };
    }
}

/// Times the parts of each frame.
#[derive(Debug)]
pub(super) struct Watchdog {
    log: Log,
    doing: CurrentStep,
    parts: Vec<(&'static str, Duration)>,
}

impl Watchdog {
    /// One that writes to `log`.
    pub(super) fn new(log: Log) -> Self {
        Self { log, doing: CurrentStep::default(), parts: Vec::new() }
    }

    /// What is done now, for other threads.
    pub(super) fn doing(&self) -> CurrentStep {
        self.doing.clone()
    }

    /// Does a part of the frame.
    pub(super) fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = self.named(name, work);
        self.parts.push((name, start.elapsed()));
        done
    }

    /// Does what may take as long as the reader wants.
    pub(super) fn named<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.doing.set(name);
        let done = work();
        self.doing.set("");
        done
    }

    /// The frame is painted.
    pub(super) fn frame_ended(&mut self) {
        if let Some(entry) = told(mem::take(&mut self.parts)) {
            self.log.write(&entry);
        }
    }
}

/// What is said of a frame with these parts, if it took long: the slowest three by name.
fn told(mut parts: Vec<(&'static str, Duration)>) -> Option<String> {
    let all: Duration = parts.iter().map(|(_, took)| *took).sum();
    if all <= SLOW {
        return None;
    }
    let count = parts.len();
    parts.sort_by_key(|(_, took)| std::cmp::Reverse(*took));
    let slowest: Vec<String> = parts
        .iter()
        .take(3)
        .map(|(name, took)| format!("{name} {} ms", took.as_millis()))
        .collect();
    Some(format!("slow frame: {} ms in {count} parts: {}", all.as_millis(), slowest.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_frame_is_told_with_what_took_longest() {
        let parts = |of: &[(&'static str, u64)]| {
            of.iter().map(|(name, ms)| (*name, Duration::from_millis(*ms))).collect()
        };
        assert_eq!(told(parts(&[("Key", 100), ("draw", 150)])), None);
        let slow = parts(&[("Key", 1), ("Found", 20), ("SaveSession", 240), ("draw", 5)]);
        let said = "slow frame: 266 ms in 4 parts: SaveSession 240 ms, Found 20 ms, draw 5 ms";
        assert_eq!(told(slow).as_deref(), Some(said));
    }

    #[test]
    fn other_threads_see_what_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let mut watchdog = Watchdog::new(Log::below(folder.path()));
        let doing = watchdog.doing();
        let before = doing.step();
        watchdog.time("Key", || assert_eq!(doing.step().name, "Key"));
        assert_eq!(doing.step().name, "");
        assert_ne!(doing.step(), before, "it goes on");
        watchdog.frame_ended();
        assert!(!Log::below(folder.path()).path().exists());
    }

    #[test]
    fn the_log_says_what_kept_a_frame() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::below(folder.path());
        let mut watchdog = Watchdog::new(log.clone());
        watchdog.parts = vec![("Pasted", SLOW), ("drawing", Duration::from_millis(7))];
        watchdog.frame_ended();
        let said = std::fs::read_to_string(log.path()).unwrap();
        assert!(
            said.ends_with("slow frame: 257 ms in 2 parts: Pasted 250 ms, drawing 7 ms\n"),
            "{said}"
        );
        // The next frame begins again.
        watchdog.frame_ended();
        assert_eq!(std::fs::read_to_string(log.path()).unwrap(), said);
    }
}
