//! `LexisNexis` as it was until 2018: every article begins with its number, “3 of 112 DOCUMENTS”, in the
//! language of the site; name of the paper and date, headline, labels in capitals, text, labels again.

use super::labels::{self, Role};
use super::record::Record;
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::people::Names;
use crate::ingest::piece::{Above, Piece};

/// The articles in `pieces`, if they are from there.
pub(super) fn records(pieces: &[Piece]) -> Option<Vec<Record>> {
    let starts: Vec<usize> = (0..pieces.len())
        .filter(|at| pieces.get(*at).is_some_and(|piece| counts(&piece.text)))
        .collect();
    let (first, _) = starts.split_first()?;
    // A counter alone may be a sentence; the length of an article stands in every one of these files.
    pieces.get(*first..)?.iter().find(|piece| is(piece, Role::Length) || is(piece, Role::Tail))?;
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let spans = starts.iter().zip(ends);
    Some(spans.filter_map(|(start, end)| pieces.get(*start..end)).map(record).collect())
}

/// “3 of 112 DOCUMENTS”, “Dokument 3 von 112”, “Document 3 de 112”: two numbers, one of them the end, and
/// a word for documents.
fn counts(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbers: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let named = words.iter().any(|word| {
        let small = word.to_lowercase();
        small.starts_with("document") || small.starts_with("dokument")
    });
    named && words.len() == 4 && matches!(numbers.as_slice(), [n, of] if n <= of && *n > 0)
}

fn is(piece: &Piece, role: Role) -> bool {
    labels::known(&piece.text).is_some_and(|(known, _)| known == role)
}

fn record(pieces: &[Piece]) -> Record {
    let mut record = Record::default();
    let mut rest = pieces.iter().peekable();
    if let Some(counter) = rest.next() {
        record.frame(counter);
    }
    let has_length = pieces.iter().any(|piece| is(piece, Role::Length));
    let tail = pieces.get(tail(pieces)..).map_or(0, <[Piece]>::len);
    let mut place = Place::Source;
    while let Some(piece) = rest.next() {
        if place == Place::Body && rest.len() < tail {
            place = Place::Tail;
        }
        let known = labels::known(&piece.text);
        match (place, known) {
            (Place::Tail, None) => record.frame(piece),
            (
                Place::Body | Place::Labels,
                Some((Role::Tail | Role::Language | Role::Url, label)),
            ) => {
                place = Place::Tail;
                record.labelled(piece, label, Names::Straight);
            }
            (Place::Body, _) => record.body(piece),
            (_, Some((Role::Body, label))) => {
                place = Place::Body;
                record.body_label(piece, label.value);
            }
            (_, Some((role, label))) => {
                if place != Place::Tail && (role == Role::Length || !has_length) {
                    place = Place::Labels;
                }
                // The words of a summary may stand below its label.
                let below = rest.next_if(|next| {
                    role == Role::Standfirst && label.value.is_empty() && !next.text.contains(':')
                });
                record.labelled(piece, label, Names::Straight);
                if let Some(below) = below {
                    record.body(below);
                }
            }
            (_, None) if is_copyright(&piece.text) => record.frame(piece),
            (Place::Source, None) if dated(piece) => {
                record.date(piece);
                place = Place::Head;
            }
            (Place::Source, None) => record.source(piece),
            // An edition stands in the lines under the date.
            (Place::Head, None) if piece.above == Above::LineEnd => {
                record.field("edition", &piece.text);
                record.frame(piece);
            }
            (Place::Head, None) => record.title(piece),
            (Place::Labels, None) => {
                place = Place::Body;
                record.body(piece);
            }
        }
    }
    record
}

/// Where the labels behind the text begin: each in capitals, in whatever language, down to the rights.
fn tail(pieces: &[Piece]) -> usize {
    let shouts = |piece: &Piece| {
        labels::of(&piece.text).is_some_and(|label| !label.name.chars().any(char::is_lowercase))
    };
    let rights = pieces.iter().rposition(|piece| is_copyright(&piece.text)).unwrap_or(pieces.len());
    let before = pieces.get(..rights).unwrap_or(pieces);
    before.iter().rposition(|piece| !shouts(piece)).map_or(0, |last| last + 1)
}

/// How far an article has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The paper's name, down to the date.
    Source,
    /// The headline, down to the length.
    Head,
    /// Labels above the text.
    Labels,
    /// The article itself, between the labels.
    Body,
    /// Labels behind it.
    Tail,
}

fn dated(piece: &Piece) -> bool {
    piece.text.len() < 120 && dates::first(&piece.text, DayOrder::DayFirst).is_some()
}

fn is_copyright(text: &str) -> bool {
    let small = text.trim_start().to_lowercase();
    small.starts_with("copyright")
        || small.starts_with('©')
        || small.starts_with("all rights reserved")
}
