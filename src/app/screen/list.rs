//! The list of articles: who, when, where, how long, how far read.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::action::Action;
use crate::app::layout::{self, Split};
use crate::app::overlay::{Details, Overlay};
use crate::app::part::{Field, ListCursor};
use crate::app::request::{Message, Request};
use crate::app::room::Room;
use crate::collection::{Article, Order};
use crate::keys::Key;
use crate::text::{ArticleId, Extent, fuzzy};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Something the articles themselves say.
    Article(Order),
    /// How far read.
    Progress,
}

impl Default for SortBy {
    fn default() -> Self {
        Self::Article(Order::default())
    }
}

impl fmt::Display for SortBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article(order) => order.fmt(f),
            Self::Progress => f.write_str("progress"),
        }
    }
}

/// An order of the list and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sorting {
    /// By what.
    pub by: SortBy,
    /// Whether turned round.
    pub reversed: bool,
}

/// A row: an article and where the filter fits its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// The article.
    pub article: ArticleId,
    /// Letters of its name that the filter matched, in bytes of the name.
    pub matched: Vec<Extent>,
}

/// The list of articles.
#[derive(Debug, Clone)]
pub struct ArticleList {
    /// The rows shown, in order.
    pub rows: Vec<ListRow>,
    /// The selected row.
    pub cursor: ListCursor,
    /// The order.
    pub sorting: Sorting,
    /// What narrows the list.
    pub filter: Field,
    /// Whether letters go to the filter.
    pub typing: bool,
    /// The ticked articles.
    pub ticked: BTreeSet<ArticleId>,
    /// Whether the preview is shown.
    pub preview: bool,
    /// First row of the preview.
    pub preview_top: usize,
}

impl Default for ArticleList {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            cursor: ListCursor::default(),
            sorting: Sorting::default(),
            filter: Field::default(),
            typing: false,
            ticked: BTreeSet::new(),
            preview: true,
            preview_top: 0,
        }
    }
}

impl ArticleList {
    /// The article of the selected row.
    pub fn selected(&self) -> Option<ArticleId> {
        self.rows.get(self.cursor.at).map(|row| row.article)
    }

    /// Where list and preview are.
    pub fn areas(&self, room: &Room) -> Split {
        layout::split(room.areas().body, self.rows.len(), self.preview)
    }

    /// Makes the rows anew; the selected article stays selected.
    pub fn refresh(&mut self, room: &Room) {
        let selected = self.selected();
        let filter = self.filter.text();
        let mut found: Vec<(i64, &Arc<Article>, ListRow)> = room
            .collection
            .articles()
            .iter()
            .filter_map(|article| {
                let (score, matched) = fits(filter, article)?;
                Some((score, article, ListRow { article: article.id(), matched }))
            })
            .collect();
        found.sort_by(|(_, a, _), (_, b, _)| compare(self.sorting, a, b, room));
        if !filter.trim().is_empty() {
            found.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
        }
        self.rows = found.into_iter().map(|(_, _, row)| row).collect();
        let at = self.rows.iter().position(|row| Some(row.article) == selected);
        let height = usize::from(self.areas(room).rows.height);
        self.cursor.select(at.unwrap_or(self.cursor.at), self.rows.len(), height);
    }

    /// Does what a key means here.
    pub fn act(&mut self, action: Action, count: Option<usize>, room: &Room) -> Vec<Request> {
        let height = usize::from(self.areas(room).rows.height);
        if self.cursor.act(action, count, self.rows.len(), height) {
            self.preview_top = 0;
            return Vec::new();
        }
        match action {
            Action::Open | Action::Right => return self.ask(Request::Read),
            Action::Filter | Action::Find => self.typing = true,
            Action::Cancel => self.cancel(room),
            Action::Tick => self.tick(room),
            Action::Preview => {
                self.preview = !self.preview;
                self.refresh(room);
            }
            Action::PreviewDown => self.preview_top += count.unwrap_or(1),
            Action::PreviewUp => {
                self.preview_top = self.preview_top.saturating_sub(count.unwrap_or(1));
            }
            Action::ToggleRead => return self.ask(Request::ToggleRead),
            Action::OpenOutside => return self.ask(Request::OpenOriginal),
            Action::Details => {
                return self.ask(|article| Request::Open(Overlay::Details(Details { article })));
            }
            _ => return self.sort(action, room),
        }
        Vec::new()
    }

    /// Asks for something about the selected article.
    fn ask(&self, request: impl FnOnce(ArticleId) -> Request) -> Vec<Request> {
        self.selected().map(request).into_iter().collect()
    }

    fn cancel(&mut self, room: &Room) {
        if self.filter.text().is_empty() {
            self.ticked.clear();
        } else {
            self.filter = Field::default();
            self.refresh(room);
        }
    }

    fn tick(&mut self, room: &Room) {
        if let Some(article) = self.selected() {
            if !self.ticked.remove(&article) {
                self.ticked.insert(article);
            }
            self.act(Action::Down, None, room);
        }
    }

    fn sort(&mut self, action: Action, room: &Room) -> Vec<Request> {
        let by = match action {
            Action::SortDate => SortBy::Article(Order::Date),
            Action::SortTitle => SortBy::Article(Order::Title),
            Action::SortAuthor => SortBy::Article(Order::Author),
            Action::SortLength => SortBy::Article(Order::Words),
            Action::SortProgress => SortBy::Progress,
            Action::SortReverse => self.sorting.by,
            _ => return Vec::new(),
        };
        let reversed = action == Action::SortReverse && !self.sorting.reversed;
        self.sorting = Sorting { by, reversed };
        self.refresh(room);
        let turned = if reversed { ", turned round" } else { "" };
        vec![Request::Say(Message::note(format!("sorted by {by}{turned}")))]
    }

    /// Takes a key while letters go to the filter.
    pub fn key(&mut self, key: Key, room: &Room) {
        if self.filter.key(key) {
            self.cursor = ListCursor::default();
            self.refresh(room);
        }
    }

    /// Takes what a key means while letters go to the filter.
    pub fn act_typing(&mut self, action: Action, room: &Room) -> Vec<Request> {
        match action {
            Action::Accept | Action::NextPane => self.typing = false,
            Action::Cancel => {
                self.typing = false;
                self.filter = Field::default();
                self.refresh(room);
            }
            action => return self.act(action, None, room),
        }
        Vec::new()
    }
}

/// How well the filter fits an article, and where in its name. Author, source and file name are
/// searched too.
fn fits(filter: &str, article: &Article) -> Option<(i64, Vec<Extent>)> {
    if let Some(found) = fuzzy(filter, article.name()) {
        return Some((found.score, found.extents));
    }
    let meta = &article.metadata;
    let rest = format!(
        "{} {} {} {} {}",
        article.name(),
        meta.authors.join(" "),
        meta.source.as_deref().unwrap_or(""),
        meta.date.as_ref().map(|d| d.value.start.to_string()).unwrap_or_default(),
        article.path().file_name().map(|n| n.to_string_lossy()).unwrap_or_default(),
    );
    fuzzy(filter, &rest).map(|found| (found.score / 2, Vec::new()))
}

fn compare(sorting: Sorting, a: &Article, b: &Article, room: &Room) -> Ordering {
    let by = match sorting.by {
        SortBy::Article(order) => order.compare(a, b),
        SortBy::Progress => room.percent_read(a).cmp(&room.percent_read(b)),
    };
    if sorting.reversed { by.reverse() } else { by }
}
