//! A quote as it is written: a W3C Web Annotation with the program's own fields under one key.
//!
//! <https://www.w3.org/TR/annotation-model/>: a text quote selector and a text position selector name the
//! place, textual bodies carry note and tags. Keys have a fixed order, positions are code points, the
//! last character is a line end. What this version does not know is kept and written back. A record of an
//! older form is read as one of this version's; writing it makes it one.

mod checksum;
mod fields;
mod forms;
mod read;
mod sides;

use serde_json::{Value, json};

use super::quote::{Quote, Snapshot};

pub use checksum::Integrity;
pub use forms::SCHEMA;
pub use read::{from_value, open, read};
pub use sides::sides;

/// The key that holds the program's own fields.
pub const OWN: &str = "variorum";
/// Fields that are the same in every record.
const FIXED: [(&str, &str); 3] = [
    ("@context", "http://www.w3.org/ns/anno.jsonld"),
    ("type", "Annotation"),
    ("motivation", "highlighting"),
];

/// Why a record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Nothing is in it.
    #[error("it is empty")]
    Empty,
    /// It holds NUL bytes, as a crashed system leaves them.
    #[error("it is filled with NUL bytes, as after a crash of the system")]
    Nul,
    /// A merge of git was not finished.
    #[error("it holds conflict markers of git: finish the merge")]
    Merge,
    /// No UTF-8 or no JSON.
    #[error("it is no JSON: {0}")]
    NotJson(String),
    /// JSON, but no annotation of a text.
    #[error("it is no annotation of a text: `{0}` is missing or has the wrong form")]
    Field(&'static str),
    /// Written by a later version in a form that this one cannot read.
    #[error("it was written by a newer variorum (form {0})")]
    Newer(u64),
}

/// `quote` as it stands in its file.
pub fn write(quote: &Quote) -> String {
    let mut text = serde_json::to_string_pretty(&checksum::with(value(quote))).unwrap_or_default();
    text.push('\n');
    text
}

/// The record of `quote`.
pub fn value(quote: &Quote) -> Value {
    let body = |purpose: &str, value: &str| json!({"type": "TextualBody", "purpose": purpose, "value": value});
    let mut bodies = Vec::new();
    if !quote.note.is_empty() {
        bodies.push(body("commenting", &quote.note));
    }
    bodies.extend(quote.tags.iter().map(|tag| body("tagging", tag)));
    let mut kept = quote.kept.clone();
    if let Some(Value::Array(others)) = kept.shift_remove("body") {
        bodies.extend(others);
    }
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector",
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
    })];
    if let Some([start, end]) = quote.position {
        selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
    }
    let mut record = json!({
        "@context": FIXED[0].1,
        "id": format!("urn:ulid:{}", quote.id),
        "type": FIXED[1].1,
        "motivation": FIXED[2].1,
        "created": quote.created.to_string(),
        "modified": quote.modified.to_string(),
        "generator": {"type": "Software", "name": "variorum", "schema:softwareVersion": quote.app},
        "body": bodies,
        "target": {"source": source(&quote.article), "selector": selectors},
        OWN: own(quote),
    });
    merge(&mut record, Value::Object(kept));
    record
}

/// What the annotation is about: the address, else the name of the text, else of the file.
fn source(article: &Snapshot) -> String {
    let hashed = || article.hash.map(|hash| format!("urn:sha256:{hash}"));
    let filed = || article.path.as_ref().map(|path| format!("file:{path}"));
    article.url.clone().or_else(hashed).or_else(filed).unwrap_or_else(|| "urn:unknown".to_owned())
}

fn own(quote: &Quote) -> Value {
    let placements: Vec<Value> = quote
        .placements
        .iter()
        .map(|p| {
            let [start, end] = p.position;
            json!({"hash": p.hash.to_string(), "path": p.path, "start": start, "end": end, "at": p.at.to_string()})
        })
        .collect();
    json!({
        "schema": quote.schema.max(SCHEMA),
        "rev": quote.rev,
        "article": snapshot(&quote.article),
        "paragraph": quote.paragraph,
        "passage": quote.passage,
        "page": quote.page,
        "doubt": quote.doubt.map(|doubt| doubt.to_string()),
        "sentences": quote.sentences.map(|s| [s.first, s.last]),
        "copies": quote.copies,
        "themes": quote.themes,
        "inside_quotation": quote.quotation.as_ref()
            .map(|q| json!({"speaker": q.speaker, "confirmed": q.confirmed})),
        "placements": placements,
    })
}

/// The article of a quote, as records and answers give it.
pub fn snapshot(article: &Snapshot) -> Value {
    json!({
        "id": article.id.map(|id| id.to_string()),
        "title": article.title,
        "authors": article.authors,
        "date": article.date.map(|date| date.to_string()),
        "date_end": article.date_end.map(|date| date.to_string()),
        "source": article.source,
        "url": article.url,
        "path": article.path,
        "part": article.part.map(|part| json!({"number": part.number, "of": part.of})),
        "hash": article.hash.map(|hash| hash.to_string()),
        "language": article.language,
        "reading": article.reading,
    })
}

/// Lays what was kept over what is `known`.
fn merge(known: &mut Value, kept: Value) {
    match (known, kept) {
        (Value::Object(known), Value::Object(kept)) => {
            for (key, value) in kept {
                match known.get_mut(&key) {
                    Some(place) => merge(place, value),
                    None => {
                        known.insert(key, value);
                    }
                }
            }
        }
        (Value::Array(known), Value::Array(kept)) => {
            for (place, value) in kept.into_iter().enumerate() {
                match known.get_mut(place) {
                    Some(known) => merge(known, value),
                    None => known.push(value),
                }
            }
        }
        (known, kept) => *known = kept,
    }
}
