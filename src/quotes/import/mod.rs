//! Quotes from elsewhere: our own collections, Readwise's tables, a Kindle's clippings, the
//! notes of programs for reading later, other programs' Web Annotations, notes in Markdown.

mod annotation;
mod clippings;
mod lua;
mod notes;
mod omnivore;
mod saved;
mod table;

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Map, Value};
use ulid::Ulid;

use super::folding::folded;
use super::quote::{Quote, QuoteId, Snapshot};
use super::record;
use crate::collection::{ContentHash, Problem};
use crate::text::normalise::canonical;

/// What a file of quotes holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Import {
    /// Records of ours: each is a quote of its own, whatever else is kept at its place.
    pub own: Vec<Quote>,
    /// What other programs and tables say, without a name that lasts.
    pub foreign: Vec<Quote>,
    /// What in it is no quote, and why; the path is the place in the file.
    pub problems: Vec<Problem>,
}

/// What importing a quote comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is not here yet.
    New,
    /// It is here already, to the byte or in the same words from the same article.
    Here,
    /// A quote of this name is here with other content: the reader's stays.
    Differs,
}

/// Why nothing could be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotQuotes {
    /// No form that is known.
    #[error(
        "this is neither JSON with annotations, nor clippings of a Kindle, nor what KOReader or Omnivore keep of what was read, nor notes with block quotes, nor a table with a column `Highlight`"
    )]
    Form,
    /// Broken off or damaged.
    #[error("this cannot be read: {0}")]
    Damaged(String),
}

/// Reads a file of quotes, whatever its form; `name` is its own, without ending, and `at` dates those that say
/// nothing of their time.
pub fn read(name: &str, bytes: &[u8], at: Timestamp) -> Result<Import, NotQuotes> {
    if omnivore::is_packed(bytes) {
        return omnivore::read(bytes, at);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| NotQuotes::Damaged(error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with(['{', '[']) {
        let value =
            serde_json::from_str(text).map_err(|error| NotQuotes::Damaged(error.to_string()))?;
        return saved::read(&value, at)
            .or_else(|| annotation::read(value, at))
            .ok_or(NotQuotes::Form);
    }
    if let Some(table) = lua::read(text) {
        return saved::of_book(&table, at).ok_or(NotQuotes::Form);
    }
    if let Some(import) = clippings::read(text, at) {
        return Ok(import);
    }
    match table::read(text, at) {
        Err(NotQuotes::Form) => notes::read(name, text, at),
        read => read,
    }
}

/// The quotes that are here, by name and by words.
#[derive(Debug, Default)]
pub struct Known<'a> {
    names: HashMap<QuoteId, &'a Quote>,
    words: HashMap<Vec<char>, Vec<&'a Quote>>,
}

impl<'a> Known<'a> {
    /// Takes note of `quote`, which was here before the import.
    pub fn insert(&mut self, quote: &'a Quote) {
        self.arrived(quote);
        self.words.entry(folded(&quote.exact)).or_default().push(quote);
    }

    /// Takes note of `quote`, which came with this import: two records of one file are two quotes, even in
    /// the same words at the same place.
    pub fn arrived(&mut self, quote: &'a Quote) {
        self.names.insert(quote.id, quote);
    }

    /// How `new`, a record of ours, stands to the quotes that are here: by its name alone.
    pub fn arrival(&self, new: &Quote) -> Arrival {
        match self.names.get(&new.id) {
            Some(there) if same_content(there, new) => Arrival::Here,
            Some(_) => Arrival::Differs,
            None => Arrival::New,
        }
    }

    /// How `new`, which another program made, stands to the quotes that are here: by its name, else by its
    /// words and its place.
    pub fn foreign_arrival(&self, new: &Quote) -> Arrival {
        if self.names.contains_key(&new.id) {
            return self.arrival(new);
        }
        let twins = self.words.get(&folded(&new.exact)).map_or(&[][..], Vec::as_slice);
        let here = twins.iter().any(|there| {
            same_article(&there.article, &new.article)
                && there.position.zip(new.position).is_none_or(|(a, b)| a == b)
        });
        if here { Arrival::Here } else { Arrival::New }
    }
}

fn same_content(a: &Quote, b: &Quote) -> bool {
    record::value(a) == record::value(b)
}

/// Same address, else same title, else same text.
fn same_article(a: &Snapshot, b: &Snapshot) -> bool {
    match (&a.url, &b.url, a.hash, b.hash) {
        (Some(a), Some(b), _, _) => a == b,
        (_, _, Some(a), Some(b)) => a == b,
        _ => a.name() == b.name(),
    }
}

/// What other programs say of a passage.
#[derive(Debug, Default)]
struct Foreign {
    exact: String,
    prefix: String,
    suffix: String,
    position: Option<[usize; 2]>,
    note: String,
    tags: Vec<String>,
    article: Snapshot,
    passage: Option<u32>,
    page: Option<String>,
    created: Option<Timestamp>,
    modified: Option<Timestamp>,
    /// The record as it came, kept with the quote.
    original: Option<Value>,
}

impl Foreign {
    /// A quote of ours; its name follows from its content, so that the same thing imported twice has the
    /// same name. `None` without words.
    fn quote(self, at: Timestamp) -> Option<Quote> {
        let exact = canonical(self.exact.trim());
        if exact.trim().is_empty() {
            return None;
        }
        let created = self.created.unwrap_or(at);
        let mut kept = Map::new();
        if let Some(original) = self.original {
            let mut own = Map::new();
            own.insert("imported".to_owned(), original);
            kept.insert(record::OWN.to_owned(), Value::Object(own));
        }
        // Two notes on the same words are two quotes.
        let said = (&self.note, &self.tags);
        let place = (self.position, said);
        let identity = format!("{exact}\u{0}{}\u{0}{place:?}", self.article.name());
        Some(Quote {
            id: name(&identity, self.created),
            schema: record::SCHEMA,
            rev: 1,
            paragraph: exact.clone(),
            exact,
            prefix: canonical(&self.prefix),
            suffix: canonical(&self.suffix),
            article: self.article,
            position: self.position,
            passage: self.passage,
            page: self.page,
            doubt: None,
            sentences: None,
            copies: 1,
            note: super::plain(&self.note),
            tags: self.tags.iter().map(|tag| super::plain(tag)).collect(),
            themes: Vec::new(),
            quotation: None,
            created,
            modified: self.modified.unwrap_or(created),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            placements: Vec::new(),
            kept,
        })
    }
}

fn name(identity: &str, created: Option<Timestamp>) -> QuoteId {
    let ContentHash(hash) = ContentHash::of(identity);
    let (random, _) = hash.split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
    let milliseconds = created.and_then(|at| u64::try_from(at.as_millisecond()).ok()).unwrap_or(0);
    // A ULID has 48 bits of time and 80 of chance.
    QuoteId(Ulid::from_parts(milliseconds & ((1 << 48) - 1), u128::from_be_bytes(*random) >> 48))
}
