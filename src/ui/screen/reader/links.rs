//! Links as they stand on the screen: their numbers, and their addresses for terminals that open them.

use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
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

/// Numbers the links on the screen; what is no link stands back meanwhile.
pub(super) fn number(app: &App, reader: &Reader, palette: &Palette, frame: &mut Frame<'_>) {
    frame.buffer_mut().set_style(reader.column(&app.workspace).text, BACK.patch(palette.dim));
    for (nth, cells) in cells(app, reader).into_iter().enumerate() {
        for row in &cells.rows {
            frame.buffer_mut().set_style(*row, BACK.patch(palette.link));
        }
        let words = (nth + 1).to_string();
        let width = u16::try_from(words.len()).unwrap_or(u16::MAX);
        let Some(area) = room_beside(&cells.rows, width, frame.buffer_mut()) else { continue };
        frame.render_widget(Span::styled(words, palette.current), area);
    }
}

/// Where a number of `width` columns stands at a link: in the space before it or behind it, so that all words
/// stay whole; where neither is free, over its first words, but for a bracket.
fn room_beside(rows: &[Rect], width: u16, buffer: &Buffer) -> Option<Rect> {
    let (first, last) = (rows.first()?, rows.last()?);
    let symbol = |x, y| buffer.cell((x, y)).map(Cell::symbol);
    let free = |area: &Rect| (area.left()..area.right()).all(|x| symbol(x, area.y) == Some(" "));
    let before = first.x.checked_sub(width).map(|x| Rect { x, width, ..*first });
    let behind = Rect { x: last.right(), width, ..*last };
    let bracket = matches!(symbol(first.x, first.y), Some("[" | "(")) && first.width > 1 + width;
    let over = Rect { x: first.x + u16::from(bracket), width, ..*first };
    let beside = before.into_iter().chain([behind]).find(free);
    Some(beside.unwrap_or(over.intersection(buffer.area)))
}

/// Takes away what lay over the words.
const BACK: Style = Style::reset();

/// The address of a link that a terminal may open.
pub(in crate::ui) fn address(link: &Link) -> Option<&str> {
    match &link.to {
        LeadsTo::Address(address) if crate::app::cx::leads_outside(address) => Some(address),
        _ => None,
    }
}
