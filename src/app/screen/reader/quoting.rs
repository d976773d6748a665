//! Keeping and citing words in the reader, and stepping through those that were kept.

use std::sync::Arc;

use jiff::Timestamp;
use ulid::Ulid;

use super::Reader;
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Prompt, PromptKind};
use crate::app::request::{Message, Request};
use crate::app::workspace::Workspace;
use crate::quotes::{QuoteCommand, QuoteId, State, make};

impl Reader {
    /// Does what concerns quotes; `None` if the action does not.
    pub(super) fn quote_by(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Option<Vec<Request>> {
        Some(match action {
            Action::Quote => self.keep(workspace),
            Action::QuoteWithNote => self.keep_with_note(),
            Action::CopyCitation => self.copy_cited(workspace),
            Action::NextQuote | Action::PreviousQuote => self.step_quote(action, count, workspace),
            _ => return None,
        })
    }

    fn keep(&mut self, workspace: &Workspace) -> Vec<Request> {
        let (Some(article), Some(span)) = (self.article.clone(), self.chosen()) else {
            return Vec::new();
        };
        let extent = span.extent;
        self.selection = None;
        let waiting = workspace.quotes.attaching.and_then(|id| workspace.quotes.get(id));
        if let Some(quote) = waiting {
            let quote = Arc::clone(quote);
            return vec![Request::Quotes(QuoteCommand::Attach { quote, article, extent })];
        }
        let places = workspace.quotes.places_in(span.article);
        if places.iter().any(|(kept, _)| *kept == extent) {
            return vec![Request::Say(Message::note("these words are kept already"))];
        }
        vec![Request::Quotes(QuoteCommand::Keep {
            article,
            extent,
            note: String::new(),
            themes: Vec::new(),
        })]
    }

    fn keep_with_note(&mut self) -> Vec<Request> {
        let span = self.chosen();
        self.selection = None;
        let prompt = span.map(|span| Prompt::new(PromptKind::keep(span)));
        prompt.map(|prompt| Request::Open(Overlay::Prompt(prompt))).into_iter().collect()
    }

    fn copy_cited(&self, workspace: &Workspace) -> Vec<Request> {
        let (Some(article), Some(span)) = (&self.article, self.chosen()) else { return Vec::new() };
        // For its citation alone: name and time do not matter.
        let quote = make(article, span.extent, QuoteId(Ulid::nil()), Timestamp::UNIX_EPOCH);
        let text = quote.map(|quote| workspace.citing.cited(&quote));
        text.map(|text| {
            Request::Outside(Effect::Copy { text, what: "the words with their source" })
        })
        .into_iter()
        .collect()
    }

    /// To the next or previous kept quote of this article; round at the ends.
    fn step_quote(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Vec<Request> {
        let Some(article) = &self.article else { return Vec::new() };
        let places = workspace.quotes.places_in(article.id());
        let total = places.len();
        if total == 0 {
            return vec![Request::Say(Message::note("nothing of this article is kept; a keeps"))];
        }
        let by = count.unwrap_or(1);
        let before = |offset| places.partition_point(|(place, _)| place.start < offset);
        let next = if action == Action::NextQuote {
            (before(self.cursor.end) + by - 1) % total
        } else {
            (before(self.cursor.start) + total - by % total) % total
        };
        let mut said = format!("quote {} of {total}", next + 1);
        if let Some((place, id)) = places.get(next).copied() {
            self.cursor = self.sentence_at(place.start);
            self.show_cursor(workspace);
            let changed =
                workspace.quotes.standing(id).is_some_and(|s| s.anchor.state() == State::Changed);
            if changed {
                said.push_str(" · ≠ its words have changed");
            }
            let note = workspace.quotes.get(id).map_or("", |quote| quote.note.as_str());
            if !note.is_empty() {
                said = format!("{said} · ✎ {}", note.replace('\n', " "));
            }
        }
        vec![Request::Say(Message::note(said))]
    }
}
