//! Comparison: how each article treats each theme.

mod asking;
mod beginning;
mod column;
mod columns;
mod concordance;
mod cues;
mod editor;
mod export;
mod filling;
mod following;
mod grouping;
mod keeping;
mod matrix;
mod merging;
mod own_line;
mod parallels;
mod picking;
mod strips;
mod why;

pub use beginning::ThemeDraft;
pub use column::{Column, ColumnRow, Item, OwnLine, Shows};
pub use columns::{Columns, MARGIN, Subject};
pub use concordance::{Concordance, InContext};
pub use editor::{Counted, EditField, Editor};
pub(in crate::app) use following::SavedView;
pub use grouping::{Arrangement, Group};
pub use matrix::{LETTERS, Matrix, MatrixLayout, Sorted, Value};
pub use strips::{Focus, StripCursor, StripWidths};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::request::{Message, Request};
use crate::app::widgets::Field;
use crate::app::workspace::Workspace;
use crate::collection::Collection;
use crate::compare::parallels::From;
use crate::compare::{CompareEdit, CompareJob, Compared};
use crate::compare::{Comparison, DEFAULT_CUT, Progress, ThemeId};
use crate::keys::{Context, Key};
use crate::text::ArticleId;
use asking::Awaited;

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

/// Which passages the columns list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Passages {
    /// Those that terms or the reader speak for.
    #[default]
    Marked,
    /// Also those whose score alone reaches the cut.
    Near,
    /// All of the article, in its order.
    Whole,
}

/// The order of the passages in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ordered {
    /// As in the article.
    #[default]
    Place,
    /// By score, each passage led by its best sentence.
    Best,
}

/// Which words are marked in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layer {
    /// The theme's terms.
    #[default]
    Terms,
    /// Quoted words, reporting verbs, hedges.
    Cues,
}

/// What of the passages is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Share of a theme's best score from which passages count as near.
    pub cut: f32,
    /// Which passages.
    pub passages: Passages,
    /// In which order.
    pub order: Ordered,
    /// Which words are marked.
    pub layer: Layer,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            cut: DEFAULT_CUT,
            passages: Passages::default(),
            order: Ordered::default(),
            layer: Layer::default(),
        }
    }
}

/// What letters go to.
#[derive(Debug, Clone)]
pub enum Entry {
    /// The reader's line on a cell.
    Summary(Field),
    /// A theme.
    Editor(Box<Editor>),
    /// A term to be seen in context.
    Term(Field),
}

/// Comparison: how each article treats each theme.
#[derive(Debug, Clone, Default)]
pub struct CompareScreen {
    /// The comparison, once it is made.
    pub compared: Option<Compared>,
    /// The number of the job that was asked for because a file was saved elsewhere.
    noticed: Option<u64>,
    /// The number of the last job asked for; an answer to an earlier one is out of date.
    asked: u64,
    /// How far the job has come, where it takes long.
    pub progress: Option<Progress>,
    /// Whether the reader wants proposals beside themes that are there.
    with_proposals: bool,
    /// The articles compared, where the reader ticked some; empty for all.
    pub chosen: BTreeSet<ArticleId>,
    /// The matrix.
    pub matrix: Matrix,
    /// What is shown.
    pub view: View,
    /// What letters go to, if they do.
    pub entry: Option<Entry>,
    /// What of the passages is shown.
    pub shown: Shown,
    /// What one is waiting for, to be shown when the comparison is there.
    wanted: Option<(ArticleId, From)>,
    /// The number of the last question put to the comparison.
    questions: u64,
    /// What is done with its answer.
    awaited: Option<Awaited>,
    /// What becomes a theme when the comparison is there.
    begun: Option<ThemeDraft>,
    /// The theme that is to be merged into another.
    pub merging: Option<ThemeId>,
    /// The theme that the cursor goes to when the comparison has it.
    select: Option<ThemeId>,
    /// The number of the job that takes in a theme changed here.
    own: Option<u64>,
    /// What takes each change back, the last one last.
    undo: Vec<Vec<CompareEdit>>,
}

impl CompareScreen {
    /// The comparison, once it is made.
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.compared.as_ref().map(|compared| &compared.comparison)
    }

    /// Whether a comparison is being made that has not come back.
    pub fn waiting(&self) -> bool {
        self.compared.as_ref().is_none_or(|compared| compared.number != self.asked)
    }

    /// Where keys are looked up.
    pub const fn context(&self) -> Context {
        match &self.view {
            View::Columns(columns) => match columns.subject {
                Subject::Theme(_) => Context::Columns,
                Subject::Place(_) => Context::Parallels,
            },
            View::Matrix | View::Concordance(_) => Context::Compare,
        }
    }

    /// Whether letters type.
    pub const fn typing(&self) -> bool {
        self.entry.is_some()
    }

    /// Prepares the screen as it comes up: the reader's files may have changed.
    pub fn enter(&mut self, workspace: &Workspace) -> Vec<Request> {
        if workspace.loading || workspace.collection.is_empty() {
            return Vec::new();
        }
        vec![self.job(workspace)]
    }

    /// Compares anew because theme files were saved.
    pub fn reread(&mut self, workspace: &Workspace) -> Vec<Request> {
        // What was changed here is seen to be saved too.
        let own = self.waiting() && self.own == Some(self.asked);
        let requests = self.enter(workspace);
        let asked = (!requests.is_empty()).then_some(self.asked);
        if own {
            self.own = asked;
        } else {
            self.noticed = asked;
        }
        requests
    }

    /// The chosen articles; all of them where fewer than two of the chosen ones are there.
    fn collection(&self, workspace: &Workspace) -> Arc<Collection> {
        let articles = workspace.collection.articles();
        let chosen = articles.iter().filter(|article| self.chosen.contains(&article.id()));
        let chosen = Collection::new(chosen.cloned(), Vec::new());
        if chosen.len() < 2 { Arc::clone(&workspace.collection) } else { Arc::new(chosen) }
    }

    fn job(&mut self, workspace: &Workspace) -> Request {
        self.asked += 1;
        self.progress = None;
        Request::Outside(Effect::Compare(CompareJob {
            before: self.comparison().cloned(),
            collection: self.collection(workspace),
            origin: workspace.origin.clone(),
            with_proposals: self.with_proposals,
            number: self.asked,
        }))
    }

    /// Takes in how far a comparison has come.
    pub(in crate::app) fn note_progress(&mut self, number: u64, progress: Progress) {
        if number == self.asked && self.waiting() {
            self.progress = Some(progress);
        }
    }

    /// Takes in a comparison; one that was overtaken is dropped.
    pub fn take(&mut self, compared: Compared, workspace: &Workspace) -> Vec<Request> {
        if compared.number != self.asked {
            return Vec::new();
        }
        self.progress = None;
        let problem = compared.problems.first().map(|problem| {
            let file = problem.path.file_name().unwrap_or_default().to_string_lossy();
            let text = format!("{file}, line {}: {}", problem.line, problem.message);
            Request::Say(Message::error(text))
        });
        let noticed = self.noticed.take_if(|number| *number == compared.number).is_some();
        let before = self.comparison().cloned();
        let comparison = &compared.comparison;
        if let Some(before) = &before {
            self.follow_themes(before, comparison);
        }
        if let Some(id) = self.select.take() {
            let place = comparison.themes().iter().position(|theme| theme.id == id);
            self.matrix.select_theme(place);
        }
        self.matrix.refresh(comparison, self.shown.cut);
        let other = before.is_some_and(|before| before.theme_set() != comparison.theme_set());
        self.compared = Some(compared);
        self.renew(workspace);
        let asked = match self.wanted.take() {
            Some((article, from)) => self.ask(Awaited::Columns(article, from, None)),
            None => self.ask_anew(),
        };
        let offered = self.begun.take().map(|begun| self.begin(begun));
        let reread = (noticed && other && problem.is_none())
            .then(|| Request::Say(Message::note("read the theme files again")));
        let said = problem.into_iter().chain(reread);
        asked.into_iter().chain(said).chain(offered.into_iter().flatten()).collect()
    }

    /// Makes what is shown anew from the comparison as it is now.
    fn renew(&mut self, workspace: &Workspace) {
        let shown = self.shown;
        let Some(compared) = &self.compared else { return };
        match &mut self.view {
            View::Matrix | View::Concordance(_) => {}
            View::Columns(columns) => {
                if !columns.renew(compared, shown) {
                    self.view = View::Matrix;
                }
            }
        }
        self.settle(workspace);
    }

    /// Shows what the other articles say to a place of `article`.
    pub fn parallels(&mut self, article: ArticleId, from: From) -> Vec<Request> {
        if self.waiting() {
            self.wanted = Some((article, from));
            return Vec::new();
        }
        self.ask(Awaited::Columns(article, from, None))
    }

    /// Does what a key means here.
    pub fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Vec<Request> {
        if self.compared.is_none() {
            return if action == Action::Cancel { vec![Request::Leave] } else { Vec::new() };
        }
        if action == Action::Cancel && self.merging.take().is_some() {
            return columns::said("the theme stays as it is".to_owned());
        }
        if matches!(action, Action::Cancel | Action::Quit) {
            self.give_up_asking();
        }
        if let Some(requests) = self.act_keeping(action, workspace) {
            return requests;
        }
        match &mut self.view {
            View::Matrix => self.act_matrix(action, count, workspace),
            View::Columns(_) => self.act_columns(action, count, workspace),
            View::Concordance(_) => self.act_concordance(action, count, workspace),
        }
    }

    /// One level back inside the screen; `false` if it shows the matrix already.
    pub fn step_out(&mut self) -> bool {
        self.give_up_asking();
        let inside = !matches!(self.view, View::Matrix) || self.matrix.focus != Focus::Cells;
        self.view = View::Matrix;
        self.matrix.focus = Focus::Cells;
        inside
    }

    /// Takes a key while letters type.
    pub fn key(&mut self, key: Key, workspace: &Workspace) -> Vec<Request> {
        let term = match &mut self.entry {
            Some(Entry::Term(field)) => {
                field.key(key).then(|| field.text().to_owned()).filter(|term| !term.is_empty())
            }
            Some(Entry::Summary(field)) => {
                field.key(key);
                None
            }
            Some(Entry::Editor(editor)) => {
                if let Some(compared) = &self.compared {
                    editor.key(key, &compared.comparison);
                }
                None
            }
            None => None,
        };
        term.map_or_else(Vec::new, |term| self.concord(&term, workspace))
    }

    /// Takes what a key means while letters type.
    pub fn act_typing(&mut self, action: Action, workspace: &Workspace) -> Vec<Request> {
        match (action, &mut self.entry) {
            (Action::Cancel, entry) => {
                if let Some(Entry::Editor(editor)) = entry
                    && editor.holds_back()
                {
                    return columns::said("not saved: Enter saves, Esc again leaves it".to_owned());
                }
                self.give_up_asking();
                self.entry = None;
                Vec::new()
            }
            (Action::Down | Action::NextPane, Some(Entry::Editor(editor))) => {
                editor.step(true);
                Vec::new()
            }
            (Action::Up, Some(Entry::Editor(editor))) => {
                editor.step(false);
                Vec::new()
            }
            (Action::Accept | Action::NextPane, _) => self.accept(workspace),
            _ => Vec::new(),
        }
    }

    fn accept(&mut self, workspace: &Workspace) -> Vec<Request> {
        match self.entry.take() {
            Some(Entry::Summary(field)) => self.keep_summary(field.text(), workspace),
            Some(Entry::Editor(editor)) => self.keep_theme(*editor, workspace),
            Some(Entry::Term(_)) | None => Vec::new(),
        }
    }

    /// Brings what depends on size and articles up to date.
    pub fn settle(&mut self, workspace: &Workspace) {
        let Some(compared) = &self.compared else { return };
        self.matrix.settle(&compared.comparison, workspace.areas().body);
        match &mut self.view {
            View::Matrix => {}
            View::Columns(columns) => columns.settle(workspace.areas().body),
            View::Concordance(concordance) => concordance.settle(workspace.areas().body),
        }
    }
}
