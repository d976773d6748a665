//! From paths to articles: walks folders and hands each file to [`crate::ingest`].

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::collection::{Article, Collection, Problem};
use crate::ingest;

/// Loads all articles at `paths`, folders with everything below them, in parallel; the order is that
/// of the paths and, within a folder, of the names. `-` is one article from standard input.
pub fn load(paths: &[PathBuf]) -> Collection {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        find(path, &mut files, &mut problems);
    }
    let read: Vec<Result<Arc<Article>, Problem>> =
        files.par_iter().map(|file| read(file)).collect();
    let mut articles = Vec::new();
    for outcome in read {
        match outcome {
            Ok(article) => articles.push(article),
            Err(problem) => problems.push(problem),
        }
    }
    Collection::new(articles, problems)
}

fn find(path: &Path, files: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    match fs::read_dir(path) {
        Ok(entries) => {
            let mut inside: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            for path in inside {
                if path.is_dir() || is_article(&path) {
                    find(&path, files, problems);
                }
            }
        }
        Err(error) => problems.push(problem(path, &error.to_string())),
    }
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "txt" | "text" | "md" | "markdown")
}

fn read(path: &Path) -> Result<Arc<Article>, Problem> {
    let bytes = if is_stdin(path) { piped() } else { fs::read(path) };
    let bytes = bytes.map_err(|error| problem(path, &error.to_string()))?;
    ingest::read(path, &bytes).map(Arc::new).map_err(|message| problem(path, &message))
}

/// The name of standard input, where a path is asked for and as the path of the article read from it.
pub const STDIN: &str = "-";

/// Whether `path` stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// What came through standard input. It comes once, and may be asked for again.
fn piped() -> io::Result<Vec<u8>> {
    static PIPED: Mutex<Option<Vec<u8>>> = Mutex::new(None);
    let mut kept = PIPED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = &*kept {
        return Ok(bytes.clone());
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(kept.insert(bytes).clone())
}

fn problem(path: &Path, message: &str) -> Problem {
    Problem { path: path.display().to_string(), message: message.to_owned() }
}
