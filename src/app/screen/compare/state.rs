//! The state of the comparison: the comparison itself, what of it is shown, what is waited for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cell::CellPassages;
use super::columns::{Columns, Subject};
use super::concordance::Concordance;
use super::editor::Editor;
use super::history::History;
use super::matrix::Matrix;
use super::shown::{Layer, Shown};
use crate::app::go::ThemeDraft;
use crate::app::pending::Pending;
use crate::app::widgets::Field;
use crate::app::workspace::Workspace;
use crate::compare::parallels::From;
use crate::compare::{Compared, Comparison, Progress, Term, Theme, ThemeId};
use crate::keys::Context;
use crate::text::{ArticleId, Extent};

/// What is shown of the comparison.
#[derive(Debug, Clone, Default)]
pub enum View {
    /// Themes × articles.
    #[default]
    Matrix,
    /// Passages side by side.
    Columns(Columns),
    /// A term in context.
    Concordance(Concordance),
}

/// What letters go to.
#[derive(Debug, Clone)]
pub enum OpenField {
    /// The reader's line on a cell.
    Summary(Field),
    /// The form of a theme.
    Editor(Box<Editor>),
    /// A term to be seen in context.
    Term(Field),
}

/// A theme that waits for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickedUp {
    /// It is merged into that.
    ToMerge(ThemeId),
    /// Both are shown in one row.
    ToPair(ThemeId),
}

/// Why the articles are compared again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The screen came up, or shows something else.
    Shown,
    /// A file was saved by another program.
    FileSaved,
    /// A theme was changed here.
    ThemeChanged,
}

/// What is shown beyond the matrix and its themes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Beyond {
    /// What the other articles say to a place of this one.
    Parallels(ArticleId, From),
    /// Headlines and leads.
    Leads,
}

/// What is done once there is a comparison.
#[derive(Debug, Clone, Default)]
pub(super) struct Then {
    /// What is shown beside or in place of the matrix.
    pub(super) show: Option<Beyond>,
    /// This becomes a theme.
    pub(super) draft: Option<ThemeDraft>,
    /// The cursor goes to this theme.
    pub(super) select: Option<ThemeId>,
    /// This is said of so many edits once they are on the disk.
    pub(super) said: Option<(String, usize)>,
}

/// What is done with the answer to a question.
#[derive(Debug, Clone)]
pub(super) enum Awaited {
    /// Columns show what the others say to a place of an article; the sentences of it that are meant.
    Columns(ArticleId, From, Option<Extent>),
    /// The columns that are shown move along to a place of the pinned article.
    Along(From),
    /// The lines of a term are shown.
    Lines(Term),
    /// What could be compared by lies over the screen.
    Proposals,
}

/// Comparison: how each article treats each theme.
#[derive(Debug, Clone, Default)]
pub struct CompareScreen {
    /// The comparison, once it is made.
    pub compared: Option<Compared>,
    /// The comparison that is being made, and why.
    pub(super) comparing: Pending<Reason>,
    /// How far it has come, where it takes long.
    pub progress: Option<Progress>,
    /// What is done when it is there.
    pub(super) then: Then,
    /// The question put to the comparison, and what is done with its answer.
    pub(super) asking: Pending<Awaited>,
    /// Whether the reader wants proposals beside themes that are there.
    pub(super) with_proposals: bool,
    /// The articles compared, where the reader ticked some; empty for all.
    pub chosen: BTreeSet<ArticleId>,
    /// Themes against articles, kept while columns are shown.
    pub matrix: Matrix,
    /// What is shown.
    pub view: View,
    /// What letters go to, if they do.
    pub entry: Option<OpenField>,
    /// What of the passages is shown.
    pub shown: Shown,
    /// The theme that is to be put together with another.
    pub picked_up: Option<PickedUp>,
    /// What was changed here.
    pub(super) history: History,
    /// The passages of the selected cell.
    pub cell_passages: Option<CellPassages>,
}

impl CompareScreen {
    /// The comparison, once it is made.
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.compared.as_ref().map(|compared| &compared.comparison)
    }

    /// Whether a comparison is being made that has not come back.
    pub fn waiting(&self) -> bool {
        let shown = self.compared.as_ref();
        shown.is_none_or(|compared| !self.comparing.is_current(compared.number))
    }

    /// Whether this is the comparison that is waited for.
    pub(in crate::app) const fn awaits(&self, compared: &Compared) -> bool {
        self.comparing.is_current(compared.number)
    }

    /// What waits for the comparison to become a theme.
    pub(in crate::app) const fn draft(&self) -> Option<&ThemeDraft> {
        self.then.draft.as_ref()
    }

    /// The reader goes elsewhere: what was to become a theme does not come up any more.
    pub(in crate::app) fn give_up_draft(&mut self) {
        self.then.draft = None;
    }

    /// Nothing is waited for any more.
    pub(super) fn give_up_asking(&mut self) {
        self.asking.give_up();
        self.then.show = None;
        self.give_up_draft();
    }

    /// Where keys are looked up.
    pub const fn context(&self) -> Context {
        match &self.view {
            View::Columns(columns) => match columns.subject {
                Subject::Theme(_) => Context::Columns,
                Subject::Place(_) | Subject::Leads => Context::Parallels,
            },
            View::Matrix | View::Concordance(_) => Context::Compare,
        }
    }

    /// Whether proposals are shown only until there is a theme of the reader's own.
    pub fn proposes_for_want(&self) -> bool {
        !self.with_proposals && self.any_proposed()
    }

    /// Whether proposals are among the themes shown.
    pub fn any_proposed(&self) -> bool {
        self.comparison().is_some_and(|c| c.themes().iter().any(Theme::is_suggested))
    }

    /// Theme and article of what is selected.
    pub(super) fn cell(&self) -> Option<(usize, usize)> {
        match &self.view {
            View::Columns(columns) => match columns.subject {
                Subject::Theme(theme) => Some((theme, columns.current()?.article)),
                Subject::Place(_) | Subject::Leads => None,
            },
            View::Matrix => {
                let group = self.matrix.group().filter(|group| group.articles.len() == 1)?;
                Some((self.matrix.theme()?, *group.articles.first()?))
            }
            View::Concordance(_) => None,
        }
    }

    /// Makes what is shown again from the comparison as it is now.
    pub(super) fn renew(&mut self, workspace: &Workspace) {
        let Some(compared) = &self.compared else { return };
        self.cell_passages = None;
        if let View::Columns(columns) = &mut self.view
            && !columns.renew(compared, self.shown)
        {
            self.view = View::Matrix;
        }
        self.fit_to_screen(workspace);
    }

    /// Brings what depends on size and articles up to date.
    pub fn fit_to_screen(&mut self, workspace: &Workspace) {
        let Some(compared) = &self.compared else { return };
        let body = workspace.areas().body;
        self.matrix.drawing = workspace.settings.drawing;
        self.matrix.fit_to_screen(&compared.comparison, body);
        match &mut self.view {
            View::Matrix => {
                let before = self.cell_passages.take();
                self.cell_passages =
                    CellPassages::of(compared, &self.matrix, self.shown, body, before);
            }
            View::Columns(columns) => {
                columns.drawing = workspace.settings.drawing;
                columns.fit_to_screen(body);
                if self.shown.layer == Layer::Differences {
                    columns.mark_differences();
                }
            }
            View::Concordance(concordance) => concordance.fit_to_screen(body),
        }
    }
}
