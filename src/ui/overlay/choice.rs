//! How something to choose looks: what it is about, then the options.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::boxed;
use crate::app::overlay::Choice;
use crate::app::{App, layout};
use crate::ui::list::List;
use crate::ui::palette::Palette;
use crate::ui::words::fit;

/// Columns of the box.
const WIDTH: u16 = 72;

pub(super) fn draw(choice: &Choice, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let body = app.workspace.areas().body;
    let options = rows(choice.options.len());
    let lines: Vec<Line<'_>> =
        choice.about.iter().map(|line| Line::styled(line.as_str(), palette.text)).collect();
    let about = Paragraph::new(lines).wrap(Wrap { trim: false });
    let inner = WIDTH.min(body.width).saturating_sub(4).max(1);
    let wrapped: usize = choice
        .about
        .iter()
        .map(|l| Line::raw(l.as_str()).width().div_ceil(inner.into()).max(1))
        .sum();
    let gap = u16::from(wrapped > 0);
    let height = options.saturating_add(rows(wrapped)).saturating_add(gap + 2);
    let inside = boxed(&choice.title, palette, layout::centred(body, WIDTH, height), frame);
    // The options are always there; what they are about gets what is left.
    let options = options.min(inside.height);
    let above = Rect { height: inside.height - options, ..inside };
    frame.render_widget(about, above);
    let below = Rect { y: above.bottom(), height: options, ..inside };
    let (at, length) = (choice.cursor.at, choice.options.len());
    List::scrolled(at, length, options).draw(below, palette, frame, |place, style| {
        let label = choice.options.get(place).map_or("", |(label, _)| label.as_str());
        Line::from(Span::styled(fit(label, usize::from(inside.width).saturating_sub(2)), style))
    });
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
