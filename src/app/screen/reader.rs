//! The reader: one article in a column, with a cursor that stands on sentences.

mod finding;
mod folding;
mod links;
mod markings;
mod moving;
mod pair;
mod pointing;
mod progress;
mod quoting;
mod selection;

pub use finding::Finding;
pub use links::{LeadsTo, Link, links};
pub use markings::{ALIKE, OnTheme, figures, names};
pub use pair::Beside;
pub use progress::{Scale, crumbs};
pub use selection::{Selection, Unit};

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::go::{Go, ThemeDraft};
use crate::app::layout::{self, Column, Pane, PaneAreas};
use crate::app::overlay::{Blocks, Contents, Details, Markings, Overlay};
use crate::app::widgets::{Field, Folds, Look, Page};
use crate::app::workspace::{Drawing, Workspace};
use crate::collection::{Article, Origin};
use crate::compare::parallels::From;
use crate::keys::Key;
use crate::text::setting::{Hyphens, Setting};
use crate::text::{Extent, Span};

/// What stands at the top of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Top {
    /// The masthead, or the first row where there is none.
    #[default]
    Start,
    /// The row that shows this byte.
    At(usize),
}

/// The reader.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// The article, if one is open.
    pub article: Option<Arc<Article>>,
    /// It in rows, at the present width.
    pub page: Page,
    /// Which part of the screen it has.
    pub pane: Pane,
    /// What of the article is folded away.
    folds: Folds,
    /// The sentences on which the cursor can stand, in order.
    sentences: Vec<Extent>,
    /// The sentence under the cursor, as bytes of the article.
    pub cursor: Extent,
    /// What stands at the top of the view.
    pub top: Top,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The link that Enter follows, as bytes of the article.
    pub link: Option<Extent>,
    /// What is being found.
    pub finding: Finding,
    /// Words marked by the search that led here.
    pub marks: Vec<Extent>,
    /// What it has on the theme that is selected in the comparison.
    pub on_theme: OnTheme,
    /// The byte on which the button of the mouse went down last.
    pressed: Option<usize>,
}

impl Reader {
    /// Opens `article` with the sentence at byte `offset` under the cursor.
    pub fn open(
        &mut self,
        article: &Arc<Article>,
        offset: usize,
        marks: Vec<Extent>,
        workspace: &Workspace,
    ) {
        let same = self
            .article
            .as_ref()
            .is_some_and(|open| Arc::ptr_eq(open, article) || **open == **article);
        if !same {
            self.sentences =
                article.units().flat_map(|unit| unit.block.sentences.iter().copied()).collect();
            self.finding = Finding::default();
            self.page = Page::default();
            self.folds = Folds::default();
            self.top = Top::Start;
            self.article = Some(Arc::clone(article));
        }
        self.selection = None;
        self.link = None;
        self.pressed = None;
        self.marks = marks;
        self.fit_to_screen(workspace);
        self.go_to(offset, workspace);
    }

    /// Has the page laid out again where its width has changed. The place stays, to the byte.
    pub fn fit_to_screen(&mut self, workspace: &Workspace) {
        let Some(article) = &self.article else { return };
        let look = Look {
            width: usize::from(self.column(workspace).text.width),
            setting: workspace.settings.setting,
            hyphens: workspace.settings.hyphens,
            folds: self.folds.clone(),
        };
        if self.page.look() != &look {
            self.page = Page::new(article, look, imprint(article));
        }
    }

    /// Where its head and its text are.
    pub fn areas(&self, workspace: &Workspace) -> PaneAreas {
        let body = workspace.areas().body;
        match (workspace.settings.drawing, self.pane) {
            // One after the other: the one that has the keys is all that is seen.
            (Drawing::Linear, Pane::First | Pane::Second) => layout::headed(body),
            _ => layout::pane(body, self.pane),
        }
    }

    /// Where margin and text are.
    pub fn column(&self, workspace: &Workspace) -> Column {
        let id = self.article.as_ref().map(|article| article.id());
        let measure = id.map_or(workspace.settings.measure, |id| workspace.measure(id));
        let (text, bar) = (self.areas(workspace).text, self.bar(workspace));
        // Words keep a column from the bar.
        let width = text.width - text.intersection(bar).width;
        layout::column(Rect { width, ..text }, measure)
    }

    /// Rows of text on the screen.
    fn height(&self, workspace: &Workspace) -> usize {
        usize::from(self.areas(workspace).text.height).max(1)
    }

    /// The place: the sentence under the cursor.
    pub fn place(&self) -> Option<Span> {
        Some(Span::new(self.article.as_ref()?.id(), self.cursor))
    }

    /// The selected words, else the sentence under the cursor.
    pub fn chosen(&self) -> Option<Span> {
        let extent = self.selection.as_ref().map_or(self.cursor, Selection::extent);
        (!extent.is_empty()).then_some(Span::new(self.article.as_ref()?.id(), extent))
    }

    /// One past the last byte on the screen.
    fn last_shown(&self, workspace: &Workspace) -> usize {
        let first = self.first_row(workspace);
        let shown = self.page.rows_from(first).take(self.height(workspace));
        shown.last().map_or(0, |row| row.extent.end)
    }

    /// Does what a key means here.
    pub fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let Some(article) = self.article.clone() else { return Flow::Ignored };
        if self.select_by(action, count) {
            self.show_cursor(cx.workspace);
            return Flow::Stay;
        }
        let before = self.stand(cx.workspace);
        if self.move_by(action, count, cx.workspace) {
            self.link = None;
            self.note_reading(action, before, cx.workspace);
            return Flow::Stay;
        }
        if self.fold_by(action, cx) || self.quote_by(action, count, cx) == Flow::Stay {
            return Flow::Stay;
        }
        let (line, look) = (self.line_of_start(cx.workspace), self.page.look().clone());
        match action {
            Action::Find => self.finding.field = Some(Field::default()),
            Action::FindNext | Action::FindPrevious => self.find_on(action, count, cx),
            Action::Cancel => self.cancel(),
            Action::Copy if self.selection.is_none() && self.copy_link(cx) => {}
            Action::Copy => self.copy(cx),
            Action::Contents => self.contents(cx),
            Action::OverruleBlock => self.overrule(cx),
            Action::FindWord | Action::FindWordBack => self.find_word(action, cx),
            Action::Highlights => cx.open(Overlay::Markings(Markings::default())),
            Action::Details => cx.open(Overlay::Details(Details::new(article.id()))),
            Action::Wider | Action::Narrower => {
                let measure = cx.workspace.measure(article.id());
                let wanted = match action {
                    Action::Wider => measure.saturating_add(4),
                    _ => measure.saturating_sub(4),
                };
                let wanted = wanted.clamp(24, 120);
                cx.workspace.session.measures.insert(article.id(), wanted);
                cx.note(format!("lines of {wanted} columns in this article"));
            }
            Action::Justify => {
                let setting = &mut cx.workspace.settings.setting;
                *setting = match *setting {
                    Setting::Ragged => Setting::Justified,
                    Setting::Justified => Setting::Ragged,
                };
            }
            Action::Hyphenate => {
                let (hyphens, said) = match cx.workspace.settings.hyphens {
                    Hyphens::Off => (Hyphens::On, "words are parted at the ends of lines"),
                    Hyphens::On => (Hyphens::Off, "words stay whole at the ends of lines"),
                };
                cx.workspace.settings.hyphens = hyphens;
                cx.note(said);
            }
            Action::NextLink | Action::PreviousLink => self.step_link(action, count, cx),
            Action::Open => self.follow(cx),
            Action::OpenOutside => cx.open_original(article.id()),
            Action::ToggleRead => cx.toggle_read(article.id()),
            Action::Parallels => self.parallels(cx),
            Action::NewTheme => {
                if let Some(span) = self.chosen() {
                    let words = cx.workspace.collection.words_at(span).to_owned();
                    cx.go(Go::BeginTheme(ThemeDraft::Words(words)));
                }
            }
            _ => return Flow::Ignored,
        }
        self.fit_to_screen(cx.workspace);
        // Lines that end elsewhere leave the sentence in its row.
        if let Some(line) = line.filter(|_| *self.page.look() != look) {
            self.put_cursor_at(line, cx.workspace);
        }
        Flow::Stay
    }

    /// Ends the innermost thing: selection, matches, marks.
    fn cancel(&mut self) {
        if self.link.take().is_none() && self.selection.take().is_none() && !self.finding.clear() {
            self.marks.clear();
        }
    }

    fn copy(&self, cx: &mut Cx<'_>) {
        let (Some(article), Some(span)) = (&self.article, self.chosen()) else { return };
        let what = if self.selection.is_some() { "the selection" } else { "the sentence" };
        cx.copy(span.extent.of(article.text()).to_owned(), what);
    }

    /// What the others say to the selection, else to the sentence under the cursor.
    fn parallels(&self, cx: &mut Cx<'_>) {
        let Some(article) = &self.article else { return };
        let from = match &self.selection {
            Some(selection) => From::Extent(selection.extent()),
            None => match article.numbers_at(self.cursor.start) {
                Some((passage, sentence)) => From::Sentence(passage, sentence),
                None => {
                    return cx.note("parallels are asked from a passage: ) goes on to the next");
                }
            },
        };
        cx.go(Go::Parallels(article.id(), from));
    }

    fn overrule(&self, cx: &mut Cx<'_>) {
        let Some(article) = &self.article else { return };
        if cx.workspace.origin == Origin::Sample {
            return cx.note("the sample stays as it is; in your own articles X overrules a block");
        }
        cx.open(Overlay::Blocks(Blocks::of(article, self.cursor.start)));
    }

    fn contents(&self, cx: &mut Cx<'_>) {
        let Some(article) = &self.article else { return };
        let contents = Contents::of(article, self.cursor.start);
        if contents.entries.is_empty() {
            return cx.note("this article has no headings");
        }
        cx.open(Overlay::Contents(contents));
    }

    /// Takes a key while letters go to the field of `/`.
    pub fn key(&mut self, key: Key, workspace: &Workspace) {
        let Some(article) = &self.article else { return };
        if let Some(offset) = self.finding.key(key, article, self.cursor.start) {
            self.go_to(offset, workspace);
        }
    }

    /// Takes what a key means while letters go to the field of `/`.
    pub fn act_typing(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::Accept | Action::NextPane => self.finding.accept(cx),
            Action::Cancel => {
                if let Some(offset) = self.finding.abandon() {
                    self.go_to(offset, cx.workspace);
                }
            }
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }
}

/// Who, where and when, in one line: what the header of the reader and the masthead show.
pub fn imprint(article: &Article) -> String {
    let meta = &article.metadata;
    let date = meta.date.as_ref().map(|date| date.value.short());
    let parts =
        [(!meta.authors.is_empty()).then(|| meta.authors.join(", ")), meta.source.clone(), date];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
