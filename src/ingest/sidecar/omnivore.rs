//! Omnivore's `metadata_0_to_20.json`: what was saved, each in `content/SLUG.html` beside it.

use serde_json::Value;

use super::Entry;

/// The entries in `value`, if it is such a list.
pub(super) fn read(value: &Value) -> Option<Vec<Entry>> {
    let is_saved = |item: &&Value| item.get("slug").is_some() && item.get("url").is_some();
    Some(value.as_array()?.iter().filter(is_saved).map(entry).collect())
}

fn entry(item: &Value) -> Entry {
    let mut entry = Entry::default();
    let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
    let slug = text("slug");
    entry.files = ["html", "pdf"].map(|ending| format!("content/{slug}.{ending}")).to_vec();
    for (key, name) in
        [("title", "title"), ("author", "author"), ("url", "url"), ("publishedAt", "date")]
    {
        entry.say(name, text(key));
    }
    let labels = item.get("labels").and_then(Value::as_array);
    let labels: Vec<&str> = labels.into_iter().flatten().filter_map(Value::as_str).collect();
    entry.say("tags", &labels.join(";"));
    entry
}
