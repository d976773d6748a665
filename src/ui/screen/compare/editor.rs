//! A theme being written.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::layout;
use crate::app::screen::compare::{Counted, EditField, Editor};
use crate::app::widgets::{Field, counted};
use crate::text::fit::{fit, pad};
use crate::text::wrap;
use crate::ui::overlay::boxed;
use crate::ui::palette::Palette;

/// Columns of the names of the lines.
const LABEL: u16 = 13;
/// Rows that the line with the cursor takes at most, and any other.
const MOST: (usize, usize) = (4, 2);
/// From this height on the other lines are wrapped too, and the terms are explained.
const ROOMY: u16 = 16;

const HELP: &str = "A name and a description are enough: they rank the passages. Terms, parted by ; mark them: \
    one core term, or two different support terms; words under a not term never count.";

/// Columns of the box.
const WIDTH: u16 = 76;

pub(super) fn draw(editor: &Editor, palette: &Palette, body: Rect, frame: &mut Frame<'_>) {
    let title = if editor.before.is_some() { "Edit the theme" } else { "New theme" };
    // The form is as high as what it holds, and no higher than the screen.
    let most = layout::inside(layout::centred(body, WIDTH, body.height));
    let fields = fields(editor, most);
    let lines = below(editor, palette, most);
    let rows: usize = fields.iter().map(Vec::len).sum();
    let height = u16::try_from(rows + lines.len() + 2).unwrap_or(u16::MAX);
    let inside = boxed(title, palette, layout::centred(body, WIDTH, height), frame);
    let mut y = inside.y;
    for (place, (rows, name)) in fields.iter().zip(EditField::ALL).enumerate() {
        let current = place == editor.at;
        let (key, words) =
            if current { (palette.key, palette.text) } else { (palette.dim, palette.dim) };
        let label = Rect { y, height: u16::from(y < inside.bottom()), ..inside };
        frame.render_widget(Span::styled(name.to_string(), key), label);
        let area = Rect { x: inside.x + LABEL, width: inside.width.saturating_sub(LABEL), ..label };
        for (row, y) in rows.iter().zip(y..inside.bottom()) {
            frame.render_widget(Span::styled(row.words.clone(), words), Rect { y, ..area });
            if let Some(column) = row.cursor {
                let x = area.x + u16::try_from(column).unwrap_or(u16::MAX);
                frame.set_cursor_position(Position::new(x.min(area.right().saturating_sub(1)), y));
            }
        }
        y = y.saturating_add(u16::try_from(rows.len()).unwrap_or(u16::MAX)).min(inside.bottom());
    }
    for (line, y) in lines.into_iter().zip(y..inside.bottom()) {
        frame.render_widget(line, Rect { y, height: 1, ..inside });
    }
}

/// The rows of each line of the form, where there is room for `most`.
fn fields(editor: &Editor, most: Rect) -> Vec<Vec<Row>> {
    let width = usize::from(most.width.saturating_sub(LABEL)).max(8);
    let rows = |(place, field): (usize, &Field)| {
        let current = place == editor.at;
        let rows = match (current, most.height >= ROOMY) {
            (true, _) => MOST.0.min(usize::from(most.height).saturating_sub(6).max(1)),
            (false, true) => MOST.1,
            (false, false) => 1,
        };
        rows_of(field, width, rows, current)
    };
    editor.fields.iter().enumerate().map(rows).collect()
}

/// What stands below them: what the lines are for, what is proposed, and how often each term stands.
fn below(editor: &Editor, palette: &Palette, most: Rect) -> Vec<Line<'static>> {
    let width = usize::from(most.width);
    let mut lines = Vec::new();
    if most.height >= ROOMY {
        let help = wrap::rows(HELP, width).into_iter();
        lines.push(Line::from(""));
        lines.extend(help.map(|row| Line::styled(row.of(HELP), palette.dim)));
        lines.push(Line::from(""));
    }
    if !editor.proposed.is_empty() {
        let words = format!("your passages propose: {}", editor.proposed.join(" · "));
        lines.push(Line::styled(fit(&words, width), palette.key));
    }
    lines.extend(editor.counts_here().map(|term| told(term, width, palette)));
    while lines.last().is_some_and(|line| line.width() == 0) {
        lines.pop();
    }
    lines
}

/// A row of a line, and in which of its columns the cursor stands.
struct Row {
    words: String,
    cursor: Option<usize>,
}

/// The text of a line in at most `most` rows: those around the cursor, else from the first on.
fn rows_of(field: &Field, width: usize, most: usize, current: bool) -> Vec<Row> {
    let text = field.text();
    let rows = wrap::rows(text, width.saturating_sub(1));
    let at = field.before().len();
    let with_cursor = rows.iter().rposition(|row| row.start <= at).unwrap_or(0);
    let first = if current { (with_cursor + 1).saturating_sub(most) } else { 0 };
    let shown = rows.iter().enumerate().skip(first).take(most);
    shown
        .map(|(place, row)| {
            let cut = !current && place + 1 == most && place + 1 < rows.len();
            let end = if cut { text.len() } else { row.end };
            let words = fit(text.get(row.start..end).unwrap_or(""), width);
            let cursor = (current && place == with_cursor)
                .then(|| text.get(row.start..at).map_or(0, UnicodeWidthStr::width));
            Row { words, cursor }
        })
        .collect()
}

/// A term and how often it stands in the articles.
fn told(term: &Counted, width: usize, palette: &Palette) -> Line<'static> {
    // The counts are never cut: `9 ¶ in 9 articles`.
    let name = width.saturating_sub(18).clamp(8, 24);
    let (words, style) = match &term.stands {
        Ok((0, _)) => ("stands nowhere".to_owned(), palette.dim),
        Ok((passages, articles)) => {
            (format!("{passages} ¶ in {}", counted(*articles, "article")), palette.text)
        }
        Err(problem) => (problem.clone(), palette.error),
    };
    Line::from_iter([
        Span::styled(pad(&fit(&term.term, name - 2), name), palette.dim),
        Span::styled(words, style),
    ])
}
