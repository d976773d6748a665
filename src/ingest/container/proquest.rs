//! `ProQuest`: title, labels, `Full text:`, the text, and labels down to the number of the document.

use super::labels::{self, Role};
use super::record::Record;
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::people::Names;
use crate::ingest::piece::Piece;
use crate::text::normalise::one_line;

/// The label that every article has behind its text.
const NUMBER: &str = "proquest document id";

/// The articles in `pieces`, if they are from there.
pub(super) fn records(pieces: &[Piece]) -> Option<Vec<Record>> {
    let is_number = |piece: &Piece| {
        labels::of(&piece.text).is_some_and(|label| label.name.to_lowercase() == NUMBER)
    };
    pieces.iter().find(|piece| is_number(piece))?;
    let mut found = Vec::new();
    let mut rest = pieces;
    while let Some(number) = rest.iter().position(is_number) {
        let behind = rest.get(number + 1..).unwrap_or_default();
        // Further labels belong to the same article, up to the next headline or rule.
        let end = behind.iter().position(|piece| labels::of(&piece.text).is_none());
        let (article, others) = rest.split_at(number + 1 + end.unwrap_or(behind.len()));
        found.push(record(article));
        rest = others;
    }
    Some(found)
}

/// A line that only parts, or counts.
fn is_rule(text: &str) -> bool {
    let counts = text.starts_with("Document ") && text.split(' ').count() == 4;
    counts || text.chars().all(|c| matches!(c, '_' | '-' | '=' | '*' | ' '))
}

fn record(pieces: &[Piece]) -> Record {
    let mut record = Record::default();
    let known = |piece: &Piece| labels::known(&piece.text).is_some();
    let head = pieces.iter().position(known).unwrap_or(0);
    // The title that a label states, else the last line above the labels; the page may have begun with
    // something else, and mails have author and paper in a line between.
    let stated = pieces.iter().find_map(|piece| {
        labels::known(&piece.text)
            .filter(|(role, label)| *role == Role::Title && !label.value.is_empty())
    });
    let author = pieces.iter().find_map(|piece| {
        labels::known(&piece.text)
            .filter(|(role, label)| *role == Role::Byline && !label.value.is_empty())
    });
    // Newer mails cite the article between its title and its labels: “Byrne, Ada. The Post [Halmsted]. 14 Mar 2024.”
    let cites = |text: &str| {
        author.is_some_and(|(_, label)| text.starts_with(label.value))
            || text.contains("]. ") && dates::first(text, DayOrder::DayFirst).is_some()
    };
    let is_title = |piece: &Piece| match stated {
        Some((_, label)) => one_line(&piece.text) == one_line(label.value),
        None => !is_rule(&piece.text) && labels::role(&piece.text).is_none() && !cites(&piece.text),
    };
    let title = pieces.get(..head).and_then(|above| above.iter().rposition(is_title));
    let mut place = Place::Head;
    for (at, piece) in pieces.iter().enumerate() {
        if Some(at) == title {
            record.title(piece);
            continue;
        }
        match labels::known(&piece.text) {
            Some((Role::Body, label)) if place != Place::Tail => {
                place = Place::Body;
                record.body_label(piece, label.value);
            }
            // The summary repeats the text.
            Some((Role::Standfirst, _)) if place == Place::Head => {
                place = Place::Summary;
                record.frame(piece);
            }
            Some((role, label)) => {
                if place == Place::Body {
                    place = Place::Tail;
                }
                let kept = place == Place::Tail || role != Role::Tail;
                if kept {
                    record.labelled(piece, label, Names::Inverted);
                } else {
                    record.frame(piece);
                }
            }
            None if place == Place::Body => record.body(piece),
            None => match labels::of(&piece.text).filter(|_| place != Place::Summary) {
                // “Publication info: The Post ; Halmsted [Halmsted]14 Mar 2024: A.1.”
                Some(label) => record.labelled(piece, label, Names::Inverted),
                None => record.frame(piece),
            },
        }
    }
    record
}

/// How far an article has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Summary,
    Body,
    Tail,
}
