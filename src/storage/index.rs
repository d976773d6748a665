//! The index of a large collection, kept in the cache: quicker read than made.

use std::fs;
use std::path::PathBuf;

use super::Places;
use super::atomic::{self, DiskError, Kind};
use crate::collection::Collection;
use crate::index::Index;

/// Sentences below which an index is made faster than it is read.
const LEAST: usize = if cfg!(test) { 400 } else { 20_000 };

/// The file; deletable at any time.
fn path(places: &Places) -> PathBuf {
    places.cache.join("search.index")
}

/// What the cache knows of `collection`: an index of those of its articles that are in it, empty if
/// there is no file, or one that is damaged or of another version.
pub fn load(places: &Places, collection: &Collection) -> Index {
    let sentences: usize = collection.articles().iter().map(|article| article.sentences()).sum();
    if sentences < LEAST {
        return Index::default();
    }
    fs::read(path(places))
        .ok()
        .and_then(|bytes| Index::decode(&bytes, collection))
        .unwrap_or_default()
}

/// Keeps `index` if it is large enough to be worth it.
///
/// # Errors
/// If the file cannot be written; the search does not need it.
pub fn save(places: &Places, index: &Index) -> Result<(), DiskError> {
    if index.sentence_count() < LEAST {
        return Ok(());
    }
    atomic::write(&path(places), &index.encode(), Kind::Cache)
}

/// The index of `collection`, with the help of the cache, which is brought up to date.
pub fn open(places: &Places, collection: &Collection) -> Index {
    let known = load(places, collection);
    if known.articles().len() == collection.len() {
        return known;
    }
    let index = known.update(collection);
    // Without the file the next search is slower, and that is all.
    let _ = save(places, &index);
    index
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::ingest;
    use crate::search::{Query, search};

    fn large() -> Collection {
        let text = |n: usize| {
            let sentences: Vec<_> =
                (0..LEAST / 10).map(|s| format!("Word{s} stands in article{n}.")).collect();
            sentences.join("\n\n")
        };
        let articles = (0..10).map(|n| ingest::read(Path::new("a.txt"), text(n).as_bytes()));
        Collection::new(articles.filter_map(Result::ok).map(Arc::new), vec![])
    }

    #[test]
    fn what_is_kept_is_read_back_and_damage_only_costs_time() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::below(folder.path());
        let collection = large();
        let answer =
            |index: &Index| search(index, &Query::parse("word77 article3"), 10, &|| false).hits;
        let made = open(&places, &collection);
        assert_eq!(load(&places, &collection).articles().len(), 10);
        assert_eq!(answer(&open(&places, &collection)), answer(&made));
        let path = path(&places);
        let whole = fs::read(&path).unwrap();
        for damage in [&whole[..whole.len() / 2], b"", &whole[1..]] {
            fs::write(&path, damage).unwrap();
            assert_eq!(load(&places, &collection).articles().len(), 0);
            assert_eq!(answer(&open(&places, &collection)), answer(&made));
            assert_eq!(fs::read(&path).unwrap(), whole);
        }
    }
}
