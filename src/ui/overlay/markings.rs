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

pub(super) fn draw(markings: &Markings, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let all: Vec<Marking> = Marking::iter().collect();
    boxed("What is marked", palette, Markings::window(&app.workspace), frame);
    let row = |place: usize, style| {
        let Some(marking) = all.get(place) else { return Line::default() };
        Line::from_iter([
            tick(app.workspace.marked.contains(marking), palette),
            Span::styled(format!(" {marking:<10}"), style),
            Span::styled(marking.help(), palette.dim),
        ])
    };
    List { palette, row }.draw_boxed(markings.list(&app.workspace), frame);
}
