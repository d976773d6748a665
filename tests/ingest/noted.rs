//! An article put down in a few lines, to hold against what a careful reader noted.

use variorum::collection::{Article, BlockKind};

/// Title, authors, date, source, with "–" for the unknown, and the kinds of the blocks in order.
pub(crate) fn noted(article: &Article) -> String {
    let m = &article.metadata;
    let unknown = || "–".to_owned();
    let title = m.title.as_ref().map_or_else(unknown, |t| t.value.clone());
    let authors = if m.authors.is_empty() { unknown() } else { m.authors.join("; ") };
    let date = m.date.as_ref().map_or_else(unknown, |d| match d.value.end {
        Some(end) => format!("{}/{end}", d.value.start),
        None => d.value.start.to_string(),
    });
    let source = m.source.clone().unwrap_or_else(unknown);
    format!("{title}\n{authors}\n{date}\n{source}\n{}\n", kinds(article))
}

/// The kinds of the blocks, a letter each; paragraphs as a dot.
pub(crate) fn kinds(article: &Article) -> String {
    let letter = |kind| match kind {
        BlockKind::Title => 'T',
        BlockKind::Byline => 'b',
        BlockKind::Standfirst => 'S',
        BlockKind::Heading => 'H',
        BlockKind::Paragraph => '.',
        BlockKind::ListItem => '*',
        BlockKind::Quote => 'Q',
        BlockKind::Caption => 'c',
        BlockKind::Code => 'k',
        BlockKind::Table => 't',
        BlockKind::Furniture => 'f',
    };
    article.blocks().iter().map(|block| letter(block.kind)).collect()
}
