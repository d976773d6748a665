//! What is marked in the text, to be ticked.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use strum::IntoEnumIterator;

use super::boxed;
use crate::app::overlay::Markings;
use crate::app::widgets::Marking;
use crate::app::{App, layout};
use crate::ui::list::List;
use crate::ui::palette::Palette;

pub(super) fn draw(markings: &Markings, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let all: Vec<Marking> = Marking::iter().collect();
    let height = u16::try_from(all.len() + 2).unwrap_or(u16::MAX);
    let area = layout::centred(app.workspace.areas().body, 72, height);
    let inside = boxed("What is marked", palette, area, frame);
    let list = List::scrolled(markings.cursor.at, all.len(), inside.height);
    list.draw(inside, palette, frame, |place, style| {
        let Some(marking) = all.get(place) else { return Line::default() };
        let on = app.workspace.marked.contains(marking);
        Line::from_iter([
            Span::styled(if on { "✓ " } else { "  " }, palette.key),
            Span::styled(format!("{marking:<10}"), style),
            Span::styled(marking.help(), palette.dim),
        ])
    });
}
