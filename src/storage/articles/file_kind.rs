//! What the name of a file promises.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::ingest::sidecar::SIDECARS;
use crate::ingest::{self, ENDINGS, EXPORTS};

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

/// Whether it may be an export with saved texts, by its name alone.
pub(super) fn may_be_export(path: &Path) -> bool {
    EXPORTS.contains(&ending(path).as_str())
}

/// Whether it is one, by what stands in it.
pub(super) fn is_export(path: &Path) -> bool {
    may_be_export(path) && edges(path).is_ok_and(|(first, last)| ingest::is_export(&first, &last))
}

/// Bytes that are looked at where a file begins and where it ends.
const EDGE: u64 = 64 * 1024;

/// The first and the last bytes of a file.
fn edges(path: &Path) -> io::Result<(Vec<u8>, Vec<u8>)> {
    // Who opens a pipe waits.
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut file = File::open(path)?;
    let (mut first, mut last) = (Vec::new(), Vec::new());
    file.by_ref().take(EDGE).read_to_end(&mut first)?;
    file.seek(SeekFrom::Start(meta.len().saturating_sub(EDGE)))?;
    file.take(EDGE).read_to_end(&mut last)?;
    Ok((first, last))
}

/// Whether it may say what is known of others.
pub(super) fn is_sidecar(path: &Path) -> bool {
    SIDECARS.contains(&ending(path).as_str())
}
