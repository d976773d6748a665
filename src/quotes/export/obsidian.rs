//! Obsidian: one note an article. Only what stands between our two marks is ever rewritten.

use std::fmt::Write as _;

use super::bibliography::keys;
use super::markdown::{about, list, one};
use super::{Grouping, grouped, sorted};
use crate::collection::ContentHash;
use crate::quotes::citing::Citing;
use crate::quotes::quote::{Quote, Snapshot};

const BEGIN: &str = "%% variorum:begin ";
const END: &str = "%% variorum:end %%";

/// A note to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What tells the notes of different articles apart; it stands in the mark.
    pub key: String,
    /// A file name for a new note, with its ending.
    pub name: String,
    head: String,
    body: String,
}

/// Why a note that is there is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteConflict {
    /// Somebody has written between the marks.
    #[error("something was written between the marks: move it outside, then export again")]
    Edited,
    /// The second mark is gone, so nobody can say where our part ends.
    #[error("the mark at the end of the quotes is gone: put `%% variorum:end %%` back")]
    Unclosed,
}

/// One note for each article of `quotes`.
pub fn notes<'a>(quotes: impl IntoIterator<Item = &'a Quote>, citing: &Citing) -> Vec<Note> {
    let quotes = sorted(quotes);
    let groups = grouped(&quotes, Grouping::Article);
    let articles: Vec<&Snapshot> =
        groups.iter().filter_map(|(_, members)| Some(&members.first()?.article)).collect();
    let keys = keys(&articles);
    let mut notes: Vec<Note> = Vec::new();
    for ((_, quotes), (article, key)) in groups.iter().zip(articles.iter().zip(keys)) {
        let mut name = file_name(article.name());
        if notes.iter().any(|note| note.name.eq_ignore_ascii_case(&format!("{name}.md"))) {
            let _ = write!(name, " ({key})");
        }
        // A note stands alone: works are numbered and told apart within it.
        let alone = citing.citations(quotes.iter().copied());
        let mut body = String::new();
        for quote in quotes {
            let _ = write!(body, "\n{}\n^{}\n", one(quote, &alone), quote.id);
        }
        body.push_str(&list(&alone));
        notes.push(Note { key, name: format!("{name}.md"), head: head(article), body });
    }
    notes
}

impl Note {
    /// Whether `text` is a note of this article, whatever its file is called now.
    pub fn is(&self, text: &str) -> bool {
        text.lines().any(|line| marked(line).is_some_and(|(key, _)| key == self.key))
    }

    /// The whole note: a new one, or `there` with our part renewed and every other byte as it was.
    pub fn text(&self, there: Option<&str>) -> Result<String, NoteConflict> {
        let part = format!("{BEGIN}{} {} %%\n{}\n{END}\n", self.key, digest(&self.body), self.body);
        let Some(there) = there else { return Ok(format!("{}\n{part}", self.head)) };
        let Some((start, inside)) = begin(there, &self.key) else {
            let gap = if there.is_empty() || there.ends_with('\n') { "" } else { "\n" };
            return Ok(format!("{there}{gap}\n{part}"));
        };
        let rest = there.get(inside..).unwrap_or("");
        let mark = there.get(start..inside).and_then(|line| marked(line.trim_end()));
        let written = |length: usize| {
            let body = rest.get(..length).and_then(|body| body.strip_suffix('\n')).unwrap_or("");
            mark.is_some_and(|(_, sum)| sum == digest(&body.replace("\r\n", "\n")))
        };
        // A note of the reader may hold the sign of the end: the end is where the checksum fits.
        let mut ends = rest.match_indices(END).map(|(length, _)| length).peekable();
        let any = ends.peek().is_some();
        let Some(length) = ends.find(|length| written(*length)) else {
            return Err(if any { NoteConflict::Edited } else { NoteConflict::Unclosed });
        };
        let behind = rest.get(length + END.len()..).unwrap_or("");
        let before = there.get(..start).unwrap_or("");
        let part = part.trim_end_matches('\n');
        Ok(format!("{before}{part}{behind}"))
    }
}

/// Where the mark of `key` starts and where the line behind it does.
fn begin(text: &str, key: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if marked(line.trim_end()).is_some_and(|(there, _)| there == key) {
            return Some((start, start + line.len()));
        }
        start += line.len();
    }
    None
}

/// Key and checksum of a line that is a mark.
fn marked(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix(BEGIN)?.strip_suffix(" %%")?.split_once(' ')
}

fn digest(body: &str) -> String {
    ContentHash::of(body).to_string().chars().take(16).collect()
}

fn head(article: &Snapshot) -> String {
    let mut text = String::from("---\n");
    let field = |text: &mut String, key: &str, value: Option<&str>| {
        if let Some(value) = value {
            // A JSON string is a YAML string.
            let _ = writeln!(text, "{key}: {}", serde_json::Value::from(value));
        }
    };
    field(&mut text, "title", article.title.as_deref());
    if !article.authors.is_empty() {
        let _ = writeln!(text, "authors: {}", serde_json::Value::from(article.authors.clone()));
    }
    let date = article.date.map(|date| date.to_string());
    field(&mut text, "date", Some(date.as_deref().unwrap_or("n.d.")));
    field(&mut text, "source", article.source.as_deref());
    field(&mut text, "url", article.url.as_deref());
    let _ = write!(text, "---\n\n# {}\n", about(article));
    text
}

/// A title as a file name that every system and Obsidian's links take.
fn file_name(title: &str) -> String {
    let plain: String = title
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '^' | '[' | ']' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let short: String = words.join(" ").chars().take(80).collect();
    let name = short.trim_matches([' ', '.']).to_owned();
    if name.is_empty() { "Quotes".to_owned() } else { name }
}
