//! The rows of a list, drawn the same way everywhere: the selected one has a bar before it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::palette::Palette;

/// A list of `length` rows of which the one at place `at` is selected.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// The first row shown.
    pub(super) first: usize,
    /// The selected row.
    pub(super) at: usize,
    /// How many rows there are.
    pub(super) length: usize,
}

impl List {
    /// A list that is scrolled as little as shows the selected row in `height` rows.
    pub(super) const fn scrolled(at: usize, length: usize, height: u16) -> Self {
        let first = (at + 1).saturating_sub(if height == 0 { 1 } else { height as usize });
        Self { first, at, length }
    }

    /// Draws the rows into `area`; `row` makes the one at a place, in the style that suits it.
    pub(super) fn draw<'a>(
        self,
        area: Rect,
        palette: &Palette,
        frame: &mut Frame<'_>,
        row: impl Fn(usize, Style) -> Line<'a>,
    ) {
        for (place, y) in (self.first..self.length).zip(area.y..area.bottom()) {
            let selected = place == self.at;
            let style = if selected { palette.selected } else { palette.text };
            let mark = Span::styled(if selected { "▌" } else { " " }, palette.cursor);
            let mut line = Line::from(mark);
            line.extend(row(place, style).spans);
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}
