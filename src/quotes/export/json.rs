//! A collection of Web Annotations: everything, for other programs and for moving house.

use serde_json::{Value, json};

use super::sorted;
use crate::quotes::quote::Quote;
use crate::quotes::record;
use crate::text::outward;

/// All `quotes` as one collection with one page
/// (<https://www.w3.org/TR/annotation-model/#collections>); importing it restores every record to the
/// byte.
pub fn collection<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> String {
    let items: Vec<Value> = sorted(quotes).into_iter().map(record::value).collect();
    let total = items.len();
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:variorum:quotes",
        "type": "AnnotationCollection",
        "label": "Quotes",
        "total": total,
        "first": {
            "id": "urn:variorum:quotes:page:1",
            "type": "AnnotationPage",
            "partOf": "urn:variorum:quotes",
            "startIndex": 0,
            "items": items,
        },
    });
    let text = serde_json::to_string_pretty(&collection).unwrap_or_default();
    outward::json(&text) + "\n"
}
