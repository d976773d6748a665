//! Tables of highlights: Readwise's, those of programs that write like it, and our own.

use jiff::Timestamp;

use super::{Foreign, Import, NotQuotes};
use crate::collection::Problem;
use crate::quotes::quote::Snapshot;
use crate::text::outward::uncell;

/// Which column holds what, by the names in use.
struct Columns {
    words: usize,
    title: Option<usize>,
    author: Option<usize>,
    address: Option<usize>,
    note: Option<usize>,
    tags: Option<usize>,
    location: Option<usize>,
    date: Option<usize>,
    source: Option<usize>,
    /// Whether the words are what was selected of a saved text, if anything was.
    is_selection: bool,
}

impl Columns {
    fn of(header: &csv::StringRecord) -> Option<Self> {
        let named = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| header.iter().position(|h| h.trim().eq_ignore_ascii_case(name)))
        };
        Some(Self {
            words: named(&["Highlight", "Quote", "exact", "Selection", "Text"])?,
            title: named(&["Title", "Book Title", "Article Title"]),
            author: named(&["Author", "Book Author", "Authors", "Article Author"]),
            address: named(&["URL", "Source URL", "Article URL"]),
            note: named(&["Note", "Notes"]),
            tags: named(&["Tags"]),
            location: named(&["Location", "passage"]),
            date: named(&["Date", "Highlighted at", "created", "Timestamp"]),
            source: named(&["Source"]),
            is_selection: named(&["Selection"]).is_some(),
        })
    }
}

pub(super) fn read(text: &str, at: Timestamp) -> Result<Import, NotQuotes> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let damaged = |error: csv::Error| NotQuotes::Damaged(error.to_string());
    let columns = Columns::of(reader.headers().map_err(damaged)?).ok_or(NotQuotes::Form)?;
    let mut import = Import::default();
    for (place, row) in reader.records().enumerate() {
        let row = row.map_err(damaged)?;
        match foreign(&row, &columns).quote(at) {
            Some(quote) => import.foreign.push(quote),
            // Instapaper lists what was saved without a selection too.
            None if columns.is_selection => {}
            None => import.problems.push(Problem {
                path: format!("row {}", place + 2),
                message: "it holds no words".to_owned(),
            }),
        }
    }
    Ok(import)
}

fn foreign(row: &csv::StringRecord, columns: &Columns) -> Foreign {
    let cell = |column: Option<usize>| {
        let cell = column.and_then(|column| row.get(column)).map(|cell| uncell(cell.trim()));
        cell.filter(|cell| !cell.is_empty()).map(str::to_owned)
    };
    let parted = |cell: Option<String>, marks: &[char]| -> Vec<String> {
        let cell = cell.unwrap_or_default();
        // Instapaper writes its labels as JSON.
        if let Ok(listed) = serde_json::from_str::<Vec<String>>(&cell) {
            return listed;
        }
        let parts = cell.split(marks).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (mut note, mut tags) = inline_tags(&cell(columns.note).unwrap_or_default());
    tags.extend(parted(cell(columns.tags), &[',', ';']));
    if columns.tags.is_some() {
        // Where tags have their own column, dots in the note mean themselves.
        note = cell(columns.note).unwrap_or_default();
        tags = parted(cell(columns.tags), &[',', ';']);
    }
    Foreign {
        exact: cell(Some(columns.words)).unwrap_or_default(),
        note,
        tags,
        article: Snapshot {
            title: cell(columns.title),
            authors: parted(cell(columns.author), &[';', ',', '&']),
            source: cell(columns.source),
            url: cell(columns.address),
            ..Snapshot::default()
        },
        passage: cell(columns.location).and_then(|location| location.parse().ok()),
        created: cell(columns.date).and_then(|date| time(&date)),
        ..Foreign::default()
    }
}

/// Readwise keeps tags at the start of the note: `.like .this and then the note`.
fn inline_tags(note: &str) -> (String, Vec<String>) {
    let mut rest = note.trim();
    let mut tags = Vec::new();
    while let Some(tagged) = rest.strip_prefix('.') {
        let end = tagged.find(char::is_whitespace).unwrap_or(tagged.len());
        let (tag, behind) = tagged.split_at(end);
        if tag.is_empty() || tag.starts_with('.') {
            break;
        }
        tags.push(tag.to_owned());
        rest = behind.trim_start();
    }
    (rest.to_owned(), tags)
}

/// Seconds since 1970, as Instapaper has them, `2024-04-26T10:00:00Z`, `2024-04-26T10:00:00+0000`, `2024-04-26 10:00:00+00:00`, `2024-04-26 10:00:00`, `2024-04-26`.
pub(super) fn time(written: &str) -> Option<Timestamp> {
    if let Ok(time) = written.parse() {
        return Some(time);
    }
    if let Ok(seconds) = written.parse() {
        return Timestamp::from_second(seconds).ok();
    }
    let civil: jiff::civil::DateTime = written.parse().ok()?;
    civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
