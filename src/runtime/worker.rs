//! The search beside the room: one thread keeps the index, another answers.
//!
//! The newest question wins: a running search asks many times a millisecond whether there is a newer one,
//! and stops. While the index grows, the question that stands is answered again with every part of it.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::mailbox::Mailbox;
use super::threads;
use crate::app::Event;
use crate::collection::Collection;
use crate::index::Index;
use crate::search::{Aliases, Completion, SearchAnswer, SearchJob, search};
use crate::storage::{Places, index};

/// Sentences of the first part that is searched while the others are indexed; each part brings three
/// times as many as there are.
const FIRST_PART: usize = 10_000;

/// What the threads and the room share.
#[derive(Debug, Default)]
struct SearchSlot {
    /// Articles to be indexed, if there are new ones.
    collection: Option<Arc<Collection>>,
    /// The index as far as it is.
    index: Arc<Index>,
    /// The question that stands.
    job: Option<SearchJob>,
    /// Whether it was answered with this index.
    answered: bool,
}

/// The index that the search keeps, for others who need one.
#[derive(Debug, Clone)]
pub(super) struct Indexed {
    mailbox: Arc<Mailbox<SearchSlot>>,
    /// Held by whoever makes the index: whoever needs it meanwhile waits, and makes no second one.
    making: Arc<Mutex<()>>,
    places: Places,
}

impl Indexed {
    /// None yet; the cache at `places` helps to make it.
    pub(super) fn none(places: Places) -> Self {
        Self { mailbox: Arc::default(), making: Arc::default(), places }
    }

    /// An index that has all articles of `collection`. Where the search does not have it yet, it has it then.
    pub(super) fn of(&self, collection: &Collection) -> Arc<Index> {
        let _making = self.make();
        let mut known = Arc::clone(&self.mailbox.slot().index);
        if known.articles().is_empty() {
            known = Arc::new(index::load(&self.places, collection));
        }
        if !known.holds(collection) {
            known = Arc::new(known.update(collection));
            // Without the file the next start takes longer, and that is all.
            let _ = index::save(&self.places, &known);
        }
        if self.mailbox.slot().index.articles().len() < known.articles().len() {
            publish(&self.mailbox, Arc::clone(&known));
        }
        known
    }

    fn make(&self) -> MutexGuard<'_, ()> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The search, from the room.
#[derive(Debug)]
pub(super) struct Searcher {
    indexed: Indexed,
    /// The reader's own names of the same things.
    names: Option<Arc<Aliases>>,
}

impl Searcher {
    /// Starts the threads; they sleep until there is something to do, and end with the program.
    pub(super) fn spawn(
        names: Option<Arc<Aliases>>,
        places: Places,
        events: Sender<Event>,
    ) -> io::Result<Self> {
        let indexed = Indexed::none(places);
        let (indexing, answering) = (indexed.clone(), Arc::clone(&indexed.mailbox));
        threads::spawn("index", &events, move || {
            loop {
                keep_index(&indexing);
            }
        })?;
        let listener = events.clone();
        threads::spawn("search", &listener, move || while answer(&answering, &events) {})?;
        Ok(Self { indexed, names })
    }

    /// The index as it is whenever it is asked for.
    pub(super) fn indexed(&self) -> Indexed {
        self.indexed.clone()
    }

    /// Has these articles indexed.
    pub(super) fn index(&self, collection: Arc<Collection>) {
        self.indexed.mailbox.change(|slot| slot.collection = Some(collection));
    }

    /// Puts a question; one that is being answered is dropped.
    pub(super) fn ask(&self, mut job: SearchJob) {
        job.query.names.clone_from(&self.names);
        self.indexed.mailbox.expect(job.number);
        self.indexed.mailbox.change(|slot| {
            slot.job = Some(job);
            slot.answered = false;
        });
    }
}

/// Waits for articles and indexes them, part by part; starts over when there are newer ones.
fn keep_index(indexed: &Indexed) {
    let Indexed { mailbox, places, .. } = indexed;
    let collection = mailbox.wait(|slot| slot.collection.take());
    let latest = || Arc::clone(&mailbox.slot().index);
    let making = indexed.make();
    let mut known = latest();
    if known.articles().is_empty() {
        known = Arc::new(index::load(places, &collection));
        publish(mailbox, Arc::clone(&known));
    }
    drop(making);
    let sentences = collection.articles().iter().map(|article| article.sentences());
    let mut grown = false;
    for end in ends_of_parts(sentences, known.sentence_count()) {
        let making = indexed.make();
        known = latest();
        // Somebody else needed it meanwhile, and has made it.
        if known.articles().len() == collection.len() && known.holds(&collection) {
            break;
        }
        let part = collection.articles().iter().take(end).map(Arc::clone);
        known = Arc::new(known.update(&Collection::new(part, Vec::new())));
        publish(mailbox, Arc::clone(&known));
        drop(making);
        grown = true;
        if mailbox.slot().collection.is_some() {
            return;
        }
    }
    if grown {
        // Without the file the next start takes longer, and that is all.
        let _ = index::save(places, &known);
    }
}

fn publish(mailbox: &Mailbox<SearchSlot>, index: Arc<Index>) {
    mailbox.change(|slot| {
        slot.index = index;
        slot.answered = false;
    });
}

/// Where growing parts of articles with so many `sentences` each end, the last of which is all of them.
/// Where much is known already there is only that.
fn ends_of_parts(sentences: impl ExactSizeIterator<Item = usize>, known: usize) -> Vec<usize> {
    let all = sentences.len();
    let mut ends = Vec::new();
    let (mut sum, mut next) = (0, FIRST_PART);
    for (end, count) in (1..).zip(sentences) {
        sum += count;
        if sum >= next && sum > known {
            ends.push(end);
            next = sum.saturating_mul(4);
        }
    }
    if ends.last() != Some(&all) {
        ends.push(all);
    }
    ends
}

/// Waits for a question and answers it; `false` when nobody listens any more.
fn answer(mailbox: &Mailbox<SearchSlot>, events: &Sender<Event>) -> bool {
    let (job, index) = mailbox.wait(|slot| {
        let job = slot.job.as_ref().filter(|_| !slot.answered)?.clone();
        slot.answered = true;
        Some((job, Arc::clone(&slot.index)))
    });
    let start = Instant::now();
    let overtaken = || !mailbox.expects(job.number);
    let results = search(&index, &job.query, job.limit, &overtaken);
    if results.completion == Completion::Stopped {
        return true;
    }
    let took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    let searched = index.articles().len();
    let found = SearchAnswer { number: job.number, results, took_us, searched };
    events.send(Event::Found(Box::new(found))).is_ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc;

    use super::*;
    use crate::ingest;
    use crate::search::Query;

    fn collection(count: usize) -> Collection {
        let article = |n: usize| {
            let text = format!("The harbour of town{n} was closed. A pilot came.");
            ingest::read(Path::new("a.txt"), text.as_bytes()).map(Arc::new)
        };
        Collection::new((0..count).filter_map(|n| article(n).ok()), Vec::new())
    }

    fn job(number: u64, typed: &str) -> SearchJob {
        SearchJob { number, query: Query::parse(typed), limit: 10 }
    }

    #[test]
    fn the_question_that_stands_is_answered_with_all_articles_in_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let searcher = Searcher::spawn(None, Places::below(folder.path()), sender).unwrap();
        searcher.ask(job(1, "harbour"));
        searcher.index(Arc::new(collection(30)));
        let last = events.iter().find_map(|event| match event {
            Event::Found(found) if found.searched == 30 => Some(found),
            _ => None,
        });
        assert_eq!(last.map(|found| (found.number, found.results.total)), Some((1, 30)));
        searcher.ask(job(2, "pilot"));
        searcher.ask(job(3, "town7"));
        let last = events.iter().find_map(|event| match event {
            Event::Found(found) if found.number == 3 => found.results.hits.first().cloned(),
            _ => None,
        });
        let seventh = collection(30).articles().get(7).map(|article| article.id());
        assert_eq!(last.map(|hit| hit.span.article), seventh);
    }

    #[test]
    fn who_needs_the_index_first_makes_it_for_the_search_too() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let searcher = Searcher::spawn(None, Places::below(folder.path()), sender).unwrap();
        let articles = Arc::new(collection(30));
        let made = searcher.indexed().of(&articles);
        searcher.ask(job(1, "harbour"));
        searcher.index(Arc::clone(&articles));
        let last = events.iter().find_map(|event| match event {
            Event::Found(found) if found.searched == 30 => Some(found),
            _ => None,
        });
        assert_eq!(last.map(|found| found.results.total), Some(30));
        assert!(Arc::ptr_eq(&made, &searcher.indexed().of(&articles)));
        // Of a part of them the whole serves as well.
        assert!(Arc::ptr_eq(&made, &searcher.indexed().of(&collection(3))));
    }

    #[test]
    fn parts_grow_and_the_last_is_everything() {
        let ends = |articles, known| ends_of_parts(std::iter::repeat_n(2, articles), known);
        assert_eq!(ends(0, 0), [0]);
        assert_eq!(ends(30, 0), [30]);
        assert_eq!(ends(12_000, 0), [5_000, 12_000]);
        assert_eq!(ends(20_000, 0), [5_000, 20_000]);
        assert_eq!(ends(12_000, 24_000), [12_000]);
    }
}
