//! The headings of an article.

use super::Answer;
use crate::action::Action;
use crate::app::layout;
use crate::app::request::Request;
use crate::app::widgets::ListCursor;
use crate::app::workspace::Workspace;
use crate::collection::{Article, BlockKind};
use crate::text::{ArticleId, Extent, Span};

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its words.
    pub title: String,
    /// Its level from 1.
    pub level: u8,
    /// Its bytes in the article.
    pub extent: Extent,
}

/// The contents of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    article: ArticleId,
    /// The headings, in order.
    pub entries: Vec<Entry>,
    /// The selected one.
    pub cursor: ListCursor,
}

impl Contents {
    /// The headings of `article`, the one above the byte `offset` selected.
    pub fn of(article: &Article, offset: usize) -> Self {
        let entries: Vec<Entry> = article
            .blocks()
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Title))
            .map(|block| Entry {
                title: block.extent.of(article.text()).to_owned(),
                level: if block.kind == BlockKind::Title { 1 } else { block.level.max(1) },
                extent: block.extent,
            })
            .collect();
        let above = entries.partition_point(|entry| entry.extent.start <= offset);
        let cursor = ListCursor { at: above.saturating_sub(1), first: 0 };
        Self { article: article.id(), entries, cursor }
    }

    /// Does what a key means here.
    pub(super) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Answer {
        if let (Action::Open, Some(entry)) = (action, self.entries.get(self.cursor.at)) {
            let to = Span::new(self.article, entry.extent);
            return Answer::Close(vec![Request::Jump { to, marks: Vec::new() }]);
        }
        let height = layout::centred(workspace.areas().body, u16::MAX, u16::MAX).height;
        self.cursor.act(action, count, self.entries.len(), usize::from(height.saturating_sub(4)));
        Answer::Stay
    }
}
