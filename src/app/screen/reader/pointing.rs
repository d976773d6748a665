//! The mouse in the reader: it puts the cursor on a sentence and selects from one word to another.

use ratatui::layout::Position;

use super::{Reader, Scale, Unit};
use crate::app::workspace::Workspace;

impl Reader {
    /// The byte of the article that is painted at `at`; at the left or right of a row's words their
    /// first or last. `None` where there are no words in that row.
    fn offset_at(&self, at: Position, workspace: &Workspace) -> Option<usize> {
        let text = self.column(workspace).text;
        if !(text.y..text.bottom()).contains(&at.y) {
            return None;
        }
        let below = usize::from(at.y - text.y);
        let row = self.page.rows_from(self.first_row(workspace)).nth(below)?;
        let column = at.x.saturating_sub(text.x);
        row.byte_at(column, self.article.as_ref()?.text())
    }

    /// Puts the cursor on the sentence under `at` and lets go of what was selected.
    pub(in crate::app) fn press(&mut self, at: Position, workspace: &Workspace) {
        let Some(offset) = self.offset_at(at, workspace) else { return };
        self.selection = None;
        self.link = None;
        self.cursor = self.sentence_at(offset);
        self.pressed = Some(offset);
    }

    /// Goes to the place for which the position bar stands at `at`; `false` beside the bar.
    pub(in crate::app) fn press_bar(&mut self, at: Position, workspace: &Workspace) -> bool {
        let bar = self.bar(workspace);
        let Some(article) = self.article.clone().filter(|_| bar.contains(at)) else { return false };
        let offset = Scale::of(&article, bar.height).offset(at.y - bar.y);
        self.go_to(offset, workspace);
        true
    }

    /// Selects the sentence under `at`; dragging then goes on by sentences.
    pub(in crate::app) fn press_twice(&mut self, at: Position, workspace: &Workspace) {
        self.press(at, workspace);
        if let Some(offset) = self.pressed {
            self.selection = self.between(Unit::Sentence, offset, offset);
        }
    }

    /// Selects from where the button went down to `at`.
    pub(in crate::app) fn drag_to(&mut self, at: Position, workspace: &Workspace) {
        let (Some(from), Some(to)) = (self.pressed, self.offset_at(at, workspace)) else { return };
        let unit = self.selection.as_ref().map_or(Unit::Word, |selection| selection.unit);
        self.selection = self.between(unit, from, to);
    }

    /// Steps to the link under `at`; `false` if there is none.
    pub(in crate::app) fn link_under(&mut self, at: Position, workspace: &Workspace) -> bool {
        let under = self.offset_at(at, workspace);
        let links = self.links().into_iter().map(|(extent, _)| extent);
        let link = under.and_then(|offset| links.into_iter().find(|link| link.contains(offset)));
        self.link = link.or(self.link);
        link.is_some()
    }
}
