//! A checksum of a record's content, by which damage on the disk is told from a change of the article.

use serde_json::{Map, Value};

use super::OWN;
use crate::collection::ContentHash;

/// Its key among the program's own fields.
const KEY: &str = "checksum";
/// The first form of records that have one.
const SINCE: u64 = 3;

/// Whether a record is as the program wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// Its content fits its checksum, or it is of a form that has none.
    Sound,
    /// It was changed by hand, or damaged.
    Altered,
}

/// `record` with the checksum of what it says.
pub(super) fn with(mut record: Value) -> Value {
    let sum = sum(&record);
    if let Some(own) = record.get_mut(OWN).and_then(Value::as_object_mut) {
        own.insert(KEY.to_owned(), sum.into());
    }
    record
}

/// Takes the checksum out of `record` and says whether it fits the rest.
pub(super) fn check(record: &mut Value) -> Integrity {
    let Some(own) = record.get_mut(OWN).and_then(Value::as_object_mut) else {
        return Integrity::Altered;
    };
    let has_none = own.get("schema").and_then(Value::as_u64).is_some_and(|form| form < SINCE);
    match own.shift_remove(KEY) {
        None if has_none => Integrity::Sound,
        Some(Value::String(said)) if said == sum(record) => Integrity::Sound,
        _ => Integrity::Altered,
    }
}

/// SHA-256 of the record with its keys in the order of the alphabet and no spaces between: moved and
/// indented fields change nothing.
fn sum(record: &Value) -> String {
    ContentHash::of(&sorted(record).to_string()).to_string()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_unstable_by_key(|(key, _)| *key);
            let fields = fields.into_iter().map(|(key, value)| (key.clone(), sorted(value)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        Value::Array(values) => values.iter().map(sorted).collect(),
        plain => plain.clone(),
    }
}
