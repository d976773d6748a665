//! The linear form, for screen readers and braille: no lines, no bars, and the terminal's own cursor on what
//! is selected, which is what such programs read out.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::bars;
use super::palette::Palette;
use crate::app::App;

/// Takes everything off a painted screen that is only there to be looked at, and says on top which of how many
/// rows is selected; where no line is typed, the cursor goes to it.
pub(super) fn rewrite(app: &App, header: Rect, palette: &Palette, frame: &mut Frame<'_>) {
    if let Some(rows) = app.rows().filter(|rows| rows.cursor.at < rows.length) {
        let words = format!("  {} of {} ", rows.cursor.at + 1, rows.length);
        let columns = u16::try_from(words.len()).unwrap_or(u16::MAX).min(header.width);
        // What it would cut in the middle goes whole.
        let mut gap = 0;
        for x in (header.x..header.right() - columns).rev() {
            let Some(cell) = frame.buffer_mut().cell_mut((x, header.y)) else { break };
            gap = if cell.symbol() == " " { gap + 1 } else { 0 };
            if gap > 1 {
                break;
            }
            cell.set_symbol(" ");
        }
        bars::at_right(&words, palette.text, header, frame);
    }
    let area = frame.area();
    let mut selected = None;
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            let Some(cell) = frame.buffer_mut().cell_mut((x, y)) else { continue };
            let symbol = cell.symbol();
            if matches!(symbol, "▌" | "▎") {
                selected.get_or_insert(Position::new(x, y));
                cell.set_symbol(">");
            } else if is_line(symbol) {
                cell.set_symbol(" ");
            }
        }
    }
    if let (Some(at), false) = (selected, app.typing()) {
        frame.set_cursor_position(at);
    }
}

/// Whether a sign only parts things from one another.
fn is_line(symbol: &str) -> bool {
    symbol.starts_with(|c: char| matches!(c, '\u{2500}'..='\u{257f}' | '▕' | '▐' | '▏'))
}
