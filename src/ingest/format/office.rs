//! What the readers of word processors' files share: packages unpacked within a budget, their XML as
//! a stream of tokens, runs of characters set alike, and tables.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::encoding;
use crate::collection::{BlockKind, Found, MarkKind, Metadata, Provenance, Reason};
use crate::ingest::Limits;
use crate::ingest::line::{dates, language};
use crate::ingest::piece::Piece;
use crate::ingest::writer::Writer;
use crate::text::normalise::one_line;

/// Longest cell, in bytes, of a table that is no mere layout of the page.
const CELL: usize = 300;
/// How deep tables, notes and boxes may lie in one another; what lies deeper is read as part of it.
pub(super) const DEPTH: usize = 16;

/// A packed document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limit: u64,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens `bytes`.
    ///
    /// # Errors
    /// If they are no whole package.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        Self::within(Limits::UNPACKED, bytes)
    }

    /// Opens `bytes`, of which no more than `limit` is unpacked.
    ///
    /// # Errors
    /// If they are no whole package.
    pub(super) fn within(limit: u64, bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Self { archive, limit, left: limit })
    }

    /// The names of its parts, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()))
    }

    /// The text of the part called `name`; `None` if there is no such part.
    ///
    /// # Errors
    /// If it is damaged, locked, or larger than a document can be.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let text = |bytes: Vec<u8>| encoding::decode(&bytes).map(Cow::into_owned);
        self.bytes(name)?.map(text).transpose()
    }

    /// The part called `name` as it is; `None` if there is no such part.
    ///
    /// # Errors
    /// If it is damaged, locked, or larger than a document can be.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(place) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(place).map_err(|error| damaged(&error))?;
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        let taken = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(taken).ok_or_else(|| {
            format!(
                "it unpacks to more than {} MB: save it again, or as text",
                self.limit / 1024 / 1024
            )
        })?;
        Ok(Some(bytes))
    }
}

/// What to say of a document that cannot be unpacked.
fn damaged(error: &dyn std::fmt::Display) -> String {
    format!("the document is damaged ({error}): fetch or save it again, or save its text")
}

/// One step through XML; names are without their prefix.
pub(super) enum Token<'a> {
    /// An element begins.
    Start(&'a Element<'a>),
    /// An element ends.
    End(&'a str),
    /// Words between two tags, with entities resolved.
    Text(&'a str),
}

/// An element with its attributes.
pub(super) struct Element<'a> {
    /// Its name, without prefix.
    pub(super) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute of this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut known = attributes.with_checks(false).flatten();
        let found = known.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The number that an attribute gives.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether it switches a property on: it does unless its value says otherwise.
    pub(super) fn switches_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks through `xml` in order.
///
/// # Errors
/// If it is not well-formed.
pub(super) fn walk(xml: &str, mut take: impl FnMut(Token<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().map_err(|error| damaged(&error))? {
            Event::Start(start) => {
                let name = start.local_name();
                take(Token::Start(&Element { name: name.as_ref(), start: &start }));
            }
            Event::End(end) => take(Token::End(end.local_name().as_ref())),
            Event::Text(text) => take(Token::Text(&text.xml10_content())),
            Event::CData(text) => take(Token::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let named = match &*reference.xml10_content() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                let mut bytes = [0; 4];
                take(Token::Text(named.unwrap_or('\u{fffd}').encode_utf8(&mut bytes)));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What a paragraph's style says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// Running text, or nothing known.
    #[default]
    Text,
    /// A heading of this level, from 1.
    Heading(u8),
    /// The summary under a title.
    Subtitle,
    /// A quotation set apart.
    Quote,
    /// The words under a picture or over a table.
    Caption,
    /// A line of the table of contents.
    Contents,
}

impl Role {
    /// The kind of block it makes, and that block's level; none for running text.
    pub(super) const fn kind(self) -> Option<(BlockKind, u8)> {
        Some(match self {
            Self::Text => return None,
            Self::Heading(level) => (BlockKind::Heading, level),
            Self::Subtitle => (BlockKind::Standfirst, 0),
            Self::Quote => (BlockKind::Quote, 0),
            Self::Caption => (BlockKind::Caption, 0),
            Self::Contents => (BlockKind::Furniture, 0),
        })
    }
}

/// What the built-in name of a style says; it is the same in every language of the word processor.
pub(super) fn role(name: &str) -> Role {
    let name = name.to_ascii_lowercase();
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
        return Role::Heading(level);
    }
    match name.as_str() {
        "title" => Role::Heading(1),
        "subtitle" => Role::Subtitle,
        "quote" | "intense quote" | "block text" => Role::Quote,
        "caption" => Role::Caption,
        name if name.starts_with("toc ") => Role::Contents,
        _ => Role::Text,
    }
}

/// The address in the instruction of a field that is a link: `HYPERLINK "https://…"`.
pub(super) fn link(instruction: &str) -> Option<&str> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    rest.split('"').nth(1).filter(|_| !rest.trim_start().starts_with("\\l"))
}

/// The marks that are open in a paragraph, so that runs set alike become one mark.
#[derive(Default)]
pub(super) struct Runs {
    open: Vec<MarkKind>,
}

impl Runs {
    /// Sets what comes next in these marks, outermost first.
    pub(super) fn set(&mut self, marks: Vec<MarkKind>, writer: &mut Writer) {
        let same = self.open.iter().zip(&marks).take_while(|(open, mark)| open == mark).count();
        for _ in same..self.open.len() {
            writer.end();
        }
        for mark in marks.iter().skip(same) {
            writer.begin(mark.clone());
        }
        self.open = marks;
    }
}

/// A table while it is read.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<Vec<Piece>>>,
}

impl Table {
    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Leaves the row out that was begun last.
    pub(super) fn drop_row(&mut self) {
        self.rows.pop();
    }

    /// Adds a cell to the row that was begun last.
    pub(super) fn cell(&mut self, pieces: Vec<Piece>) {
        if let Some(row) = self.rows.last_mut() {
            row.push(pieces);
        }
    }

    /// The table as one piece; where it only laid out the page, what was in its cells.
    pub(super) fn into_pieces(self) -> Vec<Piece> {
        let length = |cell: &[Piece]| cell.iter().map(|piece| piece.text.len()).sum::<usize>();
        let is_filled = |row: &&Vec<Vec<Piece>>| row.iter().filter(|c| length(c) > 0).count() >= 2;
        let mut cells = self.rows.iter().flatten();
        let is_table = self.rows.iter().filter(is_filled).count() >= 2
            && cells.all(|cell| {
                length(cell) <= CELL && cell.iter().all(|p| p.kind != Some(BlockKind::Table))
            });
        if !is_table {
            return self.rows.into_iter().flatten().flatten().collect();
        }
        let lines: Vec<String> = self
            .rows
            .into_iter()
            .map(|row| {
                let cells = row.into_iter().map(|cell| {
                    let texts: Vec<String> =
                        cell.into_iter().map(|piece| one_line(&piece.text)).collect();
                    texts.join(" ")
                });
                cells.collect::<Vec<_>>().join(" │ ")
            })
            .filter(|line| !line.replace('│', "").trim().is_empty())
            .collect();
        vec![Piece::of(BlockKind::Table, lines.join("\n"))]
    }
}

/// Where words go: the text, and the notes, cells and boxes that one is inside of.
pub(super) struct Writers(Vec<Writer>);

impl Default for Writers {
    fn default() -> Self {
        Self(vec![Writer::default()])
    }
}

impl Writers {
    /// Begins a text inside the open one; `false` where it would lie deeper than [`DEPTH`].
    pub(super) fn begin(&mut self) -> bool {
        let fits = self.0.len() < DEPTH;
        if fits {
            self.0.push(Writer::default());
        }
        fits
    }

    /// Ends the innermost text; `None` where only the text itself is open.
    pub(super) fn end(&mut self) -> Option<Vec<Piece>> {
        if self.0.len() < 2 {
            return None;
        }
        self.0.pop().map(Writer::finish)
    }

    /// The writer of the innermost text.
    pub(super) fn inner(&mut self) -> Option<&mut Writer> {
        self.0.last_mut()
    }

    /// What was written, all closed.
    pub(super) fn finish(self) -> impl Iterator<Item = Piece> {
        self.0.into_iter().flat_map(Writer::finish)
    }
}

/// The pieces of a note at the foot: the first has its number.
pub(super) fn note(number: u32, pieces: Vec<Piece>) -> impl Iterator<Item = Piece> {
    pieces.into_iter().enumerate().map(move |(place, piece)| Piece {
        kind: Some(BlockKind::Furniture),
        reason: Some(Reason::Note),
        level: 1,
        ordinal: (place == 0).then_some(number),
        ..piece
    })
}

/// What the part on a document's properties says.
///
/// # Errors
/// If it is damaged.
pub(super) fn properties(xml: &str) -> Result<Metadata, String> {
    let mut about = Metadata::default();
    let (mut open, mut words) = (String::new(), String::new());
    let (mut first, mut last) = (Vec::new(), Vec::new());
    walk(xml, |token| match token {
        Token::Start(element) => {
            element.name.clone_into(&mut open);
            words.clear();
        }
        Token::Text(text) => words.push_str(text),
        Token::End(name) if name == open => {
            let value = one_line(&std::mem::take(&mut words));
            open.clear();
            if value.is_empty() {
                return;
            }
            match name {
                "title" => about.title = Some(Found::new(value, Provenance::FrontMatter)),
                "initial-creator" => first.push(value),
                "creator" => last.push(value),
                "created" | "creation-date" => {
                    let date = dates::of_machine(&value);
                    about.date = date.map(|date| Found::new(date, Provenance::FrontMatter));
                }
                "language" => about.language = language::stated(&value),
                "keyword" | "keywords" => about.tags.extend(
                    value
                        .split([',', ';'])
                        .map(|tag| tag.trim().to_owned())
                        .filter(|tag| !tag.is_empty()),
                ),
                _ => {}
            }
        }
        Token::End(_) => {}
    })?;
    let named = if first.is_empty() { last } else { first };
    about.authors = named
        .iter()
        .flat_map(|names| names.split(';'))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    Ok(about.found_in(Provenance::FrontMatter))
}
