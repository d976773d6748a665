//! An article laid out at a width. Derived from text and width, rebuilt whenever either changes;
//! what is kept is always a byte offset.

use crate::collection::{Article, Block, BlockKind};
use crate::text::{Extent, wrap};

/// What a row of the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// Nothing: the space between two blocks.
    Blank,
    /// Words of the article.
    Text,
    /// A line of the masthead, which shows the title where the text itself has none.
    Title(String),
    /// A line of the masthead: who, where, when.
    Imprint(String),
}

/// One row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// Its words, as bytes of the canonical text; empty where it shows none.
    pub extent: Extent,
    /// The block it belongs to or stands before.
    pub block: usize,
    /// Whether it is the first of its block.
    pub starts: bool,
    /// Columns before the words, for a bullet or the bar of a quotation.
    pub indent: u16,
}

/// An article in rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    rows: Vec<Row>,
    mast: usize,
}

impl Page {
    /// Lays `article` out in rows of at most `width` columns, under `imprint` where its text has no
    /// title of its own.
    pub fn lay_out(article: &Article, width: usize, imprint: &str) -> Self {
        let mut rows = Vec::new();
        if !article.blocks().iter().any(|block| block.kind == BlockKind::Title) {
            masthead(article, width, imprint, &mut rows);
        }
        let mast = rows.len();
        let mut last: Option<&Block> = None;
        for (place, block) in article.blocks().iter().enumerate() {
            if let Some(last) = last {
                for i in 0..space_between(last, block) {
                    let extent = Extent::new(last.extent.end + i, last.extent.end + i);
                    rows.push(Row {
                        kind: RowKind::Blank,
                        extent,
                        block: place,
                        starts: false,
                        indent: 0,
                    });
                }
            }
            lay_out_block(article, place, block, width, &mut rows);
            last = Some(block);
        }
        Self { rows, mast }
    }

    /// The rows, in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many rows the masthead takes, the blank one under it included.
    pub const fn masthead(&self) -> usize {
        self.mast
    }

    /// The row that shows the byte `offset`, or the last one before it.
    pub fn row_of(&self, offset: usize) -> usize {
        let text = self.rows.get(self.mast..).unwrap_or_default();
        let after = text.partition_point(|row| row.extent.start <= offset);
        self.mast + after.saturating_sub(1)
    }
}

/// List items stand close together, headings apart; everything else has one empty row between.
fn space_between(before: &Block, after: &Block) -> usize {
    match (before.kind, after.kind) {
        (BlockKind::ListItem, BlockKind::ListItem)
        | (BlockKind::Furniture, BlockKind::Furniture)
        | (BlockKind::Caption, BlockKind::Caption) => 0,
        (BlockKind::Heading | BlockKind::Title, BlockKind::Heading) => 1,
        (_, BlockKind::Heading) => 2,
        _ => 1,
    }
}

fn masthead(article: &Article, width: usize, imprint: &str, rows: &mut Vec<Row>) {
    let line = |kind| Row { kind, extent: Extent::default(), block: 0, starts: false, indent: 0 };
    if let Some(title) = &article.metadata.title {
        for row in wrap::rows(&title.value, width) {
            rows.push(line(RowKind::Title(row.of(&title.value).to_owned())));
        }
    }
    for row in wrap::rows(imprint, width) {
        if !row.is_empty() {
            rows.push(line(RowKind::Imprint(row.of(imprint).to_owned())));
        }
    }
    if !rows.is_empty() {
        rows.push(line(RowKind::Blank));
    }
}

fn lay_out_block(
    article: &Article,
    place: usize,
    block: &Block,
    width: usize,
    rows: &mut Vec<Row>,
) {
    let indent = match block.kind {
        _ if block.is_item() => 2 * usize::from(block.level.clamp(1, 6)),
        BlockKind::Quote | BlockKind::Code => 2,
        _ => 0,
    };
    let indent = if width > 3 * indent { indent } else { 0 };
    let words = block.extent.of(article.text());
    for (i, row) in wrap::rows(words, width - indent).into_iter().enumerate() {
        rows.push(Row {
            kind: RowKind::Text,
            extent: row.shifted(block.extent.start),
            block: place,
            starts: i == 0,
            indent: u16::try_from(indent).unwrap_or(0),
        });
    }
}
