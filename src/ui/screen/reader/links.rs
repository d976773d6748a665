//! Links as they stand on the screen: their numbers, and their addresses for terminals that open them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::App;
use crate::app::screen::{LeadsTo, Link, Reader};
use crate::ui::palette::Palette;

/// A link and the cells that its words take, row by row.
pub(in crate::ui) struct LinkCells {
    pub(in crate::ui) link: Link,
    pub(in crate::ui) rows: Vec<Rect>,
}

/// The links on the screen, in order.
pub(in crate::ui) fn cells(app: &App, reader: &Reader) -> Vec<LinkCells> {
    let Some(article) = &reader.article else { return Vec::new() };
    let text = reader.column(&app.workspace).text;
    let rows: Vec<_> =
        reader.page.rows_from(reader.first_row(&app.workspace)).zip(text.rows()).collect();
    let links = reader.numbered_links(&app.workspace).into_iter();
    let place = |link: Link| {
        let of_row = rows.iter().flat_map(|(row, area)| {
            row.columns_of(link.extent, article.text()).map(|columns| {
                let x = area.x.saturating_add(columns.start);
                Rect { x, width: columns.end - columns.start, ..*area }.intersection(*area)
            })
        });
        let rows = of_row.filter(|cells| cells.width > 0).collect();
        LinkCells { link, rows }
    };
    links.map(place).collect()
}

/// Puts a number over the beginning of a link.
pub(super) fn number(number: usize, cells: &LinkCells, palette: &Palette, frame: &mut Frame<'_>) {
    let Some(first) = cells.rows.first() else { return };
    let words = number.to_string();
    let width = u16::try_from(words.len()).unwrap_or(u16::MAX);
    // It may reach beyond a short link, but not beyond the screen.
    let area = Rect { width, ..*first }.intersection(frame.area());
    frame.render_widget(Span::styled(words, palette.current), area);
}

/// The address of a link that a terminal may open.
pub(in crate::ui) fn address(link: &Link) -> Option<&str> {
    match &link.to {
        LeadsTo::Address(address) if crate::app::cx::leads_outside(address) => Some(address),
        _ => None,
    }
}
