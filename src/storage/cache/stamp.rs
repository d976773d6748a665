//! What tells that a file is still as it was read.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file changed so shortly before it was read may have changed again within the same tick of its
/// clock: its bytes are compared.
const TICK: Duration = Duration::from_secs(2);

/// What tells without reading a file whether it is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::storage) struct Stamp {
    /// Bytes of the file.
    pub(super) size: u64,
    /// Nanoseconds since 1970 at which it was changed.
    pub(super) changed: u64,
    /// Nanoseconds since 1970 at which it was looked at.
    pub(super) seen: u64,
}

impl Stamp {
    /// The stamp of a file with this metadata, looked at now.
    pub(in crate::storage) fn of(meta: &Metadata) -> Self {
        let nanoseconds = |time: SystemTime| {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
            u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
        };
        let changed = meta.modified().map(nanoseconds).unwrap_or_default();
        Self { size: meta.len(), changed, seen: nanoseconds(SystemTime::now()) }
    }

    /// Whether a file that had this stamp when it was read and has `now` is surely the same.
    pub(in crate::storage) fn holds(self, now: Self) -> bool {
        let tick = u64::try_from(TICK.as_nanos()).unwrap_or(u64::MAX);
        self.size == now.size
            && self.changed == now.changed
            && self.changed != 0
            && self.seen > self.changed.saturating_add(tick)
    }
}
