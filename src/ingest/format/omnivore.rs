//! What Omnivore exports: a packed folder with lists of what was saved, and the text of each as a page.

use serde_json::Value;

use super::{html, office::Package};
use crate::collection::{Found, Metadata, Provenance};
use crate::ingest::line::dates;
use crate::ingest::piece::{Parsed, Sheet};
use crate::text::normalise::one_line;

/// Whether the names in a packed file are those of such an export.
pub(in crate::ingest) fn is(holds: impl Fn(&[u8]) -> bool) -> bool {
    holds(b"metadata_") && holds(b"_to_") && holds(b".json") && holds(b"content/")
}

fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// Reads the export in `bytes`: every page that was saved, with what its list says of it.
///
/// # Errors
/// If it is damaged or nothing was saved.
pub(in crate::ingest) fn read(bytes: &[u8], depth: usize) -> Result<Parsed, String> {
    let mut package = Package::open(bytes)?;
    let lists: Vec<String> = package
        .names()
        .filter(|name| name.strip_prefix("metadata_").is_some_and(is_json))
        .collect();
    let mut articles = Vec::new();
    for list in lists {
        let source = package.part(&list)?.unwrap_or_default();
        match serde_json::from_str::<Vec<Value>>(source.trim_start_matches('\u{feff}')) {
            Ok(saved) => {
                articles.extend(saved.iter().map(|item| article(item, &mut package, depth)));
            }
            Err(error) => {
                articles.push(Err(format!("{list} is damaged ({error}): export it again")));
            }
        }
    }
    if articles.is_empty() {
        return Err("nothing was saved in this export".into());
    }
    Ok(Parsed::Many(articles))
}

fn article(item: &Value, package: &mut Package<'_>, depth: usize) -> Result<Sheet, String> {
    let from = Provenance::Container;
    let text = |key: &str| {
        item.get(key).and_then(Value::as_str).map(one_line).filter(|text| !text.is_empty())
    };
    let slug = text("slug").unwrap_or_default();
    let name = text("title").unwrap_or_else(|| slug.clone());
    let page = package.part(&format!("content/{slug}.html"))?;
    let page = page.ok_or_else(|| format!("“{name}” was exported without its text"))?;
    let address = text("url");
    let mut sheet = html::read(&page, address.as_deref(), depth)?;
    let labels = item.get("labels").and_then(Value::as_array).into_iter().flatten();
    let stated = Metadata {
        title: text("title").map(|title| Found::new(title, from)),
        authors: text("author").into_iter().collect(),
        date: text("publishedAt")
            .and_then(|date| dates::of_machine(&date))
            .map(|date| Found::new(date, from)),
        url: address,
        tags: labels.filter_map(Value::as_str).map(one_line).collect(),
        ..Metadata::default()
    }
    .found_in(from);
    let found = std::mem::replace(&mut sheet.metadata, stated);
    sheet.metadata.complete(&found);
    Ok(sheet)
}
