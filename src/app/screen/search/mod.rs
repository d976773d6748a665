//! Search: every passage of every article at every keystroke.

mod asking;
mod rows;
mod taking;

pub use rows::{HitOrder, SearchRow};

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::action::Action;
use crate::app::layout::{self, Split};
use crate::app::request::{Message, Request};
use crate::app::widgets::{Field, ListCursor, thousands};
use crate::app::workspace::Workspace;
use crate::search::{Hit, Query, SearchAnswer};
use crate::text::{ArticleId, Extent, Span};

/// Search: a field, what was found, and the passage of the selected hit in its place.
#[derive(Debug, Clone)]
pub struct SearchScreen {
    /// What is typed.
    pub field: Field,
    /// Whether letters go to the field.
    pub typing: bool,
    /// What is typed, as it was understood.
    pub query: Query,
    /// The number of the last question; an answer to an earlier one is out of date.
    asked: u64,
    /// How many hits were asked for.
    limit: usize,
    /// The last answer; it stays until there is a newer one.
    pub found: Option<SearchAnswer>,
    /// How the hits are ordered.
    pub arrangement: HitOrder,
    /// Whether the articles without a hit are listed below the hits by article.
    silent_listed: bool,
    /// The rows shown: hits, or while nothing is typed the searches of before.
    pub rows: Vec<SearchRow>,
    /// The selected row.
    pub cursor: ListCursor,
    /// Where the reader was when the search was begun there.
    pub origin: Option<Span>,
    /// The ticked sentences.
    pub ticked: BTreeSet<Span>,
    /// Whether the preview is shown.
    pub preview: bool,
    /// Rows by which the preview was moved down, or, below zero, up.
    pub preview_moved: isize,
}

impl Default for SearchScreen {
    fn default() -> Self {
        Self {
            field: Field::default(),
            typing: false,
            query: Query::default(),
            asked: 0,
            limit: asking::LIMIT,
            found: None,
            arrangement: HitOrder::default(),
            silent_listed: false,
            rows: Vec::new(),
            cursor: ListCursor::default(),
            origin: None,
            ticked: BTreeSet::new(),
            preview: true,
            preview_moved: 0,
        }
    }
}

impl SearchScreen {
    /// Prepares the screen as it comes up.
    pub fn enter(&mut self, workspace: &Workspace) -> Vec<Request> {
        self.arrange(workspace);
        Vec::new()
    }

    /// The hits of the last answer, best first.
    pub fn hits(&self) -> &[Hit] {
        self.found.as_ref().map_or(&[], |found| &found.results.hits)
    }

    /// The hit of the selected row; of an article its best one.
    pub fn selected(&self) -> Option<&Hit> {
        self.hits().get(self.selected_place()?)
    }

    fn selected_place(&self) -> Option<usize> {
        match self.rows.get(self.cursor.at)? {
            SearchRow::Hit(place) | SearchRow::Article { first: place, .. } => Some(*place),
            SearchRow::Silent | SearchRow::Without(_) | SearchRow::Past { .. } => None,
        }
    }

    /// Where list and preview are.
    pub fn areas(&self, workspace: &Workspace) -> Split {
        let mut body = workspace.areas().body;
        if let Some((line, _)) = self.aside(workspace) {
            body.y += line.height;
            body.height -= line.height;
        }
        layout::split(body, self.rows.len(), self.preview && !self.hits().is_empty())
    }

    /// The line above the hits that says which words stand nowhere, and where it is; only once everything
    /// was searched, and where there are hits to stand above.
    pub fn aside(&self, workspace: &Workspace) -> Option<(Rect, String)> {
        let found =
            self.found.as_ref().filter(|_| !self.rows.is_empty() && self.complete(workspace))?;
        let body = workspace.areas().body;
        let words = found.results.nothing_like(self.query.tolerance)?;
        Some((Rect { height: body.height.min(1), ..body }, words))
    }

    /// Whether the answer is one for all articles.
    pub fn complete(&self, workspace: &Workspace) -> bool {
        let searched = self.found.as_ref().map_or(0, |found| found.searched);
        searched >= workspace.collection.len() && !workspace.loading
    }

    /// All words found in an article, in order: what to mark in it.
    pub fn marks(&self, article: ArticleId) -> Vec<Extent> {
        let hits = self.hits().iter().filter(|hit| hit.span.article == article);
        let mut marks: Vec<Extent> = hits.flat_map(|hit| hit.highlights.iter().copied()).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// The articles of the ticked hits.
    pub fn ticked_articles(&self) -> BTreeSet<ArticleId> {
        self.ticked.iter().map(|span| span.article).collect()
    }

    /// Does what a key means here.
    pub fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Vec<Request> {
        let height = usize::from(self.areas(workspace).rows.height);
        if self.cursor.act(action, count, self.rows.len(), height) {
            self.preview_moved = 0;
            return self.more();
        }
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
        match action {
            Action::Open | Action::Right => return self.open(workspace),
            Action::Find | Action::Filter | Action::Search => self.go_to_field(),
            Action::FindNext => return self.act(Action::Down, count, workspace),
            Action::FindPrevious => return self.act(Action::Up, count, workspace),
            Action::NextParagraph => self.go_to_article(Action::Down, workspace),
            Action::PreviousParagraph => self.go_to_article(Action::Up, workspace),
            Action::Tick => return self.tick(workspace),
            Action::Group => self.regroup(workspace),
            Action::Preview => self.preview = !self.preview,
            Action::PreviewDown => self.preview_moved = self.preview_moved.saturating_add(by),
            Action::PreviewUp => self.preview_moved = self.preview_moved.saturating_sub(by),
            Action::NewTheme => return self.new_theme(),
            Action::Copy => return self.copy(workspace),
            Action::CopyCitation => return self.copy_cited(workspace),
            Action::Quote => return self.quote(workspace),
            Action::QuoteWithNote => return self.quote_with_note(),
            Action::KeepSearch => return vec![Request::KeepSearch(self.field.text().to_owned())],
            Action::Cancel if !self.ticked.is_empty() => self.ticked.clear(),
            Action::Cancel => return vec![Request::Leave],
            _ => {}
        }
        Vec::new()
    }

    /// Jumps to the selected hit, opens or lists articles without one, or searches again for what was searched
    /// before.
    pub(super) fn open(&mut self, workspace: &Workspace) -> Vec<Request> {
        match self.rows.get(self.cursor.at) {
            Some(SearchRow::Past { query, .. }) => {
                return self.search_for(&query.clone(), workspace);
            }
            Some(SearchRow::Silent) => {
                self.list_silent(workspace);
                return Vec::new();
            }
            Some(SearchRow::Without(id)) => return vec![Request::Read(*id)],
            _ => {}
        }
        let Some(hit) = self.selected() else { return Vec::new() };
        let (to, marks) = (hit.span, self.marks(hit.span.article));
        self.typing = false;
        vec![Request::Remember(self.field.text().to_owned()), Request::Jump { to, marks }]
    }

    /// Goes `by` hits on, or back if below zero, round at the ends: what `n` and `N` do in the reader.
    pub fn walk(&mut self, by: isize, workspace: &Workspace) -> Vec<Request> {
        let hits: Vec<usize> = (0..self.rows.len())
            .filter(|row| matches!(self.rows.get(*row), Some(SearchRow::Hit(_))))
            .collect();
        let Ok(total) = isize::try_from(hits.len()) else { return Vec::new() };
        if total == 0 {
            return Vec::new();
        }
        let here = hits.partition_point(|row| *row < self.cursor.at);
        let here = isize::try_from(here).unwrap_or(0);
        let next = usize::try_from((here + by).rem_euclid(total)).unwrap_or(0);
        let height = usize::from(self.areas(workspace).rows.height);
        self.cursor.select(hits.get(next).copied().unwrap_or(0), self.rows.len(), height);
        let Some(hit) = self.selected() else { return Vec::new() };
        let (to, marks) = (hit.span, self.marks(hit.span.article));
        let words = format!("hit {} of {}", next + 1, thousands(hits.len()));
        vec![Request::Jump { to, marks }, Request::Say(Message::note(words))]
    }

    /// Brings what depends on size and articles up to date.
    pub fn settle(&mut self, workspace: &Workspace) {
        let height = usize::from(self.areas(workspace).rows.height);
        self.cursor.settle(self.rows.len(), height);
    }
}
