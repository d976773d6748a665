//! Adding, changing, removing and restoring: each concerns one quote and is done or not done.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::read::{LARGEST, load, seal, stamp};
use super::{Copy, FORMAT, Failure, Kept, Stamp, Store, StoreSnapshot};
use crate::quotes::{Quote, QuoteId, record};
use crate::storage::atomic::{DiskError, FileSystem, Step, write_through};
use crate::storage::lock::{self, Lock};

/// How long the lock is asked for.
const PATIENCE: Duration = Duration::from_secs(1);

impl<F: FileSystem> Store<F> {
    /// Saves a new quote; when it returns, the quote is on the disk. Saving the same one again, after a
    /// failure of which it is not known how far it got, is no error.
    pub fn add(&self, quote: &Quote) -> Result<Kept, Failure> {
        let (quote, bytes) = encode(quote)?;
        self.prepare()?;
        match load(&self.path(quote.id), quote.id) {
            Ok(there) if there.seal == seal(&bytes) => {
                self.sync()?;
                Ok(there)
            }
            Ok(theirs) => Err(Failure::Conflict { theirs: Box::new(theirs) }),
            Err(Failure::Missing(_)) => self.put(quote, &bytes),
            Err(error) => Err(error),
        }
    }

    /// Writes `quote` in the place of `seen`, if the disk still holds `seen`; what was there goes to the
    /// history. An edit beats a removal: a quote that is gone meanwhile is written again.
    pub fn edit(&self, seen: &Kept, quote: Quote) -> Result<Kept, Failure> {
        refuse_newer(&seen.quote)?;
        let id = seen.quote.id;
        let quote = Quote { id, rev: seen.quote.rev.saturating_add(1), ..quote };
        let (quote, bytes) = encode(&quote)?;
        self.prepare()?;
        let _lock = self.lock()?;
        match load(&self.path(id), id) {
            Ok(there) if there.seal == seen.seal => self.remember(&there)?,
            Ok(there) if there.seal == seal(&bytes) => return Ok(there),
            Ok(theirs) => return Err(Failure::Conflict { theirs: Box::new(theirs) }),
            Err(Failure::Missing(_)) => {}
            Err(error) => return Err(error),
        }
        self.put(quote, &bytes)
    }

    /// Moves a quote to the trash, if the disk still holds `seen`. One that is gone already is no error.
    pub fn remove(&self, seen: &Kept) -> Result<(), Failure> {
        refuse_newer(&seen.quote)?;
        let id = seen.quote.id;
        self.prepare()?;
        let _lock = self.lock()?;
        match load(&self.path(id), id) {
            Ok(there) if there.seal == seen.seal => {
                self.move_file(&self.path(id), &self.in_trash(id))
            }
            Ok(theirs) => Err(Failure::Conflict { theirs: Box::new(theirs) }),
            Err(Failure::Missing(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Brings a removed quote back.
    pub fn restore(&self, id: QuoteId) -> Result<Kept, Failure> {
        self.prepare()?;
        let _lock = self.lock()?;
        let removed = load(&self.in_trash(id), id)?;
        match load(&self.path(id), id) {
            Ok(there) if there.seal == removed.seal => {}
            Ok(theirs) => return Err(Failure::Conflict { theirs: Box::new(theirs) }),
            Err(Failure::Missing(_)) => {}
            Err(error) => return Err(error),
        }
        self.move_file(&self.in_trash(id), &self.path(id))?;
        load(&self.path(id), id)
    }

    /// Settles a conflict: the copy goes to the trash, under its own name.
    pub fn discard(&self, copy: &Copy) -> Result<(), Failure> {
        self.prepare()?;
        let name = copy.path.file_name().unwrap_or_default();
        self.move_file(&copy.path, &self.folder.join("trash").join(name))
    }

    /// Removes what cut-off writes have left.
    pub fn clean(&self, found: &StoreSnapshot) -> Result<(), Failure> {
        for path in &found.leftovers {
            self.disk.remove(path).map_err(DiskError::at(Step::Remove, path))?;
        }
        Ok(())
    }

    /// Refuses a newer folder; marks a new one, and an older one before anything newer comes into it.
    pub(super) fn prepare(&self) -> Result<(), Failure> {
        let format = self.format()?;
        if format > FORMAT {
            return Err(Failure::Newer(format));
        }
        let marker = self.folder.join("FORMAT");
        if format < FORMAT || !marker.exists() {
            write_through(&self.disk, &marker, format!("{FORMAT}\n").as_bytes())?;
        }
        Ok(())
    }

    pub(super) fn put(&self, quote: Quote, bytes: &[u8]) -> Result<Kept, Failure> {
        let path = self.path(quote.id);
        write_through(&self.disk, &path, bytes)?;
        Ok(Kept { quote: Arc::new(quote), seal: seal(bytes), stamp: stamp_of(&path) })
    }

    /// Keeps a revision that is about to be replaced.
    pub(super) fn remember(&self, there: &Kept) -> Result<(), Failure> {
        let from = self.path(there.quote.id);
        let bytes = fs::read(&from).map_err(DiskError::at(Step::Read, &from))?;
        let to = self.in_history(there.quote.id, there.quote.rev);
        Ok(write_through(&self.disk, &to, &bytes)?)
    }

    /// Copies, then removes: a stop in between leaves two, never none; folders on different disks work.
    fn move_file(&self, from: &Path, to: &Path) -> Result<(), Failure> {
        let bytes = fs::read(from).map_err(DiskError::at(Step::Read, from))?;
        write_through(&self.disk, to, &bytes)?;
        self.disk.remove(from).map_err(DiskError::at(Step::Remove, from))?;
        let folder = from.parent().unwrap_or(&self.folder);
        Ok(self.disk.sync_folder(folder).map_err(DiskError::at(Step::SyncFolder, folder))?)
    }

    fn sync(&self) -> Result<(), Failure> {
        let synced = self.disk.sync_folder(&self.folder);
        Ok(synced.map_err(DiskError::at(Step::SyncFolder, &self.folder))?)
    }

    /// The lock, held until it is dropped; where the file system knows no locks, comparing and
    /// swapping must do.
    pub(super) fn lock(&self) -> Result<Lock, Failure> {
        let lock = lock::take(&self.folder.join("lock"), PATIENCE);
        match lock.map_err(DiskError::at(Step::Create, &self.folder))? {
            Lock::Busy => Err(Failure::Busy),
            lock => Ok(lock),
        }
    }
}

fn refuse_newer(quote: &Quote) -> Result<(), Failure> {
    if quote.schema > record::SCHEMA { Err(Failure::Newer(quote.schema)) } else { Ok(()) }
}

/// A quote in the form of this version and its bytes, read back and compared before they go anywhere.
pub(super) fn encode(quote: &Quote) -> Result<(Quote, Vec<u8>), Failure> {
    refuse_newer(quote)?;
    let quote = Quote { schema: record::SCHEMA, ..quote.clone() };
    let bytes = record::write(&quote).into_bytes();
    let same = record::read(&bytes).is_ok_and(|read| read == quote);
    if same && bytes.len() <= LARGEST { Ok((quote, bytes)) } else { Err(Failure::Lossy) }
}

fn stamp_of(path: &Path) -> Stamp {
    fs::metadata(path).map_or_else(
        |_: io::Error| Stamp { modified: None, bytes: 0, file: 0 },
        |metadata| stamp(&metadata),
    )
}
