//! Folding sections and page furniture away, and opening what one goes to.

use super::Reader;
use crate::action::Action;
use crate::app::cx::Cx;
use crate::app::widgets::{Folds, Furniture};
use crate::app::workspace::Workspace;
use crate::collection::{Article, BlockKind};

impl Reader {
    /// Folds or opens; `false` if the action does neither.
    pub(super) fn fold_by(&mut self, action: Action, cx: &mut Cx<'_>) -> bool {
        let Some(article) = self.article.clone() else { return false };
        match action {
            Action::Fold => self.fold_here(&article, cx),
            Action::FoldAll => {
                let blocks = article.blocks().iter().enumerate();
                let headings = blocks.filter(|(_, block)| block.kind == BlockKind::Heading);
                self.folds.headings = headings.map(|(place, _)| place).collect();
                if self.folds.headings.is_empty() {
                    cx.note("this article has no headings");
                }
            }
            Action::UnfoldAll if self.folds == Folds::default() => cx.note("nothing is folded"),
            Action::UnfoldAll => self.folds = Folds::default(),
            Action::FoldFurniture => self.fold_furniture(&article, cx),
            _ => return false,
        }
        self.stand_on_what_is_shown(&article);
        self.fit_to_screen(cx.workspace);
        self.show_cursor(cx.workspace);
        true
    }

    fn fold_here(&mut self, article: &Article, cx: &mut Cx<'_>) {
        let Some(heading) = Folds::heading_of(article, self.block_of_cursor(article)) else {
            return cx.note("nothing to fold: no heading above this");
        };
        if !self.folds.headings.remove(&heading) {
            self.folds.headings.insert(heading);
        }
    }

    fn fold_furniture(&mut self, article: &Article, cx: &mut Cx<'_>) {
        let blocks = article.blocks().iter();
        let pieces = blocks.filter(|block| block.is_chrome()).count();
        if pieces == 0 {
            return cx.note("this article has no page furniture");
        }
        self.folds.furniture = match self.folds.furniture {
            Furniture::Shown => Furniture::Folded,
            Furniture::Folded => Furniture::Shown,
        };
    }

    fn block_of_cursor(&self, article: &Article) -> usize {
        let after = article.blocks().partition_point(|b| b.extent.start <= self.cursor.start);
        after.saturating_sub(1)
    }

    /// Out of what is folded away, onto its heading.
    fn stand_on_what_is_shown(&mut self, article: &Article) {
        let block = self.block_of_cursor(article);
        let heading = self.folds.hidden_by(article, block);
        if let Some(heading) = heading.and_then(|heading| article.blocks().get(heading)) {
            self.cursor = self.sentence_at(heading.extent.start);
        }
    }

    /// Opens the sections in which the byte `offset` stands.
    pub(super) fn unfold_at(&mut self, offset: usize, workspace: &Workspace) {
        let Some(article) = self.article.clone() else { return };
        let block =
            article.blocks().partition_point(|b| b.extent.start <= offset).saturating_sub(1);
        let mut opened = false;
        while let Some(heading) = self.folds.hidden_by(&article, block) {
            opened |= self.folds.headings.remove(&heading);
        }
        if opened {
            self.fit_to_screen(workspace);
        }
    }
}
