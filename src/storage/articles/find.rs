//! The files below some paths, in order, and what stood in the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file_kind::{ending, is_article, is_export, is_hidden, is_sidecar};
use super::{Limits, WatchScope, is_stdin};
use crate::collection::Problem;
use crate::text::numbers::{counted, thousands};
use crate::text::word_list::Words;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct FoundFiles {
    /// Files to be read.
    pub(super) files: Vec<PathBuf>,
    /// Those of them that were named.
    pub(super) singles: Vec<PathBuf>,
    /// Files in the folders that may say what is known of others.
    pub(super) sidecars: Vec<PathBuf>,
    /// How many files of each other kind are not read.
    left: BTreeMap<String, usize>,
    /// Folders that could not be.
    pub(super) problems: Vec<Problem>,
    /// Where changes of all this can show.
    pub(super) scope: WatchScope,
    /// Folders to which a link leads back from below.
    led_back: BTreeSet<PathBuf>,
}

/// The files at `paths`: files as they are named, folders with everything below them whose ending
/// promises an article. Hidden files and folders are left out.
pub(super) fn files(paths: &[PathBuf], limits: Limits) -> FoundFiles {
    let mut found = FoundFiles::default();
    for path in paths {
        if is_stdin(path) {
            found.files.push(path.clone());
            continue;
        }
        found.scope.add_single(path);
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => folder(path, &mut Vec::new(), limits, &mut found),
            _ => {
                found.singles.push(path.clone());
                found.files.push(path.clone());
            }
        }
    }
    if let Some(problem) = left_out(paths, &found.left) {
        found.problems.push(problem);
    }
    if found.files.len() > limits.files {
        let left = found.files.len() - limits.files;
        let message = format!(
            "{} more than the {} that are read at once: open a folder below",
            counted(left, "file"),
            thousands(limits.files)
        );
        let first = paths.first().map_or(Path::new(""), PathBuf::as_path);
        found.problems.push(Problem::with(first, message));
        found.files.truncate(limits.files);
    }
    found
}

/// Adds what lies in `path`; `above` are the folders that lead there, as they really are.
fn folder(path: &Path, above: &mut Vec<PathBuf>, limits: Limits, found: &mut FoundFiles) {
    let real = match fs::canonicalize(path) {
        Ok(real) => real,
        Err(error) => return found.problems.push(Problem::with(path, reason(&error))),
    };
    if above.contains(&real) {
        // Said once of each folder: links among several lead back in very many ways.
        if found.led_back.insert(real) {
            let message = "it leads back to a folder above it: remove the link";
            found.problems.push(Problem::with(path, message));
        }
        return;
    }
    if above.len() >= limits.folder_depth {
        let message = format!(
            "it lies more than {} deep: open it by itself",
            counted(limits.folder_depth, "folder")
        );
        return found.problems.push(Problem::with(path, message));
    }
    // A folder that another link led to has been read already.
    if !found.scope.folders.insert(real.clone()) {
        return;
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return found.problems.push(Problem::with(path, reason(&error))),
    };
    let mut inside: Vec<(PathBuf, bool)> = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if is_hidden(&entry.path()) => {}
            Ok(entry) => {
                let path = entry.path();
                let is_folder = match entry.file_type() {
                    Ok(kind) if kind.is_symlink() => {
                        found.scope.add_single(&path);
                        path.is_dir()
                    }
                    Ok(kind) => kind.is_dir(),
                    Err(_) => false,
                };
                inside.push((path, is_folder));
            }
            Err(error) => found.problems.push(Problem::with(path, reason(&error))),
        }
    }
    inside.sort();
    above.push(real);
    for (path, is_folder) in inside {
        if is_folder {
            folder(&path, above, limits, found);
        } else if is_article(&path) || is_export(&path) {
            // Of two that may say something of others, only one that does not is an article.
            if is_sidecar(&path) {
                found.sidecars.push(path.clone());
            }
            found.files.push(path);
        } else if is_sidecar(&path) {
            found.sidecars.push(path);
        } else if !BESIDE.has(&ending(&path)) {
            *found.left.entry(ending(&path)).or_default() += 1;
        }
    }
    above.pop();
}

/// Endings of what lies beside articles and is none: pictures, sound, fonts, what a saved page brings with it,
/// settings, data and logs. Whatever else is not read is said to be left out.
static BESIDE: Words = Words::new(include_str!("../../../assets/words/beside_articles.txt"));

/// A word about the files that were left out, by kind.
fn left_out(paths: &[PathBuf], left: &BTreeMap<String, usize>) -> Option<Problem> {
    let first = paths.first().filter(|_| !left.is_empty())?;
    let kinds: Vec<String> =
        left.iter().map(|(ending, count)| format!("{} {count}", kind(ending))).collect();
    let message = format!(
        "{} of other kinds left out ({}): save them as text or as web pages",
        counted(left.values().sum(), "file"),
        kinds.join(", ")
    );
    Some(Problem::with(first, message))
}

/// How files of this ending are called.
fn kind(ending: &str) -> String {
    if ending.is_empty() { "without an ending".to_owned() } else { format!(".{ending}") }
}

/// What is wrong and what to do, for what the system says.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file: check the name, or scan again".into(),
        io::ErrorKind::PermissionDenied => {
            "no permission to read it: change its permissions".into()
        }
        io::ErrorKind::IsADirectory => "it is a folder where a file was expected".into(),
        _ => format!("it cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_left_out_are_told_by_kind_at_the_first_place_looked_at() {
        let paths = ["notes", "more"].map(PathBuf::from);
        let left = BTreeMap::from([("mobi".to_owned(), 2), ("tex".to_owned(), 1)]);
        let told = left_out(&paths, &left).unwrap();
        assert_eq!(told.path, "notes");
        let expected =
            "3 files of other kinds left out (.mobi 2, .tex 1): save them as text or as web pages";
        assert_eq!(told.message, expected);
        assert_eq!(left_out(&paths, &BTreeMap::new()), None);
    }
}
