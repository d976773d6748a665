//! Word processors' files in the Office Open XML format (.docx).

mod body;
mod parts;

use std::collections::HashMap;

use super::office::{self, Package, Token, walk};
use crate::ingest::piece::Sheet;
use body::Body;
use parts::Parts;

/// Reads the document in `bytes`: tracked changes as if accepted, comments left out.
///
/// # Errors
/// If it is damaged, or holds no document.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let parts = Parts::read(&mut package, &main)?;
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
    Ok(Sheet { pieces, properties: Box::new(office::properties(&properties)?), ..Sheet::default() })
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
