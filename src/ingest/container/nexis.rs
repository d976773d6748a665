//! Nexis Uni and Lexis Advance: headline, paper, date, copyright, labels, `Body`, the text, what the archive
//! says of it, and “End of Document”. A list of all headlines stands before the first.

use super::labels::{self, Role};
use super::record::Record;
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::people::Names;
use crate::ingest::piece::Piece;

/// The articles in `pieces`, if they are from there.
pub(super) fn records(pieces: &[Piece]) -> Option<Vec<Record>> {
    let is_end = |piece: &Piece| labels::role(&piece.text) == Some(Role::End);
    pieces.iter().find(|piece| is_end(piece))?;
    let mut parts: Vec<&[Piece]> = pieces.split(is_end).collect();
    let behind = parts.pop().and_then(record);
    Some(
        parts
            .into_iter()
            .map(|part| record(part).unwrap_or_else(|| frame(part)))
            .chain(behind)
            .collect(),
    )
}

/// What ends as articles do and has no text.
fn frame(pieces: &[Piece]) -> Record {
    let mut record = Record::default();
    for piece in pieces {
        record.frame(piece);
    }
    record
}

/// One article; `None` where there is none: behind the last end.
fn record(pieces: &[Piece]) -> Option<Record> {
    let opens = |piece: &&Piece| labels::role(&piece.text) == Some(Role::Body);
    let body = pieces.iter().position(|piece| opens(&piece));
    // Of some articles the archive has no more than a summary.
    let sums_up = |piece: &Piece| {
        let alone = labels::role(&piece.text);
        alone.or_else(|| Some(labels::known(&piece.text)?.0)) == Some(Role::Standfirst)
    };
    let (head, text) = pieces.split_at(body.or_else(|| pieces.iter().position(sums_up))?);
    let labelled = |piece: &Piece| {
        labels::known(&piece.text).is_some() || piece.text.starts_with("Copyright ")
    };
    // From below: labels, copyright, date, paper, headline. What stands above is the list of all.
    let dated = head.iter().rposition(|piece| {
        !labelled(piece)
            && piece.text.len() < 120
            && dates::first(&piece.text, DayOrder::DayFirst).is_some()
    });
    let headed = head.iter().rposition(|piece| piece.is_heading() && !labelled(piece));
    let above = dated.map_or(0, |date| date.saturating_sub(2));
    let title = headed.filter(|at| dated.is_none_or(|date| *at < date)).unwrap_or(above);
    let mut record = Record::default();
    for (at, piece) in head.iter().enumerate().skip(title) {
        match labels::known(&piece.text).filter(|_| at > dated.unwrap_or(title)) {
            Some((_, label)) => record.labelled(piece, label, Names::Straight),
            None if dated == Some(at) => record.date(piece),
            None if at == title => record.title(piece),
            None if at == title + 1 => record.source(piece),
            None => record.frame(piece),
        }
    }
    let ends = |piece: &Piece| {
        let role = labels::role(&piece.text).or_else(|| Some(labels::known(&piece.text)?.0));
        matches!(role, Some(Role::Tail | Role::Language))
    };
    let end = text.iter().position(ends).unwrap_or(text.len());
    for (at, piece) in text.iter().enumerate() {
        if at == 0 {
            record
                .body_label(piece, labels::known(&piece.text).map_or("", |(_, label)| label.value));
        } else if at < end {
            record.body(piece);
        } else if let Some(label) = labels::of(&piece.text) {
            record.labelled(piece, label, Names::Straight);
        } else {
            record.frame(piece);
        }
    }
    Some(record)
}
