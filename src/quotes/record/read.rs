//! From a record to a quote: what is known is taken out, what is left is kept.

use serde_json::Value;

use super::checksum::{self, Integrity};
use super::fields::{
    Fields, drop_if, extent, hash, list, number, object, parse, small, text, texts, time,
};
use super::forms::lift;
use super::{FIXED, Malformed, OWN, SCHEMA, source};
use crate::collection::Part;
use crate::quotes::{Placement, Quotation, Quote, QuoteId, Sentences, Snapshot};

/// The quote that the bytes of a file hold.
pub fn read(bytes: &[u8]) -> Result<Quote, Malformed> {
    open(bytes).map(|(quote, _)| quote)
}

/// The quote that the bytes of a file hold, and whether it is as the program wrote it.
pub fn open(bytes: &[u8]) -> Result<(Quote, Integrity), Malformed> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Malformed::Empty);
    }
    if bytes.contains(&0) {
        return Err(Malformed::Nul);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Malformed::NotJson(error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str(text) {
        Ok(mut record) => {
            let integrity = checksum::check(&mut record);
            from_value(record).map(|quote| (quote, integrity))
        }
        Err(_) if text.lines().any(|line| line.starts_with("<<<<<<< ")) => Err(Malformed::Merge),
        Err(error) => Err(Malformed::NotJson(error.to_string())),
    }
}

/// The quote that a record holds.
pub fn from_value(record: Value) -> Result<Quote, Malformed> {
    let Value::Object(mut top) = record else { return Err(Malformed::Field("type")) };
    let mut own = object(&mut top, OWN)?;
    let schema = number(&mut own, "schema")?.ok_or(Malformed::Field("schema"))?;
    let schema_known = u32::try_from(schema).map_err(|_| Malformed::Newer(schema))?;
    lift(&mut own, schema_known)?;
    fields(top, own, schema_known).map_err(|error| match error {
        Malformed::Field(_) if schema_known > SCHEMA => Malformed::Newer(schema),
        error => error,
    })
}

fn fields(mut top: Fields, mut own: Fields, schema: u32) -> Result<Quote, Malformed> {
    let id = text(&mut top, "id")?.ok_or(Malformed::Field("id"))?;
    let id: QuoteId = id
        .strip_prefix("urn:ulid:")
        .and_then(|id| id.parse().ok())
        .ok_or(Malformed::Field("id"))?;
    for (key, value) in FIXED {
        // Another value than ours is an unknown field and goes back as it was.
        drop_if(&mut top, key, value);
    }
    let created = time(&mut top, "created")?;
    let modified = time(&mut top, "modified")?;
    let mut generator = object(&mut top, "generator")?;
    drop_if(&mut generator, "type", "Software");
    drop_if(&mut generator, "name", "variorum");
    let app = text(&mut generator, "schema:softwareVersion")?.unwrap_or_default();
    let (note, tags, other_bodies) = bodies(&mut top)?;
    let mut target = object(&mut top, "target")?;
    let found = selectors(&mut target)?;
    let article = read_snapshot(&mut own)?;
    drop_if(&mut target, "source", &source(&article));
    let mut quote = Quote {
        id,
        schema,
        rev: small(&mut own, "rev")?.ok_or(Malformed::Field("rev"))?,
        exact: found.exact,
        prefix: found.prefix,
        suffix: found.suffix,
        paragraph: text(&mut own, "paragraph")?.unwrap_or_default(),
        article,
        position: found.position,
        passage: small(&mut own, "passage")?,
        page: text(&mut own, "page")?,
        doubt: parse(&mut own, "doubt")?,
        sentences: sentences(&mut own)?,
        copies: small(&mut own, "copies")?.unwrap_or(1),
        note,
        tags,
        themes: texts(&mut own, "themes")?,
        quotation: quotation(&mut own)?,
        created,
        modified,
        app,
        placements: placements(&mut own)?,
        kept: top,
    };
    if !found.others.is_empty() {
        target.insert("selector".to_owned(), Value::Array(found.others));
    }
    let rest = [("generator", generator), ("target", target), (OWN, own)];
    for (key, left) in rest.into_iter().filter(|(_, left)| !left.is_empty()) {
        quote.kept.insert(key.to_owned(), Value::Object(left));
    }
    if !other_bodies.is_empty() {
        quote.kept.insert("body".to_owned(), Value::Array(other_bodies));
    }
    Ok(quote)
}

/// Note, tags, and the bodies that are neither.
fn bodies(top: &mut Fields) -> Result<(String, Vec<String>, Vec<Value>), Malformed> {
    let (mut note, mut tags, mut others) = (String::new(), Vec::new(), Vec::new());
    for body in list(top, "body")? {
        let plain = body.as_object().is_some_and(|fields| fields.len() == 3)
            && body.get("type").and_then(Value::as_str) == Some("TextualBody");
        let value = body.get("value").and_then(Value::as_str).filter(|_| plain);
        match (value, body.get("purpose").and_then(Value::as_str)) {
            (Some(value), Some("commenting")) if note.is_empty() => value.clone_into(&mut note),
            (Some(value), Some("tagging")) => tags.push(value.to_owned()),
            _ => others.push(body),
        }
    }
    Ok((note, tags, others))
}

struct Selectors {
    exact: String,
    prefix: String,
    suffix: String,
    position: Option<[usize; 2]>,
    /// Unknown fields of the known ones, then unknown ones, in the shape of the list written.
    others: Vec<Value>,
}

fn selectors(target: &mut Fields) -> Result<Selectors, Malformed> {
    let (mut quoted, mut placed, mut others) = (None, None, Vec::new());
    for selector in list(target, "selector")? {
        let kind = selector.get("type").and_then(Value::as_str).unwrap_or("").to_owned();
        match (kind.as_str(), selector) {
            ("TextQuoteSelector", Value::Object(fields)) if quoted.is_none() => {
                quoted = Some(fields);
            }
            ("TextPositionSelector", Value::Object(fields)) if placed.is_none() => {
                placed = Some(fields);
            }
            (_, selector) => others.push(selector),
        }
    }
    let mut quoted = quoted.ok_or(Malformed::Field("TextQuoteSelector"))?;
    let exact = text(&mut quoted, "exact")?.filter(|exact| !exact.is_empty());
    let mut found = Selectors {
        exact: exact.ok_or(Malformed::Field("exact"))?,
        prefix: text(&mut quoted, "prefix")?.unwrap_or_default(),
        suffix: text(&mut quoted, "suffix")?.unwrap_or_default(),
        position: None,
        others: Vec::new(),
    };
    quoted.shift_remove("type");
    let mut left = vec![quoted];
    if let Some(mut placed) = placed {
        found.position = extent(&mut placed)?;
        placed.shift_remove("type");
        left.push(placed);
    }
    if !others.is_empty() || left.iter().any(|fields| !fields.is_empty()) {
        found.others = left.into_iter().map(Value::Object).chain(others).collect();
    }
    Ok(found)
}

fn read_snapshot(own: &mut Fields) -> Result<Snapshot, Malformed> {
    let mut article = object(own, "article")?;
    let parsed = Snapshot {
        id: parse(&mut article, "id")?,
        title: text(&mut article, "title")?,
        authors: texts(&mut article, "authors")?,
        date: parse(&mut article, "date")?,
        date_end: parse(&mut article, "date_end")?,
        source: text(&mut article, "source")?,
        url: text(&mut article, "url")?,
        path: text(&mut article, "path")?,
        part: part(&mut article)?,
        hash: hash(&mut article)?,
        language: text(&mut article, "language")?,
        reading: small(&mut article, "reading")?,
    };
    if !article.is_empty() {
        own.insert("article".to_owned(), Value::Object(article));
    }
    Ok(parsed)
}

fn part(article: &mut Fields) -> Result<Option<Part>, Malformed> {
    let wrong = Malformed::Field("part");
    match article.shift_remove("part") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(mut fields)) => {
            let (number, of) = (small(&mut fields, "number")?, small(&mut fields, "of")?);
            if !fields.is_empty() {
                article.insert("part".to_owned(), Value::Object(fields));
            }
            number.zip(of).map(|(number, of)| Some(Part { number, of })).ok_or(wrong)
        }
        Some(_) => Err(wrong),
    }
}

fn sentences(own: &mut Fields) -> Result<Option<Sentences>, Malformed> {
    let wrong = Malformed::Field("sentences");
    match own.shift_remove("sentences") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let [first, last]: [u32; 2] = serde_json::from_value(value).map_err(|_| wrong)?;
            Ok(Some(Sentences { first, last }))
        }
    }
}

fn quotation(own: &mut Fields) -> Result<Option<Quotation>, Malformed> {
    match own.shift_remove("inside_quotation") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(mut fields)) => {
            let speaker = text(&mut fields, "speaker")?;
            let confirmed =
                fields.shift_remove("confirmed").and_then(|c| c.as_bool()).unwrap_or(false);
            if !fields.is_empty() {
                own.insert("inside_quotation".to_owned(), Value::Object(fields));
            }
            Ok(Some(Quotation { speaker, confirmed }))
        }
        Some(_) => Err(Malformed::Field("inside_quotation")),
    }
}

fn placements(own: &mut Fields) -> Result<Vec<Placement>, Malformed> {
    let wrong = Malformed::Field("placements");
    let mut placements = Vec::new();
    let mut left = Vec::new();
    for placement in list(own, "placements")? {
        let Value::Object(mut fields) = placement else { return Err(wrong) };
        placements.push(Placement {
            hash: hash(&mut fields)?.ok_or(Malformed::Field("hash"))?,
            path: text(&mut fields, "path")?.unwrap_or_default(),
            position: extent(&mut fields)?.ok_or(Malformed::Field("start"))?,
            at: time(&mut fields, "at")?,
        });
        left.push(fields);
    }
    if left.iter().any(|fields| !fields.is_empty()) {
        let left = left.into_iter().map(Value::Object).collect();
        own.insert("placements".to_owned(), Value::Array(left));
    }
    Ok(placements)
}
