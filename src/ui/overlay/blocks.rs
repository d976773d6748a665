//! How the blocks that can be overruled look.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::App;
use crate::app::overlay::Blocks;
use crate::collection::BlockOverride;
use crate::ui::list::List;
use crate::ui::palette::Palette;
use crate::ui::words::{fit, pad};

pub(super) fn draw(blocks: &Blocks, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed("What counts as text", palette, blocks.window(&app.workspace), frame);
    let foot = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside };
    let selected = blocks.candidates.get(blocks.cursor.at);
    let why = selected.and_then(|candidate| candidate.reason);
    let why = why.map_or(String::new(), |reason| format!("furniture: {} · ", reason.words()));
    let hint = format!("{why}↵ counts it the other way, for good · Esc closes");
    frame.render_widget(Line::styled(hint, palette.dim), foot);
    let list = blocks.list(&app.workspace);
    let row = |place: usize, style| {
        let Some(candidate) = blocks.candidates.get(place) else { return Line::default() };
        let (plain, change) = match candidate.counts_as {
            BlockOverride::Furniture => (palette.text, "text → furniture"),
            BlockOverride::Body => (palette.dim, "apart → text"),
        };
        let style = if place == list.cursor.at { style } else { plain };
        let words = fit(&candidate.words, usize::from(inside.width).saturating_sub(20));
        Line::from_iter([Span::styled(pad(change, 18), palette.key), Span::styled(words, style)])
    };
    List { palette, row }.draw_boxed(list, frame);
}
