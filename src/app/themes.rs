//! What the reader is told when a theme was changed here, and of what the comparison shows beside.

use super::job::ThemeKept;
use super::{App, Effect, Message};
use crate::action::Action;
use crate::keys::Context;

impl App {
    /// Says that a theme is on the disk or gone from it, and which key goes on from there.
    pub(super) fn theme_kept(&mut self, kept: &ThemeKept) -> Vec<Effect> {
        let undo = self.keymap.key_for(Context::Compare, Action::Undo);
        let proposals = self.keymap.key_for(Context::Compare, Action::Proposals);
        // Still the themes of before: the comparison with this one is on its way.
        let hides = self.compare.proposes_for_want() && !proposals.is_empty();
        let words = match kept {
            ThemeKept::Saved { name, .. } if hides => {
                format!("saved “{name}” · {proposals} shows the proposals, hidden from now on")
            }
            ThemeKept::Saved { name, file } => format!("saved “{name}” in {file}"),
            ThemeKept::Removed { id, name } if self.compare.brings_back(id) && !undo.is_empty() => {
                format!("“{name}” removed · {undo} brings it back")
            }
            ThemeKept::Removed { name, .. } => format!("“{name}” removed"),
        };
        self.say(Message::note(words))
    }
}
