//! The quotes that the reader's own line rests on.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::boxed;
use crate::app::overlay::Evidence;
use crate::app::{App, layout};
use crate::ui::list::List;
use crate::ui::palette::Palette;
use crate::ui::words::fit;

/// Rows for the words of the selected quote, with the rule above them.
const WORDS: u16 = 6;

/// The list, and below it the selected quote in full.
pub(super) fn draw(evidence: &Evidence, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let rows = u16::try_from(evidence.rows.len()).unwrap_or(u16::MAX);
    let area = layout::help(app.workspace.size);
    let area = layout::centred(area, area.width, rows.saturating_add(WORDS + 2));
    let title = match evidence.line.as_str() {
        "" => "Quotes of this article · x ticks those your line rests on".to_owned(),
        line => fit(line, usize::from(area.width).saturating_sub(6)),
    };
    let inside = boxed(&title, palette, area, frame);
    let words = WORDS.min(inside.height / 2);
    let list = Rect { height: inside.height - words, ..inside };
    let (at, length) = (evidence.cursor.at, evidence.rows.len());
    List::scrolled(at, length, list.height).draw(list, palette, frame, |place, style| {
        let Some(row) = evidence.rows.get(place) else { return Line::default() };
        let number = row.passage.map(|passage| format!("¶{passage}")).unwrap_or_default();
        let room = usize::from(list.width).saturating_sub(9);
        Line::from_iter([
            Span::styled(if row.ticked { "✓ " } else { "  " }, palette.key),
            Span::styled(format!("{number:<5} "), palette.dim),
            Span::styled(fit(&row.words.replace('\n', " "), room), style),
        ])
    });
    let Some(row) = evidence.rows.get(evidence.cursor.at) else { return };
    let below = Rect { y: list.bottom() + 1, height: words.saturating_sub(1), ..inside };
    let text = Paragraph::new(format!("“{}”", row.words)).wrap(Wrap { trim: false });
    frame.render_widget(text.style(palette.dim), below);
}
