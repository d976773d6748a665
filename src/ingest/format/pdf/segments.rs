//! The words of a page as stretches on one base line each, not longer than a column is wide.

use pdf_inspector::TextItem;
use pdf_inspector::extractor::{ItemType, TextLine};

use crate::collection::{Mark, MarkKind};
use crate::text::Extent;

/// Gap between words, in ems, from which they do not belong to one stretch: gutters of columns begin at
/// one, the spaces of a justified line end before.
const GAP: f32 = 0.9;
/// How far base lines of one line of text may differ, in ems.
const BASE: f32 = 0.35;
/// The narrowest gap in front of a column, in ems, and how many lines begin behind it at one place, at least:
/// words of prose do not, so that a gap no wider than a justified line's spaces is known for a gutter.
const ALIGNED: (f32, usize) = (0.4, 8);
/// How far the beginnings of lines of one column may differ, in points.
const PLACE: f32 = 0.5;

/// A stretch of words on one base line; lengths in points, from the lower left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    /// Size of the type.
    pub(super) size: f32,
    /// Bytes of `text` that are set bold or slanted, or lead elsewhere.
    pub(super) marks: Vec<Mark>,
}

impl Segment {
    /// How wide it is.
    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Whether all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        covers(&self.marks, &self.text)
    }

    /// One without words.
    pub(super) fn empty() -> Self {
        Self { text: String::new(), left: 0.0, right: 0.0, base: 0.0, size: 1.0, marks: Vec::new() }
    }

    fn of(item: TextItem, links: &[TextItem]) -> Self {
        let whole = |kind| Mark { extent: Extent::new(0, item.text.len()), kind };
        let set = [(item.is_bold, MarkKind::Strong), (item.is_italic, MarkKind::Emphasis)];
        let set = set.into_iter().filter_map(|(is_set, kind)| is_set.then(|| whole(kind)));
        let marks = set.chain(links.iter().filter_map(|link| linked(&item, link))).collect();
        Self {
            left: item.x,
            right: item.x + item.width.max(0.0),
            base: item.line_y(),
            size: item.font_size.max(1.0),
            marks,
            text: item.text,
        }
    }

    /// Adds what stands to its right, `joint` between them.
    pub(super) fn append(&mut self, joint: &str, next: Self) {
        self.text.push_str(joint);
        let by = self.text.len();
        for Mark { extent: Extent { start, end }, kind } in next.marks {
            let (start, end) = (start + by, end + by);
            let same = self.marks.iter_mut().rev().find(|mark| mark.kind == kind);
            match same.filter(|mark| mark.extent.end + joint.len() >= start) {
                Some(mark) => mark.extent.end = end,
                None => self.marks.push(Mark { extent: Extent::new(start, end), kind }),
            }
        }
        // A raised figure is smaller than the words it stands at.
        if next.text.len() > self.text.len() / 2 {
            self.size = self.size.max(next.size);
        }
        self.text.push_str(&next.text);
        self.right = self.right.max(next.right);
    }
}

/// The words of `item` that lie in the rectangle of `link`, as far as letters are of one width.
fn linked(item: &TextItem, link: &TextItem) -> Option<Mark> {
    let ItemType::Link(address) = &link.item_type else { return None };
    let base = item.line_y();
    let middle = base + 0.3 * item.font_size;
    let beside = middle < link.y || middle > link.y + link.height;
    let web = ["http://", "https://", "mailto:"].iter().any(|start| address.starts_with(start));
    if beside || !web || item.width <= 0.0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "letters of a line are few")]
    let at = |byte: usize| item.x + item.width * byte as f32 / item.text.len().max(1) as f32;
    let inside = |(start, word): &(usize, &str)| {
        let centre = at(*start).midpoint(at(start + word.len()));
        link.x <= centre && centre <= link.x + link.width
    };
    let mut next = 0;
    let words = item.text.split(' ').map(|word| {
        let start = next;
        next += word.len() + 1;
        (start, word)
    });
    let words: Vec<(usize, &str)> =
        words.filter(|(_, word)| !word.is_empty()).filter(inside).collect();
    let (start, _) = words.first()?;
    let (last, word) = words.last()?;
    let extent = Extent::new(*start, last + word.len());
    Some(Mark { extent, kind: MarkKind::Link(address.clone()) })
}

/// Whether what is set bold covers all of `text` but for a sign or two.
fn covers(marks: &[Mark], text: &str) -> bool {
    let strong = marks.iter().filter(|mark| mark.kind == MarkKind::Strong);
    let sum: usize = strong.map(|mark| mark.extent.end - mark.extent.start).sum();
    !text.is_empty() && sum + 2 >= text.trim_end().len()
}

/// The stretches of one page, from top to bottom and left to right.
pub(super) fn of(items: impl IntoIterator<Item = TextItem>) -> Vec<Segment> {
    let (links, items): (Vec<TextItem>, Vec<TextItem>) =
        items.into_iter().partition(|item| matches!(item.item_type, ItemType::Link(_)));
    let mut items: Vec<TextItem> = items
        .into_iter()
        .filter(|item| {
            matches!(item.item_type, ItemType::Text)
                && item.is_upright()
                && !item.text.trim().is_empty()
                && [item.x, item.y, item.width, item.font_size].iter().all(|n| n.is_finite())
        })
        .collect();
    items.sort_by(|a, b| b.line_y().total_cmp(&a.line_y()).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Vec<TextItem>> = Vec::new();
    for item in items {
        let reach = BASE * item.font_size;
        let below = |line: &&mut Vec<TextItem>| {
            line.first().is_some_and(|first| first.line_y() - item.line_y() <= reach)
        };
        match lines.last_mut().filter(below) {
            Some(line) => line.push(item),
            None => lines.push(vec![item]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    let columns = column_starts(&lines);
    let mut segments: Vec<Segment> = Vec::new();
    for line in lines {
        close(line, &columns, &links, &mut segments);
    }
    segments
}

/// Where columns begin: many lines have an item there with white before it, and few have one across.
fn column_starts(lines: &[Vec<TextItem>]) -> Vec<f32> {
    let mut starts: Vec<f32> = lines
        .iter()
        .flat_map(|line| line.windows(2))
        .filter_map(|pair| match pair {
            [a, b] => (b.x - (a.x + a.width) >= ALIGNED.0 * a.font_size).then_some(b.x),
            _ => None,
        })
        .collect();
    starts.sort_by(f32::total_cmp);
    let runs = starts.chunk_by(|a, b| *b - *a < PLACE).filter(|run| run.len() >= ALIGNED.1);
    let few_across = |run: &&[f32]| {
        let Some(start) = run.first().copied() else { return false };
        let across = |item: &&TextItem| {
            item.x < start - PLACE && item.x + item.width.max(0.0) > start + PLACE
        };
        lines.iter().flatten().filter(across).count() < run.len()
    };
    runs.filter(few_across).filter_map(|run| run.first().copied()).collect()
}

fn close(line: Vec<TextItem>, columns: &[f32], links: &[TextItem], segments: &mut Vec<Segment>) {
    let begins = |left: f32| columns.iter().any(|start| (left - start).abs() < 2.0 * PLACE);
    let mut open: Option<(TextItem, Segment)> = None;
    for item in line {
        let next = Segment::of(item.clone(), links);
        let gap = if begins(next.left) { ALIGNED.0 } else { GAP };
        open = Some(match open.take() {
            Some((last, mut segment)) if next.left - segment.right <= gap * segment.size => {
                let spaced = is_spaced(&last, &item);
                segment.append(if spaced { " " } else { "" }, next);
                (item, segment)
            }
            other => {
                segments.extend(other.map(|(_, segment)| segment));
                (item, next)
            }
        });
    }
    segments.extend(open.map(|(_, segment)| segment));
}

/// Whether the extractor puts a space between two items of a line.
fn is_spaced(last: &TextItem, item: &TextItem) -> bool {
    if last.text.ends_with(' ') || item.text.starts_with(' ') {
        return false;
    }
    let line = TextLine {
        items: vec![last.clone(), item.clone()],
        y: item.y,
        page: item.page,
        adaptive_threshold: 0.10,
    };
    line.text().trim().len() > last.text.trim().len() + item.text.trim().len()
}
