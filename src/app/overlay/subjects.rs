//! What the articles could be compared by: subjects, and names beside them; the selected one becomes a theme.

use super::{Note, Overlay};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::go::{Go, ThemeDraft};
use crate::app::widgets::{ListCursor, counted};
use crate::compare::proposals::{Proposals, ProposedTheme};

/// Which of the two lists has the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Subjects.
    #[default]
    Subjects,
    /// Names of people, places and bodies that recur.
    Names,
}

/// Subjects and names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subjects {
    /// What is proposed.
    pub found: Proposals,
    /// The list with the cursor.
    pub side: Side,
    /// The selected one in it.
    pub cursor: ListCursor,
}

impl Subjects {
    /// The first subject is selected.
    pub fn new(found: Proposals) -> Self {
        let side = if found.subjects.is_empty() { Side::Names } else { Side::Subjects };
        Self { found, side, cursor: ListCursor::default() }
    }

    /// What stands in a list.
    pub fn list(&self, side: Side) -> &[ProposedTheme] {
        match side {
            Side::Subjects => &self.found.subjects,
            Side::Names => &self.found.names,
        }
    }

    /// The selected one.
    pub fn selected(&self) -> Option<&ProposedTheme> {
        self.list(self.side).get(self.cursor.at)
    }

    /// Gives the cursor to the list of `side`: from its first row, unless it was there.
    pub(super) fn show(&mut self, side: Side) {
        if self.side != side {
            self.side = side;
            self.cursor = ListCursor::default();
        }
    }

    pub(super) fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let length = self.list(self.side).len();
        let page = self.list_of(self.side, cx.workspace).map_or(1, |list| list.page());
        if self.cursor.act(action, count, length, page) {
            return Flow::Stay;
        }
        match (action, self.selected()) {
            (Action::NextPane | Action::Right | Action::Left, _) => {
                self.show(match (self.side, action) {
                    (_, Action::Left) | (Side::Names, Action::NextPane) => Side::Subjects,
                    _ => Side::Names,
                });
            }
            (Action::Open, Some(proposed)) => {
                let theme = Box::new(proposed.theme.clone());
                cx.go(Go::BeginTheme(ThemeDraft::Proposed(theme)));
                return Flow::Close;
            }
            (Action::Why, Some(proposed)) => {
                cx.open(Overlay::Note(Note::new(
                    format!("Why · {}", proposed.theme.name),
                    why(proposed),
                )));
                return Flow::Close;
            }
            (Action::ProposalRows, _) => {
                cx.go(Go::Run(Action::ProposalRows));
                return Flow::Close;
            }
            _ => {}
        }
        Flow::Stay
    }
}

/// What speaks for a proposal: its terms, counted, and its best passage.
pub fn why(proposed: &ProposedTheme) -> Vec<String> {
    let stands = |passages: usize, articles: usize| {
        format!("{passages} ¶ in {}", counted(articles, "article"))
    };
    let (passages, articles) = proposed.found;
    let mut lines = vec![format!("found by its terms in {}", stands(passages, articles))];
    lines.extend(proposed.terms.iter().map(|(term, passages, articles)| {
        format!("  {term:<24} {}", stands(*passages, *articles))
    }));
    if let Some((article, passage, words)) = &proposed.best {
        lines.push(format!("its best passage: ¶{passage} of {article}"));
        lines.push(format!("  {words}"));
    }
    lines
}
