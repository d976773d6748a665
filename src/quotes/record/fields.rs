//! Taking single values out of a JSON object.

use std::str::FromStr;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::Malformed;
use crate::collection::ContentHash;

/// What of an object was not yet taken.
pub(super) type Fields = Map<String, Value>;

pub(super) fn drop_if(fields: &mut Fields, key: &str, value: &str) {
    if fields.get(key).and_then(Value::as_str) == Some(value) {
        fields.shift_remove(key);
    }
}

pub(super) fn object(fields: &mut Fields, key: &'static str) -> Result<Fields, Malformed> {
    match fields.shift_remove(key) {
        Some(Value::Object(inner)) => Ok(inner),
        _ => Err(Malformed::Field(key)),
    }
}

/// A list; one thing alone counts as a list of one, as JSON-LD has it.
pub(super) fn list(fields: &mut Fields, key: &'static str) -> Result<Vec<Value>, Malformed> {
    match fields.shift_remove(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(values)) => Ok(values),
        Some(one @ (Value::Object(_) | Value::String(_))) => Ok(vec![one]),
        Some(_) => Err(Malformed::Field(key)),
    }
}

pub(super) fn text(fields: &mut Fields, key: &'static str) -> Result<Option<String>, Malformed> {
    match fields.shift_remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Malformed::Field(key)),
    }
}

pub(super) fn texts(fields: &mut Fields, key: &'static str) -> Result<Vec<String>, Malformed> {
    let values = fields.shift_remove(key).unwrap_or(Value::Array(Vec::new()));
    serde_json::from_value(values).map_err(|_| Malformed::Field(key))
}

pub(super) fn number(fields: &mut Fields, key: &'static str) -> Result<Option<u64>, Malformed> {
    match fields.shift_remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_u64().map(Some).ok_or(Malformed::Field(key)),
    }
}

pub(super) fn small(fields: &mut Fields, key: &'static str) -> Result<Option<u32>, Malformed> {
    let wide = number(fields, key)?;
    wide.map(|wide| u32::try_from(wide).map_err(|_| Malformed::Field(key))).transpose()
}

pub(super) fn extent(fields: &mut Fields) -> Result<Option<[usize; 2]>, Malformed> {
    let mut place = |key| -> Result<Option<usize>, Malformed> {
        let wide = number(fields, key)?;
        wide.map(|wide| usize::try_from(wide).map_err(|_| Malformed::Field(key))).transpose()
    };
    Ok(place("start")?.zip(place("end")?).map(|(start, end)| [start, end]))
}

pub(super) fn parse<T: FromStr>(
    fields: &mut Fields,
    key: &'static str,
) -> Result<Option<T>, Malformed> {
    text(fields, key)?.map(|text| text.parse().map_err(|_| Malformed::Field(key))).transpose()
}

pub(super) fn time(fields: &mut Fields, key: &'static str) -> Result<Timestamp, Malformed> {
    parse(fields, key)?.ok_or(Malformed::Field(key))
}

pub(super) fn hash(fields: &mut Fields) -> Result<Option<ContentHash>, Malformed> {
    parse(fields, "hash")
}
