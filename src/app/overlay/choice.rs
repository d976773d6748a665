//! Something to choose: a few lines about it, and options, each with what follows from it.

use super::Answer;
use crate::action::Action;
use crate::app::request::Request;
use crate::app::widgets::ListCursor;
use crate::app::workspace::Workspace;

/// Something to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is about.
    pub title: String,
    /// What to know before; long lines are wrapped where they are drawn.
    pub about: Vec<String>,
    /// Each option and what follows from it.
    pub options: Vec<(String, Vec<Request>)>,
    /// The selected option.
    pub cursor: ListCursor,
}

impl Choice {
    /// The first of these options is selected.
    pub fn new(title: String, about: Vec<String>, options: Vec<(String, Vec<Request>)>) -> Self {
        Self { title, about, options, cursor: ListCursor::default() }
    }

    /// Does what a key means here.
    pub(super) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Answer {
        let height = usize::from(workspace.areas().body.height).max(1);
        if self.cursor.act(action, count, self.options.len(), height) {
            return Answer::Stay;
        }
        match (action, self.options.get(self.cursor.at)) {
            (Action::Open, Some((_, requests))) => Answer::Close(requests.clone()),
            _ => Answer::Stay,
        }
    }
}
