//! The rows of the quotes screen: groups, and what is in them.

use std::sync::Arc;

use crate::app::quotes_state::QuotesState;
use crate::quotes::export::{Grouping, grouped, sorted};
use crate::quotes::{Quote, QuoteId, State};
use crate::text::{Extent, fuzzy};

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotesRow {
    /// A group and how many quotes it has.
    Group {
        /// What the group has in common: a title, theme, tag or day.
        name: String,
        /// How many quotes are in it.
        count: usize,
    },
    /// A quote and where the filter fits its words.
    Quote {
        /// Which quote stands in it.
        id: QuoteId,
        /// Letters that the filter matched, as bytes of its words.
        matched: Vec<Extent>,
    },
    /// A quote that could not be saved, as its place among all such.
    Unsaved(usize),
    /// Two versions of a quote, as their place among all such.
    Copy(usize),
}

/// What is shown, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) by: Grouping,
    /// Only quotes in this state.
    pub(super) state: Option<State>,
    /// Letters, `#tag`, `:state`.
    pub(super) filter: &'a str,
}

/// What must be looked after first, then everything by its group, then what is not here.
pub(super) fn rows(quotes: &QuotesState, view: View<'_>) -> Vec<QuotesRow> {
    let filter = Filter::of(view.filter);
    let (mut orphans, mut here, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
    let mut matches = Vec::new();
    for quote in &quotes.stored.quotes {
        let state = quotes.state(quote);
        if view.state.is_some_and(|wanted| state != Some(wanted)) {
            continue;
        }
        let Some(matched) = filter.fits(quote, state) else { continue };
        matches.push((quote.id, matched));
        match state {
            Some(State::Orphan) => orphans.push(&**quote),
            None if quotes.status(quote.id).is_some() => elsewhere.push(&**quote),
            _ => here.push(&**quote),
        }
    }
    let mut rows = Vec::new();
    unsaved(quotes, &mut rows);
    if view.filter.is_empty() && view.state.is_none() {
        copies(quotes, &mut rows);
    }
    let matched = |id: QuoteId| {
        let place = matches.binary_search_by_key(&id, |(id, _)| *id).ok();
        place.and_then(|at| matches.get(at)).map(|(_, found)| found.clone()).unwrap_or_default()
    };
    let mut group = |name: String, quotes: &[&Quote]| {
        rows.push(QuotesRow::Group { name, count: quotes.len() });
        let quotes = quotes.iter();
        rows.extend(quotes.map(|q| QuotesRow::Quote { id: q.id, matched: matched(q.id) }));
    };
    if !orphans.is_empty() {
        group("Orphans: their words are no longer in the article".to_owned(), &sorted(orphans));
    }
    for (name, quotes) in grouped(&sorted(here), view.by) {
        group(named(name, view.by), &quotes);
    }
    for (name, quotes) in grouped(&sorted(elsewhere), Grouping::Article) {
        group(format!("Not open here: {name}"), &quotes);
    }
    rows
}

/// Whatever the filter is: nothing else is as easily lost.
fn unsaved(quotes: &QuotesState, rows: &mut Vec<QuotesRow>) {
    let count = quotes.unsaved_quotes().len();
    if count > 0 {
        rows.push(QuotesRow::Group { name: "Not saved".to_owned(), count });
        rows.extend((0..count).map(QuotesRow::Unsaved));
    }
}

fn copies(quotes: &QuotesState, rows: &mut Vec<QuotesRow>) {
    let count = quotes.stored.conflicts.len();
    if count > 0 {
        rows.push(QuotesRow::Group {
            name: if quotes.stored.conflicts.iter().all(|conflict| conflict.mine.is_none()) {
                "Versions whose quote is not here".to_owned()
            } else {
                "Two versions: choose one, or join them".to_owned()
            },
            count,
        });
        rows.extend((0..count).map(QuotesRow::Copy));
    }
}

fn named(name: String, by: Grouping) -> String {
    match (name.as_str(), by) {
        ("", Grouping::Theme) => "Under no theme".to_owned(),
        ("", _) => "Without a tag".to_owned(),
        (_, Grouping::Tag) => format!("#{name}"),
        _ => name,
    }
}

/// A filter, taken apart.
struct Filter {
    words: String,
    tags: Vec<String>,
    states: Vec<String>,
}

impl Filter {
    fn of(text: &str) -> Self {
        let mut filter = Self { words: String::new(), tags: Vec::new(), states: Vec::new() };
        for word in text.split_whitespace() {
            if let Some(tag) = word.strip_prefix('#') {
                filter.tags.push(tag.to_lowercase());
            } else if let Some(state) = word.strip_prefix(':') {
                filter.states.push(state.to_lowercase());
            } else {
                filter.words.push_str(word);
                filter.words.push(' ');
            }
        }
        filter
    }

    /// Where the letters fit the words; empty where they fit note, tags or title.
    fn fits(&self, quote: &Quote, state: Option<State>) -> Option<Vec<Extent>> {
        let tagged = |tag: &String| {
            quote.tags.iter().chain(&quote.themes).any(|t| t.to_lowercase().starts_with(tag))
        };
        let stands = |wanted: &String| {
            state.is_some_and(|state| state.to_string().starts_with(wanted.as_str()))
        };
        if !self.tags.iter().all(tagged) || !self.states.iter().all(stands) {
            return None;
        }
        if let Some(found) = fuzzy(&self.words, &quote.exact) {
            return Some(found.extents);
        }
        let rest = format!("{} {} {}", quote.note, quote.article.name(), quote.tags.join(" "));
        fuzzy(&self.words, &rest).map(|_| Vec::new())
    }
}

/// Quotes by name, in the order of `ids`.
pub(super) fn all(quotes: &QuotesState, ids: impl IntoIterator<Item = QuoteId>) -> Vec<Arc<Quote>> {
    ids.into_iter().filter_map(|id| quotes.get(id)).map(Arc::clone).collect()
}
