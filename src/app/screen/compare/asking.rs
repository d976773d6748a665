//! What is asked of the comparison beside the room. What was shown before stays until the answer is there;
//! an answer that is no longer waited for is dropped.

use super::columns::Subject;
use super::{CompareScreen, View};
use crate::app::effect::Effect;
use crate::app::request::{Message, Request};
use crate::app::workspace::Workspace;
use crate::compare::Term;
use crate::compare::parallels::From;
use crate::compare::question::{Answer, Asked, Findings, Question};
use crate::text::{ArticleId, Extent};

/// Passages from which an answer may take so long that the reader is told.
const MANY: usize = 20_000;

/// What is done with an answer.
#[derive(Debug, Clone)]
pub(super) enum Awaited {
    /// Columns show what the others say to a place of an article; the sentences of it that are meant.
    Columns(ArticleId, From, Option<Extent>),
    /// The columns that are shown move along to a place of the pinned article.
    Along(From),
    /// The lines of a term are shown.
    Lines(Term),
}

impl CompareScreen {
    /// Puts a question in place of any that was put before.
    pub(super) fn ask(&mut self, awaited: Awaited) -> Vec<Request> {
        let Some(comparison) = self.comparison().cloned() else { return Vec::new() };
        let asked = match &awaited {
            Awaited::Columns(article, from, _) => Asked::Parallels(*article, *from),
            Awaited::Along(from) => {
                let View::Columns(columns) = &self.view else { return Vec::new() };
                let pinned = columns.columns.get(columns.pinned);
                let article = pinned.and_then(|column| columns.article(column));
                let Some(article) = article else { return Vec::new() };
                Asked::Parallels(article.id(), *from)
            }
            Awaited::Lines(term) => Asked::Concordance(term.clone()),
        };
        let says = comparison.model().passages() >= MANY && !matches!(awaited, Awaited::Along(_));
        let says = says.then(|| Request::Say(Message::note("looking through all articles …")));
        self.questions += 1;
        self.awaited = Some(awaited);
        let question = Question { number: self.questions, comparison, asked };
        says.into_iter().chain([Request::Outside(Effect::Ask(question))]).collect()
    }

    /// Asks again what is waited for, or what is shown, of a comparison that is new.
    pub(super) fn ask_anew(&mut self) -> Vec<Request> {
        let shown = || match &self.view {
            View::Columns(columns) => match columns.subject {
                Subject::Place(from) => Some(Awaited::Along(from)),
                Subject::Theme(_) => None,
            },
            View::Concordance(lines) => Some(Awaited::Lines(lines.parsed().ok()?)),
            View::Matrix => None,
        };
        let awaited = self.awaited.clone().or_else(shown);
        awaited.map_or_else(Vec::new, |awaited| self.ask(awaited))
    }

    /// Takes in an answer.
    pub(in crate::app) fn answered(&mut self, answer: Answer, workspace: &Workspace) {
        if answer.number != self.questions {
            return;
        }
        match (self.awaited.take(), answer.found) {
            (Some(Awaited::Columns(article, from, sentence)), Findings::Parallels(Some(found))) => {
                self.show_parallels(article, from, found, sentence);
            }
            (Some(Awaited::Along(from)), Findings::Parallels(Some(found))) => {
                self.move_along(from, found);
            }
            (Some(Awaited::Lines(term)), Findings::Concordance(found)) => {
                self.show_lines(&term, found);
            }
            _ => {}
        }
        self.settle(workspace);
    }

    /// Nothing is waited for any more.
    pub(super) fn give_up_asking(&mut self) {
        self.awaited = None;
        self.wanted = None;
        self.give_up_beginning();
    }
}
