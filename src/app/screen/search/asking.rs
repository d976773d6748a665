//! Asking as one types, and taking the answers.

use super::SearchScreen;
use crate::action::Action;
use crate::app::request::{Message, Request};
use crate::app::widgets::{Field, ListCursor};
use crate::app::workspace::Workspace;
use crate::keys::Key;
use crate::search::{Completion, Query, SearchAnswer, SearchJob};

/// Hits asked for at first; more when one comes to their end.
pub(super) const LIMIT: usize = 300;

impl SearchScreen {
    /// Takes a key while letters go to the field.
    pub fn key(&mut self, key: Key, workspace: &Workspace) -> Vec<Request> {
        if !self.field.key(key) {
            return Vec::new();
        }
        self.query = Query::parse(self.field.text());
        self.limit = LIMIT;
        if self.field.text().trim().is_empty() {
            self.forget(workspace);
            return Vec::new();
        }
        let mut requests = vec![self.ask()];
        requests.extend(
            self.query.notes.iter().map(|note| Request::Say(Message::note(note.message.clone()))),
        );
        requests
    }

    /// Puts `text` into the field and searches for it.
    pub fn search_for(&mut self, text: &str, workspace: &Workspace) -> Vec<Request> {
        self.field = Field::new(text);
        self.query = Query::parse(self.field.text());
        self.limit = LIMIT;
        self.go_to_field();
        if text.trim().is_empty() {
            self.forget(workspace);
            return Vec::new();
        }
        vec![self.ask()]
    }

    /// Lets letters go to the field; what it holds is selected, so that the first of them begins anew.
    pub fn go_to_field(&mut self) {
        self.typing = true;
        self.field.select();
    }

    fn ask(&mut self) -> Request {
        self.asked += 1;
        let query = self.query.clone();
        Request::Find(SearchJob { number: self.asked, query, limit: self.limit })
    }

    /// Asks again for what is typed, because the answer may be another now.
    pub fn ask_again(&mut self) -> Vec<Request> {
        if self.query.is_empty() { Vec::new() } else { vec![self.ask()] }
    }

    /// At the end of the hits that were asked for: asks for more, if there are.
    pub(super) fn more(&mut self) -> Vec<Request> {
        let all = self.found.as_ref().is_none_or(|f| f.results.hits.len() >= f.results.total);
        if all || self.cursor.at + 1 < self.rows.len() || self.waiting() {
            return Vec::new();
        }
        self.limit = self.limit.saturating_mul(4);
        vec![self.ask()]
    }

    /// Whether an answer is still to come.
    pub fn waiting(&self) -> bool {
        self.found.as_ref().is_none_or(|found| found.number != self.asked)
    }

    fn forget(&mut self, workspace: &Workspace) {
        self.asked += 1;
        self.found = None;
        self.ticked.clear();
        self.cursor = ListCursor::default();
        self.arrange(workspace);
    }

    /// Takes an answer in; one that was overtaken, or broken off, is dropped. The selected hit stays
    /// selected where the question was the same, else the best one is.
    pub fn take(&mut self, found: SearchAnswer, workspace: &Workspace) {
        if found.number != self.asked || found.results.completion == Completion::Stopped {
            return;
        }
        let same = self.found.as_ref().is_some_and(|before| before.number == found.number)
            || self.limit > LIMIT;
        let selected = self.selected().map(|hit| hit.span).filter(|_| same);
        self.found = Some(found);
        self.arrange(workspace);
        let row = selected.and_then(|span| self.row_of(span));
        if !same {
            self.cursor = ListCursor::default();
            self.preview_moved = 0;
        }
        let height = usize::from(self.areas(workspace).rows.height);
        self.cursor.select(row.unwrap_or(self.cursor.at), self.rows.len(), height);
    }

    /// Takes what a key means while letters go to the field.
    pub fn act_typing(&mut self, action: Action, workspace: &Workspace) -> Vec<Request> {
        match action {
            Action::Accept => self.open(workspace),
            Action::NextPane => {
                self.typing = false;
                vec![Request::Remember(self.field.text().to_owned())]
            }
            Action::Cancel if self.field.text().is_empty() => vec![Request::Leave],
            Action::Cancel => {
                self.typing = false;
                Vec::new()
            }
            action => self.act(action, None, workspace),
        }
    }
}
