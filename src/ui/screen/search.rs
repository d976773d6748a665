//! How the search looks: what is typed and the counts on top, hits below, and under them the passage of
//! the selected hit in its place.

mod row;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::reader::PlaceOf;
use crate::action::Action;
use crate::app::App;
use crate::app::focus::{FieldKind, Focus};
use crate::app::layout::Areas;
use crate::app::screen::{ResultNote, SearchRow, imprint};
use crate::app::widgets::{counted, thousands};
use crate::collection::Article;
use crate::keys::Context;
use crate::search::{Hit, How, Part, SecondLook};
use crate::ui::bars;
use crate::ui::list::List;
use crate::ui::palette::Palette;
use crate::ui::words::{fit, pad};
use row::Row;

/// What can be typed, for whoever has typed nothing yet.
const SYNTAX: [(&str, &str); 9] = [
    ("peace talk minsk", "words in any order, unfinished or misspelt"),
    ("\"peace talks\"", "exactly these, with capitals if you type them"),
    ("-summit", "without this word in the passage"),
    ("talks OR summit", "one or the other"),
    ("talks near:5 minsk", "within so many words"),
    ("title:  author:  theme:", "in articles like this; Tab completes"),
    ("name:minsk  speaker:holt", "as a name; where they are let speak"),
    ("before:2022-06  after:2022", "by date"),
    ("in:¶5  in:\"A heading\"", "in this place of an article"),
];

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    header(app, palette, areas.header, frame);
    if app.search.rows.is_empty() {
        empty(app, palette, areas.body, frame);
        return;
    }
    let area = app.search.aside_area(&app.workspace);
    for (aside, y) in app.search.result_notes(&app.workspace).iter().zip(area.y..area.bottom()) {
        let words = told(app, aside, usize::from(area.width).saturating_sub(3));
        let line = Rect { y, height: 1, ..area };
        frame.render_widget(Line::styled(format!("  {words}"), palette.dim), line);
    }
    let split = app.search.areas(&app.workspace);
    let width = usize::from(split.rows.width);
    let row = |place: usize, style| {
        let selected = place == app.search.cursor.at;
        let style = if selected { style } else { palette.dim };
        let row = app.search.rows.get(place);
        row.map_or_else(Line::default, |row| Row { app, palette, width, style }.line(row))
    };
    List { palette, row }.draw(app.search.view(&app.workspace), frame);
    if let (Some(rule), Some(area), Some(hit)) = (split.rule, split.preview, app.search.selected())
        && let Some(article) = app.workspace.article(hit.span.article)
    {
        preview_rule(hit, article, palette, rule, frame);
        let found = app.search.marks(article.id());
        let moved = app.search.preview_moved;
        let place = PlaceOf { article, cursor: hit.span.extent, found: &found, moved };
        place.draw(app, palette, area, frame);
    }
    let past = matches!(app.search.rows.first(), Some(SearchRow::Past { .. }));
    if past && usize::from(split.rows.height) > app.search.rows.len() + SYNTAX.len() + 2 {
        let above = u16::try_from(app.search.rows.len() + 1).unwrap_or(0);
        let below =
            Rect { y: areas.body.y + above, height: areas.body.height - above, ..areas.body };
        syntax(palette, below, frame);
    }
}

/// A line above the hits, in `width` columns: what matters is said first, the key last.
fn told(app: &App, aside: &ResultNote, width: usize) -> String {
    let key =
        |action, does: &str| format!(" · {} {does}", app.keymap.key_for(Context::Search, action));
    let (said, key) = match aside {
        ResultNote::Among(articles) => {
            let said = format!("only in {}", counted(*articles, "ticked article"));
            (said, key(Action::OnlyTicked, "searches all"))
        }
        ResultNote::Nowhere(words) => (words.clone(), String::new()),
        ResultNote::About { articles, also, look } => {
            let about = format!("about it: {}", counted(*articles, "article"));
            match (look, also.is_empty()) {
                (SecondLook::Shown, true) => (about, String::new()),
                (SecondLook::Shown, false) => {
                    let said = format!("{about} · also: {}", also.join(", "));
                    (said, key(Action::SecondLook, "without these"))
                }
                (SecondLook::Off, _) => {
                    let said = format!("{about}, by the words typed alone");
                    (said, key(Action::SecondLook, "adds others"))
                }
            }
        }
    };
    format!("{}{key}", fit(&said, width.saturating_sub(key.width())))
}

/// The field, and on the right what was found.
fn header(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let name = " Search  ";
    let typed = app.search.field.text();
    // A space on either side of the counts, one behind the words for the cursor, one between.
    let free = usize::from(area.width).saturating_sub(name.width() + typed.width() + 4);
    let counts = counts(app).into_iter().find(|words| words.width() <= free).unwrap_or_default();
    let used = u16::try_from(counts.width() + 2).unwrap_or(0);
    frame.render_widget(Span::styled(name, palette.title), area);
    let before = u16::try_from(name.width()).unwrap_or(0).min(area.width);
    let field =
        Rect { x: area.x + before, width: area.width.saturating_sub(before + used), ..area };
    if matches!(app.focus(), Focus::Field(_, FieldKind::Search)) {
        bars::field("", &app.search.field, palette, field, frame);
    } else {
        let words = fit(typed, usize::from(field.width));
        frame.render_widget(Line::styled(words, palette.text), field);
    }
    bars::at_right(&format!("{counts} "), palette.dim, area, frame);
}

/// What was found, in words: the first that fits is shown.
fn counts(app: &App) -> Vec<String> {
    let Some(found) = &app.search.found else {
        let words = if app.search.query.is_empty() { "" } else { "searching …" };
        return vec![words.to_owned()];
    };
    let results = &found.results;
    // The rows are sentences; by article there is a line for each article, with a hit or without.
    let sentences = counted(results.total, "sentence");
    let passages = counted(results.passages, "passage");
    let all = counted(app.workspace.collection.len(), "article");
    let articles = format!("{} of {all}", thousands(results.articles));
    let so_far = if app.search.complete(&app.workspace) { "" } else { " so far" };
    if results.total == 0 {
        return vec![format!("{articles}{so_far}"), articles];
    }
    let time = match found.took_us {
        took if took < 950 => format!("0.{} ms", (took / 100).max(1)),
        took => format!("{} ms", thousands(usize::try_from((took + 500) / 1000).unwrap_or(0))),
    };
    vec![
        format!("{sentences} in {passages} · {articles}{so_far} · {time}"),
        format!("{sentences} in {passages} · {articles}{so_far}"),
        format!("{sentences} · {articles}{so_far}"),
        format!("{sentences}{so_far}"),
        sentences,
        counted(results.total, "hit"),
    ]
}

fn empty(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    if app.search.query.is_empty() {
        let above = area.height / 6;
        let area = Rect { y: area.y + above, height: area.height - above, ..area };
        syntax(palette, area, frame);
        return;
    }
    let results = app.search.found.as_ref().map(|found| &found.results);
    let lost = results.filter(|results| results.nowhere.len() >= app.search.query.words.len());
    let words = if app.search.waiting() || !app.search.complete(&app.workspace) {
        "nothing yet · still searching …".to_owned()
    } else if let Some(nothing) =
        lost.and_then(|results| results.nothing_like(app.search.query.tolerance))
    {
        format!("{nothing} in {}", counted(app.workspace.collection.len(), "article"))
    } else {
        format!("nothing fits “{}” · fewer words find more", app.search.field.text())
    };
    let line = Rect { y: area.y + area.height / 3, height: area.height.min(1), ..area };
    let words = fit(&words, usize::from(area.width));
    frame.render_widget(Line::styled(words, palette.dim).centered(), line);
}

fn syntax(palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let width = usize::from(area.width);
    let left = SYNTAX.iter().map(|(typed, _)| typed.width()).max().unwrap_or(0) + 3;
    let whole = SYNTAX.iter().map(|(_, words)| words.width()).max().unwrap_or(0) + left;
    let indent = width.saturating_sub(whole) / 2;
    for ((typed, words), y) in SYNTAX.iter().zip(area.y..area.bottom()) {
        let line = if whole + 2 <= width {
            Line::from_iter([
                Span::raw(" ".repeat(indent)),
                Span::styled(pad(typed, left), palette.text),
                Span::styled((*words).to_owned(), palette.dim),
            ])
        } else {
            Line::styled(format!("  {typed}"), palette.dim)
        };
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
}

/// Where the selected hit stands, and how its words were found where that is not plain.
fn preview_rule(
    hit: &Hit,
    article: &Article,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let width = usize::from(area.width);
    let reasons = reasons(hit);
    let reasons = fit(&reasons, width * 2 / 3);
    let about = match imprint(article) {
        imprint if imprint.is_empty() => article.name().to_owned(),
        imprint => format!("{} · {imprint}", article.name()),
    };
    let free = width.saturating_sub(reasons.width() + 8);
    bars::rule(&fit(&about, free), palette, area, frame);
    if !reasons.is_empty() {
        bars::at_right(&format!(" {reasons} ─"), palette.dim, area, frame);
    }
}

fn reasons(hit: &Hit) -> String {
    let other = |word: &&crate::search::WordMatch| {
        word.part != Part::Text
            || word.how != How::Exact
            || word.query.to_lowercase() != word.matched.to_lowercase()
    };
    let words = hit.words.iter().filter(other).map(|word| match (word.part, word.how) {
        (Part::Text, How::Exact) => format!("{} → {}", word.query, word.matched),
        (Part::Text, how) => format!("{} → {} {how}", word.query, word.matched),
        (part, _) => format!("{} → {} {part}", word.query, word.matched),
    });
    words.collect::<Vec<_>>().join(" · ")
}
