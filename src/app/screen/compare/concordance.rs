//! A word or term in context, aligned, over all articles.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::asking::Awaited;
use super::columns::said;
use super::{CompareScreen, Entry, View};
use crate::action::Action;
use crate::app::request::Request;
use crate::app::widgets::{Field, ListCursor};
use crate::app::workspace::Workspace;
use crate::collection::Article;
use crate::compare::concordance::Occurrence;
use crate::compare::{Comparison, Term, TermError, Tier};
use crate::text::words::fold;
use crate::text::{Extent, Span};

/// Bytes of context looked at on either side, for sorting.
const CONTEXT: usize = 60;

/// What the lines are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::Display)]
pub enum By {
    /// Article and place.
    #[default]
    #[strum(to_string = "in order of the articles")]
    Place,
    /// The words behind.
    #[strum(to_string = "sorted by what follows")]
    Right,
    /// The words before, nearest first.
    #[strum(to_string = "sorted by what goes before")]
    Left,
}

/// A line: where the term stands, and the words around.
#[derive(Debug, Clone)]
pub struct InContext {
    /// The article.
    pub article: Arc<Article>,
    /// Its column in the comparison.
    pub column: usize,
    /// ¶ number.
    pub passage: u32,
    /// The term's words.
    pub extent: Extent,
    /// The passage: context does not go beyond it.
    pub within: Extent,
}

/// A term in context.
#[derive(Debug, Clone, Default)]
pub struct Concordance {
    /// The term as typed.
    pub term: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Where it stands.
    pub lines: Vec<InContext>,
    /// The selected line.
    pub cursor: ListCursor,
    /// The order.
    pub by: By,
}

impl InContext {
    /// The words of the passage before the term.
    pub fn before(&self) -> &str {
        Extent::new(self.within.start, self.extent.start).of(self.article.text())
    }

    /// The words of the passage behind the term.
    pub fn after(&self) -> &str {
        Extent::new(self.extent.end, self.within.end).of(self.article.text())
    }
}

impl Concordance {
    /// The term, if it is one.
    pub(super) fn parsed(&self) -> Result<Term, TermError> {
        Term::parse(&self.term, Tier::Core)
    }

    /// Shows these places of the term.
    fn show(&mut self, comparison: &Comparison, found: Vec<Occurrence>) {
        self.problem = None;
        let articles: Vec<&Arc<Article>> = comparison.articles().collect();
        self.lines = found
            .into_iter()
            .filter_map(|occurrence| {
                let article = articles.get(occurrence.article)?;
                Some(InContext {
                    article: Arc::clone(article),
                    column: occurrence.article,
                    passage: occurrence.passage,
                    extent: occurrence.extent,
                    within: article.passage(occurrence.passage)?.block.extent,
                })
            })
            .collect();
        self.sort();
    }

    fn sort(&mut self) {
        match self.by {
            By::Place => self.lines.sort_by_key(|line| (line.column, line.extent)),
            By::Right => self.lines.sort_by_cached_key(|line| {
                fold(&line.after().chars().take(CONTEXT).collect::<String>())
                    .trim_start_matches(|c: char| !c.is_alphanumeric())
                    .to_owned()
            }),
            By::Left => self.lines.sort_by_cached_key(|line| {
                let before: String = line.before().chars().rev().take(CONTEXT).collect();
                let words: Vec<String> = fold(&before.chars().rev().collect::<String>())
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .rev()
                    .map(str::to_owned)
                    .collect();
                words
            }),
        }
    }

    pub(super) fn settle(&mut self, body: Rect) {
        // The last row says where the selected line stands.
        self.cursor.settle(self.lines.len(), usize::from(body.height.saturating_sub(1)));
    }
}

impl CompareScreen {
    /// Asks for `term` in context, or says at once what is wrong with it.
    pub(super) fn concord(&mut self, term: &str, workspace: &Workspace) -> Vec<Request> {
        match Term::parse(term, Tier::Core) {
            Ok(term) => self.ask(Awaited::Lines(term)),
            Err(error) => {
                self.give_up_asking();
                self.change_lines(term, |concordance| {
                    concordance.lines.clear();
                    concordance.problem = Some(error.to_string());
                });
                self.settle(workspace);
                Vec::new()
            }
        }
    }

    /// Shows where a term stands.
    pub(super) fn show_lines(&mut self, term: &Term, found: Vec<Occurrence>) {
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

    pub(super) fn act_concordance(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Vec<Request> {
        let View::Concordance(concordance) = &mut self.view else { return Vec::new() };
        let height = usize::from(workspace.areas().body.height.saturating_sub(1));
        if concordance.cursor.act(action, count, concordance.lines.len(), height) {
            return Vec::new();
        }
        match action {
            Action::CycleThemes | Action::CycleArticles | Action::CycleValue => {
                concordance.by = match concordance.by {
                    By::Place => By::Right,
                    By::Right => By::Left,
                    By::Left => By::Place,
                };
                concordance.sort();
                return said(concordance.by.to_string());
            }
            Action::Concordance | Action::Find => {
                self.entry = Some(Entry::Term(Field::default()));
            }
            Action::NewTheme => {
                let term = concordance.term.clone();
                return self.write_theme(&term);
            }
            Action::Open => {
                let line = concordance.lines.get(concordance.cursor.at);
                return line
                    .map(|line| Request::Jump {
                        to: Span::new(line.article.id(), line.extent),
                        marks: vec![line.extent],
                    })
                    .into_iter()
                    .collect();
            }
            Action::Cancel | Action::Quit => return vec![Request::Leave],
            _ => {}
        }
        Vec::new()
    }
}
