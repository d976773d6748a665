//! Lines of a column, and the blocks that they make.

use super::segments::Segment;

/// What a block of lines is, as far as its place and type say.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    /// Running text.
    Text,
    /// Type larger than that of the text, or bold: the size.
    Heading(f32),
    /// An item of a list, with its number if it has one.
    Item(Option<u32>),
    /// The names of authors who stand side by side.
    Authors,
    /// Where one of them works.
    Workplace,
    /// A note at the foot, with its number.
    Note(Option<u32>),
    /// Rows and cells.
    Table,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub(super) role: Role,
    /// Its lines; for a table one text a row.
    pub(super) lines: Vec<Segment>,
    /// Whether its first line is set in.
    pub(super) indented: bool,
    /// Whether its last line reaches the right margin.
    pub(super) full: bool,
}

impl Block {
    /// Whether its lines were told from others beside them.
    pub(super) const fn is_beside(&self) -> bool {
        matches!(self.role, Role::Table | Role::Authors | Role::Workplace)
    }
}

/// A line of a column: what stands on one base line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    parts: Vec<Segment>,
}

impl Line {
    /// The stretches on it, from left to right.
    pub(super) fn parts(&self) -> &[Segment] {
        &self.parts
    }
    pub(super) fn left(&self) -> f32 {
        self.parts.first().map_or(0.0, |part| part.left)
    }
    pub(super) fn right(&self) -> f32 {
        self.parts.iter().map(|part| part.right).fold(0.0, f32::max)
    }
    /// The part with most words: a bullet may stand higher, a raised figure be smaller.
    pub(super) fn main(&self) -> Option<&Segment> {
        self.parts.iter().max_by_key(|part| part.text.len())
    }
    pub(super) fn base(&self) -> f32 {
        self.main().map_or(0.0, |part| part.base)
    }
    pub(super) fn size(&self) -> f32 {
        self.main().map_or(1.0, |part| part.size)
    }
    pub(super) fn is_bold(&self) -> bool {
        self.parts.iter().all(Segment::is_bold)
    }
    pub(super) fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.trim()).collect::<Vec<_>>().join(" ")
    }
    /// Whether it is prose drawn out to fill its column: all its gaps are as wide as one another.
    pub(super) fn is_spread(&self) -> bool {
        let gaps = self.parts.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(b.left - a.right),
            _ => None,
        });
        let (narrow, wide) =
            gaps.fold((f32::INFINITY, 0.0_f32), |(low, high), gap| (low.min(gap), high.max(gap)));
        self.parts.len() > 2 && wide - narrow < 0.05 * self.size()
    }
    pub(super) fn whole(self) -> Segment {
        let mut parts = self.parts.into_iter();
        let mut first = parts.next().unwrap_or_else(Segment::empty);
        for part in parts {
            first.append(" ", part);
        }
        first
    }
}

/// The lines of a column, from top to bottom.
pub(super) fn lines(mut stack: Vec<Segment>) -> Vec<Line> {
    stack.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Line> = Vec::new();
    for segment in stack {
        match lines.last_mut() {
            Some(line) if line.base() - segment.base <= 0.3 * segment.size => {
                line.parts.push(segment);
                line.parts.sort_by(|a, b| a.left.total_cmp(&b.left));
            }
            _ => lines.push(Line { parts: vec![segment] }),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reaches_from_its_first_stretch_to_its_last() {
        let stretch = |left, right| Segment { left, right, ..Segment::empty() };
        let lines = lines(vec![stretch(90.0, 140.0), stretch(20.0, 80.0)]);
        let ends: Vec<_> = lines.iter().map(|line| (line.left(), line.right())).collect();
        assert_eq!(ends, [(20.0, 140.0)]);
    }
}
