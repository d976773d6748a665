//! What the reader is told when a theme was changed here, and of what the comparison shows beside.

use std::sync::Arc;

use super::App;
use super::go::ThemeDraft;
use super::message::Message;
use super::screen::ScreenName;
use super::widgets::Marking;
use crate::action::Action;
use crate::compare::{Comparison, Edited};
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

    /// The comparison and the theme that is selected in it.
    fn selected_theme(&self) -> Option<(&Arc<Comparison>, usize)> {
        Some((self.compare.comparison()?, self.compare.matrix.theme()?))
    }

    /// Brings what the reader marks of the selected theme up to date.
    pub(super) fn note_theme(&mut self) {
        let wanted = self.workspace.marked.contains(&Marking::Theme);
        let theme = self.selected_theme().filter(|_| wanted);
        let theme = theme.map(|(comparison, theme)| (Arc::clone(comparison), theme));
        let theme = theme.as_ref().map(|(comparison, theme)| (comparison, *theme));
        if let Some(beside) = &mut self.beside {
            beside.reader.note_theme(theme);
        }
        self.reader.note_theme(theme);
    }

    /// To the next or previous passage on the selected theme; round at the ends.
    pub(super) fn step_on_theme(&mut self, action: Action, count: Option<usize>) {
        if self.selected_theme().is_none() {
            let (screens, mut cx) = self.parts();
            screens.compare.enter(&mut cx);
            return self.say(Message::note("finding out what treats which theme … then again"));
        }
        self.workspace.marked.insert(Marking::Theme);
        self.note_theme();
        let (name, passages) = (&self.reader.on_theme.name, &self.reader.on_theme.passages);
        let total = passages.len();
        let key = self.keymap.key_for(Context::Reader, Action::GoCompare);
        if total == 0 {
            let words = format!("silent on {name} · {key} selects another theme");
            return self.say(Message::note(words));
        }
        let by = count.unwrap_or(1);
        let before = |offset| passages.partition_point(|place| place.start < offset);
        let next = if action == Action::NextOnTheme {
            (before(self.reader.cursor.end) + by - 1) % total
        } else {
            let inside = passages.iter().find(|p| p.contains(self.reader.cursor.start));
            let here = inside.map_or(self.reader.cursor.start, |passage| passage.start);
            (before(here) + total - by % total) % total
        };
        let words = format!("{name} · passage {} of {total}", next + 1);
        if let Some(place) = passages.get(next).map(|place| place.start) {
            self.reader.go_to(place, &self.workspace);
        }
        self.say(Message::note(words));
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
            Edited::Beside { name, file } => format!(
                "another program changed this theme meanwhile: yours is “{name}” beside it in {file}"
            ),
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
