//! One file to one article.

use std::fs::{self, File};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::find::reason;
use super::stdin::piped;
use super::{Reading, is_stdin, problem};
use crate::collection::{Article, Problem};
use crate::ingest;
use crate::storage::cache::{Cache, Stamp};

/// Reads the article in the file `path`, from the cache where that still holds.
pub(super) fn read(
    path: &Path,
    reading: &Reading,
    cache: Option<&Cache>,
) -> Result<Arc<Article>, Problem> {
    if is_stdin(path) {
        let bytes =
            piped(reading.limits.file_bytes).map_err(|error| problem(path, reason(&error)))?;
        return parsed(path, &bytes, reading).map(Arc::new);
    }
    let meta = fs::metadata(path).map_err(|error| problem(path, reason(&error)))?;
    if meta.is_dir() {
        return Err(problem(path, "it is a folder where a file was expected"));
    }
    if !meta.is_file() {
        return Err(problem(path, "it is a pipe or a device, not a file: save its text to a file"));
    }
    let limit = reading.limits.file_bytes;
    if meta.len() > limit {
        return Err(too_large(path, meta.len(), limit));
    }
    let stamp = Stamp::of(&meta);
    if let Some(article) = cache.and_then(|cache| cache.unchanged(path, stamp)) {
        return Ok(Arc::new(article));
    }
    let bytes = bytes(path, limit)?;
    let source: [u8; 32] = Sha256::digest(&bytes).into();
    if let Some(article) = cache.and_then(|cache| cache.same_source(path, &source)) {
        if let Some(cache) = cache {
            cache.keep(path, stamp, source, &article);
        }
        return Ok(Arc::new(article));
    }
    let article = parsed(path, &bytes, reading)?;
    if let Some(cache) = cache {
        cache.keep(path, stamp, source, &article);
    }
    Ok(Arc::new(article))
}

/// The article in `bytes`. A parser that fails must not take the articles down that can be read.
fn parsed(path: &Path, bytes: &[u8], reading: &Reading) -> Result<Article, Problem> {
    let depth = reading.limits.html_depth;
    match catch_unwind(AssertUnwindSafe(|| ingest::read_within(path, bytes, depth))) {
        Ok(Ok(draft)) => Ok(Article::assemble(path, draft)),
        Ok(Err(message)) => Err(problem(path, message)),
        Err(_) => {
            let message = "its inside is broken beyond reading: save the article again, or as text";
            Err(problem(path, message))
        }
    }
}

/// All of the file, unless it has grown beyond `limit` since it was looked at.
fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let file = File::open(path).map_err(|error| problem(path, reason(&error)))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| problem(path, reason(&error)))?;
    match u64::try_from(bytes.len()) {
        Ok(size) if size <= limit => Ok(bytes),
        _ => Err(too_large(path, limit + 1, limit)),
    }
}

fn too_large(path: &Path, size: u64, limit: u64) -> Problem {
    let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
    let (size, limit) = (megabytes(size), megabytes(limit));
    problem(path, format!("it has {size} MB, and files above {limit} MB are not read: split it"))
}
