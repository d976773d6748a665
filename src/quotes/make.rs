//! A quote from a selection, and its later places.

use jiff::Timestamp;
use serde_json::Map;
use unicode_segmentation::UnicodeSegmentation;

use super::folding::{FoldedText, folded};
use super::quotation::quotation;
use super::quote::{Placement, Quote, QuoteId, Sentences, Snapshot};
use super::{CONTEXT, record};
use crate::collection::path_text::to_text;
use crate::collection::{Article, Doubt, LocusKind};
use crate::text::{CodePoints, Extent};

/// The quote of `extent` in `article`, named and dated by the caller. Spaces at its ends are left out
/// and no character is cut in two; `None` where nothing is left.
pub fn make(article: &Article, extent: Extent, id: QuoteId, at: Timestamp) -> Option<Quote> {
    let text = article.text();
    let extent = whole(text, extent)?;
    let exact = extent.of(text);
    let around = touched(article, extent);
    let copies = FoldedText::new(text).occurrences(&folded(exact)).len();
    Some(Quote {
        id,
        schema: record::SCHEMA,
        rev: 1,
        exact: exact.to_owned(),
        prefix: last(text.get(..extent.start)?, CONTEXT).to_owned(),
        suffix: first(text.get(extent.end..)?, CONTEXT).to_owned(),
        paragraph: around.of(text).to_owned(),
        article: Snapshot::of(article),
        position: Some(CodePoints::new(text).range(extent)),
        passage: article.numbers_at(extent.start).map(|(passage, _)| passage),
        page: article.locus_at(extent.start, LocusKind::Page).map(str::to_owned),
        doubt: doubt(article, extent),
        sentences: sentences(article, extent),
        copies: u32::try_from(copies).unwrap_or(u32::MAX),
        note: String::new(),
        tags: Vec::new(),
        themes: Vec::new(),
        quotation: quotation(around.of(text), extent.counted_from(around.start)),
        created: at,
        modified: at,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        placements: Vec::new(),
        kept: Map::new(),
    })
}

/// `quote`, put by the reader at `extent` of `article`: its words stay as they are, the place is added
/// to its history. `None` where the extent holds nothing.
pub fn reattach(quote: &Quote, article: &Article, extent: Extent, at: Timestamp) -> Option<Quote> {
    let extent = whole(article.text(), extent)?;
    let mut quote = quote.clone();
    quote.placements.push(Placement {
        hash: article.hash(),
        path: to_text(article.path()),
        position: CodePoints::new(article.text()).range(extent),
        at,
    });
    quote.modified = at;
    Some(quote)
}

/// `extent` without spaces at its ends, grown to whole characters as a reader sees them.
fn whole(text: &str, extent: Extent) -> Option<Extent> {
    let (mut start, mut end) = (text.len(), 0);
    let near = extent.start.saturating_sub(256);
    let from = (near..=extent.start).find(|at| text.is_char_boundary(*at))?;
    for (at, grapheme) in text.get(from..)?.grapheme_indices(true) {
        let here = Extent::new(from + at, from + at + grapheme.len());
        if here.start >= extent.end {
            break;
        }
        if here.end > extent.start && !grapheme.trim().is_empty() {
            start = start.min(here.start);
            end = here.end;
        }
    }
    (start < end).then_some(Extent::new(start, end))
}

/// The blocks that `extent` touches, from the first's start to the last's end.
fn touched(article: &Article, extent: Extent) -> Extent {
    let block_of = |offset| article.block_at(offset).map_or(extent, |block| block.extent);
    Extent::new(
        block_of(extent.start).start.min(extent.start),
        block_of(extent.end.saturating_sub(1)).end.max(extent.end),
    )
}

/// What may be wrong with any of the blocks that `extent` touches.
fn doubt(article: &Article, extent: Extent) -> Option<Doubt> {
    let blocks = article.blocks().iter().skip_while(|block| block.extent.end <= extent.start);
    blocks.take_while(|block| block.extent.start < extent.end).find_map(|block| block.doubt)
}

fn sentences(article: &Article, extent: Extent) -> Option<Sentences> {
    let (_, first) = article.numbers_at(extent.start)?;
    let (_, last) = article.numbers_at(extent.end.checked_sub(1)?)?;
    Some(Sentences { first, last })
}

fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or("")
}

fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("")
}
