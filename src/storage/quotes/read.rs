//! Reading the folder: everything that is there, or why it is not readable.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::{Copy, FORMAT, Merge, Stamp, Store, StoreError, StoreSnapshot, StoredQuote};
use crate::collection::{ContentHash, Problem};
use crate::quotes::record::{self, Malformed};
use crate::quotes::{Quote, QuoteId};
use crate::storage::atomic::{DiskError, FileSystem, Step};

/// A quote is no larger than this, in bytes; a file that is, is none of ours.
pub(super) const LARGEST: usize = 4 << 20;

/// What is said of a quote that is not as it was written. It is used as it stands.
const ALTERED: &str = "its content does not fit its checksum: it was changed by hand, or the disk damaged it. \
     Look at it; `variorum quotes check --accept` keeps such quotes as they stand";

enum FileInStore {
    Quote(StoredQuote),
    Copy(Copy),
    Problem(Problem),
    Merge(Merge, Problem),
}

impl<F: FileSystem> Store<F> {
    /// Everything the folder holds. Files that `known` has already read and that have not changed since
    /// are not read again. A missing folder holds nothing; one that cannot be listed is an error.
    pub fn read(&self, known: &StoreSnapshot) -> Result<StoreSnapshot, DiskError> {
        read_folder(&self.folder, known)
    }

    /// The removed quotes, oldest first.
    pub fn read_trash(&self) -> Result<StoreSnapshot, DiskError> {
        read_folder(&self.folder.join("trash"), &StoreSnapshot::default())
    }

    /// When a quote was moved to the trash last, and which.
    pub fn last_removed(&self) -> Option<(SystemTime, QuoteId)> {
        let trash = self.read_trash().ok()?;
        trash.quotes.iter().filter_map(|kept| Some((kept.stamp.modified?, kept.quote.id))).max()
    }

    /// When one of the quotes of `snapshot` was changed last, which, and the revision that it had before; the
    /// revisions in `without` do not count.
    pub fn last_changed(
        &self,
        snapshot: &StoreSnapshot,
        without: &BTreeSet<(QuoteId, u32)>,
    ) -> Option<(SystemTime, QuoteId, u32)> {
        let histories = fs::read_dir(self.folder.join("history")).ok()?.flatten();
        let ids = histories.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let changes = ids.filter(|id| snapshot.get(*id).is_some()).flat_map(|id: QuoteId| {
            let earlier = fs::read_dir(self.folder.join("history").join(id.to_string()));
            earlier.into_iter().flatten().flatten().filter_map(move |entry| {
                let rev: u32 = Path::new(&entry.file_name()).file_stem()?.to_str()?.parse().ok()?;
                Some((entry.metadata().ok()?.modified().ok()?, id, rev))
            })
        });
        changes.filter(|(_, id, rev)| !without.contains(&(*id, *rev))).max()
    }

    /// The quote of this name as it is on the disk now.
    pub fn get(&self, id: QuoteId) -> Result<StoredQuote, StoreError> {
        load(&self.path(id), id)
    }

    /// An earlier revision of a quote.
    pub fn earlier(&self, id: QuoteId, rev: u32) -> Result<Arc<Quote>, StoreError> {
        load(&self.in_history(id, rev), id).map(|kept| kept.quote)
    }

    /// The number in `FORMAT`; a missing one counts as this version's.
    pub(super) fn format(&self) -> Result<u32, StoreError> {
        let path = self.folder.join("FORMAT");
        match fs::read_to_string(&path) {
            Ok(number) => number.trim().parse().map_err(|_| {
                StoreError::Unreadable(format!("{} does not hold a number", path.display()))
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(FORMAT),
            Err(error) => Err(DiskError::at(Step::Read, &path)(error).into()),
        }
    }
}

fn read_folder(folder: &Path, known: &StoreSnapshot) -> Result<StoreSnapshot, DiskError> {
    let files = files_in(folder)?;
    let entries: Vec<FileInStore> =
        files.into_par_iter().filter_map(|file| entry(file, known)).collect();
    let mut snapshot = StoreSnapshot::default();
    for entry in entries {
        match entry {
            FileInStore::Quote(kept) => snapshot.quotes.push(kept),
            FileInStore::Copy(copy) => snapshot.copies.push(copy),
            FileInStore::Problem(problem) => snapshot.problems.push(problem),
            FileInStore::Merge(merge, problem) => {
                snapshot.merges.push(merge);
                snapshot.problems.push(problem);
            }
        }
    }
    snapshot.quotes.sort_by_key(|kept| kept.quote.id);
    let named = |kept: &StoredQuote| folder.join(format!("{}.json", kept.quote.id));
    let altered: Vec<Problem> =
        snapshot.altered().map(|kept| problem(&named(kept), ALTERED)).collect();
    snapshot.problems.extend(altered);
    Ok(snapshot)
}

/// The files of a folder, in the order of their names.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(DiskError::at(Step::Read, folder)(error)),
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()
        .map_err(DiskError::at(Step::Read, folder))?;
    files.sort_unstable();
    Ok(files)
}

/// What a file is; `None` for what is none of the store's business.
fn entry(path: PathBuf, known: &StoreSnapshot) -> Option<FileInStore> {
    let stem = path.file_stem().and_then(OsStr::to_str)?;
    if !path.extension()?.eq_ignore_ascii_case("json") || stem.starts_with('.') {
        return None;
    }
    // The name in capitals is the quote's; any other file with its words is a copy.
    let named: Option<QuoteId> = stem.parse().ok().filter(|id: &QuoteId| id.to_string() == stem);
    if let Some(seen) = named.and_then(|id| known.get(id))
        && fs::metadata(&path).is_ok_and(|metadata| stamp(&metadata) == seen.stamp)
    {
        return Some(FileInStore::Quote(seen.clone()));
    }
    Some(match open(&path) {
        Ok(kept) if named == Some(kept.quote.id) => FileInStore::Quote(kept),
        Ok(kept) => FileInStore::Copy(Copy { path, quote: kept.quote }),
        Err(Opening::Gone) => return None,
        Err(Opening::Unreadable(message)) => {
            let problem = problem(&path, &message);
            match merge(path, named) {
                Some(merge) => FileInStore::Merge(merge, problem),
                None => FileInStore::Problem(problem),
            }
        }
    })
}

/// The two versions in the file of a quote that git could not merge.
fn merge(path: PathBuf, named: Option<QuoteId>) -> Option<Merge> {
    let bytes = fs::read(&path).ok().filter(|bytes| bytes.len() <= 2 * LARGEST)?;
    let (ours, theirs) = record::sides(&bytes)?;
    let own = named == Some(ours.id) && bytes.windows(8).any(|window| window == b"<<<<<<< ");
    let (ours, theirs) = (Arc::new(ours), Arc::new(theirs));
    own.then(|| Merge { path, ours, theirs, seal: ContentHash::of_bytes(&bytes) })
}

fn problem(path: &Path, message: &str) -> Problem {
    Problem { path: path.display().to_string(), message: message.to_owned() }
}

enum Opening {
    Gone,
    Unreadable(String),
}

/// The quote in the file at `path`, which must be the one of that name.
pub(super) fn load(path: &Path, id: QuoteId) -> Result<StoredQuote, StoreError> {
    match open(path) {
        Ok(kept) if kept.quote.id == id => Ok(kept),
        Ok(kept) => Err(StoreError::Unreadable(format!(
            "{} holds another quote, {}",
            path.display(),
            kept.quote.id
        ))),
        Err(Opening::Gone) => Err(StoreError::Missing(id)),
        Err(Opening::Unreadable(message)) => {
            Err(StoreError::Unreadable(format!("{}: {message}", path.display())))
        }
    }
}

fn open(path: &Path) -> Result<StoredQuote, Opening> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Opening::Gone,
        _ => Opening::Unreadable(format!("cannot be read: {error}")),
    };
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.len() > LARGEST as u64 {
        return Err(Opening::Unreadable("is too large to be a quote".to_owned()));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let (quote, integrity) =
        record::open(&bytes).map_err(|error: Malformed| Opening::Unreadable(error.to_string()))?;
    let quote = Arc::new(quote);
    Ok(StoredQuote {
        quote,
        seal: ContentHash::of_bytes(&bytes),
        integrity,
        stamp: stamp(&metadata),
    })
}

pub(super) fn stamp(metadata: &Metadata) -> Stamp {
    Stamp { modified: metadata.modified().ok(), bytes: metadata.len(), file: number(metadata) }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
const fn number(_: &Metadata) -> u64 {
    0
}
