//! Lines to read: why something is marked, which words stand out.

use super::Answer;
use crate::action::Action;
use crate::app::layout;
use crate::app::workspace::Workspace;

/// Lines to read under a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What they are about.
    pub title: String,
    /// The lines; long ones are wrapped where they are drawn.
    pub lines: Vec<String>,
    /// Lines scrolled away.
    pub top: usize,
}

impl Note {
    /// These lines from the first.
    pub const fn new(title: String, lines: Vec<String>) -> Self {
        Self { title, lines, top: 0 }
    }

    /// Does what a key means here.
    pub(super) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Answer {
        let page = usize::from(layout::help(workspace.size).height.saturating_sub(4)).max(1);
        let by = count.unwrap_or(1);
        let last = self.lines.len().saturating_sub(1);
        self.top = match action {
            Action::Down => self.top + by,
            Action::Up => self.top.saturating_sub(by),
            Action::PageDown => self.top + page,
            Action::PageUp => self.top.saturating_sub(page),
            Action::First => 0,
            Action::Last => last,
            _ => return Answer::Close(Vec::new()),
        }
        .min(last);
        Answer::Stay
    }
}
