//! One article of an archive while it is put together: every piece keeps its place and gets its kind from
//! what the archive says, so that nothing of its frame is taken for text.

use super::labels::{Label, Role};
use crate::collection::{BlockKind, Found, Metadata, Provenance, Reason};
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::language;
use crate::ingest::line::people::{self, Names};
use crate::ingest::line::shape::CommonWords;
use crate::ingest::piece::{Head, Piece, Sheet};
use crate::text::normalise::one_line;

/// An article of an archive.
#[derive(Debug, Default)]
pub(super) struct Record {
    metadata: Metadata,
    pieces: Vec<Piece>,
    /// What the archive says of its authors, and how.
    signed: Option<(String, Names)>,
}

impl Record {
    /// Whether it has any text.
    pub(super) fn has_body(&self) -> bool {
        self.pieces.iter().any(Piece::is_body)
    }

    /// Whether it is not known yet where it appeared.
    pub(super) const fn lacks_source(&self) -> bool {
        self.metadata.source.is_none()
    }

    /// Its language, where that is known.
    pub(super) fn language(&mut self, code: Option<String>) {
        self.metadata.language = self.metadata.language.take().or(code);
    }

    /// The title; a further one is a part of it.
    pub(super) fn title(&mut self, piece: &Piece) {
        let title = one_line(&piece.text);
        let from = Provenance::Container;
        match &mut self.metadata.title {
            Some(begun) if begun.from == from => begun.value = format!("{} {title}", begun.value),
            other => *other = Some(Found::new(title, from)),
        }
        self.push(piece, BlockKind::Title);
    }

    /// Where it appeared.
    pub(super) fn source(&mut self, piece: &Piece) {
        self.metadata.source = Some(one_line(&piece.text));
        self.push(piece, BlockKind::Byline);
    }

    /// When it appeared, and what stands in that line besides.
    pub(super) fn date(&mut self, piece: &Piece) {
        self.set_date(&piece.text);
        self.push(piece, BlockKind::Byline);
    }

    /// Who wrote it.
    pub(super) fn byline(&mut self, piece: &Piece, names: &str, written: Names) {
        self.signed.get_or_insert_with(|| (names.replace('\n', "; "), written));
        self.push(piece, BlockKind::Byline);
    }

    /// What the paper set above its headline.
    pub(super) fn standfirst(&mut self, piece: &Piece) {
        self.push(piece, BlockKind::Standfirst);
    }

    /// A piece of the text.
    pub(super) fn body(&mut self, piece: &Piece) {
        self.pieces.push(piece.clone());
    }

    /// The label before the text, with `value`, what stands behind it in the same piece, if anything does.
    pub(super) fn body_label(&mut self, piece: &Piece, value: &str) {
        if value.is_empty() {
            return self.frame(piece);
        }
        let start = piece.text.rfind(value).unwrap_or(0);
        let (label, rest) = (piece.text.get(..start).unwrap_or_default(), value);
        self.pieces.push(Piece::furniture(Reason::Label, label.trim()));
        self.pieces.push(Piece::loose(rest));
    }

    /// What belongs to the archive and not to the text.
    pub(super) fn frame(&mut self, piece: &Piece) {
        self.push(piece, BlockKind::Furniture);
    }

    /// What the archive says of it under `name`.
    pub(super) fn field(&mut self, name: &str, value: &str) {
        let (name, value) = (one_line(name).to_lowercase(), one_line(value));
        let value = value.trim_end_matches([';', ',']).to_owned();
        if !name.is_empty() && !value.is_empty() {
            let found = Found::new(value, Provenance::Container);
            self.metadata.fields.entry(name).or_insert(found);
        }
    }

    /// A label with its value, for what it means.
    pub(super) fn labelled(&mut self, piece: &Piece, label: Label<'_>, written: Names) {
        let Label { role, name, value } = label;
        let metadata = &mut self.metadata;
        match role {
            Some(Role::Byline) if !value.is_empty() => return self.byline(piece, value, written),
            Some(Role::Title) if metadata.title.is_none() && !value.is_empty() => {
                metadata.title = Some(Found::new(one_line(value), Provenance::Container));
            }
            Some(Role::Source) if metadata.source.is_none() && !value.is_empty() => {
                metadata.source = Some(one_line(value));
            }
            Some(Role::Date) => self.set_date(value),
            Some(Role::Language) => {
                metadata.language = metadata.language.take().or_else(|| language::stated(value));
            }
            Some(Role::Url) if !value.is_empty() => metadata.url = Some(one_line(value)),
            Some(Role::Standfirst) if !value.is_empty() => {
                return self.push_behind(piece, value, BlockKind::Standfirst);
            }
            Some(Role::Section) => self.field("section", value),
            Some(Role::Title | Role::Source | Role::Length | Role::Body | Role::Link) => {}
            _ => self.field(name, value),
        }
        self.frame(piece);
    }

    fn push_behind(&mut self, piece: &Piece, value: &str, kind: BlockKind) {
        self.body_label(piece, value);
        if let Some(last) = self.pieces.last_mut() {
            last.kind = Some(kind);
        }
    }

    fn set_date(&mut self, text: &str) {
        if self.metadata.date.is_none() {
            let order = DayOrder::of(self.metadata.language.as_deref());
            let span = dates::of_machine(text.trim())
                .or_else(|| dates::first(text, order).map(|dated| dated.span));
            self.metadata.date = span.map(|span| Found::new(span, Provenance::Container));
        }
    }

    fn push(&mut self, piece: &Piece, kind: BlockKind) {
        let reason = (kind == BlockKind::Furniture).then_some(Reason::Label);
        self.pieces.push(Piece {
            kind: Some(kind),
            reason,
            level: 0,
            ordinal: None,
            ..piece.clone()
        });
    }

    /// The article as a format gives it.
    pub(super) fn finish(mut self) -> Result<Sheet, String> {
        if !self.has_body() {
            let name = self.metadata.title.map(|title| format!(" under “{}”", title.value));
            return Err(format!("there is no text{}: only its frame", name.unwrap_or_default()));
        }
        if let Some((names, written)) = &self.signed {
            let text = self.pieces.iter().filter(|piece| piece.is_body());
            let common = CommonWords::of(text.map(|piece| piece.text.as_str()));
            self.metadata.authors = people::of(names, *written, &common);
        }
        Ok(Sheet {
            metadata: self.metadata.found_in(Provenance::Container),
            pieces: self.pieces,
            head: Head::Stated,
            ..Sheet::default()
        })
    }
}
