//! The passages of the selected cell of the matrix.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::compare::{Comparison, Theme, Tier};
use crate::text::wrap;
use crate::ui::bars;
use crate::ui::palette::Palette;

/// Columns of the longest line on a theme.
const MEASURE: usize = 100;

/// The passages of the selected cell; of a silent one what is said of it, and the nearest.
pub(super) fn passages(
    app: &App,
    comparison: &Comparison,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let matrix = &app.compare.matrix;
    let (Some(cell), Some(theme), Some(group)) =
        (&app.compare.cell_passages, matrix.theme(), matrix.group())
    else {
        return;
    };
    let name = comparison.themes().get(theme).map_or("", |theme| theme.name.as_str());
    let article = match group.title.as_str() {
        "" => group.label.as_str(),
        title => title,
    };
    let [rule, below] = [(0, 1), (1, area.height.saturating_sub(1))].map(|(y, height)| Rect {
        y: area.y + y,
        height: height.min(area.height),
        ..area
    });
    bars::rule(&format!("{name} · {article}"), palette, rule, frame);
    let Some((said, nearest)) = cell.silence() else {
        return super::columns::of_cell(app, &cell.columns, palette, below, frame);
    };
    let mut lines = vec![Line::styled(format!(" {said}"), palette.text)];
    if let Some((number, words)) = nearest {
        let words = format!("the nearest passage, by its words alone: ¶{number} {words}");
        let width = usize::from(below.width).saturating_sub(2).max(8);
        lines.extend(
            wrap::rows(&words, width)
                .into_iter()
                .map(|row| Line::styled(format!(" {}", row.of(&words)), palette.dim)),
        );
    }
    for (line, area) in lines.into_iter().zip(below.rows()) {
        frame.render_widget(line, area);
    }
}

/// What the selected theme is: its description, and the terms by which it is found.
pub(super) fn theme(theme: &Theme, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    bars::rule("what it is and how it is found", palette, Rect { height: 1, ..area }, frame);
    let terms = |tier| theme.tier(tier).map(|term| term.text.as_str()).collect::<Vec<_>>();
    let parts = [
        ("", theme.description.clone()),
        ("terms     ", terms(Tier::Core).join(" · ")),
        ("supported ", terms(Tier::Support).join(" · ")),
        ("but not   ", terms(Tier::Not).join(" · ")),
    ];
    let mut lines = Vec::new();
    for (label, words) in parts.into_iter().filter(|(_, words)| !words.is_empty()) {
        let width = usize::from(area.width).min(MEASURE).saturating_sub(label.len() + 1).max(8);
        for (n, row) in wrap::rows(&words, width).into_iter().enumerate() {
            let label = if n == 0 { label.to_owned() } else { " ".repeat(label.len()) };
            lines.push(Line::from_iter([
                Span::styled(format!(" {label}"), palette.dim),
                Span::styled(row.of(&words).to_owned(), palette.text),
            ]));
        }
    }
    for (line, area) in lines.into_iter().zip(area.rows().skip(1)) {
        frame.render_widget(line, area);
    }
}
