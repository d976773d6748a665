//! The words that are meant: a passage, or one sentence of it; and what is done with them.

use std::sync::Arc;

use super::column::{Column, Item, Voice};
use super::columns::{Columns, Subject};
use super::keeping::no_passage;
use super::shown::{ArticleOrder, Ordered, Passages};
use super::state::{CompareScreen, View};
use crate::app::cx::Cx;
use crate::app::go::Go;
use crate::app::overlay::PromptKind;
use crate::app::workspace::Workspace;
use crate::collection::Article;
use crate::quotes::QuoteCommand;
use crate::text::{Extent, Span};

/// Where the reader stands: column, item, sentence.
pub(super) type Standpoint = (usize, Option<usize>, Option<Extent>);

impl Columns {
    /// Where the reader stands.
    pub(super) fn stand(&self) -> Standpoint {
        let column = self.current();
        (self.at, column.map(|c| c.at), column.and_then(|column| column.sentence))
    }

    /// The words that are meant: the chosen sentence, else the best one where it leads, else the whole
    /// passage.
    pub fn chosen(&self) -> Option<(&Arc<Article>, Extent)> {
        let (column, Item::Passage { extent, lead, .. }) = self.selected()? else { return None };
        let extent = column.sentence.or(*lead).unwrap_or(*extent);
        Some((self.article(column)?, extent))
    }

    /// Chooses the next sentence of the selected passage, or the one before: from the whole passage its
    /// first or its last, and before the first the whole passage.
    pub(super) fn step_sentence(&mut self, forward: bool, height: usize) {
        let Some((column, Item::Passage { number, lead, .. })) = self.selected() else { return };
        let Some(article) = self.article(column) else { return };
        let Some(passage) = article.passage(*number) else { return };
        let sentences = &passage.block.sentences;
        let now = column.sentence.or(*lead);
        let now = now.and_then(|now| sentences.iter().position(|sentence| *sentence == now));
        let to = match (now, forward) {
            (None, true) => Some(0),
            (Some(now), true) => Some((now + 1).min(sentences.len().saturating_sub(1))),
            (None, false) => sentences.len().checked_sub(1),
            (Some(now), false) => now.checked_sub(1),
        };
        let sentence = to.and_then(|to| sentences.get(to)).copied();
        let Some(column) = self.columns.get_mut(self.at) else { return };
        column.sentence = sentence;
        column.bring_into_sight(height);
    }

    /// To the next sentence that treats the theme, over passages and articles, or to the one before.
    pub(super) fn next_speaking(&mut self, forward: bool, height: usize, cx: &mut Cx<'_>) {
        let place = |(column, of): (usize, &Column)| -> Vec<(usize, usize, Extent)> {
            let items = of.items.iter().enumerate();
            let sentences = items.flat_map(|(item, what)| match what {
                Item::Passage { speaking, .. } => {
                    speaking.iter().map(|sentence| (column, item, *sentence)).collect()
                }
                _ => Vec::new(),
            });
            sentences.collect()
        };
        let all: Vec<_> = self.voices().iter().enumerate().flat_map(place).collect();
        let column = self.current();
        let item = column.map_or(0, |column| column.at);
        // A whole passage stands before its first sentence.
        let start =
            column.and_then(|column| column.sentence).map_or(0, |sentence| sentence.start + 1);
        let here = (self.at, item, start);
        let key = |(column, item, sentence): &(usize, usize, Extent)| {
            (*column, *item, sentence.start + 1)
        };
        let to = if forward {
            all.get(all.partition_point(|place| key(place) <= here))
        } else {
            let before = all.partition_point(|place| key(place) < here).checked_sub(1);
            before.and_then(|at| all.get(at))
        };
        let Some((at, item, sentence)) = to.copied() else {
            return cx.note("no further sentence on it that way");
        };
        self.at = at;
        if let Some(column) = self.columns.get_mut(at) {
            (column.at, column.sentence) = (item, Some(sentence));
            column.bring_into_sight(height);
        }
    }

    /// Means the whole passage again; `false` if no sentence was chosen.
    pub(super) fn let_go(&mut self) -> bool {
        let column = self.columns.get_mut(self.at);
        column.is_some_and(|column| column.sentence.take().is_some())
    }
}

impl CompareScreen {
    /// The name of the theme that the columns are about.
    fn theme_name(&self) -> Option<String> {
        let View::Columns(columns) = &self.view else { return None };
        let Subject::Theme(theme) = columns.subject else { return None };
        Some(self.comparison()?.themes().get(theme)?.name.clone())
    }

    /// Keeps the words that are meant as a quote, under the theme.
    pub(super) fn quote(&self, cx: &mut Cx<'_>) {
        let View::Columns(columns) = &self.view else { return };
        let Some((article, extent)) = columns.chosen() else { return no_passage(cx) };
        let (article, note) = (Arc::clone(article), String::new());
        let themes = self.theme_name().into_iter().collect();
        cx.quote(QuoteCommand::Keep { article, extent, note, themes });
    }

    /// Copies the words that are meant.
    pub(super) fn copy(&self, cx: &mut Cx<'_>) {
        let View::Columns(columns) = &self.view else { return };
        let Some((article, extent)) = columns.chosen() else { return no_passage(cx) };
        cx.copy(extent.of(article.text()).to_owned(), "the words");
    }

    /// Copies them with their source.
    pub(super) fn copy_cited(&self, cx: &mut Cx<'_>) {
        let View::Columns(columns) = &self.view else { return };
        let Some((article, extent)) = columns.chosen() else { return no_passage(cx) };
        cx.copy_cited(article, extent, "the words with their source");
    }

    /// The articles in the other order: those that treat the theme most first, or as in the matrix.
    pub(super) fn cycle_articles(&mut self, cx: &mut Cx<'_>) {
        let (order, what) = match self.shown.articles {
            ArticleOrder::Matrix => (ArticleOrder::Share, "most of its words first"),
            ArticleOrder::Share => (ArticleOrder::Matrix, "in the order of the matrix"),
        };
        self.shown.articles = order;
        self.renew(cx.workspace);
        if let View::Columns(columns) = &mut self.view {
            (columns.pinned, columns.at, columns.first) = (0, 0, 0);
        }
        cx.note(format!("articles {what}"));
    }

    /// Asks for a note and keeps the words that are meant with it, under the theme.
    pub(super) fn quote_with_note(&self, cx: &mut Cx<'_>) {
        let View::Columns(columns) = &self.view else { return };
        let Some((article, extent)) = columns.chosen() else { return no_passage(cx) };
        let span = Span::new(article.id(), extent);
        let themes = self.theme_name().into_iter().collect();
        cx.prompt(PromptKind::Keep { span, themes });
    }

    /// Opens what is meant in the reader, or the gap here.
    pub(super) fn open(&mut self, cx: &mut Cx<'_>) {
        let View::Columns(columns) = &mut self.view else { return };
        let Some((column, item)) = columns.selected() else { return };
        if let (Voice::Silent(Some((_, nearest))), Some(article)) =
            (&column.voice, columns.article(column))
        {
            let at = Extent::new(nearest.start, nearest.start);
            return cx.jump(Span::new(article.id(), at), Vec::new());
        }
        match item {
            Item::Passage { words, .. } => {
                let Some((article, extent)) = columns.chosen() else { return };
                let to = Span::new(article.id(), Extent::new(extent.start, extent.start));
                cx.jump(to, words.clone());
            }
            Item::Gap(first, _) => {
                let gap = (column.article, *first);
                columns.opened.insert(gap);
                self.renew(cx.workspace);
            }
            Item::Said(_) | Item::Headline { .. } => {
                if let Some(article) = columns.article(column) {
                    cx.go(Go::Read(article.id()));
                }
            }
        }
    }

    /// The other order of the passages. What is best first is no article in full.
    pub(super) fn cycle_order(&mut self, cx: &mut Cx<'_>) {
        let (order, what) = match (self.shown.order, self.shown.passages) {
            (Ordered::Place, _) | (_, Passages::Whole) => {
                (Ordered::Best, "best passages and sentences first")
            }
            (Ordered::Best, _) => (Ordered::Place, "passages in the order of the article"),
        };
        self.shown.order = order;
        if order == Ordered::Best && self.shown.passages == Passages::Whole {
            self.shown.passages = Passages::Marked;
        }
        self.reorder(cx.workspace);
        cx.note(what);
    }

    /// More of each article, up to the whole of it; then its marked passages again.
    pub(super) fn cycle_passages(&mut self, cx: &mut Cx<'_>) {
        let cut = self.shown.cut * 100.0;
        let (passages, what) = match self.shown.passages {
            Passages::Marked => (
                Passages::Near,
                format!("passages that no term speaks for are also shown (from {cut:.0}%)"),
            ),
            Passages::Near => {
                let what = "the articles in full; passages of the theme are marked •";
                (Passages::Whole, what.to_owned())
            }
            Passages::Whole => (Passages::Marked, "the passages of the theme alone".to_owned()),
        };
        self.shown.passages = passages;
        if passages == Passages::Whole {
            self.shown.order = Ordered::Place;
        }
        self.reorder(cx.workspace);
        cx.note(what);
    }

    /// Shows the passages in the order that is now wanted: from the best on, or the one that was
    /// selected where it stands.
    fn reorder(&mut self, workspace: &Workspace) {
        let View::Columns(columns) = &self.view else { return };
        let number = |item: Option<&Item>| match item {
            Some(Item::Passage { number, .. }) => Some(*number),
            _ => None,
        };
        let passages: Vec<Option<u32>> =
            columns.columns.iter().map(|column| number(column.items.get(column.at))).collect();
        self.renew(workspace);
        let View::Columns(columns) = &mut self.view else { return };
        for (column, passage) in columns.columns.iter_mut().zip(passages) {
            let best = Ordered::Best == self.shown.order;
            let mut numbers = column.items.iter().map(|item| number(Some(item)));
            // Where it is no longer shown, the one before it.
            let before = |other: Option<u32>| other.is_some() && other <= passage;
            let last = column.items.iter().rposition(|item| before(number(Some(item))));
            let at = match passage {
                Some(_) if !best && last.is_some() => last,
                _ => numbers.position(|number| number.is_some()),
            };
            column.at = at.unwrap_or(0);
            column.sentence = None;
            column.scrolled_to = None;
        }
    }
}
