//! Web pages: every word that a visitor sees, and which of them `dom_smoothie` takes for the article.

mod address;
mod authors;
mod choice;
mod dated;
mod depth;
mod elements;
mod metadata;
mod place;
mod statements;
mod title;
mod visible;
mod walk;

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::ingest::container;
use crate::ingest::line::shape;
use crate::ingest::piece::{Parsed, Piece, Sheet};
use crate::ingest::writer::Writer;
use statements::Statements;
use visible::Styles;
use walk::Placed;

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
    let page = reader.doc.clone();
    let statements = Statements::of(&page);
    let mut metadata = metadata::of(&page, source, address, &statements);
    reader.doc_url = metadata
        .url
        .clone()
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    prepare(&reader.doc);
    let found = reader.parse().ok();
    let chosen = if found.is_some() { chosen(&reader.doc) } else { HashSet::new() };
    let pieces = visible(&page, &chosen);
    let titles = metadata::titles(&page, &statements);
    let pieces = choice::settle(pieces, &titles, &mut metadata);
    metadata.date = metadata.date.or_else(|| dated::guessed(&statements, metadata.url.as_deref()));
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

/// Takes from the extractor's copy what leads it astray: the frame of a web archive, and a form around all.
fn prepare(page: &Document) {
    page.select("#wm-ipp-base, #wm-ipp-print, #wm-ipp, #donato").remove();
    let Some(body) = page.body() else { return };
    let all = body.text().len();
    for form in page.select("form").iter().filter(|form| form.text().len() * 2 > all) {
        form.rename("div");
    }
}

/// The nodes of text that the extractor left in its article. It works on a copy of the page's tree, in
/// which a node keeps its name wherever it is moved.
fn chosen(article: &Document) -> HashSet<NodeId> {
    let root = article.select_single("#readability-page-1");
    root.nodes()
        .iter()
        .flat_map(|node| node.descendants_it().filter(NodeRef::is_text).map(|text| text.id))
        .collect()
}

/// What a visitor of `page` sees. A page that shows nothing without its scripts is read as if it showed all.
fn visible(page: &Document, chosen: &HashSet<NodeId>) -> Vec<Placed> {
    let Some(body) = page.body() else { return Vec::new() };
    let styles = Styles::of(page);
    let shown = walk::pieces(&body, &styles, chosen);
    let tells = |pieces: &[Placed]| pieces.iter().any(|(piece, _)| shape::is_prose(&piece.text));
    if styles.is_empty() || tells(&shown) {
        return shown;
    }
    let all = walk::pieces(&body, &Styles::default(), chosen);
    if tells(&all) { all } else { shown }
}

/// Reads a chapter of a book: all of it is text.
///
/// # Errors
/// If its elements lie deeper in one another than `depth`.
pub(in crate::ingest) fn chapter(source: &str, depth: usize) -> Result<Vec<Piece>, String> {
    let reader = open(source, depth)?;
    Ok(visible(&reader.doc, &HashSet::new()).into_iter().map(|(piece, _)| piece).collect())
}

fn open(source: &str, depth: usize) -> Result<Readability, String> {
    let too_deep = || {
        format!(
            "its elements lie more than {depth} deep in one another: save the page again from a browser, or as text"
        )
    };
    if depth::open_tags(source) > OPEN_TAGS {
        return Err(too_deep());
    }
    let config = Config { keep_classes: true, ..Config::default() };
    let reader = Readability::new(source, None, Some(config)).map_err(|error| error.to_string())?;
    if depth::depth(&reader.doc.root()) > depth {
        return Err(too_deep());
    }
    Ok(reader)
}

/// Reads a stretch of a page inside another format; what is nested without end stays as it is written.
pub(in crate::ingest) fn block(source: &str, writer: &mut Writer) {
    if depth::open_tags(source) > BLOCK_TAGS {
        writer.text(source);
        return;
    }
    let document = Document::fragment(source);
    walk::write(&document.root(), &Styles::default(), writer);
}
