//! Quotes out to other programs and in from them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::{Export, Format};
use super::{filtered, shelf, surroundings};
use crate::cli::json::{ProblemAnswer, problems};
use crate::cli::output::{Failure, Outcome, Output};
use crate::cli::sources::STDIN;
use crate::collection::Problem;
use crate::quotes::Quote;
use crate::quotes::export::{self, Note};
use crate::quotes::import::{self, Arrival, Known};
use crate::storage::quotes::{Store, now};
use crate::storage::{Places, atomic};

pub(super) fn export(
    args: &Export,
    within: &[PathBuf],
    store: &Store,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let shelf = shelf(store)?;
    out.problems(&shelf.problems);
    let collection = match args.filter.state {
        // Only a state asks for the articles.
        Some(_) => surroundings(within, &shelf, places, out)?,
        None => crate::collection::Collection::default(),
    };
    let found = filtered(&shelf, &args.filter, None, &collection);
    let quotes = found.into_iter().map(|(quote, _)| quote);
    match (args.format, &args.to) {
        (Format::Obsidian, Some(folder)) => {
            write_notes(&export::notes(quotes, args.citation), folder, out)
        }
        (format, None) => {
            out.text(&text(format, quotes, args)?)?;
            Ok(Outcome::Done)
        }
        (format, Some(file)) => {
            atomic::write(file, text(format, quotes, args)?.as_bytes())?;
            Ok(Outcome::Done)
        }
    }
}

fn text<'a>(
    format: Format,
    quotes: impl Iterator<Item = &'a Quote>,
    args: &Export,
) -> Result<String, Failure> {
    Ok(match format {
        Format::Md => export::markdown(quotes, args.by, args.citation),
        Format::Logseq => export::logseq(quotes, args.citation),
        Format::Csv => export::full(quotes),
        Format::Readwise => export::readwise(quotes),
        Format::Json => export::collection(quotes),
        Format::Bibtex => export::bibtex(quotes),
        Format::Csl => export::csl(quotes),
        Format::Obsidian => {
            let notes = export::notes(quotes, args.citation);
            let texts: Result<Vec<String>, _> = notes.iter().map(|note| note.text(None)).collect();
            texts.map_err(|error| Failure::told(error.to_string()))?.join("\n")
        }
    })
}

/// Writes each note to the file that already holds it, whatever that is called now, else to a new one.
fn write_notes(notes: &[Note], folder: &Path, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let there = notes_in(folder)?;
    let mut refused = Vec::new();
    for note in notes {
        let found = there.iter().find(|(_, text)| note.is(text));
        let path = found.map_or_else(|| folder.join(&note.name), |(path, _)| path.clone());
        // A note of the reader's own with the same name gets our part at its end.
        let before = found.or_else(|| there.iter().find(|(other, _)| *other == path));
        match note.text(before.map(|(_, text)| text.as_str())) {
            Ok(text) => {
                if before.is_none_or(|(_, before)| *before != text) {
                    atomic::write(&path, text.as_bytes())?;
                }
                out.text(&format!("{}\n", path.display()))?;
            }
            Err(error) => refused.push(format!("{}: {error}", path.display())),
        }
    }
    if refused.is_empty() { Ok(Outcome::Done) } else { Err(Failure::told(refused.join("\n"))) }
}

fn notes_in(folder: &Path) -> Result<Vec<(PathBuf, String)>, Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::told(format!("{}: {error}", folder.display()))),
    };
    let mut notes = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md")) {
            let text = fs::read_to_string(&path)
                .map_err(|error| Failure::told(format!("{}: {error}", path.display())))?;
            notes.push((path, text));
        }
    }
    notes.sort();
    Ok(notes)
}

#[derive(Serialize)]
struct Outcomes<'a> {
    imported: Vec<String>,
    already_here: usize,
    different: Vec<String>,
    problems: Vec<ProblemAnswer<'a>>,
}

pub(super) fn import(
    file: &Path,
    json: bool,
    store: &Store,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let bytes = bytes_of(file)?;
    let read = import::read(&bytes, now())
        .map_err(|error| Failure::told(format!("{}: {error}", file.display())))?;
    let shelf = shelf(store)?;
    let mut known = Known::default();
    for kept in &shelf.quotes {
        known.insert(&kept.quote);
    }
    let (mut imported, mut different, mut already_here) = (Vec::new(), Vec::new(), 0);
    for quote in &read.quotes {
        match known.arrival(quote) {
            Arrival::New => {
                store.add(quote)?;
                known.insert(quote);
                imported.push(quote.id.to_string());
            }
            Arrival::Here => already_here += 1,
            Arrival::Differs => different.push(quote.id.to_string()),
        }
    }
    if json {
        out.json(&Outcomes {
            imported,
            already_here,
            different,
            problems: problems(&read.problems),
        })?;
        return Ok(Outcome::Done);
    }
    out.text(&format!("{} imported, {already_here} already here\n", imported.len()))?;
    for id in different {
        out.message(&format!("{id} is here with other content; yours stays"));
    }
    let named = |problem: &Problem| Problem {
        path: format!("{}, {}", file.display(), problem.path),
        message: problem.message.clone(),
    };
    let read: Vec<Problem> = read.problems.iter().map(named).collect();
    out.problems(&read);
    Ok(Outcome::Done)
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if file == Path::new(STDIN) {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::told(format!("{}: {error}", file.display())))?;
    Ok(bytes)
}
