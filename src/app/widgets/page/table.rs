//! Tables: a grid where it fits, else a card for each row with the names of the columns before the cells.

use super::row::{Piece, Row, RowKind, columns};
use crate::collection::Block;
use crate::text::{Extent, table, wrap};

/// The rows of the table `block`.
pub(super) fn lay_out(text: &str, place: usize, block: &Block, width: usize, rows: &mut Vec<Row>) {
    let words = block.extent.of(text);
    let from = block.extent.start;
    if let Some(laid) = table::rows(words, width) {
        grid(place, from, &laid, rows);
        return;
    }
    let shifted = |cells: Vec<Extent>| cells.into_iter().map(|cell| cell.shifted(from)).collect();
    let table: Vec<Vec<Extent>> = table::lines(words).map(shifted).collect();
    cards(text, place, &table, width, rows);
}

/// The rows of a table that begins at the byte `from` and fits side by side.
fn grid(place: usize, from: usize, laid: &[table::Row], rows: &mut Vec<Row>) {
    let widest = laid.iter().map(|row| row.cells.as_slice()).max_by_key(|cells| cells.len());
    let cells = widest.unwrap_or_default().iter().skip(1);
    let lines: Vec<u16> = cells.map(|cell| columns(cell.column.saturating_sub(2))).collect();
    let head = laid.first().map_or(0, |row| row.extent.end);
    for (nth, row) in laid.iter().enumerate() {
        let solid = row.cells.iter().filter(|cell| !cell.extent.is_empty());
        let pieces: Vec<Piece> = solid
            .map(|cell| Piece {
                extent: cell.extent.shifted(from),
                column: columns(cell.column),
                leftwards: false,
            })
            .collect();
        // The row of a table is one sentence: each of its rows on the screen stands for its own first words.
        if let Some(first) = pieces.first().map(|piece| piece.extent) {
            let mut row = Row::new(RowKind::Cells(lines.clone()), place, first);
            row.pieces = pieces;
            rows.push(row);
        }
        let heads = row.extent.end == head;
        if heads && laid.get(nth + 1).is_some_and(|next| next.extent.end != head) {
            let end = Extent::new(head, head).shifted(from);
            rows.push(Row::new(RowKind::Rule(lines.clone()), place, end));
        }
    }
}

fn cards(text: &str, place: usize, table: &[Vec<Extent>], width: usize, rows: &mut Vec<Row>) {
    let names: Vec<&str> = table.first().into_iter().flatten().map(|name| name.of(text)).collect();
    // A table of one row has no names to put before its cells.
    let body = if table.len() > 1 { table.get(1..) } else { Some(table) };
    let named = table.len() > 1;
    let label = names.iter().map(|name| wrap::columns(name)).max().unwrap_or(0).min(width / 3);
    let indent = if named { label + 2 } else { 0 };
    for (nth, cells) in body.into_iter().flatten().enumerate() {
        if nth > 0 {
            let at = cells.first().map_or(0, |cell| cell.start.saturating_sub(1));
            rows.push(Row::new(RowKind::Blank, place, Extent::new(at, at)));
        }
        for (i, cell) in cells.iter().enumerate() {
            let name = if named { names.get(i).copied().unwrap_or("") } else { "" };
            let name = crate::text::fit::fit(name, label);
            let wrapped = wrap::rows(cell.of(text), width.saturating_sub(indent).max(1));
            for (line, extent) in wrapped.into_iter().enumerate() {
                let name = if line == 0 { name.clone() } else { String::new() };
                let mut row = Row::new(RowKind::Card(name), place, extent.shifted(cell.start));
                row.indent = columns(indent);
                rows.push(row);
            }
        }
    }
}
