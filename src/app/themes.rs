//! What the reader is told when a theme was changed here, and of what the comparison shows beside.

use super::App;
use super::go::ThemeDraft;
use super::message::Message;
use super::screen::ScreenName;
use crate::action::Action;
use crate::compare::Edited;
use crate::keys::Context;

impl App {
    /// Goes to the comparison to make a theme there; says so where that has to wait.
    pub(super) fn begin_theme(&mut self, draft: ThemeDraft) {
        if self.screen != ScreenName::Compare {
            self.show(ScreenName::Compare);
        }
        let (screens, mut cx) = self.parts();
        screens.compare.begin(draft, &mut cx);
        if self.compare.draft().is_some() && self.compare.compared.is_none() {
            let back = self.keymap.key_for(Context::Compare, Action::Cancel);
            let words = format!("the new theme comes when all is compared · {back} goes back");
            self.say(Message::note(words));
        }
    }

    /// Back to the article whose words were to become a theme.
    pub(super) fn leave_proposal(&mut self) {
        match self.nav.below() {
            Some(ScreenName::Reader) => self.leave(),
            // One had come to it from the comparison.
            _ => self.step_back(),
        }
    }

    /// Says what is on the disk or gone from it, and which key goes on from there.
    pub(super) fn edited(&mut self, edited: &Edited) {
        if let Some(said) = self.compare.said_of_edit() {
            return self.say(Message::note(said));
        }
        let undo = self.keymap.key_for(Context::Compare, Action::Undo);
        let proposals = self.keymap.key_for(Context::Compare, Action::Proposals);
        // Still the themes of before: the comparison with this one is on its way.
        let hides = self.compare.proposes_for_want() && !proposals.is_empty();
        let words = match edited {
            Edited::Saved { name, .. } if hides => {
                format!("saved “{name}” · {proposals} shows the proposals, hidden from now on")
            }
            Edited::Saved { name, file } => format!("saved “{name}” in {file}"),
            Edited::Removed { id, name } if self.compare.brings_back(id) && !undo.is_empty() => {
                format!("“{name}” removed · {undo} brings it back")
            }
            Edited::Removed { name, .. } => format!("“{name}” removed"),
            Edited::Judged(said) if undo.is_empty() => (*said).to_owned(),
            Edited::Judged(said) => format!("{said} · {undo} takes it back"),
        };
        self.say(Message::note(words));
    }
}
