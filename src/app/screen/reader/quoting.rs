//! Keeping and citing words in the reader, and stepping through those that were kept.

use std::sync::Arc;

use jiff::Timestamp;
use ulid::Ulid;

use super::Reader;
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::{Ask, Overlay, Purpose};
use crate::app::request::{Message, Request};
use crate::app::room::Room;
use crate::quotes::{QuoteCommand, QuoteId, State, make};

impl Reader {
    /// Does what concerns quotes; `None` if the action does not.
    pub(super) fn quote_by(
        &mut self,
        action: Action,
        count: Option<usize>,
        room: &Room,
    ) -> Option<Vec<Request>> {
        Some(match action {
            Action::Quote => self.keep(room),
            Action::QuoteWithNote => self.keep_with_note(),
            Action::CopyCitation => self.copy_cited(room),
            Action::NextQuote | Action::PreviousQuote => self.step_quote(action, count, room),
            _ => return None,
        })
    }

    fn keep(&mut self, room: &Room) -> Vec<Request> {
        let (Some(article), Some(span)) = (self.article.clone(), self.chosen()) else {
            return Vec::new();
        };
        let extent = span.extent;
        self.selection = None;
        let waiting = room.notebook.attaching.and_then(|id| room.notebook.get(id));
        if let Some(quote) = waiting {
            let quote = Arc::clone(quote);
            return vec![Request::Quotes(QuoteCommand::Attach { quote, article, extent })];
        }
        let places = room.notebook.places_in(span.article);
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
        let ask = span.map(|span| Ask::new(Purpose::keep(span)));
        ask.map(|ask| Request::Open(Overlay::Ask(ask))).into_iter().collect()
    }

    fn copy_cited(&self, room: &Room) -> Vec<Request> {
        let (Some(article), Some(span)) = (&self.article, self.chosen()) else { return Vec::new() };
        // For its citation alone: name and time do not matter.
        let quote = make(article, span.extent, QuoteId(Ulid::nil()), Timestamp::UNIX_EPOCH);
        let text = quote.map(|quote| room.citing.cited(&quote));
        text.map(|text| {
            Request::Outside(Effect::Copy { text, what: "the words with their source" })
        })
        .into_iter()
        .collect()
    }

    /// To the next or previous kept quote of this article; round at the ends.
    fn step_quote(&mut self, action: Action, count: Option<usize>, room: &Room) -> Vec<Request> {
        let Some(article) = &self.article else { return Vec::new() };
        let places = room.notebook.places_in(article.id());
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
            self.show_cursor(room);
            let changed =
                room.notebook.standing(id).is_some_and(|s| s.anchor.state() == State::Changed);
            if changed {
                said.push_str(" · ≠ its words have changed");
            }
            let note = room.notebook.get(id).map_or("", |quote| quote.note.as_str());
            if !note.is_empty() {
                said = format!("{said} · ✎ {}", note.replace('\n', " "));
            }
        }
        vec![Request::Say(Message::note(said))]
    }
}
