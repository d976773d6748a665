//! What is asked of the comparison beside the room. What was shown before stays until the answer is there;
//! an answer that is no longer waited for is dropped.

use super::columns::Subject;
use super::concordance::Concordance;
use super::state::{Awaited, CompareScreen, View};
use crate::app::cx::Cx;
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Subjects};
use crate::app::workspace::Workspace;
use crate::compare::concordance::Occurrence;
use crate::compare::question::{Asked, CompareAnswer, Findings, Question};
use crate::compare::{Term, Tier};

/// Passages from which an answer may take so long that the reader is told.
const MANY: usize = 20_000;

impl CompareScreen {
    /// Puts a question in place of any that was put before.
    pub(super) fn ask(&mut self, awaited: Awaited, cx: &mut Cx<'_>) {
        let Some(comparison) = self.comparison().cloned() else { return };
        let asked = match &awaited {
            Awaited::Columns(article, from, _) => Asked::Parallels(*article, *from),
            Awaited::Along(from) => {
                let View::Columns(columns) = &self.view else { return };
                let pinned = columns.columns.get(columns.pinned);
                let article = pinned.and_then(|column| columns.article(column));
                let Some(article) = article else { return };
                Asked::Parallels(article.id(), *from)
            }
            Awaited::Lines(term) => Asked::Concordance(term.clone()),
            Awaited::Proposals => Asked::Proposals,
        };
        if comparison.model().passages() >= MANY && !matches!(awaited, Awaited::Along(_)) {
            cx.note("looking through all articles …");
        }
        let number = self.asking.ask(awaited);
        cx.ask(Effect::Ask(Question { number, comparison, asked }));
    }

    /// Asks again what is waited for, or what is shown, of a comparison that is new.
    pub(super) fn ask_anew(&mut self, cx: &mut Cx<'_>) {
        let shown = || match &self.view {
            View::Columns(columns) => match columns.subject {
                Subject::Place(from) => Some(Awaited::Along(from)),
                Subject::Theme(_) | Subject::Leads => None,
            },
            View::Concordance(lines) => Some(Awaited::Lines(lines.parsed().ok()?)),
            View::Matrix => None,
        };
        if let Some(awaited) = self.asking.waiting().cloned().or_else(shown) {
            self.ask(awaited, cx);
        }
    }

    /// Takes in an answer; gives what is to lie over the screen, if that was asked for.
    pub(in crate::app) fn answered(
        &mut self,
        answer: CompareAnswer,
        workspace: &Workspace,
    ) -> Option<Overlay> {
        let awaited = self.asking.answer(answer.number)?;
        match (awaited, answer.found) {
            (Awaited::Columns(article, from, sentence), Findings::Parallels(Some(found))) => {
                self.show_parallels(article, from, found, sentence);
            }
            (Awaited::Along(from), Findings::Parallels(Some(found))) => {
                self.move_along(from, found);
            }
            (Awaited::Lines(term), Findings::Concordance(found)) => {
                self.show_lines(&term, found);
            }
            (Awaited::Proposals, Findings::Proposals(found)) => {
                return Some(Overlay::Subjects(Subjects::new(found)));
            }
            _ => {}
        }
        self.fit_to_screen(workspace);
        None
    }

    /// Asks for `term` in context, or says at once what is wrong with it.
    pub(super) fn concord(&mut self, term: &str, cx: &mut Cx<'_>) {
        match Term::parse(term, Tier::Core) {
            Ok(term) => self.ask(Awaited::Lines(term), cx),
            Err(error) => {
                self.give_up_asking();
                self.change_lines(term, |concordance| {
                    concordance.lines.clear();
                    concordance.problem = Some(error.to_string());
                });
                self.fit_to_screen(cx.workspace);
            }
        }
    }

    /// Shows where a term stands.
    fn show_lines(&mut self, term: &Term, found: Vec<Occurrence>) {
        let Some(comparison) = self.comparison().cloned() else { return };
        self.change_lines(&term.text, |lines| lines.show(&comparison, found));
    }

    /// Changes the concordance that is shown, or a new one, and shows it for `term`.
    fn change_lines(&mut self, term: &str, change: impl FnOnce(&mut Concordance)) {
        let mut lines = match std::mem::take(&mut self.view) {
            View::Concordance(lines) => lines,
            View::Matrix | View::Columns(_) => Concordance::default(),
        };
        term.clone_into(&mut lines.term);
        change(&mut lines);
        self.view = View::Concordance(lines);
    }
}
