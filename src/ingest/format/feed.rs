//! Feeds (RSS, Atom, RDF, JSON Feed) with their texts, and what else comes as XML: the archives of Factiva,
//! and lists of feeds, which are named as what they are.

use super::html;
use super::plain;
use super::xml::{self, Element, Tree};
use crate::collection::{BlockKind, Found, Metadata, Provenance};
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::language;
use crate::ingest::line::people::{self, Names};
use crate::ingest::line::shape::CommonWords;
use crate::ingest::piece::{Head, Parsed, Piece, Sheet};
use crate::text::normalise::one_line;

/// Elements that may hold a page as it is.
const PAGES: &[&str] = &["content", "summary", "paragraph"];

/// Reads the XML `source`; elements of pages in it may lie `depth` deep in one another.
///
/// # Errors
/// If it holds no articles: what it is instead.
pub(in crate::ingest) fn read(source: &str, depth: usize) -> Result<Parsed, String> {
    let Some(Tree { root, broken }) = xml::read(source, PAGES) else {
        return Err(NO_ARTICLE.into());
    };
    let mut articles = match root.name.as_str() {
        "opml" => return Err(OPML.into()),
        "rss" => match root.first("channel") {
            Some(channel) => items(&channel.children, channel, depth),
            // It broke off within.
            None => Vec::new(),
        },
        // In RDF the items stand beside the channel.
        "rdf" => items(&root.children, root.first("channel").unwrap_or(&root), depth),
        "channel" | "feed" => items(&root.children, &root, depth),
        _ => factiva(&root),
    };
    if articles.is_empty() && !broken {
        return Err(match root.name.as_str() {
            "rss" | "rdf" | "feed" | "channel" => {
                "it is a feed without any entry: fetch it again".into()
            }
            _ => NO_ARTICLE.into(),
        });
    }
    if broken {
        articles
            .push(Err("the file breaks off here, and what follows is lost: save it again".into()));
    }
    whole(articles, HEADLINES)
}

const NO_ARTICLE: &str = "it is data (XML), not an article: leave it out";
const OPML: &str =
    "it is a list of feeds (OPML), not an article: what they bring has to be saved by itself";
const HEADLINES: &str =
    "it is a feed of headlines without their texts: save the articles themselves";

/// The articles, unless there is a text under none: then `bare` says what that is.
fn whole(articles: Vec<Result<Sheet, String>>, bare: &str) -> Result<Parsed, String> {
    match articles.as_slice() {
        [Err(only)] => Err(only.clone()),
        all if all.iter().all(Result::is_err) => Err(bare.into()),
        _ => Ok(Parsed::Many(articles)),
    }
}

fn items(all: &[Element], channel: &Element, depth: usize) -> Vec<Result<Sheet, String>> {
    let entries = all.iter().filter(|item| matches!(item.name.as_str(), "item" | "entry"));
    entries.map(|item| entry(item, channel, depth)).collect()
}

fn entry(item: &Element, channel: &Element, depth: usize) -> Result<Sheet, String> {
    let title = item.words(&["title"]).map(unmarked);
    let from = Provenance::Container;
    let date = item.words(&["pubdate", "published", "issued", "date", "updated", "modified"]);
    let link =
        item.all("link").find(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"));
    let authors = item.all("author").chain(item.all("creator")).chain(item.all("contributor"));
    let authors = authors.filter_map(|author| {
        let name = author.words(&["name"]).unwrap_or(author.text.trim());
        // RSS has "ada@post.example (Ada Byrne)".
        let named = name.split_once('(').and_then(|(_, named)| named.strip_suffix(')'));
        let name = one_line(named.unwrap_or(name));
        (!name.is_empty() && !name.contains('@')).then_some(name)
    });
    let tags = item.all("category").filter_map(|tag| {
        let tag = one_line(tag.attribute("term").unwrap_or(tag.text.trim()));
        (!tag.is_empty()).then_some(tag)
    });
    let stated = item.attribute("lang").or_else(|| channel.attribute("lang"));
    let stated = stated.or_else(|| channel.words(&["language"]));
    let metadata = Metadata {
        title: title.clone().map(|title| Found::new(title, from)),
        authors: authors.collect(),
        date: date.and_then(of_feed).map(|date| Found::new(date, from)),
        source: channel.words(&["title"]).map(unmarked),
        url: link
            .and_then(|link| link.attribute("href").or(Some(link.text.trim())))
            .or_else(|| item.words(&["origlink", "guid"]))
            .filter(|link| link.starts_with("http"))
            .map(str::to_owned),
        language: stated.and_then(language::stated),
        tags: tags.collect(),
        ..Metadata::default()
    };
    let texts = ["encoded", "content", "body", "description", "summary"];
    let text = texts
        .iter()
        .filter_map(|name| item.first(name))
        .map(|text| if text.source.is_empty() { text.text.trim() } else { text.source.trim() });
    let text = text.into_iter().find(|text| !text.is_empty());
    article(metadata, text, depth)
}

/// The article with this text, which is a page's or plain.
fn article(metadata: Metadata, text: Option<&str>, depth: usize) -> Result<Sheet, String> {
    let name = metadata.title.as_ref().map(|title| format!(" “{}”", title.value));
    let bare =
        || format!("the entry{} is a headline without a text", name.clone().unwrap_or_default());
    let text = text.ok_or_else(bare)?;
    let mut pieces = if text.contains(['<', '&']) {
        html::chapter(text, depth)?
    } else {
        plain::read(text)?.pieces
    };
    if !pieces.iter().any(Piece::is_body) {
        return Err(bare());
    }
    if let Some(title) = &metadata.title {
        pieces.insert(0, Piece::of(BlockKind::Title, title.value.clone()));
    }
    let metadata = metadata.found_in(Provenance::Container);
    Ok(Sheet { metadata, pieces, head: Head::Stated, ..Sheet::default() })
}

/// `text` without tags and double escapes, on one line.
fn unmarked(text: &str) -> String {
    if text.contains(['<', '&']) {
        return html::words(text);
    }
    one_line(text)
}

/// `Thu, 14 Mar 2024 06:00:00 GMT` and `2024-03-14T06:00:00Z`.
fn of_feed(written: &str) -> Option<crate::collection::DateSpan> {
    dates::of_machine(written)
        .or_else(|| dates::first(written, DayOrder::DayFirst).map(|dated| dated.span))
}

/// The JSON feed `value`.
///
/// # Errors
/// If no entry of it has a text.
pub(super) fn of_json(value: &serde_json::Value, depth: usize) -> Result<Parsed, String> {
    let text = |value: &serde_json::Value, key: &str| {
        value
            .get(key)
            .and_then(|text| text.as_str())
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned)
    };
    let from = Provenance::Container;
    let items = value.get("items").and_then(|items| items.as_array());
    let articles = items.into_iter().flatten().map(|item| {
        let people =
            item.get("authors").or_else(|| value.get("authors")).and_then(|all| all.as_array());
        let date = text(item, "date_published").or_else(|| text(item, "date_modified"));
        let tags = item.get("tags").and_then(|tags| tags.as_array());
        let stated = text(item, "language").or_else(|| text(value, "language"));
        let metadata = Metadata {
            title: text(item, "title").map(|title| Found::new(one_line(&title), from)),
            authors: people.into_iter().flatten().filter_map(|one| text(one, "name")).collect(),
            date: date.and_then(|date| of_feed(&date)).map(|date| Found::new(date, from)),
            source: text(value, "title"),
            url: text(item, "url").or_else(|| text(item, "external_url")),
            language: stated.and_then(|stated| language::stated(&stated)),
            tags: tags
                .into_iter()
                .flatten()
                .filter_map(|tag| tag.as_str())
                .map(str::to_owned)
                .collect(),
            ..Metadata::default()
        };
        let body = text(item, "content_html")
            .or_else(|| text(item, "content_text"))
            .or_else(|| text(item, "summary"));
        article(metadata, body.as_deref(), depth)
    });
    whole(articles.collect(), HEADLINES)
}

/// The articles of an archive of Factiva, wherever they lie in `root`.
fn factiva(root: &Element) -> Vec<Result<Sheet, String>> {
    if root.name == "article" && root.first("headline").is_some() {
        return vec![factiva_article(root)];
    }
    root.children.iter().flat_map(factiva).collect()
}

/// The paragraphs of a text in lines, each of which begins with an indented or behind an empty one.
fn indented(text: &str) -> Vec<Piece> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(open) if !line.starts_with("  ") && !line.trim().is_empty() => {
                open.push(' ');
                open.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
    }
    let paragraphs = paragraphs.iter().map(|text| one_line(text)).filter(|text| !text.is_empty());
    paragraphs.map(Piece::loose).collect()
}

fn factiva_article(article: &Element) -> Result<Sheet, String> {
    let from = Provenance::Container;
    let title = article.first("headline").map(Element::all_words).filter(|title| !title.is_empty());
    let date = article.first("publicationdate").map(Element::all_words);
    let mut metadata = Metadata {
        title: title.clone().map(|title| Found::new(title, from)),
        date: date.and_then(|date| of_feed(&date)).map(|date| Found::new(date, from)),
        source: article.words(&["sourcename", "publishername"]).map(one_line),
        language: article.words(&["baselanguage"]).and_then(language::stated),
        ..Metadata::default()
    };
    for (element, name) in [("sectionname", "section"), ("edition", "edition"), ("pages", "page")] {
        if let Some(value) = article.words(&[element]) {
            metadata.fields.insert(name.to_owned(), Found::new(one_line(value), from));
        }
    }
    for (element, name) in
        [("region", "region"), ("newssubject", "subject"), ("company", "company")]
    {
        let all: Vec<&str> = article.all(element).filter_map(|one| one.words(&["name"])).collect();
        if !all.is_empty() {
            metadata.fields.insert(name.to_owned(), Found::new(all.join("; "), from));
        }
    }
    let parts = ["leadparagraph", "tailparagraphs"].into_iter().flat_map(|name| article.all(name));
    let mut pieces: Vec<Piece> = Vec::new();
    for part in parts {
        let paragraphs = part.all("paragraph").map(Element::all_words);
        pieces.extend(paragraphs.filter(|text| !text.is_empty()).map(Piece::loose));
        pieces.extend(indented(&part.text));
    }
    let common = CommonWords::of(pieces.iter().map(|piece| piece.text.as_str()));
    let authors = article.first("byline").map(Element::all_words).unwrap_or_default();
    metadata.authors = people::of(&authors, Names::Straight, &common);
    if pieces.is_empty() {
        return Err(format!("there is no text under “{}”", title.unwrap_or_default()));
    }
    if let Some(title) = title {
        pieces.insert(0, Piece::of(BlockKind::Title, title));
    }
    let metadata = metadata.found_in(from);
    Ok(Sheet { metadata, pieces, head: Head::Stated, ..Sheet::default() })
}
