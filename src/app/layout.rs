//! Where things are on the screen: pure, used for paging as well as for painting.

use ratatui::layout::{Rect, Size};

use super::widgets::Panes;

/// Below this size there is no room to read.
pub const SMALLEST: Size = Size::new(40, 10);

/// The three bands of every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// One line: where am I.
    pub header: Rect,
    /// The screen itself.
    pub body: Rect,
    /// One line: what can I do, what just happened.
    pub footer: Rect,
}

/// Rows of a screen from which there is air under its head, and above the foot where a text ends there.
const AIRY: u16 = 22;

/// The bands at `size`, the screen itself at most `widest` columns wide.
pub fn areas(size: Size, widest: u16) -> Areas {
    let line = |y| Rect::new(0, y, size.width, size.height.min(1));
    let top = if size.height < AIRY { 1.min(size.height) } else { 2 };
    let height = size.height.saturating_sub(top + 1);
    Areas {
        header: line(0),
        body: Rect::new(0, top, size.width.min(widest), height),
        footer: line(size.height.saturating_sub(1)),
    }
}

/// A list above and, where there is room, what is selected below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// The rows of the list.
    pub rows: Rect,
    /// The line between.
    pub rule: Option<Rect>,
    /// The start of the selected article, where there is room for it.
    pub preview: Option<Rect>,
}

/// From this width on a preview stands beside its list, and keys in two columns.
pub const WIDE: u16 = 150;

/// Splits `body` for a list of `count` rows. On a wide screen a preview stands beside it, else below: then
/// the list gets what it needs, at most half.
pub fn split(body: Rect, count: usize, preview: bool) -> Split {
    if !preview || body.height < 9 {
        return Split { rows: body, rule: None, preview: None };
    }
    let air = u16::from(body.height + 3 >= AIRY);
    if body.width >= WIDE {
        let beside = 84.min(body.width * 2 / 5);
        let rows = Rect { width: body.width - beside - 1, ..body };
        let preview = Rect { x: rows.right() + 1, width: beside, ..body };
        let text = Rect { y: preview.y + 1, height: preview.height - 1 - air, ..preview };
        return Split { rows, rule: Some(Rect { height: 1, ..preview }), preview: Some(text) };
    }
    let wanted = u16::try_from(count).unwrap_or(u16::MAX).max(1);
    let rows = wanted.min(body.height / 2);
    Split {
        rows: Rect { height: rows, ..body },
        rule: Some(Rect { y: body.y + rows, height: 1, ..body }),
        preview: Some(Rect { y: body.y + rows + 1, height: body.height - rows - 1 - air, ..body }),
    }
}

/// The reader's column and the margin before it, which holds paragraph numbers and the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Paragraph numbers, then one column for the mark of the cursor.
    pub margin: Rect,
    /// The lines of the article, without margin, numbers and bar.
    pub text: Rect,
}

/// Which part of the body a reader has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// All of it.
    #[default]
    Whole,
    /// The left or the upper half.
    First,
    /// The right or the lower half.
    Second,
}

impl Pane {
    /// The other half.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Whole => Self::Whole,
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// Where a pane is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaneAreas {
    /// The line on top, which names the article; none where there is one pane alone.
    pub head: Option<Rect>,
    /// The lines of the article, without margin, numbers and bar.
    pub text: Rect,
}

/// Where `pane` is in `body`.
pub fn pane(body: Rect, pane: Pane) -> PaneAreas {
    if pane == Pane::Whole {
        let air = u16::from(body.height + 3 >= AIRY);
        return PaneAreas { head: None, text: Rect { height: body.height - air, ..body } };
    }
    let place = usize::from(pane == Pane::Second);
    headed(two(body).areas().nth(place).unwrap_or(body))
}

/// A text in all of `area`, with its head.
pub fn headed(area: Rect) -> PaneAreas {
    let head = Rect { height: area.height.min(1), ..area };
    let text = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
    PaneAreas { head: Some(head), text }
}

/// Two texts that are read in `body`.
pub const fn two(body: Rect) -> Panes {
    // The line, and a column that keeps numbers of passages from it.
    Panes { body, count: 2, between: 2, widest: u16::MAX }
}

/// A centred column of at most `measure` columns in `area`.
pub fn column(area: Rect, measure: u16) -> Column {
    let margin = if area.width >= 60 { 7 } else { 5 };
    let text = measure.min(area.width.saturating_sub(margin + 1)).max(1);
    let left = area.width.saturating_sub(text) / 2;
    let left = left.max(margin.min(area.width.saturating_sub(text)));
    let margin = margin.min(left);
    Column {
        margin: Rect { x: area.x + left - margin, width: margin, ..area },
        text: Rect { x: area.x + left, width: text.min(area.width - left), ..area },
    }
}

/// A box of at most `width` × `height` in the middle of `area`.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)
}

/// What is inside a box: its edge is one column and row wide, and words keep a column from it.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(2).min(area.right()),
        y: area.y.saturating_add(1).min(area.bottom()),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// The box of help and of other long overlays in `body`: with air around it where there is room.
pub fn help(body: Rect) -> Rect {
    let air = if body.height < 16 { 0 } else { body.height / 8 };
    centred(body, 76, body.height - air)
}

/// The same for the list of keys, whose lines are long.
pub fn keys(body: Rect) -> Rect {
    let width = if body.width >= WIDE { 188 } else { 108 };
    centred(body, width, help(body).height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everything_lies_inside_at_every_size(width in 0u16..300, height in 0u16..120, count in 0usize..500, measure in 1u16..200, widest in 1u16..300) {
            let all = Rect::new(0, 0, width, height);
            let areas = areas(Size::new(width, height), widest);
            let split = split(areas.body, count, true);
            let column = column(areas.body, measure);
            let parts = [areas.header, areas.body, areas.footer, split.rows, column.margin, column.text]
                .into_iter().chain(split.rule).chain(split.preview);
            let panes = [Pane::Whole, Pane::First, Pane::Second].map(|which| pane(areas.body, which));
            let parts = parts.chain(panes.into_iter().flat_map(|pane| pane.head.into_iter().chain([pane.text])));
            for part in parts {
                prop_assert_eq!(all.union(part), all, "{:?}", part);
            }
        }
    }
}
