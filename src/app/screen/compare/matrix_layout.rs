//! Where the parts of the matrix are.

use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};

use super::matrix::Matrix;
use crate::app::widgets::ListView;
use crate::app::workspace::Drawing;
use crate::compare::Comparison;
use crate::text::wrap::columns as width_of;

/// Columns of the narrowest cell: shade and number.
const NARROWEST: usize = 5;
/// In cells up to this width no title can be told from another.
const SHORT_TITLE: usize = 9;
/// Columns of a cell where not all articles fit beside one another.
const TITLED: usize = 14;
/// Columns of the widest cell: a title can be told by its first words.
const WIDEST: usize = 26;
/// Columns of the shortest name of a theme, where names give way to cells.
const SHORTEST: usize = 16;
/// From this width on the passages of a cell stand beside the matrix; columns that they take then, and
/// columns between.
const BESIDE: u16 = 150;
const ASIDE: (u16, u16) = (52, 76);
const BETWEEN: u16 = 3;
/// Rows from which on they stand below it where that has room for no such pane: a line above them, and
/// three of them.
const BELOW: u16 = 5;
/// Rows from which on there is room for what a theme is: a line above, and some of its terms.
const ABOUT: u16 = 4;
/// Strips shown at least before they give room to passages.
const STRIPS: u16 = 4;

/// Where the parts of the matrix are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixLayout {
    /// Columns of a theme's name.
    pub name: usize,
    /// Columns of a cell.
    pub cell: usize,
    /// Cells beside one another.
    pub fit: usize,
    /// The headings: one line, or two where there is room for titles over the dates.
    pub head: Rect,
    /// The themes and their cells, a row each.
    pub rows: Rect,
    /// Where the selected theme stands in the articles, with a line above.
    pub strips: Option<Rect>,
    /// The passages of the selected cell, with a line above.
    pub passages: Option<Rect>,
    /// What the selected theme is, where rows are left below the strips.
    pub about: Option<Rect>,
    /// What the signs mean, where there is room for it.
    pub legend: Option<Rect>,
    /// What the texts are.
    pub texts: Rect,
}

impl MatrixLayout {
    /// A free line below the themes, where there is one.
    pub fn free(&self) -> Option<Rect> {
        let below = self.strips.or(self.passages.filter(|area| area.x == self.rows.x));
        let next = below.or(self.legend).unwrap_or(self.texts).y;
        (next > self.rows.bottom()).then_some(Rect {
            y: self.rows.bottom(),
            height: 1,
            ..self.rows
        })
    }
}

impl Matrix {
    /// Its rows on the screen.
    pub fn list(&self, layout: &MatrixLayout) -> ListView {
        ListView::new(layout.rows, self.cursor, self.rows.len())
    }

    /// Where everything is in `body`.
    pub fn layout(&self, comparison: &Comparison, body: Rect) -> MatrixLayout {
        // What the texts are takes a second line where there is room for it.
        let facts = self.facts().iter().map(|fact| width_of(fact) + 3).sum::<usize>();
        let foot = if facts > usize::from(body.width) && body.height >= 16 { 2 } else { 1 };
        let foot = foot.min(body.height);
        let themes = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let roomy = body.height >= themes.saturating_add(foot + 3).max(12);
        let linear = self.drawing == Drawing::Linear;
        // What needs signs in a table of many cells is said in words in one of few.
        let legend = u16::from(roomy && !linear);
        let [above, signs, texts] =
            Layout::vertical([Fill(1), Length(legend), Length(foot)]).areas(body);
        let (matrix, beside) = aside(above);

        let width = usize::from(matrix.width);
        let longest = comparison.themes().iter().map(|t| width_of(&t.name) + 4).max().unwrap_or(0);
        let count = self.groups.len().max(1);
        let name = longest.clamp(8, 28).min(width * 3 / 10);
        // Names give way as far as that brings all articles onto one page.
        let all = width.saturating_sub(1 + count * NARROWEST);
        let name = if (SHORTEST..name).contains(&all) { all } else { name };
        let titled = self.groups.iter().any(|group| !group.title.is_empty());
        let cells = width.saturating_sub(name + 1);
        // What needs pages anyway has columns that tell their titles.
        let paged = titled && roomy && count * NARROWEST > cells;
        let least = if paged { TITLED.min(cells / 3).max(NARROWEST) } else { NARROWEST };
        let (cell, fit) = match self.drawing {
            // One article after the other.
            Drawing::Linear => (cells.max(NARROWEST), 1),
            Drawing::Full => {
                let cell = (cells / count).clamp(least, WIDEST);
                (cell, (cells / cell).clamp(1, count))
            }
        };
        let head = if roomy && titled && cell > SHORT_TITLE { 2 } else { 1 };
        let head = head.min(matrix.height);

        let rows = themes.min(matrix.height - head);
        let left = matrix.height - head - rows;
        let wanted = u16::try_from(self.strip_count()).unwrap_or(u16::MAX).saturating_add(1);
        // A line between themes and strips.
        let free = left.saturating_sub(1);
        let (strips, below) = match (left, beside) {
            (..3, _) => (0, 0),
            _ if linear => (0, if free >= BELOW { free } else { 0 }),
            (3, _) => (3, 0),
            (_, Some(_)) => (free.min(wanted), 0),
            (_, None) => {
                let least = wanted.min(STRIPS);
                let strips = if free >= least + BELOW { wanted.min(free - BELOW) } else { free };
                let strips = strips.min(wanted);
                let below = free - strips;
                (strips, if below >= BELOW { below } else { 0 })
            }
        };
        let parts = [head, rows, u16::from(left > 3), strips, below].map(Length);
        let [head, rows, _, strip, passages] = Layout::vertical(parts).areas(matrix);
        let under = strip.bottom() + u16::from(strips > 0);
        let about = Rect { y: under, height: matrix.bottom().saturating_sub(under), ..matrix };
        MatrixLayout {
            name,
            cell,
            fit,
            head,
            rows,
            strips: (strips > 0).then_some(strip),
            // A line keeps them from what stands below.
            passages: beside
                .or((below > 0).then_some(passages))
                .map(|area| Rect { height: area.height - u16::from(area.height >= BELOW), ..area }),
            about: (below == 0 && about.height >= ABOUT).then_some(about),
            legend: (legend > 0).then_some(signs),
            texts,
        }
    }
}

/// The matrix, and the passages beside it where there is room.
fn aside(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < BESIDE {
        return (area, None);
    }
    let width = (area.width * 2 / 5).clamp(ASIDE.0, ASIDE.1);
    let parts = Layout::horizontal([Fill(1), Length(width)]).spacing(BETWEEN);
    let [matrix, beside] = parts.areas(area);
    (matrix, Some(beside))
}
