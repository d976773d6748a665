//! What programs for reading later keep beside their texts, as JSON: the annotations of wallabag, the
//! highlights of Pocket, the notes of `KOReader`.

use jiff::Timestamp;
use serde_json::Value;

use super::{Foreign, Import};
use crate::quotes::quote::Snapshot;

/// The quotes in `value`, if it is from there.
pub(super) fn read(value: &Value, at: Timestamp) -> Option<Import> {
    let works = match value.get("documents").unwrap_or(value) {
        Value::Array(works) => works.as_slice(),
        work => std::slice::from_ref(work),
    };
    let lists = ["annotations", "entries", "highlights"];
    let marks = |work: &Value| lists.iter().find_map(|list| work.get(list)).cloned();
    let ours =
        |work: &&Value| work.get("title").is_some() && marks(work).is_some_and(|m| m.is_array());
    let works: Vec<&Value> = works.iter().filter(ours).collect();
    if works.is_empty() {
        return None;
    }
    let mut import = Import::default();
    for work in works {
        let article = article(work);
        for mark in marks(work).as_ref().and_then(Value::as_array).into_iter().flatten() {
            import.foreign.extend(quote(mark, &article).quote(at));
        }
    }
    Some(import)
}

/// The quotes in `table`, which `KOReader` keeps beside a book.
pub(super) fn of_book(table: &Value, at: Timestamp) -> Option<Import> {
    let about = table.get("doc_props").or_else(|| table.get("stats"));
    let about = about.unwrap_or(&Value::Null);
    let authors = text(about, "authors").unwrap_or_default();
    let article = Snapshot {
        title: text(about, "title"),
        authors: authors.lines().map(|name| name.trim().to_owned()).collect(),
        ..Snapshot::default()
    };
    let (marks, is_older) = match (table.get("annotations"), table.get("bookmarks")) {
        (Some(marks), _) => (marks, false),
        (None, Some(marks)) => (marks, true),
        (None, None) => return None,
    };
    // Until 2024 the words were called the notes, and the text was a heading of the program's own.
    let (exact, note) = if is_older { ("notes", "") } else { ("text", "note") };
    let mut import = Import::default();
    // A mark without an end is only a place.
    for mark in marks.as_array()?.iter().filter(|mark| mark.get("pos1").is_some()) {
        let page = mark.get("pageno").or_else(|| mark.get("page").filter(|page| page.is_number()));
        let foreign = Foreign {
            exact: text(mark, exact).unwrap_or_default(),
            note: text(mark, note).unwrap_or_default(),
            page: page.map(ToString::to_string),
            article: article.clone(),
            created: text(mark, "datetime").and_then(|written| super::table::time(&written)),
            original: Some(mark.clone()),
            ..Foreign::default()
        };
        import.foreign.extend(foreign.quote(at));
    }
    Some(import)
}

fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn article(work: &Value) -> Snapshot {
    let authors = match work.get("published_by") {
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        _ => text(work, "author").into_iter().collect(),
    };
    Snapshot {
        title: text(work, "title"),
        authors,
        source: text(work, "domain_name"),
        url: text(work, "origin_url").or_else(|| text(work, "url")),
        ..Snapshot::default()
    }
}

/// wallabag has the words as `quote` and what was thought as `text`; `KOReader` the words as `text` and the
/// thought as `note`.
fn quote(mark: &Value, article: &Snapshot) -> Foreign {
    let quoted = text(mark, "quote");
    let (exact, note) = match quoted {
        Some(quoted) => (Some(quoted), text(mark, "text")),
        None => (text(mark, "text"), text(mark, "note")),
    };
    let seconds = mark.get("time").or_else(|| mark.get("created_at")).and_then(Value::as_i64);
    let page = mark.get("page").and_then(|page| match page {
        Value::Number(number) => Some(number.to_string()),
        Value::String(label) => Some(label.clone()),
        _ => None,
    });
    Foreign {
        exact: exact.unwrap_or_default(),
        note: note.unwrap_or_default(),
        page,
        article: article.clone(),
        created: text(mark, "created_at")
            .and_then(|written| super::table::time(&written))
            .or_else(|| Timestamp::from_second(seconds?).ok()),
        original: Some(mark.clone()),
        ..Foreign::default()
    }
}
