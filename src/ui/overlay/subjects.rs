//! Subjects and names that the articles could be compared by, and what speaks for the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::boxed;
use crate::app::overlay::{Side, Subjects, why};
use crate::app::widgets::counted;
use crate::app::{App, layout};
use crate::text::fit::{fit, pad};
use crate::ui::list::List;
use crate::ui::palette::Palette;

/// From this width on both lists stand side by side; from this height on it is said why.
const WIDE: u16 = 66;
const ROOMY: u16 = 14;

pub(super) fn draw(subjects: &Subjects, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let area = layout::keys(app.workspace.size);
    let inside = boxed("What these articles could be compared by", palette, area, frame);
    let rows =
        [Side::Subjects, Side::Names].map(|side| subjects.list(side).len()).into_iter().max();
    let wanted = u16::try_from(rows.unwrap_or(0)).unwrap_or(u16::MAX).saturating_add(1);
    let height = if inside.height >= ROOMY { wanted.min(inside.height - 6) } else { inside.height };
    let lists = Rect { height, ..inside };
    if inside.width >= WIDE {
        let left = Rect { width: inside.width * 3 / 5, ..lists };
        let right = Rect { x: left.right(), width: inside.width - left.width, ..lists };
        list(subjects, Side::Subjects, palette, left, frame);
        list(subjects, Side::Names, palette, right, frame);
    } else {
        list(subjects, subjects.side, palette, lists, frame);
    }
    let below = Rect {
        y: lists.bottom().saturating_add(1),
        height: inside.height.saturating_sub(height + 1),
        ..inside
    };
    if let Some(proposed) = subjects.selected().filter(|_| below.height > 0) {
        let lines: Vec<Line<'_>> = why(proposed)
            .into_iter()
            .map(|line| {
                let style = if line.starts_with(' ') { palette.text } else { palette.dim };
                Line::styled(line, style)
            })
            .collect();
        frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), below);
    }
}

fn list(subjects: &Subjects, side: Side, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let here = side == subjects.side;
    let name = match side {
        Side::Subjects => "subjects",
        Side::Names => "names",
    };
    let style = if here { palette.heading } else { palette.dim };
    frame.render_widget(Span::styled(format!(" {name}"), style), Rect { height: 1, ..area });
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let all = subjects.list(side);
    if all.is_empty() {
        frame.render_widget(Span::styled(" none recurs", palette.dim), Rect { height: 1, ..rows });
        return;
    }
    // Where the cursor is not, nothing is selected.
    let at = if here { subjects.cursor.at } else { usize::MAX };
    let first = if here { subjects.cursor.at } else { 0 };
    let shown = List { at, ..List::scrolled(first, all.len(), rows.height) };
    let width = usize::from(rows.width).saturating_sub(2);
    shown.draw(rows, palette, frame, |place, style| {
        let Some(proposed) = all.get(place) else { return Line::default() };
        let (passages, articles) = proposed.found;
        let told = format!("{passages} ¶ in {}", counted(articles, "article"));
        let name = width.saturating_sub(told.chars().count() + 2).min(34);
        Line::from_iter([
            Span::styled(pad(&fit(&proposed.theme.name, name.saturating_sub(1)), name), style),
            Span::styled(told, palette.dim),
        ])
    });
}
