//! Words of a place as terms for a new theme: those that the reader ticks, else the selected one.

use super::Answer;
use crate::action::Action;
use crate::app::layout;
use crate::app::request::Request;
use crate::app::screen::compare::ThemeDraft;
use crate::app::widgets::ListCursor;
use crate::app::workspace::Workspace;

/// A word that could be a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The word.
    pub word: String,
    /// Passages in which it stands, in any form.
    pub passages: usize,
    /// Articles in which it stands.
    pub articles: usize,
    /// Whether the reader wants it.
    pub ticked: bool,
}

/// Terms to be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Those most likely to be terms first.
    pub words: Vec<Proposed>,
    /// The selected one.
    pub cursor: ListCursor,
}

impl Proposal {
    /// Does what a key means here.
    pub(super) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Answer {
        let height = usize::from(layout::help(workspace.size).height.saturating_sub(4)).max(1);
        if self.cursor.act(action, count, self.words.len(), height) {
            return Answer::Stay;
        }
        match action {
            Action::Tick => {
                if let Some(word) = self.words.get_mut(self.cursor.at) {
                    word.ticked = !word.ticked;
                }
                self.cursor.act(Action::Down, None, self.words.len(), height);
                Answer::Stay
            }
            Action::Open => {
                let ticked = self.words.iter().filter(|word| word.ticked);
                let mut words: Vec<&str> = ticked.map(|word| word.word.as_str()).collect();
                if words.is_empty() {
                    words.extend(self.words.get(self.cursor.at).map(|word| word.word.as_str()));
                }
                Answer::Close(vec![Request::BeginTheme(ThemeDraft::Terms(words.join("; ")))])
            }
            _ => Answer::Stay,
        }
    }
}
