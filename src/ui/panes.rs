//! Texts set side by side: the lines between them, and the head of each.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::bars;
use super::palette::Palette;
use crate::app::widgets::Panes;
use crate::text::fit::fit;
use crate::text::wrap::columns;

/// The lines between texts that stand beside one another.
pub(super) fn lines(panes: Panes, palette: &Palette, frame: &mut Frame<'_>) {
    for line in panes.lines() {
        for y in line.rows() {
            frame.render_widget(Span::styled("│", palette.dim), y);
        }
    }
}

/// The line over a text: what it is, marked where the keys go to it, and at the right where one is in it.
pub(super) fn head(
    name: &str,
    right: &str,
    focused: bool,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let style = if focused { palette.title } else { palette.text };
    let room = usize::from(area.width).saturating_sub(columns(right) + 2);
    let line = Line::from_iter([
        Span::styled(if focused { "▌" } else { " " }, palette.cursor),
        Span::styled(fit(name, room), style),
    ]);
    frame.render_widget(line, area);
    bars::at_right(right, palette.dim, area, frame);
}
