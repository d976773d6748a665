//! A table with a line for each file: `file,title,author,date,outlet,country,…`, or Zotero's; or for each
//! address, as Pocket exports what was saved.

use super::Entry;

/// What the column of the file may be called.
const FILES: &[&str] = &["file", "filename", "file name", "path", "file attachments"];

/// What the column of the address may be called, where no file is named.
const ADDRESSES: &[&str] = &["url", "link", "address"];
/// Columns of tables that hold quotes: those are imported.
const QUOTES: &[&str] = &["highlight", "quote", "exact", "selection", "text"];

/// The lines of the table in `text`, if it has a column for the file or the address.
pub(super) fn read(text: &str, delimiter: u8) -> Option<Vec<Entry>> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next()?;
    // Where a comma is the decimal sign, tables are parted by semicolons.
    let semicolons = first.matches(';').count() > first.matches(char::from(delimiter)).count();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(if semicolons { b';' } else { delimiter })
        .from_reader(text.as_bytes());
    let header = reader.headers().ok()?.clone();
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    let column = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let file = column(FILES);
    let has_addresses = || column(ADDRESSES).is_some() && column(QUOTES).is_none();
    if file.is_none() && !has_addresses() {
        return None;
    }
    let rows = reader.records().flatten().map(|row| {
        let mut entry = Entry::default();
        for (at, (name, value)) in names.iter().zip(&row).enumerate() {
            if Some(at) == file {
                let files = value.split(';').map(str::trim).filter(|file| !file.is_empty());
                entry.files = files.map(str::to_owned).collect();
            } else if !value.trim().is_empty() {
                entry.say(name, value);
            }
        }
        entry
    });
    let is_told = |entry: &Entry| match file {
        Some(_) => !entry.files.is_empty(),
        None => entry.metadata.url.is_some(),
    };
    Some(rows.filter(is_told).collect())
}
