//! The line on top, which says where one is, and the line at the foot, which says what one can do
//! and what just happened.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::modes;
use super::palette::Palette;
use super::words::fit;
use crate::action::Action;
use crate::app::focus::{FieldKind, Focus};
use crate::app::overlay::Overlay;
use crate::app::screen::ScreenName;
use crate::app::screen::compare::{Entry, PickedUp, View};
use crate::app::widgets::{Field, Selected, thousands};
use crate::app::{App, Severity};
use crate::keys::Context;

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
    let workspace = width.saturating_sub(name.width() + right.width() + 6);
    let left = Line::from_iter([
        Span::raw(" "),
        Span::styled(name.to_owned(), palette.title),
        Span::raw("  "),
        Span::styled(fit(about, workspace), palette.dim),
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
    let workspace = usize::from(area.width).saturating_sub(before + 1);
    let skip = (field.cursor_column() + 1).saturating_sub(workspace);
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

/// Between two hints.
const GAP: &str = "   ";

/// The line at the foot.
pub(super) fn footer(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    if field_at_foot(app, palette, area, frame) {
        return;
    }
    if message(app, palette, area, frame) {
        return;
    }
    let aside = aside(app, palette);
    let foot = area;
    let area = beside(&aside, foot);
    frame.render_widget(aside.right_aligned(), foot);
    let pending: String = app
        .count
        .iter()
        .map(usize::to_string)
        .chain(app.pending.iter().map(ToString::to_string))
        .collect();
    let help = hint(app, Action::Help, "help", palette);
    let help_width = help.width() + 1;
    if usize::from(area.width) < help_width {
        return;
    }
    let mut line = modes::lead(app, palette);
    for (action, label) in modes::hints(app).unwrap_or_else(|| hints(app)) {
        let hint = hint(app, *action, label, palette);
        let workspace = usize::from(area.width).saturating_sub(help_width + pending.width());
        if line.width() + hint.width() + GAP.len() > workspace {
            break;
        }
        line.extend(hint.spans);
        line.push_span(GAP);
    }
    line.extend(help.spans);
    frame.render_widget(line, area);
    at_right(&format!("{pending} "), palette.key, area, frame);
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
    // What went wrong is told in full, a note may be cut.
    let whole = message.text.width() + 2 <= usize::from(rest.width);
    let both = whole || message.severity == Severity::Note && rest.width >= SHORTEST_NOTE;
    let workspace = if both { rest } else { area };
    let words = fit(&message.text, usize::from(workspace.width).saturating_sub(2));
    frame.render_widget(Clear, area);
    if both {
        frame.render_widget(aside.right_aligned(), area);
    }
    frame.render_widget(Line::styled(format!(" {words}"), style), workspace);
    true
}

/// Columns of a note beside which there is place for that.
const SHORTEST_NOTE: u16 = 24;

/// What there is to say beside the keys. As long as files are being read or a comparison is being made
/// that takes long: how far it has come. As long as the files hold something else than what is shown: what,
/// and the key that shows it.
fn aside(app: &App, palette: &Palette) -> Line<'static> {
    if let Some((read, found)) = app.workspace.progress {
        let words = format!("{} of {} articles read ", thousands(read), thousands(found));
        return Line::styled(words, palette.dim);
    }
    if let Some(progress) = app.compare.progress.filter(|_| app.screen == ScreenName::Compare) {
        return Line::styled(format!("{} ", progress.words()), palette.dim);
    }
    let Some(words) = app.workspace.offer.words() else { return Line::default() };
    let key = app.keymap.key_for(app.context(), Action::Rescan);
    if key.is_empty() {
        return Line::styled(format!("{words} "), palette.text);
    }
    Line::from_iter([
        Span::styled(format!("{words}, "), palette.text),
        Span::styled(key, palette.key),
        Span::styled(" to reload ", palette.text),
    ])
}

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
    let wrong = app.message.as_ref().filter(|message| message.severity == Severity::Error);
    if let Some(message) = wrong {
        at_right(&format!(" {} ", message.text), palette.error, area, frame);
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

/// A key and what it does; empty if the action has no key here.
fn hint(app: &App, action: Action, label: &str, palette: &Palette) -> Line<'static> {
    let context = app.context();
    let key = app.keymap.key_for(context, action);
    if key.is_empty() {
        return Line::default();
    }
    let key = if key == "Enter" { "↵".to_owned() } else { key };
    Line::from_iter([
        Span::styled(key, palette.key),
        Span::styled(format!(" {label}"), palette.dim),
    ])
}

/// What is most likely wanted next, most useful first.
fn hints(app: &App) -> &'static [(Action, &'static str)] {
    match app.context() {
        Context::List => &[
            (Action::Open, "read"),
            (Action::Search, "search"),
            (Action::Compare, "compare"),
            (Action::GoQuotes, "quotes"),
            (Action::Filter, "filter"),
            (Action::Tick, "tick"),
            (Action::Preview, "preview"),
        ],
        Context::Reader => &[
            (Action::Quote, "quote"),
            (Action::QuoteWithNote, "with note"),
            (Action::NextSentence, "next sentence"),
            (Action::Copy, "copy"),
            (Action::CopyCitation, "with citation"),
            (Action::Find, "find"),
            (Action::Search, "search"),
            (Action::Contents, "contents"),
        ],
        Context::Quotes if app.workspace.quotes.shelf.quotes.is_empty() => &[
            (Action::GoReader, "read"),
            (Action::Search, "search"),
            (Action::Import, "take quotes from a file"),
            (Action::Undo, "undo"),
            (Action::Cancel, "back"),
        ],
        Context::Quotes => &[
            (Action::Open, "go there"),
            (Action::Edit, "note"),
            (Action::Tags, "tags"),
            (Action::CopyCitation, "copy with source"),
            (Action::Filter, "filter"),
            (Action::Group, "group"),
            (Action::Tick, "tick"),
            (Action::Remove, "remove"),
            (Action::Export, "export"),
            (Action::Undo, "undo"),
        ],
        Context::Compare => of_comparison(app),
        Context::Columns => &[
            (Action::Open, "read"),
            (Action::FindNext, "next sentence"),
            (Action::Why, "why"),
            (Action::RuleIn, "is on it"),
            (Action::RuleOut, "is not"),
            (Action::Quote, "quote"),
            (Action::Parallels, "parallels"),
            (Action::CycleArticles, "order"),
            (Action::BestFirst, "best first"),
            (Action::NextColumns, "more columns"),
            (Action::Summarise, "your line"),
            (Action::Evidence, "its quotes"),
            (Action::CyclePassages, "in full"),
            (Action::Words, "words"),
            (Action::Export, "export"),
        ],
        Context::Parallels => &[
            (Action::Open, "read"),
            (Action::Down, "next passage"),
            (Action::NextSentence, "next sentence"),
            (Action::Right, "next column"),
            (Action::Parallels, "ask from here"),
            (Action::Quote, "quote"),
            (Action::NextColumns, "more columns"),
            (Action::MoveAlong, "stay or move along"),
            (Action::Cancel, "back"),
        ],
        Context::Overlay if matches!(app.overlay, Some(Overlay::Unsaved)) => &[],
        Context::Overlay if matches!(app.overlay, Some(Overlay::Conflict { .. })) => {
            &[(Action::Open, "choose"), (Action::Cancel, "back to what you typed")]
        }
        Context::Search => &[
            (Action::Open, "jump"),
            (Action::Find, "type"),
            (Action::Tick, "tick"),
            (Action::Compare, "compare"),
            (Action::Quote, "quote"),
            (Action::Group, "by article"),
            (Action::KeepSearch, "keep search"),
            (Action::Preview, "preview"),
        ],
        Context::Typing if app.screen == ScreenName::Search => &[
            (Action::Accept, "jump"),
            (Action::Down, "next"),
            (Action::NextPane, "to the hits"),
            (Action::Cancel, "leave the field"),
        ],
        Context::Overlay if matches!(app.overlay, Some(Overlay::Evidence(_))) => {
            &[(Action::Tick, "tick"), (Action::Open, "go there"), (Action::Cancel, "close")]
        }
        Context::Typing if matches!(app.compare.entry, Some(Entry::Editor(_))) => {
            &[(Action::Accept, "save"), (Action::NextPane, "next line"), (Action::Cancel, "leave")]
        }
        Context::Overlay => of_overlay(app),
        _ => &[],
    }
}

/// The same for what lies over a screen.
const fn of_overlay(app: &App) -> &'static [(Action, &'static str)] {
    match &app.overlay {
        Some(Overlay::Proposal(_)) => {
            &[(Action::Tick, "ticks"), (Action::Open, "makes the theme"), (Action::Cancel, "back")]
        }
        Some(Overlay::Choice(_)) => &[(Action::Open, "choose"), (Action::Cancel, "close")],
        Some(Overlay::Note(_)) => &[(Action::Down, "down"), (Action::Cancel, "close")],
        _ => &[(Action::Open, "go there"), (Action::Cancel, "close")],
    }
}

/// The same for the matrix and for a term in context.
fn of_comparison(app: &App) -> &'static [(Action, &'static str)] {
    if matches!(app.compare.view, View::Concordance(_)) {
        return &[
            (Action::Open, "read there"),
            (Action::Concordance, "another term"),
            (Action::CycleThemes, "sort"),
            (Action::NewTheme, "theme of it"),
            (Action::Cancel, "back"),
        ];
    }
    match app.compare.picked_up {
        Some(PickedUp::ToMerge(_)) => {
            return &[
                (Action::MergeTheme, "merges into the selected theme"),
                (Action::Cancel, "lets go"),
            ];
        }
        Some(PickedUp::ToPair(_)) => {
            return &[(Action::Pair, "passages on both"), (Action::Cancel, "lets go")];
        }
        None => {}
    }
    &[
        (Action::Open, "side by side"),
        (Action::NewTheme, "new theme"),
        (Action::Pair, "with another"),
        (Action::CycleArticles, "columns"),
        (Action::CycleValue, "numbers"),
        (Action::CycleThemes, "order"),
        (Action::NextPane, "strips"),
        (Action::EditTheme, "edit"),
        (Action::Proposals, "proposals"),
        (Action::Concordance, "in context"),
        (Action::Words, "words"),
        (Action::Export, "export"),
    ]
}
