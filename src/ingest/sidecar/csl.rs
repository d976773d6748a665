//! CSL-JSON, as Zotero exports it, and the JSON of Better BibTeX, which knows the files.

use serde_json::Value;

use super::Entry;

/// The references in `value`, if it is such a list.
pub(super) fn read(value: &Value) -> Option<Vec<Entry>> {
    let list = value.get("items").unwrap_or(value).as_array()?;
    let is_reference = |item: &&Value| {
        let has = |key: &str| item.get(key).is_some();
        (has("type") || has("itemType")) && has("title")
    };
    Some(list.iter().filter(is_reference).map(entry).collect())
}

fn entry(item: &Value) -> Entry {
    let mut entry = Entry::default();
    let text = |key: &str| item.get(key).and_then(Value::as_str);
    entry.key = text("citation-key")
        .or_else(|| text("citationKey"))
        .or_else(|| text("id"))
        .map(str::to_owned);
    let pairs = [
        ("title", "title"),
        ("container-title", "outlet"),
        ("publicationTitle", "outlet"),
        ("websiteTitle", "outlet"),
        ("URL", "url"),
        ("url", "url"),
        ("language", "language"),
        ("date", "date"),
        ("keyword", "tags"),
        ("publisher", "publisher"),
        ("section", "section"),
        ("page", "page"),
        ("pages", "page"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("place", "place"),
        ("publisher-place", "place"),
        ("edition", "edition"),
    ];
    for (key, name) in pairs {
        if let Some(value) = text(key) {
            entry.say(name, value);
        }
    }
    if let Some(date) = item.get("issued").and_then(issued) {
        entry.say("date", &date);
    }
    let people = item.get("author").or_else(|| item.get("creators")).and_then(Value::as_array);
    let names: Vec<String> = people.into_iter().flatten().filter_map(person).collect();
    entry.say("authors", &names.join(";"));
    let attached = item.get("attachments").and_then(Value::as_array);
    let paths = attached.into_iter().flatten().filter_map(|file| file.get("path")?.as_str());
    entry.files = paths.map(str::to_owned).collect();
    entry
}

fn person(person: &Value) -> Option<String> {
    let text = |key: &str| person.get(key).and_then(Value::as_str);
    if text("creatorType").is_some_and(|kind| kind != "author") {
        return None;
    }
    let last = text("family").or_else(|| text("lastName"));
    let first = text("given").or_else(|| text("firstName"));
    match (last, first) {
        (Some(last), Some(first)) => Some(format!("{last}, {first}")),
        (last, _) => last.or_else(|| text("literal")).or_else(|| text("name")).map(str::to_owned),
    }
}

/// `{"date-parts": [[2024, 3, 14]]}` or `{"raw": "14 March 2024"}`.
fn issued(value: &Value) -> Option<String> {
    let parts = value.get("date-parts").and_then(|parts| parts.get(0)).and_then(Value::as_array);
    let number = |part: &Value| part.as_u64().or_else(|| part.as_str()?.parse().ok());
    let numbers: Vec<String> =
        parts.into_iter().flatten().filter_map(number).map(|n| format!("{n:02}")).collect();
    if numbers.is_empty() {
        return ["raw", "literal"]
            .iter()
            .find_map(|key| value.get(key)?.as_str())
            .map(str::to_owned);
    }
    Some(numbers.join("-"))
}
