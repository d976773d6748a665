//! A second article beside the one that is read.

use super::App;
use super::layout::Pane;
use super::message::Message;
use super::screen::ScreenName;
use super::widgets::Together;
use crate::action::Action;
use crate::keys::Context;
use crate::text::{ArticleId, Extent, Span};

impl App {
    /// `|` in the reader: its article once more beside it, or, where there are two, this one alone.
    pub(super) fn toggle_beside(&mut self) {
        if self.beside.take().is_some() {
            self.reader.pane = Pane::Whole;
            return self.say(Message::note("one article again"));
        }
        let Some(place) = self.reader.place() else { return };
        self.read_beside(place, Vec::new());
        let key = |action| self.keymap.key_for(Context::Reader, action);
        let words = format!(
            "the same once more · {} goes across · {} or :open puts another here · {} keeps together",
            key(Action::NextPane),
            key(Action::NextArticle),
            key(Action::KeepTogether)
        );
        self.say(Message::note(words));
    }

    /// Two articles beside one another.
    pub(super) fn read_pair(&mut self, first: ArticleId, second: ArticleId) {
        self.beside = None;
        self.reader.pane = Pane::Whole;
        self.read_on(first);
        let offset = self.workspace.place_to_begin(second);
        self.read_beside(Span::new(second, Extent::new(offset, offset)), Vec::new());
    }

    /// Reads the place at `to` beside the article that is open.
    pub(super) fn read_beside(&mut self, to: Span, marks: Vec<Extent>) {
        let Some(article) = self.workspace.article(to.article).cloned() else {
            return self.say(Message::error("that article is not in this collection"));
        };
        if self.reader.article.is_none() {
            return self.read(to, marks);
        }
        if self.screen != ScreenName::Reader {
            self.show(ScreenName::Reader);
        }
        let mut beside = self.beside.take().unwrap_or_default();
        if self.reader.pane == Pane::Whole {
            self.reader.pane = Pane::First;
        }
        beside.reader.pane = self.reader.pane.other();
        beside.reader.open(&article, to.extent.start, marks, &self.workspace);
        self.beside = Some(beside);
        self.reader.fit_to_screen(&self.workspace);
        self.reader.show_cursor(&self.workspace);
        self.cross();
        self.workspace.note_open(article.id());
    }

    /// The keys go to the other pane.
    pub(super) fn cross(&mut self) {
        let Some(beside) = &mut self.beside else {
            let key = self.keymap.key_for(Context::Reader, Action::Beside);
            return self.say(Message::note(format!("{key} puts a second article beside this one")));
        };
        std::mem::swap(&mut self.reader, &mut beside.reader);
        beside.join(&self.reader, beside.together);
    }

    /// Closes the pane that has the keys; `false` if there is one alone.
    pub(super) fn close_pane(&mut self) -> bool {
        let Some(beside) = self.beside.take() else { return false };
        self.reader = beside.reader;
        self.reader.pane = Pane::Whole;
        if let Some(place) = self.reader.place() {
            self.workspace.note_open(place.article);
        }
        true
    }

    /// Moves both apart, together by place, or together by theme, from where they stand.
    pub(super) fn keep_together(&mut self) {
        let Some(beside) = &mut self.beside else { return self.cross() };
        let (next, words) = match beside.together {
            Together::Apart => (Together::Places, "both move together, from where they stand"),
            Together::Places => {
                (Together::Themes, "the other goes to what it says to the same theme")
            }
            Together::Themes => (Together::Apart, "each moves by itself"),
        };
        beside.join(&self.reader, next);
        self.say(Message::note(words));
        if next == Together::Themes && self.compare.comparison().is_none() {
            let (screens, mut cx) = self.parts();
            screens.compare.enter(&mut cx);
            self.say(Message::note("finding out what treats which theme …"));
        }
    }

    /// Has the other pane go along with what the event did to this one.
    pub(super) fn go_along(&mut self) {
        let Some(beside) = self.beside.as_mut().filter(|_| self.screen == ScreenName::Reader)
        else {
            return;
        };
        match (beside.together, self.compare.comparison()) {
            (Together::Themes, Some(comparison)) => {
                let said = beside.go_along_by_theme(&self.reader, comparison, &self.workspace);
                if let Some(said) = said {
                    self.message = Some(Message::note(said));
                }
            }
            _ => beside.go_along(&self.reader, &self.workspace),
        }
    }
}
