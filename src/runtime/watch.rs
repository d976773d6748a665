//! Changes in folders, told by the system: until something happens nobody wakes up. Linux is asked
//! directly, folder by folder; elsewhere a library asks in the way of the system.

#[cfg_attr(not(target_os = "linux"), path = "watch/notify.rs")]
#[cfg_attr(target_os = "linux", path = "watch/inotify.rs")]
mod system;

use std::ops::ControlFlow;
use std::path::Path;

pub(super) use system::Watch;

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change<'a> {
    /// This file is new, has another name, other words or other rights, or is gone.
    File(&'a Path),
    /// The same of a folder.
    Folder(&'a Path),
    /// More than the system could tell.
    Much,
}

/// Who is told of changes; may end that.
pub(super) trait Listener: FnMut(Change<'_>) -> ControlFlow<()> + Send + 'static {}

impl<F: FnMut(Change<'_>) -> ControlFlow<()> + Send + 'static> Listener for F {}

/// How much of what should be watched is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Coverage {
    /// Folders watched now that were not before.
    pub(super) new: usize,
    /// Folders that the system refuses to watch: there are more than it allows.
    pub(super) refused: usize,
}
