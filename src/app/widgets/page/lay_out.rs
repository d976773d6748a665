//! One block in rows: how far it stands in, where its lines break, from where to where they are read.

use super::folds::{Folds, Furniture};
use super::row::{Piece, Row, RowKind, columns};
use super::table;
use crate::collection::{Article, Block, BlockKind, notes};
use crate::text::setting::{Hyphens, Setting, syllable_ends};
use crate::text::{Extent, reading_order, wrap};

/// How an article is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Columns of a row.
    pub width: usize,
    /// How lines of prose end.
    pub setting: Setting,
    /// Whether words are parted there.
    pub hyphens: Hyphens,
    /// What is folded away.
    pub folds: Folds,
}

/// Who, where and when, over a text that has no title of its own.
pub(super) fn masthead(article: &Article, width: usize, imprint: &str) -> Vec<Row> {
    if article.blocks().iter().any(|block| block.kind == BlockKind::Title) {
        return Vec::new();
    }
    let line = |kind| Row::new(kind, 0, Extent::default());
    let title = article.metadata.title.as_ref().map_or("", |title| title.value.as_str());
    let mut rows: Vec<Row> = Vec::new();
    let solid = |words: &str| -> Vec<String> {
        let rows = wrap::rows(words, width).into_iter().map(|row| row.of(words).to_owned());
        rows.filter(|row| !row.is_empty()).collect()
    };
    rows.extend(solid(title).into_iter().map(|words| line(RowKind::Title(words))));
    rows.extend(solid(imprint).into_iter().map(|words| line(RowKind::Imprint(words))));
    if !rows.is_empty() {
        rows.push(line(RowKind::Blank));
    }
    rows
}

/// The block at `place` with the space before it; nothing where it is folded away.
pub(super) fn block(article: &Article, place: usize, look: &Look) -> Vec<Row> {
    let blocks = article.blocks();
    let Some(block) = blocks.get(place) else { return Vec::new() };
    let folds = &look.folds;
    if folds.hidden_by(article, place).is_some() {
        return Vec::new();
    }
    let before = place.checked_sub(1).and_then(|before| blocks.get(before));
    if block.is_chrome() && folds.furniture == Furniture::Folded {
        return folded_furniture(blocks, place, before);
    }
    let mut rows = space(before, block, place);
    let first = rows.len();
    match block.kind {
        BlockKind::Table => table::lay_out(article.text(), place, block, look.width, &mut rows),
        BlockKind::Code => lines(article.text(), place, block, look.width, &mut rows),
        _ => prose(article, place, block, look, &mut rows),
    }
    if let Some(row) = rows.get_mut(first) {
        row.starts = true;
    }
    if folds.headings.contains(&place) {
        let kind = RowKind::Folded(Folds::length(article, place));
        rows.push(Row::new(kind, place, Extent::new(block.extent.end, block.extent.end)));
    }
    rows
}

/// One row for a run of furniture, at its first block.
fn folded_furniture(blocks: &[Block], place: usize, before: Option<&Block>) -> Vec<Row> {
    if before.is_some_and(Block::is_chrome) {
        return Vec::new();
    }
    let run = blocks.iter().skip(place).take_while(|block| block.is_chrome());
    let at = blocks.get(place).map_or(0, |block| block.extent.start);
    let mut row = Row::new(RowKind::Folded(run.count()), place, Extent::new(at, at));
    row.starts = true;
    let blank = before.map(|before| blank(before, place, 0));
    blank.into_iter().chain([row]).collect()
}

fn blank(before: &Block, place: usize, nth: usize) -> Row {
    let at = before.extent.end + nth;
    Row::new(RowKind::Blank, place, Extent::new(at, at))
}

fn space(before: Option<&Block>, block: &Block, place: usize) -> Vec<Row> {
    let Some(before) = before else { return Vec::new() };
    (0..space_between(before, block)).map(|nth| blank(before, place, nth)).collect()
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

/// Running text: broken where it is fullest, each row in the order in which it is read.
fn prose(article: &Article, place: usize, block: &Block, look: &Look, rows: &mut Vec<Row>) {
    let text = article.text();
    let indent = match block.kind {
        // A number is wider than a bullet; those of one list stand below one another.
        _ if block.is_item() && block.ordinal.is_some() => {
            2 + 2 * usize::from(block.level.clamp(1, 6))
        }
        _ if block.is_item() => 2 * usize::from(block.level.clamp(1, 6)),
        BlockKind::Quote => 2,
        // Behind its name in brackets and a space.
        _ => notes::name_of(article, place).map_or(0, |name| wrap::columns(name) + 3),
    };
    let indent = if look.width > 3 * indent { indent } else { 0 };
    let words = block.extent.of(text);
    let width = look.width - indent;
    let leftwards = reading_order::is_leftwards(words);
    let parted = look.hyphens == Hyphens::On && block.kind.is_passage() && !leftwards;
    let language = article.metadata.language.as_deref().unwrap_or("en");
    let cuts = if parted { syllable_ends(words, language) } else { Vec::new() };
    let broken = wrap::rows_parted(words, width, &cuts);
    let last = broken.len().saturating_sub(1);
    for (i, extent) in broken.into_iter().enumerate() {
        let mut row = Row::new(RowKind::Text, place, extent.shifted(block.extent.start));
        row.indent = columns(indent);
        let room = wrap::columns(extent.of(words)) < width;
        row.hyphenated = i < last && room && cuts.binary_search(&extent.end).is_ok();
        let width = width - usize::from(row.hyphenated);
        let ends = i == last || text.as_bytes().get(row.extent.end) == Some(&b'\n');
        let justified_here = look.setting == Setting::Justified && block.kind.is_passage();
        row.pieces = if leftwards {
            mirrored(text, row.extent, width)
        } else if reading_order::has_leftwards(extent.of(words)) {
            ordered(text, row.extent, row.indent)
        } else if justified_here && !ends {
            justified(text, row.extent, row.indent, width)
        } else {
            Vec::new()
        };
        rows.push(row);
    }
}

/// Verse and code: a line that is too long goes on below its own beginning.
fn lines(text: &str, place: usize, block: &Block, width: usize, rows: &mut Vec<Row>) {
    let mut start = block.extent.start;
    for line in block.extent.of(text).split('\n') {
        let before = wrap::columns(line) - wrap::columns(line.trim_start());
        let indent = 2 + before.min(width / 3);
        let indent = if width > 3 + indent { indent } else { 0 };
        let from = start + (line.len() - line.trim_start().len());
        for extent in wrap::rows(line.trim_start(), width - indent) {
            let mut row = Row::new(RowKind::Text, place, extent.shifted(from));
            row.indent = columns(indent);
            rows.push(row);
        }
        start += line.len() + 1;
    }
}

/// A row whose words are read from left to right as a whole, with runs in it that are not.
fn ordered(text: &str, extent: Extent, indent: u16) -> Vec<Piece> {
    placed(text, reading_order::runs(text, extent, false), indent)
}

/// A row of a text that is read from right to left: at the right edge of `width` columns.
fn mirrored(text: &str, extent: Extent, width: usize) -> Vec<Piece> {
    let free = width.saturating_sub(wrap::columns(extent.of(text)));
    placed(text, reading_order::runs(text, extent, true), columns(free))
}

fn placed(text: &str, runs: Vec<reading_order::Run>, from: u16) -> Vec<Piece> {
    let mut column = from;
    let place = |run: reading_order::Run| {
        let piece = Piece { extent: run.extent, column, leftwards: run.leftwards };
        column = column.saturating_add(columns(wrap::columns(run.extent.of(text))));
        piece
    };
    runs.into_iter().map(place).collect()
}

/// The words of a row with what is left of `width` spread over the spaces between them.
fn justified(text: &str, extent: Extent, indent: u16, width: usize) -> Vec<Piece> {
    let words = extent.of(text);
    let gaps = words.matches(' ').count();
    let free = width.saturating_sub(wrap::columns(words));
    // A row that would be torn apart stays as it is.
    if gaps == 0 || free > 2 * gaps {
        return Vec::new();
    }
    let mut column = usize::from(indent);
    let mut start = extent.start;
    let pieces = words.split_inclusive(' ').enumerate().map(|(i, word)| {
        let piece = Piece {
            extent: Extent::new(start, start + word.len()),
            column: columns(column),
            leftwards: false,
        };
        start += word.len();
        column += wrap::columns(word) + (i + 1) * free / gaps - i * free / gaps;
        piece
    });
    pieces.collect()
}
