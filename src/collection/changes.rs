//! What became of the articles when they were read again.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::path::Path;
use std::sync::Arc;

use super::{Article, Collection};
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
    /// What lies between two readings, each given as its articles with the files that hold them.
    pub fn of(before: &[(Id, Vec<&Path>)], after: &[(Id, Vec<&Path>)]) -> Self {
        let files: HashMap<Id, &[&Path]> =
            after.iter().map(|(id, paths)| (*id, paths.as_slice())).collect();
        let holds: HashMap<&Path, Id> =
            after.iter().flat_map(|(id, paths)| paths.iter().map(|path| (*path, *id))).collect();
        let mut changes = Self::default();
        for (id, was) in before {
            match files.get(id) {
                Some(is) if !was.iter().any(|path| is.contains(path)) => changes.moved.push(*id),
                Some(_) => {}
                None => match was.iter().find_map(|path| holds.get(path)) {
                    Some(now) => changes.changed.push((*id, *now)),
                    None => changes.removed.push(*id),
                },
            }
        }
        let replacing = changes.changed.iter().map(|(_, now)| *now);
        let known: HashSet<Id> = before.iter().map(|(id, _)| *id).chain(replacing).collect();
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
        let mut changes = Self::of(&files(before), &files(after));
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

fn files(collection: &Collection) -> Vec<(ArticleId, Vec<&Path>)> {
    let all = |article: &Arc<Article>| collection.files(article.id()).collect();
    collection.articles().iter().map(|article| (article.id(), all(article))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &[(u8, &[&'static str])], after: &[(u8, &[&'static str])]) -> Changes<u8> {
        let files = |articles: &[(u8, &[&'static str])]| -> Vec<(u8, Vec<&'static Path>)> {
            articles
                .iter()
                .map(|(id, paths)| (*id, paths.iter().map(|path| Path::new(*path)).collect()))
                .collect()
        };
        Changes::of(&files(before), &files(after))
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
    fn the_words_count_each_kind_and_nothing_has_none() {
        assert_eq!(Changes::<u8>::default().words(), None);
        let changes = Changes { changed: vec![(1, 2)], removed: vec![3, 4], ..Changes::default() };
        assert_eq!(changes.words().as_deref(), Some("1 article changed, 2 gone"));
        let changes = Changes { added: (0..3).collect(), ..Changes::<u8>::default() };
        assert_eq!(changes.words().as_deref(), Some("3 articles new"));
    }
}
