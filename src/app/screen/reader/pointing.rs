//! The mouse in the reader: it puts the cursor on a sentence and selects from one word to another.

use ratatui::layout::Position;

use super::{Link, Reader, Scale, Unit, links};
use crate::app::workspace::Workspace;
use crate::text::Extent;

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

    /// The link under `at`.
    pub(in crate::app) fn link_at(&self, at: Position, workspace: &Workspace) -> Option<Link> {
        let offset = self.offset_at(at, workspace)?;
        let under = Extent::new(offset, offset + 1);
        links(self.article.as_ref()?, under).into_iter().next()
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

    /// Selects from where the button went down to `at`: the characters of a word, and from there on words.
    pub(in crate::app) fn drag_to(&mut self, at: Position, workspace: &Workspace) {
        let (Some(from), Some(to)) = (self.pressed, self.offset_at(at, workspace)) else { return };
        let sentences = self.selection.as_ref().is_some_and(|s| s.unit == Unit::Sentence);
        let unit = if sentences {
            Unit::Sentence
        } else if self.in_one_word(from, to) {
            Unit::Character
        } else {
            Unit::Word
        };
        self.selection = self.between(unit, from, to);
    }
}
