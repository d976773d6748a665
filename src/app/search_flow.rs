//! What the app does with hits: asks for them, walks through them, hands them on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::App;
use super::effect::Effect;
use super::message::Message;
use super::screen::ScreenName;
use crate::action::Action;
use crate::compare::{Compared, Comparison};
use crate::search::SearchJob;

impl App {
    /// Has the articles indexed as they are now.
    pub(super) fn index(&mut self) {
        if !self.workspace.collection.is_empty() {
            self.effects.push(Effect::Index(Arc::clone(&self.workspace.collection)));
            self.search.ask_again();
        }
    }

    /// The search with its field open; in the reader with the selected words in it.
    pub(super) fn begin_search(&mut self) {
        let selected = (self.screen == ScreenName::Reader && self.reader.selection.is_some())
            .then(|| self.reader.chosen())
            .flatten()
            .map(|span| self.workspace.collection.words_at(span).to_owned());
        if self.screen == ScreenName::Reader {
            self.search.origin = self.reader.place();
        }
        self.show(ScreenName::Search);
        self.search.go_to_field();
        if let Some(words) = selected {
            self.search.search_for(&words, &self.workspace);
        }
    }

    /// In the reader again, as it was when the search was begun.
    pub(super) fn back_from_search(&mut self) {
        let origin = self.search.origin.take();
        if self.screen == ScreenName::Reader {
            self.reread(origin);
        }
    }

    /// Searches only the articles that are ticked, on the list or in the search; all again where it was so.
    pub(super) fn search_ticked(&mut self) {
        let ticked = match (self.search.among.is_empty(), self.list.ticked.is_empty()) {
            (false, _) => BTreeSet::new(),
            (true, false) => self.list.ticked.clone(),
            (true, true) => self.search.ticked_articles(),
        };
        if self.search.among.is_empty() && ticked.is_empty() {
            return self.say(Message::note("no article is ticked, here or on the list"));
        }
        self.search.search_among(ticked, &self.workspace);
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
    pub(super) fn walk_hits(&mut self, action: Action, count: Option<usize>) {
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
        let by = if action == Action::FindNext { by } else { -by };
        let (screens, mut cx) = self.parts();
        screens.search.walk(by, &mut cx);
    }

    /// The comparison of what is ticked on the list or in the search; of all articles where nothing is.
    pub(super) fn compare_chosen(&mut self) {
        self.compare.chosen = match self.screen {
            ScreenName::List => self.list.ticked.clone(),
            ScreenName::Search => self.search.ticked_articles(),
            _ => BTreeSet::new(),
        };
        if self.screen == ScreenName::Compare {
            self.compare_again();
        } else {
            self.show(ScreenName::Compare);
        }
    }

    /// Compares again with theme files that were just saved; where the comparison is not shown, coming back
    /// to it does that.
    pub(super) fn themes_saved(&mut self) {
        if self.screen == ScreenName::Compare {
            let (screens, mut cx) = self.parts();
            screens.compare.reread(&mut cx);
        }
    }

    /// Takes in a comparison; a search by theme may mean something else now.
    pub(super) fn compared(&mut self, compared: Compared) {
        if self.compare.draft().is_some() && self.compare.awaits(&compared) {
            // It is no longer waited for.
            self.message = None;
        }
        let (screens, mut cx) = self.parts();
        screens.compare.take(compared, &mut cx);
        if let Some(comparison) = screens.compare.comparison() {
            let names = comparison.themes().iter().map(|theme| theme.name.clone());
            screens.search.themes = names.collect();
        }
        if self.search.names_theme() && self.message.take().is_some() {
            // Tab was pressed before the names were known.
            let (screens, mut cx) = self.parts();
            screens.search.complete_typed(&mut cx);
        }
        if !self.search.query.themes.is_empty() {
            self.search.ask_again();
        }
    }

    /// Has the names of the themes found out where one is to be completed and they are not known yet;
    /// whether that is so.
    pub(super) fn wants_themes(&mut self) -> bool {
        let wants = self.screen == ScreenName::Search
            && self.search.names_theme()
            && self.compare.comparison().is_none();
        if wants {
            let (screens, mut cx) = self.parts();
            screens.compare.enter(&mut cx);
            self.say(Message::note("finding out which themes there are …"));
        }
        wants
    }

    /// Hands the question that the search has now to the outside. What themes it names mean is known to the
    /// comparison, which is made first where there is none.
    pub(super) fn find(&mut self) {
        let Some(mut job) = self.search.question() else { return };
        let comparison = self.compare.comparison().cloned();
        job.query.aliases =
            comparison.as_ref().map(|c| c.theme_set().other_names()).unwrap_or_default();
        if !job.query.themes.is_empty() {
            let Some(comparison) = comparison else {
                let (screens, mut cx) = self.parts();
                screens.compare.enter(&mut cx);
                return self.say(Message::note("finding out what treats that theme …"));
            };
            self.keep_to_themes(&mut job, &comparison);
        }
        self.effects.push(Effect::Search(job));
    }

    /// Lets a question look only where the themes that it names are treated.
    fn keep_to_themes(&mut self, job: &mut SearchJob, comparison: &Comparison) {
        let (spans, unknown) = comparison.within(&job.query.themes);
        for name in unknown {
            self.say(Message::note(format!("no theme is called “{name}”")));
        }
        job.query.within = Some(spans);
    }
}
