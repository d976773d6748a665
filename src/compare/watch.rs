//! Long work: how far it has come, and whether it is still wanted.

use std::ops::ControlFlow;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum Step {
    /// Cutting articles into words.
    #[strum(to_string = "articles cut into words")]
    Words,
    /// Looking for the passages most like each passage.
    #[strum(to_string = "passages set beside one another")]
    Likeness,
    /// Looking for subjects to propose.
    #[strum(to_string = "words looked at for subjects")]
    Subjects,
    /// Looking for the themes.
    #[strum(to_string = "themes looked for")]
    Themes,
    /// Looking for the counterparts of a place.
    #[strum(to_string = "articles asked for a counterpart")]
    Parallels,
}

impl Step {
    /// What is being done.
    const fn doing(self) -> &'static str {
        match self {
            Self::Words => "cutting articles into words",
            Self::Likeness => "looking for what is alike",
            Self::Subjects => "looking for subjects",
            Self::Themes => "looking for the themes",
            Self::Parallels => "looking for counterparts",
        }
    }
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How many things are done.
    pub done: usize,
    /// Of how many.
    pub all: usize,
}

impl Progress {
    /// What is being done and what share of it is, for a line of few columns.
    pub fn words(self) -> String {
        let Self { step, done, all } = self;
        format!("{} … {}%", step.doing(), done.saturating_mul(100) / all.max(1))
    }
}

/// The work was no longer wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped before it was done")]
pub struct Stopped;

/// Whoever watches long work: is told how far it has come, from any thread, and says whether to go on.
#[derive(Clone, Copy)]
pub struct Watch<'a>(&'a (dyn Fn(Progress) -> ControlFlow<()> + Sync));

impl<'a> Watch<'a> {
    /// Nobody watches: the work is done to its end.
    pub const NOBODY: Watch<'static> = Watch(&|_| ControlFlow::Continue(()));

    /// Watched by `told`.
    pub const fn new(told: &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Self {
        Self(told)
    }

    /// Tells how far `step` has come.
    ///
    /// # Errors
    /// If the work is no longer wanted.
    pub(super) fn tell(self, step: Step, done: usize, all: usize) -> Result<(), Stopped> {
        match (self.0)(Progress { step, done, all }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped),
        }
    }
}
