//! Web pages: every word that a visitor sees, and which of them `dom_smoothie` takes for the article.

mod address;
mod authors;
mod choice;
mod cost;
mod dated;
mod elements;
mod metadata;
mod place;
mod stated;
mod statements;
mod title;
mod visible;
mod walk;

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::ingest::line::shape;
use crate::ingest::piece::{Parsed, Piece, Sheet};
use crate::ingest::writer::Writer;
use crate::ingest::{Limits, container};
use crate::text::normalise::one_line;
use cost::Cost;
use statements::Statements;
use visible::Styles;
use walk::Placed;

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
    let mut pieces = visible(&page, &chosen);
    stated::insert(&mut pieces, statements.body());
    let titles = metadata::titles(&page, &statements);
    let pieces = choice::choose(pieces, &titles, &mut metadata);
    metadata.date =
        metadata.date.or_else(|| dated::guessed(&page, &statements, metadata.url.as_deref()));
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
    page.select(&place::ARCHIVES.map(|id| format!("#{id}")).join(", ")).remove();
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

/// What a visitor of `page` sees. Where its style sheets hide more prose than they leave, as those of a page do
/// that its scripts open, it is read as if it showed all.
fn visible(page: &Document, chosen: &HashSet<NodeId>) -> Vec<Placed> {
    let Some(body) = page.body() else { return Vec::new() };
    let styles = Styles::of(page);
    let shown = walk::pieces(&body, &styles, chosen);
    if styles.is_empty() {
        return shown;
    }
    let prose = |pieces: &[Placed]| {
        let prose = pieces.iter().filter(|(piece, _)| shape::is_prose(&piece.text));
        prose.map(|(piece, _)| piece.text.len()).sum::<usize>()
    };
    let all = walk::pieces(&body, &Styles::default(), chosen);
    if prose(&all) > prose(&shown) * 2 { all } else { shown }
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
    let cost = Cost::of(source);
    if cost.open > Limits::OPEN_TAGS {
        return Err(too_deep());
    }
    cost.check()?;
    let config = Config { keep_classes: true, ..Config::default() };
    let reader = Readability::new(source, None, Some(config)).map_err(|error| error.to_string())?;
    if cost::depth(&reader.doc.root()) > depth {
        return Err(too_deep());
    }
    visible::show_posts(&reader.doc);
    Ok(reader)
}

/// Reads a stretch of a page inside another format; what is nested without end stays as it is written.
pub(in crate::ingest) fn block(source: &str, writer: &mut Writer) {
    match fragment(source) {
        Some(document) => walk::write(&document.root(), &Styles::default(), writer),
        None => writer.text(source),
    }
}

/// The words of a stretch of a page inside another format, as one line.
pub(in crate::ingest) fn words(source: &str) -> String {
    one_line(&fragment(source).map_or_else(|| source.into(), |document| document.text()))
}

/// A stretch of a page, unless it is nested without end.
fn fragment(source: &str) -> Option<Document> {
    let cost = Cost::of(source);
    let fits = cost.open <= Limits::BLOCK_TAGS && cost.check().is_ok();
    fits.then(|| Document::fragment(source))
}
