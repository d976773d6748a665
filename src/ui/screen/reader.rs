//! How the reader looks: a centred column, paragraph numbers and the cursor in its margin.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use std::sync::Arc;

use crate::app::layout::{self, Areas, Column, Pane};
use crate::app::screen::{Reader, imprint};
use crate::app::widgets::{Look, Page, Row, RowKind, counted};
use crate::collection::{Article, Block, BlockKind, MarkKind};
use crate::text::Extent;
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::words::fit;

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    let Some(article) = &app.reader.article else { return };
    header(app, article, palette, areas.header, frame);
    let other = app.beside.as_ref().map(|beside| &beside.reader);
    for reader in other.into_iter().chain([&app.reader]) {
        pane(app, reader, palette, frame);
    }
    if app.beside.is_some() && areas.body.width >= layout::SIDE_BY_SIDE {
        let between = layout::pane(areas.body, Pane::Second).text.x.saturating_sub(1);
        for y in areas.body.y..areas.body.bottom() {
            let line = Rect { x: between, y, width: 1, height: 1 };
            frame.render_widget(Span::styled("│", palette.dim), line);
        }
    }
}

/// One article, in its part of the screen.
fn pane(app: &App, reader: &Reader, palette: &Palette, frame: &mut Frame<'_>) {
    let Some(article) = &reader.article else { return };
    let areas = reader.areas(&app.workspace);
    let focused = reader.pane == app.reader.pane;
    if let Some(head) = areas.head {
        pane_head(app, reader, article, palette, head, frame);
    }
    let column = reader.column(&app.workspace);
    let first = reader.first_row(&app.workspace);
    let height = usize::from(column.text.height);
    let layers = layers(app, reader, article, palette);
    let changed = app.workspace.quotes.changed_in(article.id());
    let mark = if focused { palette.cursor } else { palette.dim };
    let cursor = Some((reader.cursor, mark));
    let view = View { article, palette, column, cursor, layers: &layers, changed };
    view.rows(reader.page.rows_from(first).take(height), frame);
}

/// What a pane shows, where there are two.
fn pane_head(
    app: &App,
    reader: &Reader,
    article: &Article,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let focused = reader.pane == app.reader.pane;
    let style = if focused { palette.title } else { palette.dim };
    let mark = if focused { "▌" } else { " " };
    let right = format!("{} {}% ", standing(article, reader), reader.percent());
    let width = usize::from(area.width).saturating_sub(right.width() + 2);
    let line = Line::from_iter([
        Span::styled(mark, palette.cursor),
        Span::styled(fit(article.name(), width), style),
    ]);
    frame.render_widget(line, area);
    bars::at_right(&right, palette.dim, area, frame);
}

/// `¶4`, or what else the cursor stands on.
fn standing(article: &Article, reader: &Reader) -> String {
    match (article.numbers_at(reader.cursor.start), article.unit_at(reader.cursor.start)) {
        (Some((passage, _)), _) => format!("¶{passage}"),
        (None, Some((unit, _))) => unit.number.series.name().to_owned(),
        (None, None) => String::new(),
    }
}

/// The start of an article, for lists.
pub(in crate::ui) fn preview(
    app: &App,
    article: &Arc<Article>,
    top: usize,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let column = layout::column(area, app.workspace.settings.measure);
    let width = usize::from(column.text.width);
    let page = Page::new(article, Look { width, ..Look::default() }, String::new());
    let layers = marks(article, palette);
    let body = article.passages().next().map_or(0, |passage| passage.block.extent.start);
    let top = isize::try_from(top).unwrap_or(isize::MAX);
    let first = page.step(page.row_of(body), top);
    let view =
        View { article, palette, column, cursor: None, layers: &layers, changed: Vec::new() };
    view.rows(page.rows_from(first), frame);
}

/// A place in an article with the sentence `cursor` marked and `found` in it, for lists of places.
/// It is `moved` rows down from where it would stand by itself, or up if below zero.
pub(in crate::ui) struct PlaceOf<'a> {
    pub(in crate::ui) article: &'a Arc<Article>,
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
        let width = usize::from(column.text.width);
        let page = Page::new(self.article, Look { width, ..Look::default() }, String::new());
        let mut layers = marks(self.article, palette);
        layers.push(Layer { extent: self.cursor, style: palette.sentence });
        layers.extend(Layer::all(self.found, palette.found));
        let block = self.article.block_at(self.cursor.start).map_or(0, |b| b.extent.start);
        let (cursor_row, block_row) = (page.row_of(self.cursor.start), page.row_of(block));
        // The passage from its start, unless the sentence would stand below the middle.
        let above = isize::try_from(area.height / 2).unwrap_or(0).max(1) - 1;
        let highest = page.step(cursor_row, -above);
        let first = page.step(block_row.max(highest), self.moved);
        let cursor = Some((self.cursor, palette.cursor));
        let changed = Vec::new();
        let view =
            View { article: self.article, palette, column, cursor, layers: &layers, changed };
        view.rows(page.rows_from(first), frame);
    }
}

fn header(app: &App, article: &Article, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let percent = app.reader.percent();
    let at = standing(article, &app.reader);
    let of = if at.starts_with('¶') {
        format!(" of {}", article.passage_count())
    } else {
        String::new()
    };
    let mut right = format!("{at}{of} · {percent}%");
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
fn layers(app: &App, reader: &Reader, article: &Article, palette: &Palette) -> Vec<Layer> {
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

/// Signs of list items by their depth.
const BULLETS: [&str; 3] = ["•", "◦", "▪"];

/// What rows need to be drawn.
struct View<'a> {
    article: &'a Article,
    palette: &'a Palette,
    column: Column,
    /// The sentence that is marked at its side, and how.
    cursor: Option<(Extent, Style)>,
    layers: &'a [Layer],
    /// Where quotes start whose words have changed.
    changed: Vec<usize>,
}

impl View<'_> {
    fn rows<'r>(&self, rows: impl Iterator<Item = &'r Row>, frame: &mut Frame<'_>) {
        let text = self.column.text;
        for (row, y) in rows.zip(text.y..text.bottom()) {
            self.row(row, Rect { y, height: 1, ..text }, frame);
        }
    }

    fn row(&self, row: &Row, area: Rect, frame: &mut Frame<'_>) {
        let dim = self.palette.dim;
        match &row.kind {
            RowKind::Blank => return,
            RowKind::Title(words) => {
                let line = Line::styled(words.clone(), self.palette.title);
                return frame.render_widget(line, area);
            }
            RowKind::Imprint(words) => {
                return frame.render_widget(Line::styled(words.clone(), dim), area);
            }
            RowKind::Folded(blocks) => {
                let furniture = self
                    .article
                    .blocks()
                    .get(row.block)
                    .is_some_and(|block| block.kind == BlockKind::Furniture);
                let what = if furniture { "piece of page furniture" } else { "block" };
                let words = format!("▸ {} folded", counted(*blocks, what));
                return frame.render_widget(Line::styled(words, dim), area);
            }
            RowKind::Rule(crossings) => {
                let line: String = (0..self.table_width(crossings, area))
                    .map(|x| if crossings.contains(&x) { '┼' } else { '─' })
                    .collect();
                return frame.render_widget(Line::styled(line, dim), area);
            }
            RowKind::Cells(lines) => {
                for line in lines.iter().filter(|x| **x < area.width) {
                    let at = Rect { x: area.x + line, width: 1, ..area };
                    frame.render_widget(Span::styled("│", dim), at);
                }
            }
            RowKind::Card(name) => frame.render_widget(Span::styled(name.clone(), dim), area),
            RowKind::Text => {}
        }
        let Some(block) = self.article.blocks().get(row.block) else { return };
        self.margin(row, block, area.y, frame);
        self.lead(row, block, area, frame);
        self.words(row, self.style(block), area, frame);
    }

    /// As wide as the table, which ends with its last cell.
    fn table_width(&self, crossings: &[u16], area: Rect) -> u16 {
        let last = crossings.last().map_or(8, |last| last + 8);
        last.min(area.width)
    }

    fn words(&self, row: &Row, style: Style, area: Rect, frame: &mut Frame<'_>) {
        let text = self.article.text();
        for piece in row.pieces().filter(|piece| piece.column < area.width) {
            let x = area.x + piece.column;
            let here = Rect { x, width: area.right() - x, ..area };
            let line = match piece.leftwards {
                true => rows::leftwards(text, piece.extent, style, self.layers),
                false => rows::line(text, piece.extent, style, self.layers),
            };
            frame.render_widget(line, here);
        }
    }

    /// The paragraph's number, and the mark of the cursor.
    fn margin(&self, row: &Row, block: &Block, y: u16, frame: &mut Frame<'_>) {
        let area = Rect { y, height: 1, ..self.column.margin };
        let number = match block.passage {
            Some(number) if row.starts => format!("¶{number}"),
            _ => String::new(),
        };
        let marked = |(cursor, _): &(Extent, Style)| {
            row.pieces().any(|piece| cursor.overlap(piece.extent).is_some())
        };
        let (mark, style) = match self.cursor.filter(marked) {
            Some((_, style)) => ("▎", style),
            None => (" ", Style::new()),
        };
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
            Span::styled(mark, style),
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
                let bullet = BULLETS.get(usize::from(block.level.max(1) - 1) % BULLETS.len());
                let bullet = || bullet.copied().unwrap_or("•").to_owned();
                block.ordinal.map_or_else(bullet, |n| format!("{n}."))
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
