//! The strips under the matrix: where the selected theme stands in the articles. Each is a scroll bar:
//! move along it, and Enter reads there.

use ratatui::layout::Rect;

use super::matrix::{Focus, Matrix, StripCursor};
use super::state::CompareScreen;
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::compare::shade::Bin;
use crate::compare::{Comparison, PassageMark};
use crate::text::{Extent, Span};

/// Columns of the parts of a strip's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StripWidths {
    /// Columns of the date.
    pub label: usize,
    /// The article's name; none where there is little room.
    pub title: usize,
    /// The strip: the whole of an article.
    pub strip: usize,
}

impl StripWidths {
    /// How the columns of `area` are shared out between names and strips.
    pub fn of(area: Rect) -> Self {
        let width = usize::from(area.width);
        let label = 11;
        let title = if width >= 60 { width * 2 / 5 } else { 0 };
        Self { label, title, strip: width.saturating_sub(label + title + 3) }
    }

    /// Columns before the strip.
    pub const fn before(self) -> usize {
        self.label + self.title + 2
    }
}

impl Matrix {
    /// The articles that have a strip, as columns of the comparison: those of a group, else all that
    /// are shown.
    pub fn strip_articles(&self) -> Vec<usize> {
        match self.group() {
            Some(group) if group.articles.len() > 1 => group.articles.clone(),
            _ => self.groups.iter().flat_map(|group| group.articles.iter().copied()).collect(),
        }
    }

    /// How many articles have a strip.
    pub(super) fn strip_count(&self) -> usize {
        match self.group() {
            Some(group) if group.articles.len() > 1 => group.articles.len(),
            _ => self.groups.iter().map(|group| group.articles.len()).sum(),
        }
    }

    /// The selected strip, from the top.
    pub fn strip_row(&self, articles: &[usize]) -> usize {
        match self.focus {
            Focus::Strips(cursor) => cursor.row.min(articles.len().saturating_sub(1)),
            Focus::Cells => {
                let current = self.group().and_then(|group| group.articles.first());
                articles.iter().position(|article| Some(article) == current).unwrap_or(0)
            }
        }
    }

    /// The first strip shown in `area`, whose first line is a rule.
    pub fn first_strip(&self, articles: &[usize], area: Rect) -> usize {
        let height = usize::from(area.height.saturating_sub(1));
        (self.strip_row(articles) + 1).saturating_sub(height)
    }

    /// The strip of an article under the selected theme.
    pub fn strip(&self, comparison: &Comparison, article: usize, widths: StripWidths) -> Vec<Bin> {
        let Some(theme) = self.theme() else { return Vec::new() };
        comparison.strip(theme, article, widths.strip)
    }

    /// Article and passage at the cursor in the strips, with what the theme has there.
    pub fn strip_passage(
        &self,
        comparison: &Comparison,
        area: Rect,
    ) -> Option<(usize, u32, Option<PassageMark>)> {
        let Focus::Strips(cursor) = self.focus else { return None };
        let articles = self.strip_articles();
        let article = *articles.get(self.strip_row(&articles))?;
        let bins = self.strip(comparison, article, StripWidths::of(area));
        let passage = bins.get(cursor.bin)?.passage;
        let treatment = comparison.treatment(self.theme()?, article)?;
        let mark = treatment.passages.into_iter().find(|mark| mark.passage == passage);
        Some((article, passage, mark))
    }
}

impl CompareScreen {
    /// Goes from the cells to the strips: to the first place where the theme stands in the selected
    /// article.
    pub(super) fn enter_strips(&mut self, cx: &mut Cx<'_>) {
        let Some(compared) = &self.compared else { return };
        let layout = self.matrix.layout(&compared.comparison, cx.body());
        let Some(area) = layout.strips else {
            return cx.note("no room here for where the themes stand in the articles");
        };
        let articles = self.matrix.strip_articles();
        let row = self.matrix.strip_row(&articles);
        let article = articles.get(row).copied().unwrap_or(0);
        let bins = self.matrix.strip(&compared.comparison, article, StripWidths::of(area));
        let bin = bins.iter().position(|bin| bin.on).unwrap_or(0);
        self.matrix.focus = Focus::Strips(StripCursor { row, bin });
    }

    /// Keys in the strips.
    pub(super) fn act_strips(
        &mut self,
        action: Action,
        count: Option<usize>,
        cx: &mut Cx<'_>,
    ) -> Flow {
        let (Focus::Strips(cursor), Some(compared)) = (self.matrix.focus, &self.compared) else {
            return Flow::Ignored;
        };
        let comparison = &compared.comparison;
        let area = self.matrix.layout(comparison, cx.body()).strips.unwrap_or_default();
        let articles = self.matrix.strip_articles();
        let by = count.unwrap_or(1);
        let mut to = cursor;
        match action {
            Action::Right => to.bin = cursor.bin.saturating_add(by),
            Action::Left => to.bin = cursor.bin.saturating_sub(by),
            Action::First => to.bin = 0,
            Action::Last => to.bin = usize::MAX,
            Action::Down => {
                let last = articles.len().saturating_sub(1);
                to.row = cursor.row.saturating_add(by).min(last);
            }
            Action::Up => to.row = cursor.row.saturating_sub(by),
            Action::NextPane | Action::Cancel => {
                self.matrix.focus = Focus::Cells;
                return Flow::Stay;
            }
            Action::FindNext | Action::FindPrevious => {
                let row = articles.get(cursor.row).copied().unwrap_or(0);
                let bins = self.matrix.strip(comparison, row, StripWidths::of(area));
                let starts = |at: &usize| {
                    let on = |at: usize| bins.get(at).is_some_and(|bin| bin.on);
                    on(*at) && !at.checked_sub(1).is_some_and(on)
                };
                let found = match action {
                    Action::FindNext => (cursor.bin + 1..bins.len()).find(starts),
                    _ => (0..cursor.bin).rev().find(starts),
                };
                match found {
                    Some(bin) => to.bin = bin,
                    None => cx.note("the theme stands nowhere further that way"),
                }
            }
            Action::Open => {
                let found = self.matrix.strip_passage(comparison, area);
                let place = found.and_then(|(article, passage, mark)| {
                    let article = comparison.articles().nth(article)?;
                    let at = article.passage(passage)?.block.extent.start;
                    let to = Span::new(article.id(), Extent::new(at, at));
                    let found = mark.into_iter().flat_map(|mark| mark.matches);
                    Some((to, found.flat_map(|found| found.words).collect()))
                });
                if let Some((to, marks)) = place {
                    cx.jump(to, marks);
                }
                return Flow::Stay;
            }
            _ => return Flow::Ignored,
        }
        let Some(article) = articles.get(to.row).copied() else { return Flow::Ignored };
        to.bin = to.bin.min(StripWidths::of(area).strip.saturating_sub(1));
        self.matrix.focus = Focus::Strips(to);
        if let Some(column) = self.matrix.groups.iter().position(|g| g.articles == [article]) {
            self.matrix.column = column;
        }
        self.fit_to_screen(cx.workspace);
        Flow::Stay
    }
}
