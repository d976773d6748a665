//! A file that is locked while others of the reader's files are written. It is never renamed or
//! removed: a lock on a file that is gone locks nothing.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::atomic::{Disk, DiskError, Kind, Step, make_folder};

/// How long apart the lock is asked for.
const APART: Duration = Duration::from_millis(5);

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Lock {
    /// Ours until the file is dropped.
    Held(#[expect(dead_code, reason = "it is kept for being dropped")] File),
    /// The file system knows no locks.
    Unknown,
    /// Another program held it all the while.
    Busy,
}

/// How long [`held`] asks.
const PATIENCE: Duration = Duration::from_secs(1);

/// The lock on the file at `path`, whose folder is made where it is missing.
///
/// # Errors
/// If it cannot be opened or made, or another program holds it all the while.
pub(super) fn held(path: &Path) -> Result<Lock, DiskError> {
    if let Some(folder) = path.parent() {
        make_folder(&Disk, folder, Kind::Own)?;
    }
    match take(path, PATIENCE).map_err(DiskError::at(Step::Create, path))? {
        Lock::Busy => Err(DiskError::at(Step::Write, path)(io::ErrorKind::ResourceBusy.into())),
        lock => Ok(lock),
    }
}

/// Asks for the lock on the file at `path`, which is made where it is missing, for as long as
/// `patience`.
///
/// # Errors
/// If the file cannot be opened or made.
pub(super) fn take(path: &Path, patience: Duration) -> io::Result<Lock> {
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    let mut waited = Duration::ZERO;
    while waited < patience {
        match file.try_lock() {
            Ok(()) => return Ok(Lock::Held(file)),
            Err(TryLockError::WouldBlock) => thread::sleep(APART),
            Err(TryLockError::Error(_)) => return Ok(Lock::Unknown),
        }
        waited += APART;
    }
    Ok(Lock::Busy)
}
