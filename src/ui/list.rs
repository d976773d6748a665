//! The rows of a list, painted the same way everywhere: the selected one has a bar before it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget};

use super::palette::Palette;
use crate::app::widgets::ListView;

/// A list of which `row` makes the row at a place, in the style that suits it.
pub(super) struct List<'p, F> {
    pub(super) palette: &'p Palette,
    pub(super) row: F,
}

impl<'r, F: Fn(usize, Style) -> Line<'r>> List<'_, F> {
    /// Paints the rows where they are.
    pub(super) fn draw(self, view: ListView, frame: &mut Frame<'_>) {
        frame.render_stateful_widget(self, view.area, &mut { view });
    }

    /// The same inside a box, on whose right edge a bar says which part of the list is seen.
    pub(super) fn draw_boxed(self, view: ListView, frame: &mut Frame<'_>) {
        let palette = self.palette;
        self.draw(view, frame);
        scrollbar(view, palette, frame);
    }
}

/// Says on the right edge of the box around a list which part of it is seen, where that is not all.
pub(super) fn scrollbar(view: ListView, palette: &Palette, frame: &mut Frame<'_>) {
    if !view.is_cut() {
        return;
    }
    let edge = view.area.outer(Margin::new(2, 0)).intersection(frame.area());
    let mut state = ScrollbarState::new(view.length.saturating_sub(view.page()))
        .position(view.cursor.first)
        .viewport_content_length(view.page());
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .symbols(SYMBOLS)
        .begin_symbol(None)
        .end_symbol(None)
        .style(palette.dim);
    frame.render_stateful_widget(bar, edge, &mut state);
}

/// The bar lies on the edge of a box.
const SYMBOLS: ratatui::symbols::scrollbar::Set<'static> =
    ratatui::symbols::scrollbar::Set { track: "│", thumb: "┃", begin: "", end: "" };

impl<'r, F: Fn(usize, Style) -> Line<'r>> StatefulWidget for List<'_, F> {
    type State = ListView;

    fn render(self, area: Rect, buffer: &mut Buffer, view: &mut ListView) {
        view.area = area;
        for (place, area) in view.shown() {
            let selected = place == view.cursor.at;
            let style = if selected { self.palette.selected } else { self.palette.text };
            let ground = style.bg.filter(|_| selected);
            if let Some(ground) = ground {
                // A ground goes over the whole row.
                buffer.set_style(area, Style::new().bg(ground));
            }
            let mark = Span::styled(if selected { "▌" } else { " " }, self.palette.cursor);
            let mut line = Line::from(mark);
            line.extend((self.row)(place, style).spans);
            line.render(area, buffer);
            if let (Some(ground), Some(words)) = (ground, style.fg) {
                // On it all words have the colour that can be read there.
                for at in area.positions() {
                    if let Some(cell) = buffer.cell_mut(at).filter(|cell| cell.bg == ground) {
                        cell.fg = words;
                    }
                }
            }
        }
    }
}

/// The sign of a row that is ticked, and a space behind it.
pub(super) fn tick(ticked: bool, palette: &Palette) -> Span<'static> {
    Span::styled(if ticked { "✓ " } else { "  " }, palette.key)
}
