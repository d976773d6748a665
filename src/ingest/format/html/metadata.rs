//! What a page says of itself: `<meta>`, JSON-LD, `OpenGraph`, Dublin Core, `<time>`, `<link>`.

use dom_query::Document;
use serde_json::Value;

use crate::collection::{DateSpan, Found, Metadata, Provenance};
use crate::ingest::line::dates;
use crate::ingest::line::language;
use crate::ingest::one_line;

/// Where pages name their authors, the surest first.
const AUTHORS: &[&str] = &[
    "citation_author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "byl",
    "sailthru.author",
];
/// Where pages state when they appeared.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "last-modified",
];
/// Where pages say where they appeared.
const SOURCES: &[&str] = &[
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "twitter:app:name:iphone",
];

/// What `page` states.
pub(super) fn of(page: &Document) -> Metadata {
    let metas = metas(page);
    let meta = |names: &[&str]| -> Option<String> {
        names.iter().find_map(|name| {
            metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
        })
    };
    let all = |names: &[&str]| -> Vec<String> {
        names
            .iter()
            .map(|name| {
                metas
                    .iter()
                    .filter(|(key, _)| key == name)
                    .map(|(_, value)| value.clone())
                    .collect::<Vec<_>>()
            })
            .find(|values| !values.is_empty())
            .unwrap_or_default()
    };
    let linked = linked_data(page);
    let from = Provenance::Html;
    let title = linked.as_ref().and_then(|data| text(data, "headline")).or_else(|| {
        meta(&["citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title"])
    });
    let mut authors = linked.as_ref().map(authors).unwrap_or_default();
    if authors.is_empty() {
        authors = all(AUTHORS);
    }
    let date = linked
        .as_ref()
        .and_then(|data| text(data, "datePublished").or_else(|| text(data, "dateCreated")))
        .or_else(|| meta(DATES));
    let date = date.and_then(|date| dates::of_machine(&date)).or_else(|| time(page));
    let source = linked
        .as_ref()
        .and_then(|data| {
            data.get("publisher").and_then(name).or_else(|| data.get("isPartOf").and_then(name))
        })
        .or_else(|| meta(SOURCES));
    let url = page
        .select("link[rel=canonical]")
        .attr("href")
        .map(|url| url.to_string())
        .filter(|url| url.starts_with("http"))
        .or_else(|| {
            meta(&["og:url", "citation_public_url", "dc.identifier"])
                .filter(|url| url.starts_with("http"))
        })
        .or_else(|| {
            linked.as_ref().and_then(|data| text(data, "url")).filter(|url| url.starts_with("http"))
        });
    let stated = page
        .select("html")
        .attr("lang")
        .map(|lang| lang.to_string())
        .or_else(|| meta(&["content-language", "dc.language", "language", "og:locale"]));
    Metadata {
        title: title.map(|title| Found::new(title, from)),
        authors: authors.iter().flat_map(|names| persons(names)).collect(),
        date: date.map(|date| Found::new(date, from)),
        source,
        url,
        language: stated.and_then(|value| language::stated(&value)),
        tags: tags(&all(&["article:tag"]), meta(&["keywords", "news_keywords"])),
        ..Metadata::default()
    }
}

/// The one main heading of the page.
pub(super) fn headline(page: &Document) -> Option<String> {
    let headings = page.select("h1");
    let mut texts =
        headings.iter().map(|heading| one_line(&heading.text())).filter(|text| !text.is_empty());
    let first = texts.next()?;
    texts.all(|other| other == first).then_some(first)
}

/// Names in small letters and values of all `<meta>` elements, in order.
fn metas(page: &Document) -> Vec<(String, String)> {
    let elements = page.select("meta");
    let found = elements.iter().filter_map(|meta| {
        let name =
            ["name", "property", "itemprop", "http-equiv"].iter().find_map(|key| meta.attr(key))?;
        let value = one_line(&meta.attr("content")?);
        (!value.is_empty()).then(|| (name.trim().to_lowercase(), value))
    });
    found.collect()
}

/// Kinds of linked data that are articles.
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ScholarlyArticle",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
    "SocialMediaPosting",
    "TechArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
];

/// The first article that the page describes as linked data.
fn linked_data(page: &Document) -> Option<Value> {
    page.select("script[type=\"application/ld+json\"]").iter().find_map(|script| {
        let source = script.text();
        let source = source.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let value: Value = serde_json::from_str(source).ok()?;
        article_in(&value, 4)
    })
}

fn article_in(value: &Value, depth: usize) -> Option<Value> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| article_in(item, depth - 1)),
        Value::Object(map) => {
            let is_article = match map.get("@type") {
                Some(Value::String(kind)) => ARTICLES.contains(&kind.as_str()),
                Some(Value::Array(kinds)) => {
                    kinds.iter().filter_map(Value::as_str).any(|kind| ARTICLES.contains(&kind))
                }
                _ => false,
            };
            if is_article {
                return Some(value.clone());
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .find_map(|key| article_in(map.get(*key)?, depth - 1))
        }
        _ => None,
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(one_line).filter(|text| !text.is_empty())
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => {
            Some(one_line(name)).filter(|name| !name.is_empty() && !name.starts_with("http"))
        }
        Value::Object(_) => text(value, "name"),
        Value::Array(items) => items.iter().find_map(name),
        _ => None,
    }
}

fn authors(data: &Value) -> Vec<String> {
    match data.get("author").or_else(|| data.get("creator")) {
        Some(Value::Array(items)) => items.iter().filter_map(name).collect(),
        Some(value) => name(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// "By A B and C D" as names; addresses of profiles are none.
fn persons(names: &str) -> Vec<String> {
    let names = names.strip_prefix("By ").or_else(|| names.strip_prefix("by ")).unwrap_or(names);
    names
        .split([';', '|', '&'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| {
            let pieces: Vec<&str> = part.split(',').map(str::trim).collect();
            if pieces.iter().all(|piece| piece.contains(' ')) { pieces } else { vec![part.trim()] }
        })
        .filter(|name| !name.is_empty() && !name.starts_with("http") && !name.contains('@'))
        .map(str::to_owned)
        .collect()
}

/// The date in a `<time>` that says it is the publication's, or in the page's only one.
fn time(page: &Document) -> Option<DateSpan> {
    let times = page.select("time");
    let published = times.iter().find(|time| {
        time.has_attr("pubdate")
            || time.attr("itemprop").is_some_and(|prop| prop.contains("datePublished"))
    });
    let marked = || page.select("[itemprop=datePublished]").iter().next();
    let only = || (times.length() == 1).then(|| times.iter().next()).flatten();
    let inside = || {
        // Of several articles one below the other none speaks for the page, unless it has the headline.
        let dated = page.select("article:has(time)");
        let several = dated.length() > 1 && !dated.select("h1").exists();
        let times = page.select("article time, header time");
        times.iter().next().filter(|_| !several)
    };
    let element = published.or_else(marked).or_else(only).or_else(inside)?;
    let value = element
        .attr("datetime")
        .or_else(|| element.attr("content"))
        .unwrap_or_else(|| element.text());
    dates::of_machine(&value)
}

fn tags(single: &[String], joined: Option<String>) -> Vec<String> {
    let joined = joined.unwrap_or_default();
    let all = single.iter().map(String::as_str).chain(joined.split(','));
    let mut tags: Vec<String> = Vec::new();
    for tag in all.map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|other| other.eq_ignore_ascii_case(tag)) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
