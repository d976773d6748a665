//! Asking as one types, and taking the answers.

use std::collections::BTreeSet;

use super::SearchScreen;
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::widgets::{Field, ListCursor};
use crate::app::workspace::Workspace;
use crate::keys::Key;
use crate::search::{Completion, How, Query, SearchAnswer, SearchJob, WordMatch, complete};
use crate::text::ArticleId;

/// Hits asked for at first; more when one comes to their end.
pub(super) const LIMIT: usize = 300;
/// Choices that are named where what is typed may be completed in several ways.
const NAMED: usize = 12;

impl SearchScreen {
    /// Takes a key while letters go to the field.
    pub fn key(&mut self, key: Key, cx: &mut Cx<'_>) {
        if !self.field.key(key) {
            return;
        }
        self.understand(cx.workspace);
        self.limit = LIMIT;
        if self.field.text().trim().is_empty() {
            return self.forget(cx.workspace);
        }
        self.ask();
        if let Some(note) = self.query.notes.last() {
            cx.note(note.message.clone());
        }
    }

    /// Puts `text` into the field and searches for it.
    pub fn search_for(&mut self, text: &str, workspace: &Workspace) {
        self.field = Field::new(text);
        self.understand(workspace);
        self.limit = LIMIT;
        self.go_to_field();
        if text.trim().is_empty() {
            self.forget(workspace);
        } else {
            self.ask();
        }
    }

    /// Lets letters go to the field; what it holds is selected, so that the first of them begins again.
    pub fn go_to_field(&mut self) {
        self.typing = true;
        self.field.select();
    }

    /// Reads what is typed.
    pub(super) fn understand(&mut self, workspace: &Workspace) {
        self.query = Query::parse_for(self.field.text(), workspace.collection.articles());
        self.query.second_look = self.second_look;
        self.query.among = Some(self.among.clone()).filter(|among| !among.is_empty());
    }

    /// Searches only `articles`, or all where there are none.
    pub fn search_among(&mut self, articles: BTreeSet<ArticleId>, workspace: &Workspace) {
        self.among = articles;
        self.understand(workspace);
        self.ask_again();
    }

    /// Whether the name of a theme is being typed.
    pub(in crate::app) fn names_theme(&self) -> bool {
        let begun = self.field.text().rsplit(char::is_whitespace).next();
        self.typing && begun.is_some_and(|word| word.starts_with("theme:"))
    }

    /// Puts the rest of an operator or of its value into the field; where several begin so, as much as they
    /// share, and they are named. A word that stands in the articles is left as it is.
    pub(in crate::app) fn complete_typed(&mut self, cx: &mut Cx<'_>) -> bool {
        let typed = self.field.text();
        let last = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_word = |word: &WordMatch| word.query == last && word.how == How::Exact;
        if !last.contains(':')
            && (self.waiting() || self.hits().iter().flat_map(|hit| &hit.words).any(is_word))
        {
            return false;
        }
        let articles = cx.workspace.collection.articles().iter().map(|article| &**article);
        let Some(found) = complete(typed, articles, &self.themes) else { return false };
        if found.choices.len() > 1 {
            let shown: Vec<&str> = found.choices.iter().take(NAMED).map(String::as_str).collect();
            let more = if found.choices.len() > NAMED { " · …" } else { "" };
            cx.note(format!("{}{more}", shown.join(" · ")));
        } else if found.text == typed {
            return false;
        }
        if found.text != typed {
            self.field = Field::new(&found.text);
            self.understand(cx.workspace);
            self.limit = LIMIT;
            self.ask();
        }
        true
    }

    fn ask(&mut self) {
        let number = self.asked.ask(());
        let query = self.query.clone();
        self.question = Some(SearchJob { number, query, limit: self.limit });
    }

    /// What is to be asked of the outside now, if anything is.
    pub(in crate::app) fn question(&mut self) -> Option<SearchJob> {
        self.question.take()
    }

    /// Asks again for what is typed, because the answer may be another now.
    pub fn ask_again(&mut self) {
        if !self.query.is_empty() {
            self.ask();
        }
    }

    /// At the end of the hits that were asked for: asks for more, if there are.
    pub(super) fn more(&mut self) {
        let all = self.found.as_ref().is_none_or(|f| f.results.hits.len() >= f.results.total);
        if !all && self.cursor.at + 1 >= self.rows.len() && !self.waiting() {
            self.limit = self.limit.saturating_mul(4);
            self.ask();
        }
    }

    /// Whether an answer is still to come.
    pub fn waiting(&self) -> bool {
        self.found.as_ref().is_none_or(|found| !self.asked.is_current(found.number))
    }

    fn forget(&mut self, workspace: &Workspace) {
        self.asked.forget();
        self.question = None;
        self.found = None;
        self.ticked.clear();
        self.cursor = ListCursor::default();
        self.arrange(workspace);
    }

    /// Takes an answer in; one that was overtaken, or broken off, is dropped. The selected hit stays
    /// selected where the question was the same, else the best one is.
    pub fn take(&mut self, found: SearchAnswer, workspace: &Workspace) {
        if !self.asked.is_current(found.number) || found.results.completion == Completion::Stopped {
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
    pub fn act_typing(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::Accept => self.open(cx),
            Action::NextPane if self.complete_typed(cx) => {}
            Action::NextPane => {
                self.typing = false;
                self.remember(cx);
            }
            Action::Cancel if self.field.text().is_empty() => return Flow::Close,
            Action::Cancel => self.typing = false,
            action => return self.act(action, None, cx),
        }
        Flow::Stay
    }

    /// Remembers that this was searched for.
    pub(super) fn remember(&self, cx: &mut Cx<'_>) {
        let query = self.field.text();
        if !query.trim().is_empty() {
            cx.workspace.session.searches.remember(query);
            cx.save_session();
        }
    }

    /// Keeps this search, or lets it go.
    pub(super) fn keep_search(&self, cx: &mut Cx<'_>) {
        let query = self.field.text();
        if !query.trim().is_empty() {
            let kept = cx.workspace.session.searches.toggle(query);
            cx.note(if kept { "kept this search" } else { "let this search go" });
            cx.save_session();
        }
    }
}
