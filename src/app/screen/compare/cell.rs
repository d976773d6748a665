//! The passages of the selected cell, beside the matrix or below it.

use ratatui::layout::Rect;

use super::column::{Item, Voice};
use super::columns::{Columns, Subject};
use super::state::CompareScreen;
use crate::compare::CellState;

/// Articles of a group whose passages are shown at most.
const MOST: usize = 8;

/// The passages of a cell.
#[derive(Debug, Clone)]
pub struct CellPassages {
    /// The theme, as a row of the comparison, and the articles of the cell.
    of: (usize, Vec<usize>),
    /// Its articles that speak; what is left out between passages is not shown.
    pub columns: Columns,
}

impl CompareScreen {
    /// Brings the passages of the selected cell up to date, where there is room for them.
    pub(super) fn show_cell(&mut self, body: Rect) {
        let Some(compared) = &self.compared else { return };
        let comparison = &compared.comparison;
        let area = self.matrix.layout(comparison, body).passages;
        let (Some(area), Some(theme), Some(group)) =
            (area, self.matrix.theme(), self.matrix.group())
        else {
            self.cell_passages = None;
            return;
        };
        let is_shown = |cell: &CellPassages| cell.of.0 == theme && cell.of.1 == group.articles;
        if !self.cell_passages.as_ref().is_some_and(is_shown) {
            let speaks = |article: &usize| {
                comparison.cell(theme, *article).is_some_and(|cell| cell.state == CellState::On)
            };
            let mut articles = group.articles.clone();
            articles.sort_by_key(|article| !speaks(article));
            articles.truncate(MOST);
            let here = articles.first().copied().unwrap_or(0);
            let subject = Subject::Theme(theme);
            let mut columns = Columns::new(compared, subject, articles, here, self.shown);
            for column in &mut columns.columns {
                column.items.retain(|item| !matches!(item, Item::Gap(..)));
                column.at = 0;
            }
            self.cell_passages =
                Some(CellPassages { of: (theme, group.articles.clone()), columns });
        }
        if let Some(cell) = &mut self.cell_passages {
            cell.columns.lay_out(area.width);
        }
    }
}

impl CellPassages {
    /// The nearest passage of an article that is silent, with what is said of it.
    pub fn silence(&self) -> Option<(&str, Option<(u32, &str)>)> {
        let column = self.columns.columns.first()?;
        let Voice::Silent(nearest) = &column.voice else { return None };
        let Some(Item::Said(said)) = column.items.first() else { return None };
        let article = self.columns.article(column)?;
        let nearest = nearest.map(|(number, extent)| (number, extent.of(article.text())));
        Some((said, nearest))
    }
}
