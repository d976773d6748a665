//! Web pages: the article found by `dom_smoothie`, its structure kept.

mod metadata;
mod walk;

use dom_smoothie::{Config, Readability};

use crate::collection::{BlockKind, Found, Provenance};
use crate::ingest::container;
use crate::ingest::piece::{Parsed, Piece, Sheet};
use crate::ingest::writer::Writer;

/// Tags that may lie in one another before a page is refused unread: its reader would take hours.
const OPEN_TAGS: usize = 10_000;

/// The same in a stretch of a page inside Markdown.
const BLOCK_TAGS: usize = 400;

/// Reads the page `source`, of which `address` is known from outside. Elements may lie `depth` deep in
/// one another.
///
/// # Errors
/// If they lie deeper.
pub(in crate::ingest) fn read(
    source: &str,
    address: Option<&str>,
    depth: usize,
) -> Result<Sheet, String> {
    let mut reader = open(source, depth)?;
    let mut metadata = metadata::of(&reader.doc);
    metadata.url = metadata.url.or_else(|| address.map(str::to_owned));
    let headline = metadata::headline(&reader.doc);
    reader.doc_url = metadata
        .url
        .clone()
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    // Taken before the article is, which empties the page.
    let mut everything = Writer::default();
    if let Some(body) = reader.doc.body() {
        walk::walk(&body, &mut everything);
    }
    let everything = everything.finish();
    // The crate makes one line of cells side by side; their words must not run into one another.
    reader.doc.select("td, th").append_html(" ");
    let found = reader.parse().ok();
    if metadata.title.is_none() {
        let title = found.as_ref().map(|article| crate::ingest::one_line(&article.title));
        // "The lock | The Post" over the headline "The lock" is that with the site's name.
        let named = title.as_deref().zip(headline.as_deref()).is_some_and(|(title, headline)| {
            let rest = title.strip_prefix(headline).unwrap_or("").trim_start();
            rest.starts_with(['|', '-', '–', '—', '·', '•', '»', '/'])
        });
        metadata.title = title
            .filter(|_| !named)
            .or_else(|| headline.clone())
            .filter(|title| !title.is_empty())
            .map(|title| Found::new(title, Provenance::Html));
    }
    let mut pieces = found.map(|article| fragment(&article.content)).unwrap_or_default();
    if length(&pieces) * 10 < length(&everything) && length(&pieces) < 400 {
        pieces = everything;
    }
    if let (Some(title), Some(headline)) = (&metadata.title, headline) {
        let stated =
            pieces.iter().take(6).any(|piece| crate::ingest::one_line(&piece.text) == headline);
        if !stated && title.value.contains(&headline) {
            pieces.insert(0, Piece { level: 1, ..Piece::of(BlockKind::Heading, headline) });
        }
    }
    Ok(Sheet { metadata, pieces, ..Sheet::default() })
}

/// The articles on the page `source`, if a press archive wrote it.
///
/// # Errors
/// If its elements lie deeper in one another than `depth`.
pub(in crate::ingest) fn archive(source: &str, depth: usize) -> Result<Option<Parsed>, String> {
    if !container::may_be_archive(source) {
        return Ok(None);
    }
    Ok(container::page(&open(source, depth)?.doc))
}

/// Reads a chapter of a book: all of it is text.
///
/// # Errors
/// If its elements lie deeper in one another than `depth`.
pub(in crate::ingest) fn chapter(source: &str, depth: usize) -> Result<Vec<Piece>, String> {
    let reader = open(source, depth)?;
    let mut writer = Writer::default();
    if let Some(body) = reader.doc.body() {
        walk::walk(&body, &mut writer);
    }
    Ok(writer.finish())
}

fn open(source: &str, depth: usize) -> Result<Readability, String> {
    let too_deep = || {
        format!(
            "its elements lie more than {depth} deep in one another: save the page again from a browser, or as text"
        )
    };
    if walk::open_tags(source) > OPEN_TAGS {
        return Err(too_deep());
    }
    let config = Config { keep_classes: true, ..Config::default() };
    let reader = Readability::new(source, None, Some(config)).map_err(|error| error.to_string())?;
    if walk::depth(&reader.doc.root()) > depth {
        return Err(too_deep());
    }
    Ok(reader)
}

/// Reads a stretch of a page inside another format; what is nested without end stays as it is written.
pub(in crate::ingest) fn block(source: &str, writer: &mut Writer) {
    if walk::open_tags(source) > BLOCK_TAGS {
        writer.text(source);
        return;
    }
    let document = dom_query::Document::fragment(source);
    walk::walk(&document.root(), writer);
}

fn fragment(content: &str) -> Vec<Piece> {
    let document = dom_query::Document::fragment(content);
    let mut writer = Writer::default();
    walk::walk(&document.root(), &mut writer);
    writer.finish()
}

fn length(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.len()).sum()
}
