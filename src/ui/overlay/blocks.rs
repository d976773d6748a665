//! How the blocks that can be overruled look.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::overlay::Blocks;
use crate::app::{App, layout};
use crate::collection::BlockOverride;
use crate::ui::palette::Palette;
use crate::ui::words::{fit, pad};

pub(super) fn draw(blocks: &Blocks, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed("What counts as text", palette, layout::help(app.workspace.size), frame);
    let foot = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside };
    let hint = "↵ counts it the other way, for good · Esc closes";
    frame.render_widget(Line::styled(hint, palette.dim), foot);
    let shown = blocks.candidates.iter().enumerate().skip(blocks.cursor.first);
    for ((place, candidate), y) in shown.zip(inside.y..foot.y) {
        let selected = place == blocks.cursor.at;
        let (style, change) = match candidate.overrule {
            BlockOverride::Furniture => (palette.text, "text → furniture"),
            BlockOverride::Body => (palette.dim, "apart → text"),
        };
        let words = fit(&candidate.words, usize::from(inside.width).saturating_sub(20));
        let line = Line::from_iter([
            Span::styled(if selected { "▌" } else { " " }, palette.cursor),
            Span::styled(pad(change, 18), palette.key),
            Span::styled(words, if selected { palette.selected } else { style }),
        ]);
        frame.render_widget(line, Rect { y, height: 1, ..inside });
    }
}
