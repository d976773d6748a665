//! The mouse in the comparison: it selects a cell of the matrix, a place in a strip, a passage in a column.

use ratatui::layout::{Position, Rect};

use super::columns::Columns;
use super::matrix::{Focus, Matrix, StripCursor};
use super::strips::StripWidths;
use super::{CompareScreen, View};
use crate::app::widgets::ListView;
use crate::app::workspace::Workspace;
use crate::compare::Comparison;

impl CompareScreen {
    /// Selects what lies under `at`; `false` if that is nothing, or something lies over it.
    pub(in crate::app) fn press(&mut self, at: Position, workspace: &Workspace) -> bool {
        let body = workspace.areas().body;
        let Some(compared) = self.compared.as_ref().filter(|_| self.entry.is_none()) else {
            return false;
        };
        let pressed = match &mut self.view {
            View::Matrix => self.matrix.press(at, &compared.comparison, body),
            View::Columns(columns) => columns.press(at, body),
            View::Concordance(lines) => {
                let row = lines.view(body).row_at(at);
                lines.cursor.at = row.unwrap_or(lines.cursor.at);
                row.is_some()
            }
        };
        self.fit_to_screen(workspace);
        pressed
    }

    /// The themes, or the places of a term; none where articles stand side by side.
    pub fn rows(&self, workspace: &Workspace) -> Option<ListView> {
        let (body, comparison) = (workspace.areas().body, self.comparison()?);
        match &self.view {
            View::Matrix => Some(self.matrix.list(&self.matrix.layout(comparison, body))),
            View::Concordance(lines) => Some(lines.view(body)),
            View::Columns(_) => None,
        }
    }

    /// Gives the keys to the column, the cells or the strips under `at`.
    pub(in crate::app) fn cross_to(&mut self, at: Position, workspace: &Workspace) {
        let body = workspace.areas().body;
        match (&mut self.view, &self.compared) {
            (View::Columns(columns), _) => {
                let under = |place: &usize| *place != columns.at;
                columns.at = columns.place_at(at, body).filter(under).unwrap_or(columns.at);
            }
            (View::Matrix, Some(compared)) => {
                self.matrix.cross_to(at, &compared.comparison, body);
            }
            _ => {}
        }
    }
}

impl Columns {
    /// The column or the silent article painted at `at`.
    fn place_at(&self, at: Position, body: Rect) -> Option<usize> {
        let shown = self.shown(body).into_iter();
        let columns = shown.map(|shown| (shown.place, shown.head.union(shown.rows)));
        let all = columns.chain(self.silent_shown(body));
        all.into_iter().find(|(_, area)| area.contains(at)).map(|(place, _)| place)
    }

    /// Selects the column under `at`, and the passage in it; what is seen stays where it is.
    fn press(&mut self, at: Position, body: Rect) -> bool {
        let Some(place) = self.place_at(at, body) else { return false };
        let shown = self.shown(body).into_iter().find(|shown| shown.rows.contains(at));
        self.at = place;
        if let Some(shown) = shown
            && let Some(column) = self.columns.get_mut(place)
        {
            column.select_shown(shown.top, usize::from(at.y - shown.rows.y));
        }
        true
    }
}

impl Matrix {
    /// Selects the cell, the column or the place in a strip under `at`.
    fn press(&mut self, at: Position, comparison: &Comparison, body: Rect) -> bool {
        let layout = self.layout(comparison, body);
        if let Some(strip) = self.strip_at(at, comparison, body) {
            self.focus = Focus::Strips(strip);
            return true;
        }
        let row = self.list(&layout).row_at(at);
        if row.is_none() && !layout.head.contains(at) {
            return false;
        }
        self.focus = Focus::Cells;
        if let Some(row) = row {
            self.cursor.select(row, self.rows.len(), usize::from(layout.rows.height));
        }
        let x = usize::from(at.x - layout.rows.x);
        let column = x.checked_sub(layout.name + 1).map(|x| x / layout.cell.max(1));
        if let Some(column) = column.filter(|column| *column < layout.fit) {
            let last = self.groups.len().saturating_sub(1);
            self.column = (self.first_column + column).min(last);
        }
        row.is_some()
    }

    /// The arrow keys move in the cells or the strips from now on, whichever lie under `at`.
    fn cross_to(&mut self, at: Position, comparison: &Comparison, body: Rect) {
        let rows = self.layout(comparison, body).rows;
        match (self.strip_at(at, comparison, body), self.focus) {
            (Some(strip), Focus::Cells) => self.focus = Focus::Strips(strip),
            (None, Focus::Strips(_)) if rows.contains(at) => self.focus = Focus::Cells,
            _ => {}
        }
    }

    /// The place in the strips that is painted at `at`.
    fn strip_at(&self, at: Position, comparison: &Comparison, body: Rect) -> Option<StripCursor> {
        let area = self.layout(comparison, body).strips.filter(|area| area.contains(at))?;
        let articles = self.strip_articles();
        let row = self.first_strip(&articles, area) + usize::from((at.y - area.y).checked_sub(1)?);
        let widths = StripWidths::of(area);
        let bin = usize::from(at.x - area.x).saturating_sub(widths.before());
        let last = widths.strip.saturating_sub(1);
        (row < articles.len()).then(|| StripCursor { row, bin: bin.min(last) })
    }
}
