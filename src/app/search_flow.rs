//! What the app does with hits: asks for them, walks through them, hands them on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::request::{Message, Request};
use super::screen::ScreenName;
use super::{App, Effect};
use crate::action::Action;
use crate::compare::Compared;
use crate::compare::{Comparison, PassageState, Theme};
use crate::search::SearchJob;
use crate::text::Span;
use crate::text::words::fold;

impl App {
    /// Has the articles indexed as they are now.
    pub(super) fn index(&mut self) -> Vec<Effect> {
        if self.workspace.collection.is_empty() {
            return Vec::new();
        }
        let again = self.search.ask_again();
        let mut effects = vec![Effect::Index(Arc::clone(&self.workspace.collection))];
        effects.extend(self.fulfil(again));
        effects
    }

    /// The search with its field open; in the reader with the selected words in it.
    pub(super) fn begin_search(&mut self) -> Vec<Effect> {
        let selected = (self.screen == ScreenName::Reader && self.reader.selection.is_some())
            .then(|| self.reader.chosen())
            .flatten()
            .map(|span| self.workspace.collection.words_at(span).to_owned());
        if self.screen == ScreenName::Reader {
            self.search.origin = self.reader.place();
        }
        let mut effects = self.show(ScreenName::Search);
        self.search.go_to_field();
        if let Some(words) = selected {
            effects.extend(self.search_for(&words));
        }
        effects
    }

    /// In the reader again, as it was when the search was begun.
    pub(super) fn back_from_search(&mut self) {
        let origin = self.search.origin.take();
        if self.screen == ScreenName::Reader {
            self.reread(origin);
        }
    }

    /// The search, asked for `query`.
    pub(super) fn search_for(&mut self, query: &str) -> Vec<Effect> {
        let mut effects = self.show(ScreenName::Search);
        let requests = self.search.search_for(query, &self.workspace);
        effects.extend(self.fulfil(requests));
        effects
    }

    /// Remembers that `query` was searched for.
    pub(super) fn remember(&mut self, query: &str) -> Vec<Effect> {
        if query.trim().is_empty() {
            return Vec::new();
        }
        self.workspace.session.searches.remember(query);
        vec![Effect::SaveSession(self.workspace.session.clone())]
    }

    /// Keeps `query`, or lets it go.
    pub(super) fn keep_search(&mut self, query: &str) -> Vec<Effect> {
        if query.trim().is_empty() {
            return Vec::new();
        }
        let kept = self.workspace.session.searches.toggle(query);
        let words = if kept { "kept this search" } else { "let this search go" };
        self.message = Some(Message::note(words));
        vec![Effect::SaveSession(self.workspace.session.clone())]
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
        let requests: Vec<Request> = self.search.walk(by, &self.workspace);
        self.fulfil(requests)
    }

    /// The comparison of what is ticked on the list or in the search; of all articles where nothing is.
    pub(super) fn compare_chosen(&mut self) -> Vec<Effect> {
        self.compare.chosen = match self.screen {
            ScreenName::List => self.list.ticked.clone(),
            ScreenName::Search => self.search.ticked_articles(),
            _ => BTreeSet::new(),
        };
        if self.screen != ScreenName::Compare {
            return self.show(ScreenName::Compare);
        }
        let requests = self.compare.enter(&self.workspace);
        self.fulfil(requests)
    }

    /// Compares anew with theme files that were just saved; where the comparison is not shown, coming back
    /// to it does that.
    pub(super) fn themes_saved(&mut self) -> Vec<Effect> {
        if self.screen != ScreenName::Compare {
            return Vec::new();
        }
        let requests = self.compare.reread(&self.workspace);
        self.fulfil(requests)
    }

    /// Takes in a comparison; a search by theme may mean something else now.
    pub(super) fn compared(&mut self, compared: Compared) -> Vec<Effect> {
        let waited = self.compare.begun().is_some();
        let mut requests = self.compare.take(compared, &self.workspace);
        if waited && self.compare.begun().is_none() {
            // It is no longer waited for.
            self.message = None;
        }
        if !self.search.query.themes.is_empty() {
            requests.extend(self.search.ask_again());
        }
        self.fulfil(requests)
    }

    /// Puts a question to the search; what themes it names mean is known to the comparison, which is
    /// made first where there is none.
    pub(super) fn find(&mut self, mut job: SearchJob) -> Vec<Effect> {
        let comparison = self.compare.comparison();
        job.query.aliases = comparison.map(|c| c.theme_set().other_names()).unwrap_or_default();
        if job.query.themes.is_empty() {
            return vec![Effect::Search(job)];
        }
        let Some(comparison) = self.compare.comparison().cloned() else {
            let requests = self.compare.enter(&self.workspace);
            self.message = Some(Message::note("finding out what treats that theme …"));
            return self.fulfil(requests);
        };
        let mut rows = Vec::new();
        for name in &job.query.themes {
            let Some(row) = comparison.themes().iter().position(|theme| is_called(theme, name))
            else {
                self.message = Some(Message::note(format!("no theme is called “{name}”")));
                continue;
            };
            rows.push(row);
        }
        job.query.within = Some(treating(&comparison, &rows));
        vec![Effect::Search(job)]
    }
}

/// Whether a theme has this name, or this beginning of it.
fn is_called(theme: &Theme, name: &str) -> bool {
    let name = fold(name);
    fold(&theme.name).starts_with(&name) || fold(&theme.id.to_string()) == name
}

/// The passages that treat all of these themes.
fn treating(comparison: &Comparison, rows: &[usize]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (column, article) in comparison.articles().enumerate() {
        for passage in article.passages() {
            let on = |row: &usize| {
                comparison.state(*row, column, passage.number) == Some(PassageState::On)
            };
            if rows.iter().all(on) {
                spans.push(Span::new(article.id(), passage.block.extent));
            }
        }
    }
    spans
}
