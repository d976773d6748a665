//! From blocks on pages to pieces: lines joined, paragraphs made whole over columns and pages, what stands
//! between their halves set behind them, notes at the end.

use std::collections::HashSet;

use super::joins::{Joiner, twice};
use super::line::{Block, Role};
use super::marker::marker;
use super::notes;
use super::page::Page;
use super::segments::Segment;
use crate::collection::{BlockKind, Doubt, Locus, LocusKind, Mark, Reason, Repair, RepairKind};
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;
use crate::text::Extent;

/// The pieces of a document, set in type of the size `body`.
pub(super) fn of(pages: Vec<Page>, body: f32) -> Vec<Piece> {
    let mut maker = Maker::of(&pages, body);
    for page in pages {
        maker.page(page);
    }
    maker.finish()
}

/// Puts pieces together.
struct Maker {
    body: f32,
    joiner: Joiner,
    /// Labels such as "figure 3" that the text names more than once.
    labels: HashSet<String>,
    /// Sizes of headings, largest first, in quarters of a point; the first is the title's.
    sizes: Vec<i32>,
    /// Whether paragraphs begin set in.
    is_indented: bool,
    pieces: Vec<Piece>,
    /// The paragraph that may go on in the next column, and whether its last line is full.
    open: Option<(Piece, bool)>,
    /// What stands between its halves.
    between: Vec<Piece>,
    notes: Vec<Piece>,
    /// Whether running prose has begun: before it stand title, names and dates.
    has_begun: bool,
}

impl Maker {
    fn of(pages: &[Page], body: f32) -> Self {
        let blocks = || pages.iter().flat_map(|page| page.columns.iter().flatten());
        let text: String = blocks()
            .flat_map(|block| &block.lines)
            .map(|line| line.text.trim_end())
            .collect::<Vec<_>>()
            .join("\n");
        let words: Vec<&str> = text.split_whitespace().collect();
        let labels = twice(words.windows(2).filter_map(|pair| match pair {
            [word, number] => Some(label_of(word, number)),
            _ => None,
        }));
        let mut sizes: Vec<i32> = blocks()
            .filter_map(|block| match block.role {
                Role::Heading(size) => Some(quarters(size)),
                _ => None,
            })
            .collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes.dedup();
        let (mut starts, mut indented) = (0, 0);
        for block in blocks().filter(|block| block.role == Role::Text && block.lines.len() > 2) {
            starts += 1;
            indented += usize::from(block.indented);
        }
        let long = blocks().filter(|block| block.role == Role::Text && block.lines.len() > 2);
        let going_on = long.flat_map(|block| block.lines.iter().rev().skip(1));
        Self {
            body,
            joiner: Joiner::of(&text, going_on),
            labels,
            sizes,
            is_indented: indented * 3 >= starts && indented > 0,
            pieces: Vec::new(),
            open: None,
            between: Vec::new(),
            notes: Vec::new(),
            has_begun: false,
        }
    }

    fn page(&mut self, page: Page) {
        let Page { number, around, columns, notes, is_unsure } = page;
        let doubt = is_unsure.then_some(Doubt::OrderUnsure);
        let placed = |piece: Piece| {
            let begins = Locus { at: 0, kind: LocusKind::Page, label: number.to_string() };
            Piece { loci: vec![begins], doubt, ..piece }
        };
        self.between.extend(
            around.into_iter().map(|text| placed(Piece::furniture(Reason::RunningHead, text))),
        );
        let called: Vec<u32> = notes
            .iter()
            .filter_map(|note| match note.role {
                Role::Note(number) => number,
                _ => None,
            })
            .collect();
        let mut called: HashSet<u32> = called.into_iter().collect();
        for column in columns {
            let mut is_first = true;
            let tables: Vec<bool> = column.iter().map(|block| block.role == Role::Table).collect();
            for (at, block) in column.into_iter().enumerate() {
                let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
                let at_table = beside.into_iter().any(|at| tables.get(at) == Some(&true));
                let (indented, full, role) = (block.indented, block.full, block.role.clone());
                let mut piece = placed(self.piece(&block, at_table));
                call_notes(&mut piece, &mut called);
                match (piece.kind, role) {
                    (None, Role::Authors) => {
                        self.close();
                        self.pieces.push(piece);
                        is_first = false;
                    }
                    (None | Some(BlockKind::ListItem), _) => {
                        self.running(piece, is_first, indented, full);
                        is_first = false;
                    }
                    (Some(BlockKind::Caption | BlockKind::Table), _) => self.between.push(piece),
                    _ => {
                        self.close();
                        self.pieces.push(piece);
                        is_first = false;
                    }
                }
            }
        }
        for note in notes {
            let number = match note.role {
                Role::Note(number) => number,
                _ => None,
            };
            let (text, _, repairs) = self.text(&note.lines);
            self.notes.push(placed(Piece {
                level: 1,
                ordinal: number,
                repairs,
                ..Piece::furniture(Reason::Note, text)
            }));
        }
    }

    /// Takes up a paragraph or item; `is_first` if it is the first of its column.
    fn running(&mut self, piece: Piece, is_first: bool, indented: bool, full: bool) {
        let had_begun = self.has_begun;
        self.has_begun |= shape::words(&piece.text) >= 25;
        let goes_on = self.open.as_ref().is_some_and(|(open, was_full)| {
            let set_apart = piece.kind.is_some() || open.is_emphasised() != piece.is_emphasised();
            let apart = !is_first && self.between.is_empty();
            if set_apart || apart || shape::words(&open.text) < 3 {
                false
            } else if shape::ends_clause(&open.text) && !open.text.ends_with(':') {
                is_first && *was_full && self.is_indented && !indented && had_begun
            } else {
                shape::starts_small(&piece.text) || *was_full && !indented && had_begun
            }
        });
        if !goes_on {
            self.close();
        }
        let whole = match self.open.take() {
            Some((mut open, _)) => {
                let joint = self.joiner.joint(&open.text, &piece.text).apply(&mut open.text);
                open.append(joint, piece, RepairKind::PageBreakJoined);
                open
            }
            None => piece,
        };
        self.open = Some((whole, full));
    }

    fn close(&mut self) {
        self.pieces.extend(self.open.take().map(|(piece, _)| piece));
        self.pieces.append(&mut self.between);
    }

    fn finish(mut self) -> Vec<Piece> {
        self.close();
        self.pieces.append(&mut self.notes);
        self.pieces
    }

    /// One block as a piece; captions stand beside tables, or are named by the text.
    fn piece(&self, block: &Block, at_table: bool) -> Piece {
        if block.role == Role::Table {
            let rows: Vec<&str> = block.lines.iter().map(|row| row.text.as_str()).collect();
            return Piece::of(BlockKind::Table, rows.join("\n"));
        }
        let size = block.lines.iter().map(|line| line.size).fold(0.0, f32::max);
        let (text, marks, repairs) = self.text(&block.lines);
        let mut piece = Piece { text, marks, repairs, ..Piece::default() };
        match block.role {
            Role::Heading(size) => {
                let rank = self.sizes.iter().position(|other| *other == quarters(size));
                let larger = size >= self.body * 1.12;
                if larger || self.has_begun {
                    piece.kind = Some(BlockKind::Heading);
                    piece.level = u8::try_from(rank.unwrap_or(5) + 1).unwrap_or(6).min(6);
                    piece.marks.clear();
                }
            }
            Role::Item(number) => {
                let before =
                    marker(&piece.text).map(|m| piece.text.trim_start().len() - m.rest.len());
                let lettered = number.is_none()
                    && piece.text.starts_with(|c: char| c.is_alphabetic() || c == '(');
                if let Some(before) = before.filter(|_| !lettered) {
                    cut_front(&mut piece, before);
                }
                piece.kind = Some(BlockKind::ListItem);
                piece.level = 1;
                piece.ordinal = number;
            }
            Role::Workplace => piece.kind = Some(BlockKind::Byline),
            _ if self.is_caption(&piece.text, at_table || size < self.body * 0.96) => {
                piece.kind = Some(BlockKind::Caption);
            }
            _ => {}
        }
        piece
    }

    /// Whether `text` begins as a caption does, "Figure 3: …", where one may stand or is spoken of.
    fn is_caption(&self, text: &str, likely: bool) -> bool {
        let mut words = text.split_whitespace();
        let (Some(word), Some(number)) = (words.next(), words.next()) else { return false };
        let figures = number.trim_end_matches(['.', ':', '|', '–', '—']);
        let stops = figures.len() < number.len()
            || words.next().is_some_and(|next| matches!(next, "|" | "–" | "—" | ":"));
        let labelled = word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().count() <= 14
            && !figures.is_empty()
            && figures.len() <= 5
            && figures.starts_with(|c: char| c.is_ascii_digit());
        labelled && stops && (likely || self.labels.contains(&label_of(word, number)))
    }

    /// Lines as one text, with what is set bold or slanted in it, and what was mended.
    fn text(&self, lines: &[Segment]) -> (String, Vec<Mark>, Vec<Repair>) {
        let (mut text, mut marks, mut repairs) = (String::new(), Vec::new(), Vec::new());
        for (at, line) in lines.iter().enumerate() {
            let words = line.text.trim_end();
            let start = words.len() - words.trim_start().len();
            let trimmed = words.trim_start();
            if at > 0 {
                let above = lines.get(at - 1).map_or("", |line| line.text.as_str());
                let joint = self.joiner.lines(above, trimmed);
                let spaced = joint.apply(&mut text);
                if spaced.is_empty() {
                    repairs.push(Repair { at: text.len(), kind: RepairKind::HyphenUndone });
                }
                text.push_str(spaced);
            }
            let by = text.len();
            for Mark { extent, kind } in &line.marks {
                let from = extent.start.saturating_sub(start).min(trimmed.len()) + by;
                let to = extent.end.saturating_sub(start).min(trimmed.len()) + by;
                let joined = marks.iter_mut().rev().find(|mark: &&mut Mark| mark.kind == *kind);
                match joined.filter(|mark| mark.extent.end + 1 >= from) {
                    Some(mark) => mark.extent.end = to,
                    None if from < to => {
                        marks.push(Mark { extent: Extent::new(from, to), kind: kind.clone() });
                    }
                    None => {}
                }
            }
            text.push_str(trimmed);
        }
        (text, marks, repairs)
    }
}

/// Sets `[1]` where the words of `piece` call a note by a raised figure.
fn call_notes(piece: &mut Piece, numbers: &mut HashSet<u32>) {
    let list: Vec<u32> = numbers.iter().copied().collect();
    for (number, (start, end)) in notes::calls(&piece.text, &list).into_iter().rev() {
        let sign = format!("[{number}]");
        if piece.text.get(start..end).is_some() {
            piece.text.replace_range(start..end, &sign);
            numbers.remove(&number);
            let moved = |at: usize| if at >= end { at + sign.len() - (end - start) } else { at };
            for mark in &mut piece.marks {
                mark.extent = Extent::new(moved(mark.extent.start), moved(mark.extent.end));
            }
            for repair in &mut piece.repairs {
                repair.at = moved(repair.at);
            }
        }
    }
}

/// Takes so many bytes from the front of a piece.
fn cut_front(piece: &mut Piece, length: usize) {
    if !piece.text.is_char_boundary(length) {
        return;
    }
    piece.text.drain(..length);
    for mark in &mut piece.marks {
        let Extent { start, end } = mark.extent;
        mark.extent = Extent::new(start.saturating_sub(length), end.saturating_sub(length));
    }
    piece.marks.retain(|mark| !mark.extent.is_empty());
    for repair in &mut piece.repairs {
        repair.at = repair.at.saturating_sub(length);
    }
}

/// The label that two words make, without the signs around it.
fn label_of(word: &str, number: &str) -> String {
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    format!("{} {}", bare(word), bare(number))
}

/// A size in quarters of a point.
fn quarters(size: f32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a small size")]
    let quarters = (size * 4.0).round() as i32;
    quarters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::MarkKind;

    #[test]
    fn what_lies_behind_the_call_of_a_note_moves_with_its_words() {
        let text = "Tolls rose.12 Boats came late.".to_owned();
        let mark = |text: &str| {
            let start = text.find("Boats").unwrap();
            vec![Mark { extent: Extent::new(start, start + 5), kind: MarkKind::Strong }]
        };
        let mend = |text: &str| {
            vec![Repair { at: text.find("late").unwrap(), kind: RepairKind::HyphenUndone }]
        };
        let (marks, repairs) = (mark(&text), mend(&text));
        let mut piece = Piece { text, marks, repairs, ..Piece::default() };
        let mut numbers = HashSet::from([12]);
        call_notes(&mut piece, &mut numbers);
        assert_eq!(piece.text, "Tolls rose.[12] Boats came late.");
        assert_eq!((piece.marks, piece.repairs), (mark(&piece.text), mend(&piece.text)));
        assert!(numbers.is_empty());
    }
}
