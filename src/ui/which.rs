//! What may follow a half-typed sequence of keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::overlay::boxed;
use super::palette::Palette;
use super::words::fit;
use crate::app::App;
use crate::keys::notation;
use crate::text::wrap;

/// Columns of what a key does.
const DOES: usize = 34;

/// Paints it above the foot line; nothing where no sequence has begun.
pub(super) fn draw(app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let following = app.may_follow();
    if following.is_empty() {
        return;
    }
    let keys = following.iter().map(|(key, _)| wrap::columns(key)).max().unwrap_or(1);
    let body = app.workspace.areas().body;
    let inside = usize::from(body.width).saturating_sub(4).max(1);
    let cell = (keys + 2 + DOES).min(inside);
    let columns = (inside / cell).clamp(1, 4);
    let rows = following.len().div_ceil(columns).min(usize::from(body.height).saturating_sub(2));
    let height = u16::try_from(rows + 2).unwrap_or(u16::MAX).min(body.height);
    let width = u16::try_from(columns * cell + 4).unwrap_or(u16::MAX).min(body.width);
    let area = Rect { x: body.right() - width, y: body.bottom() - height, width, height };
    let area = boxed(&notation(&app.pending), palette, area, frame);
    for (nth, (key, action)) in following.iter().enumerate().take(rows * columns) {
        let (column, row) = (nth / rows.max(1), nth % rows.max(1));
        let x = area.x + u16::try_from(column * cell).unwrap_or(0);
        let y = area.y + u16::try_from(row).unwrap_or(0);
        if x >= area.right() || y >= area.bottom() {
            continue;
        }
        let does = fit(action.help(), cell.saturating_sub(keys + 3));
        let line = Line::from_iter([
            Span::styled(format!("{key:<keys$}  "), palette.key),
            Span::styled(does, palette.text),
        ]);
        let width = (area.right() - x).min(u16::try_from(cell).unwrap_or(u16::MAX));
        frame.render_widget(line, Rect { x, y, width, height: 1 });
    }
}
