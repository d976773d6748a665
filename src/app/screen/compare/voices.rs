//! Which articles have a column, and in which order; the silent ones are lines at the foot.

use ratatui::layout::Rect;

use super::column::{Column, Voice};
use super::columns::{Columns, Subject};
use super::shown::ArticleOrder;
use crate::app::widgets::{Panes, Together};
use crate::app::workspace::Drawing;

/// A column is not narrower than this, and not wider than can be read.
const NARROWEST: u16 = 36;
const WIDEST: u16 = 92;
/// A column that stands above another is not lower than this.
const LOWEST: u16 = 9;
/// Between two columns: a space, a line, a space.
const BETWEEN: u16 = 3;

/// From this height on a free line stands above the silent articles.
const ROOMY: u16 = 16;

/// Where the columns and the lines at the foot are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnParts {
    /// The articles' columns, without what stands above and below them.
    pub voices: Rect,
    /// The silent articles, one a line.
    pub silent: Rect,
}

/// A column that is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownColumn {
    /// Its place in [`Columns::columns`].
    pub place: usize,
    /// Title and what is said of it.
    pub head: Rect,
    /// The passages below the head.
    pub rows: Rect,
    /// The first of them that is shown.
    pub top: usize,
}

impl Columns {
    /// The columns that have room beside one another, or as two halves one above the other.
    pub fn panes(&self, body: Rect) -> Panes {
        let speaking = u16::try_from(self.speaking).unwrap_or(u16::MAX).max(1);
        let parts = self.parts(body);
        let fit = match self.drawing {
            Drawing::Linear => 1,
            Drawing::Full if Panes::stacked(body) => (parts.voices.height / LOWEST).min(2),
            Drawing::Full => (body.width + BETWEEN) / (NARROWEST + BETWEEN),
        };
        let count = fit.clamp(1, speaking);
        Panes { body: parts.voices, count, between: BETWEEN, widest: WIDEST }
    }

    /// The columns that are seen: the pinned one and those that have room with it; where there is room for
    /// one, that with the cursor and what follows below its end.
    pub fn shown(&self, body: Rect) -> Vec<ShownColumn> {
        let panes = self.panes(body);
        if panes.count == 1 {
            return self.stack(panes.body);
        }
        let others = (0..self.speaking).filter(|place| *place != self.pinned);
        let pinned = (self.speaking > 0).then_some(self.pinned);
        let places = pinned.into_iter().chain(others.skip(self.first));
        places.zip(panes.areas()).filter_map(|(place, area)| self.in_pane(place, area)).collect()
    }

    /// A column in `area`, its own rows below its head.
    fn in_pane(&self, place: usize, area: Rect) -> Option<ShownColumn> {
        let head = self.head().min(area.height);
        let rows = Rect { y: area.y + head, height: area.height - head, ..area };
        let top = self.columns.get(place)?.top(usize::from(rows.height));
        Some(ShownColumn { place, head: Rect { height: head, ..area }, rows, top })
    }

    fn stack(&self, area: Rect) -> Vec<ShownColumn> {
        let mut left = area;
        let mut shown = Vec::new();
        let from = self.at.min(self.speaking.saturating_sub(1));
        for place in from..self.speaking {
            if left.height <= self.head() {
                break;
            }
            let Some(mut here) = self.in_pane(place, left) else { break };
            let length = self.columns.get(place).map_or(0, |column| column.rows.len());
            if place != self.at {
                here.top = 0;
            }
            let wanted = u16::try_from(length - here.top.min(length)).unwrap_or(u16::MAX);
            here.rows.height = here.rows.height.min(wanted);
            left =
                Rect { y: here.rows.bottom(), height: left.bottom() - here.rows.bottom(), ..left };
            shown.push(here);
        }
        shown
    }

    /// Lets the others move with the one that has the keys, or lets them stay. What is said of it.
    pub(super) const fn keep_together(&mut self) -> &'static str {
        let (next, words) = match (self.subject, self.together) {
            (Subject::Place(_), Together::Apart) => {
                (Together::Themes, "the other columns move along")
            }
            (Subject::Place(_), _) => (Together::Apart, "the other columns stay where they are"),
            (_, Together::Apart) => (Together::Places, "the columns scroll together"),
            (..) => (Together::Apart, "the columns scroll apart"),
        };
        self.together = next;
        words
    }

    /// The articles that have a column.
    pub fn voices(&self) -> &[Column] {
        self.columns.get(..self.speaking).unwrap_or(&self.columns)
    }

    /// The silent ones that are shown, as places in [`Self::columns`].
    pub fn silent_shown(&self, body: Rect) -> impl Iterator<Item = (usize, Rect)> {
        let area = self.parts(body).silent;
        let first = self.speaking + self.first_silent;
        (first..self.columns.len()).zip(area.rows())
    }

    /// Where columns and foot are in `body`: a quarter of it at most is for silence, all where nobody
    /// speaks.
    pub fn parts(&self, body: Rect) -> ColumnParts {
        let silent = u16::try_from(self.columns.len() - self.speaking).unwrap_or(u16::MAX);
        let most = if self.speaking == 0 { body.height } else { (body.height / 4).max(1) };
        let height = silent.min(most);
        let free = u16::from(height > 0 && self.speaking > 0 && body.height >= ROOMY);
        let voices = Rect { height: body.height.saturating_sub(height + free), ..body };
        ColumnParts { voices, silent: Rect { y: body.bottom() - height, height, ..body } }
    }

    /// Puts those that speak first, in this order. Cursor and pin stay with their articles; what is pinned
    /// speaks.
    pub(super) fn arrange(&mut self, order: ArticleOrder) {
        let article = |place: usize| self.columns.get(place).map(|column| column.article);
        let (at, pinned) = (article(self.at), article(self.pinned));
        let came = |column: &Column| self.articles.iter().position(|a| *a == column.article);
        self.columns.sort_by_cached_key(came);
        if order == ArticleOrder::Share {
            self.columns.sort_by(|a, b| b.share.total_cmp(&a.share));
        }
        self.columns.sort_by_key(|column| column.voice != Voice::Speaks);
        self.speaking = self.columns.iter().filter(|c| c.voice == Voice::Speaks).count();
        let place = |article: Option<usize>| {
            self.columns.iter().position(|column| Some(column.article) == article).unwrap_or(0)
        };
        (self.at, self.pinned) = (place(at), place(pinned));
        if self.pinned >= self.speaking {
            self.pinned = 0;
        }
    }

    /// Moves among the silent articles where the cursor is there, and from the first of them back to the
    /// columns; `false` if it is not there.
    pub(super) fn step_silent(&mut self, by: isize) -> bool {
        if self.at < self.speaking || self.speaking == self.columns.len() {
            return false;
        }
        let last = self.columns.len() - 1;
        let to = self.at.saturating_add_signed(by).min(last);
        self.at = if to < self.speaking { self.pinned } else { to };
        true
    }

    /// Brings the selected silent article onto the screen.
    pub(super) fn fit_silent(&mut self, body: Rect) {
        let height = usize::from(self.parts(body).silent.height).max(1);
        let silent = self.columns.len() - self.speaking;
        self.first_silent = self.first_silent.min(silent.saturating_sub(height));
        if let Some(at) = self.at.checked_sub(self.speaking) {
            self.first_silent = self.first_silent.clamp((at + 1).saturating_sub(height), at);
        }
    }
}
