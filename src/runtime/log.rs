//! The log: what went wrong inside, for whoever reports it. It lies among the state and stays small.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::storage::atomic::{Disk, Kind, make_folder};

/// Bytes above which a new log is begun; the one before is kept.
const LARGEST: u64 = 1 << 20;

/// The log of this room.
#[derive(Debug, Clone)]
pub(super) struct Log {
    path: PathBuf,
}

impl Log {
    /// The log in the folder `state`.
    pub(super) fn below(state: &Path) -> Self {
        Self { path: state.join("variorum.log") }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds an entry. What cannot be written is lost: nothing depends on it.
    pub(super) fn write(&self, entry: &str) {
        let _ = self.append(entry);
    }

    fn append(&self, entry: &str) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            make_folder(&Disk, folder, Kind::Own).map_err(|error| error.source)?;
        }
        if fs::metadata(&self.path).is_ok_and(|log| log.len() > LARGEST) {
            fs::rename(&self.path, self.path.with_extension("log.1"))?;
        }
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        writeln!(options.open(&self.path)?, "{} {entry}", Timestamp::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_follow_one_another_and_the_log_stays_small() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::below(&folder.path().join("state"));
        log.write("one");
        log.write("two");
        let read = || fs::read_to_string(log.path()).unwrap();
        let words: Vec<String> =
            read().lines().map(|line| line.split(' ').skip(1).collect()).collect();
        assert_eq!(words, ["one", "two"]);
        log.write(&"x".repeat(1 << 20));
        log.write("three");
        assert!(read().ends_with(" three\n") && read().lines().count() == 1);
    }
}
