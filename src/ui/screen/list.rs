//! How the list of articles looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use unicode_width::UnicodeWidthStr;

use super::reader;
use crate::action::Action;
use crate::app::App;
use crate::app::layout::Areas;
use crate::app::overlay::Details;
use crate::app::screen::{ListColumn, MARKS, SortBy};
use crate::app::widgets::{counted, laid_out, thousands};
use crate::collection::{Article, Origin, fields};
use crate::keys::Context;
use crate::text::fuzzy::Pattern;
use crate::ui::bars;
use crate::ui::list::{List, tick};
use crate::ui::overlay;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::words::{fit, pad, pad_left};

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    header(app, palette, areas.header, frame);
    let split = app.list.areas(&app.workspace);
    if app.list.rows.is_empty() {
        empty(app, palette, areas.body, frame);
        return;
    }
    if let Some(area) = app.list.resume_line(&app.workspace) {
        resume(app, palette, area, frame);
    }
    if let Some(area) = app.list.heads(&app.workspace) {
        heads(app, palette, area, frame);
    }
    let pattern = Pattern::new(app.list.filter.text());
    let width = usize::from(split.rows.width);
    let row = |place: usize, style| {
        let article = app.list.rows.get(place).and_then(|id| app.workspace.article(*id));
        article.map_or_else(Line::default, |article| {
            line(app, article, &pattern, style, width, palette)
        })
    };
    List { palette, row }.draw(app.list.view(&app.workspace), frame);
    let selected = app.list.selected().and_then(|id| app.workspace.article(id));
    if let (Some(rule), Some(area), Some(article)) = (split.rule, split.preview, selected) {
        let imprint = crate::app::screen::imprint(article);
        let words = if imprint.is_empty() { "preview".to_owned() } else { imprint };
        bars::rule(&words, palette, rule, frame);
        reader::preview(app, article, app.list.preview_top, palette, area, frame);
        if area.x > split.rows.x {
            known(app, article, palette, split.rows, frame);
        }
    }
}

/// Below the rows of a list that is shorter than its preview: what is known of the selected article.
fn known(app: &App, article: &Article, palette: &Palette, rows: Rect, frame: &mut Frame<'_>) {
    let used = u16::try_from(app.list.rows.len() + 1).unwrap_or(u16::MAX).min(rows.height);
    let below = Rect { y: rows.y + used, height: rows.height - used, ..rows };
    let lines = Details::new(article.id()).lines(&app.workspace);
    let lines = laid_out(&lines, below.width.saturating_sub(4));
    if lines.len() + 1 > usize::from(below.height) {
        return;
    }
    bars::rule("what is known of it", palette, Rect { height: 1, ..below }, frame);
    let area =
        Rect { x: below.x + 2, y: below.y + 1, width: below.width - 4, height: below.height - 1 };
    overlay::lines(&lines, palette, area, frame);
}

fn header(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let articles = app.workspace.collection.articles();
    let words: usize = articles.iter().map(|article| article.words()).sum();
    let mut about = format!("{} · {}", counted(articles.len(), "article"), counted(words, "word"));
    if app.workspace.origin == Origin::Sample {
        about = format!("a sample to try things on · {about}");
    }
    if !app.list.ticked.is_empty() {
        about = format!("{about} · {} ticked", app.list.ticked.len());
    }
    if app.workspace.loading {
        about.push_str(" · reading more …");
    }
    let filter = app.list.filter.text();
    let sorting = &app.list.sorting;
    let arrow = if sorting.reversed { "↓" } else { "↑" };
    let mut right = if filter.is_empty() {
        format!("sorted by {} {arrow}", sorting.by)
    } else {
        format!("{} fit “{filter}”", app.list.rows.len())
    };
    let quotes = app.workspace.quotes.stored.quotes.len();
    if quotes > 0 && area.width >= 60 {
        right = format!("{right}   {}", counted(quotes, "quote"));
    }
    bars::header("Articles", &about, &right, palette, area, frame);
}

fn empty(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let words = if app.workspace.loading {
        "reading the articles …".to_owned()
    } else if app.workspace.collection.is_empty() {
        "no articles here: start variorum with a file or a folder".to_owned()
    } else {
        format!("nothing fits “{}” · Esc shows all", app.list.filter.text())
    };
    let line = Rect { y: area.y + area.height / 3, height: area.height.min(1), ..area };
    let words = fit(&words, usize::from(area.width));
    frame.render_widget(Line::styled(words, palette.dim).centered(), line);
}

/// What to go on reading, and how far one is.
fn resume(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let Some(article) = app.list.resumes(&app.workspace).and_then(|id| app.workspace.article(id))
    else {
        return;
    };
    let percent = app.workspace.percent_read(article).unwrap_or(0);
    let left = app.workspace.time(article.words() * (100 - percent.min(100)) / 100);
    let right = format!(" {percent}% · {left} left ");
    let key = app.keymap.key_for(Context::List, Action::Resume);
    let lead = format!(" {key} ");
    let before = lead.width() + "go on  ".len();
    let room = usize::from(area.width).saturating_sub(before + right.width());
    let line = Line::from_iter([
        Span::styled(lead, palette.key),
        Span::styled("go on  ", palette.dim),
        Span::styled(fit(article.name(), room), palette.text),
    ]);
    frame.render_widget(line, area);
    bars::at_right(&right, palette.dim, area, frame);
}

/// The names of the columns over their words; the one that sorts is marked.
fn heads(app: &App, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let sorting = &app.list.sorting;
    let width = usize::from(area.width);
    let mut line = Line::from(" ".repeat(MARKS));
    for column in ListColumn::ALL {
        let sorts = sorting.by.column() == Some(column);
        let arrow = if sorting.reversed { "↓" } else { "↑" };
        let called = match &sorting.by {
            SortBy::Field(field) if sorts => field.as_str(),
            _ => column.name(),
        };
        let name = format!("{called}{}", if sorts { arrow } else { "" });
        let style = if sorts { palette.key } else { palette.dim };
        line.push_span(Span::styled(cell(&name, column, width), style));
    }
    frame.render_widget(line, area);
}

/// Words in a column: a space keeps them from the column before.
fn cell(words: &str, column: ListColumn, width: usize) -> String {
    match (column.width(width), column) {
        (0, _) => String::new(),
        (wide, column) if column.at_right() => pad_left(words, wide),
        (wide, ListColumn::Author) => format!(" {}", pad(words, wide - 1)),
        (wide, _) => pad(words, wide),
    }
}

fn line(
    app: &App,
    article: &Article,
    pattern: &Pattern,
    style: Style,
    width: usize,
    palette: &Palette,
) -> Line<'static> {
    let mut line = Line::from(tick(app.list.ticked.contains(&article.id()), palette));
    for column in ListColumn::ALL {
        if column == ListColumn::Title {
            line.extend(title(article, pattern, column.width(width), style, palette).spans);
        } else {
            let words = cell(&words(app, article, column), column, width);
            line.push_span(Span::styled(words, palette.dim));
        }
    }
    line
}

/// What an article has in a column.
fn words(app: &App, article: &Article, column: ListColumn) -> String {
    match column {
        ListColumn::Title => article.name().to_owned(),
        ListColumn::Date => {
            // A range is known by its last day: that is when it was published.
            let date = article.metadata.date.as_ref();
            date.map_or_else(|| "–".to_owned(), |d| d.value.last().short())
        }
        // What the list is sorted by is seen.
        ListColumn::Author => match (&app.list.sorting.by, article.metadata.authors.as_slice()) {
            (SortBy::Field(name), _) => fields::value(article, name).unwrap_or("–").to_owned(),
            (_, []) => "–".to_owned(),
            (_, [one]) => one.clone(),
            (_, [first, rest @ ..]) => format!("{first} +{}", rest.len()),
        },
        ListColumn::Words => word_count(article.words()),
        ListColumn::Minutes => match app.workspace.time(article.words()) {
            time if time.starts_with('<') => "1′".to_owned(),
            time => time,
        },
        ListColumn::Progress => match app.workspace.percent_read(article) {
            None => "·".to_owned(),
            Some(100..) => "✓".to_owned(),
            Some(percent) => format!("{percent}%"),
        },
    }
}

/// `939 w`, and where that would touch the column before it `12.3k w`, `1.2M w`.
fn word_count(words: usize) -> String {
    let tenths = |unit: usize| format!("{}.{}", words / unit, words % unit * 10 / unit);
    match words {
        ..10_000 => format!("{} w", thousands(words)),
        10_000..1_000_000 => format!("{}k w", tenths(1_000)),
        _ => format!("{}M w", tenths(1_000_000)),
    }
}

fn title(
    article: &Article,
    pattern: &Pattern,
    width: usize,
    style: Style,
    palette: &Palette,
) -> Line<'static> {
    let name = article.name();
    if article.metadata.title.is_none() {
        // Not a title but the first words: they are quoted, so that nobody cites them as one.
        let words = fit(name, width.saturating_sub(2));
        return Line::styled(
            pad(&format!("“{words}”"), width),
            style.add_modifier(Modifier::ITALIC),
        );
    }
    let cell = pad(name, width);
    // Marks of the filter lie on the part that is not cut away.
    let kept = cell.trim_end().trim_end_matches('…').len();
    let matched = pattern.fit(name).map(|found| found.extents).unwrap_or_default();
    let layers: Vec<Layer> =
        Layer::all(&matched, palette.found).filter(|layer| layer.extent.end <= kept).collect();
    rows::line(&cell, (0..cell.len()).into(), style, &layers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_words_leaves_a_space_before_it() {
        for (words, shown) in [
            (939, "939 w"),
            (9_999, "9,999 w"),
            (10_000, "10.0k w"),
            (99_999, "99.9k w"),
            (123_456, "123.4k w"),
            (1_000_000, "1.0M w"),
        ] {
            assert_eq!(word_count(words), shown);
        }
        assert!((0..10_000_000).step_by(997).all(|words| word_count(words).len() <= 8));
    }
}
