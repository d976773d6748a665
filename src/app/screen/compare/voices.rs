//! Which articles have a column, and in which order; the silent ones are lines at the foot.

use ratatui::layout::Rect;

use super::column::{Column, Voice};
use super::columns::Columns;
use super::shown::ArticleOrder;

/// From this height on a free line stands above the silent articles.
const ROOMY: u16 = 16;

/// Where the columns and the lines at the foot are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnParts {
    /// The columns.
    pub voices: Rect,
    /// The silent articles, one a line.
    pub silent: Rect,
}

impl Columns {
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
    pub(super) fn settle_silent(&mut self, body: Rect) {
        let height = usize::from(self.parts(body).silent.height).max(1);
        let silent = self.columns.len() - self.speaking;
        self.first_silent = self.first_silent.min(silent.saturating_sub(height));
        if let Some(at) = self.at.checked_sub(self.speaking) {
            self.first_silent = self.first_silent.clamp((at + 1).saturating_sub(height), at);
        }
    }
}
