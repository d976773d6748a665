//! Files at paths that a reader types: read from there, and written there without touching what is there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::atomic::{self, DiskError};

/// A path as a reader types it: `~/` is the home folder.
pub fn typed(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// `path`, or the first of `path-2`, `path-3` … that is not taken.
pub fn free(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy()));
    let numbered = (2_usize..).map(|number| {
        path.with_file_name(format!("{stem}-{number}{}", ending.as_deref().unwrap_or("")))
    });
    let mut tried = std::iter::once(path.to_owned()).chain(numbered);
    tried.find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_else(|| path.to_owned())
}

/// Writes a new file at `path`; a name that is taken gets a number. Returns where it is.
///
/// # Errors
/// If it cannot be written whole.
pub fn write_new(path: &Path, contents: &str) -> Result<PathBuf, DiskError> {
    let free = free(path);
    atomic::write(&free, contents.as_bytes())?;
    Ok(free)
}

/// A path as it is shown: from the root on, so that it is found from anywhere.
pub fn shown(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let wanted = folder.path().join("page.html");
        let names: Vec<PathBuf> = ["one", "two", "three"]
            .into_iter()
            .map(|contents| write_new(&wanted, contents).unwrap())
            .collect();
        let expected =
            ["page.html", "page-2.html", "page-3.html"].map(|name| folder.path().join(name));
        assert_eq!(names, expected);
        assert_eq!(fs::read_to_string(&wanted).unwrap(), "one");
    }
}
