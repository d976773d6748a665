//! What a page says of itself: its title, authors, day, source, address and language.

use dom_query::Document;

use super::address;
use super::authors;
use super::dated;
use super::statements::Statements;
use crate::collection::{Found, Metadata, Provenance};
use crate::ingest::line::{byline, language};

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
/// Where pages say where they appeared.
const SOURCES: &[&str] = &[
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "twitter:app:name:iphone",
];
/// Where pages state their title.
const TITLES: &[&str] =
    &["citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title"];

/// What `page` states, but for its title; `source` is its text, `given` an address known from outside.
pub(super) fn of(
    page: &Document,
    source: &str,
    given: Option<&str>,
    statements: &Statements,
) -> Metadata {
    let url = address::of(page, source, given, statements);
    let published_by = statements.named(&["publisher"]).into_iter().next();
    let named = statements.meta(SOURCES).map(str::to_owned);
    let collected = || statements.named(&["isPartOf"]).into_iter().next();
    let source = named.or(published_by).or_else(collected);
    let mut stated = statements.named(&["author", "creator"]);
    if stated.is_empty() {
        stated = AUTHORS
            .iter()
            .map(|name| statements.all(&[name]))
            .find(|all| name_any(all))
            .unwrap_or_default();
    }
    if stated.is_empty() {
        let signed = |line: &String| byline::without_signature(line) != line;
        stated = statements.labelled().filter(signed).collect();
    }
    if stated.is_empty() {
        // The reader view of Firefox, whose own address stands in its `reader-domain`.
        let credits = page.select(".reader-header .reader-credits");
        stated = credits.iter().map(|line| line.text().to_string()).collect();
    }
    let site: Vec<String> =
        [source.clone(), url.as_deref().and_then(address::site)].into_iter().flatten().collect();
    let lang = page.select("html").attr("lang").map(|lang| lang.to_string());
    let lang = lang.filter(|lang| !lang.trim().is_empty()).or_else(|| {
        statements
            .meta(&["content-language", "dc.language", "language", "og:locale"])
            .map(str::to_owned)
    });
    let language = lang.and_then(|value| language::stated(&value));
    Metadata {
        date: dated::of(page, statements, language.as_deref(), url.as_deref()),
        authors: authors::of(page, &stated, &site),
        source,
        url,
        language,
        tags: tags(
            &statements.all(&["article:tag"]),
            statements.meta(&["keywords", "news_keywords"]),
        ),
        ..Metadata::default()
    }
    .found_in(Provenance::Html)
}

/// Whether `values` hold a name, not addresses alone.
fn name_any(values: &[String]) -> bool {
    values.iter().any(|value| !authors::names(value).is_empty())
}

/// The titles that the head of a page states, the surest first.
pub(super) fn titles(page: &Document, statements: &Statements) -> Vec<String> {
    let meta = TITLES.iter().filter_map(|name| statements.meta(&[name]).map(str::to_owned));
    let named = super::statements::plain(&page.select("head > title").text());
    let all = statements.linked(&["headline"]).into_iter().chain(meta).chain([named]);
    let mut titles: Vec<String> = Vec::new();
    for title in all.filter(|title| !title.is_empty()) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// A title, from where a page's are.
pub(super) fn found(title: String) -> Found<String> {
    Found::new(title, Provenance::Html)
}

fn tags(single: &[String], joined: Option<&str>) -> Vec<String> {
    let all = single.iter().map(String::as_str).chain(joined.unwrap_or_default().split(','));
    let mut tags: Vec<String> = Vec::new();
    for tag in all.map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|other| other.eq_ignore_ascii_case(tag)) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
