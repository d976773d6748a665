//! The folder of quotes: one file a quote, so that no operation on one can harm another.
//!
//! ```text
//! quotes/01J….json          a quote, as `quotes::record` writes it
//! quotes/trash/01J….json    a removed one
//! quotes/history/01J…/3.json   an earlier revision
//! quotes/lock               taken for a moment while a quote is changed; never renamed
//! quotes/FORMAT             number of the form of this folder
//! ```
//! Any number of programs may work in it at once. Adding needs no lock: names never collide. Editing
//! compares and swaps: if the file is not what the reader saw, both are shown and nothing is written.

mod conflicts;
pub mod exchange;
mod migrate;
mod read;
mod service;
mod undo;
mod write;

pub use migrate::Migrated;
pub use service::QuoteService;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use ulid::Ulid;

use super::atomic::{Disk, DiskError, FileSystem};
use crate::collection::path_text::{from_text, to_text};
use crate::collection::{ContentHash, Problem};
use crate::quotes::record::{self, Integrity};
use crate::quotes::{Quote, QuoteId, Snapshot};

/// The form of the folder that this version writes: that of its records. An older program writes nothing
/// into a folder of a newer form.
pub const FORMAT: u32 = record::SCHEMA;

/// The folder of quotes on a file system.
#[derive(Debug, Clone)]
pub struct Store<F = Disk> {
    folder: PathBuf,
    disk: F,
}

/// A quote as it is on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredQuote {
    /// What the file holds.
    pub quote: Arc<Quote>,
    /// The hash of its file's bytes: what an edit compares.
    pub seal: ContentHash,
    /// Whether it is as the program wrote it.
    pub integrity: Integrity,
    stamp: Stamp,
}

/// A second file for the same quote, as synchronising programs leave them: for the reader to resolve.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// The second file.
    pub path: PathBuf,
    /// What it holds.
    pub quote: Arc<Quote>,
}

/// A quote's own file with the conflict markers of git in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// The file with the markers.
    pub path: PathBuf,
    /// The version that was here.
    pub ours: Arc<Quote>,
    /// The version that came.
    pub theirs: Arc<Quote>,
    seal: ContentHash,
}

/// What the folder holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoreSnapshot {
    /// The quotes, oldest first.
    pub quotes: Vec<StoredQuote>,
    /// Second files of some of them.
    pub copies: Vec<Copy>,
    /// Files in which git left two versions; they are among the problems too.
    pub merges: Vec<Merge>,
    /// Files that could not be read; they are left as they are.
    pub problems: Vec<Problem>,
}

/// By what a file is known to be unchanged without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    /// The number of the file on its disk, where the system has one.
    file: u64,
}

/// Why a quote was not saved, changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// Another program changed it meanwhile; nothing was written.
    #[error("another program changed this quote meanwhile: look at both")]
    Conflict {
        /// As it is on the disk now.
        theirs: Box<StoredQuote>,
    },
    /// The file is there and cannot be read; nothing was written.
    #[error("{0}: its file is left as it is")]
    Unreadable(String),
    /// There is no such quote.
    #[error("there is no quote {0}")]
    Missing(QuoteId),
    /// A newer version wrote it; this one must not rewrite it.
    #[error("a newer variorum wrote this (form {0}): update this one to change it")]
    Newer(u32),
    /// The record did not survive being written and read: a fault of the program, caught in time.
    #[error("this quote cannot be written without loss; nothing was written")]
    Lossy,
    /// Another program has held the lock for long.
    #[error("another program is changing quotes; try again")]
    Busy,
}

impl StoreSnapshot {
    /// The quote of this name.
    pub fn get(&self, id: QuoteId) -> Option<&StoredQuote> {
        let place = self.quotes.binary_search_by_key(&id, |kept| kept.quote.id).ok()?;
        self.quotes.get(place)
    }

    /// The quotes that are not as the program wrote them; they are among the problems too.
    pub fn altered(&self) -> impl Iterator<Item = &StoredQuote> {
        self.quotes.iter().filter(|kept| kept.integrity == Integrity::Altered)
    }

    /// Whether both hold the same files with the same content.
    fn same(&self, other: &Self) -> bool {
        let seals = |snapshot: &Self| -> Vec<(QuoteId, ContentHash)> {
            snapshot.quotes.iter().map(|kept| (kept.quote.id, kept.seal)).collect()
        };
        seals(self) == seals(other)
            && self.copies == other.copies
            && self.merges == other.merges
            && self.problems == other.problems
    }
}

impl Store {
    /// The folder `quotes` below the reader's data folder; it need not exist.
    pub fn below(data: &Path) -> Self {
        Self::on(Disk, data.join("quotes"))
    }
}

impl<F: FileSystem> Store<F> {
    /// A folder on any file system.
    pub const fn on(disk: F, folder: PathBuf) -> Self {
        Self { folder, disk }
    }

    /// The folder on the disk, which may not be there yet.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the quote of this name is or would be.
    pub fn path(&self, id: QuoteId) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    fn in_trash(&self, id: QuoteId) -> PathBuf {
        self.folder.join("trash").join(format!("{id}.json"))
    }

    fn in_history(&self, id: QuoteId, rev: u32) -> PathBuf {
        self.folder.join("history").join(id.to_string()).join(format!("{rev}.json"))
    }
}

/// `quote` with the path of its article written out from the root, if there is such a file: so that it is
/// found again from any working folder.
pub fn rooted(quote: Quote) -> Quote {
    let path = quote.article.path.as_deref().map(from_text).filter(|path| path.is_file());
    let rooted = path.and_then(|path| std::path::absolute(path).ok());
    match rooted {
        Some(path) => {
            let path = Some(to_text(&path));
            Quote { article: Snapshot { path, ..quote.article }, ..quote }
        }
        None => quote,
    }
}

/// A name for a new quote.
pub fn new_id() -> QuoteId {
    QuoteId(Ulid::new())
}

/// The time, to the second, as quotes keep it.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
