//! Passages of several articles side by side: on one theme, or like one passage.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::column::{Column, Item};
use super::shown::{Layer, Shown};
use super::{cues, filling};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::widgets::Together;
use crate::app::workspace::Drawing;
use crate::collection::Article;
use crate::compare::Compared;
use crate::compare::parallels::{Counterparts, From};
use crate::text::wrap;

/// Before a passage's words: cursor, number and sign.
pub const MARGIN: u16 = 6;

/// Rows for the reader's own line over a column at most.
const OWN_ROWS: u16 = 3;

/// What the columns are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A theme, as a row of the comparison.
    Theme(usize),
    /// What the others say to this place of the first article.
    Place(From),
    /// Their headlines and first passages.
    Leads,
}

/// Passages of several articles side by side.
#[derive(Debug, Clone)]
pub struct Columns {
    /// What they are about.
    pub subject: Subject,
    /// The articles: those that speak, in order, then those that are silent.
    pub columns: Vec<Column>,
    /// How many of them speak; the others are lines at the foot.
    pub speaking: usize,
    /// The first line shown at the foot.
    pub(super) first_silent: usize,
    /// The articles in the order in which they came.
    pub(super) articles: Vec<usize>,
    /// The one that stays at the left.
    pub pinned: usize,
    /// The column with the cursor.
    pub at: usize,
    /// The first of the others that is shown.
    pub first: usize,
    /// What the other columns do when this one moves.
    pub together: Together,
    /// What the others say to the place they are about, if they are about one.
    pub(super) found: Vec<Counterparts>,
    /// The share of words that the passages have in common whose differences are marked.
    pub(super) alike: Option<f32>,
    /// Whether several are seen at once, or one after the other.
    pub drawing: Drawing,
    /// Gaps that were opened: article and first passage.
    pub(super) opened: BTreeSet<(usize, u32)>,
    /// Width of a column's text when the rows were made.
    width: usize,
    texts: Vec<Arc<Article>>,
}

impl Columns {
    /// The columns of these articles, `here` pinned and with the cursor.
    pub(super) fn new(
        compared: &Compared,
        subject: Subject,
        articles: Vec<usize>,
        here: usize,
        shown: Shown,
    ) -> Self {
        let mut columns = Self::empty(subject, articles, here);
        columns.renew(compared, shown);
        for column in &mut columns.columns {
            let is_passage = |item: &Item| matches!(item, Item::Passage { .. });
            column.at = column.items.iter().position(is_passage).unwrap_or(0);
        }
        columns
    }

    /// The same with nothing in them yet.
    pub(super) fn empty(subject: Subject, articles: Vec<usize>, here: usize) -> Self {
        let column = |article: &usize| Column { article: *article, ..Column::default() };
        let at = articles.iter().position(|article| *article == here).unwrap_or(0);
        Self {
            subject,
            columns: articles.iter().map(column).collect(),
            speaking: articles.len(),
            first_silent: 0,
            articles,
            pinned: at,
            at,
            first: 0,
            together: Together::Apart,
            found: Vec::new(),
            alike: None,
            drawing: Drawing::default(),
            opened: BTreeSet::new(),
            width: 0,
            texts: Vec::new(),
        }
    }

    /// Fills the columns again; `false` if what they are about is gone.
    pub(super) fn renew(&mut self, compared: &Compared, shown: Shown) -> bool {
        let comparison = &compared.comparison;
        self.texts = comparison.articles().cloned().collect();
        self.width = 0;
        let filled = match self.subject {
            Subject::Theme(theme) => {
                let Some(about) = comparison.themes().get(theme) else { return false };
                for column in &mut self.columns {
                    filling::fill(column, compared, (theme, about), shown, &self.opened);
                    if shown.layer == Layer::Cues {
                        cues::mark(column, compared);
                    }
                    column.at = column.at.min(column.items.len().saturating_sub(1));
                }
                true
            }
            Subject::Place(from) => self.fill_parallels(compared, from),
            Subject::Leads => {
                self.fill_leads(compared);
                true
            }
        };
        self.arrange(shown.articles);
        filled
    }

    /// Rows over each column: title, what is said, and the reader's line where there is one.
    pub fn head(&self) -> u16 {
        u16::from(self.subject != Subject::Leads) + self.said_rows() + self.own_rows()
    }

    /// Columns of what is said over a column, one from its edge.
    fn head_width(&self) -> usize {
        (self.width + usize::from(MARGIN)).saturating_sub(1).max(1)
    }

    /// Rows of the reader's own lines over the columns, where there are any.
    pub fn own_rows(&self) -> u16 {
        let width = self.head_width();
        let own = self.voices().iter().filter_map(|column| column.summary.as_ref());
        let rows = own.map(|line| wrap::rows(&(line.text.clone() + &line.told()), width).len());
        u16::try_from(rows.max().unwrap_or(0)).unwrap_or(u16::MAX).min(OWN_ROWS)
    }

    /// Rows of what is said over each column: two where one is too short for some of them.
    pub fn said_rows(&self) -> u16 {
        let width = self.head_width();
        let long = |column: &Column| wrap::columns(&column.said) > width;
        if self.width > 0 && self.voices().iter().any(long) { 2 } else { 1 }
    }

    /// The article of a column.
    pub fn article(&self, column: &Column) -> Option<&Arc<Article>> {
        self.texts.get(column.article)
    }

    /// Lays the columns out where the width has changed, and brings the cursor onto the screen.
    pub(super) fn fit_to_screen(&mut self, body: Rect) {
        let panes = self.panes(body);
        let fit = usize::from(panes.count);
        self.lay_out(panes.width());
        self.at = self.at.min(self.columns.len().saturating_sub(1));
        let others = self.speaking.saturating_sub(1);
        self.first = self.first.min((others + 1).saturating_sub(fit));
        self.fit_silent(body);
        if self.at >= self.speaking {
            return;
        }
        if self.at != self.pinned && fit > 1 {
            let place = self.at - usize::from(self.at > self.pinned);
            self.first = self.first.clamp((place + 2).saturating_sub(fit), place);
        } else if fit == 1 {
            self.pinned = self.at;
        }
    }

    /// Lays the columns out, each `width` wide, where that has changed.
    pub(super) fn lay_out(&mut self, width: u16) {
        let width = usize::from(width.saturating_sub(MARGIN)).max(8);
        if width != self.width {
            self.width = width;
            for column in &mut self.columns {
                if let Some(article) = self.texts.get(column.article) {
                    column.lay_out(article, width);
                }
            }
        }
    }

    /// The column with the cursor.
    pub fn current(&self) -> Option<&Column> {
        self.columns.get(self.at)
    }

    /// The selected item.
    pub fn selected(&self) -> Option<(&Column, &Item)> {
        let column = self.current()?;
        Some((column, column.items.get(column.at)?))
    }

    /// Moves by `by` items; from one article to the next where one is seen alone.
    fn step(&mut self, by: isize, body: Rect) {
        if self.step_silent(by) {
            return;
        }
        let alone = self.panes(body).count == 1;
        let together = self.together == Together::Places;
        let at = self.at;
        for (place, column) in self.columns.iter_mut().enumerate() {
            if place == at || (together && !alone) {
                column.scrolled_to = None;
                column.sentence = None;
                let last = column.items.len().saturating_sub(1);
                let to = column.at.saturating_add_signed(by).min(last);
                if alone && to == column.at && by != 0 {
                    let next = self.at.saturating_add_signed(by.signum());
                    self.at = next;
                }
                column.at = to;
            }
        }
        self.at = self.at.min(self.columns.len().saturating_sub(1));
        if self.at != at
            && let Some(column) = self.columns.get_mut(self.at)
        {
            column.at = if by > 0 { 0 } else { column.items.len().saturating_sub(1) };
        }
    }

    /// Scrolls the column with the cursor by rows; at its end goes on to the next item.
    fn scroll(&mut self, down: bool, rows: usize, height: usize) {
        let Some(column) = self.columns.get_mut(self.at) else { return };
        let before = column.top(height);
        column.sentence = None;
        let to = if down { before + rows } else { before.saturating_sub(rows) };
        column.scrolled_to = Some(to);
        let top = column.top(height);
        if top == before {
            column.scrolled_to = None;
            let last = column.items.len().saturating_sub(1);
            column.at = if down { (column.at + 1).min(last) } else { column.at.saturating_sub(1) };
        } else if let Some(row) = column.rows.get(top + height / 5) {
            column.at = row.item;
        }
    }

    /// Moves in the columns, or shows others of them.
    pub(super) fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let body = cx.body();
        let height = self.parts(body).voices.height;
        let height = usize::from(height.saturating_sub(self.head())).max(1);
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
        match action {
            Action::Down => self.step(by, body),
            Action::Up => self.step(-by, body),
            Action::First => self.step(-100_000, body),
            Action::Last => self.step(100_000, body),
            Action::PageDown => self.scroll(true, height.saturating_sub(2), height),
            Action::PageUp => self.scroll(false, height.saturating_sub(2), height),
            Action::HalfPageDown => self.scroll(true, height / 2, height),
            Action::HalfPageUp => self.scroll(false, height / 2, height),
            Action::Right => self.at = self.at.saturating_add(count.unwrap_or(1)),
            Action::Left => self.at = self.at.saturating_sub(count.unwrap_or(1)),
            Action::NextColumns | Action::PreviousColumns => {
                let page = usize::from(self.panes(body).count - 1).max(1);
                self.at = self.pinned;
                self.first = match action {
                    Action::NextColumns => self.first.saturating_add(page),
                    _ => self.first.saturating_sub(page),
                };
            }
            Action::Pin if self.at < self.speaking => {
                self.pinned = self.at;
                self.first = 0;
            }
            Action::Pin => cx.note("a silent article has no column to keep"),
            Action::FindNext => self.next_speaking(true, height, cx),
            Action::FindPrevious => self.next_speaking(false, height, cx),
            Action::KeepTogether => cx.note(self.keep_together()),
            Action::NextPane if self.speaking > 0 => self.at = (self.at + 1) % self.speaking,
            Action::NextSentence => self.step_sentence(true, height),
            Action::PreviousSentence => self.step_sentence(false, height),
            Action::Cancel if self.let_go() => {}
            Action::Cancel => return Flow::Close,
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }
}
