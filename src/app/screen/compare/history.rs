//! What the reader changed here, to be taken back and done again.

use crate::compare::{CompareEdit, ThemeId};

/// Changes remembered at most.
const MOST: usize = 200;

/// A change to what is kept, and what takes it back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// What it was, as the reader is told: `“Sanctions” removed`.
    pub(super) name: String,
    /// What was done.
    pub(super) edits: Vec<CompareEdit>,
    /// What takes it back.
    pub(super) back: Vec<CompareEdit>,
}

/// Changes done and taken back; each the last one last.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Remembers a new change; what was taken back before cannot be done again any more.
    pub(super) fn push(&mut self, change: Change) {
        self.undone.clear();
        if self.done.len() == MOST {
            self.done.remove(0);
        }
        self.done.push(change);
    }

    /// The change to be taken back, and how many are left then.
    pub(super) fn undo(&mut self) -> Option<(Change, usize)> {
        let change = self.done.pop()?;
        self.undone.push(change.clone());
        Some((change, self.done.len()))
    }

    /// The change to be done again.
    pub(super) fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }

    /// Whether taking the last change back brings the theme of this id back.
    pub(super) fn brings_back(&self, id: &ThemeId) -> bool {
        let of_it = |edit: &CompareEdit| matches!(edit, CompareEdit::Theme { theme, .. } if theme.id == *id);
        self.done.last().is_some_and(|change| change.back.iter().any(of_it))
    }
}
