//! How the quotes screen looks: groups of one line each, the selected quote whole below.

mod preview;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::action::Action;
use crate::app::App;
use crate::app::layout::Areas;
use crate::app::screen::QuotesRow;
use crate::app::widgets::counted;
use crate::keys::Context;
use crate::quotes::export::Grouping;
use crate::quotes::{Quote, State};
use crate::text::Extent;
use crate::ui::bars;
use crate::ui::list::{List, tick};
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::words::{fit, pad};

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    header(app, palette, areas.header, frame);
    let screen = &app.quotes;
    if screen.rows.is_empty() {
        empty(app, palette, areas.body, frame);
        return;
    }
    let split = screen.areas(&app.workspace);
    let width = usize::from(split.rows.width);
    let row = |place: usize, style| {
        let row = screen.rows.get(place);
        row.map_or_else(Line::default, |row| line(app, row, style, width, palette))
    };
    List { palette, row }.draw(screen.view(&app.workspace), frame);
    if let (Some(rule), Some(area)) = (split.rule, split.preview) {
        preview::draw(app, palette, rule, area, frame);
    }
}

fn header(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let quotes = &app.workspace.quotes;
    let mut about = vec![counted(quotes.stored.quotes.len(), "quote")];
    let nouns =
        [(State::Orphan, "orphaned"), (State::Ambiguous, "ambiguous"), (State::Changed, "changed")];
    for (state, noun) in nouns {
        if let Some(count) = app.quotes.tally.get(&state) {
            about.push(format!("{count} {noun}"));
        }
    }
    let unsaved = quotes.unsaved_quotes().len();
    if unsaved > 0 {
        about.push(format!("{unsaved} not saved"));
    }
    if !quotes.problems().is_empty() {
        about.push(format!("{} unreadable", quotes.problems().len()));
    }
    if !app.quotes.ticked.is_empty() {
        about.push(format!("{} ticked", app.quotes.ticked.len()));
    }
    let count = app.quotes.rows.iter().filter(|r| !matches!(r, QuotesRow::Group { .. })).count();
    let right = match (app.quotes.field.text(), app.quotes.state) {
        ("", None) => format!("by {}", app.quotes.grouping),
        ("", Some(state)) => format!("only {state}: {count}"),
        (filter, _) => format!("{count} fit “{filter}”"),
    };
    bars::header("Quotes", &about.join(" · "), &right, palette, area, frame);
}

fn empty(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let nothing = app.workspace.quotes.stored.quotes.is_empty();
    let key = |action| app.keymap.key_for(Context::Reader, action);
    let lines = if nothing {
        vec![
            "nothing kept yet".to_owned(),
            format!("in the reader, {} keeps the sentence under the cursor;", key(Action::Quote)),
            format!(
                "{} and {} select sentences or words first",
                key(Action::SelectSentences),
                key(Action::SelectCharacters)
            ),
        ]
    } else {
        vec![format!("no quote fits · {} shows all", key(Action::Cancel))]
    };
    for (words, y) in lines.into_iter().zip(area.y + area.height / 3..area.bottom()) {
        let words = fit(&words, usize::from(area.width));
        let line = Rect { y, height: 1, ..area };
        frame.render_widget(Line::styled(words, palette.dim).centered(), line);
    }
}

fn line(
    app: &App,
    row: &QuotesRow,
    style: Style,
    width: usize,
    palette: &Palette,
) -> Line<'static> {
    match row {
        QuotesRow::Group { name, count } => {
            let count = format!("  {count}");
            let name = fit(name, width.saturating_sub(count.len() + 2));
            Line::from_iter([Span::styled(name, palette.title), Span::styled(count, palette.dim)])
        }
        QuotesRow::Quote { id, matched } => match app.workspace.quotes.get(*id) {
            Some(quote) => quote_line(app, quote, matched, style, width, palette),
            None => Line::default(),
        },
        QuotesRow::Unsaved(_) | QuotesRow::Copy(_) => {
            let (mark, name) = match row {
                QuotesRow::Unsaved(at) => {
                    let quote = app.workspace.quotes.unsaved_quotes().get(*at).copied();
                    ("not saved ", quote.map(|quote| &quote.exact))
                }
                QuotesRow::Copy(at) => {
                    let conflict = app.workspace.quotes.stored.conflicts.get(*at);
                    ("", conflict.map(|conflict| &conflict.other.exact))
                }
                _ => ("", None),
            };
            let name = name.map_or(String::new(), |words| words.replace('\n', " "));
            Line::from_iter([
                Span::raw("  "),
                Span::styled(mark, palette.error),
                Span::styled(fit(&name, width.saturating_sub(4 + mark.len())), style),
            ])
        }
    }
}

fn quote_line(
    app: &App,
    quote: &Quote,
    matched: &[Extent],
    style: Style,
    width: usize,
    palette: &Palette,
) -> Line<'static> {
    let ticked = app.quotes.ticked.contains(&quote.id);
    let state = app.workspace.quotes.state(quote);
    let place = app
        .workspace
        .with_current_position(quote)
        .passage
        .map(|passage| format!("¶{passage}"))
        .unwrap_or_default();
    let source = match app.quotes.grouping {
        Grouping::Article => None,
        _ if width < 80 => None,
        _ => Some(pad(&format!("  {}", quote.article.name()), width / 4)),
    };
    let tags = quote.tags.iter().fold(String::new(), |tags, tag| tags + " #" + tag);
    let tags = if width < 60 { String::new() } else { fit(&tags, width / 5) };
    let mark = match state {
        Some(State::Attached) | None => "",
        Some(State::Changed) => "changed ",
        Some(State::Ambiguous) => "ambiguous ",
        Some(State::Orphan) => "orphan ",
    };
    let noted = if quote.note.is_empty() { "  " } else { " ✎" };
    let head = 2 + 6 + mark.len();
    let tail = 3
        + Line::raw(tags.as_str()).width()
        + source.as_deref().map_or(0, |s| Line::raw(s).width());
    let words = pad(&quote.exact.replace('\n', " "), width.saturating_sub(head + tail));
    let kept = words.trim_end().trim_end_matches('…').len();
    let layers: Vec<Layer> =
        Layer::all(matched, palette.found).filter(|layer| layer.extent.end <= kept).collect();
    let mut line = Line::from_iter([
        tick(ticked, palette),
        Span::styled(format!("{place:<5}"), palette.dim),
        Span::styled(mark, palette.error),
    ]);
    line.extend(rows::line(&words, (0..words.len()).into(), style, &layers).spans);
    line.push_span(Span::styled(noted, palette.key));
    line.push_span(Span::styled(tags, palette.dim));
    if let Some(source) = source {
        line.push_span(Span::styled(source, palette.dim));
    }
    line
}
