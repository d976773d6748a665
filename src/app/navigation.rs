//! Going from one screen to another, and what screens ask for.

use super::jump_list::Visit;
use super::nav_stack::Step;
use super::request::{MarkMode, Message, Request};
use super::screen::compare::SavedView;
use super::screen::{ScreenName, leads_outside};
use super::{App, Effect};
use crate::collection::Origin;
use crate::keys::Key;
use crate::text::{ArticleId, Extent, Span};

impl App {
    /// Does what a screen or an overlay asks for.
    pub(super) fn fulfil(&mut self, requests: Vec<Request>) -> Vec<Effect> {
        requests.into_iter().flat_map(|request| self.fulfil_one(request)).collect()
    }

    fn fulfil_one(&mut self, request: Request) -> Vec<Effect> {
        match request {
            Request::Outside(effect) => return vec![effect],
            Request::Show(screen) => return self.show(screen),
            Request::Leave if self.steps_out() => {}
            Request::Leave => return self.leave(),
            Request::Read(article) => {
                let offset = self.workspace.place(article).offset;
                return self.read(Span::new(article, Extent::new(offset, offset)), Vec::new());
            }
            Request::Jump { to, marks } => return self.read(to, marks),
            Request::ToggleRead(article) => self.toggle_read(article),
            Request::OpenOriginal(article) => return self.open_original(article),
            Request::AwaitLetter(lettered) => {
                self.awaiting = Some(lettered);
                let what = match lettered {
                    MarkMode::Set => "type the letter that names this place",
                    MarkMode::Go => "type the letter of the place to go to",
                };
                self.message = Some(Message::note(what));
            }
            Request::Parallels(article, from) => {
                let effects = self.show_parallels();
                let requests = self.compare.parallels(article, from);
                return effects.into_iter().chain(self.fulfil(requests)).collect();
            }
            Request::BeginTheme(begun) => return self.begin_theme(begun),
            Request::LeaveProposal => return self.leave_proposal(),
            Request::RestOn(quotes) => {
                let requests = self.compare.rest_on(quotes, &self.workspace);
                return self.fulfil(requests);
            }
            Request::WriteComparison { form, to } => {
                let requests = self.compare.write(form, to);
                return self.fulfil(requests);
            }
            Request::StartAttaching(id) => return self.start_attaching(id),
            Request::LeaveUnsaved => return self.quit_at_once(),
            Request::Quotes(order) => return vec![self.workspace.quotes.ask(order)],
            Request::Find(job) => return self.find(job),
            Request::Remember(query) => return self.remember(&query),
            Request::KeepSearch(query) => return self.keep_search(&query),
            Request::Search(query) => return self.search_for(&query),
            Request::Open(overlay) => self.overlay = Some(overlay),
            Request::Say(message) => self.message = Some(message),
        }
        Vec::new()
    }

    /// Has the comparison made anew, where it is shown.
    pub(super) fn compare_again(&mut self) -> Vec<Effect> {
        if self.screen != ScreenName::Compare {
            return Vec::new();
        }
        let requests = self.compare.enter(&self.workspace);
        self.fulfil(requests)
    }

    /// Where one is.
    fn here(&self) -> Visit {
        let place = (self.screen == ScreenName::Reader).then(|| self.reader.place()).flatten();
        Visit { screen: self.screen, place }
    }

    /// Shows `screen`; leaving it leads back here, unless one came through it.
    pub(super) fn show(&mut self, screen: ScreenName) -> Vec<Effect> {
        if screen == self.screen {
            return self.say(Message::note("this is where you are"));
        }
        self.jumps.leave(self.here());
        match self.nav.passed(screen) {
            Some(at) => self.return_to(at),
            None => self.nav.push(self.here(), None),
        }
        self.enter(screen)
    }

    /// Shows the comparison for parallels. What it showed before is put aside until one is back here, to
    /// which `q` leads at once.
    fn show_parallels(&mut self) -> Vec<Effect> {
        if self.screen == ScreenName::Compare {
            return Vec::new();
        }
        self.jumps.leave(self.here());
        let aside = self.compare.put_aside();
        self.nav.push(self.here(), Some(aside));
        self.enter(ScreenName::Compare)
    }

    /// Back to the step of the trail at place `at`.
    fn return_to(&mut self, at: usize) {
        let aside = self.nav.return_to(at);
        self.put_back(aside);
    }

    fn put_back(&mut self, aside: Option<SavedView>) {
        if let Some(aside) = aside {
            self.compare.put_back(aside);
        }
    }

    /// Whether a step back stays inside the comparison, and takes it; parallels one came for are left at
    /// once.
    pub(super) fn steps_out(&mut self) -> bool {
        self.screen == ScreenName::Compare
            && !self.nav.leads_to_parallels()
            && self.compare.step_out()
    }

    fn enter(&mut self, screen: ScreenName) -> Vec<Effect> {
        let left = std::mem::replace(&mut self.screen, screen);
        if screen != ScreenName::Compare {
            self.compare.give_up_beginning();
        }
        let requests = match screen {
            ScreenName::List => {
                self.list.refresh(&self.workspace);
                Vec::new()
            }
            ScreenName::Reader => Vec::new(),
            ScreenName::Search => self.search.enter(&self.workspace),
            ScreenName::Compare => self.compare.enter(&self.workspace),
            ScreenName::Quotes => self.quotes.enter(&self.workspace),
        };
        let mut effects = self.fulfil(requests);
        if left == ScreenName::Reader {
            effects.push(Effect::SaveSession(self.workspace.session.clone()));
        }
        effects
    }

    /// Opens an article with the sentence at `to` under the cursor.
    fn read(&mut self, to: Span, marks: Vec<Extent>) -> Vec<Effect> {
        let Some(article) = self.workspace.article(to.article).cloned() else {
            self.message = Some(Message::error("that article is not in this collection"));
            return Vec::new();
        };
        self.jumps.leave(self.here());
        // What a place was opened from is a level of its own, wherever one came to that from.
        let effects = if self.screen == ScreenName::Reader {
            Vec::new()
        } else {
            self.nav.push(self.here(), None);
            self.enter(ScreenName::Reader)
        };
        self.reader.open(&article, to.extent.start, marks, &self.workspace);
        self.workspace.session.last = Some(article.id());
        effects
    }

    /// The reader, with the article read last or the one selected in the list.
    pub(super) fn go_reader(&mut self) -> Vec<Effect> {
        if self.reader.article.is_some() {
            return self.show(ScreenName::Reader);
        }
        match self
            .workspace
            .session
            .last
            .filter(|id| self.workspace.article(*id).is_some())
            .or(self.list.selected())
        {
            Some(article) => self.fulfil_one(Request::Read(article)),
            None => Vec::new(),
        }
    }

    /// One level back; from the list, out.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let left = self.screen;
        match self.nav.pop() {
            Some(Step { visit, aside }) => {
                self.jumps.leave(self.here());
                self.put_back(aside);
                let effects = self.enter(visit.screen);
                self.reread(visit.place);
                if left == ScreenName::Search {
                    self.back_from_search();
                }
                effects
            }
            None if self.screen == ScreenName::List => self.quit(),
            None => self.enter(ScreenName::List),
        }
    }

    pub(super) fn step_back(&mut self) -> Vec<Effect> {
        let here = self.here();
        match self.jumps.back(here) {
            Some(visit) => self.revisit(visit),
            None => self.say(Message::note("nothing further back")),
        }
    }

    pub(super) fn step_forward(&mut self) -> Vec<Effect> {
        let here = self.here();
        match self.jumps.forward(here) {
            Some(visit) => self.revisit(visit),
            None => self.say(Message::note("nothing further on")),
        }
    }

    fn revisit(&mut self, visit: Visit) -> Vec<Effect> {
        if let Some(at) = self.nav.passed(visit.screen) {
            self.return_to(at);
        }
        let effects = self.enter(visit.screen);
        self.reread(visit.place);
        effects
    }

    /// Has the sentence at `place` under the cursor of the reader again, unless it is.
    pub(super) fn reread(&mut self, place: Option<Span>) {
        if let Some(place) = place.filter(|place| self.reader.place() != Some(*place))
            && let Some(article) = self.workspace.article(place.article).cloned()
        {
            self.reader.open(&article, place.extent.start, Vec::new(), &self.workspace);
            self.workspace.session.last = Some(article.id());
        }
    }

    /// A letter after `m` or `'`; twice the key goes to the place before this one.
    pub(super) fn take_letter(&mut self, lettered: MarkMode, key: Key) -> Vec<Effect> {
        let letter = key.typed();
        match (lettered, letter) {
            (MarkMode::Set, Some(letter)) if letter.is_alphanumeric() => {
                if let Some(place) = self.reader.place() {
                    self.workspace.session.marks.insert(letter, place);
                    self.message = Some(Message::note(format!("this place is called {letter}")));
                }
                vec![Effect::SaveSession(self.workspace.session.clone())]
            }
            (MarkMode::Go, Some('\'')) => self.step_back(),
            (MarkMode::Go, Some(letter)) => {
                match self.workspace.session.marks.get(&letter).copied() {
                    Some(place) => self.read(place, Vec::new()),
                    None => self.say(Message::note(format!("no place is called {letter}"))),
                }
            }
            _ => Vec::new(),
        }
    }

    fn toggle_read(&mut self, id: ArticleId) {
        let Some(article) = self.workspace.article(id).cloned() else { return };
        let read = self.workspace.percent_read(&article) == Some(100);
        let place = self.workspace.session.places.entry(id).or_default();
        place.furthest = if read { 0 } else { article.text().len() };
        let word = if read { "unread" } else { "read" };
        self.message = Some(Message::note(format!("counted as {word}")));
    }

    fn open_original(&mut self, id: ArticleId) -> Vec<Effect> {
        match self.workspace.article(id) {
            _ if self.workspace.origin == Origin::Sample => self
                .say(Message::note("the sample comes with the program: there is no file to open")),
            Some(article) => {
                let address = article.metadata.url.clone().filter(|url| leads_outside(url));
                let file = || article.path().display().to_string();
                vec![Effect::OpenOutside(address.unwrap_or_else(file))]
            }
            None => Vec::new(),
        }
    }

    /// Brings everything that depends on size and articles up to date.
    pub(super) fn settle(&mut self) {
        self.reader.settle(&self.workspace);
        self.search.settle(&self.workspace);
        self.compare.settle(&self.workspace);
        if self.screen == ScreenName::Quotes {
            self.quotes.settle(&self.workspace);
        }
        let height = usize::from(self.list.areas(&self.workspace).rows.height);
        self.list.cursor.settle(self.list.rows.len(), height);
    }
}
