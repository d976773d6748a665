//! The index of a large collection, and which of its passages are alike, kept in one file of the cache: quicker
//! read than made.
//!
//! The file is a row of parts, each behind its length: the index, then the neighbours of the collections compared
//! last, the newest first. It is put in place whole, so that two programs at once do each other no harm.

use std::fs;
use std::path::PathBuf;

use super::Places;
use super::atomic::{self, DiskError, Kind};
use crate::collection::Collection;
use crate::compare::Neighbours;
use crate::index::Index;

/// Sentences below which an index is made faster than it is read.
const LEAST: usize = if cfg!(test) { 400 } else { 20_000 };
/// Collections whose neighbours are kept: a large one is compared whole or in part.
const KEPT: usize = 4;
/// What is enough of a collection for its known neighbours to be of use.
const MUCH: f64 = 0.5;

/// The file; deletable at any time.
fn path(places: &Places) -> PathBuf {
    places.cache.join("articles.index")
}

/// The parts of the file: the first is the index.
fn parts(file: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut rest) = (Vec::new(), file);
    while let Some((length, behind)) = rest.split_first_chunk::<8>() {
        let length = usize::try_from(u64::from_le_bytes(*length)).ok();
        let Some((part, behind)) = length.and_then(|length| behind.split_at_checked(length)) else {
            break;
        };
        parts.push(part);
        rest = behind;
    }
    parts
}

fn write<'p>(places: &Places, parts: impl Iterator<Item = &'p [u8]>) -> Result<(), DiskError> {
    let with_length = |part: &[u8]| {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        [&length.to_le_bytes()[..], part].concat()
    };
    let whole: Vec<u8> = parts.flat_map(with_length).collect();
    atomic::write(&path(places), &whole, Kind::Cache)
}

/// What the cache knows of `collection`: an index of those of its articles that are in it, empty if
/// there is no file, or one that is damaged or of another version.
pub fn load(places: &Places, collection: &Collection) -> Index {
    let sentences: usize = collection.articles().iter().map(|article| article.sentences()).sum();
    if sentences < LEAST {
        return Index::default();
    }
    let file = fs::read(path(places)).unwrap_or_default();
    let index = parts(&file).first().and_then(|part| Index::decode(part, collection));
    index.unwrap_or_default()
}

/// Keeps `index` if it is large enough to be worth it.
///
/// # Errors
/// If the file cannot be written; the search does not need it.
pub fn save(places: &Places, index: &Index) -> Result<(), DiskError> {
    if index.sentence_count() < LEAST {
        return Ok(());
    }
    let file = fs::read(path(places)).unwrap_or_default();
    let encoded = index.encode();
    write(places, std::iter::once(&encoded[..]).chain(parts(&file).into_iter().skip(1)))
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

/// The neighbours that the cache knows of `collection`, or of one that is much the same.
pub fn neighbours(places: &Places, collection: &Collection) -> Option<Neighbours> {
    let file = fs::read(path(places)).ok()?;
    let mut best: Option<Neighbours> = None;
    for known in parts(&file).into_iter().skip(1).filter_map(Neighbours::decode) {
        if known.are_of(collection) {
            return Some(known);
        }
        if best.is_none() && known.knows(collection) >= MUCH {
            best = Some(known);
        }
    }
    best
}

/// Whether the neighbours of exactly these articles are kept.
pub fn has_neighbours(places: &Places, collection: &Collection) -> bool {
    let file = fs::read(path(places)).unwrap_or_default();
    parts(&file).into_iter().skip(1).any(|part| Neighbours::are_in(part, collection))
}

/// Keeps `neighbours` before those of other collections.
///
/// # Errors
/// If the file cannot be written; the comparison does not need it.
pub fn save_neighbours(places: &Places, neighbours: &Neighbours) -> Result<(), DiskError> {
    let file = fs::read(path(places)).unwrap_or_default();
    let known = parts(&file);
    let index = known.first().copied().unwrap_or(&[]);
    let encoded = neighbours.encode();
    let others = known.into_iter().skip(1).take(KEPT - 1);
    write(places, [index, &encoded[..]].into_iter().chain(others))
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
