//! A run of paragraphs and tables while it is read.

use crate::collection::MarkKind;
use crate::ingest::format::office::{self, Role, Runs, Table};
use crate::ingest::piece::Piece;
use crate::ingest::writer::Writer;

/// What is said of a paragraph before its end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    /// What its style says it is.
    pub(super) role: Role,
    /// Whether it is an item of a list.
    pub(super) in_list: bool,
    /// Depth of the item, from 0.
    pub(super) level: u8,
    /// Whether it stands in a cell.
    pub(super) in_table: bool,
}

/// A run of paragraphs and tables.
#[derive(Default)]
pub(super) struct Flow {
    writer: Writer,
    /// What the open paragraph holds: its kind is known only at its end.
    words: Vec<(String, Vec<MarkKind>)>,
    /// The sign before it, as of an item.
    marker: Option<String>,
    cell: Vec<Piece>,
    row: Vec<Vec<Piece>>,
    table: Table,
    notes: Vec<Vec<Piece>>,
}

impl Flow {
    /// Adds words set in these marks.
    pub(super) fn words(&mut self, text: &str, marks: Vec<MarkKind>) {
        match self.words.last_mut() {
            Some((words, last)) if *last == marks => words.push_str(text),
            _ => self.words.push((text.to_owned(), marks)),
        }
    }

    /// Sets the sign before the paragraph to come.
    pub(super) fn marker(&mut self, sign: &str) {
        self.marker = Some(sign.trim().to_owned()).filter(|sign| !sign.is_empty());
    }

    /// Takes up a note that the open paragraph calls here.
    pub(super) fn note(&mut self, mut note: Self) {
        note.end_paragraph(Paragraph::default());
        self.notes.push(note.finish());
        let number = self.notes.len();
        self.words(&format!("[{number}]"), Vec::new());
    }

    pub(super) fn end_paragraph(&mut self, about: Paragraph) {
        let pieces = self.closed(about);
        if about.in_table {
            self.cell.extend(pieces);
        } else {
            self.end_table();
            self.writer.insert(pieces);
        }
    }

    pub(super) fn end_cell(&mut self, about: Paragraph) {
        let pieces = self.closed(about);
        self.cell.extend(pieces);
        self.row.push(std::mem::take(&mut self.cell));
    }

    pub(super) fn end_row(&mut self) {
        self.table.row();
        for cell in self.row.drain(..) {
            self.table.cell(cell);
        }
    }

    fn end_table(&mut self) {
        if !self.row.is_empty() {
            self.end_row();
        }
        let cell = std::mem::take(&mut self.cell);
        self.writer.insert(std::mem::take(&mut self.table).into_pieces());
        self.writer.insert(cell);
    }

    /// The pieces of the paragraph that ends here.
    fn closed(&mut self, about: Paragraph) -> Vec<Piece> {
        let words = std::mem::take(&mut self.words);
        let marker = self.marker.take();
        let mut writer = Writer::default();
        if let Some((kind, level)) = about.role.kind() {
            writer.open(kind, level);
        } else if marker.is_some() || about.in_list {
            let figures = marker.as_deref().unwrap_or("").trim_matches(|c: char| !c.is_numeric());
            writer.item(about.level.saturating_add(1), figures.parse().ok());
        }
        let mut runs = Runs::default();
        for (text, mut marks) in words {
            // Rich Text writes out what the style of a heading says.
            if matches!(about.role, Role::Heading(_)) {
                marks.retain(|mark| matches!(mark, MarkKind::Link(_)));
            }
            runs.set(marks, &mut writer);
            writer.text(&text);
        }
        runs.set(Vec::new(), &mut writer);
        writer.finish()
    }

    /// All its pieces, the notes at their end.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.end_table();
        let mut pieces = self.writer.finish();
        for (number, note) in (1..).zip(self.notes) {
            pieces.extend(office::note(number, note));
        }
        pieces
    }
}
