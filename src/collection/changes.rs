//! What became of the articles when they were read again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::Collection;
use crate::text::ArticleId;

/// How a collection differs from an earlier reading of the same paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles whose file now holds another text: before and after.
    pub changed: Vec<(ArticleId, ArticleId)>,
    /// Articles whose file has another name or place.
    pub moved: Vec<ArticleId>,
    /// Articles that were not there.
    pub added: Vec<ArticleId>,
    /// Articles that are no longer there.
    pub removed: Vec<ArticleId>,
}

impl Changes {
    /// What lies between `before` and `after`.
    pub fn between(before: &Collection, after: &Collection) -> Self {
        let mut changes = Self::default();
        let paths = |collection: &Collection| -> HashMap<ArticleId, BTreeSet<String>> {
            let files = |id: ArticleId, path: &Path| {
                let own = path.display().to_string();
                let copies = collection.copies(id).iter().map(|copy| copy.display().to_string());
                std::iter::once(own).chain(copies).collect()
            };
            collection.articles().iter().map(|a| (a.id(), files(a.id(), a.path()))).collect()
        };
        let (old, new) = (paths(before), paths(after));
        let mut gone: BTreeMap<&str, ArticleId> = BTreeMap::new();
        for article in before.articles() {
            let id = article.id();
            match (old.get(&id), new.get(&id)) {
                (Some(was), Some(is)) if was.is_disjoint(is) => changes.moved.push(id),
                (Some(was), None) => gone.extend(was.iter().map(|path| (path.as_str(), id))),
                _ => {}
            }
        }
        for article in after.articles().iter().filter(|article| before.get(article.id()).is_none())
        {
            let id = article.id();
            let earlier = new
                .get(&id)
                .into_iter()
                .flatten()
                .find_map(|path| gone.get(path.as_str()).copied());
            match earlier {
                Some(earlier) => changes.changed.push((earlier, id)),
                None => changes.added.push(id),
            }
        }
        let replaced: BTreeSet<ArticleId> =
            changes.changed.iter().map(|(earlier, _)| *earlier).collect();
        let ids = before.articles().iter().map(|article| article.id());
        changes.removed =
            ids.filter(|id| after.get(*id).is_none() && !replaced.contains(id)).collect();
        changes
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
