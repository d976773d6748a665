//! Quotes in the life of the app: what comes back from the disk, and leaving only when all is saved.

use super::event::Composed;
use super::message::Message;
use super::overlay::Overlay;
use super::screen::ScreenName;
use super::{App, Effect};
use crate::action::Action;
use crate::quotes::QuoteEvent;

impl App {
    /// Takes in what came of commands.
    pub(super) fn on_quotes(&mut self, outcomes: Vec<QuoteEvent>) {
        for outcome in outcomes {
            let undoes = match outcome {
                QuoteEvent::Removed(_) => "brings back",
                QuoteEvent::Changed { .. } => "undoes",
                _ => "",
            };
            let follows = self.workspace.quotes.take(outcome);
            if let Some(mut message) = follows.message {
                let undo = self.keymap.key_for(self.context(), Action::Undo);
                if !undoes.is_empty() && !undo.is_empty() {
                    message.text = format!("{} · {undo} {undoes}", message.text);
                }
                self.message = Some(message);
            }
            if let Some((mine, theirs)) = follows.conflict {
                self.overlay = Some(Overlay::conflict(mine, theirs));
            }
            if follows.locate && !self.workspace.loading {
                self.locate_quotes();
            }
        }
        let next = self.workspace.quotes.go_on();
        self.effects.extend(next);
        if self.leaving && self.workspace.quotes.waiting == 0 {
            self.leaving = false;
            self.quit();
        }
    }

    /// Takes in what was written in an editor. Its file is kept until the disk has it otherwise.
    pub(super) fn composed(&mut self, composed: &Composed) {
        self.overlay = None;
        self.workspace.quotes.drafts.push(composed.draft.clone());
        composed.kind.resolve(&composed.text, &mut self.parts().1);
    }

    /// Lets go of the files from an editor once nothing of them can be lost any more.
    pub(super) fn drop_drafts(&mut self) {
        let quotes = &mut self.workspace.quotes;
        let settled = quotes.waiting == 0 && quotes.unsaved.is_empty();
        let open = matches!(self.overlay, Some(Overlay::Conflict { .. } | Overlay::Prompt(_)));
        if settled && !open && !quotes.drafts.is_empty() {
            self.effects.push(Effect::DropDrafts(std::mem::take(&mut quotes.drafts)));
        }
    }

    /// Saves again what could not be saved.
    pub(super) fn save_again(&mut self) {
        let commands = self.workspace.quotes.retry();
        if commands.is_empty() {
            return self.say(Message::note("every quote is saved"));
        }
        self.effects.extend(commands);
    }

    /// Has all quotes looked for in the articles.
    pub(super) fn locate_quotes(&mut self) {
        self.effects.extend(self.workspace.quotes.locate(&self.workspace.collection));
    }

    /// Gives up looking for a new place for a quote, where nothing else is to be left first.
    pub(super) fn gives_up_attaching(&mut self) -> bool {
        let here = match self.screen {
            ScreenName::Reader => self.reader.selection.is_none(),
            screen => screen == ScreenName::List,
        };
        here && self.stop_attaching()
    }

    /// Gives up looking for a new place; `false` if none was looked for.
    fn stop_attaching(&mut self) -> bool {
        let any = self.workspace.quotes.attaching.take().is_some();
        if any {
            self.message = Some(Message::note("the quote stays where it was"));
        }
        any
    }

    /// Leaves when everything is saved; asks where something cannot be.
    pub(super) fn quit(&mut self) {
        if !self.workspace.quotes.unsaved.is_empty() {
            self.overlay = Some(Overlay::Unsaved);
            return;
        }
        if self.workspace.quotes.waiting > 0 && !self.leaving {
            // Asked a second time, one leaves at once; what is being written is still finished.
            self.leaving = true;
            return self.say(Message::note("saving …"));
        }
        self.quit_at_once();
    }

    /// Leaves; words that are not on the disk are printed on the terminal.
    pub(super) fn quit_at_once(&mut self) {
        let words = self.workspace.quotes.last_words();
        if !words.is_empty() {
            self.effects.push(Effect::PrintLast(words));
        }
        self.parts().1.save_session();
        self.effects.push(Effect::Quit);
    }
}
