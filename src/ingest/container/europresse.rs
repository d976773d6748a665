//! Europresse and Eureka: an element `article` each, whose parts have names of their own.

use std::cmp::Ordering;

use dom_query::{Document, NodeRef};

use super::flat;
use super::record::Record;
use crate::ingest::line::people::Names;
use crate::ingest::line::shape;
use crate::ingest::piece::Piece;
use crate::text::normalise::one_line;

/// The articles on the page, if it is from there.
pub(super) fn records(page: &Document) -> Option<Vec<Record>> {
    let articles = page.select("article").nodes().to_vec();
    let ours = |node: &NodeRef<'_>| !texts(node, "docOcurrContainer").is_empty();
    let found: Vec<Record> = articles.iter().filter(|node| ours(node)).map(record).collect();
    let older = || {
        let papers = page.select(".DocPublicationName").nodes().to_vec();
        let cells = papers.iter().filter_map(NodeRef::parent);
        cells.filter(|cell| !texts(cell, TITLE).is_empty()).map(|cell| older(&cell)).collect()
    };
    let found: Vec<Record> = if found.is_empty() { older() } else { found };
    (!found.is_empty()).then_some(found)
}

/// What the archive calls a headline.
const TITLE: &str = "titreArticleVisu";

fn of_class<'a>(node: &NodeRef<'a>, class: &str) -> Vec<NodeRef<'a>> {
    let named = |node: &NodeRef<'_>| {
        node.class().is_some_and(|all| {
            all.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(class))
        })
    };
    node.descendants_it().filter(named).collect()
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
    if let Some(text) = first("DocHeader") {
        header(&mut record, text);
    }
    let title = first(TITLE).or_else(|| first("titreArticle"));
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

/// “Local, jeudi 2 mai 2024, p. 4”
fn header(record: &mut Record, text: String) {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let section = parts.first().filter(|part| !part.contains(|c: char| c.is_ascii_digit()));
    record.field("section", section.unwrap_or(&""));
    let page = parts.iter().find_map(|part| part.strip_prefix("p. "));
    record.field("page", page.unwrap_or(""));
    record.date(&Piece::loose(text));
}

/// An article as the archive wrote it until about 2016: all in one cell of a table, its head in lines.
fn older(cell: &NodeRef<'_>) -> Record {
    let mut record = Record::default();
    let title = texts(cell, TITLE).into_iter().next().unwrap_or_default();
    let paper = texts(cell, "DocPublicationName").into_iter().next().unwrap_or_default();
    let dated = of_class(cell, "DocHeader").into_iter().map(|part| part.text().to_string());
    let dated = one_line(&dated.collect::<String>());
    let pieces = flat::pieces(cell);
    let rights = pieces.iter().position(|piece| piece.text.starts_with('©'));
    let (article, frame) = pieces.split_at(rights.unwrap_or(pieces.len()));
    let lines = article.iter().flat_map(|piece| piece.text.split('\n').map(one_line));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let headline = lines.iter().position(|line| *line == title).unwrap_or(0);
    for (at, line) in lines.iter().enumerate() {
        let piece = Piece::loose(line.clone());
        match at.cmp(&headline) {
            Ordering::Less if *line == paper => record.source(&piece),
            Ordering::Less if *line == dated => header(&mut record, line.clone()),
            Ordering::Less => record.standfirst(&piece),
            Ordering::Equal => record.title(&piece),
            // Alone under the headline and no sentence: who wrote it.
            Ordering::Greater if at == headline + 1 && is_signature(line) => {
                record.byline(&piece, line, Names::Straight);
            }
            Ordering::Greater => record.body(&piece),
        }
    }
    for piece in frame {
        record.frame(piece);
    }
    record
}

fn is_signature(line: &str) -> bool {
    shape::words(line) <= 8 && !shape::ends_sentence(line)
}

/// Where the author has no name of its own, it is the last block of the header, behind the title.
fn below_title(article: &NodeRef<'_>) -> Option<String> {
    let header = article.descendants_it().find(|inner| inner.has_name("header"))?;
    let mut blocks = header.element_children().into_iter();
    blocks.by_ref().find(|block| block.has_class("titreArticle"))?;
    let text = one_line(&blocks.next()?.text());
    (!text.is_empty() && shape::words(&text) <= 8).then_some(text)
}
