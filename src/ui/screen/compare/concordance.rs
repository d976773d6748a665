//! A term in context: one line a place, the term in the middle.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::nothing;
use crate::app::layout::Areas;
use crate::app::screen::compare::{Concordance, InContext};
use crate::app::widgets::counted;
use crate::compare::texts::{heading, origin};
use crate::text::fit::{fit, pad, pad_left};
use crate::ui::bars;
use crate::ui::list::List;
use crate::ui::palette::Palette;

pub(super) fn draw(lines: &Concordance, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    let mut articles: Vec<usize> = lines.lines.iter().map(|line| line.column).collect();
    articles.sort_unstable();
    articles.dedup();
    let places = counted(lines.lines.len(), "place");
    let right = match areas.header.width {
        ..60 => places,
        _ => format!("{places} · {} · {}", counted(articles.len(), "article"), lines.by),
    };
    let about = format!("“{}” in context", lines.term);
    bars::header("Compare ›", &about, &right, palette, areas.header, frame);
    if let Some(problem) = &lines.problem {
        nothing(problem, palette, areas.body, frame);
        return;
    }
    if lines.lines.is_empty() {
        nothing("it stands nowhere in these articles", palette, areas.body, frame);
        return;
    }
    let list = lines.view(areas.body);
    let width = usize::from(list.area.width);
    let row = |place: usize, style| match lines.lines.get(place) {
        Some(line) => row(line, width, style, palette),
        None => Line::default(),
    };
    List { palette, row }.draw(list, frame);
    if let Some(line) = lines.lines.get(lines.cursor.at) {
        let words =
            format!(" ¶{} of {} · {}", line.passage, line.article.name(), origin(&line.article));
        let area = Rect { y: list.area.bottom(), height: 1, ..areas.body };
        let words = fit(&words, usize::from(area.width).saturating_sub(1));
        frame.render_widget(Span::styled(words, palette.dim), area);
    }
}

fn row(line: &InContext, width: usize, style: Style, palette: &Palette) -> Line<'static> {
    let label = if width >= 70 {
        format!("{} ¶{}", heading(&line.article), line.passage)
    } else {
        format!("¶{}", line.passage)
    };
    let label_width = if width >= 70 { 15 } else { 5 };
    let free = width.saturating_sub(label_width + 2);
    // The term starts in the same column on every line.
    let left = free * 2 / 5;
    let term = fit(line.extent.of(line.article.text()), free - left);
    let side = free.saturating_sub(left + term.width());
    Line::from_iter([
        Span::styled(pad(&label, label_width), palette.dim),
        Span::styled(pad_left(&ending(line.before(), left), left), style),
        Span::styled(term, palette.theme),
        Span::styled(fit(&flat(line.after(), side), side), style),
    ])
}

/// The end of `text` in at most `width` columns.
fn ending(text: &str, width: usize) -> String {
    let mut end: Vec<char> = Vec::new();
    let mut used = 0;
    for c in text.chars().rev() {
        used += c.encode_utf8(&mut [0; 4]).width();
        if used > width {
            break;
        }
        end.push(if c == '\n' { ' ' } else { c });
    }
    end.into_iter().rev().collect()
}

/// The start of `text`, long enough to fill `width` columns, on one line.
fn flat(text: &str, width: usize) -> String {
    text.chars().take(width + 2).map(|c| if c == '\n' { ' ' } else { c }).collect()
}
