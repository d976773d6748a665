//! Tables laid out: cells stand under one another, as far as the width allows.

use super::{Extent, wrap};

/// What parts two cells of a row in the canonical text, and on the screen.
pub const BAR: &str = " │ ";
/// Columns, at least, that a cell needs to be read.
const NARROWEST: usize = 8;

/// One row on the screen: what it shows of every cell, in the order of the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it belongs to, as bytes of the table: its line from the first word that is shown here on.
    pub extent: Extent,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell's part of one row on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Columns before it.
    pub column: usize,
    /// Its words there, as bytes of the table; empty where the cell has no more of them.
    pub extent: Extent,
}

/// The rows of `table`, a line for each of its rows and cells parted by [`BAR`], in at most `width` columns.
/// Cells that are too long are wrapped inside their column. `None` if the columns do not fit side by side.
pub fn rows(table: &str, width: usize) -> Option<Vec<Row>> {
    let lines: Vec<Vec<Extent>> = lines(table).collect();
    let widths = fitted(natural(table, &lines), width)?;
    let starts: Vec<usize> = widths
        .iter()
        .scan(0, |next, width| {
            let start = *next;
            *next += width + wrap::columns(BAR);
            Some(start)
        })
        .collect();
    let mut rows = Vec::new();
    for cells in lines {
        let end = cells.last()?.end;
        let wrapped: Vec<Vec<Extent>> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| {
                let rows = wrap::rows(cell.of(table), *width).into_iter();
                rows.map(|row| row.shifted(cell.start)).collect()
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for place in 0..height {
            let parts = wrapped.iter().map(|rows| rows.get(place).copied());
            let first = parts.clone().flatten().find(|part| place == 0 || !part.is_empty());
            let start = first.map_or(end, |part| part.start);
            let cells = parts.zip(&starts).map(|(part, column)| Cell {
                column: *column,
                extent: part.unwrap_or(Extent::new(end, end)),
            });
            rows.push(Row { extent: Extent::new(start, end), cells: cells.collect() });
        }
    }
    Some(rows)
}

/// The cells of each line, without the spaces around them.
pub fn lines(table: &str) -> impl Iterator<Item = Vec<Extent>> {
    let mut at = 0;
    table.split('\n').map(move |line| {
        let mut cells = Vec::new();
        let mut start = at;
        for cell in line.split(BAR.trim()) {
            let from = start + (cell.len() - cell.trim_start().len());
            cells.push(Extent::new(from, from + cell.trim().len()));
            start += cell.len() + BAR.trim().len();
        }
        at += line.len() + 1;
        cells
    })
}

/// The width of the widest cell of each column.
fn natural(table: &str, lines: &[Vec<Extent>]) -> Vec<usize> {
    let mut widths = Vec::new();
    for cells in lines {
        widths.resize(widths.len().max(cells.len()), 1);
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(wrap::columns(cell.of(table)));
        }
    }
    widths
}

/// `widths` made to fit into `width` with the bars between them: the widest give way, all to the same width.
fn fitted(widths: Vec<usize>, width: usize) -> Option<Vec<usize>> {
    let bars = wrap::columns(BAR) * widths.len().saturating_sub(1);
    let room = width.checked_sub(bars)?;
    if widths.iter().sum::<usize>() <= room {
        return Some(widths);
    }
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let mut left = room;
    let mut most = 0;
    for (place, natural) in sorted.iter().enumerate() {
        most = left / (sorted.len() - place);
        if *natural > most {
            break;
        }
        left -= natural;
    }
    (most >= NARROWEST).then(|| widths.into_iter().map(|width| width.min(most)).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(table: &str, width: usize) -> Option<Vec<String>> {
        let rows = rows(table, width)?;
        let line = |row: &Row| {
            row.cells.iter().fold(String::new(), |line, cell| {
                let gap = cell.column - wrap::columns(&line);
                line + &" ".repeat(gap) + cell.extent.of(table)
            })
        };
        Some(rows.iter().map(line).collect())
    }

    #[test]
    fn long_cells_are_wrapped_in_their_column() {
        let table =
            "port │ tons │ note\nHalmsted │ 16,500 │ most of it salt, the rest oil\n港 │ 8 │ x";
        assert_eq!(
            drawn(table, 32).unwrap(),
            [
                "port       tons     note",
                "Halmsted   16,500   most of it",
                "                    salt, the",
                "                    rest oil",
                "港         8        x",
            ]
        );
        assert_eq!(drawn(table, 20), None, "too narrow for three columns");
        assert_eq!(drawn("│ a │ b\nc │ │ d", 80).unwrap(), ["    a   b", "c       d"]);
        assert_eq!(drawn(table, 80).unwrap().len(), 3);
    }

    proptest! {
        #[test]
        fn every_word_stands_in_its_column_once(
            cells in prop::collection::vec(prop::collection::vec("[a-z 港]{0,30}", 1..5), 1..6),
            width in 8usize..90,
        ) {
            let lines: Vec<String> = cells.iter().map(|row| row.join(BAR)).collect();
            let table = lines.join("\n");
            if let Some(rows) = rows(&table, width) {
                let shown: String =
                    rows.iter().flat_map(|row| &row.cells).map(|cell| cell.extent.of(&table)).collect();
                let letters = |text: &str| {
                    let mut letters: Vec<char> =
                        text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
                    letters.sort_unstable();
                    letters
                };
                prop_assert_eq!(letters(&shown), letters(&table));
                prop_assert!(rows.windows(2).all(|pair| pair[0].extent.start <= pair[1].extent.start));
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    prop_assert!(cell.column + wrap::columns(cell.extent.of(&table)) <= width);
                }
            }
        }
    }
}
