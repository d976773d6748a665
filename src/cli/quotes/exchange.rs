//! Quotes out to other programs and in from them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Export;
use super::{filtered, shelf, surroundings};
use crate::cli::json::{ProblemAnswer, problems};
use crate::cli::output::{Failure, Outcome, Output};
use crate::cli::sources::STDIN;
use crate::collection::Problem;
use crate::config;
use crate::quotes::export::{self, Format};
use crate::quotes::{Citing, QuoteId};
use crate::storage::quotes::Store;
use crate::storage::quotes::exchange::write_notes;
use crate::storage::{Places, atomic, styles};

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
            atomic::write(file, format.text(quotes, args.by, &citing).as_bytes())?;
            Ok(Outcome::Done)
        }
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
        .import(&bytes)
        .map_err(|error| Failure::told(format!("{}: {error}", file.display())))?;
    let names = |ids: &[QuoteId]| -> Vec<String> { ids.iter().map(QuoteId::to_string).collect() };
    let (imported, different) = (names(&done.new), names(&done.different));
    let already_here = done.already_here;
    if json {
        out.json(&Outcomes {
            imported,
            already_here,
            different,
            problems: problems(&done.problems),
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
    let unread: Vec<Problem> = done.problems.iter().map(named).collect();
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
