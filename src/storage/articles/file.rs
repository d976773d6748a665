//! One file to what it holds.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::find::reason;
use super::process::{Parsed, Readers};
use super::stdin::piped;
use super::{Reading, is_stdin};
use crate::collection::{Contents, Problem};
use crate::storage::cache::{Cache, Stamp, encode};

/// What became of reading a file.
#[derive(Debug)]
pub(super) struct FileRead {
    /// What it holds.
    pub(super) contents: Contents,
    /// What the file was like, if its bytes were seen.
    pub(super) file: Option<(Stamp, [u8; 32])>,
}

/// A file that was read before.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) stamp: Stamp,
    /// The hash of its bytes.
    pub(super) source: [u8; 32],
    /// What was in it, before the reader and the other articles had their say.
    pub(super) contents: Contents,
}

/// Reads the articles in the file `path`, from what is known of it or the cache where those still hold.
pub(super) fn read(
    path: &Path,
    reading: &Reading,
    known: Option<&Known>,
    cache: Option<&Cache>,
    readers: &Readers,
) -> FileRead {
    let read = if is_stdin(path) {
        let limits = reading.limits;
        let bytes = piped(limits.file_bytes);
        let bytes = bytes.map_err(|error| Problem::with(path, reason(&error)));
        let bytes = bytes.and_then(|bytes| within(path, bytes, limits.file_bytes));
        bytes.map(|bytes| FileRead {
            contents: readers.read(path, bytes, limits.of_file()).contents,
            file: None,
        })
    } else {
        read_file(path, reading, known, cache, readers)
    };
    read.unwrap_or_else(|problem| FileRead { contents: Contents::refused(problem), file: None })
}

/// Fails if the bytes of the file cannot be had.
fn read_file(
    path: &Path,
    reading: &Reading,
    known: Option<&Known>,
    cache: Option<&Cache>,
    readers: &Readers,
) -> Result<FileRead, Problem> {
    let problem = |message: &str| Problem::with(path, message);
    let meta = fs::metadata(path).map_err(|error| problem(&reason(&error)))?;
    if meta.is_dir() {
        return Err(problem("it is a folder where a file was expected"));
    }
    if !meta.is_file() {
        return Err(problem("it is a pipe or a device, not a file: save its text to a file"));
    }
    if meta.len() == 0 && is_of_the_system(path) {
        return Err(problem("it is no file but a view of the system: save its text to a file"));
    }
    let limit = reading.limits.file_bytes;
    if meta.len() > limit {
        return Err(too_large(path, Some(meta.len()), limit));
    }
    let stamp = Stamp::of(&meta);
    if let Some(known) = known.filter(|known| known.stamp.holds(stamp)) {
        let file = Some((known.stamp, known.source));
        return Ok(FileRead { contents: known.contents.clone(), file });
    }
    if let Some((contents, source)) = cache.and_then(|cache| cache.unchanged(path, stamp)) {
        return Ok(FileRead { contents, file: Some((stamp, source)) });
    }
    let bytes = bytes(path, limit)?;
    let source: [u8; 32] = Sha256::digest(&bytes).into();
    let known = known
        .filter(|known| known.source == source)
        .map(|known| known.contents.clone())
        .or_else(|| cache?.same_source(path, &source));
    let Parsed { contents, encoded } = match known {
        Some(contents) => Parsed { contents, encoded: None },
        None => readers.read(path, bytes, reading.limits.of_file()),
    };
    // Why a file cannot be read at all is found again each time: another version may read it.
    if let Some(cache) = cache
        && !contents.articles.is_empty()
    {
        let body = encoded.unwrap_or_else(|| encode(&contents));
        cache.keep(path, stamp, source, body);
    }
    Ok(FileRead { contents, file: Some((stamp, source)) })
}

/// Whether what lies at `path` calls itself an empty file and may be read without end.
fn is_of_the_system(path: &Path) -> bool {
    let real = fs::canonicalize(path).unwrap_or_default();
    ["/proc", "/sys", "/dev"].iter().any(|folder| real.starts_with(folder))
}

/// All of the file, unless it has grown beyond `limit` since it was looked at.
fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let file = File::open(path).map_err(|error| Problem::with(path, reason(&error)))?;
    let known = file.metadata().map_or(0, |meta| meta.len().min(limit));
    let mut bytes = Vec::with_capacity(usize::try_from(known).map_or(0, |known| known + 1));
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Problem::with(path, reason(&error)))?;
    within(path, bytes, limit)
}

/// `bytes`, unless there are more than `limit`.
fn within(path: &Path, bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Problem> {
    match u64::try_from(bytes.len()) {
        Ok(size) if size <= limit => Ok(bytes),
        _ => Err(too_large(path, None, limit)),
    }
}

/// What is said of more than `limit` bytes; `size` is how many, where that is known.
fn too_large(path: &Path, size: Option<u64>, limit: u64) -> Problem {
    let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
    let size = size.map_or_else(String::new, |size| format!("it has {} MB, and ", megabytes(size)));
    let limit = megabytes(limit);
    Problem::with(path, format!("{size}what has more than {limit} MB is not read: split it"))
}
