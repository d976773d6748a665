//! The list of articles: who, when, where, how long, how far read.

mod columns;
mod sorting;

pub use columns::{ListColumn, MARKS};
pub use sorting::{SortBy, Sorting};

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::go::Go;
use crate::app::layout::{self, Split};
use crate::app::overlay::{Details, Overlay};
use crate::app::widgets::{Field, ListCursor, ListView, ticks};
use crate::app::workspace::Workspace;
use crate::collection::{Article, Conditions, Order, OrderKey, fields};
use crate::keys::{Context, Key};
use crate::text::fuzzy::Pattern;
use crate::text::words::fold;
use crate::text::{ArticleId, Extent, Span};

use sorting::in_order;

/// Rows of the body from which there is room for lines above the list.
const ROOMY: u16 = 14;

/// The list of articles.
#[derive(Debug, Clone)]
pub struct ArticleList {
    /// All articles in the order of the collection, each with the words that the filter looks at.
    named: Vec<(Arc<Article>, String)>,
    /// Their places in the order of the list.
    sorted: Vec<usize>,
    /// The articles shown, in order.
    pub rows: Vec<ArticleId>,
    /// The selected row.
    pub cursor: ListCursor,
    /// What the rows are sorted by, and which way round.
    pub sorting: Sorting,
    /// What narrows the list.
    pub filter: Field,
    /// Whether letters go to the filter.
    pub typing: bool,
    /// The ticked articles.
    pub ticked: BTreeSet<ArticleId>,
    /// What was ticked before all was unticked.
    cleared: BTreeSet<ArticleId>,
    /// Whether the preview is shown.
    pub preview: bool,
    /// First row of the preview.
    pub preview_top: usize,
}

impl Default for ArticleList {
    fn default() -> Self {
        Self {
            named: Vec::new(),
            sorted: Vec::new(),
            rows: Vec::new(),
            cursor: ListCursor::default(),
            sorting: Sorting::default(),
            filter: Field::default(),
            typing: false,
            ticked: BTreeSet::new(),
            cleared: BTreeSet::new(),
            preview: true,
            preview_top: 0,
        }
    }
}

impl ArticleList {
    /// The article of the selected row.
    pub fn selected(&self) -> Option<ArticleId> {
        self.rows.get(self.cursor.at).copied()
    }

    /// Selects the row of an article, where it has one.
    pub fn select(&mut self, article: ArticleId, workspace: &Workspace) {
        if let Some(at) = self.rows.iter().position(|id| *id == article) {
            let height = usize::from(self.areas(workspace).rows.height);
            self.cursor.select(at, self.rows.len(), height);
            self.preview_top = 0;
        }
    }

    /// Where list and preview are.
    pub fn areas(&self, workspace: &Workspace) -> Split {
        let body = workspace.areas().body;
        let above = self.above(workspace);
        let taken = above.iter().flatten().map(|band| band.height).sum::<u16>();
        let rest = Rect { y: body.y + taken, height: body.height - taken, ..body };
        let split = layout::split(rest, self.rows.len(), self.preview);
        // Beside the list the preview has the whole height.
        match (split.rule, split.preview) {
            (Some(rule), Some(preview)) if preview.x > rest.x => Split {
                rule: Some(Rect { y: body.y, ..rule }),
                preview: Some(Rect {
                    y: body.y + 1,
                    height: preview.bottom() - body.y - 1,
                    ..preview
                }),
                ..split
            },
            _ => split,
        }
    }

    /// Its rows on the screen.
    pub fn view(&self, workspace: &Workspace) -> ListView {
        ListView::new(self.areas(workspace).rows, self.cursor, self.rows.len())
    }

    /// The lines above the rows: what to go on reading, and the heads of the columns; none where there is
    /// no room.
    fn above(&self, workspace: &Workspace) -> [Option<Rect>; 2] {
        let body = workspace.areas().body;
        if body.height < ROOMY || self.rows.is_empty() {
            return [None, None];
        }
        let line = Rect { height: 1, ..body };
        let resume = self.resumes(workspace).map(|_| line);
        let heads = Rect { y: body.y + u16::from(resume.is_some()), ..line };
        [resume, Some(heads)]
    }

    /// The line that offers to go on reading.
    pub fn resume_line(&self, workspace: &Workspace) -> Option<Rect> {
        let [resume, _] = self.above(workspace);
        resume.map(|line| Rect { width: self.areas(workspace).rows.width, ..line })
    }

    /// The line over the rows, which names the columns.
    pub fn heads(&self, workspace: &Workspace) -> Option<Rect> {
        let [_, heads] = self.above(workspace);
        heads.map(|line| Rect { width: self.areas(workspace).rows.width, ..line })
    }

    /// What sorts by the column whose head is painted at `at`.
    pub fn head_at(&self, at: Position, workspace: &Workspace) -> Option<Action> {
        let heads = self.heads(workspace).filter(|heads| heads.contains(at))?;
        let column = ListColumn::at(usize::from(at.x - heads.x), heads.width.into())?;
        Some(if self.sorting.by.column() == Some(column) {
            Action::SortReverse
        } else {
            column.sorts()
        })
    }

    /// The article to go on reading: the one read last, if it is not at its end.
    pub fn resumes(&self, workspace: &Workspace) -> Option<ArticleId> {
        let last = workspace.session.last.filter(|_| self.filter.text().is_empty())?;
        workspace.is_begun(last).then_some(last)
    }

    /// Selection and ticks go over to what `becomes` of their articles.
    pub fn follow(&mut self, becomes: impl Fn(ArticleId) -> ArticleId) {
        for id in &mut self.rows {
            *id = becomes(*id);
        }
        self.ticked = self.ticked.iter().map(|id| becomes(*id)).collect();
    }

    /// Sorts the articles and makes the rows again; the selected article stays selected.
    pub fn refresh(&mut self, workspace: &Workspace) {
        let articles = workspace.collection.articles();
        self.name(articles);
        let reversed = self.sorting.reversed;
        let known = |key: OrderKey| Some(key).filter(|key| *key != OrderKey::Unknown);
        self.sorted = match &self.sorting.by {
            // The words start with the folded title.
            SortBy::Article(Order::Title) => {
                in_order(&self.named, reversed, |_, words| Some(words))
            }
            SortBy::Article(order) => {
                in_order(&self.named, reversed, |article, _| known(order.key(article)))
            }
            SortBy::Field(name) => {
                in_order(&self.named, reversed, |article, _| known(fields::key(article, name)))
            }
            SortBy::Progress => {
                in_order(&self.named, reversed, |article, _| workspace.percent_read(article))
            }
        };
        self.narrow(workspace);
    }

    /// Puts together what the filter looks at, but only for articles that were not here before.
    fn name(&mut self, articles: &[Arc<Article>]) {
        let known = self.named.iter().zip(articles);
        let kept = known.take_while(|((named, _), article)| Arc::ptr_eq(named, article)).count();
        self.named.truncate(kept);
        let new = articles.iter().skip(kept);
        self.named.extend(new.map(|article| (Arc::clone(article), words_of(article))));
    }

    /// Makes the rows again for another filter: in the order of the list, or, where something is
    /// filtered by, the best fit first.
    fn narrow(&mut self, workspace: &Workspace) {
        let selected = self.selected();
        let known = |name: &str| {
            let mut fields =
                self.named.iter().flat_map(|(article, _)| article.metadata.fields.keys());
            fields.any(|field| fold(field) == name)
        };
        let asked = Conditions::of(self.filter.text(), known);
        let sorted = || {
            let all = self.sorted.iter().filter_map(|place| self.named.get(*place));
            all.filter(|(article, _)| asked.is_empty() || asked.hold(article))
        };
        let fitting = Pattern::new(&asked.rest).rank(sorted().map(|(_, words)| words.as_str()));
        let ids: Vec<ArticleId> = sorted().map(|(article, _)| article.id()).collect();
        self.rows = fitting.into_iter().filter_map(|place| ids.get(place).copied()).collect();
        let at = self.rows.iter().position(|id| Some(*id) == selected);
        let height = usize::from(self.areas(workspace).rows.height);
        self.cursor.select(at.unwrap_or(self.cursor.at), self.rows.len(), height);
    }

    /// Does what a key means here.
    pub fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let height = usize::from(self.areas(cx.workspace).rows.height);
        if self.cursor.act(action, count, self.rows.len(), height) {
            self.preview_top = 0;
            return Flow::Stay;
        }
        let by = count.unwrap_or(1);
        match (action, self.selected()) {
            (Action::Open | Action::Right, Some(article)) => cx.go(Go::Read(article)),
            (Action::Beside, Some(article)) => self.beside(article, cx),
            (Action::ToggleRead, Some(article)) => cx.toggle_read(article),
            (Action::OpenOutside, Some(article)) => cx.open_original(article),
            (Action::Details, Some(article)) => cx.open(Overlay::Details(Details::new(article))),
            (Action::Tick, Some(article)) => self.tick(article, height),
            (Action::ClearTicks, _) => {
                let key = cx.keymap.key_for(Context::List, Action::ClearTicks);
                cx.note(ticks::clear(&mut self.ticked, &mut self.cleared, &key));
            }
            (Action::Filter | Action::Find, _) => self.typing = true,
            (Action::Cancel, _) => self.cancel(cx),
            (Action::Preview, _) => self.preview = !self.preview,
            (Action::PreviewDown, _) => self.preview_top = self.preview_top.saturating_add(by),
            (Action::PreviewUp, _) => self.preview_top = self.preview_top.saturating_sub(by),
            _ => return self.sort(action, cx),
        }
        Flow::Stay
    }

    /// Lets go of the filter. Ticks stay: they are gathered one by one.
    fn cancel(&mut self, cx: &mut Cx<'_>) {
        if !self.filter.text().is_empty() {
            self.filter = Field::default();
            self.narrow(cx.workspace);
        } else if !self.ticked.is_empty() {
            let key = cx.keymap.key_for(Context::List, Action::ClearTicks);
            cx.note(format!("{} ticked · {key} unticks them", self.ticked.len()));
        }
    }

    /// The two that are ticked beside one another, else the selected one beside the one that is open.
    fn beside(&self, article: ArticleId, cx: &mut Cx<'_>) {
        let mut ticked = self.rows.iter().filter(|id| self.ticked.contains(id));
        if let (Some(first), Some(second), None) = (ticked.next(), ticked.next(), ticked.next()) {
            return cx.go(Go::Pair(*first, *second));
        }
        let offset = cx.workspace.place_to_begin(article);
        let to = Span::new(article, Extent::new(offset, offset));
        cx.go(Go::Beside { to, marks: Vec::new() });
    }

    fn tick(&mut self, article: ArticleId, height: usize) {
        if !self.ticked.remove(&article) {
            self.ticked.insert(article);
        }
        self.cursor.act(Action::Down, None, self.rows.len(), height);
        self.preview_top = 0;
    }

    /// Sorts by a field, if some article has it.
    pub fn sort_by_field(&mut self, name: &str, cx: &mut Cx<'_>) -> bool {
        let name = fold(name);
        let has = |article: &Article| fields::key(article, &name) != OrderKey::Unknown;
        let known = self.named.iter().any(|(article, _)| has(article));
        if known {
            self.order(Sorting { by: SortBy::Field(name), reversed: false }, cx);
        }
        known
    }

    fn sort(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let by = match action {
            Action::SortDate => SortBy::Article(Order::Date),
            Action::SortTitle => SortBy::Article(Order::Title),
            Action::SortAuthor => SortBy::Article(Order::Author),
            Action::SortLength => SortBy::Article(Order::Words),
            Action::SortProgress => SortBy::Progress,
            Action::SortReverse => self.sorting.by.clone(),
            _ => return Flow::Ignored,
        };
        let reversed = action == Action::SortReverse && !self.sorting.reversed;
        self.order(Sorting { by, reversed }, cx);
        Flow::Stay
    }

    fn order(&mut self, sorting: Sorting, cx: &mut Cx<'_>) {
        let turned = if sorting.reversed { ", turned round" } else { "" };
        cx.note(format!("sorted by {}{turned}", sorting.by));
        self.sorting = sorting;
        self.refresh(cx.workspace);
    }

    /// Puts the rest of a field's name into the filter, where one is begun; where several begin so, as much as
    /// they share, and they are named. Whether any begins so.
    fn complete(&mut self, cx: &mut Cx<'_>) -> bool {
        let typed = self.filter.text();
        let begun = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
        let articles = self.named.iter().map(|(article, _)| &**article);
        let names = fields::names(articles, begun);
        let (Some(first), Some(last)) = (names.first(), names.last()) else { return false };
        if begun.is_empty() {
            return false;
        }
        // What the first and the last of a sorted set share, all share.
        let same = first.chars().zip(last.chars()).take_while(|(a, b)| a == b).count();
        let shared: String = first.chars().take(same).collect();
        let colon = if names.len() == 1 { ":" } else { "" };
        let kept = typed.get(..typed.len() - begun.len()).unwrap_or_default();
        self.filter = Field::new(&format!("{kept}{shared}{colon}"));
        if names.len() > 1 {
            cx.note(format!("{}:", names.into_iter().collect::<Vec<_>>().join(": · ")));
        }
        self.narrow(cx.workspace);
        true
    }

    /// Takes a key while letters go to the filter.
    pub fn key(&mut self, key: Key, workspace: &Workspace) {
        if self.filter.key(key) {
            self.cursor = ListCursor::default();
            self.narrow(workspace);
            self.cursor = ListCursor::default();
        }
    }

    /// Takes what a key means while letters go to the filter.
    pub fn act_typing(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::NextPane if self.complete(cx) => {}
            Action::Accept | Action::NextPane => self.typing = false,
            Action::Cancel => {
                self.typing = false;
                self.filter = Field::default();
                self.narrow(cx.workspace);
            }
            action => return self.act(action, None, cx),
        }
        Flow::Stay
    }
}

/// What the filter looks at, folded: the name first, as early letters count more, and on a line of its
/// own, so that a shorter name stands before a longer one where articles are sorted by it.
fn words_of(article: &Article) -> String {
    let meta = &article.metadata;
    let date = meta.date.as_ref().map(|date| date.value.start.to_string()).unwrap_or_default();
    let file = article.path().file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let source = meta.source.as_deref().unwrap_or_default();
    fold(&format!("{}\n{} {source} {date} {file}", article.name(), meta.authors.join(" ")))
}
