//! The quotes that the reader's own line rests on.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::boxed;
use crate::app::App;
use crate::app::overlay::Evidence;
use crate::ui::list::{List, tick};
use crate::ui::palette::Palette;
use crate::ui::words::fit;

/// The list, and below it the selected quote in full.
pub(super) fn draw(evidence: &Evidence, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let area = evidence.window(&app.workspace);
    let title = match evidence.line.as_str() {
        "" => "Quotes of this article · x ticks those your line rests on".to_owned(),
        line => fit(line, usize::from(area.width).saturating_sub(6)),
    };
    let inside = boxed(&title, palette, area, frame);
    let list = evidence.list(&app.workspace);
    let row = |place: usize, style| {
        let Some(row) = evidence.rows.get(place) else { return Line::default() };
        let number = row.passage.map(|passage| format!("¶{passage}")).unwrap_or_default();
        let room = usize::from(list.area.width).saturating_sub(9);
        Line::from_iter([
            tick(row.ticked, palette),
            Span::styled(format!("{number:<5} "), palette.dim),
            Span::styled(fit(&row.words.replace('\n', " "), room), style),
        ])
    };
    List { palette, row }.draw_boxed(list, frame);
    let Some(row) = evidence.rows.get(evidence.cursor.at) else { return };
    let below = list.area.bottom().saturating_add(1).min(inside.bottom());
    let below = Rect { y: below, height: inside.bottom() - below, ..inside };
    let text = Paragraph::new(format!("“{}”", row.words)).wrap(Wrap { trim: false });
    frame.render_widget(text.style(palette.dim), below);
}
