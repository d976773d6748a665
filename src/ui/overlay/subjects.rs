//! Subjects and names that the articles could be compared by, and what speaks for the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::boxed;
use crate::app::App;
use crate::app::overlay::{Side, Subjects, why};
use crate::app::widgets::{ListView, counted};
use crate::text::fit::{fit, pad};
use crate::ui::list::List;
use crate::ui::palette::Palette;

pub(super) fn draw(subjects: &Subjects, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let area = subjects.window(&app.workspace);
    boxed("What these articles could be compared by", palette, area, frame);
    for side in [Side::Subjects, Side::Names] {
        let workspace = &app.workspace;
        let (area, view) = (subjects.side_area(side, workspace), subjects.list_of(side, workspace));
        if let (Some(area), Some(view)) = (area, view) {
            list(subjects, side, palette, (area, view), frame);
        }
    }
    let (_, below) = subjects.parts(&app.workspace);
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

fn list(
    subjects: &Subjects,
    side: Side,
    palette: &Palette,
    (area, view): (Rect, ListView),
    frame: &mut Frame<'_>,
) {
    let here = side == subjects.side;
    let name = match side {
        Side::Subjects => "subjects",
        Side::Names => "names",
    };
    let style = if here { palette.heading } else { palette.dim };
    frame.render_widget(Span::styled(format!(" {name}"), style), Rect { height: 1, ..area });
    let all = subjects.list(side);
    if all.is_empty() {
        let line = Rect { height: view.area.height.min(1), ..view.area };
        frame.render_widget(Span::styled(" none recurs", palette.dim), line);
        return;
    }
    let width = usize::from(area.width).saturating_sub(2);
    let row = |place: usize, style| {
        let Some(proposed) = all.get(place) else { return Line::default() };
        let (passages, articles) = proposed.found;
        let told = format!("{passages} ¶ in {}", counted(articles, "article"));
        let name = width.saturating_sub(told.chars().count() + 2).min(34);
        Line::from_iter([
            Span::styled(pad(&fit(&proposed.theme.name, name.saturating_sub(1)), name), style),
            Span::styled(told, palette.dim),
        ])
    };
    List { palette, row }.draw(if here { view } else { view.unselected() }, frame);
}
