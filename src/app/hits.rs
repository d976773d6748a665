//! What the app does with hits: asks for them, walks through them, hands them on.

use std::sync::Arc;

use super::request::{Message, Request};
use super::screen::ScreenName;
use super::{App, Effect};
use crate::action::Action;

impl App {
    /// Has the articles indexed as they are now.
    pub(super) fn index(&mut self) -> Vec<Effect> {
        if self.room.collection.is_empty() {
            return Vec::new();
        }
        let again = self.search.ask_again();
        let mut effects = vec![Effect::Index(Arc::clone(&self.room.collection))];
        effects.extend(self.fulfil(again));
        effects
    }

    /// The search with its field open; in the reader with the selected words in it.
    pub(super) fn begin_search(&mut self) -> Vec<Effect> {
        let selected = (self.screen == ScreenName::Reader && self.reader.selection.is_some())
            .then(|| self.reader.chosen())
            .flatten()
            .map(|span| self.room.collection.words_at(span).to_owned());
        if self.screen == ScreenName::Reader {
            self.search.origin = self.reader.place();
        }
        let mut effects = self.show(ScreenName::Search);
        self.search.typing = true;
        if let Some(words) = selected {
            effects.extend(self.search_for(&words));
        }
        effects
    }

    /// In the reader again, as it was when the search was begun.
    pub(super) fn back_from_search(&mut self) {
        let origin = self.search.origin.take();
        if self.screen == ScreenName::Reader
            && let Some(place) = origin.filter(|place| self.reader.place() != Some(*place))
            && let Some(article) = self.room.article(place.article).cloned()
        {
            self.reader.open(&article, place.extent.start, Vec::new(), &self.room);
            self.room.session.last = Some(article.id());
        }
    }

    /// The search, asked for `query`.
    pub(super) fn search_for(&mut self, query: &str) -> Vec<Effect> {
        let mut effects = self.show(ScreenName::Search);
        let requests = self.search.search_for(query, &self.room);
        effects.extend(self.fulfil(requests));
        effects
    }

    /// Remembers that `query` was searched for.
    pub(super) fn remember(&mut self, query: &str) -> Vec<Effect> {
        if query.trim().is_empty() {
            return Vec::new();
        }
        self.room.session.searches.remember(query);
        vec![Effect::SaveSession(self.room.session.clone())]
    }

    /// Keeps `query`, or lets it go.
    pub(super) fn keep_search(&mut self, query: &str) -> Vec<Effect> {
        if query.trim().is_empty() {
            return Vec::new();
        }
        let kept = self.room.session.searches.toggle(query);
        let words = if kept { "kept this search" } else { "let this search go" };
        self.message = Some(Message::note(words));
        vec![Effect::SaveSession(self.room.session.clone())]
    }

    /// Whether `n` and `N` go through the hits of the search: in the reader, as long as their words are
    /// marked and nothing else is being found.
    pub(super) fn walks_hits(&self) -> bool {
        self.screen == ScreenName::Reader
            && self.reader.finding.needle.is_empty()
            && !self.reader.marks.is_empty()
            && !self.search.hits().is_empty()
    }

    /// To the next or previous hit, in whatever article it is.
    pub(super) fn walk_hits(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
        let by = if action == Action::FindNext { by } else { -by };
        let requests: Vec<Request> = self.search.walk(by, &self.room);
        self.fulfil(requests)
    }

    /// The comparison; from the search with the articles of its hits.
    pub(super) fn compare_chosen(&mut self) -> Vec<Effect> {
        if self.screen == ScreenName::Search {
            self.list.ticked = self.search.articles();
        }
        self.show(ScreenName::Compare)
    }
}
