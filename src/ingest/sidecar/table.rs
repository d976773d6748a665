//! A table with a line for each file: `file,title,author,date,outlet,country,…`, or Zotero's.

use super::Entry;

/// What the column of the file may be called.
const FILES: &[&str] = &["file", "filename", "file name", "path", "file attachments"];

/// The lines of the table in `text`, if it has a column for the file.
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
    let file = names.iter().position(|name| FILES.contains(&name.as_str()))?;
    let rows = reader.records().flatten().map(|row| {
        let mut entry = Entry::default();
        for (at, (name, value)) in names.iter().zip(&row).enumerate() {
            if at == file {
                let files = value.split(';').map(str::trim).filter(|file| !file.is_empty());
                entry.files = files.map(str::to_owned).collect();
            } else if !value.trim().is_empty() {
                entry.say(name, value);
            }
        }
        entry
    });
    Some(rows.filter(|entry| !entry.files.is_empty()).collect())
}
