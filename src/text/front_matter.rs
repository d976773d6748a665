//! What stands before a text in a notation of its own: YAML between `---`, TOML between `+++`, a JSON object.
//! What it means is the business of whoever reads it.

mod yaml;

use super::normalise::one_line;

/// A value of either notation, as far as metadata needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// One text.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Values by their keys.
    Map(Vec<(String, Value)>),
}

/// What a text says before it begins, if that is a notation; and the text behind it.
pub type Split<'a> = Option<(Option<Value>, &'a str)>;

/// The value before the text in `raw`, and the text behind it; `None` where nothing is set apart.
///
/// # Errors
/// If it lies too deep in itself.
pub fn split(raw: &str) -> Result<Split<'_>, String> {
    Ok(match split_off(raw, "---") {
        Some((block, body)) => Some((yaml::read(block)?, body)),
        None => {
            split_off(raw, "+++").map(|(block, body)| (toml(block), body)).or_else(|| json(raw))
        }
    })
}

impl Value {
    /// The texts under the first of `keys`, given in small letters, that has any.
    pub fn under(&self, keys: &[&str]) -> Vec<String> {
        let Self::Map(pairs) = self else { return Vec::new() };
        let under = |wanted: &&str| {
            let found = pairs.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.texts()).filter(|texts| !texts.is_empty())
        };
        keys.iter().find_map(under).unwrap_or_default()
    }

    /// All texts in it; of a mapping its `name`.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(text) => {
                let text = one_line(text);
                let text = text.trim_start_matches("[[").trim_end_matches("]]").trim().to_owned();
                if text.is_empty() || matches!(text.as_str(), "null" | "~") {
                    Vec::new()
                } else {
                    vec![text]
                }
            }
            Self::List(items) => items.iter().flat_map(Self::texts).collect(),
            Self::Map(pairs) => {
                let part = |name: &str| {
                    pairs
                        .iter()
                        .find(|(key, _)| key.eq_ignore_ascii_case(name))
                        .map(|(_, value)| value.texts())
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
