//! The line on top, which says where one is, and the line at the foot, which says what one can do
//! and what just happened.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::palette::Palette;
use super::words::{fit, fit_parts};
use crate::action::Action;
use crate::app::focus::{FieldKind, Focus};
use crate::app::foot::{FootKind, FootWords};
use crate::app::widgets::{Field, Selected};
use crate::app::{App, Severity};
use crate::text::wrap;

/// The line on top: the screen's name, what it shows, and on the right where in it.
pub(super) fn header(
    name: &str,
    about: &str,
    right: &str,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let width = usize::from(area.width);
    let right = fit(right, width.saturating_sub(name.width() + 3));
    let free = width.saturating_sub(name.width() + right.width() + 6);
    let left = Line::from_iter([
        Span::raw(" "),
        Span::styled(name.to_owned(), palette.title),
        Span::raw("  "),
        Span::styled(fit_parts(about, free), palette.dim),
    ]);
    frame.render_widget(left, area);
    at_right(&format!("{right} "), palette.dim, area, frame);
}

/// A field in `area` behind a label, with the terminal's cursor in it.
pub(super) fn field(
    label: &str,
    field: &Field,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let before = label.width();
    let free = usize::from(area.width).saturating_sub(before + 1);
    let skip = (field.cursor_column() + 1).saturating_sub(free);
    let shown: String = field.text().chars().skip(skip).collect();
    let style = match field.selected() {
        Selected::Nothing => palette.text,
        Selected::Everything => palette.selection,
    };
    let line =
        Line::from_iter([Span::styled(label.to_owned(), palette.key), Span::styled(shown, style)]);
    frame.render_widget(line, area);
    let column = u16::try_from(before + field.cursor_column() - skip).unwrap_or(u16::MAX);
    frame.set_cursor_position(Position::new(
        area.x.saturating_add(column).min(area.right().saturating_sub(1)),
        area.y,
    ));
}

/// Words at the right edge of `area`; what stands to their left stays as it is.
pub(super) fn at_right(words: &str, style: Style, area: Rect, frame: &mut Frame<'_>) {
    let width = u16::try_from(words.width()).unwrap_or(u16::MAX).min(area.width);
    let area = Rect { x: area.right() - width, width, ..area };
    frame.render_widget(Span::styled(words, style), area);
}

/// A thin line with a word in it.
pub(super) fn rule(word: &str, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let width = usize::from(area.width);
    let left = if word.is_empty() {
        "─".to_owned()
    } else {
        format!("─ {} ", fit(word, width.saturating_sub(4)))
    };
    let line = format!("{left}{}", "─".repeat(width.saturating_sub(left.width())));
    frame.render_widget(Line::styled(line, palette.dim), area);
}

/// Over the line on top, as long as something is not saved: what, why, and what to do.
pub(super) fn unsaved(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let unsaved = &app.workspace.quotes.unsaved;
    let Some(last) = unsaved.last() else { return };
    let key = app.keymap.key_for(app.context(), Action::SaveAgain);
    let again = if key.is_empty() { String::new() } else { format!(" · {key} tries again ") };
    let width = usize::from(area.width).saturating_sub(again.width());
    let words = fit(&format!(" NOT SAVED ({}) {}", unsaved.len(), last.reason), width);
    let style = palette.error.add_modifier(Modifier::REVERSED);
    frame.render_widget(Clear, area);
    frame.render_widget(Line::styled(format!("{words}{again}"), style), area);
}

/// The line at the foot.
pub(super) fn footer(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    if field_at_foot(app, palette, area, frame) || message(app, palette, area, frame) {
        return;
    }
    for part in app.foot() {
        let x = area.x.saturating_add(part.x).min(area.right());
        let here = Rect { x, width: area.right() - x, ..area };
        frame.render_widget(Span::styled(part.words, style(part.kind, palette)), here);
    }
}

const fn style(kind: FootKind, palette: &Palette) -> Style {
    match kind {
        FootKind::Says => palette.text,
        FootKind::Mode => palette.title,
        FootKind::Key => palette.key,
        FootKind::Does => palette.dim,
    }
}

/// What there is to say beside the keys.
fn aside(app: &App, palette: &Palette) -> Line<'static> {
    let words = app.aside().into_iter();
    words.map(|FootWords(words, kind, _)| Span::styled(words, style(kind, palette))).collect()
}

/// The last word to the reader, if there is one, and beside it what else there is to say.
pub(super) fn message(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) -> bool {
    let Some(message) = &app.message else { return false };
    let style = match message.severity {
        Severity::Note => palette.text,
        Severity::Error => palette.error,
    };
    let aside = aside(app, palette);
    let rest = beside(&aside, area);
    // What went wrong has the whole line, where it needs that.
    let whole = message.text.width() + 2 <= usize::from(rest.width);
    let both = whole || message.severity == Severity::Note && rest.width >= SHORTEST_NOTE;
    let foot = if both { rest } else { area };
    // What is longer than the line takes lines of the screen above it.
    let width = usize::from(foot.width).saturating_sub(2);
    let rows = wrap::rows(&message.text, width.max(1));
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).clamp(1, MOST_LINES).min(area.y + 1);
    let top = area.y + 1 - height;
    frame.render_widget(Clear, Rect { y: top, height, ..area });
    if both {
        frame.render_widget(aside.right_aligned(), area);
    }
    for (n, (row, y)) in rows.iter().zip(top..=area.y).enumerate() {
        let last = n + 1 == usize::from(height);
        let end = if last { message.text.len() } else { row.end };
        let words = fit(message.text.get(row.start..end).unwrap_or(""), width);
        frame.render_widget(Line::styled(format!(" {words}"), style), Rect { y, ..foot });
    }
    true
}

/// Lines of the longest word to the reader.
const MOST_LINES: u16 = 3;

/// Columns of a note beside which there is place for that.
const SHORTEST_NOTE: u16 = 24;

/// What is left of the foot at the left of `words`.
fn beside(words: &Line<'_>, foot: Rect) -> Rect {
    let width = u16::try_from(words.width()).unwrap_or(u16::MAX);
    Rect { width: foot.width.saturating_sub(width), ..foot }
}

/// The field at the foot, where it has the keys.
fn field_at_foot(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) -> bool {
    let Focus::Field(open, kind) = app.focus() else { return false };
    let label = match kind {
        FieldKind::Articles => " filter ",
        FieldKind::Quotes => " filter, #tag, :state ",
        FieldKind::Find => " / ",
        FieldKind::Search => return false,
        FieldKind::OwnLine => " your line ",
        FieldKind::Term => " in context ",
    };
    field(label, open, palette, area, frame);
    if let Some(message) = &app.message {
        let wrong = message.severity == Severity::Error;
        let style = if wrong { palette.error } else { palette.dim };
        at_right(&format!(" {} ", message.text), style, area, frame);
    } else if kind == FieldKind::Find {
        let finding = &app.reader.finding;
        let count = match (finding.needle.is_empty(), finding.matches.len()) {
            (true, _) => String::new(),
            (_, 0) => "not found ".to_owned(),
            (_, total) => format!("{} of {total} ", finding.current + 1),
        };
        at_right(&count, palette.dim, area, frame);
    }
    true
}
