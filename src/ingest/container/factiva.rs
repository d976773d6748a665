//! Factiva: each article with two-letter codes before its parts, or as it is shown, without them; at its end
//! “Document” and the number under which it is kept, in the language of the site.

use super::record::Record;
use crate::collection::{BlockKind, names};
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::people::Names;
use crate::ingest::line::{language, shape};
use crate::ingest::piece::Piece;

/// The articles in `pieces`, if they are from there.
pub(super) fn records(pieces: &[Piece]) -> Option<Vec<Record>> {
    let ends: Vec<usize> = (0..pieces.len())
        .filter(|at| pieces.get(*at).is_some_and(|piece| is_number(&piece.text)))
        .collect();
    if ends.is_empty() {
        return None;
    }
    let starts = [0].into_iter().chain(ends.iter().map(|end| end + 1));
    let spans = starts.zip(&ends).filter_map(|(start, end)| pieces.get(start..=*end));
    let found: Vec<Record> =
        spans.filter_map(|pieces| coded(pieces).or_else(|| shown(pieces))).collect();
    (!found.is_empty()).then_some(found)
}

/// “Document CSTRVW0020240314ek3e00001”: a word and a number in capitals and digits.
fn is_number(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(word), Some(number), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let small = word.to_lowercase();
    (small.starts_with("do") || !word.is_ascii())
        && number.len() >= 6
        && number.starts_with(|c: char| c.is_ascii_uppercase())
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 3
}

/// The codes of the parts.
const CODES: &[&str] = &[
    "SE", "CLM", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY",
    "LP", "TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "DLN",
];

/// A code and what stands behind it in its piece.
fn code(text: &str) -> Option<(&'static str, &str)> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '│');
    CODES.iter().find(|code| **code == word).map(|code| (*code, rest))
}

/// An article with codes.
fn coded(pieces: &[Piece]) -> Option<Record> {
    let first = pieces
        .iter()
        .position(|piece| matches!(code(&piece.text), Some(("SE" | "HD" | "CLM", _))))?;
    pieces
        .get(first..)?
        .iter()
        .find(|piece| matches!(code(&piece.text), Some(("PD" | "LP" | "TD", _))))?;
    let mut record = Record::default();
    let mut part = "";
    for piece in pieces.get(first..)? {
        let (value, behind) = match code(&piece.text) {
            Some((code, "")) => {
                part = code;
                record.frame(piece);
                continue;
            }
            Some((code, rest)) => {
                part = code;
                (rest, true)
            }
            None => (piece.text.as_str(), false),
        };
        let of_value = if behind {
            Piece { text: value.to_owned(), marks: Vec::new(), ..piece.clone() }
        } else {
            piece.clone()
        };
        match part {
            "HD" => record.title(&of_value),
            "BY" => record.byline(&of_value, value, Names::Straight),
            "PD" => record.date(&of_value),
            "SN" => record.source(&of_value),
            "LP" | "TD" => record.body(&of_value),
            "LA" => {
                record.language(language::stated(value));
                record.frame(&of_value);
            }
            "SE" => field(&mut record, "section", &of_value),
            "ED" => field(&mut record, "edition", &of_value),
            "PG" => field(&mut record, "page", &of_value),
            "CO" => field(&mut record, "company", &of_value),
            "RE" => field(&mut record, "region", &of_value),
            "NS" => field(&mut record, "subject", &of_value),
            _ => record.frame(&of_value),
        }
    }
    Some(record)
}

fn field(record: &mut Record, name: &str, piece: &Piece) {
    record.field(name, &piece.text);
    record.frame(piece);
}

/// An article as it is shown: section, headline, author, length, date, paper, its code, language, rights,
/// text, publisher, number. Length and date are told by their form, the others by where they stand.
fn shown(pieces: &[Piece]) -> Option<Record> {
    let is_length = |piece: &Piece| {
        let (number, unit) = piece.text.split_once(' ').unwrap_or(("", ""));
        number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
            && !number.is_empty()
            && !unit.is_empty()
            && shape::words(unit) <= 2
    };
    let length = pieces.windows(2).position(|pair| match pair {
        [length, date] => is_length(length) && dated(date),
        _ => false,
    })?;
    let mut record = Record::default();
    let heading = pieces.get(..length)?.iter().rposition(Piece::is_heading);
    let title = heading.unwrap_or_else(|| length.saturating_sub(2));
    let rights = pieces.iter().skip(length).position(|piece| is_rights(&piece.text))? + length;
    let last = pieces.len().saturating_sub(1);
    // The publisher's name stands alone above the number.
    let publisher = last.checked_sub(1).filter(|at| {
        pieces.get(*at).is_some_and(|piece| {
            shape::words(&piece.text) <= 10
                && (!shape::ends_sentence(&piece.text) || names::is_organisation(&piece.text))
        })
    });
    let end = publisher.unwrap_or(last);
    for (at, piece) in pieces.iter().enumerate() {
        match at {
            _ if at == title => record.title(piece),
            _ if at > title && at < length => match piece.kind {
                Some(BlockKind::Byline) => record.byline(piece, &piece.text, Names::Straight),
                _ if heading.is_none() => record.byline(piece, &piece.text, Names::Straight),
                _ => record.frame(piece),
            },
            _ if at + 1 == title => field(&mut record, "section", piece),
            _ if at == length + 1 => record.date(piece),
            // A time of day may stand between date and paper.
            _ if at == length + 2 || at == length + 3 && record.lacks_source() => {
                if piece.text.starts_with(|c: char| c.is_ascii_digit()) && piece.text.contains(':')
                {
                    record.frame(piece);
                } else {
                    record.source(piece);
                }
            }
            _ if at + 1 == rights => {
                record.language(language::stated(&piece.text));
                record.frame(piece);
            }
            _ if at > rights && at < end => record.body(piece),
            _ => record.frame(piece),
        }
    }
    Some(record)
}

fn dated(piece: &Piece) -> bool {
    piece.text.len() < 60 && dates::first(&piece.text, DayOrder::DayFirst).is_some()
}

fn is_rights(text: &str) -> bool {
    let small = text.to_lowercase();
    small.starts_with("copyright") || small.starts_with("(c)") || small.starts_with('©')
}
