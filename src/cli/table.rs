//! Text in columns.

use crate::text::{fit, wrap};

/// What a column does with the room it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// As wide as its widest cell, set to the left.
    Left,
    /// As wide as its widest cell, set to the right: numbers.
    Right,
    /// Set to the left and cut short where the row would be too wide.
    Elastic,
}

/// Columns between columns.
const GAP: usize = 2;
/// An elastic column is not cut shorter than this.
const LEAST: usize = 12;

/// `rows` set in `columns`, one row a line, at most `width` columns wide if that can be had.
pub fn table<const N: usize>(
    columns: [Column; N],
    rows: &[[String; N]],
    width: Option<usize>,
) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = wrap::columns(cell).max(*width);
        }
    }
    if let Some(width) = width {
        squeeze(&columns, &mut widths, width);
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for ((cell, column), width) in row.iter().zip(columns).zip(widths) {
            if !line.is_empty() {
                line.push_str(&" ".repeat(GAP));
            }
            line.push_str(&match column {
                Column::Right => fit::pad_left(cell, width),
                Column::Left | Column::Elastic => fit::pad(cell, width),
            });
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Takes from the widest elastic column until the row fits.
fn squeeze<const N: usize>(columns: &[Column; N], widths: &mut [usize; N], width: usize) {
    let row = widths.iter().sum::<usize>() + GAP * N.saturating_sub(1);
    for _ in width..row {
        let elastic = widths.iter_mut().zip(columns).filter(|(_, c)| **c == Column::Elastic);
        match elastic.map(|(width, _)| width).max() {
            Some(widest) if *widest > LEAST => *widest -= 1,
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elastic_columns_give_way() {
        let rows = [
            ["a".to_owned(), "a title that is rather long".to_owned(), "5".to_owned()],
            ["bb".to_owned(), "short".to_owned(), "12".to_owned()],
        ];
        let columns = [Column::Left, Column::Elastic, Column::Right];
        assert_eq!(
            table(columns, &rows, None),
            "a   a title that is rather long   5\nbb  short                        12\n"
        );
        assert_eq!(
            table(columns, &rows, Some(22)),
            "a   a title that…    5\nbb  short           12\n"
        );
    }
}
