//! From the lines of a column to paragraphs, headings, items, notes and tables.

use super::authors;
use super::columns::middle;
use super::line::{Block, Line, Role, lines};
use super::marker::marker;
use super::segments::Segment;

/// Letters of a line from which it is no longer part of what stands above the prose.
const OPENING: f32 = 90.0;

/// Lines of running text with another beside them, as far apart as columns are: where the right one begins.
/// Where such lines are read on end, two columns may have become one.
pub(super) fn beside(stack: &[Segment], blocks: &[Block]) -> Vec<f32> {
    let tables: Vec<&Segment> =
        blocks.iter().filter(|block| block.is_beside()).flat_map(|b| &b.lines).collect();
    let (high, low) = (
        tables.iter().map(|line| line.base + line.size).fold(f32::NEG_INFINITY, f32::max),
        tables.iter().map(|line| line.base - line.size).fold(f32::INFINITY, f32::min),
    );
    let mut open: Vec<&Segment> = stack
        .iter()
        .filter(|s| s.text.chars().count() > 8 && !(s.base < high && s.base > low))
        .collect();
    open.sort_by(|a, b| b.base.total_cmp(&a.base));
    let apart = |a: &Segment, b: &Segment| {
        (a.base - b.base).abs() < 0.8 * a.size
            && (a.right + 0.5 * a.size < b.left || b.right + 0.5 * b.size < a.left)
    };
    open.windows(2)
        .filter_map(|pair| match pair {
            [a, b] if apart(a, b) => Some(a.left.max(b.left)),
            _ => None,
        })
        .collect()
}

/// The blocks of one column, in order; `is_first` if it is on the first page.
pub(super) fn of(stack: &[Segment], body: f32, is_first: bool) -> Vec<Block> {
    let lines = lines(stack.to_vec());
    let mut blocks = Vec::new();
    let mut rest = lines.as_slice();
    let mut text: Vec<Line> = Vec::new();
    // Under a title, before the prose begins.
    let mut opens = is_first;
    while let [line, behind @ ..] = rest {
        opens = opens && letters(&line.text()) < OPENING;
        let rows = table(rest, body);
        if let Some((count, names)) = authors::beside(rest).filter(|_| opens) {
            paragraphs(std::mem::take(&mut text), body, &mut blocks);
            blocks.extend(names);
            rest = rest.get(count..).unwrap_or_default();
        } else if rows > 0 {
            paragraphs(std::mem::take(&mut text), body, &mut blocks);
            let (head, tail) = rest.split_at(rows);
            blocks.push(Block {
                role: Role::Table,
                lines: cells(head),
                indented: false,
                full: false,
            });
            rest = tail;
        } else {
            text.push(line.clone());
            rest = behind;
        }
    }
    paragraphs(text, body, &mut blocks);
    blocks
}

/// How many of these lines, from the first, are rows of a table.
fn table(lines: &[Line], body: f32) -> usize {
    let is_row = |line: &Line| {
        let [first, second, ..] = line.parts() else { return false };
        let apart = line.parts().windows(2).any(|pair| match pair {
            [a, b] => b.left - a.right > body,
            _ => false,
        });
        apart
            && !line.is_spread()
            && !(line.parts().len() == 2
                && marker(&first.text).is_some_and(|m| m.rest.is_empty())
                && !second.text.is_empty())
    };
    let mut rows = 0;
    let mut count = 0;
    for (at, line) in lines.iter().enumerate() {
        if is_row(line) {
            count += 1;
            rows = at + 1;
        } else if at + 1 - rows > 1 || count == 0 {
            break;
        }
    }
    if count < 2 {
        return 0;
    }
    // Lines of prose with a wide space in each are none: their parts are long.
    let parts: Vec<f32> = lines
        .get(..rows)
        .unwrap_or_default()
        .iter()
        .flat_map(Line::parts)
        .map(|part| letters(&part.text))
        .collect();
    if middle(parts).is_some_and(|letters| letters > 40.0) { 0 } else { rows }
}

/// Rows with their cells under one another, as one text each.
fn cells(rows: &[Line]) -> Vec<Segment> {
    // Columns are where cells of several rows lie over one another.
    let mut columns: Vec<(f32, f32)> = Vec::new();
    let mut parts: Vec<&Segment> =
        rows.iter().filter(|row| row.parts().len() > 1).flat_map(Line::parts).collect();
    parts.sort_by(|a, b| a.width().total_cmp(&b.width()));
    for part in parts {
        let mut over: Vec<usize> = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            if part.left < column.1 && part.right > column.0 {
                over.push(at);
            }
        }
        match over.as_slice() {
            [] => columns.push((part.left, part.right)),
            [at] => {
                if let Some(column) = columns.get_mut(*at) {
                    *column = (column.0.min(part.left), column.1.max(part.right));
                }
            }
            // A cell over several columns.
            _ => {}
        }
    }
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.iter()
        .map(|row| {
            let mut texts = vec![String::new(); columns.len().max(1)];
            for part in row.parts() {
                let at = columns
                    .iter()
                    .position(|column| part.left < column.1 && part.right > column.0)
                    .unwrap_or(0);
                if let Some(text) = texts.get_mut(at) {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(part.text.trim());
                }
            }
            let mut segment = row.parts().first().cloned().unwrap_or_else(Segment::empty);
            segment.text = texts.join(" │ ");
            segment.marks.clear();
            segment
        })
        .collect()
}

/// Settles a run of lines that is no table.
fn paragraphs(lines: Vec<Line>, body: f32, blocks: &mut Vec<Block>) {
    let Some(margins) = Margins::of(&lines) else { return };
    let first = blocks.len();
    let mut above: Option<Line> = None;
    for line in lines {
        let begins = above.as_ref().is_none_or(|above| margins.parts(above, &line));
        let indented = line.left() > margins.left + 0.7 * line.size();
        let full = line.right() > margins.right - line.size();
        let words = line.text();
        let number = marker(&words).filter(|_| begins).map(|marker| marker.number);
        above = Some(line.clone());
        let whole = line.whole();
        if let Some(block) = blocks.last_mut().filter(|_| !begins) {
            block.full = full;
            block.lines.push(whole);
        } else {
            let role = number.map_or(Role::Text, Role::Item);
            blocks.push(Block { role, lines: vec![whole], indented, full });
        }
    }
    let fresh = blocks.get_mut(first..).unwrap_or_default();
    for block in fresh.iter_mut() {
        if is_heading(block, body) {
            let size = block.lines.iter().map(|line| line.size).fold(0.0, f32::max);
            block.role = Role::Heading(size);
        }
    }
}

/// What is usual in a run of lines.
struct Margins {
    left: f32,
    right: f32,
    /// From one base line to the next, in ems.
    leading: f32,
}

impl Margins {
    fn of(lines: &[Line]) -> Option<Self> {
        let mut lefts: Vec<f32> = lines.iter().map(Line::left).collect();
        lefts.sort_by(f32::total_cmp);
        let mut rights: Vec<f32> = lines.iter().map(Line::right).collect();
        rights.sort_by(f32::total_cmp);
        // The margin is the leftmost place where many lines begin.
        let size = lines.first()?.size();
        let left = lefts
            .iter()
            .copied()
            .find(|left| {
                let near = lefts.iter().filter(|other| (**other - left).abs() < 0.3 * size).count();
                near * 4 >= lefts.len()
            })
            .or_else(|| lefts.first().copied())?;
        let right = rights.get(rights.len() - 1 - rights.len() / 10).copied()?;
        let gaps = lines.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((a.base() - b.base()) / a.size().max(b.size())),
            _ => None,
        });
        let mut gaps: Vec<f32> = gaps.collect();
        gaps.sort_by(f32::total_cmp);
        // Lines of one paragraph are the most common, and the nearest.
        let leading = gaps.get(gaps.len() * 2 / 5).copied().unwrap_or(1.2).clamp(0.9, 2.6);
        Some(Self { left, right, leading })
    }

    /// Whether a paragraph begins with `line`, under `above`.
    fn parts(&self, above: &Line, line: &Line) -> bool {
        let size = above.size().max(line.size());
        let gap = (above.base() - line.base()) / size;
        if gap > self.leading * 1.3 || gap < 0.2 {
            return true;
        }
        let smaller = above.size().min(line.size());
        // A bullet may be larger than the words behind it, and lend them its size.
        let listed = marker(&above.text()).is_some_and(|marker| marker.number.is_none());
        if size / smaller > if listed { 1.35 } else { 1.06 }
            || above.is_bold() != line.is_bold() && is_lone(above, line)
        {
            return true;
        }
        let text = line.text();
        if marker(&text).is_some_and(|marker| !marker.rest.is_empty()) && {
            // A year at a line's end is no number of an item.
            let set_in = (line.left() - above.left()).abs() > 0.3 * size;
            set_in || ends(above) || marker(&above.text()).is_some()
        } {
            return true;
        }
        let hangs = line.left() - self.left;
        let above_in = above.left() - self.left;
        if hangs > 0.7 * size && hangs < 4.0 * size && above_in < 0.3 * size && ends(above) {
            return true;
        }
        // There was room for the first word: the line above ended on purpose.
        let letter = (above.right() - above.left()) / letters(&above.text()).max(1.0);
        let word = text.split_whitespace().next().map_or(0.0, letters);
        let room = self.right - above.right() - letter;
        let centred = above_in > 2.0 * size;
        room > (word + 2.0) * letter
            && (ends(above) || centred)
            && room > 0.12 * (self.right - self.left)
    }
}

/// How many letters a text has.
fn letters(text: &str) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "letters of a line are few")]
    let letters = text.chars().count() as f32;
    letters
}

/// Whether one of two lines may be a heading of its own.
fn is_lone(above: &Line, line: &Line) -> bool {
    above.is_bold() && !above.text().trim_end().ends_with([',', '-'])
        || line.is_bold() && ends(above)
}

fn ends(line: &Line) -> bool {
    line.text()
        .trim_end_matches(|c: char| c.is_numeric() || "”\"’)]»“*†‡".contains(c))
        .ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？'])
}

fn is_heading(block: &Block, body: f32) -> bool {
    let words: usize = block.lines.iter().map(|line| line.text.split_whitespace().count()).sum();
    let size = block.lines.iter().map(|line| line.size).fold(f32::INFINITY, f32::min);
    let last = block.lines.last().map_or("", |line| line.text.trim_end());
    let larger = size >= body * 1.12 && words <= 40;
    let bold = block.lines.iter().all(Segment::is_bold)
        && words <= 16
        && block.lines.len() <= 3
        && size >= body * 0.95
        && !last.ends_with(['.', ',', ';', ':']);
    let letters = block.lines.iter().any(|line| line.text.chars().any(char::is_alphabetic));
    letters && (larger || bold) && matches!(block.role, Role::Text | Role::Item(Some(_)))
}
