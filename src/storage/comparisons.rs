//! What a comparison knows of the articles alone, read from the cache where it is known and made where not.

use std::sync::Arc;

use super::atomic::DiskError;
use super::{Places, index};
use crate::collection::Collection;
use crate::compare::{Model, Neighbours, Stopped, Watch};
use crate::index::Index;

/// Passages below which neighbours are found faster than they are read.
const LEAST: usize = if cfg!(test) { 60 } else { 2_000 };

/// The model of `collection` over `index`, which has its articles, with the help of the cache.
///
/// # Errors
/// If the work is no longer wanted.
pub fn over(
    places: &Places,
    index: Arc<Index>,
    collection: &Collection,
    watch: Watch<'_>,
) -> Result<Model, Stopped> {
    let passages: usize = collection.articles().iter().map(|article| article.passage_count()).sum();
    let known = if passages < LEAST { None } else { index::neighbours(places, collection) };
    Model::prepared(index, collection, known, watch)
}

/// Keeps what `model`, made of `collection`, knows, if that is much and not kept yet.
///
/// # Errors
/// If the file cannot be written; the comparison does not need it.
pub fn save(places: &Places, collection: &Collection, model: &Model) -> Result<(), DiskError> {
    let many = |neighbours: &&Neighbours| neighbours.passages() >= LEAST;
    let Some(neighbours) = model.neighbours().filter(many) else { return Ok(()) };
    if index::has_neighbours(places, collection) {
        return Ok(());
    }
    index::save_neighbours(places, neighbours)
}

/// The model of `collection`, from the cache or made while `watch` is told, and kept.
///
/// # Errors
/// If the work is no longer wanted.
pub fn open(places: &Places, collection: &Collection, watch: Watch<'_>) -> Result<Model, Stopped> {
    let index = Arc::new(index::open(places, collection));
    let model = over(places, index, collection, watch)?;
    // Without the file the next comparison takes longer, and that is all.
    let _ = save(places, collection, &model);
    Ok(model)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

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
        assert!(index::neighbours(&places, &collection).is_none());
        let made = open(&places, &collection, Watch::NOBODY).unwrap();
        let kept = || index::neighbours(&places, &collection);
        assert_eq!(kept().as_ref(), made.neighbours());
        let file = places.cache.join("articles.index");
        let whole = fs::read(&file).unwrap();
        for damage in [&whole[..whole.len() / 2], b"", &whole[1..]] {
            fs::write(&file, damage).unwrap();
            assert!(kept().is_none());
            open(&places, &collection, Watch::NOBODY).unwrap();
            assert_eq!(kept().as_ref(), made.neighbours());
        }
    }

    #[test]
    fn only_the_collections_compared_last_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::below(folder.path());
        let collections: Vec<_> = (0..6).map(|n| large(&format!("Ferry {n} sank."))).collect();
        for collection in &collections {
            open(&places, collection, Watch::NOBODY).unwrap();
        }
        let kept =
            |of: &Collection| index::neighbours(&places, of).is_some_and(|known| known.are_of(of));
        let kept: Vec<bool> = collections.iter().map(kept).collect();
        assert_eq!(kept, [false, false, true, true, true, true]);
    }
}
