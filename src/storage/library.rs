//! The reader's library: `library.json` in the data folder. It holds where articles lie, never the
//! articles; an article is known by the hash of its text, wherever its file has gone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use super::atomic::{self, Disk, DiskError, Kind, Step, make_folder};
use super::lock::{self, Lock};
use crate::collection::path_text::{from_text, to_text};
use crate::collection::{Article, Changes, Collection, ContentHash, Place};

/// The form that this version writes.
const SCHEMA: u64 = 1;
/// How long the lock is asked for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Why the library was not read or changed.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// It cannot be read, or a newer version wrote it; it is left as it is.
    #[error("{0} cannot be read by this version: move it away and add your folders again")]
    Unreadable(PathBuf),
    /// Another program holds it.
    #[error("another variorum is changing the library: try again")]
    Busy,
}

/// An article as it was last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryEntry {
    /// Where it was.
    pub place: Place,
    /// What it is called.
    pub title: String,
}

impl From<&Article> for LibraryEntry {
    fn from(article: &Article) -> Self {
        Self { place: article.place(), title: article.name().to_owned() }
    }
}

/// The register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    /// Files and folders that were added, as absolute paths.
    pub roots: Vec<PathBuf>,
    /// The articles in them when they were last looked at.
    pub entries: BTreeMap<ContentHash, LibraryEntry>,
    /// Articles below the roots that do not belong to the library.
    pub removed: BTreeSet<ContentHash>,
}

/// What was found when the library was looked through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// New articles.
    pub added: Vec<LibraryEntry>,
    /// Articles found again elsewhere: where they were, and as they are now.
    pub moved: Vec<(Place, LibraryEntry)>,
    /// Articles whose file holds another text now, as they were.
    pub changed: Vec<LibraryEntry>,
    /// Articles that are nowhere below the roots.
    pub missing: Vec<LibraryEntry>,
}

impl Library {
    /// Compares what is known with `collection`, freshly read, and takes over what is there. A missing
    /// article stays known, to be found again.
    pub fn take(&mut self, collection: &Collection) -> Findings {
        let now: BTreeMap<ContentHash, LibraryEntry> = collection
            .articles()
            .iter()
            .map(|article| (article.hash(), LibraryEntry::from(&**article)))
            .collect();
        let before: Vec<(ContentHash, Vec<Place>)> =
            self.entries.iter().map(|(hash, entry)| (*hash, vec![entry.place.clone()])).collect();
        let articles = collection.articles().iter();
        let after: Vec<(ContentHash, Vec<Place>)> =
            articles.map(|article| (article.hash(), collection.places(article.id()))).collect();
        let changes = Changes::of(&before, &after);
        let known = |hash: &ContentHash| self.entries.get(hash).cloned();
        let found = |hash: &ContentHash| now.get(hash).cloned();
        let findings = Findings {
            added: changes.added.iter().filter_map(found).collect(),
            moved: changes
                .moved
                .iter()
                .filter_map(|hash| Some((known(hash)?.place, found(hash)?)))
                .collect(),
            changed: changes.changed.iter().filter_map(|(hash, _)| known(hash)).collect(),
            missing: changes.removed.iter().filter_map(known).collect(),
        };
        let lost: Vec<_> =
            changes.removed.iter().filter_map(|hash| Some((*hash, known(hash)?))).collect();
        self.entries = now;
        self.entries.extend(lost);
        findings
    }
}

fn file(data: &Path) -> PathBuf {
    data.join("library.json")
}

/// The library kept in the folder `data`; an empty one where there is no file.
pub fn read(data: &Path) -> Result<Library, LibraryError> {
    let path = file(data);
    match atomic::read(&path)? {
        Some(bytes) => parse(&bytes).ok_or(LibraryError::Unreadable(path)),
        None => Ok(Library::default()),
    }
}

/// Changes the library by `change` and saves it; no other program does so meanwhile.
pub fn update<T>(data: &Path, change: impl FnOnce(&mut Library) -> T) -> Result<T, LibraryError> {
    make_folder(&Disk, data, Kind::Own)?;
    let _lock = lock(data)?;
    let before = read(data)?;
    let mut after = before.clone();
    let answer = change(&mut after);
    if after != before {
        atomic::write(&file(data), render(&after).as_bytes(), Kind::Own)?;
    }
    Ok(answer)
}

fn lock(data: &Path) -> Result<Lock, LibraryError> {
    let lock = lock::take(&data.join("library.lock"), PATIENCE);
    match lock.map_err(DiskError::at(Step::Create, data))? {
        Lock::Busy => Err(LibraryError::Busy),
        lock => Ok(lock),
    }
}

fn parse(bytes: &[u8]) -> Option<Library> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    if value.get("schema")?.as_u64()? != SCHEMA {
        return None;
    }
    let texts = |key: &str| -> Option<Vec<&str>> {
        value.get(key)?.as_array()?.iter().map(Value::as_str).collect()
    };
    let mut entries = BTreeMap::new();
    for entry in value.get("articles")?.as_array()? {
        let text = |key: &str| entry.get(key).and_then(Value::as_str);
        let number = entry.get("part").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        let place = Place { path: from_text(text("path")?), number };
        let known = LibraryEntry { place, title: text("title")?.to_owned() };
        entries.insert(text("hash")?.parse().ok()?, known);
    }
    Some(Library {
        roots: texts("roots")?.into_iter().map(from_text).collect(),
        entries,
        removed: texts("removed")?
            .into_iter()
            .map(|hash| hash.parse().ok())
            .collect::<Option<_>>()?,
    })
}

fn render(library: &Library) -> String {
    let articles: Vec<Value> = library
        .entries
        .iter()
        .map(|(hash, LibraryEntry { place, title })| {
            let path = to_text(&place.path);
            let mut entry = json!({ "hash": hash.to_string(), "path": path, "title": title });
            if let Some(number) = place.number {
                entry["part"] = number.into();
            }
            entry
        })
        .collect();
    let removed: Vec<String> = library.removed.iter().map(ToString::to_string).collect();
    let roots: Vec<String> = library.roots.iter().map(|root| to_text(root)).collect();
    let value =
        json!({ "schema": SCHEMA, "roots": roots, "articles": articles, "removed": removed });
    format!("{value:#}\n")
}
