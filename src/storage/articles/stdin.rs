//! An article that comes through a pipe.

use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The name of standard input, where a path is asked for and as the path of the article read from it.
pub const STDIN: &str = "-";

/// Whether `path` stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// What came through standard input, but no more than a byte above `limit`. It comes once, and may be
/// asked for again.
pub(super) fn piped(limit: u64) -> io::Result<Vec<u8>> {
    static PIPED: Mutex<Option<Vec<u8>>> = Mutex::new(None);
    let mut kept = PIPED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = &*kept {
        return Ok(bytes.clone());
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)?;
    Ok(kept.insert(bytes).clone())
}
