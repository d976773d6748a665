//! How the quotes screen looks: groups of one line each, the selected quote whole below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use crate::action::Action;
use crate::app::App;
use crate::app::layout::Areas;
use crate::app::overlay::told;
use crate::app::screen::QuotesRow;
use crate::app::widgets::counted;
use crate::collection::READING;
use crate::keys::Context;
use crate::quotes::export::Grouping;
use crate::quotes::{
    Anchor, Change, CitationForm, Conflict, LeftBy, Missing, Quote, State, citation,
};
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
        preview(app, palette, rule, area, frame);
    }
}

fn header(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let quotes = &app.workspace.quotes;
    let mut about = vec![counted(quotes.shelf.quotes.len(), "quote")];
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
    let nothing = app.workspace.quotes.shelf.quotes.is_empty();
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
                    let conflict = app.workspace.quotes.shelf.conflicts.get(*at);
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
        Span::styled(format!(" {place:<5}"), palette.dim),
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

/// The selected quote with everything that is known of it.
fn preview(app: &App, palette: &Palette, rule: Rect, area: Rect, frame: &mut Frame<'_>) {
    let quotes = &app.workspace.quotes;
    let (about, lines) = match app.quotes.rows.get(app.quotes.cursor.at) {
        Some(QuotesRow::Quote { id, .. }) => match quotes.get(*id) {
            Some(quote) => {
                let cited =
                    citation(&app.workspace.with_current_position(quote), CitationForm::Footnote);
                (cited.text, whole(app, quote, &cited.missing, palette))
            }
            None => return,
        },
        Some(QuotesRow::Unsaved(at)) => match quotes.unsaved_quotes().get(*at) {
            Some(quote) => {
                let cited = citation(quote, CitationForm::Footnote);
                (cited.text, whole(app, quote, &cited.missing, palette))
            }
            None => return,
        },
        Some(QuotesRow::Copy(at)) => match quotes.shelf.conflicts.get(*at) {
            Some(conflict) => (one_or_two(conflict).to_owned(), versions(app, conflict, palette)),
            None => return,
        },
        _ => return,
    };
    bars::rule(&about, palette, rule, frame);
    let measure = app.workspace.settings.measure.min(area.width.saturating_sub(6));
    let inside = Rect { x: area.x + 3, width: measure, ..area };
    let top = u16::try_from(app.quotes.preview_top).unwrap_or(u16::MAX);
    let text = Paragraph::new(lines).wrap(Wrap { trim: false });
    frame.render_widget(text.scroll((top, 0)), inside);
}

fn whole(app: &App, quote: &Quote, missing: &[Missing], palette: &Palette) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> =
        quote.exact.lines().map(|line| Line::styled(line.to_owned(), palette.text)).collect();
    let key = |action| app.keymap.key_for(Context::Quotes, action);
    let stands = app.workspace.quotes.standing(quote.id);
    match stands.map(|standing| (&standing.anchor, standing.article)) {
        Some((Anchor::Changed { diff, .. }, _)) => {
            lines.push(Line::default());
            let said = format!("It reads now ({} takes these words):", key(Action::Renew));
            lines.push(Line::styled(said, palette.error));
            lines.push(changes(diff, palette));
        }
        Some((Anchor::Ambiguous(places), _)) => {
            let said = format!(
                "It may stand in {} · {} shows them, {} says which",
                counted(places.len(), "place"),
                key(Action::Open),
                key(Action::Attach)
            );
            lines.extend([Line::default(), Line::styled(said, palette.error)]);
        }
        Some((Anchor::Orphan, Some(_))) => {
            let said = format!(
                "Its words are no longer in the article · {} opens it to find them another place",
                key(Action::Open)
            );
            lines.extend([Line::default(), Line::styled(said, palette.error)]);
        }
        Some((Anchor::Orphan, None)) => {
            let path = quote.article.path.as_deref().unwrap_or("its article");
            let said = format!(
                "Not in this collection: {path} · {} puts it at words of another article",
                key(Action::Attach)
            );
            lines.extend([Line::default(), Line::styled(said, palette.dim)]);
        }
        Some((Anchor::Attached(_), _)) | None => {}
    }
    let moved = app.workspace.quotes.state(quote).is_some_and(|state| state != State::Attached);
    if moved && let Some(rules) = quote.article.reading.filter(|rules| *rules != READING) {
        let said = format!("The text was read by other rules then ({rules}, now {READING})");
        lines.push(Line::styled(said, palette.dim));
    }
    if !quote.note.is_empty() {
        lines.push(Line::default());
        let mut lead = "✎ ";
        for line in quote.note.lines() {
            let lead = std::mem::replace(&mut lead, "  ");
            lines.push(Line::from_iter([
                Span::styled(lead, palette.key),
                Span::raw(line.to_owned()),
            ]));
        }
    }
    let mut labels: Vec<String> = quote.tags.iter().map(|tag| format!("#{tag}")).collect();
    labels.extend(quote.themes.iter().map(|theme| format!("theme {theme}")));
    labels.extend(missing.iter().map(|what| match what {
        Missing::Author => "author not known".to_owned(),
        Missing::Date => "date not known".to_owned(),
        Missing::Speaker => format!("speaker not confirmed ({})", key(Action::Speaker)),
    }));
    if !labels.is_empty() {
        lines.extend([Line::default(), Line::styled(labels.join(" · "), palette.dim)]);
    }
    if quote.paragraph.trim() != quote.exact {
        lines.push(Line::default());
        let paragraph = quote.paragraph.replace('\n', " ");
        let start = paragraph.find(&quote.exact).unwrap_or(paragraph.len());
        let words = Extent::new(start, start + quote.exact.len());
        let layers = [Layer { extent: words, style: palette.quote }];
        let all = (0..paragraph.len()).into();
        lines.push(rows::line(&paragraph, all, palette.dim, &layers));
    }
    lines
}

/// A word diff: `[-gone-]` and `{+new+}`, so that nothing is told by style alone.
fn changes(diff: &[Change], palette: &Palette) -> Line<'static> {
    diff.iter()
        .map(|change| match change {
            Change::Same(words) => Span::styled(words.replace('\n', " "), palette.text),
            Change::Gone(words) => Span::styled(
                format!("[-{words}-]"),
                palette.dim.add_modifier(Modifier::CROSSED_OUT),
            ),
            Change::New(words) => Span::styled(format!("{{+{words}+}}"), palette.found),
        })
        .collect()
}

const fn one_or_two(conflict: &Conflict) -> &'static str {
    if conflict.mine.is_some() { "two versions" } else { "a version whose quote is not here" }
}

/// Two versions of a quote, and what can be done.
fn versions(app: &App, conflict: &Conflict, palette: &Palette) -> Vec<Line<'static>> {
    let key = |action| app.keymap.key_for(Context::Quotes, action);
    let does = if conflict.mine.is_some() { "chooses or joins" } else { "keeps it as the quote" };
    let mut said = format!("{} {does}", key(Action::Open));
    if conflict.left_by == LeftBy::SecondFile {
        let trash = key(Action::Remove);
        said = format!("{said} · {trash} puts the second file into the trash");
    }
    // What can be done stands first: however little place there is, it is seen.
    let mut lines = vec![Line::styled(said, palette.dim), Line::default()];
    lines.extend(told(conflict).into_iter().map(|line| Line::styled(line, palette.text)));
    lines
}
