//! Quotes in the life of the app: what comes back from the disk, and leaving only when all is saved.

use super::event::Composed;
use super::overlay::Overlay;
use super::screen::ScreenName;
use super::{App, Effect, Message, Request};
use crate::action::Action;
use crate::quotes::{QuoteEvent, QuoteId};
use crate::text::{Extent, Span};

impl App {
    /// Takes in what came of orders.
    pub(super) fn on_quotes(&mut self, outcomes: Vec<QuoteEvent>) -> Vec<Effect> {
        let mut effects = Vec::new();
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
                effects.extend(self.workspace.quotes.locate(&self.workspace.collection));
            }
        }
        if self.leaving && self.workspace.quotes.waiting == 0 {
            self.leaving = false;
            effects.extend(self.quit());
        }
        effects
    }

    /// Whether `action` has a meaning while letters type; the keys of others edit the line.
    pub(super) fn takes(&self, action: Action) -> bool {
        action != Action::Compose
            || matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if prompt.composes())
    }

    /// Takes in what was written in an editor. Its file is kept until the disk has it otherwise.
    pub(super) fn composed(&mut self, composed: Composed) -> Vec<Effect> {
        self.overlay = None;
        self.workspace.quotes.drafts.push(composed.draft);
        self.fulfil(composed.kind.requests(&composed.text, &self.workspace))
    }

    /// Lets go of the files from an editor once nothing of them can be lost any more.
    pub(super) fn drop_drafts(&mut self) -> Option<Effect> {
        let quotes = &mut self.workspace.quotes;
        let settled = quotes.waiting == 0 && quotes.unsaved.is_empty();
        let open = matches!(self.overlay, Some(Overlay::Conflict { .. } | Overlay::Prompt(_)));
        (settled && !open && !quotes.drafts.is_empty())
            .then(|| Effect::DropDrafts(std::mem::take(&mut quotes.drafts)))
    }

    /// Opens the article of a quote so that its new place can be selected there; the list of articles
    /// where its own is not here or not known again. The foot line says how it goes on.
    pub(super) fn start_attaching(&mut self, id: QuoteId) -> Vec<Effect> {
        let Some(quote) = self.workspace.quotes.get(id) else { return Vec::new() };
        let passage = quote.passage.unwrap_or(1);
        let standing = self.workspace.quotes.standing(id);
        let article = standing.and_then(|standing| standing.article);
        let Some(article) = article.and_then(|article| self.workspace.article(article)).cloned()
        else {
            if self.workspace.collection.is_empty() {
                return self.say(Message::note("no article is open here"));
            }
            self.workspace.quotes.attaching = Some(id);
            return self.show(ScreenName::List);
        };
        let known = standing.and_then(|standing| standing.anchor.extent());
        let passage =
            article.passage(passage.min(u32::try_from(article.passage_count()).unwrap_or(1)));
        let place = known.or(passage.map(|passage| passage.block.extent)).unwrap_or_default();
        self.workspace.quotes.attaching = Some(id);
        let to = Span::new(article.id(), Extent::new(place.start, place.start));
        self.fulfil(vec![Request::Jump { to, marks: Vec::new() }])
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
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if !self.workspace.quotes.unsaved.is_empty() {
            self.overlay = Some(Overlay::Unsaved);
            return Vec::new();
        }
        if self.workspace.quotes.waiting > 0 && !self.leaving {
            // Asked a second time, one leaves at once; what is being written is still finished.
            self.leaving = true;
            return self.say(Message::note("saving …"));
        }
        self.quit_at_once()
    }

    /// Leaves; words that are not on the disk are printed on the terminal.
    pub(super) fn quit_at_once(&self) -> Vec<Effect> {
        let words = self.workspace.quotes.last_words();
        let print = (!words.is_empty()).then_some(Effect::PrintLast(words));
        let last = [Effect::SaveSession(self.workspace.session.clone()), Effect::Quit];
        print.into_iter().chain(last).collect()
    }
}
