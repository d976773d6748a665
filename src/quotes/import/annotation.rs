//! Web Annotations of any program, alone, listed, paged or collected; Hypothesis' own answers too.

use jiff::Timestamp;
use serde_json::Value;

use super::{Foreign, Import};
use crate::collection::Problem;
use crate::quotes::quote::Snapshot;
use crate::quotes::record;

/// The quotes in `value`; `None` if it has no annotations at all.
pub(super) fn read(value: Value, at: Timestamp) -> Option<Import> {
    let mut import = Import::default();
    for (place, annotation) in annotations(value)?.into_iter().enumerate() {
        let own = annotation.get(record::OWN).is_some();
        let outcome = if own {
            record::from_value(annotation).map_err(|error| error.to_string())
        } else {
            foreign(annotation)
                .and_then(|foreign| foreign.quote(at))
                .ok_or_else(|| "it marks no words of a text".to_owned())
        };
        match outcome {
            Ok(quote) if own => import.own.push(quote),
            Ok(quote) => import.foreign.push(quote),
            Err(message) => {
                let path = format!("annotation {}", place + 1);
                import.problems.push(Problem { path, message });
            }
        }
    }
    Some(import)
}

fn annotations(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(items) => Some(items),
        Value::Object(mut fields) => {
            let annotation = fields.contains_key("target");
            for list in ["items", "rows", "first"] {
                if let Some(inner) = fields.remove(list).filter(|_| !annotation) {
                    return annotations(inner);
                }
            }
            annotation.then(|| vec![Value::Object(fields)])
        }
        _ => None,
    }
}

fn foreign(annotation: Value) -> Option<Foreign> {
    let target = one(annotation.get("target")?);
    let selectors = list(target.get("selector").unwrap_or(&Value::Null));
    let quoted = find(&selectors, "TextQuoteSelector")?;
    let position = find(&selectors, "TextPositionSelector").and_then(|selector| {
        let number = |key| selector.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
        Some([number("start")?, number("end")?])
    });
    let (note, tags) = said(&annotation);
    Some(Foreign {
        exact: text(quoted, "exact")?,
        prefix: text(quoted, "prefix").unwrap_or_default(),
        suffix: text(quoted, "suffix").unwrap_or_default(),
        position,
        note,
        tags,
        article: article(&annotation, target),
        page: None,
        passage: None,
        created: time(&annotation, "created"),
        modified: time(&annotation, "modified").or_else(|| time(&annotation, "updated")),
        original: Some(annotation),
    })
}

/// A selector of this type, directly or as the refinement of another.
fn find<'a>(selectors: &[&'a Value], kind: &str) -> Option<&'a Value> {
    selectors.iter().copied().find_map(|selector| {
        if selector.get("type").and_then(Value::as_str) == Some(kind) {
            return Some(selector);
        }
        find(&[selector.get("refinedBy")?], kind)
    })
}

/// The comments, as one note, and the tags.
fn said(annotation: &Value) -> (String, Vec<String>) {
    let mut notes: Vec<String> = text(annotation, "text").into_iter().collect();
    let mut tags: Vec<String> = list(annotation.get("tags").unwrap_or(&Value::Null))
        .into_iter()
        .filter_map(|tag| tag.as_str().map(str::to_owned))
        .collect();
    for body in list(annotation.get("body").unwrap_or(&Value::Null)) {
        let value = body.as_str().map(str::to_owned).or_else(|| text(body, "value"));
        let purpose = body.get("purpose").and_then(Value::as_str);
        match value {
            Some(tag) if purpose == Some("tagging") => tags.push(tag),
            Some(note) if !note.is_empty() => notes.push(note),
            _ => {}
        }
    }
    notes.extend(text(annotation, "bodyValue"));
    notes.retain(|note| !note.is_empty());
    (notes.join("\n\n"), tags)
}

fn article(annotation: &Value, target: &Value) -> Snapshot {
    let source = target.get("source").unwrap_or(target);
    let address = source.as_str().map(str::to_owned).or_else(|| text(source, "id"));
    let document = annotation.get("document").unwrap_or(source);
    let title = document.get("title").map(one).and_then(Value::as_str);
    Snapshot {
        title: title.map(str::to_owned),
        url: address.or_else(|| text(annotation, "uri")).filter(|url| url.contains("://")),
        ..Snapshot::default()
    }
}

fn one(value: &Value) -> &Value {
    value.as_array().and_then(|values| values.first()).unwrap_or(value)
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn time(value: &Value, key: &str) -> Option<Timestamp> {
    value.get(key)?.as_str()?.parse().ok()
}
