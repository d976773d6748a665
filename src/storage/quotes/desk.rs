//! Does orders, one after the other, and knows what was on the disk before.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::exchange::{export_to, written};
use super::{Failure, Shelf, Store, new_id, now, rooted};
use crate::quotes::{Order, Outcome, Quote, QuoteId, Shelved, make, plain, reattach};
use crate::storage::atomic::{Disk, FileSystem};

/// A store and what it held when it was last looked at.
#[derive(Debug)]
pub struct Desk<F = Disk> {
    pub(super) store: Store<F>,
    pub(super) shelf: Shelf,
    /// Earlier revisions that undoing must not go back to: they were made here, where their changes are
    /// taken back one by one, or were gone back to already.
    pub(super) spent: BTreeSet<(QuoteId, u32)>,
}

impl<F: FileSystem> Desk<F> {
    /// A desk that has not yet looked.
    pub fn new(store: Store<F>) -> Self {
        Self { store, shelf: Shelf::default(), spent: BTreeSet::new() }
    }

    /// Does `order`; the outcomes end with everything there is, if that has changed.
    pub fn perform(&mut self, order: Order) -> Vec<Outcome> {
        let mut outcomes = self.carry_out(order);
        outcomes.extend(self.look());
        outcomes
    }

    fn carry_out(&mut self, order: Order) -> Vec<Outcome> {
        match order {
            Order::Look => Vec::new(),
            Order::Keep { article, extent, note, themes } => {
                match make(&article, extent, new_id(), now()) {
                    Some(quote) => {
                        vec![self.add(rooted(Quote { note: plain(&note), themes, ..quote }))]
                    }
                    None => vec![Outcome::Nothing("there are no words to keep".to_owned())],
                }
            }
            Order::Add(quote) => vec![self.add((*quote).clone())],
            Order::Edit { seen, quote } => vec![self.edit(seen, (*quote).clone())],
            Order::Attach { quote, article, extent } => {
                match reattach(&quote, &article, extent, now()) {
                    Some(attached) => vec![self.edit(quote, attached)],
                    None => vec![Outcome::Nothing("there are no words there".to_owned())],
                }
            }
            Order::Renew { quote, article, extent } => {
                match make(&article, extent, new_id(), now()) {
                    Some(new) => self.renew(&quote, new),
                    None => vec![Outcome::Nothing("there are no words there".to_owned())],
                }
            }
            Order::Remove(ids) => self.remove(ids),
            Order::Restore(ids) => self.restore(ids),
            Order::Revert { from, to } => vec![self.revert(from, to)],
            Order::UndoLast => self.undo_last(),
            Order::Together(orders) => {
                orders.into_iter().flat_map(|order| self.carry_out(order)).collect()
            }
            Order::Settle { path, seen, quote } => self.settle(path, seen, quote),
            Order::Export { format, quotes, by, citing, to } => {
                vec![written(export_to(&quotes, format, by, &citing, &to), &to)]
            }
            Order::Import(path) => vec![self.import(&path)],
            Order::Discard(path) => self.discard(path),
        }
    }

    /// Everything there is, if that is not what it was.
    fn look(&mut self) -> Option<Outcome> {
        match self.store.read(&self.shelf) {
            Ok(shelf) if shelf.same(&self.shelf) => None,
            Ok(shelf) => {
                self.shelf = shelf;
                Some(Outcome::Shelf(self.shelved()))
            }
            Err(error) => Some(Outcome::Refused { order: Order::Look, reason: error.to_string() }),
        }
    }

    fn shelved(&self) -> Shelved {
        let paths: BTreeSet<&String> =
            self.shelf.quotes.iter().filter_map(|kept| kept.quote.article.path.as_ref()).collect();
        let gone = paths.into_iter().filter(|path| {
            let path = Path::new(path.as_str());
            path.is_absolute() && !path.exists()
        });
        Shelved {
            quotes: self.shelf.quotes.iter().map(|kept| Arc::clone(&kept.quote)).collect(),
            rivals: self.rivals(),
            problems: self.shelf.problems.clone(),
            gone: gone.cloned().collect(),
        }
    }

    pub(super) fn add(&self, quote: Quote) -> Outcome {
        match self.store.add(&quote) {
            Ok(kept) => Outcome::Kept(kept.quote),
            Err(failure) => refused(Order::Add(Arc::new(quote)), &failure),
        }
    }

    pub(super) fn edit(&mut self, seen: Arc<Quote>, quote: Quote) -> Outcome {
        let quote = Quote { modified: now(), app: env!("CARGO_PKG_VERSION").to_owned(), ..quote };
        let mine = Arc::new(quote.clone());
        let edited = match self.store.get(quote.id) {
            Ok(there) if there.quote == seen => self.store.edit(&there, quote),
            Ok(theirs) => Err(Failure::Conflict { theirs: Box::new(theirs) }),
            // An edit beats a removal by another program.
            Err(Failure::Missing(_)) => {
                self.store.add(&Quote { rev: quote.rev.saturating_add(1), ..quote })
            }
            Err(failure) => Err(failure),
        };
        match edited {
            Ok(kept) => {
                self.spent.insert((kept.quote.id, seen.rev));
                Outcome::Changed { before: seen, now: kept.quote }
            }
            Err(Failure::Conflict { theirs }) => Outcome::Conflict { mine, theirs: theirs.quote },
            Err(failure) => refused(Order::Edit { seen, quote: mine }, &failure),
        }
    }

    fn renew(&mut self, old: &Quote, new: Quote) -> Vec<Outcome> {
        let new = rooted(Quote {
            note: old.note.clone(),
            tags: old.tags.clone(),
            themes: old.themes.clone(),
            ..new
        });
        let added = self.add(new);
        let mut outcomes = vec![added];
        if matches!(outcomes.first(), Some(Outcome::Kept(_))) {
            outcomes.extend(self.remove(vec![old.id]));
        }
        outcomes
    }

    fn remove(&self, ids: Vec<QuoteId>) -> Vec<Outcome> {
        let (mut done, mut outcomes) = (Vec::new(), Vec::new());
        for id in ids {
            let removed = match self.store.get(id) {
                Ok(seen) => self.store.remove(&seen),
                Err(Failure::Missing(_)) => continue,
                Err(failure) => Err(failure),
            };
            match removed {
                Ok(()) => done.push(id),
                Err(failure) => outcomes.push(refused(Order::Remove(vec![id]), &failure)),
            }
        }
        if !done.is_empty() {
            outcomes.insert(0, Outcome::Removed(done));
        }
        outcomes
    }

    pub(super) fn restore(&self, ids: Vec<QuoteId>) -> Vec<Outcome> {
        let (mut back, mut outcomes) = (Vec::new(), Vec::new());
        for id in ids {
            match self.store.restore(id) {
                Ok(kept) => back.push(kept.quote),
                Err(failure) => outcomes.push(refused(Order::Restore(vec![id]), &failure)),
            }
        }
        if !back.is_empty() {
            outcomes.insert(0, Outcome::Restored(back));
        }
        outcomes
    }
}

pub(super) fn refused(order: Order, failure: &Failure) -> Outcome {
    Outcome::Refused { order, reason: failure.to_string() }
}
