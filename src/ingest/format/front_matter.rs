//! Front matter of Markdown files: YAML between `---`, TOML between `+++`.

mod yaml;

use std::collections::BTreeMap;

use crate::collection::{DateSpan, Found, Metadata, PartialDate, Provenance};
use crate::ingest::line::{authors, dates, language};
use crate::text::word_list::Words;

/// A value of either notation, as far as metadata needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) enum Value {
    /// One text.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Values by their keys.
    Map(Vec<(String, Value)>),
}

/// What the front matter says, if there is any, and the text behind it.
///
/// # Errors
/// If it lies too deep in itself.
pub(in crate::ingest) fn split(raw: &str) -> Result<(Option<Metadata>, &str), String> {
    let found = match split_off(raw, "---") {
        Some((block, body)) => Some((yaml::read(block)?, body)),
        None => {
            split_off(raw, "+++").map(|(block, body)| (toml(block), body)).or_else(|| json(raw))
        }
    };
    Ok(match found {
        Some((Some(value), body)) if is_metadata(&value) => (Some(metadata(&value)), body),
        _ => (None, raw),
    })
}

/// Keys that any one of is enough to tell front matter from prose between two rules.
static KEYS: Words = Words::new(include_str!("../../../assets/words/front_matter.txt"));

/// Whether lines of a text are rather what it says of itself: one names its author, day or address, or
/// two keys are known.
pub(in crate::ingest) fn is_stated(value: &Value) -> bool {
    let Value::Map(pairs) = value else { return false };
    let known = pairs.iter().filter(|(key, _)| KEYS.has(key)).count();
    known >= 2 || known == 1 && pairs.len() == 1 && pairs.iter().any(|(key, _)| key == "url")
}

/// Whether `value` can be what somebody says of a text: short keys, one of them known or all of them
/// single words.
fn is_metadata(value: &Value) -> bool {
    let Value::Map(pairs) = value else { return false };
    let short = |key: &str| key.split_whitespace().count() <= 3;
    let known = |key: &str| KEYS.has(&key.to_lowercase());
    pairs.iter().all(|(key, _)| short(key))
        && (pairs.iter().any(|(key, _)| known(key))
            || pairs.len() > 1 && pairs.iter().all(|(key, _)| !key.contains(' ')))
}

/// A JSON object at the start, and the text behind it.
fn json(raw: &str) -> Option<(Option<Value>, &str)> {
    let start = raw.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    if !start.starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<serde_json::Value>();
    let value = values.next()?.ok()?;
    let behind = start.get(values.byte_offset()..)?;
    behind
        .trim_start_matches([' ', '\r'])
        .starts_with('\n')
        .then(|| (Some(of_json(&value)), behind))
}

fn of_json(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Text(String::new()),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(of_json).collect()),
        serde_json::Value::Object(map) => {
            Value::Map(map.iter().map(|(key, value)| (key.clone(), of_json(value))).collect())
        }
        other => Value::Text(other.to_string()),
    }
}

fn split_off<'a>(raw: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let raw = raw.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    let (first, rest) = raw.split_once('\n')?;
    if first.trim_end() != fence {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

/// The TOML table in `block`; where it is not quite TOML, its `key = value` lines.
fn toml(block: &str) -> Option<Value> {
    match block.parse::<toml::Table>() {
        Ok(table) => Some(of_toml(&toml::Value::Table(table))),
        Err(_) => key_values(block, '='),
    }
}

/// The lines of `block` that are a key and, behind `sign`, a plain value. A list or table on such a line
/// may be cut off: it is left out.
fn key_values(block: &str, sign: char) -> Option<Value> {
    let pairs: Vec<(String, Value)> = block
        .lines()
        .filter(|line| !line.starts_with([' ', '#', '-', '[']))
        .filter_map(|line| line.split_once(sign))
        .map(|(key, value)| {
            let value = value.trim();
            let value = if value.starts_with(['[', '{', '&', '*']) { "" } else { value };
            (key.trim().to_owned(), Value::Text(value.trim_matches(['"', '\'']).to_owned()))
        })
        .collect();
    (!pairs.is_empty()).then_some(Value::Map(pairs))
}

fn of_toml(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text.clone()),
        toml::Value::Array(items) => Value::List(items.iter().map(of_toml).collect()),
        toml::Value::Table(table) => {
            Value::Map(table.iter().map(|(key, value)| (key.clone(), of_toml(value))).collect())
        }
        other => Value::Text(other.to_string()),
    }
}

/// What `value`, a mapping, says of the article; keys in the order of preference.
pub(in crate::ingest) fn metadata(value: &Value) -> Metadata {
    let Value::Map(pairs) = value else { return Metadata::default() };
    let mut pairs: Vec<(String, &Value)> =
        pairs.iter().map(|(key, value)| (key.to_lowercase(), value)).collect();
    // Some generators keep their own fields in a table of their own.
    for table in ["extra", "params", "metadata", "taxonomies"] {
        if let Some((_, Value::Map(more))) = pairs.iter().find(|(key, _)| key == table) {
            pairs.extend(more.iter().map(|(key, value)| (key.to_lowercase(), value)));
        }
    }
    let texts = |names: &[&str]| -> Vec<String> {
        names
            .iter()
            .find_map(|name| {
                let (_, value) = pairs.iter().find(|(key, _)| key == name)?;
                let texts = texts(value);
                (!texts.is_empty()).then_some(texts)
            })
            .unwrap_or_default()
    };
    let text = |names: &[&str]| texts(names).into_iter().next();
    let authors =
        texts(&["authors", "author", "by", "byline", "author(s)", "creator", "creators", "writer"]);
    let url = text(&[
        "url",
        "source_url",
        "original_url",
        "original",
        "link",
        "permalink",
        "canonical",
        "canonical_url",
        "source",
    ])
    .filter(|url| url.starts_with("http"));
    let date = text(&[
        "date",
        "published",
        "publishdate",
        "published_at",
        "publish_date",
        "pubdate",
        "date_published",
        "datepublished",
        "published_time",
        "published time",
        "date published",
        "publication date",
    ])
    // Of a clipping it is the day on which it was clipped.
    .or_else(|| text(&["created"]).filter(|_| url.is_none()))
    .or_else(|| text(&["year"]));
    let end = text(&["date_end", "end_date"]).and_then(|end| end.parse::<PartialDate>().ok());
    Metadata {
        title: text(&["title", "full title", "headline", "name"])
            .map(|title| Found::new(title, Provenance::FrontMatter)),
        authors: authors.iter().flat_map(|names| authors::of_field(names)).collect(),
        date: date
            .and_then(|date| dates::of_machine(&date))
            .map(|date| ending(date, end))
            .map(|date| Found::new(date, Provenance::FrontMatter)),
        source: text(&[
            "source",
            "publication",
            "publisher",
            "site",
            "site_name",
            "sitename",
            "website",
            "journal",
            "outlet",
            "publication title",
            "hostname",
            "domain",
        ])
        .filter(|source| !source.starts_with("http")),
        url,
        language: text(&["language", "lang", "locale"]).and_then(|value| language::stated(&value)),
        tags: texts(&["tags", "tag", "keywords", "categories", "category", "topics"])
            .iter()
            .flat_map(|tags| tags.split(','))
            .map(|tag| tag.trim().trim_start_matches('#').to_owned())
            .filter(|tag| !tag.is_empty())
            .collect(),
        fields: fields(&pairs),
        ..Metadata::default()
    }
    .found_in(Provenance::FrontMatter)
}

/// Letters, at most, of what is kept as a field: longer is text.
const FIELD: usize = 120;

/// What else is said, by name: section, country, side. Settings of a program are in [`KEYS`].
fn fields(pairs: &[(String, &Value)]) -> BTreeMap<String, Found<String>> {
    let other = pairs.iter().filter(|(key, value)| {
        !KEYS.has(key) && !matches!(value, Value::Map(_)) && key.chars().all(|c| !c.is_control())
    });
    other
        .map(|(key, value)| (key.clone(), texts(value).join(", ")))
        .filter(|(_, value)| !value.is_empty() && value.chars().count() <= FIELD)
        .map(|(key, value)| (key, Found::new(value, Provenance::FrontMatter)))
        .collect()
}

/// All texts in `value`; of a mapping its `name`.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Text(text) => {
            let text = crate::text::normalise::one_line(text);
            let text = text.trim_start_matches("[[").trim_end_matches("]]").trim().to_owned();
            if text.is_empty() || matches!(text.as_str(), "null" | "~") {
                Vec::new()
            } else {
                vec![text]
            }
        }
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Map(pairs) => {
            let part = |name: &str| {
                pairs
                    .iter()
                    .find(|(key, _)| key.eq_ignore_ascii_case(name))
                    .map(|(_, value)| texts(value))
                    .unwrap_or_default()
            };
            let name = part("name");
            if name.is_empty() {
                let whole: Vec<String> = [part("given"), part("family")].concat();
                if whole.is_empty() { Vec::new() } else { vec![whole.join(" ")] }
            } else {
                name
            }
        }
    }
}

/// `date` up to `end`, where that is later.
fn ending(date: DateSpan, end: Option<PartialDate>) -> DateSpan {
    DateSpan { end: end.filter(|end| *end > date.start).or(date.end), ..date }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: \"The Dry Canal\"\nauthors: [Ada Byrne, Otto Halm]\ndate: 2021-05-03\nsource: The Harbour Post\nurl: https://example.org/canal\nlang: en-GB\ntags:\n  - water\n  - towns\n---\nText.";
        let toml = "+++\ntitle = \"The Dry Canal\"\nauthors = [\"Ada Byrne\", \"Otto Halm\"]\ndate = 2021-05-03\nsource = \"The Harbour Post\"\nurl = \"https://example.org/canal\"\nlang = \"en-GB\"\ntags = [\"water\", \"towns\"]\n+++\nText.";
        let (first, body) = split(yaml).unwrap();
        assert_eq!(body, "Text.");
        assert_eq!(first, split(toml).unwrap().0);
        let metadata = first.unwrap();
        assert_eq!(metadata.title.unwrap().value, "The Dry Canal");
        assert_eq!(metadata.authors, ["Ada Byrne", "Otto Halm"]);
        assert_eq!(metadata.date.unwrap().value.start.to_string(), "2021-05-03");
        assert_eq!((metadata.language.as_deref(), metadata.tags.len()), (Some("en"), 2));
    }

    #[test]
    fn of_broken_front_matter_the_plain_lines_are_read_and_none_is_text() {
        for broken in [
            "+++\ntitle = \"The lock\"\nauthor = [\"Ada Byrne\", \ndate = \n+++\nText.",
            "---\ntitle: \"The lock\nauthor: [Ada Byrne, Otto\ndate: 2024-13-45\n---\nText.",
        ] {
            let (metadata, text) = split(broken).unwrap();
            let metadata = metadata.unwrap();
            assert_eq!((metadata.title.unwrap().value.as_str(), text), ("The lock", "Text."));
            assert_eq!((metadata.authors.len(), metadata.date), (0, None));
        }
    }

    #[test]
    fn forms_that_are_not_quite_yaml_are_read() {
        let (metadata, _) = split(
            "---\ntitle: The canal: a history\nauthor: By Ada Byrne and Otto Halm\npublished: May 2021\n---\n",
        )
        .unwrap();
        let metadata = metadata.unwrap();
        assert_eq!(metadata.title.unwrap().value, "The canal: a history");
        assert_eq!(metadata.authors, ["Ada Byrne", "Otto Halm"]);
        assert_eq!(metadata.date.unwrap().value.start.to_string(), "2021-05");
        let week = "---\ndate: 2022-02-28\ndate_end: 2022-03-06\n---\nText.";
        let date = split(week).unwrap().0.unwrap().date.unwrap().value;
        assert_eq!(date.end.unwrap().to_string(), "2022-03-06");
        let (metadata, _) = split(
            "---\nauthor:\n  name: Byrne, Ada\nextra: {source: \"https://example.org/a\"}\n---\n",
        )
        .unwrap();
        let metadata = metadata.unwrap();
        assert_eq!(metadata.authors, ["Byrne, Ada"]);
        assert_eq!(
            (metadata.source, metadata.url.as_deref()),
            (None, Some("https://example.org/a"))
        );
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(
            split("---\nJust a line under a rule.\n").unwrap(),
            (None, "---\nJust a line under a rule.\n")
        );
        assert_eq!(split("---\nA line.\n---\nmore").unwrap().0, None);
    }
}
