//! Search: every passage of every article at every keystroke.

mod asking;
mod result_note;
mod rows;
mod taking;
mod why;

pub use result_note::ResultNote;
pub use rows::{HitOrder, SearchRow};

use std::collections::BTreeSet;

use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::go::Go;
use crate::app::layout::{self, Split};
use crate::app::pending::Pending;
use crate::app::widgets::{Field, ListCursor, ListView, thousands, ticks};
use crate::app::workspace::Workspace;
use crate::keys::Context;
use crate::search::{Hit, Query, SearchAnswer, SearchJob, SecondLook};
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
    /// Which answer counts.
    asked: Pending<()>,
    /// A question that is not with the outside yet.
    question: Option<SearchJob>,
    /// How many hits were asked for.
    limit: usize,
    /// The last answer; it stays until there is a newer one.
    pub found: Option<SearchAnswer>,
    /// Names of the themes, once they are known.
    pub themes: Vec<String>,
    /// The articles searched; none for all.
    pub among: BTreeSet<ArticleId>,
    /// Whether words of the first answers help.
    pub second_look: SecondLook,
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
    /// What was ticked before all was unticked.
    cleared: BTreeSet<Span>,
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
            asked: Pending::default(),
            question: None,
            limit: asking::LIMIT,
            found: None,
            themes: Vec::new(),
            among: BTreeSet::new(),
            second_look: SecondLook::default(),
            arrangement: HitOrder::default(),
            silent_listed: false,
            rows: Vec::new(),
            cursor: ListCursor::default(),
            origin: None,
            ticked: BTreeSet::new(),
            cleared: BTreeSet::new(),
            preview: true,
            preview_moved: 0,
        }
    }
}

impl SearchScreen {
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
        let aside = self.aside_area(workspace).height;
        body.y += aside;
        body.height -= aside;
        layout::split(body, self.rows.len(), self.preview && !self.hits().is_empty())
    }

    /// Its rows on the screen.
    pub fn view(&self, workspace: &Workspace) -> ListView {
        ListView::new(self.areas(workspace).rows, self.cursor, self.rows.len())
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
    pub fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let height = usize::from(self.areas(cx.workspace).rows.height);
        if self.cursor.act(action, count, self.rows.len(), height) {
            self.preview_moved = 0;
            self.more();
            return Flow::Stay;
        }
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
        match action {
            Action::Open | Action::Right => self.open(cx),
            Action::Find | Action::Filter | Action::Search => self.go_to_field(),
            Action::FindNext => return self.act(Action::Down, count, cx),
            Action::FindPrevious => return self.act(Action::Up, count, cx),
            Action::NextParagraph => self.go_to_article(Action::Down, cx.workspace),
            Action::PreviousParagraph => self.go_to_article(Action::Up, cx.workspace),
            Action::Tick => return self.tick(cx),
            Action::ClearTicks => {
                let key = cx.keymap.key_for(Context::Search, Action::ClearTicks);
                cx.note(ticks::clear(&mut self.ticked, &mut self.cleared, &key));
            }
            Action::Group => self.regroup(cx.workspace),
            Action::Preview => self.preview = !self.preview,
            Action::PreviewDown => self.preview_moved = self.preview_moved.saturating_add(by),
            Action::PreviewUp => self.preview_moved = self.preview_moved.saturating_sub(by),
            Action::NewTheme => self.new_theme(cx),
            Action::Copy => self.copy(cx),
            Action::CopyCitation => self.copy_cited(cx),
            Action::Quote => self.quote(cx),
            Action::QuoteWithNote => self.quote_with_note(cx),
            Action::KeepSearch => self.keep_search(cx),
            Action::SecondLook => self.look_again(cx),
            Action::Why => self.why(cx),
            Action::Cancel => return Flow::Close,
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    /// Jumps to the selected hit, opens or lists articles without one, or searches again for what was searched
    /// before.
    pub(super) fn open(&mut self, cx: &mut Cx<'_>) {
        match self.rows.get(self.cursor.at) {
            Some(SearchRow::Past { query, .. }) => {
                let query = query.clone();
                return self.search_for(&query, cx.workspace);
            }
            Some(SearchRow::Silent) => return self.list_silent(cx.workspace),
            Some(SearchRow::Without(id)) => return cx.go(Go::Read(*id)),
            _ => {}
        }
        let Some(hit) = self.selected() else { return };
        let (to, marks) = (hit.span, self.marks(hit.span.article));
        self.typing = false;
        self.remember(cx);
        cx.jump(to, marks);
    }

    /// Goes `by` hits on, or back if below zero, round at the ends: what `n` and `N` do in the reader.
    pub fn walk(&mut self, by: isize, cx: &mut Cx<'_>) {
        let hits: Vec<usize> = (0..self.rows.len())
            .filter(|row| matches!(self.rows.get(*row), Some(SearchRow::Hit(_))))
            .collect();
        let Ok(total) = isize::try_from(hits.len()) else { return };
        if total == 0 {
            return;
        }
        let here = hits.partition_point(|row| *row < self.cursor.at);
        let here = isize::try_from(here).unwrap_or(0);
        let next = usize::try_from((here + by).rem_euclid(total)).unwrap_or(0);
        let height = usize::from(self.areas(cx.workspace).rows.height);
        self.cursor.select(hits.get(next).copied().unwrap_or(0), self.rows.len(), height);
        let Some(hit) = self.selected() else { return };
        cx.note(format!("hit {} of {}", next + 1, thousands(hits.len())));
        cx.jump(hit.span, self.marks(hit.span.article));
    }

    /// Brings what depends on size and articles up to date.
    pub fn fit_to_screen(&mut self, workspace: &Workspace) {
        let height = usize::from(self.areas(workspace).rows.height);
        self.cursor.keep_within(self.rows.len(), height);
    }
}
