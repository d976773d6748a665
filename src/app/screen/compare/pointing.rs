//! The mouse in the comparison: it selects a cell of the matrix or a column.

use ratatui::layout::Position;

use super::{CompareScreen, View};
use crate::app::widgets::ListView;
use crate::app::workspace::Workspace;

impl CompareScreen {
    /// Selects the cell or the column under `at`; `false` if there is none.
    pub(in crate::app) fn press(&mut self, at: Position, workspace: &Workspace) -> bool {
        let body = workspace.areas().body;
        match &mut self.view {
            View::Matrix => {
                let Some(compared) = &self.compared else { return false };
                let matrix = &mut self.matrix;
                let layout = matrix.layout(&compared.comparison, body);
                let list = ListView::new(layout.rows, matrix.cursor, matrix.rows.len());
                let Some(row) = list.row_at(at) else { return false };
                let before = layout.name + 1;
                let x = usize::from(at.x - layout.rows.x);
                let column = x.checked_sub(before).map(|x| x / layout.cell.max(1));
                matrix.cursor.select(row, matrix.rows.len(), usize::from(layout.rows.height));
                if let Some(column) = column.filter(|column| *column < layout.fit) {
                    let last = matrix.groups.len().saturating_sub(1);
                    matrix.column = (matrix.first_column + column).min(last);
                }
                true
            }
            View::Columns(columns) => {
                let shown = columns.shown(body);
                let under = shown.into_iter().find(|(_, area)| area.contains(at));
                columns.at = under.map_or(columns.at, |(place, _)| place);
                under.is_some()
            }
            View::Concordance(_) => false,
        }
    }
}
