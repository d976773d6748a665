//! Adding, changing, removing and restoring: each concerns one quote and is done or not done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::read::{LARGEST, load, stamp};
use super::{Copy, FORMAT, Stamp, Store, StoreError, StoreSnapshot, StoredQuote};
use crate::collection::ContentHash;
use crate::quotes::record::{self, Integrity};
use crate::quotes::{Quote, QuoteId};
use crate::storage::atomic::{
    DiskError, FileSystem, Kind, Placing, Step, clean, make_folder, write_through,
};
use crate::storage::lock::{self, Lock};

/// How long the lock is asked for.
const PATIENCE: Duration = Duration::from_secs(1);

impl<F: FileSystem> Store<F> {
    /// Saves a new quote; when it returns, the quote is on the disk. Saving the same one again, after a
    /// failure of which it is not known how far it got, is no error.
    pub fn add(&self, quote: &Quote) -> Result<StoredQuote, StoreError> {
        let (quote, bytes) = encode(quote)?;
        self.prepare()?;
        match load(&self.path(quote.id), quote.id) {
            Ok(there) if there.seal == ContentHash::of_bytes(&bytes) => {
                self.sync(&self.folder)?;
                Ok(there)
            }
            Ok(theirs) => Err(StoreError::Conflict { theirs: Box::new(theirs) }),
            Err(StoreError::Missing(_)) => self.put(quote, &bytes, Placing::New),
            Err(error) => Err(error),
        }
    }

    /// Writes `quote` in the place of `seen`, if the disk still holds `seen`; what was there goes to the
    /// history. An edit beats a removal: a quote that is gone meanwhile is written again.
    pub fn edit(&self, seen: &StoredQuote, quote: Quote) -> Result<StoredQuote, StoreError> {
        refuse_newer(&seen.quote)?;
        let id = seen.quote.id;
        let quote = Quote { id, rev: seen.quote.rev.saturating_add(1), ..quote };
        let (quote, bytes) = encode(&quote)?;
        self.prepare()?;
        let _lock = self.lock()?;
        match load(&self.path(id), id) {
            Ok(there) if there.seal == seen.seal => self.remember(&there)?,
            Ok(there) if there.seal == ContentHash::of_bytes(&bytes) => return Ok(there),
            Ok(theirs) => return Err(StoreError::Conflict { theirs: Box::new(theirs) }),
            Err(StoreError::Missing(_)) => {}
            Err(error) => return Err(error),
        }
        self.put(quote, &bytes, Placing::Over)
    }

    /// Keeps the quotes of `found` that were changed outside as they stand; returns which those were.
    pub fn accept(&self, found: &StoreSnapshot) -> Result<Vec<QuoteId>, StoreError> {
        found.altered().map(|kept| Ok(self.edit(kept, (*kept.quote).clone())?.quote.id)).collect()
    }

    /// Moves a quote to the trash, if the disk still holds `seen`. One that is gone already is no error.
    pub fn remove(&self, seen: &StoredQuote) -> Result<(), StoreError> {
        refuse_newer(&seen.quote)?;
        let id = seen.quote.id;
        self.prepare()?;
        let _lock = self.lock()?;
        match load(&self.path(id), id) {
            Ok(there) if there.seal == seen.seal => {
                self.move_file(&self.path(id), &self.in_trash(id))
            }
            Ok(theirs) => Err(StoreError::Conflict { theirs: Box::new(theirs) }),
            Err(StoreError::Missing(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Brings a removed quote back.
    pub fn restore(&self, id: QuoteId) -> Result<StoredQuote, StoreError> {
        self.prepare()?;
        let _lock = self.lock()?;
        let removed = load(&self.in_trash(id), id)?;
        match load(&self.path(id), id) {
            Ok(there) if there.seal == removed.seal => {}
            Ok(theirs) => return Err(StoreError::Conflict { theirs: Box::new(theirs) }),
            Err(StoreError::Missing(_)) => {}
            Err(error) => return Err(error),
        }
        self.move_file(&self.in_trash(id), &self.path(id))?;
        load(&self.path(id), id)
    }

    /// Settles a conflict: the copy goes to the trash, under its own name.
    pub fn discard(&self, copy: &Copy) -> Result<(), StoreError> {
        self.prepare()?;
        let name = copy.path.file_name().unwrap_or_default();
        self.move_file(&copy.path, &self.folder.join("trash").join(name))
    }

    /// Removes what cut-off writes have left anywhere in the store; returns what that was.
    pub fn clean(&self) -> Result<Vec<PathBuf>, StoreError> {
        let history = self.folder.join("history");
        let histories = fs::read_dir(&history).into_iter().flatten().flatten();
        let mut folders: Vec<PathBuf> = histories.map(|entry| entry.path()).collect();
        folders.extend([self.folder.clone(), self.folder.join("trash"), history]);
        let mut cleaned = Vec::new();
        for folder in folders {
            cleaned.extend(clean(&self.disk, &folder)?);
        }
        Ok(cleaned)
    }

    /// Refuses a newer folder; marks a new one, and an older one before anything newer comes into it.
    pub(super) fn prepare(&self) -> Result<(), StoreError> {
        let format = self.format()?;
        if format > FORMAT {
            return Err(StoreError::Newer(format));
        }
        let marker = self.folder.join("FORMAT");
        if format < FORMAT || !marker.exists() {
            self.place(&marker, format!("{FORMAT}\n").as_bytes(), Placing::Over)?;
        }
        Ok(())
    }

    pub(super) fn put(
        &self,
        quote: Quote,
        bytes: &[u8],
        placing: Placing,
    ) -> Result<StoredQuote, StoreError> {
        let path = self.path(quote.id);
        self.place(&path, bytes, placing)?;
        let (quote, stamp) = (Arc::new(quote), stamp_of(&path));
        Ok(StoredQuote {
            quote,
            seal: ContentHash::of_bytes(bytes),
            integrity: Integrity::Sound,
            stamp,
        })
    }

    /// Keeps a revision that is about to be replaced.
    pub(super) fn remember(&self, there: &StoredQuote) -> Result<(), StoreError> {
        let from = self.path(there.quote.id);
        let bytes = fs::read(&from).map_err(DiskError::at(Step::Read, &from))?;
        let to = self.in_history(there.quote.id, there.quote.rev);
        self.place(&to, &bytes, Placing::Over)
    }

    /// Writes a file of the store.
    pub(super) fn place(
        &self,
        path: &Path,
        bytes: &[u8],
        placing: Placing,
    ) -> Result<(), StoreError> {
        Ok(write_through(&self.disk, path, bytes, Kind::Own, placing)?)
    }

    /// Moves a file within the store, which takes no room: it works on a full disk too. Between disks it is
    /// copied, then removed: a stop in between leaves two, never none.
    fn move_file(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        let folder = |path: &Path| path.parent().unwrap_or(&self.folder).to_owned();
        make_folder(&self.disk, &folder(to), Kind::Own)?;
        // When it was moved is when it was removed: undoing goes by it.
        self.disk.touch(from).map_err(DiskError::at(Step::Write, from))?;
        match self.disk.rename(from, to) {
            Ok(()) => self.sync(&folder(to))?,
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                let bytes = fs::read(from).map_err(DiskError::at(Step::Read, from))?;
                self.place(to, &bytes, Placing::Over)?;
                self.disk.remove(from).map_err(DiskError::at(Step::Remove, from))?;
            }
            Err(error) => return Err(DiskError::at(Step::Rename, to)(error).into()),
        }
        self.sync(&folder(from))
    }

    fn sync(&self, folder: &Path) -> Result<(), StoreError> {
        Ok(self.disk.sync_folder(folder).map_err(DiskError::at(Step::SyncFolder, folder))?)
    }

    /// The lock, held until it is dropped; where the file system knows no locks, comparing and
    /// swapping must do.
    pub(super) fn lock(&self) -> Result<Lock, StoreError> {
        let lock = lock::take(&self.folder.join("lock"), PATIENCE);
        match lock.map_err(DiskError::at(Step::Create, &self.folder))? {
            Lock::Busy => Err(StoreError::Busy),
            lock => Ok(lock),
        }
    }
}

fn refuse_newer(quote: &Quote) -> Result<(), StoreError> {
    if quote.schema > record::SCHEMA { Err(StoreError::Newer(quote.schema)) } else { Ok(()) }
}

/// A quote in the form of this version and its bytes, read back and compared before they go anywhere.
pub(super) fn encode(quote: &Quote) -> Result<(Quote, Vec<u8>), StoreError> {
    refuse_newer(quote)?;
    let quote = Quote { schema: record::SCHEMA, ..quote.clone() };
    let bytes = record::write(&quote).into_bytes();
    let same = record::read(&bytes).is_ok_and(|read| read == quote);
    if same && bytes.len() <= LARGEST { Ok((quote, bytes)) } else { Err(StoreError::Lossy) }
}

fn stamp_of(path: &Path) -> Stamp {
    fs::metadata(path).map_or_else(
        |_: io::Error| Stamp { modified: None, bytes: 0, file: 0 },
        |metadata| stamp(&metadata),
    )
}
