//! The rows of the search: hits by rank or by article, or the searches of before.

use std::collections::HashSet;

use super::SearchScreen;
use crate::action::Action;
use crate::app::widgets::ListCursor;
use crate::app::workspace::Workspace;
use crate::search::SearchAnswer;
use crate::text::{ArticleId, Span};

/// How hits are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HitOrder {
    /// The best first.
    #[default]
    Ranked,
    /// By article, that with the best hit first, and there in the order of the text.
    Grouped,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchRow {
    /// A hit, by its place among those of the answer.
    Hit(usize),
    /// An article, above its hits.
    Article {
        /// The article whose hits follow.
        id: ArticleId,
        /// The place of its best hit.
        first: usize,
        /// How many hits it has.
        hits: usize,
    },
    /// Below all hits by article: that nothing was found in the others; Enter lists them.
    Silent,
    /// An article without a hit.
    Without(ArticleId),
    /// A search of before.
    Past {
        /// What was typed.
        query: String,
        /// Whether the reader keeps it.
        kept: bool,
    },
}

impl SearchScreen {
    /// Makes the rows again.
    pub fn arrange(&mut self, workspace: &Workspace) {
        self.rows = match (&self.found, self.arrangement) {
            (None, _) if self.field.text().trim().is_empty() => past(workspace),
            (None, _) => Vec::new(),
            (Some(_), HitOrder::Ranked) => (0..self.hits().len()).map(SearchRow::Hit).collect(),
            (Some(_), HitOrder::Grouped) => self.grouped(workspace),
        };
    }

    fn grouped(&self, workspace: &Workspace) -> Vec<SearchRow> {
        let hits = self.hits();
        let mut order: Vec<ArticleId> = Vec::new();
        let mut seen = std::collections::HashMap::<ArticleId, Vec<usize>>::new();
        for (place, hit) in hits.iter().enumerate() {
            let places = seen.entry(hit.span.article).or_default();
            if places.is_empty() {
                order.push(hit.span.article);
            }
            places.push(place);
        }
        let mut rows = Vec::new();
        for id in order {
            let mut places = seen.remove(&id).unwrap_or_default();
            let first = places.first().copied().unwrap_or(0);
            rows.push(SearchRow::Article { id, first, hits: places.len() });
            places.sort_by_key(|place| hits.get(*place).map(|hit| hit.span));
            rows.extend(places.into_iter().map(SearchRow::Hit));
        }
        let silent = self.silent(workspace);
        if !silent.is_empty() && !hits.is_empty() {
            rows.push(SearchRow::Silent);
            if self.silent_listed {
                rows.extend(silent.into_iter().map(SearchRow::Without));
            }
        }
        rows
    }

    /// The articles without a hit, in the order of the collection; none as long as there are articles or
    /// hits that were not looked at, because one of those may still have one.
    pub fn silent(&self, workspace: &Workspace) -> Vec<ArticleId> {
        let all = |found: &SearchAnswer| {
            found.searched >= workspace.collection.len()
                && found.results.hits.len() >= found.results.total
        };
        if !self.found.as_ref().is_some_and(all) {
            return Vec::new();
        }
        let with: HashSet<ArticleId> = self.hits().iter().map(|hit| hit.span.article).collect();
        let articles = workspace.collection.articles().iter().map(|article| article.id());
        articles.filter(|id| !with.contains(id)).collect()
    }

    /// Lists the articles without a hit below the line that speaks of them, or puts them away.
    pub(super) fn list_silent(&mut self, workspace: &Workspace) {
        self.silent_listed = !self.silent_listed;
        self.arrange(workspace);
    }

    /// The other arrangement; the selected hit stays selected.
    pub(super) fn regroup(&mut self, workspace: &Workspace) {
        let selected = self.selected().map(|hit| hit.span);
        self.arrangement = match self.arrangement {
            HitOrder::Ranked => HitOrder::Grouped,
            HitOrder::Grouped => HitOrder::Ranked,
        };
        self.arrange(workspace);
        self.cursor = ListCursor::default();
        let height = usize::from(self.areas(workspace).rows.height);
        if let Some(row) = selected.and_then(|span| self.row_of(span)) {
            self.cursor.select(row, self.rows.len(), height);
        }
    }

    /// The row of the hit at `span`.
    pub(super) fn row_of(&self, span: Span) -> Option<usize> {
        self.rows.iter().position(|row| match row {
            SearchRow::Hit(place) => self.hits().get(*place).is_some_and(|hit| hit.span == span),
            _ => false,
        })
    }

    /// To the next or previous row that belongs to another article.
    pub(super) fn go_to_article(&mut self, direction: Action, workspace: &Workspace) {
        let article = |row: usize| match self.rows.get(row)? {
            SearchRow::Hit(place) => self.hits().get(*place).map(|hit| hit.span.article),
            SearchRow::Article { id, .. } | SearchRow::Without(id) => Some(*id),
            SearchRow::Silent | SearchRow::Past { .. } => None,
        };
        let here = article(self.cursor.at);
        let row = if direction == Action::Down {
            (self.cursor.at..self.rows.len()).find(|row| article(*row) != here)
        } else {
            let before = (0..self.cursor.at).rev().find(|row| article(*row) != here);
            before.map(|row| {
                let there = article(row);
                (0..=row).rev().take_while(|row| article(*row) == there).last().unwrap_or(row)
            })
        };
        if let Some(row) = row {
            let height = usize::from(self.areas(workspace).rows.height);
            self.cursor.select(row, self.rows.len(), height);
            self.preview_moved = 0;
        }
    }
}

/// The searches that are kept, then the last ones.
fn past(workspace: &Workspace) -> Vec<SearchRow> {
    let searches = &workspace.session.searches;
    let kept = searches.kept.iter().map(|query| (query, true));
    let recent = searches.recent.iter().filter(|query| !searches.kept.contains(query));
    kept.chain(recent.map(|query| (query, false)))
        .map(|(query, kept)| SearchRow::Past { query: query.clone(), kept })
        .collect()
}
