//! What is opened: the paths that were named, the reader's library, or the sample.

use std::path::PathBuf;

use super::articles::{Batch, ReadCache, Reading};
use super::library::{self, Library};
use super::{Places, sample};
use crate::collection::{Collection, Origin};

/// Where the articles of one reading come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// Paths that were named.
    Given(Vec<PathBuf>),
    /// The reader's library.
    Library(Library),
    /// The articles that come with the program.
    Sample,
}

impl Opening {
    /// What is opened at `paths`; at none, the library, or the sample while that is empty.
    ///
    /// # Errors
    /// If the library is asked for and cannot be read.
    pub fn of(paths: &[PathBuf], places: &Places) -> Result<Self, library::LibraryError> {
        if !paths.is_empty() {
            return Ok(Self::Given(paths.to_vec()));
        }
        let library = library::read(&places.data)?;
        Ok(if library.roots.is_empty() { Self::Sample } else { Self::Library(library) })
    }

    /// The same with `more` paths beside it; the sample stays by itself.
    #[must_use]
    pub fn and(self, more: &[PathBuf]) -> Self {
        match self {
            Self::Given(paths) => Self::Given([&paths, more].concat()),
            Self::Library(mut library) => {
                library.roots.extend_from_slice(more);
                Self::Library(library)
            }
            Self::Sample => Self::Sample,
        }
    }

    /// What tells this collection from others.
    pub fn origin(&self) -> Origin {
        match self {
            Self::Given(paths) => Origin::Paths(paths.clone()),
            Self::Library(_) => Origin::Library,
            Self::Sample => Origin::Sample,
        }
    }

    /// All articles; `so_far` is told now and then how many files were read, and of how many.
    pub fn load(&self, reading: &Reading, mut so_far: impl FnMut(usize, usize)) -> Collection {
        let mut collection = Collection::default();
        self.load_each(reading, &mut ReadCache::default(), |batch| {
            collection.extend(batch.articles);
            collection.problems.extend(batch.problems);
            so_far(batch.read, batch.found);
        });
        collection
    }

    /// The articles in batches, as they come; see [`ReadCache::load_each`].
    pub fn load_each(
        &self,
        reading: &Reading,
        read_cache: &mut ReadCache,
        mut on_batch: impl FnMut(Batch),
    ) {
        match self {
            Self::Given(paths) => read_cache.load_each(paths, reading, on_batch),
            Self::Library(library) => read_cache.load_each(&library.roots, reading, |mut batch| {
                batch.articles.retain(|article| !library.removed.contains(&article.hash()));
                on_batch(batch);
            }),
            Self::Sample => {
                let collection = sample::collection();
                let articles = collection.articles().to_vec();
                let count = articles.len();
                let problems = collection.problems;
                on_batch(Batch { articles, problems, read: count, found: count });
            }
        }
    }
}
