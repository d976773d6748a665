//! What is marked in the text, to be ticked.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use strum::IntoEnumIterator;

use super::boxed;
use crate::app::App;
use crate::app::overlay::Markings;
use crate::app::widgets::Marking;
use crate::ui::list::{List, tick};
use crate::ui::palette::Palette;
use crate::ui::words::fit;

/// Columns for the names.
const NAMES: usize = 10;

pub(super) fn draw(markings: &Markings, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let all: Vec<Marking> = Marking::iter().collect();
    let inside = boxed("What is marked", palette, Markings::window(&app.workspace), frame);
    let room = usize::from(inside.width).saturating_sub(3 + NAMES);
    let row = |place: usize, style| {
        let Some(marking) = all.get(place) else { return Line::default() };
        Line::from_iter([
            tick(app.workspace.marked.contains(marking), palette),
            Span::styled(format!("{marking:<NAMES$}"), style),
            Span::styled(fit(marking.help(), room), palette.dim),
        ])
    };
    List { palette, row }.draw_boxed(markings.list(&app.workspace), frame);
}
