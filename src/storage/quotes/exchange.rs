//! Quotes into files of other programs and from them. Nothing of the reader's is written over.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Store, StoreError, StoreSnapshot, now};
use crate::collection::Problem;
use crate::quotes::export::{Format, Grouping, Note, NoteConflict, notes};
use crate::quotes::import::{self, Arrival, Known, NotQuotes};
use crate::quotes::{Citing, Quote, QuoteEvent, QuoteId};
use crate::storage::atomic::{self, DiskError, FileSystem, Kind, Step, reason};
use crate::storage::typed::{shown, typed, write_new};
use crate::text::numbers::counted;

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The quotes that were new.
    pub new: Vec<QuoteId>,
    /// How many were here already.
    pub already_here: usize,
    /// Those that are here with other content, which stays.
    pub different: Vec<QuoteId>,
    /// What in the file is no quote; the path is the place in it.
    pub problems: Vec<Problem>,
}

/// Why nothing more was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It holds no quotes.
    #[error(transparent)]
    NotQuotes(#[from] NotQuotes),
    /// A quote could not be saved; those before it are.
    #[error(transparent)]
    StoreError(#[from] StoreError),
}

impl<F: FileSystem> Store<F> {
    /// Adds the quotes in the bytes of the file `path` that are not here yet.
    pub fn import(&self, path: &Path, bytes: &[u8]) -> Result<Imported, ImportError> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let read = import::read(&name, bytes, now())?;
        let snapshot = self.read(&StoreSnapshot::default()).map_err(StoreError::from)?;
        let mut known = Known::default();
        for kept in &snapshot.quotes {
            known.insert(&kept.quote);
        }
        let mut imported = Imported { problems: read.problems, ..Imported::default() };
        let own = read.own.iter().map(|quote| (quote, false));
        for (quote, foreign) in own.chain(read.foreign.iter().map(|quote| (quote, true))) {
            let arrival = if foreign { known.foreign_arrival(quote) } else { known.arrival(quote) };
            match arrival {
                Arrival::New => {
                    self.add(quote)?;
                    known.arrived(quote);
                    imported.new.push(quote.id);
                }
                Arrival::Here => imported.already_here += 1,
                Arrival::Differs => imported.different.push(quote.id),
            }
        }
        Ok(imported)
    }
}

/// What came of writing notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The files that hold the notes now.
    pub files: Vec<PathBuf>,
    /// Files that were left as they are, and why.
    pub refused: Vec<(PathBuf, NoteConflict)>,
}

/// Writes each note to the file in `folder` that already holds it, whatever that is called now, else to a
/// new one.
pub fn write_notes(notes: &[Note], folder: &Path) -> Result<Written, DiskError> {
    let there = notes_in(folder)?;
    let mut written = Written::default();
    for note in notes {
        let found = there.iter().find(|(_, text)| note.is(text));
        let path = found.map_or_else(|| folder.join(&note.name), |(path, _)| path.clone());
        // A note of the reader's own with the same name gets our part at its end.
        let before = found.or_else(|| there.iter().find(|(other, _)| *other == path));
        match note.text(before.map(|(_, text)| text.as_str())) {
            Ok(text) => {
                if before.is_none_or(|(_, before)| *before != text) {
                    atomic::write(&path, text.as_bytes(), Kind::Shared)?;
                }
                written.files.push(path);
            }
            Err(error) => written.refused.push((path, error)),
        }
    }
    Ok(written)
}

fn notes_in(folder: &Path) -> Result<Vec<(PathBuf, String)>, DiskError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(DiskError::at(Step::Read, folder)(error)),
    };
    let mut notes = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md")) {
            let text = fs::read_to_string(&path).map_err(DiskError::at(Step::Read, &path))?;
            notes.push((path, text));
        }
    }
    notes.sort();
    Ok(notes)
}

/// Writes `quotes` for another program to a new file at `to`, or for Obsidian into that folder; `~/` is the
/// reader's home.
pub(super) fn export_to(
    quotes: &[Arc<Quote>],
    format: Format,
    by: Grouping,
    citing: &Citing,
    to: &str,
) -> Result<Written, DiskError> {
    let path = typed(to);
    let quotes = quotes.iter().map(|quote| &**quote);
    if format == Format::Obsidian {
        return write_notes(&notes(quotes, citing), &path);
    }
    let file = write_new(&path, &format.text(quotes, by, citing), |_| ())?;
    Ok(Written { files: vec![file], refused: Vec::new() })
}

/// What is said of an export.
pub(super) fn written(outcome: Result<Written, DiskError>, to: &str) -> QuoteEvent {
    match outcome {
        Err(error) => QuoteEvent::Failed(error.to_string()),
        Ok(Written { files, refused }) => match (files.as_slice(), refused.first()) {
            (_, Some((path, why))) => QuoteEvent::Failed(format!("{}: {why}", path.display())),
            ([file], None) => QuoteEvent::Done(format!("wrote {}", shown(file))),
            (files, None) => {
                let count = counted(files.len(), "note");
                QuoteEvent::Done(format!("wrote {count} into {}", shown(&typed(to))))
            }
        },
    }
}

impl<F: FileSystem> Store<F> {
    /// Takes the quotes of the file at the path that the reader typed; says what came of it.
    pub(super) fn import_typed(&self, path: &str) -> QuoteEvent {
        let told = |why: String| QuoteEvent::Failed(format!("{path}: {why}"));
        let file = typed(path);
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) => return told(reason(&error)),
        };
        match self.import(&file, &bytes) {
            Err(error) => told(error.to_string()),
            Ok(done) => {
                let mut said = format!("{} imported", counted(done.new.len(), "quote"));
                let rest = [
                    (done.already_here, "already here"),
                    (done.different.len(), "here with other content, which stays"),
                    (done.problems.len(), "not to be read"),
                ];
                for (count, what) in rest.into_iter().filter(|(count, _)| *count > 0) {
                    let _ = write!(said, " · {count} {what}");
                }
                QuoteEvent::Done(said)
            }
        }
    }
}
