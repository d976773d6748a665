//! How the reader looks: a centred column, paragraph numbers and the cursor in its margin.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::app::layout::{self, Areas, Column};
use crate::app::screen::imprint;
use crate::app::widgets::{Page, Row, RowKind};
use crate::collection::{Article, Block, BlockKind, MarkKind};
use crate::text::Extent;
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    let Some(article) = &app.reader.article else { return };
    let reader = &app.reader;
    header(app, article, palette, areas.header, frame);
    let column = reader.column(&app.workspace);
    let layers = layers(app, article, palette);
    let changed = app.workspace.quotes.changed_in(article.id());
    let shown = reader.page.rows().iter().skip(reader.first_row(&app.workspace));
    let view =
        View { article, palette, column, cursor: Some(reader.cursor), layers: &layers, changed };
    for (row, y) in shown.zip(column.text.y..column.text.bottom()) {
        view.row(row, y, frame);
    }
}

/// The start of an article, for lists.
pub(in crate::ui) fn preview(
    app: &App,
    article: &Article,
    top: usize,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let column = layout::column(area, app.workspace.settings.measure);
    let page = Page::lay_out(article, usize::from(column.text.width), "");
    let layers = marks(article, palette);
    let body = article.passages().next().map_or(0, |passage| passage.block.extent.start);
    let first = page.row_of(body) + top;
    let view =
        View { article, palette, column, cursor: None, layers: &layers, changed: Vec::new() };
    let shown = page.rows().iter().skip(first.min(page.rows().len().saturating_sub(1)));
    for (row, y) in shown.zip(column.text.y..column.text.bottom()) {
        view.row(row, y, frame);
    }
}

/// A place in an article with the sentence `cursor` marked and `found` in it, for lists of places.
/// It is `moved` rows down from where it would stand by itself, or up if below zero.
pub(in crate::ui) struct PlaceOf<'a> {
    pub(in crate::ui) article: &'a Article,
    pub(in crate::ui) cursor: Extent,
    pub(in crate::ui) found: &'a [Extent],
    pub(in crate::ui) moved: isize,
}

impl PlaceOf<'_> {
    pub(in crate::ui) fn draw(
        &self,
        app: &App,
        palette: &Palette,
        area: Rect,
        frame: &mut Frame<'_>,
    ) {
        let column = layout::column(area, app.workspace.settings.measure);
        let page = Page::lay_out(self.article, usize::from(column.text.width), "");
        let mut layers = marks(self.article, palette);
        layers.push(Layer { extent: self.cursor, style: palette.sentence });
        layers.extend(Layer::all(self.found, palette.found));
        let block = self.article.block_at(self.cursor.start).map_or(0, |b| b.extent.start);
        let (cursor_row, block_row) = (page.row_of(self.cursor.start), page.row_of(block));
        // The passage from its start, unless the sentence would stand below the middle.
        let highest = (cursor_row + 1).saturating_sub(usize::from(area.height / 2).max(1));
        let last = page.rows().len().saturating_sub(1);
        let first = block_row.max(highest).saturating_add_signed(self.moved).min(last);
        let cursor = Some(self.cursor);
        let changed = Vec::new();
        let view =
            View { article: self.article, palette, column, cursor, layers: &layers, changed };
        for (row, y) in page.rows().iter().skip(first).zip(area.y..area.bottom()) {
            view.row(row, y, frame);
        }
    }
}

fn header(app: &App, article: &Article, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let (passage, _) = article.numbers_at(app.reader.cursor.start).unwrap_or((0, 0));
    let percent = app.reader.percent();
    let mut right = format!("¶{passage} of {} · {percent}%", article.passage_count());
    if area.width >= 100 && percent < 100 {
        let left = article.minutes() * (100 - percent) / 100;
        let left = if left == 0 { "<1".to_owned() } else { left.to_string() };
        right = format!("{right} · {left}′ left");
    }
    let about = match imprint(article) {
        imprint if imprint.is_empty() => article.name().to_owned(),
        imprint => format!("{} · {imprint}", article.name()),
    };
    bars::header("Reader", &about, &right, palette, area, frame);
}

/// Emphasis and links of the article itself.
fn marks(article: &Article, palette: &Palette) -> Vec<Layer> {
    let marks = article.blocks().iter().flat_map(|block| &block.marks);
    marks
        .map(|mark| {
            let style = match &mark.kind {
                MarkKind::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
                MarkKind::Strong => Style::new().add_modifier(Modifier::BOLD),
                MarkKind::Code => palette.dim,
                MarkKind::Link(address) if address.is_empty() || address == "#" => Style::new(),
                MarkKind::Link(_) => palette.link,
            };
            Layer { extent: mark.extent, style }
        })
        .collect()
}

/// Everything that lies over the words, undermost first.
fn layers(app: &App, article: &Article, palette: &Palette) -> Vec<Layer> {
    let reader = &app.reader;
    let mut layers = marks(article, palette);
    let kept = app.workspace.quotes.places_in(article.id());
    layers.extend(kept.iter().map(|(extent, _)| Layer { extent: *extent, style: palette.quote }));
    layers.push(Layer { extent: reader.cursor, style: palette.sentence });
    layers.extend(Layer::all(&reader.marks, palette.found));
    layers.extend(Layer::all(&reader.finding.matches, palette.found));
    if let Some(current) = reader.finding.matches.get(reader.finding.current) {
        layers.push(Layer { extent: *current, style: palette.current });
    }
    layers.extend(reader.link.map(|extent| Layer { extent, style: palette.current }));
    if let Some(selection) = &reader.selection {
        layers.push(Layer { extent: selection.extent(), style: palette.selection });
        // The end that moves, where it is not all there is.
        if selection.head() != selection.extent() {
            let style = palette.current.add_modifier(Modifier::UNDERLINED);
            layers.push(Layer { extent: selection.head(), style });
        }
    }
    layers
}

/// What a row needs to be drawn.
struct View<'a> {
    article: &'a Article,
    palette: &'a Palette,
    column: Column,
    cursor: Option<Extent>,
    layers: &'a [Layer],
    /// Where quotes start whose words have changed.
    changed: Vec<usize>,
}

impl View<'_> {
    fn row(&self, row: &Row, y: u16, frame: &mut Frame<'_>) {
        let area = Rect { y, height: 1, ..self.column.text };
        match &row.kind {
            RowKind::Blank => {}
            RowKind::Title(words) => {
                frame.render_widget(Line::styled(words.clone(), self.palette.title), area);
            }
            RowKind::Imprint(words) => {
                frame.render_widget(Line::styled(words.clone(), self.palette.dim), area);
            }
            RowKind::Text => {
                let Some(block) = self.article.blocks().get(row.block) else { return };
                self.margin(row, block, y, frame);
                self.lead(row, block, area, frame);
                let indented = Rect {
                    x: area.x + row.indent,
                    width: area.width.saturating_sub(row.indent),
                    ..area
                };
                let style = self.style(block);
                let line = rows::line(self.article.text(), row.extent, style, self.layers);
                frame.render_widget(line, indented);
            }
        }
    }

    /// The paragraph's number, and the mark of the cursor.
    fn margin(&self, row: &Row, block: &Block, y: u16, frame: &mut Frame<'_>) {
        let area = Rect { y, height: 1, ..self.column.margin };
        let number = match block.passage {
            Some(number) if row.starts => format!("¶{number}"),
            _ => String::new(),
        };
        let marked = self.cursor.is_some_and(|cursor| cursor.overlap(row.extent).is_some());
        let mark = if marked { "▎" } else { " " };
        // Words that are no longer those that were kept never look as if they were.
        let changed = self.changed.iter().any(|start| row.extent.contains(*start));
        // A blank there gives way to the sign of a long number in a narrow margin.
        let whole = number.width() + 3 <= usize::from(area.width);
        let changed = match (changed, whole) {
            (true, _) => "≠",
            (false, true) => " ",
            (false, false) => "",
        };
        let line = Line::from_iter([
            Span::styled(number, self.palette.dim),
            Span::styled(changed, self.palette.error),
            Span::styled(mark, self.palette.cursor),
            Span::raw(" "),
        ]);
        frame.render_widget(line.right_aligned(), area);
    }

    /// The bullet of a list item, the bar of a quotation.
    fn lead(&self, row: &Row, block: &Block, area: Rect, frame: &mut Frame<'_>) {
        if row.indent < 2 {
            return;
        }
        let lead = match block.kind {
            _ if block.is_item() && row.starts => {
                block.ordinal.map_or_else(|| "•".to_owned(), |n| format!("{n}."))
            }
            BlockKind::Quote => "│".to_owned(),
            _ => return,
        };
        let x = area.x
            + row.indent.saturating_sub(u16::try_from(lead.chars().count()).unwrap_or(2) + 1);
        let area = Rect { x, width: row.indent, ..area };
        frame.render_widget(Line::styled(lead, self.palette.dim), area);
    }

    fn style(&self, block: &Block) -> Style {
        match block.kind {
            BlockKind::Title => self.palette.title,
            BlockKind::Heading => self.palette.heading,
            BlockKind::Standfirst => self.palette.text.add_modifier(Modifier::ITALIC),
            BlockKind::Byline | BlockKind::Caption | BlockKind::Furniture => self.palette.dim,
            _ => self.palette.text,
        }
    }
}
