//! Does commands, one after the other, and knows what was on the disk before.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::exchange::{export_to, written};
use super::{Store, StoreError, StoreSnapshot, new_id, now, rooted};
use crate::collection::path_text::from_text;
use crate::quotes::{
    Quote, QuoteCommand, QuoteEvent, QuoteId, StoreContents, make, plain, reattach, rebased,
};
use crate::storage::atomic::{Disk, FileSystem};

/// A store and what it held when it was last looked at.
#[derive(Debug)]
pub struct QuoteService<F = Disk> {
    pub(super) store: Store<F>,
    pub(super) snapshot: StoreSnapshot,
    /// Earlier revisions that undoing must not go back to: they were made here, where their changes are
    /// taken back one by one, or were gone back to already.
    pub(super) spent: BTreeSet<(QuoteId, u32)>,
    /// The edits that were made here.
    made: Edits,
}

/// Edits of each quote, one made of the other.
#[derive(Debug, Default)]
struct Edits(HashMap<QuoteId, Vec<Arc<Quote>>>);

impl Edits {
    /// Whether `now` was made of `seen` by edits of ours alone.
    fn leads_from(&self, seen: &Arc<Quote>, now: &Arc<Quote>) -> bool {
        self.0.get(&seen.id).is_some_and(|edits| edits.contains(seen) && edits.last() == Some(now))
    }

    /// What the last edit behind `seen` made.
    fn last(&self, seen: &Arc<Quote>) -> Option<Arc<Quote>> {
        self.0.get(&seen.id).filter(|edits| edits.contains(seen))?.last().cloned()
    }

    /// Notes that `now` was made of `before`.
    fn add(&mut self, before: Arc<Quote>, now: Arc<Quote>) {
        let edits = self.0.entry(now.id).or_default();
        if edits.last() != Some(&before) {
            *edits = vec![before];
        }
        edits.push(now);
    }
}

impl<F: FileSystem> QuoteService<F> {
    /// A service that has not looked yet.
    pub fn new(store: Store<F>) -> Self {
        Self {
            store,
            snapshot: StoreSnapshot::default(),
            spent: BTreeSet::new(),
            made: Edits::default(),
        }
    }

    /// Does `command`; the outcomes end with everything there is, if that has changed.
    pub fn perform(&mut self, command: QuoteCommand) -> Vec<QuoteEvent> {
        let mut outcomes = self.carry_out(command);
        outcomes.extend(self.look());
        outcomes
    }

    fn carry_out(&mut self, command: QuoteCommand) -> Vec<QuoteEvent> {
        match command {
            QuoteCommand::Look => Vec::new(),
            QuoteCommand::Keep { article, extent, note, themes } => {
                match make(&article, extent, new_id(), now()) {
                    Some(quote) => {
                        vec![self.add(rooted(Quote { note: plain(&note), themes, ..quote }))]
                    }
                    None => vec![QuoteEvent::Nothing("there are no words to keep".to_owned())],
                }
            }
            QuoteCommand::Add(quote) => vec![self.add((*quote).clone())],
            QuoteCommand::Edit { seen, quote } => vec![self.edit(seen, (*quote).clone())],
            QuoteCommand::Attach { quote, article, extent } => {
                match reattach(&quote, &article, extent, now()) {
                    Some(attached) => vec![self.edit(quote, attached)],
                    None => vec![QuoteEvent::Nothing("there are no words there".to_owned())],
                }
            }
            QuoteCommand::Renew { quote, article, extent } => {
                match make(&article, extent, new_id(), now()) {
                    Some(new) => self.renew(&quote, new),
                    None => vec![QuoteEvent::Nothing("there are no words there".to_owned())],
                }
            }
            QuoteCommand::Remove(ids) => self.remove(ids),
            QuoteCommand::Restore(ids) => self.restore(ids),
            QuoteCommand::Revert { from, to } => vec![self.revert(from, to)],
            QuoteCommand::UndoLast => self.undo_last(),
            QuoteCommand::Together(commands) => {
                commands.into_iter().flat_map(|command| self.carry_out(command)).collect()
            }
            QuoteCommand::Resolve { path, seen, quote } => self.decide(path, seen, quote),
            QuoteCommand::Export { format, quotes, by, citing, to } => {
                vec![written(export_to(&quotes, format, by, &citing, &to), &to)]
            }
            QuoteCommand::Import(path) => vec![self.store.import_typed(&path)],
            QuoteCommand::Discard(path) => self.discard(path),
        }
    }

    /// Everything there is, if that is not what it was.
    fn look(&mut self) -> Option<QuoteEvent> {
        match self.store.read(&self.snapshot) {
            Ok(snapshot) if snapshot.same(&self.snapshot) => None,
            Ok(snapshot) => {
                self.snapshot = snapshot;
                Some(QuoteEvent::Contents(self.shelved()))
            }
            Err(error) => {
                Some(QuoteEvent::Refused { command: QuoteCommand::Look, reason: error.to_string() })
            }
        }
    }

    fn shelved(&self) -> StoreContents {
        let paths: BTreeSet<&String> = self
            .snapshot
            .quotes
            .iter()
            .filter_map(|kept| kept.quote.article.path.as_ref())
            .collect();
        let gone = paths.into_iter().filter(|path| {
            let path = from_text(path);
            path.is_absolute() && !path.exists()
        });
        StoreContents {
            quotes: self.snapshot.quotes.iter().map(|kept| Arc::clone(&kept.quote)).collect(),
            conflicts: self.conflicts(),
            problems: self.snapshot.problems.clone(),
            gone: gone.cloned().collect(),
        }
    }

    pub(super) fn add(&self, quote: Quote) -> QuoteEvent {
        match self.store.add(&quote) {
            Ok(kept) => QuoteEvent::Kept(kept.quote),
            Err(failure) => refused(QuoteCommand::Add(Arc::new(quote)), &failure),
        }
    }

    pub(super) fn edit(&mut self, seen: Arc<Quote>, quote: Quote) -> QuoteEvent {
        let quote = Quote { modified: now(), app: env!("CARGO_PKG_VERSION").to_owned(), ..quote };
        let mine = Arc::new(quote.clone());
        let edited = match self.store.get(quote.id) {
            Ok(there) if there.quote == seen => self.store.edit(&there, quote),
            // Typed ahead: what came in between was asked for here too.
            Ok(there) if self.made.leads_from(&seen, &there.quote) => {
                let rebased = rebased(&seen, &quote, &there.quote);
                self.store.edit(&there, rebased)
            }
            Ok(theirs) => Err(StoreError::Conflict { theirs: Box::new(theirs) }),
            // An edit beats a removal by another program.
            Err(StoreError::Missing(_)) => {
                self.store.add(&Quote { rev: quote.rev.saturating_add(1), ..quote })
            }
            Err(failure) => Err(failure),
        };
        match edited {
            Ok(kept) => {
                self.spent.insert((kept.quote.id, kept.quote.rev.saturating_sub(1)));
                let before = self.made.last(&seen).unwrap_or(seen);
                self.made.add(Arc::clone(&before), Arc::clone(&kept.quote));
                QuoteEvent::Changed { before, now: kept.quote }
            }
            Err(StoreError::Conflict { theirs }) => {
                QuoteEvent::Conflict { mine, theirs: theirs.quote }
            }
            Err(failure) => refused(QuoteCommand::Edit { seen, quote: mine }, &failure),
        }
    }

    fn renew(&mut self, old: &Quote, new: Quote) -> Vec<QuoteEvent> {
        let new = rooted(Quote {
            note: old.note.clone(),
            tags: old.tags.clone(),
            themes: old.themes.clone(),
            ..new
        });
        let added = self.add(new);
        let mut outcomes = vec![added];
        if matches!(outcomes.first(), Some(QuoteEvent::Kept(_))) {
            outcomes.extend(self.remove(vec![old.id]));
        }
        outcomes
    }

    fn remove(&self, ids: Vec<QuoteId>) -> Vec<QuoteEvent> {
        let (mut done, mut outcomes) = (Vec::new(), Vec::new());
        for id in ids {
            let removed = match self.store.get(id) {
                Ok(seen) => self.store.remove(&seen),
                Err(StoreError::Missing(_)) => continue,
                Err(failure) => Err(failure),
            };
            match removed {
                Ok(()) => done.push(id),
                Err(failure) => outcomes.push(refused(QuoteCommand::Remove(vec![id]), &failure)),
            }
        }
        if !done.is_empty() {
            outcomes.insert(0, QuoteEvent::Removed(done));
        }
        outcomes
    }

    pub(super) fn restore(&self, ids: Vec<QuoteId>) -> Vec<QuoteEvent> {
        let (mut back, mut outcomes) = (Vec::new(), Vec::new());
        for id in ids {
            match self.store.restore(id) {
                Ok(kept) => back.push(kept.quote),
                Err(failure) => outcomes.push(refused(QuoteCommand::Restore(vec![id]), &failure)),
            }
        }
        if !back.is_empty() {
            outcomes.insert(0, QuoteEvent::Restored(back));
        }
        outcomes
    }
}

pub(super) fn refused(command: QuoteCommand, failure: &StoreError) -> QuoteEvent {
    QuoteEvent::Refused { command, reason: failure.to_string() }
}
