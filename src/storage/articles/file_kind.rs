//! What the name of a file promises.

use std::path::Path;

use crate::ingest::ENDINGS;
use crate::ingest::sidecar::SIDECARS;

/// Whether it is left out of folders.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// What stands behind the last full stop of the name, in small letters.
pub(super) fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase()
}

/// Whether an article may be in it.
pub(super) fn is_article(path: &Path) -> bool {
    ENDINGS.contains(&ending(path).as_str())
}

/// Whether it may say what is known of others.
pub(super) fn is_sidecar(path: &Path) -> bool {
    SIDECARS.contains(&ending(path).as_str())
}
