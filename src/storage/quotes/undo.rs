//! Taking back what was done to quotes, in this session or an earlier one.

use std::sync::Arc;

use super::service::{QuoteService, refused};
use super::{StoreError, StoredQuote, now};
use crate::quotes::{Quote, QuoteCommand, QuoteEvent, QuoteId};
use crate::storage::atomic::FileSystem;

impl<F: FileSystem> QuoteService<F> {
    /// Takes the change that led from `from` to `to` back.
    pub(super) fn revert(&mut self, from: Arc<Quote>, to: Arc<Quote>) -> QuoteEvent {
        match self.store.get(from.id) {
            Ok(there) if there.quote.is_decided_as(&from) => match self.go_back(&there, &to) {
                Ok(outcome) => outcome,
                Err(failure) => refused(QuoteCommand::Revert { from, to }, &failure),
            },
            Ok(there) => QuoteEvent::Conflict {
                mine: Arc::new(there.quote.as_decided_in(&to)),
                theirs: there.quote,
            },
            Err(StoreError::Missing(_)) => {
                QuoteEvent::Nothing("that quote is in the trash".to_owned())
            }
            Err(failure) => refused(QuoteCommand::Revert { from, to }, &failure),
        }
    }

    /// Takes back what was done last: of removals and changes the one of which the files are the newest.
    pub(super) fn undo_last(&mut self) -> Vec<QuoteEvent> {
        loop {
            let removed = self.store.last_removed();
            let changed = self.store.last_changed(&self.snapshot, &self.spent);
            let change = match (removed, changed) {
                (Some((at, id)), change) if change.is_none_or(|(later, ..)| at > later) => {
                    return self.restore(vec![id]);
                }
                (_, Some((_, id, rev))) => (id, rev),
                _ => return vec![QuoteEvent::Nothing("there is nothing to undo".to_owned())],
            };
            self.spent.insert(change);
            match self.go_back_to(change) {
                Ok(Some(outcome)) => return vec![outcome],
                Ok(None) => {}
                Err(failure) => return vec![refused(QuoteCommand::UndoLast, &failure)],
            }
        }
    }

    /// Gives a quote back what it had in an earlier revision; `None` if that is what it has.
    fn go_back_to(&mut self, (id, rev): (QuoteId, u32)) -> Result<Option<QuoteEvent>, StoreError> {
        let there = self.store.get(id)?;
        let earlier = self.store.earlier(id, rev)?;
        if there.quote.is_decided_as(&earlier) {
            return Ok(None);
        }
        self.go_back(&there, &earlier).map(Some)
    }

    fn go_back(&mut self, there: &StoredQuote, to: &Quote) -> Result<QuoteEvent, StoreError> {
        let back = Quote { modified: now(), ..there.quote.as_decided_in(to) };
        let kept = self.store.edit(there, back)?;
        self.spent.insert((kept.quote.id, there.quote.rev));
        Ok(QuoteEvent::Reverted(kept.quote))
    }
}
