//! Passages of several articles side by side.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::layout::Areas;
use crate::app::screen::compare::{
    Column, ColumnRow, Columns, Item, MARGIN, Ordered, Passages, Shows, Subject,
};
use crate::app::widgets::counted;
use crate::collection::Article;
use crate::compare::texts::heading;
use crate::compare::{Comparison, PassageState, Ruling};
use crate::text::Extent;
use crate::text::fit::{fit, pad};
use crate::text::wrap;
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};

/// From this width on there is room for words on how the columns are shown.
const NARROW: u16 = 60;

pub(super) fn draw(
    app: &App,
    comparison: &Comparison,
    columns: &Columns,
    palette: &Palette,
    areas: Areas,
    frame: &mut Frame<'_>,
) {
    header(app, comparison, columns, palette, areas, frame);
    let body = areas.body;
    if Columns::stacked(body) {
        stacked(app, columns, palette, body, frame);
        return;
    }
    for (n, (place, area)) in columns.shown(body).into_iter().enumerate() {
        let Some(column) = columns.columns.get(place) else { continue };
        if n > 0 {
            for y in body.y..body.bottom() {
                let x = area.x.saturating_sub(2);
                frame.render_widget(
                    Span::styled("│", palette.dim),
                    Rect { x, y, width: 1, height: 1 },
                );
            }
        }
        let kept = kept(app, columns, column);
        let whole = whole(app, columns);
        let view = Painter { columns, column, palette, focus: place == columns.at, kept, whole };
        let head = columns.head();
        view.heading(Rect { height: head.min(area.height), ..area }, frame);
        let below = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
        view.rows(column.top(usize::from(below.height)), below, frame);
    }
}

fn header(
    app: &App,
    comparison: &Comparison,
    columns: &Columns,
    palette: &Palette,
    areas: Areas,
    frame: &mut Frame<'_>,
) {
    let about = match columns.subject {
        Subject::Theme(theme) => {
            comparison.themes().get(theme).map_or(String::new(), |theme| theme.name.clone())
        }
        Subject::Place(from) => columns.asked(from),
    };
    let right = standing(app, columns, areas.body);
    bars::header("Compare ›", &about, &right, palette, areas.header, frame);
}

/// Which columns are shown, and how; in few words where there is little room.
fn standing(app: &App, columns: &Columns, body: Rect) -> String {
    let shown = columns.shown(body);
    let total = columns.columns.len();
    let narrow = body.width < NARROW;
    let mut parts = vec![if narrow {
        format!("{} of {total}", columns.at + 1)
    } else if Columns::stacked(body) {
        format!("article {} of {total}", columns.at + 1)
    } else if shown.len() < total {
        let others: Vec<String> =
            shown.iter().skip(1).map(|(place, _)| (place + 1).to_string()).collect();
        // The pinned one stands before those that come before it: that is said.
        let pinned = if columns.pinned > 0 { " pinned" } else { "" };
        format!("columns {}{pinned} + {} of {total}", columns.pinned + 1, others.join(", "))
    } else {
        counted(total, "article")
    }];
    let settings = app.compare.shown;
    let along = matches!(columns.subject, Subject::Place(_));
    let kept: [(bool, &str, &str); 3] = [
        (columns.locked && !along, "scrolling together", "together"),
        (!columns.locked && along, "moving along", "along"),
        (settings.order == Ordered::Best && !along, "best first", "best"),
    ];
    let told = kept.iter().filter(|(holds, ..)| *holds);
    parts.extend(told.map(|(_, long, short)| if narrow { *short } else { *long }.to_owned()));
    match settings.passages {
        Passages::Marked => {}
        _ if along => {}
        Passages::Near => parts.push(format!("~ from {:.0}%", settings.cut * 100.0)),
        Passages::Whole => parts.push("in full".to_owned()),
    }
    parts.join(" · ")
}

/// One article under the other, the one with the cursor first.
fn stacked(app: &App, columns: &Columns, palette: &Palette, body: Rect, frame: &mut Frame<'_>) {
    let mut y = body.y;
    let head = columns.head();
    let whole = whole(app, columns);
    for (place, column) in columns.columns.iter().enumerate().skip(columns.at) {
        let focus = place == columns.at;
        if y + head >= body.bottom() {
            return;
        }
        let view =
            Painter { columns, column, palette, focus, kept: kept(app, columns, column), whole };
        view.heading(Rect { y, height: head, ..body }, frame);
        let below = Rect { y: y + head, height: body.bottom() - y - head, ..body };
        let top = if focus { column.top(usize::from(body.height.saturating_sub(head))) } else { 0 };
        view.rows(top, below, frame);
        let left = column.rows.len().saturating_sub(top);
        y = y.saturating_add(head).saturating_add(u16::try_from(left).unwrap_or(u16::MAX));
    }
}

/// Whether articles are shown in full, the passages of a theme marked.
fn whole(app: &App, columns: &Columns) -> bool {
    let theme = matches!(columns.subject, Subject::Theme(_));
    theme && app.compare.shown.passages == Passages::Whole
}

/// Where quotes are kept in the article of a column.
fn kept(app: &App, columns: &Columns, column: &Column) -> Vec<Extent> {
    let places =
        columns.article(column).map(|article| app.workspace.quotes.places_in(article.id()));
    places.into_iter().flatten().map(|(extent, _)| extent).collect()
}

struct Painter<'a> {
    columns: &'a Columns,
    column: &'a Column,
    palette: &'a Palette,
    focus: bool,
    /// Kept quotes in this article.
    kept: Vec<Extent>,
    /// Whether the articles are shown in full.
    whole: bool,
}

impl Painter<'_> {
    /// Title and date; what is said of the treatment.
    fn heading(&self, area: Rect, frame: &mut Frame<'_>) {
        let Some(article) = self.columns.article(self.column) else { return };
        let width = usize::from(area.width);
        let date = heading(article);
        let title = fit(article.name(), width.saturating_sub(date.chars().count() + 2));
        let style = if self.focus { self.palette.selected } else { self.palette.title };
        frame.render_widget(Span::styled(title, style), Rect { height: 1, ..area });
        bars::at_right(&date, self.palette.dim, Rect { height: 1, ..area }, frame);
        let under = |rows: u16| Rect {
            y: area.y + rows.min(area.height),
            height: u16::from(area.height > rows),
            ..area
        };
        let said = &self.column.said;
        let rows = self.columns.said_rows();
        for (row, n) in wrap::rows(said, width.max(1)).into_iter().zip(1..=rows) {
            let last = if n == rows { said.len() } else { row.end };
            let words = fit(said.get(row.start..last).unwrap_or(""), width);
            frame.render_widget(Span::styled(words, self.palette.dim), under(n));
        }
        if let Some(summary) = &self.column.summary {
            let words = summary.text.clone() + &summary.told();
            let own = self.columns.own_rows();
            for (row, n) in wrap::rows(&words, width.max(1)).into_iter().zip(1..=own) {
                let last = if n == own { words.len() } else { row.end };
                let shown = fit(words.get(row.start..last).unwrap_or(""), width);
                let told = summary.text.len().saturating_sub(row.start);
                let (line, told) = shown.split_at_checked(told).unwrap_or((&shown, ""));
                let style = self.palette.text.add_modifier(Modifier::ITALIC);
                let line = [Span::styled(line, style), Span::styled(told, self.palette.dim)];
                frame.render_widget(Line::from_iter(line), under(rows + n));
            }
        }
    }

    fn rows(&self, top: usize, area: Rect, frame: &mut Frame<'_>) {
        let Some(article) = self.columns.article(self.column) else { return };
        for (row, y) in self.column.rows.iter().skip(top).zip(area.y..area.bottom()) {
            self.row(row, article, Rect { y, height: 1, ..area }, frame);
        }
    }

    fn row(&self, row: &ColumnRow, article: &Article, area: Rect, frame: &mut Frame<'_>) {
        let shown = self.focus || self.columns.locked;
        let selected = shown && row.item == self.column.at;
        let margin = usize::from(MARGIN);
        let text = Rect {
            x: area.x + MARGIN.min(area.width),
            width: area.width.saturating_sub(MARGIN),
            ..area
        };
        let mark = if selected && row.shows != Shows::Blank { "▎" } else { " " };
        let mark_style = if self.focus { self.palette.cursor } else { self.palette.dim };
        let mut lead = String::new();
        match (&row.shows, self.column.items.get(row.item)) {
            (Shows::Text(extent, _) | Shows::Rest(extent), Some(item)) => {
                let Item::Passage { number, state, words, verdict, .. } = item else { return };
                if matches!(row.shows, Shows::Text(_, true)) {
                    let sign = match (verdict, state) {
                        (Some((Ruling::Accept, _)), _) => "✓",
                        (Some((Ruling::Reject, _)), _) => "✗",
                        (None, Some(PassageState::On)) if self.whole => "•",
                        (None, Some(PassageState::On) | None) => "",
                        (None, Some(PassageState::Hint)) => "?",
                        (None, Some(PassageState::Near)) => "~",
                    };
                    lead = format!("¶{number}{sign}");
                }
                let base = match (state, &row.shows) {
                    (_, Shows::Rest(_)) => self.palette.dim,
                    // What is there to be read is not dimmed.
                    (Some(PassageState::On | PassageState::Hint), _) => self.palette.text,
                    _ if self.whole => self.palette.text,
                    (Some(PassageState::Near) | None, _) => self.palette.dim,
                };
                let chosen = self.column.sentence.filter(|_| selected && self.focus);
                let chosen = chosen.map(|extent| Layer { extent, style: self.palette.selection });
                let layers: Vec<Layer> = Layer::all(&self.kept, self.palette.quote)
                    .chain(Layer::all(words, self.palette.theme))
                    .chain(chosen)
                    .collect();
                frame.render_widget(rows::line(article.text(), *extent, base, &layers), text);
            }
            (Shows::Words(words), _) => {
                frame.render_widget(Span::styled(words.clone(), self.palette.dim), text);
            }
            _ => {}
        }
        let line = Line::from_iter([
            Span::styled(mark, mark_style),
            Span::styled(pad(&lead, margin - 1), self.palette.dim),
        ]);
        frame.render_widget(line, Rect { width: MARGIN.min(area.width), ..area });
    }
}
