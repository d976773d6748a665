//! What comes as JSON: feeds, and what wallabag and Omnivore export; anything else is named as what it is.

use serde_json::Value;

use super::{feed, html};
use crate::collection::{BlockKind, Found, Metadata, Provenance};
use crate::ingest::line::{dates, language};
use crate::ingest::piece::{Head, Parsed, Piece, Sheet};
use crate::text::normalise::one_line;

/// Whether what begins so may be a feed or an export with texts in it.
pub(in crate::ingest) fn is_export(first: &[u8]) -> bool {
    let holds = |word: &str| memchr::memmem::find(first, word.as_bytes()).is_some();
    holds("jsonfeed.org") || holds("\"content\"") && (holds("\"url\"") || holds("\"title\""))
}

/// Reads the JSON `source`.
///
/// # Errors
/// If it holds no articles: what it is instead, or that it is damaged.
pub(in crate::ingest) fn read(source: &str, depth: usize) -> Result<Parsed, String> {
    let value: Value =
        serde_json::from_str(source.trim_start_matches('\u{feff}')).map_err(|error| {
            format!("it is JSON that breaks off or is damaged ({error}): save it again")
        })?;
    if text(&value, "version").is_some_and(|version| version.contains("jsonfeed.org")) {
        return feed::of_json(&value, depth);
    }
    let entries = match &value {
        Value::Array(entries) => entries.as_slice(),
        one => std::slice::from_ref(one),
    };
    let saved = |entry: &&Value| text(entry, "content").is_some() && text(entry, "url").is_some();
    if entries.iter().any(|entry| saved(&entry)) {
        return Ok(Parsed::Many(entries.iter().map(|entry| wallabag(entry, depth)).collect()));
    }
    let first = entries.first();
    let has =
        |keys: &[&str]| first.is_some_and(|first| keys.iter().all(|key| first.get(key).is_some()));
    Err(if has(&["slug", "url"]) {
        "it is Omnivore's list of what was saved: the texts lie in the folder `content` beside it"
            .into()
    } else if has(&["type", "title"]) {
        "it is a list of references, not an article: kept beside articles, it tells what is known of them".into()
    } else {
        "it is data (JSON), not an article: leave it out".into()
    })
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(one_line).filter(|text| !text.is_empty())
}

fn wallabag(entry: &Value, depth: usize) -> Result<Sheet, String> {
    let from = Provenance::Container;
    let title = text(entry, "title");
    let authors = match entry.get("published_by") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(one_line).collect(),
        Some(Value::String(name)) => vec![one_line(name)],
        _ => Vec::new(),
    };
    let date = text(entry, "published_at").and_then(|date| dates::of_machine(&date));
    let tags = entry.get("tags").and_then(Value::as_array);
    let metadata = Metadata {
        title: title.clone().map(|title| Found::new(title, from)),
        authors: authors.into_iter().filter(|name: &String| !name.is_empty()).collect(),
        date: date.map(|date| Found::new(date, from)),
        source: text(entry, "domain_name"),
        url: text(entry, "origin_url").or_else(|| text(entry, "url")),
        language: text(entry, "language").and_then(|stated| language::stated(&stated)),
        tags: tags.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
        ..Metadata::default()
    }
    .found_in(from);
    let content = entry.get("content").and_then(Value::as_str).unwrap_or_default();
    let mut pieces = html::chapter(content, depth)?;
    if !pieces.iter().any(Piece::is_body) {
        return Err(format!(
            "“{}” was saved without its text: save it again",
            title.unwrap_or_default()
        ));
    }
    if let Some(title) = title {
        pieces.insert(0, Piece::of(BlockKind::Title, title));
    }
    Ok(Sheet { metadata, pieces, head: Head::Stated, ..Sheet::default() })
}
