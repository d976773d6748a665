//! Listing, showing and checking: nothing is changed but leftovers cleaned.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::answer::{CopyAnswer, QuoteAnswer, QuotesAnswer, mark};
use super::args::{Check, Filter, List, Show, UNREADABLE, Wanted};
use super::choose::{chosen, filtered, snapshot, surroundings};
use crate::cli::json::{ProblemAnswer, problems};
use crate::cli::output::{Failure, Outcome, Output};
use crate::cli::table::{Column, table};
use crate::collection::{Collection, Doubt, Problem};
use crate::quotes::{
    Anchor, AnchorStatus, Change, CitationForm, Missing, Quote, State, citation, locate,
    with_current_position,
};
use crate::storage::Places;
use crate::storage::quotes::{Migrated, Store, StoreSnapshot};
use crate::text::numbers::counted;
use crate::text::wrap;

pub(super) fn list(
    args: &List,
    within: &[PathBuf],
    store: &Store,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let snapshot = if args.removed { store.read_trash()? } else { snapshot(store)? };
    let collection = surroundings(within, &snapshot, places, out)?;
    let words = args.words.as_deref();
    let found = filtered(&snapshot, &args.filter, words, &collection);
    let asked = !args.filter.is_open() || words.is_some();
    // Nobody knows what stands in a file that cannot be read: it is shown unless something else is asked for.
    let only_unreadable =
        Filter { state: None, ..args.filter.clone() }.is_open() && args.words.is_none();
    let unreadable: &[Problem] = match args.filter.state {
        None | Some(Wanted::Unreadable) if only_unreadable => &snapshot.problems,
        _ => &[],
    };
    let nothing = found.is_empty() && unreadable.is_empty() && asked;
    if args.json {
        out.json(&answer(&found, unreadable, &snapshot, &collection))?;
    } else {
        write(&found, unreadable, &snapshot, &collection, out)?;
    }
    Ok(if nothing { Outcome::Nothing } else { Outcome::Done })
}

pub(super) fn answer<'a>(
    found: &[(&'a Quote, AnchorStatus)],
    unreadable: &'a [Problem],
    snapshot: &'a StoreSnapshot,
    collection: &Collection,
) -> QuotesAnswer<'a> {
    let quotes = found
        .iter()
        .map(|(quote, at)| QuoteAnswer::of(quote, at, collection, CitationForm::default()));
    let unreadable = unreadable.iter().map(QuoteAnswer::unreadable);
    QuotesAnswer {
        quotes: unreadable.chain(quotes).collect(),
        copies: snapshot
            .copies
            .iter()
            .map(|copy| CopyAnswer {
                id: copy.quote.id.to_string(),
                path: copy.path.display().to_string(),
            })
            .collect(),
        problems: problems(&snapshot.problems),
    }
}

fn write(
    found: &[(&Quote, AnchorStatus)],
    unreadable: &[Problem],
    snapshot: &StoreSnapshot,
    collection: &Collection,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let unreadable = unreadable.iter().map(|problem| {
        let [state, message, path] =
            [UNREADABLE, &problem.message, &problem.path].map(ToOwned::to_owned);
        [String::new(), state, String::new(), path, message]
    });
    let readable = found.iter().map(|(quote, status)| {
        let id = quote.id.to_string();
        let quote = with_current_position(quote, status, collection);
        [
            id.get(id.len().saturating_sub(8)..).unwrap_or(&id).to_owned(),
            mark(status.anchor.state()).to_owned(),
            quote.passage.map(|passage| numbered(passage, quote.doubt)).unwrap_or_default(),
            quote.article.name().to_owned(),
            // Last, so that in a pipe nothing is filled up to the longest quote.
            quote.exact.split_whitespace().collect::<Vec<_>>().join(" "),
        ]
    });
    let rows: Vec<[String; 5]> = unreadable.chain(readable).collect();
    let columns = [Column::Left, Column::Left, Column::Right, Column::Elastic, Column::Elastic];
    let text = table(columns, &rows, out.columns());
    out.text(&text)?;
    out.problems(&snapshot.problems);
    for copy in &snapshot.copies {
        let message = "a second file of a quote that is here; keep one of them".to_owned();
        out.message(&format!("{}: {message}", copy.path.display()));
    }
    Ok(())
}

/// “¶4”, or “¶4?” where the order of its lines is in doubt.
fn numbered(passage: u32, doubt: Option<Doubt>) -> String {
    let sign = if doubt == Some(Doubt::OrderUnsure) { "?" } else { "" };
    format!("¶{passage}{sign}")
}

#[derive(Serialize)]
struct OneAnswer<'a> {
    quote: QuoteAnswer<'a>,
}

pub(super) fn show(
    args: &Show,
    within: &[PathBuf],
    store: &Store,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let snapshot = snapshot(store)?;
    let quote = &chosen(&snapshot, &args.id)?.quote;
    let only = StoreSnapshot {
        quotes: vec![chosen(&snapshot, &args.id)?.clone()],
        ..StoreSnapshot::default()
    };
    let collection = surroundings(within, &only, places, out)?;
    let Some(status) = locate(&[quote], &collection).pop() else {
        return Ok(Outcome::Nothing);
    };
    if args.json {
        out.json(&OneAnswer {
            quote: QuoteAnswer::of(quote, &status, &collection, args.citation),
        })?;
    } else {
        let width = out.columns().map_or(80, |columns| columns.min(80));
        let now = with_current_position(quote, &status, &collection);
        out.text(&told(&now, &status, args.citation, width))?;
    }
    Ok(Outcome::Done)
}

fn told(quote: &Quote, status: &AnchorStatus, form: CitationForm, width: usize) -> String {
    let mut text = String::new();
    let mut set = |words: &str, lead: &str| {
        let columns = wrap::columns(lead);
        let room = width.saturating_sub(columns).max(1);
        for (place, row) in wrap::rows(words, room).into_iter().enumerate() {
            let blank = " ".repeat(columns);
            let lead = if place == 0 { lead } else { &blank };
            let _ = writeln!(text, "{}", format!("{lead}{}", row.of(words)).trim_end());
        }
    };
    set(&quote.exact, "  ");
    set("", "");
    let cited = citation(quote, form);
    set(&cited.text, "— ");
    let lacks: Vec<String> = cited.missing.iter().map(Missing::to_string).collect();
    if !lacks.is_empty() {
        set(&format!("not known: {}", lacks.join(", ")), "");
    }
    if !quote.note.is_empty() {
        set("", "");
        set(&quote.note, "");
    }
    set("", "");
    for (label, value) in [("Tags", quote.tags.join(", ")), ("Themes", quote.themes.join(", "))] {
        if !value.is_empty() {
            set(&format!("{label}: {value}"), "");
        }
    }
    set(&format!("Kept {}, changed {}", quote.created, quote.modified), "");
    set(&format!("Id {}", quote.id), "");
    set(&stands(status), "");
    text
}

/// One sentence on where the words are now.
fn stands(status: &AnchorStatus) -> String {
    match &status.anchor {
        Anchor::Attached(_) => "Its words stand where they stood.".to_owned(),
        Anchor::Ambiguous(places) => {
            format!(
                "Its words may stand in {} places; `variorum quotes attach` says which.",
                places.len()
            )
        }
        Anchor::Changed { diff, .. } => format!("Its words have changed: {}", marked(diff)),
        Anchor::Orphan if status.article.is_none() => "Its article is not here.".to_owned(),
        Anchor::Orphan => "Its words are no longer in the article.".to_owned(),
    }
}

/// A word diff in one line: `[-gone-]` and `{+new+}`.
pub(super) fn marked(diff: &[Change]) -> String {
    diff.iter()
        .map(|change| match change {
            Change::Same(words) => words.clone(),
            Change::Gone(words) => format!("[-{words}-]"),
            Change::New(words) => format!("{{+{words}+}}"),
        })
        .collect()
}

#[derive(Serialize)]
struct CheckAnswer<'a> {
    attached: usize,
    changed: usize,
    ambiguous: usize,
    orphan: usize,
    unreadable: usize,
    quotes: Vec<QuoteAnswer<'a>>,
    copies: Vec<CopyAnswer>,
    problems: Vec<ProblemAnswer<'a>>,
    cleaned: Vec<String>,
    migrated: Vec<String>,
    /// Quotes that do not fit their checksum.
    altered: Vec<String>,
    /// Those that did not and were kept as they stand.
    accepted: Vec<String>,
}

pub(super) fn check(
    args: &Check,
    within: &[PathBuf],
    store: &Store,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let mut seen = snapshot(store)?;
    let accepted = if args.accept { store.accept(&seen)? } else { Vec::new() };
    if !accepted.is_empty() {
        seen = snapshot(store)?;
    }
    let snapshot = seen;
    let collection = surroundings(within, &snapshot, places, out)?;
    let found = filtered(&snapshot, &Filter::default(), None, &collection);
    let cleaned = [store.clean()?, places.clean()?].concat();
    let Migrated { done, kept } = store.migrate(&snapshot).unwrap_or_else(|failure| {
        out.message(&failure.to_string());
        Migrated::default()
    });
    let migrated: Vec<String> = done.iter().map(ToString::to_string).collect();
    let count = |state| found.iter().filter(|(_, at)| at.anchor.state() == state).count();
    let (attached, changed) = (count(State::Attached), count(State::Changed));
    let (ambiguous, orphan) = (count(State::Ambiguous), count(State::Orphan));
    let altered: Vec<String> = snapshot.altered().map(|kept| kept.quote.id.to_string()).collect();
    let unreadable = snapshot.problems.len() - altered.len();
    let accepted: Vec<String> = accepted.iter().map(ToString::to_string).collect();
    let cleaned: Vec<String> = cleaned.iter().map(|p| p.display().to_string()).collect();
    if args.json {
        let QuotesAnswer { quotes, copies, problems } =
            answer(&found, &snapshot.problems, &snapshot, &collection);
        out.json(&CheckAnswer {
            attached,
            changed,
            ambiguous,
            orphan,
            unreadable,
            quotes,
            copies,
            problems,
            cleaned,
            migrated,
            altered,
            accepted,
        })?;
        return Ok(Outcome::Done);
    }
    out.text(&format!(
        "{} quotes: {attached} attached, {changed} changed, {ambiguous} ambiguous, {orphan} orphaned, {unreadable} unreadable\n",
        found.len() + unreadable
    ))?;
    for (quote, status) in found.iter().filter(|(_, at)| at.anchor.state() != State::Attached) {
        let first = format!("\n{}  {}\n  {}\n", quote.id, quote.article.name(), quote.exact);
        out.text(&format!("{first}  {}\n", stands(status)))?;
    }
    out.problems(&snapshot.problems);
    for path in cleaned {
        out.message(&format!("{path}: left by a write that was cut off; removed"));
    }
    for id in accepted {
        out.message(&format!("{id}: kept as it stands"));
    }
    if !migrated.is_empty() {
        let count = counted(migrated.len(), "quote");
        out.message(&format!("{count} written in the form of this version"));
    }
    for (id, failure) in kept {
        out.message(&format!("{id} stays in its older form: {failure}"));
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_whose_order_is_in_doubt_has_a_question_mark() {
        assert_eq!(numbered(4, None), "¶4");
        assert_eq!(numbered(4, Some(Doubt::OrderUnsure)), "¶4?");
    }
}
