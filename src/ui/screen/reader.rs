//! How the reader looks: a centred column, paragraph numbers and the cursor in its margin.

mod bar;
mod heads;
mod layers;
pub(in crate::ui) mod links;
mod view;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::layout::{self, Areas};
use crate::app::screen::Reader;
use crate::app::widgets::{Look, Page, Row};
use crate::app::workspace::Drawing;
use crate::app::{App, Awaiting};
use crate::collection::Article;
use crate::text::Extent;
use crate::ui::palette::Palette;
use crate::ui::panes;
use crate::ui::rows::Layer;
use heads::{header, pane_head};
use view::View;

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    let Some(article) = &app.reader.article else { return };
    header(app, article, palette, areas.header, frame);
    let linear = app.workspace.settings.drawing == Drawing::Linear;
    let other = app.beside.as_ref().filter(|_| !linear).map(|beside| &beside.reader);
    if other.is_some() {
        panes::lines(layout::two(areas.body), palette, frame);
    }
    for reader in other.into_iter().chain([&app.reader]) {
        pane(app, reader, palette, frame);
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
    let shown = extent(reader.page.rows_from(first).take(height));
    let layers = layers::layers(app, reader, article, shown, palette);
    let changed = app.workspace.quotes.changed_in(article.id());
    let shared = layers::shared(app, article, shown);
    let mark = if focused { palette.cursor } else { palette.dim };
    let cursor = Some((reader.cursor, mark));
    let view = View { article, palette, column, cursor, layers: &layers, changed, shared };
    view.rows(reader.page.rows_from(first).take(height), frame);
    if focused && matches!(app.awaiting, Some(Awaiting::Link(_))) {
        links::number(app, reader, palette, frame);
    }
    bar::draw(app, reader, article, shown, palette, reader.bar(&app.workspace), frame);
}

/// From the first to the last byte of rows.
fn extent<'r>(rows: impl Iterator<Item = &'r Row>) -> Extent {
    let mut words = rows.filter(|row| !row.extent.is_empty()).flat_map(Row::pieces);
    let first = words.next().map_or(Extent::default(), |piece| piece.extent);
    words.fold(first, |all, piece| {
        Extent::new(all.start.min(piece.extent.start), all.end.max(piece.extent.end))
    })
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
    let body = article.passages().next().map_or(0, |passage| passage.block.extent.start);
    let top = isize::try_from(top).unwrap_or(isize::MAX);
    let first = page.step(page.row_of(body), top);
    let shown = extent(page.rows_from(first).take(usize::from(area.height)));
    let layers = layers::marks(article, shown, palette);
    let view = View {
        article,
        palette,
        column,
        cursor: None,
        layers: &layers,
        changed: Vec::new(),
        shared: Vec::new(),
    };
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
        let mut layers = Vec::new();
        layers.push(Layer { extent: self.cursor, style: palette.sentence });
        layers.extend(Layer::all(self.found, palette.found));
        let block = self.article.block_at(self.cursor.start).map_or(0, |b| b.extent.start);
        let (cursor_row, block_row) = (page.row_of(self.cursor.start), page.row_of(block));
        // The passage from its start, unless the sentence would stand below the middle.
        let above = isize::try_from(area.height / 2).unwrap_or(0).max(1) - 1;
        let highest = page.step(cursor_row, -above);
        let first = page.step(block_row.max(highest), self.moved);
        let cursor = Some((self.cursor, palette.cursor));
        let shown = extent(page.rows_from(first).take(usize::from(area.height)));
        let marks = layers::marks(self.article, shown, palette);
        let layers: Vec<Layer> = marks.into_iter().chain(layers).collect();
        let (changed, shared) = (Vec::new(), Vec::new());
        let article = self.article;
        let view = View { article, palette, column, cursor, layers: &layers, changed, shared };
        view.rows(page.rows_from(first), frame);
    }
}
