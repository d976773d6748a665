//! Articles as they were read, kept in the cache folder: deletable at any time, rebuilt where it is
//! off, safe with two programs at once.
//!
//! The articles lie in [`SHARDS`] files, by their path from the root, from wherever and however it was given. A
//! shard is written to a new file and put in place by renaming; of two programs that do so at once one wins and
//! the other's articles are read again next time. Every entry has a checksum, so nothing need be brought to the
//! disk at once.

mod codec;
mod shard;
mod stamp;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;
use std::path::{self, Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::collection::{Contents, READING};
use crate::storage::atomic::{self, Disk, Kind};
pub(super) use codec::{decode, decode_entries, encode, encode_entries};
use shard::{CachedFile, Shard};
pub(super) use stamp::Stamp;

/// Files that the cache consists of.
const SHARDS: usize = 64;
/// What the name of the folder in the cache folder starts with; another form of the entries or other rules
/// of reading get another name, and the old one is removed.
const FOLDER: &str = concat!("articles-", env!("CARGO_PKG_VERSION"), "-");
/// The cache of one reading.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    /// What the entries also depend on.
    html_depth: usize,
    shards: Vec<OnceLock<Shard>>,
    fresh: Mutex<HashMap<usize, Vec<CachedFile>>>,
}

impl Cache {
    /// The cache in `folder`, from which nothing is read yet.
    pub(super) fn open(folder: &Path, html_depth: usize) -> Self {
        Self {
            folder: folder.join(format!("{FOLDER}{READING}")),
            html_depth,
            shards: (0..SHARDS).map(|_| OnceLock::new()).collect(),
            fresh: Mutex::default(),
        }
    }

    /// What was in the file `path` and the hash of the bytes it was read from, if the file surely did
    /// not change since.
    pub(super) fn unchanged(&self, path: &Path, now: Stamp) -> Option<(Contents, [u8; 32])> {
        let key = key(path);
        let shard = self.shard(&key)?;
        let entry = shard.find(&key)?;
        if !entry.stamp.holds(now) || entry.html_depth != self.html_depth {
            return None;
        }
        Some((decode(path, shard.body(&entry)?)?, entry.source))
    }

    /// What was in the file `path`, if it was read from just these bytes.
    pub(super) fn same_source(&self, path: &Path, source: &[u8; 32]) -> Option<Contents> {
        let key = key(path);
        let shard = self.shard(&key)?;
        let entry = shard.find(&key)?;
        if entry.source != *source || entry.html_depth != self.html_depth {
            return None;
        }
        decode(path, shard.body(&entry)?)
    }

    /// Keeps what was read from these bytes of a file with this stamp, as [`encode`] writes it, until
    /// [`Self::save`].
    pub(super) fn keep(&self, path: &Path, stamp: Stamp, source: [u8; 32], body: Vec<u8>) {
        let key = key(path);
        let entry = CachedFile::new(&key, stamp, source, self.html_depth, body);
        let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        fresh.entry(place(&key)).or_default().push(entry);
    }

    /// Writes what is new since the last time. What cannot be written is read again next time: a cache may
    /// fail silently.
    pub(super) fn save(&self) {
        let fresh = mem::take(&mut *self.fresh.lock().unwrap_or_else(PoisonError::into_inner));
        if fresh.is_empty() {
            return;
        }
        remove_older(&self.folder);
        let _ = atomic::clean(&Disk, &self.folder);
        fresh.into_par_iter().for_each(|(at, entries)| {
            // What another program added meanwhile is kept too.
            let path = file(&self.folder, at);
            let _ = atomic::write(&path, &Shard::read(&path).with(entries), Kind::Cache);
        });
    }

    fn shard(&self, path: &Path) -> Option<&Shard> {
        let at = place(path);
        Some(self.shards.get(at)?.get_or_init(|| Shard::read(&file(&self.folder, at))))
    }
}

/// What a file is known by: `articles/a.txt` is another one in another folder, and the same as its whole path.
fn key(path: &Path) -> PathBuf {
    path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn place(path: &Path) -> usize {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    usize::try_from(hasher.finish() % SHARDS as u64).unwrap_or(0)
}

fn file(folder: &Path, at: usize) -> PathBuf {
    folder.join(format!("{at:02}.pack"))
}

/// Removes what other versions of the program kept here.
fn remove_older(folder: &Path) {
    let entries = folder.parent().and_then(|above| fs::read_dir(above).ok()).into_iter().flatten();
    for entry in entries.flatten() {
        if is_form(&entry.file_name()) && entry.path() != folder {
            remove(&entry.path());
        }
    }
}

/// Whether a folder of this name may be one of ours: `articles-`, a version, a number.
fn is_form(name: &OsStr) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = name.to_str().and_then(|name| name.strip_prefix("articles-")?.split_once('-'));
    parts.is_some_and(|(version, number)| digits(number) && version.split('.').all(digits))
}

/// Removes the files that we made in `folder`, and the folder if there is nothing else in it.
fn remove(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending == "pack") {
            let _ = fs::remove_file(path);
        }
    }
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_file_is_known_by_every_way_to_write_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let (given, whole) =
            (Path::new("letters/./a.txt"), path::absolute("letters/a.txt").unwrap());
        let article = crate::ingest::read(given, b"A lamp burned.").map(Arc::new);
        let contents = Contents { articles: article.into_iter().collect(), problems: Vec::new() };
        let cache = Cache::open(folder.path(), 9);
        let stamp = Stamp::of(&fs::metadata(folder.path()).unwrap());
        cache.keep(given, stamp, [7; 32], encode(&contents));
        cache.save();
        let cache = Cache::open(folder.path(), 9);
        let found = cache.same_source(&whole, &[7; 32]).unwrap();
        assert_eq!(found.articles.first().unwrap().path(), whole);
        assert!(cache.same_source(Path::new("a.txt"), &[7; 32]).is_none());
    }

    #[test]
    fn only_what_the_program_made_is_removed() {
        let cache = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = cache.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "x").unwrap();
            path
        };
        let ours = [file("articles-0.0.1-5/00.pack"), file("articles-0.1.0-6/63.pack")];
        let theirs = [
            file("articles-of-mine/thesis.txt"),
            file("articles-of-mine/00.pack"),
            file("articles-2024-6x/00.pack"),
            file("articles-0.1.0-7/thesis.txt"),
        ];
        remove_older(&cache.path().join("articles-0.1.0-8"));
        assert!(ours.iter().all(|path| !path.parent().unwrap().exists()));
        assert!(theirs.iter().all(|path| path.exists()));
    }
}
