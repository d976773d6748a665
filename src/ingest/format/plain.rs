//! Plain text as scraped from pages: lines grouped into paragraphs, lists, verse, code and tables by
//! how they stand, inline marks rendered away.

mod columns;
mod inline;
mod layout;
mod line;
mod verse;

use crate::collection::{BlockKind, Repair, RepairKind};
use crate::ingest::format::front_matter;
use crate::ingest::piece::{Above, Piece, Sheet};
use crate::ingest::structure::repair::{Joint, Vocabulary, joint};
use crate::text::{normalise, table};
use layout::Group;
use line::Line;

/// Reads `raw`, which is not yet canonical.
///
/// # Errors
/// If its front matter lies too deep in itself.
pub(in crate::ingest) fn read(raw: &str) -> Result<Sheet, String> {
    let (metadata, body) = front_matter::split(raw)?;
    let text =
        if body.contains('\t') { canonical(&body.replace('\t', "    ")) } else { canonical(body) };
    let lines: Vec<Line<'_>> = text.split('\n').map(Line::new).collect();
    let vocabulary = Vocabulary::of_lines(&text);
    let width = layout::width(&lines);
    let mut pieces = Vec::new();
    let runs = layout::runs(&lines);
    let poem = verse::is_poem(&runs);
    for run in runs {
        let mut above = Above::EmptyLine;
        for group in layout::groups(run, width, poem) {
            let mut piece = piece(&group, &vocabulary);
            piece.above = above;
            above = Above::LineEnd;
            pieces.push(piece);
        }
    }
    number_lists(&mut pieces);
    Ok(Sheet { metadata: metadata.unwrap_or_default(), pieces, ..Sheet::default() })
}

/// `body` in its one column. A soft hyphen at a line's end parts a word as any other there does.
fn canonical(body: &str) -> String {
    let unfolded = columns::unfolded(body);
    if ["\u{ad}\n", "\u{ad}\r\n"].iter().any(|soft| unfolded.contains(soft)) {
        let hyphened = unfolded.replace("\u{ad}\n", "‐\n").replace("\u{ad}\r\n", "‐\n");
        normalise::canonical(&hyphened)
    } else {
        normalise::canonical(&unfolded)
    }
}

fn piece(group: &Group<'_>, vocabulary: &Vocabulary) -> Piece {
    match group {
        Group::Kept(lines) => Piece::of(BlockKind::Code, kept(lines)),
        Group::Table(rows) => {
            let rows: Vec<String> = rows.iter().map(|row| row.join(table::BAR)).collect();
            Piece::of(BlockKind::Table, rows.join("\n"))
        }
        Group::Heading(level, line) => {
            let mut piece = rendered(line);
            piece.kind = Some(BlockKind::Heading);
            piece.level = *level;
            piece
        }
        Group::Item { depth, ordinal, lines } => {
            let mut piece = joined(lines, vocabulary);
            piece.kind = Some(BlockKind::ListItem);
            piece.level = *depth;
            piece.ordinal = *ordinal;
            piece
        }
        Group::Quote(lines) => {
            let mut piece = joined(lines, vocabulary);
            piece.kind = Some(BlockKind::Quote);
            piece
        }
        Group::Paragraph(lines) => match lines.as_slice() {
            [line] if is_picture(line) => {
                Piece { kind: Some(BlockKind::Caption), ..rendered(line) }
            }
            lines => joined(lines, vocabulary),
        },
    }
}

/// Lines as they stand, without the indent that all of them share.
fn kept(lines: &[&Line<'_>]) -> String {
    let indent = lines
        .iter()
        .filter(|line| !line.text.is_empty())
        .map(|line| line.indent)
        .min()
        .unwrap_or(0);
    let lines: Vec<String> = lines
        .iter()
        .map(|line| " ".repeat(line.indent.saturating_sub(indent)) + line.text)
        .collect();
    lines.join("\n")
}

/// A picture alone on its line: `![what it shows](address)`.
fn is_picture(line: &str) -> bool {
    line.starts_with("![") && line.ends_with(')') && line.matches("](").count() == 1
}

fn joined(lines: &[&str], vocabulary: &Vocabulary) -> Piece {
    let mut source = String::new();
    let mut repairs = Vec::new();
    for line in lines {
        if source.is_empty() {
            source.push_str(line);
            continue;
        }
        let kind = match joint(&source, line, vocabulary) {
            Joint::HyphenGoes => {
                source.pop();
                RepairKind::HyphenUndone
            }
            Joint::Nothing => RepairKind::Unwrapped,
            Joint::Space => {
                source.push(' ');
                RepairKind::Unwrapped
            }
        };
        repairs.push((source.len(), kind));
        source.push_str(line);
    }
    rendered_with(&source, &repairs)
}

fn rendered(line: &str) -> Piece {
    rendered_with(line, &[])
}

fn rendered_with(source: &str, repairs: &[(usize, RepairKind)]) -> Piece {
    let rendered = inline::render(source);
    let repairs =
        repairs.iter().map(|&(at, kind)| Repair { at: rendered.place(at), kind }).collect();
    Piece { text: rendered.text, marks: rendered.marks, repairs, ..Piece::default() }
}

/// Single numbered lines far from one another are headings or prose ("1986. A good year"), not a list:
/// a list counts on from its neighbour.
fn number_lists(pieces: &mut [Piece]) {
    let numbers: Vec<Option<u32>> = pieces.iter().map(|piece| piece.ordinal).collect();
    for (at, piece) in pieces.iter_mut().enumerate() {
        let Some(number) = piece.ordinal else { continue };
        let counts = |other: Option<usize>, is: Option<u32>| {
            other.and_then(|at| numbers.get(at).copied()).flatten().is_some_and(|n| Some(n) == is)
        };
        let counted = counts(at.checked_sub(1), number.checked_sub(1))
            || counts(Some(at + 1), number.checked_add(1));
        if !counted {
            let sign = format!("{number}. ");
            let by = sign.len();
            piece.text.insert_str(0, &sign);
            for mark in &mut piece.marks {
                mark.extent = mark.extent.shifted(by);
            }
            for repair in &mut piece.repairs {
                repair.at += by;
            }
            piece.kind = None;
            piece.level = 0;
            piece.ordinal = None;
        }
    }
}
