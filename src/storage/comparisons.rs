//! What a comparison knows of the articles alone, kept in the cache: read in an instant, made in seconds.
//!
//! One file for each of the collections compared last, named by what is in it. Files are put in place whole,
//! so that two programs at once do each other no harm.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::Places;
use super::atomic::{self, DiskError, Kind};
use crate::collection::Collection;
use crate::compare::{Model, Stopped, Watch, key};

/// Passages below which a model is made faster than it is read.
const LEAST: usize = if cfg!(test) { 60 } else { 2_000 };
/// Collections that are kept: a large one is compared whole or in part.
const KEPT: usize = 4;
/// How the names of the files begin and end.
const NAME: (&str, &str) = ("compare-", ".index");

/// The file of `collection`; deletable at any time.
fn path(places: &Places, collection: &Collection) -> PathBuf {
    let id = key(collection.articles()).id();
    places.cache.join(format!("{}{id}{}", NAME.0, NAME.1))
}

/// What the cache knows of exactly these articles, if they are many.
pub fn load(places: &Places, collection: &Collection) -> Option<Model> {
    let passages: usize = collection.articles().iter().map(|article| article.passage_count()).sum();
    if passages < LEAST {
        return None;
    }
    let path = path(places, collection);
    let model = Model::decode(&fs::read(&path).ok()?, collection)?;
    // The one used last is kept longest; without the date it is made again some time.
    let now = SystemTime::now();
    let _ = File::options().write(true).open(&path).and_then(|file| file.set_modified(now));
    Some(model)
}

/// Keeps `model`, made of `collection`, if it is large enough to be worth it.
///
/// # Errors
/// If the file cannot be written; the comparison does not need it.
pub fn save(places: &Places, collection: &Collection, model: &Model) -> Result<(), DiskError> {
    if model.passages() < LEAST {
        return Ok(());
    }
    let Some(bytes) = model.encode() else { return Ok(()) };
    atomic::write(&path(places, collection), &bytes, Kind::Cache)?;
    forget(&places.cache);
    Ok(())
}

/// The model of `collection`, from the cache or made while `watch` is told, and kept.
///
/// # Errors
/// If the work is no longer wanted.
pub fn open(places: &Places, collection: &Collection, watch: Watch<'_>) -> Result<Model, Stopped> {
    if let Some(known) = load(places, collection) {
        return Ok(known);
    }
    let model = Model::prepared(collection, watch)?;
    // Without the file the next comparison takes longer, and that is all.
    let _ = save(places, collection, &model);
    Ok(model)
}

/// Removes all files but those used last.
fn forget(cache: &Path) {
    let Ok(entries) = fs::read_dir(cache) else { return };
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            name.to_str().is_some_and(|name| name.starts_with(NAME.0) && name.ends_with(NAME.1))
        })
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    files.sort_by(|a, b| b.cmp(a));
    for (_, path) in files.into_iter().skip(KEPT) {
        // Another program may have removed it.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::ingest;

    /// A collection of many passages of which the first tells it from others.
    fn large(first: &str) -> Collection {
        let passages: Vec<_> = (0..LEAST).map(|n| format!("The boat of town{n} left.")).collect();
        let text = format!("{first}\n\n{}", passages.join("\n\n"));
        let article = ingest::read(Path::new("a.txt"), text.as_bytes());
        Collection::new(article.ok().map(Arc::new), vec![])
    }

    #[test]
    fn what_is_kept_is_read_back_and_damage_only_costs_time() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::below(folder.path());
        let collection = large("One ferry sank.");
        assert!(load(&places, &collection).is_none());
        let made = open(&places, &collection, Watch::NOBODY).unwrap();
        let unwanted = |_| ControlFlow::Break(());
        let read = open(&places, &collection, Watch::new(&unwanted)).unwrap();
        assert_eq!(read.encode(), made.encode());
        let path = path(&places, &collection);
        let whole = fs::read(&path).unwrap();
        for damage in [&whole[..whole.len() / 2], b"", &whole[1..]] {
            fs::write(&path, damage).unwrap();
            assert!(load(&places, &collection).is_none());
            assert!(open(&places, &collection, Watch::new(&unwanted)).is_err());
            open(&places, &collection, Watch::NOBODY).unwrap();
            assert_eq!(fs::read(&path).unwrap(), whole);
        }
    }

    #[test]
    fn only_the_collections_used_last_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::below(folder.path());
        fs::create_dir_all(&places.cache).unwrap();
        let old = SystemTime::now() - Duration::from_mins(9);
        for n in 0..KEPT + 2 {
            let path = places.cache.join(format!("{}{n}{}", NAME.0, NAME.1));
            let minutes = Duration::from_mins(u64::try_from(n).unwrap());
            File::create(path).unwrap().set_modified(old + minutes).unwrap();
        }
        fs::write(places.cache.join("search.index"), "").unwrap();
        let collection = large("Two ferries sank.");
        open(&places, &collection, Watch::NOBODY).unwrap();
        let left: Vec<_> = fs::read_dir(&places.cache).unwrap().flatten().collect();
        assert_eq!(left.len(), KEPT + 1);
        assert!(path(&places, &collection).exists() && places.cache.join("search.index").exists());
    }
}
