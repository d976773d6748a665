//! The files below some paths, in order, and what stood in the way.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Limits, WatchScope, is_stdin};
use crate::collection::Problem;
use crate::ingest::ENDINGS;
use crate::text::numbers::{counted, thousands};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files to be read.
    pub(super) files: Vec<PathBuf>,
    /// Folders that could not be.
    pub(super) problems: Vec<Problem>,
    /// Where changes of all this can show.
    pub(super) scope: WatchScope,
}

/// The files at `paths`: files as they are named, folders with everything below them whose ending
/// promises an article. Hidden files and folders are left out.
pub(super) fn files(paths: &[PathBuf], limits: Limits) -> Found {
    let mut found = Found::default();
    for path in paths {
        if is_stdin(path) {
            found.files.push(path.clone());
            continue;
        }
        found.scope.add_single(path);
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => folder(path, &mut Vec::new(), limits, &mut found),
            _ => found.files.push(path.clone()),
        }
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
fn folder(path: &Path, above: &mut Vec<PathBuf>, limits: Limits, found: &mut Found) {
    let real = match fs::canonicalize(path) {
        Ok(real) => real,
        Err(error) => return found.problems.push(Problem::with(path, reason(&error))),
    };
    if above.contains(&real) {
        let message = "it leads back to a folder above it: remove the link";
        return found.problems.push(Problem::with(path, message));
    }
    if above.len() >= limits.folder_depth {
        let message = format!(
            "it lies more than {} deep: open it by itself",
            counted(limits.folder_depth, "folder")
        );
        return found.problems.push(Problem::with(path, message));
    }
    found.scope.folders.insert(real.clone());
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
        } else if is_article(&path) {
            found.files.push(path);
        }
    }
    above.pop();
}

pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

pub(super) fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
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
