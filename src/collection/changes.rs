//! What became of the articles when they were read again.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use super::{Collection, Place};
use crate::text::ArticleId;
use crate::text::numbers::{counted, thousands};

/// How one reading of some files differs from an earlier one. `Id` is what an article is known by:
/// another text is another article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes<Id = ArticleId> {
    /// Articles whose file now holds something else: before and after. Both are the same where only
    /// what is known about the article changed.
    pub changed: Vec<(Id, Id)>,
    /// Articles whose file has another name or place.
    pub moved: Vec<Id>,
    /// Articles that were not there.
    pub added: Vec<Id>,
    /// Articles that are no longer there.
    pub removed: Vec<Id>,
    /// Articles of which other blocks count as text now.
    pub recounted: Vec<Id>,
}

impl<Id> Default for Changes<Id> {
    fn default() -> Self {
        Self {
            changed: Vec::new(),
            moved: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            recounted: Vec::new(),
        }
    }
}

impl<Id: Copy + Eq + Hash> Changes<Id> {
    /// What lies between two readings, each given as its articles with the places that hold them. That
    /// others were put before it in its container has not moved an article.
    pub fn of(before: &[(Id, Vec<Place>)], after: &[(Id, Vec<Place>)]) -> Self {
        let places: HashMap<Id, &[Place]> =
            after.iter().map(|(id, places)| (*id, places.as_slice())).collect();
        let holds: HashMap<&Place, Id> =
            after.iter().flat_map(|(id, places)| places.iter().map(|at| (at, *id))).collect();
        let were: HashSet<Id> = before.iter().map(|(id, _)| *id).collect();
        // What was in a container before has only another number there.
        let taken = |place: &Place| {
            let now = *holds.get(place)?;
            (place.number.is_none() || !were.contains(&now)).then_some(now)
        };
        let mut changes = Self::default();
        for (id, was) in before {
            match places.get(id) {
                Some(is) if !was.iter().any(|old| is.iter().any(|new| new.path == old.path)) => {
                    changes.moved.push(*id);
                }
                Some(_) => {}
                None => match was.iter().find_map(taken) {
                    Some(now) => changes.changed.push((*id, now)),
                    None => changes.removed.push(*id),
                },
            }
        }
        let replacing = changes.changed.iter().map(|(_, now)| *now);
        let known: HashSet<Id> = were.iter().copied().chain(replacing).collect();
        changes.added = after.iter().map(|(id, _)| *id).filter(|id| !known.contains(id)).collect();
        changes
    }

    /// Whether nothing changed.
    pub const fn is_empty(&self) -> bool {
        let Self { changed, moved, added, removed, recounted } = self;
        changed.is_empty()
            && moved.is_empty()
            && added.is_empty()
            && removed.is_empty()
            && recounted.is_empty()
    }

    /// How many of what, as “2 articles changed, 1 new”; `None` if nothing changed.
    pub fn words(&self) -> Option<String> {
        let parts = [
            (self.changed.len(), "changed"),
            (self.recounted.len(), "counted anew"),
            (self.moved.len(), "moved"),
            (self.added.len(), "new"),
            (self.removed.len(), "gone"),
        ];
        let mut words = String::new();
        for (count, what) in parts.into_iter().filter(|(count, _)| *count > 0) {
            let part = match words.as_str() {
                "" => format!("{} {what}", counted(count, "article")),
                _ => format!(", {} {what}", thousands(count)),
            };
            words.push_str(&part);
        }
        (!words.is_empty()).then_some(words)
    }
}

impl Changes {
    /// What lies between two collections of the same paths.
    pub fn between(before: &Collection, after: &Collection) -> Self {
        let mut changes = Self::of(&places(before), &places(after));
        for was in before.articles() {
            let Some(is) = after.get(was.id()).filter(|is| !Arc::ptr_eq(is, was)) else { continue };
            if is.metadata != was.metadata {
                changes.changed.push((was.id(), was.id()));
            } else if is.words() != was.words() {
                changes.recounted.push(was.id());
            }
        }
        changes
    }
}

fn places(collection: &Collection) -> Vec<(ArticleId, Vec<Place>)> {
    let articles = collection.articles().iter();
    articles.map(|article| (article.id(), collection.places(article.id()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &[(u8, &[&str])], after: &[(u8, &[&str])]) -> Changes<u8> {
        let places = |articles: &[(u8, &[&str])]| -> Vec<(u8, Vec<Place>)> {
            let place = |named: &&str| named.parse().unwrap();
            articles.iter().map(|(id, all)| (*id, all.iter().map(place).collect())).collect()
        };
        Changes::of(&places(before), &places(after))
    }

    #[test]
    fn what_happened_to_each_file_is_told() {
        let before: &[(u8, &[&str])] =
            &[(1, &["same"]), (2, &["other"]), (3, &["old"]), (4, &["lost"]), (5, &["a", "copy"])];
        let after: &[(u8, &[&str])] =
            &[(1, &["same"]), (6, &["other"]), (3, &["new"]), (7, &["fresh"]), (5, &["copy"])];
        let changes = changes(before, after);
        assert_eq!((changes.changed, changes.moved), (vec![(2, 6)], vec![3]));
        assert_eq!((changes.added, changes.removed), (vec![7], vec![4]));
    }

    #[test]
    fn a_file_that_took_over_the_text_of_another_has_changed() {
        let changes = changes(&[(1, &["a"]), (2, &["b"])], &[(2, &["a", "b"])]);
        assert_eq!((changes.changed.as_slice(), changes.removed.len()), (&[(1, 2)][..], 0));
        assert!(changes.added.is_empty());
    }

    #[test]
    fn articles_of_a_container_keep_their_identity_when_their_numbers_change() {
        let before: &[(u8, &[&str])] = &[(1, &["c#1"]), (2, &["c#2"]), (3, &["c#3"])];
        let grown = changes(before, &[(9, &["c#1"]), (1, &["c#2"]), (2, &["c#3"]), (3, &["c#4"])]);
        assert_eq!(grown, Changes { added: vec![9], ..Changes::default() });
        let shrunk = changes(before, &[(2, &["c#1"]), (3, &["c#2"])]);
        assert_eq!(shrunk, Changes { removed: vec![1], ..Changes::default() });
        let edited = changes(before, &[(1, &["c#1"]), (8, &["c#2"]), (3, &["c#3"])]);
        assert_eq!(edited, Changes { changed: vec![(2, 8)], ..Changes::default() });
        let moved = changes(before, &[(1, &["d#1"]), (2, &["d#2"]), (3, &["d#3"])]);
        assert_eq!(moved, Changes { moved: vec![1, 2, 3], ..Changes::default() });
    }

    #[test]
    fn the_words_count_each_kind_and_nothing_has_none() {
        assert_eq!(Changes::<u8>::default().words(), None);
        let changes = Changes { changed: vec![(1, 2)], removed: vec![3, 4], ..Changes::default() };
        assert_eq!(changes.words().as_deref(), Some("1 article changed, 2 gone"));
        let changes = Changes { added: (0..3).collect(), ..Changes::<u8>::default() };
        assert_eq!(changes.words().as_deref(), Some("3 articles new"));
    }
}
