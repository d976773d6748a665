//! Moving in the reader: rows scroll, sentences and paragraphs move the cursor, and the cursor is
//! always on the screen.

use std::sync::Arc;

use super::{Reader, Top};
use crate::action::Action;
use crate::app::widgets::RowAt;
use crate::app::workspace::Workspace;
use crate::collection::{Article, BlockKind};
use crate::text::Extent;

impl Reader {
    /// The first row of the view. Where the view has become too small for what stood on it, it is where the
    /// cursor is seen; what stood on top is not forgotten by that.
    pub fn first_row(&self, workspace: &Workspace) -> RowAt {
        let first = self.top_row(workspace);
        let height = self.height(workspace);
        let (top, bottom) = match &self.selection {
            Some(selection) => {
                let head = self.page.row_of(selection.head().start);
                (head, head)
            }
            None => self.cursor_rows(),
        };
        let line = |at| self.page.rows_between(first, at, height + 1);
        let rows = isize::try_from(height).unwrap_or(isize::MAX);
        if line(top) < rows && line(bottom) >= 0 {
            return first;
        }
        self.page.step(top, -(rows / 3)).min(self.lowest_top(workspace))
    }

    /// The row of what stands on top, as far down as the page allows.
    fn top_row(&self, workspace: &Workspace) -> RowAt {
        let row = match self.top {
            Top::Start => self.page.start(),
            Top::At(offset) => self.page.row_of(offset),
        };
        row.min(self.lowest_top(workspace))
    }

    /// The row on top where the last one stands at the foot.
    fn lowest_top(&self, workspace: &Workspace) -> RowAt {
        let above = self.height(workspace).saturating_sub(1);
        self.page.step(self.page.end(), -isize::try_from(above).unwrap_or(isize::MAX))
    }

    /// Opens what became of the open article: the sentence at byte `offset` comes to stand where the
    /// sentence under the cursor stood.
    pub fn reopen(&mut self, article: &Arc<Article>, offset: usize, workspace: &Workspace) {
        let line = self.line_of_cursor(workspace);
        self.open(article, offset, Vec::new(), workspace);
        self.put_cursor_at(line, workspace);
    }

    /// How many rows below the first one the sentence under the cursor begins; 0 where it begins above.
    pub(super) fn line_of_cursor(&self, workspace: &Workspace) -> usize {
        self.line_of_start(workspace).unwrap_or(0)
    }

    /// The same; `None` where it begins above.
    pub(super) fn line_of_start(&self, workspace: &Workspace) -> Option<usize> {
        let first = self.first_row(workspace);
        let line = self.page.rows_between(first, self.cursor_rows().0, self.height(workspace));
        usize::try_from(line).ok()
    }

    /// The sentence at the byte `offset`, or the next one, or the last.
    pub(super) fn sentence_at(&self, offset: usize) -> Extent {
        let after = self.sentences.partition_point(|sentence| sentence.end <= offset);
        self.sentences.get(after).or(self.sentences.last()).copied().unwrap_or_default()
    }

    /// Puts the cursor on the sentence at the byte `offset`, wherever that is folded away.
    pub(in crate::app) fn go_to(&mut self, offset: usize, workspace: &Workspace) {
        self.unfold_at(offset, workspace);
        self.cursor = self.sentence_at(offset);
        self.show_cursor(workspace);
    }

    /// Moves by an action; `false` if it is none of moving.
    pub(super) fn move_by(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> bool {
        let by = count.unwrap_or(1);
        let page = self.height(workspace).saturating_sub(2).max(1);
        match action {
            Action::Down => self.scroll(isize::try_from(by).unwrap_or(isize::MAX), workspace),
            Action::Up => self.scroll(-isize::try_from(by).unwrap_or(isize::MAX), workspace),
            Action::PageDown => self.scroll(rows(page, by), workspace),
            Action::PageUp => self.scroll(-rows(page, by), workspace),
            Action::HalfPageDown => self.scroll(rows((page / 2).max(1), by), workspace),
            Action::HalfPageUp => self.scroll(-rows((page / 2).max(1), by), workspace),
            Action::NextSentence | Action::Right => self.step_sentence(by, true, workspace),
            Action::PreviousSentence | Action::Left => self.step_sentence(by, false, workspace),
            Action::NextParagraph => self.step(by, true, BlockKind::is_passage, workspace),
            Action::PreviousParagraph => self.step(by, false, BlockKind::is_passage, workspace),
            Action::NextHeading => {
                self.step(by, true, |kind| kind == BlockKind::Heading, workspace);
            }
            Action::PreviousHeading => {
                self.step(by, false, |kind| kind == BlockKind::Heading, workspace);
            }
            Action::First if count.is_none() => {
                self.cursor = self.sentences.first().copied().unwrap_or_default();
                self.top = Top::Start;
            }
            Action::Last if count.is_none() => {
                self.cursor = self.sentences.last().copied().unwrap_or_default();
                self.top = Top::At(usize::MAX);
                self.show_cursor(workspace);
            }
            Action::First | Action::Last => self.go_to_passage(by, workspace),
            Action::Percent => {
                let sentence = self.sentence_at_percent(by);
                self.go_to(sentence.start, workspace);
            }
            Action::CentreLine => self.put_cursor_at(self.height(workspace) / 2, workspace),
            Action::LineToTop => self.put_cursor_at(0, workspace),
            Action::LineToBottom => {
                let (top, bottom) = self.cursor_rows();
                let height = self.height(workspace);
                let rows = self.page.rows_between(top, bottom, height).unsigned_abs();
                self.put_cursor_at(height.saturating_sub(rows + 1), workspace);
            }
            _ => return false,
        }
        true
    }

    /// Scrolls by rows. The cursor comes along where it would leave the screen; where there is
    /// nothing left to scroll it moves alone, so that every sentence can be reached.
    fn scroll(&mut self, by: isize, workspace: &Workspace) {
        let before = self.first_row(workspace);
        let to = self.page.step(before, by).min(self.lowest_top(workspace));
        if to == before {
            self.step_sentence(by.unsigned_abs().min(self.sentences.len()), by > 0, workspace);
            return;
        }
        self.set_first_row(to, by > 0);
        self.keep_cursor_shown(workspace);
    }

    fn set_first_row(&mut self, at: RowAt, down: bool) {
        let masthead = self.page.in_masthead(at);
        self.top = match self.page.row(at) {
            _ if at == self.page.start() || masthead && !down => Top::Start,
            _ if masthead => self.top_at(self.page.below_masthead()),
            _ => self.top_at(at),
        };
    }

    fn top_at(&self, at: RowAt) -> Top {
        self.page.row(at).map_or(Top::Start, |row| Top::At(row.extent.start))
    }

    /// Moves the cursor onto the screen.
    fn keep_cursor_shown(&mut self, workspace: &Workspace) {
        let first = self.top_row(workspace);
        let shown = self.page.rows_from(first).take(self.height(workspace));
        let mut offsets = shown.filter(|row| !row.extent.is_empty());
        let Some(start) = offsets.next().map(|row| row.extent.start) else { return };
        let end = offsets.last().map_or(start + 1, |row| row.extent.end);
        if self.cursor.end <= start {
            self.cursor = self.sentence_at(start);
        } else if self.cursor.start >= end {
            let before = self.sentences.partition_point(|sentence| sentence.start < end);
            if let Some(sentence) = self.sentences.get(before.saturating_sub(1)) {
                self.cursor = *sentence;
            }
        }
    }

    /// Scrolls as little as shows the sentence under the cursor, with some of what surrounds it.
    pub(in crate::app) fn show_cursor(&mut self, workspace: &Workspace) {
        let height = self.height(workspace);
        let rows = |count: usize| isize::try_from(count).unwrap_or(isize::MAX);
        let margin = rows((height / 5).min(4));
        let first = self.top_row(workspace);
        let (top, bottom) = self.cursor_rows();
        let line = |at| self.page.rows_between(first, at, 2 * height + 8);
        if let Some(selection) = &self.selection {
            let head = self.page.row_of(selection.head().start);
            if !(0..rows(height)).contains(&line(head)) {
                self.set_first_row(self.page.step(head, -rows(height / 2)), true);
            }
        } else if line(top) < margin {
            let to = self.page.step(top, -margin);
            let to = if to <= self.page.below_masthead() { self.page.start() } else { to };
            self.set_first_row(to, false);
        } else if line(bottom) + margin >= rows(height) {
            let to = self.page.step(bottom, margin + 1 - rows(height)).min(top);
            self.set_first_row(to, true);
        }
    }

    /// First and last row of the sentence under the cursor.
    fn cursor_rows(&self) -> (RowAt, RowAt) {
        let top = self.page.row_of(self.cursor.start);
        (top, self.page.row_of(self.cursor.end.saturating_sub(1)).max(top))
    }

    /// Scrolls until the sentence under the cursor begins `line` rows below the first.
    pub(super) fn put_cursor_at(&mut self, line: usize, workspace: &Workspace) {
        let (top, _) = self.cursor_rows();
        let by = isize::try_from(line).unwrap_or(isize::MAX);
        self.set_first_row(self.page.step(top, -by), true);
        self.keep_cursor_shown(workspace);
    }

    fn step_sentence(&mut self, by: usize, forward: bool, workspace: &Workspace) {
        let at = self.sentences.partition_point(|sentence| sentence.start < self.cursor.start);
        let last = self.sentences.len().saturating_sub(1);
        let to = if forward { at.saturating_add(by).min(last) } else { at.saturating_sub(by) };
        if let Some(sentence) = self.sentences.get(to) {
            self.cursor = *sentence;
            self.show_cursor(workspace);
        }
    }

    /// To the start of the next or previous block of a kind.
    fn step(
        &mut self,
        by: usize,
        forward: bool,
        wanted: fn(BlockKind) -> bool,
        workspace: &Workspace,
    ) {
        let Some(article) = &self.article else { return };
        let here = self.cursor.start;
        let mut starts: Vec<usize> = article
            .blocks()
            .iter()
            .filter(|block| wanted(block.kind))
            .map(|block| self.sentence_at(block.extent.start).start)
            .collect();
        starts.dedup();
        let to = if forward {
            starts.iter().copied().filter(|start| *start > here).nth(by.saturating_sub(1))
        } else {
            starts.iter().rev().copied().filter(|start| *start < here).nth(by.saturating_sub(1))
        };
        if let Some(to) = to {
            self.go_to(to, workspace);
        }
    }

    fn go_to_passage(&mut self, number: usize, workspace: &Workspace) {
        let Some(article) = &self.article else { return };
        let number = number.clamp(1, article.passage_count().max(1));
        let passage = u32::try_from(number).ok().and_then(|number| article.passage(number));
        if let Some(start) = passage.map(|passage| passage.block.extent.start) {
            self.go_to(start, workspace);
        }
    }
}

fn rows(page: usize, by: usize) -> isize {
    isize::try_from(page.saturating_mul(by)).unwrap_or(isize::MAX)
}
