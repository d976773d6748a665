//! The quotes and the articles that a command is about.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::{Filter, Wanted};
use crate::cli::output::{Failure, Output};
use crate::cli::sources;
use crate::collection::Collection;
use crate::collection::path_text::from_text;
use crate::quotes::{AnchorStatus, Quote, QuoteId, locate};
use crate::storage::quotes::{Store, StoreSnapshot, StoredQuote};
use crate::storage::{Places, articles};
use crate::text::fuzzy::fuzzy;

/// What is kept now.
pub(super) fn snapshot(store: &Store) -> Result<StoreSnapshot, Failure> {
    Ok(store.read(&StoreSnapshot::default())?)
}

/// The articles among which quotes are looked for: those named, else the library and the files that the
/// quotes came from.
pub(super) fn surroundings(
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
        .filter_map(|kept| kept.quote.article.path.as_deref())
        .map(from_text)
        .filter(|path| !known.contains(path.as_path()) && path.is_file())
        .collect();
    if !files.is_empty() {
        let files: Vec<PathBuf> = files.into_iter().collect();
        collection.extend(articles::load(&files).articles().iter().cloned());
    }
    Ok(collection)
}

/// The quote whose id is `wanted`, or begins or ends with it.
pub(super) fn chosen<'a>(
    snapshot: &'a StoreSnapshot,
    wanted: &str,
) -> Result<&'a StoredQuote, Failure> {
    let wanted = wanted.to_ascii_uppercase();
    let fits = |id: QuoteId| {
        let id = id.to_string();
        id.starts_with(&wanted) || id.ends_with(&wanted)
    };
    let fitting: Vec<&StoredQuote> =
        snapshot.quotes.iter().filter(|kept| fits(kept.quote.id)).collect();
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

/// The quotes that pass the filter, each with its status; orphans first, then by place.
pub(super) fn filtered<'a>(
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
    let statuses = locate(&quotes, collection);
    let mut found: Vec<_> = quotes
        .into_iter()
        .zip(statuses)
        .filter(|(_, status)| {
            let state = Wanted::State(status.anchor.state());
            filter.state.is_none_or(|wanted| wanted == state)
        })
        .collect();
    found.sort_by(|(a, status), (b, other)| {
        let rank = |status: &AnchorStatus| status.anchor.state();
        rank(status).cmp(&rank(other)).then_with(|| crate::quotes::export::order(a, b))
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
