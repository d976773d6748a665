//! Quotes out to other programs and in from them.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Export;
use super::choose::{filtered, snapshot, surroundings};
use crate::cli::json::{ProblemAnswer, problems};
use crate::cli::output::{Failure, Outcome, Output};
use crate::cli::sources::STDIN;
use crate::collection::{Collection, Problem};
use crate::config;
use crate::quotes::export::{self, Format};
use crate::quotes::{Citing, Quote, QuoteId, with_current_position};
use crate::storage::atomic::{self, Kind};
use crate::storage::quotes::Store;
use crate::storage::quotes::exchange::write_notes;
use crate::storage::{Places, styles};

pub(super) fn export(
    args: &Export,
    within: &[PathBuf],
    store: &Store,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let snapshot = snapshot(store)?;
    out.problems(&snapshot.problems);
    let collection = match args.filter.state {
        // The records themselves are exported as they are kept.
        None if args.format == Format::Json => Collection::default(),
        // Everything else is read beside the articles, and cites them as they are now.
        _ => surroundings(within, &snapshot, places, out)?,
    };
    let found = filtered(&snapshot, &args.filter, None, &collection);
    let quotes: Vec<Cow<'_, Quote>> = found
        .iter()
        .map(|(quote, status)| match args.format {
            Format::Json => Cow::Borrowed(*quote),
            _ => Cow::Owned(with_current_position(quote, status, &collection)),
        })
        .collect();
    let quotes = quotes.iter().map(AsRef::as_ref);
    let citing = citing(args, places)?;
    match (args.format, &args.to) {
        (Format::Obsidian, Some(folder)) => {
            let written = write_notes(&export::notes(quotes, &citing), folder)?;
            for file in &written.files {
                out.text(&format!("{}\n", file.display()))?;
            }
            let refused = written.refused.iter();
            let refused: Vec<String> =
                refused.map(|(path, why)| format!("{}: {why}", path.display())).collect();
            if refused.is_empty() {
                Ok(Outcome::Done)
            } else {
                Err(Failure::told(refused.join("\n")))
            }
        }
        (format, None) => {
            out.text(&format.text(quotes, args.by, &citing))?;
            Ok(Outcome::Done)
        }
        (format, Some(file)) => {
            let text = format.text(quotes, args.by, &citing);
            write(file, &text, args.force)?;
            Ok(Outcome::Done)
        }
    }
}

/// Nothing is written over that the reader did not name, and no folder made that a slip of the pen asks for.
fn write(file: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Failure::told(format!("{}: there is no such folder", folder.display())));
    }
    if force {
        return Ok(atomic::write(file, text.as_bytes(), Kind::Shared)?);
    }
    match atomic::write_new(file, text.as_bytes(), Kind::Shared) {
        Err(error) if error.source.kind() == io::ErrorKind::AlreadyExists => {
            // The same once more is no harm.
            if fs::read(file).is_ok_and(|there| there == text.as_bytes()) {
                return Ok(());
            }
            let path = file.display();
            Err(Failure::told(format!("{path}: there is a file already; `--force` writes over it")))
        }
        written => Ok(written?),
    }
}

/// How the citations are asked for: here, else in the settings.
fn citing(args: &Export, places: &Places) -> Result<Citing, Failure> {
    match (&args.style, args.citation) {
        (Some(name), _) => {
            styles::style(name, Path::new("")).map(Citing::Style).map_err(Failure::told)
        }
        (None, Some(form)) => Ok(Citing::Form(form)),
        (None, None) => {
            let name = config::load(places).0.settings.citation;
            styles::citing(&name, &places.config).map_err(Failure::told)
        }
    }
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
    let done = store
        .import(file, &bytes)
        .map_err(|error| Failure::told(format!("{}: {error}", file.display())))?;
    let names = |ids: &[QuoteId]| -> Vec<String> { ids.iter().map(QuoteId::to_string).collect() };
    let (imported, different) = (names(&done.new), names(&done.different));
    let already_here = done.already_here;
    let named = |problem: &Problem| Problem {
        path: format!("{}, {}", file.display(), problem.path),
        message: problem.message.clone(),
    };
    let unread: Vec<Problem> = done.problems.iter().map(named).collect();
    let nothing = imported.is_empty() && already_here == 0 && different.is_empty();
    if json {
        out.json(&Outcomes {
            imported: imported.clone(),
            already_here,
            different: different.clone(),
            problems: problems(&done.problems),
        })?;
    }
    if nothing {
        out.problems(&unread);
        return Err(Failure::told(format!("{}: there is no quote in it", file.display())));
    }
    if json {
        return Ok(Outcome::Done);
    }
    let rest = match different.len() {
        0 => String::new(),
        count => format!(", {count} here with other content, which stays"),
    };
    out.text(&format!("{} imported, {already_here} already here{rest}\n", imported.len()))?;
    for id in different {
        out.message(&format!("{id} is here with other content; yours stays"));
    }
    out.problems(&unread);
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
