//! `variorum quotes`: what was kept, without the screen, while the reading room runs or not.

mod answer;
pub(super) mod args;
mod change;
mod exchange;
mod look;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::output::{Failure, Outcome, Output};
use super::sources;
use crate::collection::Collection;
use crate::quotes::{AnchorStatus, Quote, QuoteId, locate};
use crate::storage::quotes::{Kept, Store, StoreSnapshot};
use crate::storage::{Places, articles, quotes};
use crate::text::fuzzy::fuzzy;
use args::{Filter, Quotes, Task, Wanted};
use change::Reply;

pub(super) fn run(
    args: &Quotes,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let store = Store::below(&places.data);
    let within = args.within.as_slice();
    let reply = |json| Reply { json, within, places };
    match &args.task {
        Task::List(args) => look::list(args, within, &store, places, out),
        Task::Show(args) => look::show(args, within, &store, places, out),
        Task::Check(args) => look::check(args, within, &store, places, out),
        Task::Add(args) => change::add(args, within, &store, places, out),
        Task::Note { id, text, json } => change::note(id, text, &store, &reply(*json), out),
        Task::Tag { id, tags, remove, json } => {
            change::tag(id, tags, *remove, &store, &reply(*json), out)
        }
        Task::Speaker { id, name, json } => {
            change::speaker(id, name.as_deref(), &store, &reply(*json), out)
        }
        Task::Attach(args) => change::attach(args, &store, &reply(args.json), out),
        Task::Remove { ids, json } => change::remove(ids, &store, &reply(*json), out),
        Task::Restore { ids, json } => change::restore(ids, &store, &reply(*json), out),
        Task::Export(args) => exchange::export(args, within, &store, places, out),
        Task::Import { file, json } => exchange::import(file, *json, &store, out),
    }
}

impl From<quotes::Failure> for Failure {
    fn from(failure: quotes::Failure) -> Self {
        Self::told(failure.to_string())
    }
}

impl From<crate::storage::atomic::DiskError> for Failure {
    fn from(error: crate::storage::atomic::DiskError) -> Self {
        Self::told(error.to_string())
    }
}

fn snapshot(store: &Store) -> Result<StoreSnapshot, Failure> {
    Ok(store.read(&StoreSnapshot::default())?)
}

/// The articles among which quotes are looked for: those named, else the library and the files that the
/// quotes came from.
fn surroundings(
    paths: &[PathBuf],
    snapshot: &StoreSnapshot,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Collection, Failure> {
    if !paths.is_empty() {
        return sources::open(paths, places, out);
    }
    let mut collection = sources::open(&[], places, out).unwrap_or_default();
    let known: BTreeSet<&Path> = collection.articles().iter().map(|a| a.path()).collect();
    let files: BTreeSet<PathBuf> = snapshot
        .quotes
        .iter()
        .filter_map(|kept| kept.quote.article.path.as_ref())
        .map(PathBuf::from)
        .filter(|path| !known.contains(path.as_path()) && path.is_file())
        .collect();
    if !files.is_empty() {
        let files: Vec<PathBuf> = files.into_iter().collect();
        collection.extend(articles::load(&files).articles().iter().cloned());
    }
    Ok(collection)
}

/// The quote whose id is `wanted`, or begins or ends with it.
fn chosen<'a>(snapshot: &'a StoreSnapshot, wanted: &str) -> Result<&'a Kept, Failure> {
    let wanted = wanted.to_ascii_uppercase();
    let fits = |id: QuoteId| {
        let id = id.to_string();
        id.starts_with(&wanted) || id.ends_with(&wanted)
    };
    let fitting: Vec<&Kept> = snapshot.quotes.iter().filter(|kept| fits(kept.quote.id)).collect();
    match fitting.as_slice() {
        [kept] => Ok(kept),
        [] => Err(Failure::told(format!(
            "no quote is called {wanted}; `variorum quotes list` names them"
        ))),
        several => {
            let ids: Vec<String> = several.iter().map(|kept| kept.quote.id.to_string()).collect();
            Err(Failure::told(format!(
                "{wanted} fits several quotes; say which:\n  {}",
                ids.join("\n  ")
            )))
        }
    }
}

/// The quotes that pass the filter, each with its standing; orphans first, then by place.
fn filtered<'a>(
    snapshot: &'a StoreSnapshot,
    filter: &Filter,
    words: Option<&str>,
    collection: &Collection,
) -> Vec<(&'a Quote, AnchorStatus)> {
    let quotes: Vec<&Quote> = snapshot
        .quotes
        .iter()
        .map(|kept| &*kept.quote)
        .filter(|quote| passes(quote, filter, words))
        .collect();
    let standings = locate(&quotes, collection);
    let mut found: Vec<_> = quotes
        .into_iter()
        .zip(standings)
        .filter(|(_, standing)| {
            let state = Wanted::Standing(standing.anchor.state());
            filter.state.is_none_or(|wanted| wanted == state)
        })
        .collect();
    found.sort_by(|(a, standing), (b, other)| {
        let rank = |standing: &AnchorStatus| standing.anchor.state();
        rank(standing).cmp(&rank(other)).then_with(|| crate::quotes::export::order(a, b))
    });
    found
}

fn passes(quote: &Quote, filter: &Filter, words: Option<&str>) -> bool {
    let has =
        |list: &[String], wanted: &String| list.iter().any(|one| one.eq_ignore_ascii_case(wanted));
    filter.tag.iter().all(|tag| has(&quote.tags, tag))
        && filter.theme.iter().all(|theme| has(&quote.themes, theme))
        && filter.article.iter().all(|article| {
            let file = quote.article.file_name().unwrap_or("");
            let name = format!("{} {file}", quote.article.name()).to_lowercase();
            name.contains(&article.to_lowercase())
        })
        && words.is_none_or(|words| {
            let all = format!("{} {} {}", quote.exact, quote.note, quote.article.name());
            fuzzy(words, &all).is_some()
        })
}
