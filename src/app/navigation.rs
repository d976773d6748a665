//! Going from one screen to another.

use super::App;
use super::go::Go;
use super::jump_list::Visit;
use super::message::Message;
use super::nav_stack::Step;
use super::screen::ScreenName;
use super::screen::compare::SavedView;
use crate::action::Action;
use crate::text::{ArticleId, Extent, Span};

impl App {
    /// Goes where a key led.
    pub(super) fn follow_go(&mut self) {
        while let Some(go) = self.go.take() {
            match go {
                Go::Show(screen) => self.show(screen),
                Go::Read(article) => self.read_on(article),
                Go::Jump { to, marks } => self.read(to, marks),
                Go::Beside { to, marks } => self.read_beside(to, marks),
                Go::Pair(first, second) => self.read_pair(first, second),
                Go::Parallels(article, from) => {
                    self.show_parallels();
                    let (screens, mut cx) = self.parts();
                    screens.compare.parallels(article, from, &mut cx);
                }
                Go::BeginTheme(draft) => self.begin_theme(draft),
                Go::LeaveTheme => self.leave_proposal(),
                Go::Open(overlay) => self.overlay = Some(overlay),
                Go::Type(words) => self.begin_command_with(&words),
                Go::Obey(line) => self.obey(&line),
                Go::Run(action) => self.run(action, None),
            }
        }
    }

    /// Has the comparison made again, where it is shown.
    pub(super) fn compare_again(&mut self) {
        if self.screen == ScreenName::Compare {
            let (screens, mut cx) = self.parts();
            screens.compare.enter(&mut cx);
        }
    }

    /// An article, where the reader left off.
    pub(super) fn read_on(&mut self, article: ArticleId) {
        let offset = self.workspace.place_to_begin(article);
        self.read(Span::new(article, Extent::new(offset, offset)), Vec::new());
    }

    /// Where one is.
    fn here(&self) -> Visit {
        let place = (self.screen == ScreenName::Reader).then(|| self.reader.place()).flatten();
        Visit { screen: self.screen, place }
    }

    /// Shows `screen`; leaving it leads back here, unless one came through it.
    pub(super) fn show(&mut self, screen: ScreenName) {
        if screen == self.screen {
            return self.say(Message::note("this is where you are"));
        }
        self.jumps.leave(self.here());
        match self.nav.passed(screen) {
            Some(at) => self.return_to(at),
            None => self.nav.push(self.here(), None),
        }
        self.enter(screen);
    }

    /// Shows the comparison for parallels. What it showed before is put aside until one is back here, to
    /// which `q` leads at once.
    fn show_parallels(&mut self) {
        if self.screen == ScreenName::Compare {
            return;
        }
        self.jumps.leave(self.here());
        let aside = self.compare.put_aside();
        self.nav.push(self.here(), Some(aside));
        self.enter(ScreenName::Compare);
    }

    /// Shows headlines and leads of the ticked articles, as [`Self::show_parallels`] shows parallels.
    pub(super) fn show_leads(&mut self) {
        if self.screen == ScreenName::List {
            self.compare.chosen = self.list.ticked.clone();
        }
        self.show_parallels();
        let (screens, mut cx) = self.parts();
        screens.compare.leads(&mut cx);
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

    fn enter(&mut self, screen: ScreenName) {
        let left = std::mem::replace(&mut self.screen, screen);
        if screen != ScreenName::Compare {
            self.compare.give_up_draft();
        }
        let (screens, mut cx) = self.parts();
        match screen {
            ScreenName::List => {
                screens.list.refresh(cx.workspace);
                let open = screens.reader.article.as_ref().filter(|_| left == ScreenName::Reader);
                if let Some(article) = open {
                    screens.list.select(article.id(), cx.workspace);
                }
            }
            ScreenName::Reader => {}
            ScreenName::Search => screens.search.arrange(cx.workspace),
            ScreenName::Compare => screens.compare.enter(&mut cx),
            ScreenName::Quotes => screens.quotes.refresh(cx.workspace),
        }
        if left == ScreenName::Reader {
            cx.save_session();
        }
    }

    /// Opens an article with the sentence at `to` under the cursor.
    pub(super) fn read(&mut self, to: Span, marks: Vec<Extent>) {
        let Some(article) = self.workspace.article(to.article).cloned() else {
            return self.say(Message::error("that article is not in this collection"));
        };
        self.jumps.leave(self.here());
        // What a place was opened from is a level of its own, wherever one came to that from.
        if self.screen != ScreenName::Reader {
            self.nav.push(self.here(), None);
            self.enter(ScreenName::Reader);
        }
        self.reader.open(&article, to.extent.start, marks, &self.workspace);
        self.workspace.note_open(article.id());
    }

    /// The reader, with the article read last or the one selected in the list.
    pub(super) fn go_reader(&mut self) {
        if self.reader.article.is_some() {
            return self.show(ScreenName::Reader);
        }
        let last = self.workspace.session.last;
        let last = last.filter(|id| self.workspace.article(*id).is_some());
        if let Some(article) = last.or(self.list.selected()) {
            self.read_on(article);
        }
    }

    /// One level back; from the list, out.
    pub(super) fn leave(&mut self) {
        let left = self.screen;
        match self.nav.pop() {
            Some(Step { visit, aside }) => {
                self.jumps.leave(self.here());
                self.put_back(aside);
                self.enter(visit.screen);
                self.reread(visit.place);
                if left == ScreenName::Search {
                    self.back_from_search();
                }
            }
            None if self.screen == ScreenName::List => self.quit(),
            None => self.enter(ScreenName::List),
        }
    }

    pub(super) fn step_back(&mut self) {
        let here = self.here();
        match self.jumps.back(here) {
            Some(visit) => self.revisit(visit),
            None => self.say(Message::note("nothing further back")),
        }
    }

    /// To where one was before the last step, as also `G`, `/` and a percentage are; and back again.
    pub(super) fn step_across(&mut self) {
        let here = self.here();
        match self.jumps.across(here) {
            Some(visit) => self.revisit(visit),
            None => self.say(Message::note("no step to take back yet")),
        }
    }

    /// Remembers where one is, where `action` is a step within the article.
    pub(super) fn note_step(&mut self, action: Action) {
        let steps = matches!(
            action,
            Action::First
                | Action::Last
                | Action::Percent
                | Action::Find
                | Action::FindWord
                | Action::FindWordBack
        );
        if steps && self.is_reading() {
            let here = self.here();
            self.jumps.step_from(here);
        }
    }

    pub(super) fn step_forward(&mut self) {
        let here = self.here();
        match self.jumps.forward(here) {
            Some(visit) => self.revisit(visit),
            None => self.say(Message::note("nothing further on")),
        }
    }

    fn revisit(&mut self, visit: Visit) {
        if let Some(at) = self.nav.passed(visit.screen) {
            self.return_to(at);
        }
        self.enter(visit.screen);
        self.reread(visit.place);
    }

    /// Has the sentence at `place` under the cursor of the reader again, unless it is.
    pub(super) fn reread(&mut self, place: Option<Span>) {
        if let Some(place) = place.filter(|place| self.reader.place() != Some(*place))
            && let Some(article) = self.workspace.article(place.article).cloned()
        {
            self.reader.open(&article, place.extent.start, Vec::new(), &self.workspace);
            self.workspace.note_open(article.id());
        }
    }

    /// The article before or behind the open one, in the order of the list; one that the list does not show
    /// has its place in the order of the collection.
    pub(super) fn read_neighbour(&mut self, action: Action) {
        let Some(open) = self.reader.article.as_ref().map(|article| article.id()) else { return };
        let articles = self.workspace.collection.articles();
        let order: Vec<ArticleId> = if self.list.rows.contains(&open) {
            self.list.rows.clone()
        } else {
            articles.iter().map(|article| article.id()).collect()
        };
        let here = order.iter().position(|id| *id == open);
        let there = match action {
            Action::NextArticle => here.map(|here| here + 1),
            _ => here.and_then(|here| here.checked_sub(1)),
        };
        match there.and_then(|there| order.get(there)) {
            Some(article) => self.read_on(*article),
            None => self.say(Message::note("no article further that way")),
        }
    }

    /// Whether an article is read.
    pub(super) fn is_reading(&self) -> bool {
        self.screen == ScreenName::Reader && self.reader.article.is_some()
    }

    /// Brings everything that depends on size and articles up to date.
    pub(super) fn fit_to_screen(&mut self) {
        self.reader.fit_to_screen(&self.workspace);
        if let Some(beside) = &mut self.beside {
            beside.reader.fit_to_screen(&self.workspace);
        }
        self.search.fit_to_screen(&self.workspace);
        self.compare.fit_to_screen(&self.workspace);
        if self.screen == ScreenName::Quotes {
            self.quotes.fit_to_screen(&self.workspace);
        }
        let height = usize::from(self.list.areas(&self.workspace).rows.height);
        self.list.cursor.keep_within(self.list.rows.len(), height);
    }
}
