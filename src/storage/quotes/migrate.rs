//! Quotes of older forms brought to the form of this version, one by one.
//!
//! Nothing waits for it: an older form is read as it is, and every edit writes the newer one. Stopped at any
//! point, each quote is whole in one form or the other, and the next run goes on.

use super::read::load;
use super::write::encode;
use super::{Store, StoreError, StoreSnapshot, StoredQuote};
use crate::collection::ContentHash;
use crate::quotes::QuoteId;
use crate::quotes::record::{Integrity, SCHEMA};
use crate::storage::atomic::{FileSystem, Placing};

/// What came of bringing quotes to the newest form.
#[derive(Debug, Default)]
pub struct Migrated {
    /// Those that were written again; what was there is in their history.
    pub done: Vec<QuoteId>,
    /// Those that stay as they are, and why.
    pub kept: Vec<(QuoteId, StoreError)>,
}

impl<F: FileSystem> Store<F> {
    /// Writes the quotes of `found` that have an older form in that of this version. One that cannot be
    /// is left as it is and named.
    ///
    /// # Errors
    /// If the folder is of a newer form, or cannot be written to.
    pub fn migrate(&self, found: &StoreSnapshot) -> Result<Migrated, StoreError> {
        let mut migrated = Migrated::default();
        let older =
            |kept: &&StoredQuote| kept.quote.schema < SCHEMA && kept.integrity == Integrity::Sound;
        let mut older = found.quotes.iter().filter(older).peekable();
        if older.peek().is_none() {
            return Ok(migrated);
        }
        // From here on an older program writes nothing here: it would not know what it reads.
        self.prepare()?;
        for seen in older {
            let id = seen.quote.id;
            match self.migrate_one(seen) {
                Ok(()) => migrated.done.push(id),
                Err(failure) => migrated.kept.push((id, failure)),
            }
        }
        Ok(migrated)
    }

    fn migrate_one(&self, seen: &StoredQuote) -> Result<(), StoreError> {
        let (quote, bytes) = encode(&seen.quote)?;
        let path = self.path(quote.id);
        let _lock = self.lock()?;
        let there = load(&path, quote.id)?;
        if there.seal == ContentHash::of_bytes(&bytes) {
            return Ok(());
        }
        if there.seal != seen.seal {
            return Err(StoreError::Conflict { theirs: Box::new(there) });
        }
        self.remember(&there)?;
        self.put(quote, &bytes, Placing::Over).map(drop)
    }
}
