//! Passages of several articles side by side.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::layout::Areas;
use crate::app::screen::compare::{
    ArticleOrder, Column, ColumnRow, Columns, Item, MARGIN, Ordered, Passages, Shows, Subject,
    Voice,
};
use crate::app::widgets::{Together, counted};
use crate::collection::Article;
use crate::compare::diff::Difference;
use crate::compare::{Comparison, PassageState, Ruling};
use crate::text::Extent;
use crate::text::fit::{fit, pad};
use crate::text::wrap;
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::panes;
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
    silent(columns, columns.parts(body).silent, palette, body, frame);
    panes::lines(columns.panes(body), palette, frame);
    for shown in columns.shown(body) {
        let Some(column) = columns.columns.get(shown.place) else { continue };
        let focus = shown.place == columns.at;
        let cursor = if focus { Cursor::Here } else { Cursor::Elsewhere };
        let view = Painter { cursor, ..Painter::new(app, columns, column, palette) };
        view.heading(shown.head, frame);
        view.rows(shown.top, shown.rows, frame);
    }
}

/// The passages of a cell of the matrix, the articles of a group one under the other.
pub(super) fn of_cell(
    app: &App,
    columns: &Columns,
    palette: &Palette,
    mut area: Rect,
    frame: &mut Frame<'_>,
) {
    let several = columns.voices().len() > 1;
    for column in columns.voices() {
        let view = Painter::new(app, columns, column, palette);
        if several && area.height > 0 {
            view.heading(Rect { height: 1, ..area }, frame);
            area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
        view.rows(0, area, frame);
        let used = u16::try_from(column.rows.len()).unwrap_or(u16::MAX).min(area.height);
        area = Rect { y: area.y + used, height: area.height - used, ..area };
    }
}

/// The articles that are silent, one a line.
fn silent(columns: &Columns, area: Rect, palette: &Palette, body: Rect, frame: &mut Frame<'_>) {
    let shown: Vec<(usize, Rect)> = columns.silent_shown(body).collect();
    let more = (columns.columns.len() - columns.speaking).saturating_sub(shown.len());
    for (n, (place, line)) in shown.iter().enumerate() {
        let Some(column) = columns.columns.get(*place) else { continue };
        let Some(article) = columns.article(column) else { continue };
        let selected = *place == columns.at;
        let Some(Item::Said(said)) = column.items.first() else { continue };
        let near = match &column.voice {
            // What is said may lead up to it.
            Voice::Silent(Some((number, _))) if said.ends_with(':') => format!(" ¶{number}"),
            Voice::Silent(Some((number, _))) => format!(", nearest ¶{number}"),
            _ => String::new(),
        };
        let own = column.summary.as_ref().map_or(String::new(), |own| format!(" · {}", own.text));
        let rest = if n + 1 == shown.len() && more > 0 {
            format!(" · {more} more")
        } else {
            String::new()
        };
        let told = format!(": {said}{near}{own}");
        let width = usize::from(line.width).saturating_sub(2 + columns_of(&rest));
        // What is said is never cut for the sake of a title.
        let title = fit(article.name(), width.saturating_sub(columns_of(&told)).max(12));
        let told = fit(&told, width.saturating_sub(columns_of(&title)));
        let style = if selected { palette.selected } else { palette.text };
        let words = Line::from_iter([
            Span::styled(
                if selected { "▎ " } else { "· " },
                if selected { palette.cursor } else { palette.dim },
            ),
            Span::styled(title, style),
            Span::styled(told + &rest, palette.dim),
        ]);
        frame.render_widget(words, *line);
    }
    if columns.speaking > 0 && area.height > 0 && area.y > body.y + 1 {
        let above = Rect { y: area.y - 1, height: 1, ..area };
        if columns.parts(body).voices.bottom() < area.y {
            bars::rule("", palette, above, frame);
        }
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
        Subject::Leads => "headlines and first passages".to_owned(),
    };
    let right = standing(app, columns, areas.body);
    bars::header("Compare ›", &about, &right, palette, areas.header, frame);
}

/// Which columns are shown, and how; in few words where there is little room.
fn standing(app: &App, columns: &Columns, body: Rect) -> String {
    let shown = columns.shown(body);
    let total = columns.speaking;
    let all = columns.columns.len();
    let narrow = body.width < NARROW;
    let along = matches!(columns.subject, Subject::Place(_));
    let mut parts = vec![if narrow {
        format!("{} of {all}", columns.at + 1)
    } else if columns.panes(body).count == 1 && total > 1 {
        format!("article {} of {all}", columns.at + 1)
    } else if shown.len() < total {
        let others: Vec<String> =
            shown.iter().skip(1).map(|other| (other.place + 1).to_string()).collect();
        // The pinned one stands before those that come before it: that is said.
        let pinned = if columns.pinned > 0 { " pinned" } else { "" };
        format!("columns {}{pinned} + {} of {total}", columns.pinned + 1, others.join(", "))
    } else if total < all && !narrow {
        let does = if along { "answer" } else { "speak" };
        format!("{total} of {} {does}", counted(all, "article"))
    } else {
        counted(total, "article")
    }];
    let settings = app.compare.shown;
    let kept: [(bool, &str, &str); 4] = [
        (columns.together == Together::Places, "scrolling together", "together"),
        (columns.together == Together::Themes, "moving along", "along"),
        (settings.order == Ordered::Best && !along, "best first", "best"),
        (settings.articles == ArticleOrder::Share && !along, "by share", "by share"),
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

/// What is told of the selected passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cursor {
    /// None is.
    None,
    /// The keys go to another column.
    Elsewhere,
    /// The keys go here.
    Here,
}

struct Painter<'a> {
    columns: &'a Columns,
    column: &'a Column,
    palette: &'a Palette,
    cursor: Cursor,
    /// Kept quotes in this article.
    kept: Vec<Extent>,
    /// Whether the articles are shown in full.
    whole: bool,
}

impl<'a> Painter<'a> {
    /// One without the cursor.
    fn new(app: &App, columns: &'a Columns, column: &'a Column, palette: &'a Palette) -> Self {
        let (kept, whole) = (kept(app, columns, column), whole(app, columns));
        Self { columns, column, palette, cursor: Cursor::None, kept, whole }
    }

    /// The title; when it is from, and what is said of the treatment.
    fn heading(&self, area: Rect, frame: &mut Frame<'_>) {
        let Some(article) = self.columns.article(self.column) else { return };
        // One column from the edge, as the title is.
        let room =
            Rect { x: (area.x + 1).min(area.right()), width: area.width.saturating_sub(1), ..area };
        let width = usize::from(room.width);
        let titled = u16::from(self.columns.subject != Subject::Leads);
        if titled > 0 {
            let line = Rect { height: area.height.min(1), ..area };
            panes::head(article.name(), "", self.cursor == Cursor::Here, self.palette, line, frame);
        }
        let under = |rows: u16| Rect {
            y: area.y + (rows + titled - 1).min(area.height),
            height: u16::from(area.height > rows + titled - 1),
            ..room
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

    /// Words that differ from what is set beside them.
    fn differing(&self, differing: &[(Extent, Difference)]) -> impl Iterator<Item = Layer> {
        let styles = (self.palette.found, self.palette.current);
        differing.iter().map(move |(extent, how)| {
            let style = match how {
                Difference::Apart => styles.0,
                Difference::Telling => styles.1,
            };
            Layer { extent: *extent, style }
        })
    }

    fn rows(&self, top: usize, area: Rect, frame: &mut Frame<'_>) {
        let Some(article) = self.columns.article(self.column) else { return };
        for (row, y) in self.column.rows.iter().skip(top).zip(area.y..area.bottom()) {
            self.row(row, article, Rect { y, height: 1, ..area }, frame);
        }
    }

    fn row(&self, row: &ColumnRow, article: &Article, area: Rect, frame: &mut Frame<'_>) {
        let selected = row.item == self.column.at && self.cursor != Cursor::None;
        let margin = usize::from(MARGIN);
        let text = Rect {
            x: area.x + MARGIN.min(area.width),
            width: area.width.saturating_sub(MARGIN),
            ..area
        };
        // Where the keys go elsewhere, a mark at the start says enough beside the line between.
        let marked = match self.cursor {
            Cursor::Here => row.shows != Shows::Blank,
            _ => matches!(row.shows, Shows::Text(_, true)),
        };
        let mark = if selected && marked { "▎" } else { " " };
        let mark_style =
            if self.cursor == Cursor::Here { self.palette.cursor } else { self.palette.dim };
        let mut lead = String::new();
        let mut bar = "";
        match (&row.shows, self.column.items.get(row.item)) {
            (Shows::Text(extent, _) | Shows::Rest(extent), Some(item)) => {
                let Item::Passage { number, state, words, speaking, verdict, differing, .. } = item
                else {
                    return;
                };
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
                // The passage is the frame of the sentences that treat the theme.
                let framed = !speaking.is_empty() || *state == Some(PassageState::Near);
                let base = if framed && !self.whole { self.palette.dim } else { self.palette.text };
                let speaks = speaking.iter().any(|sentence| sentence.overlap(*extent).is_some());
                bar = if speaks { "▏" } else { "" };
                let sentence = if *state == Some(PassageState::Near) {
                    base
                } else {
                    bright(base, self.palette.text)
                };
                let chosen =
                    self.column.sentence.filter(|_| selected && self.cursor == Cursor::Here);
                let chosen = chosen.map(|extent| Layer { extent, style: self.palette.selection });
                let layers: Vec<Layer> = Layer::all(speaking, sentence)
                    .chain(Layer::all(&self.kept, self.palette.quote))
                    .chain(Layer::all(words, self.palette.theme))
                    .chain(self.differing(differing))
                    .chain(chosen)
                    .collect();
                frame.render_widget(rows::line(article.text(), *extent, base, &layers), text);
            }
            (Shows::Headline(extent), Some(Item::Headline { text: headline, differing })) => {
                let layers: Vec<Layer> = self.differing(differing).collect();
                let style = if self.cursor == Cursor::Here {
                    self.palette.selected
                } else {
                    self.palette.title
                };
                let line = rows::line(headline, *extent, style, &layers);
                frame.render_widget(line, text);
            }
            (Shows::Words(words), _) => {
                frame.render_widget(Span::styled(words.clone(), self.palette.dim), text);
            }
            _ => {}
        }
        let line = Line::from_iter([
            Span::styled(mark, mark_style),
            Span::styled(pad(&lead, margin - 2), self.palette.dim),
            Span::styled(pad(bar, 1), self.palette.theme),
        ]);
        frame.render_widget(line, Rect { width: MARGIN.min(area.width), ..area });
    }
}

/// `text` over `base`: what stands back there does not here.
fn bright(base: Style, text: Style) -> Style {
    base.patch(text).remove_modifier(Modifier::DIM)
}

fn columns_of(words: &str) -> usize {
    wrap::columns(words)
}
