//! What could not be read, and what to do about it.

use super::Answer;
use crate::action::Action;
use crate::app::layout;
use crate::app::widgets::ListCursor;
use crate::app::workspace::Workspace;

/// The problems of the collection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// The selected one.
    pub cursor: ListCursor,
}

impl Problems {
    /// Does what a key means here.
    pub(super) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Answer {
        let height = layout::help(workspace.size).height.saturating_sub(4) / 2;
        self.cursor.act(action, count, workspace.problems().count(), usize::from(height));
        if action == Action::Open { Answer::Close(Vec::new()) } else { Answer::Stay }
    }
}
