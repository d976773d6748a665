//! BibTeX, as Better BibTeX exports it: its field `file` has the paths.

use biblatex::{Bibliography, ChunksExt};

use super::Entry;
use crate::ingest::Limits;

/// The entries in `text`.
pub(super) fn read(text: &str) -> Option<Vec<Entry>> {
    if is_too_deep(text) {
        return None;
    }
    let parsed = Bibliography::parse(text).ok()?;
    Some(parsed.iter().map(entry).collect())
}

/// Whether braces lie deeper in one another than any title sets them: the parser's time grows with their square.
fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > Limits::DATA_DEPTH
    })
}

fn entry(source: &biblatex::Entry) -> Entry {
    let mut entry = Entry { key: Some(source.key.clone()), ..Entry::default() };
    let people = source.author().unwrap_or_default();
    let names = people.iter().map(|person| {
        let last = format!("{} {}", person.prefix, person.name);
        match person.given_name.trim() {
            "" => last.trim().to_owned(),
            first => format!("{}, {first}", last.trim()),
        }
    });
    entry.say("authors", &names.collect::<Vec<_>>().join(";"));
    for (name, chunks) in &source.fields {
        let value = chunks.format_verbatim();
        match name.as_str() {
            "author" | "abstract" | "note" | "annotation" | "urldate" | "month" => {}
            "file" => entry.files = files(&value),
            _ => entry.say(name, &value),
        }
    }
    entry
}

/// `Full Text:files/12/dock.html:text/html;files/13/dock.pdf`: paths between name and kind, or alone.
fn files(value: &str) -> Vec<String> {
    let one = |file: &str| {
        let parts: Vec<&str> = file.split(':').collect();
        let path = match parts.as_slice() {
            [path] => path,
            [.., path, kind] if kind.contains('/') || kind.len() <= 5 => path,
            _ => file,
        };
        path.trim().replace('\\', "")
    };
    value.split(';').map(one).filter(|file| !file.is_empty()).collect()
}
