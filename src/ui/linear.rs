//! The linear form, for screen readers and braille: no lines, no bars, and the terminal's own cursor on what
//! is selected, which is what such programs read out.

use ratatui::Frame;
use ratatui::layout::Position;

/// Takes everything off a painted screen that is only there to be looked at; where no line is typed, the
/// cursor goes to what is selected.
pub(super) fn rewrite(typing: bool, frame: &mut Frame<'_>) {
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
    if let (Some(at), false) = (selected, typing) {
        frame.set_cursor_position(at);
    }
}

/// Whether a sign only parts things from one another.
fn is_line(symbol: &str) -> bool {
    symbol.starts_with(|c: char| matches!(c, '\u{2500}'..='\u{257f}' | '▕' | '▐' | '▏'))
}
