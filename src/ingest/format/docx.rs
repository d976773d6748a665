//! Word processors' files in the Office Open XML format (.docx).

mod body;
mod chunks;
mod parts;

use std::collections::HashMap;

use super::office::{self, Package, Token, walk};
use crate::ingest::piece::Sheet;
use body::Body;
use parts::Parts;

/// Documents that may lie in one another.
const LEVELS: usize = 4;

/// Reads the document in `bytes`: tracked changes as if accepted, comments left out. Elements of pages in it
/// may lie `depth` deep in one another.
///
/// # Errors
/// If it is damaged, or holds no document.
pub(in crate::ingest) fn read(bytes: &[u8], depth: usize) -> Result<Sheet, String> {
    read_within(bytes, depth, LEVELS)
}

fn read_within(bytes: &[u8], depth: usize, levels: usize) -> Result<Sheet, String> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let mut parts = Parts::read(&mut package, &main)?;
    let mut problem = None;
    for (id, name) in std::mem::take(&mut parts.taken_in) {
        let read = package.bytes(&name)?.ok_or_else(|| "it is missing".to_owned());
        match read.and_then(|bytes| chunks::pieces(&bytes, depth, levels)) {
            Ok(pieces) => drop(parts.chunks.insert(id, pieces)),
            Err(why) => problem = Some(format!("a text within it, {name}, is left out: {why}")),
        }
    }
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut notes = HashMap::new();
    for kind in ["footnote", "endnote"] {
        if let Some(xml) = package.part(&format!("{folder}/{kind}s.xml"))? {
            let mut body = Body::of(&parts);
            walk(&xml, |token| body.take(&token))?;
            notes.extend(body.notes);
        }
    }
    let text = package.part(&main)?.ok_or("there is no text in the document: save it again")?;
    let mut body = Body::of(&parts);
    walk(&text, |token| body.take(&token))?;
    let called = std::mem::take(&mut body.called);
    let mut pieces = body.finish();
    for (number, note) in (1..).zip(called) {
        pieces.extend(office::note(number, notes.remove(&note).unwrap_or_default()));
    }
    let properties = package.part("docProps/core.xml")?.unwrap_or_default();
    let properties = Box::new(office::properties(&properties)?);
    Ok(Sheet { properties, problem, pieces, ..Sheet::default() })
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, String> {
    let mut main = None;
    walk(&package.part("_rels/.rels")?.unwrap_or_default(), |token| {
        if let Token::Start(element) = token
            && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            main = element.attribute("Target");
        }
    })?;
    Ok(main.map_or("word/document.xml".into(), |main| main.trim_start_matches('/').to_owned()))
}
