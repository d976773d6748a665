//! What the head of a page states: `<meta>` and linked data, their letters freed of one escaping too many.

use std::borrow::Cow;
use std::collections::HashMap;

use dom_query::Document;
use serde_json::Value;

use crate::text::normalise::one_line;

/// Names and values of `<meta>` elements, and the article that the page describes as linked data.
#[derive(Debug, Default)]
pub(super) struct Statements {
    metas: Vec<(String, String)>,
    linked: Option<Value>,
    /// The names that linked data gives things elsewhere, by the `@id` under which an article speaks of them.
    known: HashMap<String, Vec<String>>,
}

impl Statements {
    /// What `page` states.
    pub(super) fn of(page: &Document) -> Self {
        let values = values(page);
        let mut known = HashMap::new();
        for value in &values {
            identify(value, DEPTH, &mut known);
        }
        Self { metas: metas(page), linked: linked(&values).cloned(), known }
    }

    /// The value of the first of `names` that is stated.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas(name).next())
    }

    /// All values of the first of `names` that is stated.
    pub(super) fn all(&self, names: &[&str]) -> Vec<String> {
        names
            .iter()
            .map(|name| self.metas(name).map(str::to_owned).collect::<Vec<_>>())
            .find(|values| !values.is_empty())
            .unwrap_or_default()
    }

    fn metas(&self, name: &str) -> impl Iterator<Item = &str> {
        self.metas.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// What linked data says of the article under the first of `keys`, as text.
    pub(super) fn linked(&self, keys: &[&str]) -> Option<String> {
        let data = self.linked.as_ref()?;
        keys.iter()
            .find_map(|key| data.get(*key)?.as_str().map(plain).filter(|text| !text.is_empty()))
    }

    /// The text of the article as linked data has it, with its lines and elements.
    pub(super) fn body(&self) -> Option<&str> {
        self.linked.as_ref()?.get("articleBody")?.as_str()
    }

    /// The names of what linked data gives under the first of `keys`.
    pub(super) fn named(&self, keys: &[&str]) -> Vec<String> {
        let found =
            self.linked.as_ref().and_then(|data| keys.iter().find_map(|key| data.get(*key)));
        found.map(|found| self.names(found)).unwrap_or_default()
    }

    /// The names in `value`: a text, a thing with a name or one that is told of elsewhere, or several.
    fn names(&self, value: &Value) -> Vec<String> {
        let Value::Array(items) = value else {
            let told = || self.known.get(value.get("@id")?.as_str()?).cloned();
            let names = names(value);
            return if names.is_empty() { told().unwrap_or_default() } else { names };
        };
        items.iter().flat_map(|item| self.names(item)).collect()
    }

    /// What the cards of social networks say behind a label ("Written by"), each pair as one line.
    pub(super) fn labelled(&self) -> impl Iterator<Item = String> {
        self.metas.iter().filter_map(|(key, label)| {
            let number = key.strip_prefix("twitter:label")?;
            let value = self.meta(&[&format!("twitter:data{number}")])?;
            Some(format!("{label}: {value}"))
        })
    }

    /// Whether linked data names only organisations as authors.
    pub(super) fn is_of_organisation(&self) -> bool {
        let kind = self.linked.as_ref().and_then(|data| data.get("author")?.get("@type")?.as_str());
        kind.is_some_and(|kind| kind.ends_with("Organization"))
    }
}

/// `text` as one line, without the escapes (`&amp;`) and tags that some generators leave in it.
pub(super) fn plain(text: &str) -> String {
    let mut text = Cow::Borrowed(text);
    for _ in 0..2 {
        let escaped = text.split('&').skip(1).any(|behind| {
            behind.split_once(';').is_some_and(|(name, _)| {
                (2..=8).contains(&name.len())
                    && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
            })
        });
        if !escaped {
            break;
        }
        text = Cow::Owned(Document::fragment(text.replace('<', "&lt;")).text().to_string());
    }
    one_line(&text)
}

fn metas(page: &Document) -> Vec<(String, String)> {
    let elements = page.select("meta");
    let found = elements.iter().filter_map(|meta| {
        let name =
            ["name", "property", "itemprop", "http-equiv"].iter().find_map(|key| meta.attr(key))?;
        let value = plain(&meta.attr("content")?);
        (!value.is_empty()).then(|| (name.trim().to_lowercase(), value))
    });
    found.collect()
}

/// How deep in one another the things lie that linked data tells of.
const DEPTH: usize = 4;

/// All that the page says as linked data.
fn values(page: &Document) -> Vec<Value> {
    let scripts = page.select("script[type=\"application/ld+json\"]");
    scripts.iter().filter_map(|script| json(&script.text())).collect()
}

/// The first article that `values` describe, or else whatever says when it was published.
fn linked(values: &[Value]) -> Option<&Value> {
    let first =
        |fits: fn(&Value) -> bool| values.iter().find_map(|value| described(value, fits, DEPTH));
    first(is_article).or_else(|| first(is_published))
}

/// Gathers the names of things in `value` that have an `@id`.
fn identify(value: &Value, depth: usize, known: &mut HashMap<String, Vec<String>>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| identify(item, depth - 1, known)),
        Value::Object(map) => {
            let names = names(value);
            if let Some(id) = map.get("@id").and_then(Value::as_str).filter(|_| !names.is_empty()) {
                known.entry(id.to_owned()).or_insert(names);
            }
            map.values().for_each(|inner| identify(inner, depth - 1, known));
        }
        _ => {}
    }
}

fn json(source: &str) -> Option<Value> {
    let source = source.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    serde_json::from_str(source).ok().or_else(|| {
        // Line ends inside of strings are no JSON, but common.
        let spaced: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

fn described(value: &Value, fits: fn(&Value) -> bool, depth: usize) -> Option<&Value> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| described(item, fits, depth - 1)),
        Value::Object(_) if fits(value) => Some(value),
        Value::Object(map) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|key| described(map.get(*key)?, fits, depth - 1)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || matches!(kind, "Report" | "Review")
        })
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn is_published(value: &Value) -> bool {
    value.get("datePublished").is_some()
}

/// The names in `value`: a text, a thing with a name, or several.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![plain(name)],
        Value::Object(map) => map.get("name").map(names).unwrap_or_default(),
        Value::Array(items) => items.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|name| !name.is_empty() && !name.starts_with("http"))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn one_escaping_too_many_is_undone() {
        assert_eq!(
            plain("Locks &amp;amp; quays cost &#163;4m, council&#x27;s report"),
            "Locks & quays cost £4m, council's report"
        );
        assert_eq!(plain("Byrne & Sons; since 1900 <now>"), "Byrne & Sons; since 1900 <now>");
    }
}
