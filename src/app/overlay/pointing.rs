//! The mouse in what lies over a screen: a press selects the row under it.

use ratatui::layout::Position;

use super::{Overlay, Side};
use crate::app::workspace::Workspace;

/// What lies under the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Under {
    /// A row, from 0, of the list that has the cursor.
    Row(usize),
    /// Something of the overlay that has no meaning for a button.
    Inside,
    /// The screen below.
    Outside,
}

impl Overlay {
    /// What of it lies under `at`. Of two lists the one under `at` gets the cursor.
    pub(in crate::app) fn under(&mut self, at: Position, workspace: &Workspace) -> Under {
        if let Self::Subjects(subjects) = self {
            let sides = [Side::Subjects, Side::Names];
            let under = |side: &Side| {
                subjects.list_of(*side, workspace).is_some_and(|list| list.row_at(at).is_some())
            };
            if let Some(side) = sides.into_iter().find(under) {
                subjects.show(side);
            }
        }
        match self.list(workspace).and_then(|list| list.row_at(at)) {
            Some(row) => Under::Row(row),
            None if self.window(workspace).is_none_or(|window| window.contains(at)) => {
                Under::Inside
            }
            None => Under::Outside,
        }
    }
}
