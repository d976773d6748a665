//! `variorum library`: which articles are opened where no path is named.

use std::path::{Path, PathBuf};

use super::args::{Library as Arguments, LibraryTask as Task};
use super::choose;
use super::output::{Failure, Outcome, Output};
use super::{list, sources};
use crate::collection::{Collection, near_duplicates};
use crate::storage::Places;
use crate::storage::library::{self, Findings, Library, LibraryEntry};
use crate::storage::opening::Opening;

pub(super) fn run(
    args: &Arguments,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    match &args.task {
        Task::Add { paths } => add(paths, places, out),
        Task::Remove { articles } => remove(articles, places, out),
        Task::List(form) => {
            let library = library::read(&places.data)?;
            if library.roots.is_empty() {
                out.message("the library is empty: `variorum library add PATH` fills it");
            }
            let collection = sources::load(&Opening::Library(library), places, out);
            list::write(&collection, form, None, out)?;
            Ok(Outcome::Done)
        }
        Task::Rescan => {
            let collection = everything(places, out)?;
            let findings = library::update(&places.data, |library| library.take(&collection))?;
            report(&findings, out)
        }
        Task::Check => check(places, out),
    }
}

impl From<library::LibraryError> for Failure {
    fn from(failure: library::LibraryError) -> Self {
        Self::told(failure.to_string())
    }
}

/// What the library holds now, read again.
fn everything(places: &Places, out: &mut Output<'_>) -> Result<Collection, Failure> {
    Ok(sources::load(&Opening::Library(library::read(&places.data)?), places, out))
}

fn add(paths: &[PathBuf], places: &Places, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let roots: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect::<Result<_, _>>()?;
    let added = sources::load(&Opening::Given(roots.clone()), places, out);
    if added.is_empty() {
        return Err(Failure::told("there are no articles that can be read: nothing was added"));
    }
    let before = library::read(&places.data)?.entries.len();
    let entries = library::update(&places.data, |library| {
        for root in roots {
            // What lies in a folder of the library is there already.
            if !library.roots.iter().any(|known| root.starts_with(known)) {
                library.roots.retain(|known| !known.starts_with(&root));
                library.roots.push(root);
            }
        }
        for article in added.articles() {
            library.removed.remove(&article.hash());
            library.entries.insert(article.hash(), LibraryEntry::from(&**article));
        }
        library.entries.len()
    })?;
    let new = entries.saturating_sub(before);
    out.text(&format!("{} added, {} in the library\n", count(new), count(entries)))?;
    Ok(Outcome::Done)
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| Failure::told(format!("{}: {error}", path.display())))
}

fn remove(wanted: &[String], places: &Places, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let collection = everything(places, out)?;
    let articles = wanted
        .iter()
        .map(|wanted| choose::article(&collection, wanted))
        .collect::<Result<Vec<_>, _>>()?;
    library::update(&places.data, |library| {
        for article in &articles {
            library.entries.remove(&article.hash());
            // The other articles of a container stay.
            let root = library.roots.iter().position(|root| root == article.path());
            match root.filter(|_| article.part().is_none()) {
                Some(at) => drop(library.roots.remove(at)),
                None => drop(library.removed.insert(article.hash())),
            }
        }
    })?;
    for article in articles {
        out.text(&format!("removed from the library: {} (its file stays)\n", article.name()))?;
    }
    Ok(Outcome::Done)
}

fn check(places: &Places, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let mut library: Library = library::read(&places.data)?;
    let collection = everything(places, out)?;
    let outcome = report(&library.take(&collection), out)?;
    for article in collection.articles() {
        for copy in &article.copies {
            out.text(&format!("the same text: {} and {}\n", article.place(), copy.place))?;
        }
    }
    for pair in near_duplicates(collection.articles()) {
        let path =
            |id| collection.get(id).map(|article| article.place().to_string()).unwrap_or_default();
        out.text(&format!(
            "nearly the same text ({:.0} %): {} and {}\n",
            pair.shared * 100.0,
            path(pair.first),
            path(pair.second)
        ))?;
    }
    Ok(outcome)
}

fn report(findings: &Findings, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let Findings { added, moved, changed, missing } = findings;
    for entry in added {
        out.text(&format!("new: {} ({})\n", entry.title, entry.place))?;
    }
    for (from, entry) in moved {
        out.text(&format!("moved: {} ({} → {})\n", entry.title, from, entry.place))?;
    }
    for entry in changed {
        out.text(&format!("changed: {} ({})\n", entry.title, entry.place))?;
    }
    for entry in missing {
        out.text(&format!(
            "missing: {} ({}); add its new place, or put it back\n",
            entry.title, entry.place
        ))?;
    }
    if *findings == Findings::default() {
        out.text("nothing has changed\n")?;
    }
    Ok(Outcome::Done)
}

fn count(articles: usize) -> String {
    if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") }
}
