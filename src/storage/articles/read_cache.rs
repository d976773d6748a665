//! Articles as they were read last, so that another reading takes the time of what changed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::file::{self, FileRead, Known};
use super::process::Readers;
use super::{Batch, Reading, WatchScope, find, on_pool, sidecars};
use crate::collection::{Article, Found, Place, Problem, Provenance};
use crate::ingest;
use crate::storage::cache::Cache;
use crate::text::ArticleId;

/// Files of the first batch, so that there is something to read at once.
const FIRST: usize = 16;
/// Files after which the cache is written for the first time, then whenever twice as many were read: of a
/// reading that is killed at least half is kept, and writing costs no more than twice as much.
const KEPT_FIRST: usize = 200;
/// Files of the largest batch.
const LARGEST: usize = 1_024;

/// What was read the last time. A cache is for readings with the same limits.
#[derive(Debug, Default)]
pub struct ReadCache {
    known: HashMap<PathBuf, Known>,
    scope: WatchScope,
}

impl ReadCache {
    /// Where changes of what was read last can show.
    pub const fn scope(&self) -> &WatchScope {
        &self.scope
    }

    /// Loads all articles at `paths` and hands them over in batches as they come, the first one soon;
    /// files that are as they were the last time are not read again. At the end, articles whose
    /// furniture shows only beside the others of their source are handed over a second time: they take
    /// the place of the first.
    pub fn load_each(
        &mut self,
        paths: &[PathBuf],
        reading: &Reading,
        mut on_batch: impl FnMut(Batch),
    ) {
        let mut found = find::files(paths, reading.limits);
        self.scope = found.scope;
        let readers = Readers::default();
        let sidecars::SidecarFiles { sidecars, used, problems } =
            on_pool(|| sidecars::read(&found.sidecars, &found.singles, &readers));
        found.problems.extend(problems);
        // Alone, such a file is named as what it is.
        if found.files.iter().any(|path| !used.contains(path)) {
            found.files.retain(|path| !used.contains(path));
        }
        let outlets = ingest::outlets(&found.files);
        let told = |article| {
            let article = with_outlet(sidecars.apply(article), &outlets);
            reading.overrides.apply(article)
        };
        let cache =
            reading.cache.as_deref().map(|folder| Cache::open(folder, reading.limits.html_depth));
        let mut batch =
            Batch { problems: found.problems, found: found.files.len(), ..Batch::default() };
        let mut known = HashMap::with_capacity(found.files.len());
        let mut rest = found.files.as_slice();
        let mut size = FIRST;
        let mut kept_next = KEPT_FIRST;
        let mut copies = Copies::default();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(size.min(rest.len()));
            let read = on_pool(|| {
                let read = now.par_iter().map(|path| {
                    file::read(path, reading, self.known.get(path), cache.as_ref(), &readers)
                });
                read.collect::<Vec<_>>()
            });
            for (path, FileRead { contents, file }) in now.iter().zip(read) {
                let articles = contents.articles.iter().cloned();
                batch.articles.extend(articles.map(told));
                batch.problems.extend(contents.problems.iter().cloned());
                if let Some((stamp, source)) = file {
                    known.insert(path.clone(), Known { stamp, source, contents });
                }
            }
            for article in &batch.articles {
                copies.add(article);
            }
            batch.read = found.files.len() - later.len();
            let count = batch.read;
            on_batch(std::mem::take(&mut batch));
            if let Some(cache) = cache.as_ref().filter(|_| count >= kept_next) {
                cache.save();
                kept_next = count * 2;
            }
            batch.found = found.files.len();
            rest = later;
            size = (size * 2).min(LARGEST);
        }
        self.known = known;
        batch.problems.extend(copies.told());
        batch.read = found.files.len();
        if !batch.problems.is_empty() {
            on_batch(batch);
        }
        if let Some(cache) = cache {
            cache.save();
        }
    }
}

/// `article` with the outlet that the name of its file states, where nothing else says it.
fn with_outlet(article: Arc<Article>, outlets: &HashMap<PathBuf, String>) -> Arc<Article> {
    match outlets.get(article.path()) {
        Some(outlet) if !article.metadata.fields.contains_key(OUTLET) => {
            let mut named = Arc::unwrap_or_clone(article);
            named
                .metadata
                .fields
                .insert(OUTLET.to_owned(), Found::new(outlet.clone(), Provenance::FileName));
            Arc::new(named)
        }
        _ => article,
    }
}

/// The field for where an article appeared, as the name of its file says.
const OUTLET: &str = "outlet";

/// The files whose text another holds too: they are one article with it.
#[derive(Debug, Default)]
struct Copies {
    first: HashMap<ArticleId, Place>,
    /// A copy and what it is one of.
    found: Option<(Place, Place)>,
    others: usize,
}

impl Copies {
    fn add(&mut self, article: &Article) {
        match self.first.entry(article.id()) {
            Entry::Vacant(place) => drop(place.insert(article.place())),
            Entry::Occupied(there) if *there.get() == article.place() => {}
            Entry::Occupied(_) if self.found.is_some() => self.others += 1,
            Entry::Occupied(there) => self.found = Some((article.place(), there.get().clone())),
        }
    }

    /// A word on them.
    fn told(self) -> Option<Problem> {
        let (copy, original) = self.found?;
        let others = match self.others {
            0 => String::new(),
            more => format!("; so do {more} more of others (`variorum library check` names them)"),
        };
        let message = format!("holds the same text as {original}: they are one article{others}");
        Some(Problem { path: copy.to_string(), message })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::Draft;

    #[test]
    fn of_many_copies_one_is_named_and_the_others_are_counted() {
        let told = |names: &[&str]| {
            let mut copies = Copies::default();
            for name in names {
                let draft = Draft::of_paragraphs("The ferry left.");
                copies.add(&Article::assemble(Path::new(name), draft));
            }
            copies.told().map(|problem| problem.message)
        };
        let one = "holds the same text as a.txt: they are one article";
        assert_eq!(told(&["a.txt", "a.txt"]), None);
        assert_eq!(told(&["a.txt", "b.txt"]).as_deref(), Some(one));
        let many = format!("{one}; so do 2 more of others (`variorum library check` names them)");
        assert_eq!(told(&["a.txt", "b.txt", "c.txt", "d.txt"]), Some(many));
    }
}
