//! The passages of the selected cell, beside the matrix or below it.

use ratatui::layout::Rect;

use super::column::{Item, Voice};
use super::columns::{Columns, Subject};
use super::matrix::Matrix;
use super::shown::Shown;
use crate::compare::{CellState, Compared};

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

impl CellPassages {
    /// Those of the selected cell, where there is room for them; `before`: what was shown.
    pub(super) fn of(
        compared: &Compared,
        matrix: &Matrix,
        shown: Shown,
        body: Rect,
        before: Option<Self>,
    ) -> Option<Self> {
        let comparison = &compared.comparison;
        let area = matrix.layout(comparison, body).passages?;
        let (theme, group) = (matrix.theme()?, matrix.group()?);
        let known = before.filter(|cell| cell.of.0 == theme && cell.of.1 == group.articles);
        let mut cell = known.unwrap_or_else(|| {
            let speaks = |article: &usize| {
                comparison.cell(theme, *article).is_some_and(|cell| cell.state == CellState::On)
            };
            let mut articles = group.articles.clone();
            articles.sort_by_key(|article| !speaks(article));
            articles.truncate(MOST);
            let here = articles.first().copied().unwrap_or(0);
            let mut columns = Columns::new(compared, Subject::Theme(theme), articles, here, shown);
            for column in &mut columns.columns {
                column.items.retain(|item| !matches!(item, Item::Gap(..)));
                column.at = 0;
            }
            Self { of: (theme, group.articles.clone()), columns }
        });
        cell.columns.lay_out(area.width);
        Some(cell)
    }

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
