//! Tables: a grid where it fits, else a card for each row with the names of the columns before the cells.

use super::lay_out::columns;
use super::row::{Piece, Row, RowKind};
use crate::collection::Block;
use crate::text::{Extent, wrap};

/// What parts the cells of a row in the canonical text.
const BETWEEN: &str = " │ ";
/// Columns that a cell gets at least in a grid, where its words are longer.
const NARROWEST: usize = 8;

/// The rows of the table `block`.
pub(super) fn lay_out(text: &str, place: usize, block: &Block, width: usize, rows: &mut Vec<Row>) {
    let table: Vec<Vec<Extent>> = block.sentences.iter().map(|line| cells(text, *line)).collect();
    match widths(text, &table, width) {
        Some(widths) => grid(text, place, &table, &widths, rows),
        None => cards(text, place, &table, width, rows),
    }
}

/// The cells of a line, each without the spaces around it.
fn cells(text: &str, line: Extent) -> Vec<Extent> {
    let mut start = line.start;
    let cells = line.of(text).split(BETWEEN.trim()).map(|cell| {
        let inner = cell.trim();
        let from = start + (cell.len() - cell.trim_start().len());
        start += cell.len() + BETWEEN.trim().len();
        Extent::new(from, from + inner.len())
    });
    cells.collect()
}

/// Columns of each cell of a grid: what the words want, the widest cut down to what there is; `None` where
/// cells would get too narrow to be read.
fn widths(text: &str, table: &[Vec<Extent>], width: usize) -> Option<Vec<usize>> {
    let count = table.iter().map(Vec::len).max()?;
    let wanted = (0..count).map(|cell| {
        let of_rows = table.iter().filter_map(|row| row.get(cell));
        of_rows.map(|cell| wrap::columns(cell.of(text))).max().unwrap_or(0).max(1)
    });
    let mut widths: Vec<usize> = wanted.collect();
    let room = width.checked_sub(3 * count.saturating_sub(1))?;
    loop {
        let over = widths.iter().sum::<usize>().saturating_sub(room);
        if over == 0 {
            return Some(widths);
        }
        let widest = widths.iter().copied().max()?;
        if widest <= NARROWEST {
            return None;
        }
        // All of the widest give the same, so that no cell pays for another.
        let second = widths.iter().copied().filter(|w| *w < widest).max().unwrap_or(0);
        let sharing = widths.iter().filter(|w| **w == widest).count();
        let to = second.max(widest.saturating_sub(over.div_ceil(sharing))).max(NARROWEST);
        widths.iter_mut().filter(|w| **w == widest).for_each(|w| *w = to);
    }
}

fn grid(text: &str, place: usize, table: &[Vec<Extent>], widths: &[usize], rows: &mut Vec<Row>) {
    let starts = starts(widths);
    let lines: Vec<u16> = starts.iter().skip(1).map(|start| columns(start - 2)).collect();
    for (nth, cells) in table.iter().enumerate() {
        let wrapped: Vec<Vec<Extent>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| {
                let rows = wrap::rows(cell.of(text), *width).into_iter();
                rows.map(|row| row.shifted(cell.start)).collect()
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let here = wrapped.iter().zip(&starts).filter_map(|(cell, start)| {
                let extent = *cell.get(line)?;
                (!extent.is_empty()).then_some(Piece {
                    extent,
                    column: columns(*start),
                    leftwards: false,
                })
            });
            let pieces: Vec<Piece> = here.collect();
            let Some(first) = pieces.first().map(|piece| piece.extent) else { continue };
            // The row of a table is one sentence: each of its rows on the screen stands for its own first words.
            let mut row = Row::new(RowKind::Cells(lines.clone()), place, first);
            row.pieces = pieces;
            rows.push(row);
        }
        if nth == 0 && table.len() > 1 {
            let end = cells.last().map_or(0, |cell| cell.end);
            rows.push(Row::new(RowKind::Rule(lines.clone()), place, Extent::new(end, end)));
        }
    }
}

/// The column at which each cell starts.
fn starts(widths: &[usize]) -> Vec<usize> {
    let mut start = 0;
    let starts = widths.iter().map(|width| {
        let here = start;
        start += width + 3;
        here
    });
    starts.collect()
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
