//! A word or term in context, aligned, over all articles.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::widgets::{ListCursor, ListView};
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
    /// Where the term stands.
    pub article: Arc<Article>,
    /// Its column in the comparison.
    pub column: usize,
    /// Its ¶ number in the article, from 1.
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
    /// How the lines are sorted.
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
    pub(super) fn show(&mut self, comparison: &Comparison, found: Vec<Occurrence>) {
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

    /// The lines in `body`: the last row says where the selected one stands.
    pub fn view(&self, body: Rect) -> ListView {
        let area = Rect { height: body.height.saturating_sub(1), ..body };
        ListView::new(area, self.cursor, self.lines.len())
    }

    pub(super) fn fit_to_screen(&mut self, body: Rect) {
        self.cursor = self.view(body).cursor;
    }

    /// Moves in the lines, sorts them, or leads to one.
    pub(super) fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let height = self.view(cx.body()).page();
        let action = match action {
            Action::FindNext => Action::Down,
            Action::FindPrevious => Action::Up,
            action => action,
        };
        if self.cursor.act(action, count, self.lines.len(), height) {
            return Flow::Stay;
        }
        match action {
            Action::CycleThemes | Action::CycleArticles | Action::CycleValue => {
                self.by = match self.by {
                    By::Place => By::Right,
                    By::Right => By::Left,
                    By::Left => By::Place,
                };
                self.sort();
                cx.note(self.by.to_string());
            }
            Action::Open => {
                if let Some(line) = self.lines.get(self.cursor.at) {
                    cx.jump(Span::new(line.article.id(), line.extent), vec![line.extent]);
                }
            }
            Action::Cancel => return Flow::Close,
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }
}
