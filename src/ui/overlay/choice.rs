//! How something to choose looks: what it is about, then the options.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::App;
use crate::app::overlay::Choice;
use crate::ui::list::List;
use crate::ui::palette::Palette;
use crate::ui::words::fit;

pub(super) fn draw(choice: &Choice, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed(&choice.title, palette, choice.window(&app.workspace), frame);
    let list = choice.list(&app.workspace);
    let above = Rect { height: list.area.y.saturating_sub(inside.y), ..inside };
    for (row, y) in choice.about_rows(&app.workspace).into_iter().zip(above.rows()) {
        frame.render_widget(Line::styled(format!("{}{}", row.lead, row.words), palette.text), y);
    }
    let row = |place: usize, style| {
        let label = choice.options.get(place).map_or("", |(label, _)| label.as_str());
        Line::from(Span::styled(fit(label, usize::from(inside.width).saturating_sub(2)), style))
    };
    List { palette, row }.draw_boxed(list, frame);
}
