//! Europresse and Eureka: an element `article` each, whose parts have names of their own.

use dom_query::{Document, NodeRef};

use super::flat;
use super::record::{Names, Record};
use crate::ingest::piece::Piece;
use crate::text::normalise::one_line;

/// The articles on the page, if it is from there.
pub(super) fn records(page: &Document) -> Option<Vec<Record>> {
    let articles = page.select("article").nodes().to_vec();
    let ours = |node: &NodeRef<'_>| !texts(node, "docOcurrContainer").is_empty();
    let found: Vec<Record> = articles.iter().filter(|node| ours(node)).map(record).collect();
    (!found.is_empty()).then_some(found)
}

fn of_class<'a>(node: &NodeRef<'a>, class: &str) -> Vec<NodeRef<'a>> {
    node.descendants_it().filter(|inner| inner.has_class(class)).collect()
}

fn texts(node: &NodeRef<'_>, class: &str) -> Vec<String> {
    let texts = of_class(node, class).into_iter().map(|inner| one_line(&inner.text()));
    texts.filter(|text| !text.is_empty()).collect()
}

fn record(article: &NodeRef<'_>) -> Record {
    let mut record = Record::default();
    let first = |class: &str| texts(article, class).into_iter().next();
    if let Some(source) = first("DocPublicationName") {
        record.source(&Piece::loose(source));
    }
    if let Some(header) = first("DocHeader") {
        record.date(&Piece::loose(header.clone()));
        // “Local, jeudi 2 mai 2024, p. 4”
        let parts: Vec<&str> = header.split(',').map(str::trim).collect();
        let section = parts.first().filter(|part| !part.contains(|c: char| c.is_ascii_digit()));
        record.field("section", section.unwrap_or(&""));
        let page = parts.iter().find_map(|part| part.strip_prefix("p. "));
        record.field("page", page.unwrap_or(""));
    }
    let title = first("titreArticleVisu").or_else(|| first("titreArticle"));
    if let Some(title) = title {
        record.title(&Piece::loose(title));
    }
    if let Some(authors) = first("docAuthors").or_else(|| below_title(article)) {
        record.byline(&Piece::loose(authors.clone()), &authors, Names::Straight);
    }
    for container in of_class(article, "docOcurrContainer") {
        for piece in flat::pieces(&container) {
            record.body(&piece);
        }
    }
    for footer in article.descendants_it().filter(|inner| inner.has_name("footer")) {
        record.frame(&Piece::loose(one_line(&footer.text())));
    }
    record
}

/// Where the author has no name of its own, it is the last block of the header, behind the title.
fn below_title(article: &NodeRef<'_>) -> Option<String> {
    let header = article.descendants_it().find(|inner| inner.has_name("header"))?;
    let mut blocks = header.element_children().into_iter();
    blocks.by_ref().find(|block| block.has_class("titreArticle"))?;
    let text = one_line(&blocks.next()?.text());
    (!text.is_empty() && text.split(' ').count() <= 8).then_some(text)
}
