//! Omnivore's archive: lists of what was saved, and the highlights of each in a file of its own.

use std::io::{Cursor, Read};

use jiff::Timestamp;
use serde_json::Value;
use zip::ZipArchive;

use super::{Import, NotQuotes, notes};
use crate::quotes::quote::Snapshot;

/// Bytes that the notes and lists of an archive may unpack to.
const UNPACKED: u64 = 64 << 20;

/// Whether `bytes` are packed.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The quotes in the archive `bytes`.
pub(super) fn read(bytes: &[u8], at: Timestamp) -> Result<Import, NotQuotes> {
    let damaged = |error: &dyn std::fmt::Display| NotQuotes::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = UNPACKED;
    let mut works: Vec<(String, Snapshot)> = Vec::new();
    let mut marked: Vec<(String, String)> = Vec::new();
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|error| damaged(&error))?;
        let Ok(name) = part.name().map(std::borrow::Cow::into_owned) else { continue };
        let slug = name.strip_prefix("highlights/").and_then(|name| name.strip_suffix(".md"));
        let is_list = name.starts_with("metadata_") && !name.contains('/');
        if slug.is_none() && !is_list {
            continue;
        }
        let mut text = String::new();
        part.take(left + 1).read_to_string(&mut text).map_err(|error| damaged(&error))?;
        let taken = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let too_much = format!("it unpacks to more than {} MB", UNPACKED >> 20);
        left = left.checked_sub(taken).ok_or(NotQuotes::Damaged(too_much))?;
        match slug {
            Some(slug) => marked.push((slug.to_owned(), text)),
            None => works.extend(listed(&text)),
        }
    }
    if marked.is_empty() {
        return Err(NotQuotes::Form);
    }
    let mut import = Import::default();
    for (slug, text) in marked {
        // Of what was read without a mark there is a file all the same.
        let Ok(mut read) = notes::read(&slug, &text, at) else { continue };
        if let Some((_, work)) = works.iter().find(|(known, _)| *known == slug) {
            read.foreign.iter_mut().for_each(|quote| quote.article = work.clone());
        }
        import.foreign.append(&mut read.foreign);
    }
    Ok(import)
}

/// What a list says was saved, by the names of the files.
fn listed(list: &str) -> Vec<(String, Snapshot)> {
    let saved: Vec<Value> = serde_json::from_str(list).unwrap_or_default();
    let works = saved.iter().filter_map(|item| {
        let text = |key: &str| {
            let text = item.get(key)?.as_str()?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let authors = text("author").into_iter().collect();
        let work =
            Snapshot { title: text("title"), authors, url: text("url"), ..Snapshot::default() };
        Some((text("slug")?, work))
    });
    works.collect()
}
