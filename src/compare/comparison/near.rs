//! Passages that no term speaks for and whose score alone brings them close to a theme.

use super::Comparison;
use crate::compare::treatment::{Cell, CellState, PassageMark, PassageState, Treatment};

impl Comparison {
    /// The score from which a passage without a term is near a theme: `cut`, from 0 to 1, of the best
    /// score that any passage has for it. `None` where no passage is on a theme with terms: the best score
    /// is then no measure of anything, and a silence stays a silence.
    pub fn near_from(&self, theme: usize, cut: f32) -> Option<f32> {
        let row = self.rows.get(theme)?;
        let any = row.cells.iter().any(|cell| cell.state == CellState::On);
        let about = self.themes().get(theme)?;
        if about.is_pair() {
            return None;
        }
        let unmeasured = about.marking_terms() == 0;
        ((any || unmeasured) && row.scores.best > 0.0).then_some(cut * row.scores.best)
    }

    /// The numbers of a theme in an article with what is near it from the score `from`
    /// ([`Self::near_from`]): an article without a term is then near, unless the reader has confirmed its
    /// silence.
    pub fn cell_from(&self, theme: usize, article: usize, from: Option<f32>) -> Option<Cell> {
        let cell = *self.cell(theme, article)?;
        let Some(from) = from else { return Some(cell) };
        let row = self.rows.get(theme)?;
        let units = self.model.entries.get(article)?.units.clone();
        let unmarked = |place: usize| {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            row.marks.binary_search_by_key(&place, |mark| mark.unit).is_err()
        };
        let near = units.filter(|place| row.scores.of(*place) >= from && unmarked(*place)).count();
        Some(cell.with_near(near))
    }

    /// [`Self::treatment`] with the numbers of [`Self::cell_from`].
    pub fn treatment_from(
        &self,
        theme: usize,
        article: usize,
        from: Option<f32>,
    ) -> Option<Treatment> {
        let treatment = self.treatment(theme, article)?;
        let near = treatment.passages.iter().filter(|mark| mark.is_near(from)).count();
        Some(Treatment { cell: treatment.cell.with_near(near), ..treatment })
    }
}

impl Cell {
    fn with_near(self, near: usize) -> Self {
        let state = match (self.state, near) {
            (CellState::Silent, 1..) => CellState::Near,
            (state, _) => state,
        };
        Self { state, near, ..self }
    }
}

impl PassageMark {
    /// Whether the score alone, from `from` on, speaks for the passage. Where a `not` term took words
    /// out, or the reader has ruled, the score says nothing: it counts those words too.
    pub fn is_near(&self, from: Option<f32>) -> bool {
        self.state == PassageState::Near
            && self.verdict.is_none()
            && self.excluded.is_empty()
            && from.is_some_and(|from| self.score >= from)
    }
}
