//! What synchronising and merging left: two versions of a quote become one, as the reader says.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::service::{QuoteService, refused};
use super::write::encode;
use super::{Copy, Merge, Store, StoreError, StoredQuote};
use crate::collection::ContentHash;
use crate::quotes::{Conflict, LeftBy, Quote, QuoteCommand, QuoteEvent};
use crate::storage::atomic::{DiskError, FileSystem, Placing, Step};

impl<F: FileSystem> Store<F> {
    /// Puts `quote` in the place of a file with conflict markers; that goes to the trash, under a name of
    /// its own.
    pub fn decide(&self, merge: &Merge, quote: &Quote) -> Result<StoredQuote, StoreError> {
        let rev = merge.ours.rev.max(merge.theirs.rev).saturating_add(1);
        let (quote, bytes) = encode(&Quote { id: merge.ours.id, rev, ..quote.clone() })?;
        self.prepare()?;
        let _lock = self.lock()?;
        let path = self.path(quote.id);
        let there = fs::read(&merge.path).map_err(DiskError::at(Step::Read, &merge.path))?;
        if merge.path != path || ContentHash::of_bytes(&there) != merge.seal {
            let said = format!("{} was changed meanwhile", merge.path.display());
            return Err(StoreError::Unreadable(said));
        }
        let kept = self.folder().join("trash").join(format!("{}.merge.json", quote.id));
        self.place(&kept, &there, Placing::Over)?;
        self.put(quote, &bytes, Placing::Over)
    }
}

impl<F: FileSystem> QuoteService<F> {
    /// What two versions of a quote there are.
    pub(super) fn conflicts(&self) -> Vec<Conflict> {
        let copies = self.snapshot.copies.iter().map(|copy| Conflict {
            path: copy.path.display().to_string(),
            mine: self.snapshot.get(copy.quote.id).map(|kept| Arc::clone(&kept.quote)),
            other: Arc::clone(&copy.quote),
            left_by: LeftBy::SecondFile,
        });
        let merges = self.snapshot.merges.iter().map(|merge| Conflict {
            path: merge.path.display().to_string(),
            mine: Some(Arc::clone(&merge.ours)),
            other: Arc::clone(&merge.theirs),
            left_by: LeftBy::Merge,
        });
        copies.chain(merges).collect()
    }

    /// Makes `quote` the one version; the file at `path`, which held another, goes to the trash only then.
    pub(super) fn decide(
        &mut self,
        path: String,
        seen: Option<Arc<Quote>>,
        quote: Arc<Quote>,
    ) -> Vec<QuoteEvent> {
        let file = Path::new(&path);
        if let Some(merge) = self.snapshot.merges.iter().find(|merge| merge.path == file) {
            return vec![match self.store.decide(merge, &quote) {
                Ok(kept) => {
                    self.spent.insert((kept.quote.id, merge.ours.rev));
                    QuoteEvent::Changed { before: Arc::clone(&merge.ours), now: kept.quote }
                }
                Err(failure) => refused(QuoteCommand::Resolve { path, seen, quote }, &failure),
            }];
        }
        let Some(copy) = self.snapshot.copies.iter().find(|copy| copy.path == file).cloned() else {
            return vec![QuoteEvent::Nothing("that file is no longer there".to_owned())];
        };
        let kept = match seen {
            Some(seen) if seen.is_decided_as(&quote) => None,
            Some(seen) => Some(self.edit(seen, (*quote).clone())),
            None => Some(self.add((*quote).clone())),
        };
        match kept {
            None | Some(QuoteEvent::Changed { .. } | QuoteEvent::Kept(_)) => {
                kept.into_iter().chain(self.put_away(&copy, path)).collect()
            }
            Some(not_kept) => vec![not_kept],
        }
    }

    /// Moves a second file to the trash.
    pub(super) fn discard(&self, path: String) -> Vec<QuoteEvent> {
        let named = |copy: &&Copy| copy.path == Path::new(&path);
        let copy = self.snapshot.copies.iter().find(named).cloned();
        copy.map(|copy| self.put_away(&copy, path)).unwrap_or_default()
    }

    fn put_away(&self, copy: &Copy, path: String) -> Vec<QuoteEvent> {
        vec![match self.store.discard(copy) {
            Err(failure) => refused(QuoteCommand::Discard(path), &failure),
            Ok(()) => QuoteEvent::Nothing("the second file is in the trash".to_owned()),
        }]
    }
}
