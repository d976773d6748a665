//! Adding, editing, removing: each saved before it is said to be.

use std::path::PathBuf;

use serde::Serialize;

use super::answer::QuoteAnswer;
use super::args::{Add, Attach, Filter};
use super::choose::{chosen, filtered, snapshot, surroundings};
use super::look::answer;
use crate::cli::choose;
use crate::cli::output::{Failure, Outcome, Output};
use crate::cli::sources;
use crate::quotes::{CitationForm, Quotation, Quote, locate, make, plain, reattach};
use crate::storage::Places;
use crate::storage::quotes::{Store, StoreError, StoreSnapshot, StoredQuote, new_id, now, rooted};

/// How often an edit is made again after another program was faster.
const TRIES: u32 = 8;

/// How what was done is answered, and among which articles the quotes are looked for then.
pub(super) struct Reply<'a> {
    /// As the list answers, instead of by the ids.
    pub(super) json: bool,
    pub(super) within: &'a [PathBuf],
    pub(super) places: &'a Places,
}

impl Reply<'_> {
    /// Answers with `quotes`, which are on the disk as they stand there.
    fn say(&self, quotes: Vec<StoredQuote>, out: &mut Output<'_>) -> Result<Outcome, Failure> {
        if !self.json {
            for kept in &quotes {
                out.text(&format!("{}\n", kept.quote.id))?;
            }
            return Ok(Outcome::Done);
        }
        let snapshot = StoreSnapshot { quotes, ..StoreSnapshot::default() };
        let collection = surroundings(self.within, &snapshot, self.places, out)?;
        let found = filtered(&snapshot, &Filter::default(), None, &collection);
        out.json(&answer(&found, &[], &snapshot, &collection))?;
        Ok(Outcome::Done)
    }
}

#[derive(Serialize)]
struct Added<'a> {
    quote: QuoteAnswer<'a>,
}

pub(super) fn add(
    args: &Add,
    within: &[PathBuf],
    store: &Store,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let collection = sources::open(within, places, out)?;
    let cited = choose::place(&collection, &args.place)?;
    let quote = make(cited.article, cited.span.extent, new_id(), now())
        .ok_or_else(|| Failure::told("there are no words there"))?;
    let quote = rooted(Quote {
        note: plain(&args.note),
        tags: args.tag.iter().map(|tag| plain(tag)).collect(),
        themes: args.theme.iter().map(|theme| plain(theme)).collect(),
        ..quote
    });
    let there = if args.again { None } else { kept_already(&quote, &snapshot(store)?) };
    let kept = match there {
        Some(kept) => {
            out.message("these words are kept already; `--again` keeps them a second time");
            kept
        }
        None => store.add(&quote)?,
    };
    match locate(&[&kept.quote], &collection).first() {
        Some(status) if args.json => out.json(&Added {
            quote: QuoteAnswer::of(&kept.quote, status, &collection, CitationForm::default()),
        })?,
        _ => out.text(&format!("{}\n", kept.quote.id))?,
    }
    Ok(Outcome::Done)
}

/// The quote of the same place in the same text that says all that `new` says.
fn kept_already(new: &Quote, snapshot: &StoreSnapshot) -> Option<StoredQuote> {
    let says = |there: &Quote| {
        (new.note.is_empty() || new.note == there.note)
            && new.tags.iter().all(|tag| there.tags.contains(tag))
            && new.themes.iter().all(|theme| there.themes.contains(theme))
    };
    let same = |there: &Quote| {
        there.article.hash == new.article.hash && there.position == new.position && says(there)
    };
    snapshot.quotes.iter().find(|kept| same(&kept.quote)).cloned()
}

pub(super) fn note(
    id: &str,
    text: &str,
    store: &Store,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    edit(id, store, reply, out, &|quote| Ok(Quote { note: plain(text), ..quote }))
}

pub(super) fn tag(
    id: &str,
    tags: &[String],
    remove: bool,
    store: &Store,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let tags: Vec<String> = tags.iter().map(|tag| plain(tag.trim_start_matches('#'))).collect();
    edit(id, store, reply, out, &|mut quote| {
        quote.tags.retain(|tag| !tags.contains(tag));
        if !remove {
            quote.tags.extend(tags.iter().cloned());
        }
        Ok(quote)
    })
}

pub(super) fn speaker(
    id: &str,
    name: Option<&str>,
    store: &Store,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    edit(id, store, reply, out, &|mut quote| {
        if quote.quotation.is_none() {
            return Err(Failure::told(
                "these words stand, all or in part, outside quotation marks: they are the author's own, and the citation \
                 names the author",
            ));
        }
        let proposed = quote.quotation.as_ref().and_then(|said| said.speaker.clone());
        let speaker =
            name.map(plain).filter(|name| !name.trim().is_empty()).or(proposed).ok_or_else(
                || {
                    Failure::told(
                        "nobody is proposed: `variorum quotes speaker ID NAME` says who it is",
                    )
                },
            )?;
        quote.quotation = Some(Quotation { speaker: Some(speaker), confirmed: true });
        Ok(quote)
    })
}

pub(super) fn attach(
    args: &Attach,
    store: &Store,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let collection = sources::open(reply.within, reply.places, out)?;
    let cited = choose::place(&collection, &args.place)?;
    edit(&args.id, store, reply, out, &|quote| {
        reattach(&quote, cited.article, cited.span.extent, now())
            .ok_or_else(|| Failure::told("there are no words there"))
    })
}

/// Applies `change` to the quote as it is on the disk, again if another program changed it in between.
fn edit(
    id: &str,
    store: &Store,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
    change: &dyn Fn(Quote) -> Result<Quote, Failure>,
) -> Result<Outcome, Failure> {
    let mut seen: StoredQuote = chosen(&snapshot(store)?, id)?.clone();
    for _ in 0..TRIES {
        let changed = Quote { modified: now(), ..change((*seen.quote).clone())? };
        match store.edit(&seen, changed) {
            Ok(kept) => return reply.say(vec![kept], out),
            Err(StoreError::Conflict { theirs }) => seen = *theirs,
            Err(failure) => return Err(failure.into()),
        }
    }
    Err(Failure::told("another program keeps changing this quote; try again"))
}

pub(super) fn remove(
    ids: &[String],
    store: &Store,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let snapshot = snapshot(store)?;
    let kept: Vec<&StoredQuote> =
        ids.iter().map(|id| chosen(&snapshot, id)).collect::<Result<_, _>>()?;
    let remove = |kept: &StoredQuote| store.remove(kept).map(|()| kept.clone());
    one_by_one(kept, remove, reply, out)
}

pub(super) fn restore(
    ids: &[String],
    store: &Store,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let trash = store.read_trash()?;
    let kept: Vec<&StoredQuote> =
        ids.iter().map(|id| chosen(&trash, id)).collect::<Result<_, _>>()?;
    one_by_one(kept, |kept| store.restore(kept.quote.id), reply, out)
}

/// Changes quotes until the disk refuses one; says in any case which are changed.
fn one_by_one(
    kept: Vec<&StoredQuote>,
    change: impl Fn(&StoredQuote) -> Result<StoredQuote, StoreError>,
    reply: &Reply<'_>,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let mut changed = Vec::new();
    let refused = kept.into_iter().find_map(|kept| match change(kept) {
        Ok(quote) => {
            changed.push(quote);
            None
        }
        Err(failure) => Some(failure),
    });
    let outcome = reply.say(changed, out)?;
    refused.map_or(Ok(outcome), |failure| Err(failure.into()))
}
