//! Files at paths that a reader types: read from there, and written there without touching what is there.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{self, DiskError, Kind, Step};

/// A path as a reader types it: `~/` is the home folder.
pub fn typed(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// How many paths are offered to complete what is typed.
const OFFERED: usize = 200;

/// Paths that begin as what is typed, in order of their names, as they would be typed; folders end with a
/// slash. What cannot be looked into holds nothing.
pub fn beginning_with(begun: &str) -> Vec<String> {
    let (folder, name) =
        begun.rsplit_once('/').map_or(("", begun), |(folder, name)| (folder, name));
    let slash = if begun.contains('/') { "/" } else { "" };
    let place = if slash.is_empty() { PathBuf::from(".") } else { typed(&format!("{folder}/")) };
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let mut paths: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let found = entry.file_name().into_string().ok()?;
            // What is hidden is offered to who asks for it.
            let wanted =
                found.starts_with(name) && (!found.starts_with('.') || name.starts_with('.'));
            let end = if entry.path().is_dir() { "/" } else { "" };
            wanted.then(|| format!("{folder}{slash}{found}{end}"))
        })
        .take(10 * OFFERED)
        .collect();
    paths.sort();
    paths.truncate(OFFERED);
    paths
}

/// `path`, then `path-2`, `path-3` …
fn names(path: &Path) -> impl Iterator<Item = PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_owned();
    let ending = path.extension().map(OsStr::to_owned);
    let numbered = move |number: usize| {
        let mut name = stem.clone();
        name.push(format!("-{number}"));
        if let Some(ending) = &ending {
            name.push(".");
            name.push(ending);
        }
        path.with_file_name(name)
    };
    std::iter::once(path.to_owned()).chain((2..).map(numbered))
}

/// Writes a new file at `path`, of which `before` is told first; a name that is taken, even at the last
/// moment, gets a number. Returns where it is.
///
/// # Errors
/// If it cannot be written whole.
pub fn write_new(
    path: &Path,
    contents: &str,
    before: impl Fn(&Path),
) -> Result<PathBuf, DiskError> {
    for path in names(path).filter(|path| fs::symlink_metadata(path).is_err()) {
        before(&path);
        match atomic::write_new(&path, contents.as_bytes(), Kind::Shared) {
            // A file where a folder should be is in the way of every number.
            Err(error)
                if error.source.kind() == io::ErrorKind::AlreadyExists
                    && fs::symlink_metadata(&path).is_ok() => {}
            done => return done.map(|()| path),
        }
    }
    Err(DiskError::at(Step::Create, path)(io::ErrorKind::AlreadyExists.into()))
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
            .map(|contents| write_new(&wanted, contents, |_| ()).unwrap())
            .collect();
        let expected =
            ["page.html", "page-2.html", "page-3.html"].map(|name| folder.path().join(name));
        assert_eq!(names, expected);
        assert_eq!(fs::read_to_string(&wanted).unwrap(), "one");
        // One that is taken at the last moment is left as it is.
        let late = folder.path().join("late.html");
        let take = |path: &Path| {
            if path == late {
                fs::write(path, "theirs").unwrap();
            }
        };
        assert_eq!(write_new(&late, "ours", take).unwrap(), folder.path().join("late-2.html"));
        assert_eq!(fs::read_to_string(&late).unwrap(), "theirs");
        // A file where a folder should be is told, not counted past.
        assert!(write_new(&wanted.join("page.html"), "", |_| ()).is_err());
    }
}
