//! How far the cursor is in the article, and how far the article was read.
//!
//! The first is where the sentence under the cursor ends, whatever is on the screen. The second is the
//! furthest sentence that was reached by reading: by keys that move on from line to line, sentence to
//! sentence, page to page or paragraph to paragraph. Opening, jumping, finding and resizing count nothing.

use ratatui::layout::Rect;

use super::Reader;
use crate::action::Action;
use crate::app::layout::Pane;
use crate::app::widgets::RowAt;
use crate::app::workspace::{Drawing, Workspace};
use crate::collection::{Article, Block, BlockKind};
use crate::text::Extent;

/// The rows of a bar that stands for a whole text.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    bytes: usize,
    rows: u16,
}

impl Scale {
    /// What stands for the whole of `article` in `rows` rows.
    pub fn of(article: &Article, rows: u16) -> Self {
        Self { bytes: article.text().len(), rows }
    }

    /// The row that stands for the byte `offset`, from 0.
    pub fn row(self, offset: usize) -> u16 {
        let row = offset.saturating_mul(self.rows.into()) / self.bytes.max(1);
        u16::try_from(row).unwrap_or(u16::MAX).min(self.rows.saturating_sub(1))
    }

    /// The first byte for which `row` stands.
    pub fn offset(self, row: u16) -> usize {
        usize::from(row).saturating_mul(self.bytes).div_ceil(usize::from(self.rows.max(1)))
    }
}

/// The headings under which the byte `offset` stands, outermost first.
pub fn crumbs(article: &Article, offset: usize) -> Vec<&str> {
    let blocks = article.blocks();
    let begun = blocks.partition_point(|block| block.extent.start <= offset);
    let mut crumbs: Vec<&Block> = Vec::new();
    for heading in blocks.iter().take(begun).filter(|block| block.kind == BlockKind::Heading) {
        crumbs.retain(|outer| outer.level < heading.level);
        crumbs.push(heading);
    }
    crumbs.into_iter().map(|heading| heading.extent.of(article.text())).collect()
}

/// Where a moving key leads whoever reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

impl Way {
    /// `None` for what jumps.
    const fn of(action: Action) -> Option<Self> {
        match action {
            Action::Down
            | Action::PageDown
            | Action::HalfPageDown
            | Action::NextSentence
            | Action::Right
            | Action::NextParagraph => Some(Self::On),
            Action::Up
            | Action::PageUp
            | Action::HalfPageUp
            | Action::PreviousSentence
            | Action::Left
            | Action::PreviousParagraph => Some(Self::Back),
            _ => None,
        }
    }
}

/// Where one stood before a key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    cursor: Extent,
    first_row: RowAt,
}

impl Reader {
    /// The column at the right that shows where in the text one is; of no width in the linear form.
    pub fn bar(&self, workspace: &Workspace) -> Rect {
        if workspace.settings.drawing == Drawing::Linear {
            return Rect::default();
        }
        let body = workspace.areas().body;
        let text = match self.pane {
            Pane::Whole => body,
            Pane::First | Pane::Second => self.areas(workspace).text,
        };
        // Between two panes side by side there is a column for it.
        let beside = self.pane == Pane::First && text.right() < body.right();
        let x = if beside { text.right() } else { text.right().saturating_sub(1) };
        Rect { x, width: text.width.min(1), ..text }
    }

    /// The share of the text up to the end of the sentence under the cursor, in whole per cent: 100 on the
    /// last sentence only.
    pub fn percent(&self) -> usize {
        self.article.as_ref().map_or(0, |article| article.percent_before(self.cursor.end))
    }

    /// The first sentence at whose end at least `percent` of the text is behind one.
    pub(super) fn sentence_at_percent(&self, percent: usize) -> Extent {
        let Some(article) = &self.article else { return Extent::default() };
        let less = |sentence: &Extent| article.percent_before(sentence.end) < percent;
        let at = self.sentences.partition_point(less);
        self.sentences.get(at).or(self.sentences.last()).copied().unwrap_or_default()
    }

    /// Where one stands.
    pub(super) fn stand(&self, workspace: &Workspace) -> Before {
        Before { cursor: self.cursor, first_row: self.first_row(workspace) }
    }

    /// Notes in the session what a moving key did. One who moves on reads; one who moves back takes the
    /// kept place along only from there, so that looking about elsewhere leaves it.
    pub(super) fn note_reading(&self, action: Action, before: Before, workspace: &mut Workspace) {
        let (Some(article), Some(way)) = (&self.article, Way::of(action)) else { return };
        let kept = workspace.place(article.id());
        if way == Way::Back && self.sentence_at(kept.offset) != before.cursor {
            return;
        }
        // Whoever scrolls the end onto the screen has it there to read, wherever the cursor is.
        let end = self.sentences.last().map_or(0, |sentence| sentence.end);
        let scrolled = self.first_row(workspace) > before.first_row;
        let reached = match way {
            Way::On if scrolled && self.last_shown(workspace) >= end => end,
            Way::On => self.cursor.end,
            Way::Back => 0,
        };
        workspace.session.last = Some(article.id());
        let place = workspace.session.places.entry(article.id()).or_default();
        place.offset = self.cursor.start;
        place.furthest = place.furthest.max(reached);
    }
}
