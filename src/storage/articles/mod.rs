//! From paths to articles: walks folders, hands each file to [`crate::ingest`], and keeps what it made
//! of it in the cache.

mod file;
mod file_kind;
mod find;
mod process;
mod read_cache;
mod sidecars;
mod stdin;
mod watch_scope;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use super::{Places, block_overrides};
use crate::collection::{Article, BlockOverrides, Collection, Problem};
use crate::ingest;

#[cfg(unix)]
pub use process::{is_reader, isolate, serve};
pub use read_cache::ReadCache;
pub use stdin::{STDIN, is_stdin};
pub use watch_scope::WatchScope;

/// What keeps a broken or hostile file from taking the program down. A file beyond them is named among
/// the problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that a file may have; a larger one is refused.
    pub file_bytes: u64,
    /// How deep folders may lie in one another.
    pub folder_depth: usize,
    /// How many files are read.
    pub files: usize,
    /// How deep the elements of a web page may lie in one another.
    pub html_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 32 * 1024 * 1024,
            folder_depth: 32,
            files: 200_000,
            html_depth: ingest::Limits::DEFAULT.html_depth,
        }
    }
}

impl Limits {
    /// Those within a file.
    pub const fn of_file(self) -> ingest::Limits {
        ingest::Limits { html_depth: self.html_depth }
    }
}

/// How articles are read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What is refused.
    pub limits: Limits,
    /// The folder of the cache; `None` reads every file again.
    pub cache: Option<PathBuf>,
    /// What the reader said of single blocks.
    pub overrides: BlockOverrides,
}

impl Reading {
    /// As the reader has it: with the cache, and with the blocks overruled before. An unreadable file
    /// of overrides counts as none here; who changes it hears of it.
    pub fn of(places: &Places, limits: Limits) -> Self {
        Self {
            limits,
            cache: Some(places.cache.clone()),
            overrides: block_overrides::read(&places.data).unwrap_or_default(),
        }
    }
}

/// Some articles, in the order in which they were found, and how far reading has come.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// What was read, in the order of the files.
    pub articles: Vec<Arc<Article>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Files read so far, this batch included.
    pub read: usize,
    /// Files found.
    pub found: usize,
}

/// Loads all articles at `paths`, folders with everything below them, in parallel; the order is that
/// of the paths and, within a folder, of the names. `-` is one article from standard input.
pub fn load(paths: &[PathBuf]) -> Collection {
    load_as(paths, &Reading::default())
}

/// [`load`] with limits, the cache, and what the reader overruled.
pub fn load_as(paths: &[PathBuf], reading: &Reading) -> Collection {
    let mut collection = Collection::default();
    load_each(paths, reading, |batch| {
        collection.extend(batch.articles);
        collection.problems.extend(batch.problems);
    });
    collection
}

/// Loads like [`load_as`] and hands the articles over in batches as they come; see
/// [`ReadCache::load_each`].
pub fn load_each(paths: &[PathBuf], reading: &Reading, on_batch: impl FnMut(Batch)) {
    ReadCache::default().load_each(paths, reading, on_batch);
}

/// Stack of the threads that read: pages with elements deep in one another need more than the usual.
const STACK: usize = 32 * 1024 * 1024;

/// Does `work` where rayon's threads have a large stack.
fn on_pool<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    static POOL: LazyLock<Option<rayon::ThreadPool>> =
        LazyLock::new(|| rayon::ThreadPoolBuilder::new().stack_size(STACK).build().ok());
    match POOL.as_ref() {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
