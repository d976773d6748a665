//! Front matter of Markdown files: YAML between `---`, TOML between `+++`.

use crate::collection::{DateSpan, Found, Metadata, PartialDate, Provenance};
use crate::ingest::line::dates;
use crate::ingest::line::language;

/// A value of either notation, as far as metadata needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// Whether `raw` begins as front matter does.
pub(in crate::ingest) fn opens(raw: &str) -> bool {
    split_off(raw, "---").is_some_and(|(block, _)| block.contains(':'))
        || split_off(raw, "+++").is_some()
}

/// What the front matter says, if there is any that can be read, and the text behind it.
pub(in crate::ingest) fn split(raw: &str) -> (Option<Metadata>, &str) {
    if let Some((block, body)) = split_off(raw, "---") {
        return match yaml(block) {
            Some(value) => (Some(metadata(&value)), body),
            None => (None, raw),
        };
    }
    if let Some((block, body)) = split_off(raw, "+++")
        && let Some(value) = toml(block)
    {
        return (Some(metadata(&value)), body);
    }
    (None, raw)
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

/// The YAML mapping in `block`; where it is not quite YAML (an unquoted colon in a title), its
/// `key: value` lines.
fn yaml(block: &str) -> Option<Value> {
    use saphyr::LoadableYamlNode;
    let document =
        saphyr::Yaml::load_from_str(block).ok().and_then(|documents| documents.into_iter().next());
    match document.as_ref().map(of_yaml) {
        Some(Value::Map(map)) => Some(Value::Map(map)),
        _ => key_values(block, ':'),
    }
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

fn of_yaml(value: &saphyr::Yaml<'_>) -> Value {
    use saphyr::{Scalar, Yaml};
    match value {
        Yaml::Value(Scalar::String(text)) | Yaml::Representation(text, ..) => {
            Value::Text(text.to_string())
        }
        Yaml::Value(Scalar::Integer(n)) => Value::Text(n.to_string()),
        Yaml::Value(Scalar::FloatingPoint(n)) => Value::Text(n.to_string()),
        Yaml::Value(Scalar::Boolean(b)) => Value::Text(b.to_string()),
        Yaml::Sequence(items) => Value::List(items.iter().map(of_yaml).collect()),
        Yaml::Mapping(map) => Value::Map(
            map.iter()
                .filter_map(|(key, value)| match of_yaml(key) {
                    Value::Text(key) => Some((key, of_yaml(value))),
                    _ => None,
                })
                .collect(),
        ),
        Yaml::Tagged(_, inner) => of_yaml(inner),
        _ => Value::Text(String::new()),
    }
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
fn metadata(value: &Value) -> Metadata {
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
    let authors = texts(&["authors", "author", "by", "byline", "creator", "creators", "writer"]);
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
        "created",
        "year",
    ]);
    let end = text(&["date_end", "end_date"]).and_then(|end| end.parse::<PartialDate>().ok());
    Metadata {
        title: text(&["title", "headline", "name"])
            .map(|title| Found::new(title, Provenance::FrontMatter)),
        authors: authors.iter().flat_map(|names| parted(names)).collect(),
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
            "domain",
        ])
        .filter(|source| !source.starts_with("http")),
        url: text(&[
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
        .filter(|url| url.starts_with("http")),
        language: text(&["language", "lang", "locale"]).and_then(|value| language::stated(&value)),
        tags: texts(&["tags", "tag", "keywords", "categories", "category", "topics"])
            .iter()
            .flat_map(|tags| tags.split(','))
            .map(|tag| tag.trim().trim_start_matches('#').to_owned())
            .filter(|tag| !tag.is_empty())
            .collect(),
        ..Metadata::default()
    }
}

/// All texts in `value`; of a mapping its `name`.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Text(text) => {
            let text = crate::ingest::one_line(text);
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

/// "A B and C D", "A B; C D", "A B, C D" as names.
fn parted(names: &str) -> Vec<String> {
    names
        .split([';', '&'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| {
            // "Byrne, Ada" is one name; "Ada Byrne, Otto Halm" are two.
            let pieces: Vec<&str> = part.split(',').map(str::trim).collect();
            if pieces.iter().all(|piece| piece.contains(' ')) { pieces } else { vec![part.trim()] }
        })
        .filter(|name| !name.is_empty())
        .map(|name| {
            name.strip_prefix("by ").or_else(|| name.strip_prefix("By ")).unwrap_or(name).to_owned()
        })
        .collect()
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
        let (first, body) = split(yaml);
        assert_eq!(body, "Text.");
        assert_eq!(first, split(toml).0);
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
            let (metadata, text) = split(broken);
            let metadata = metadata.unwrap();
            assert_eq!((metadata.title.unwrap().value.as_str(), text), ("The lock", "Text."));
            assert_eq!((metadata.authors.len(), metadata.date), (0, None));
        }
    }

    #[test]
    fn forms_that_are_not_quite_yaml_are_read() {
        let (metadata, _) = split(
            "---\ntitle: The canal: a history\nauthor: By Ada Byrne and Otto Halm\npublished: May 2021\n---\n",
        );
        let metadata = metadata.unwrap();
        assert_eq!(metadata.title.unwrap().value, "The canal: a history");
        assert_eq!(metadata.authors, ["Ada Byrne", "Otto Halm"]);
        assert_eq!(metadata.date.unwrap().value.start.to_string(), "2021-05");
        let week = "---\ndate: 2022-02-28\ndate_end: 2022-03-06\n---\nText.";
        let date = split(week).0.unwrap().date.unwrap().value;
        assert_eq!(date.end.unwrap().to_string(), "2022-03-06");
        let (metadata, _) = split(
            "---\nauthor:\n  name: Byrne, Ada\nextra: {source: \"https://example.org/a\"}\n---\n",
        );
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
            split("---\nJust a line under a rule.\n"),
            (None, "---\nJust a line under a rule.\n")
        );
        assert!(!opens("---\nA line.\n---\nmore"));
    }
}
