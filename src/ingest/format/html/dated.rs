//! The day on which a page appeared, as it says: in linked data and `<meta>`, in elements marked as its date, in
//! its address. What it says of its last change counts only where nothing else is said.

use dom_query::{Document, NodeRef};

use super::address;
use super::place::{self, Place, Role};
use super::statements::Statements;
use crate::collection::{DateSpan, Found, Provenance};
use crate::ingest::line::dates::{self, DayOrder};

/// Where pages state when they appeared.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "article:published",
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.created",
    "creation_date",
];
/// Where they state when they were changed.
const CHANGES: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "datemodified",
];
/// Years after which a page of nobody is rather what it was changed to.
const LIVING: i16 = 1;

/// The day of `page`.
pub(super) fn of(
    page: &Document,
    statements: &Statements,
    language: Option<&str>,
) -> Option<Found<DateSpan>> {
    let order = DayOrder::of(language);
    let read = |value: &str| {
        dates::of_machine(value).or_else(|| dates::first(value, order).map(|dated| dated.span))
    };
    let linked = |keys: &[&str]| statements.linked(keys).and_then(|date| read(&date));
    let html = |date: DateSpan| Found::new(date, Provenance::Html);
    let changed = || {
        linked(&["dateModified"])
            .or_else(|| CHANGES.iter().find_map(|name| read(statements.meta(&[name])?)))
    };
    let published = linked(&["datePublished", "dateCreated", "uploadDate"]);
    if let Some(published) = published.filter(|_| statements.is_of_organisation())
        && let Some(changed) = changed()
        && changed.start.year > published.start.year + LIVING
    {
        return Some(html(changed));
    }
    published
        .or_else(|| DATES.iter().find_map(|name| read(statements.meta(&[name])?)))
        .or_else(|| shown(page, &read))
        .map(html)
}

/// The day of a page that states none and shows none: that in its address, or that of its last change.
pub(super) fn guessed(statements: &Statements, url: Option<&str>) -> Option<Found<DateSpan>> {
    let day = url.and_then(address::day).and_then(|day| dates::of_machine(&day));
    let changed = || {
        let linked = statements.linked(&["dateModified"]).and_then(|date| dates::of_machine(&date));
        linked.or_else(|| {
            CHANGES.iter().find_map(|name| dates::of_machine(statements.meta(&[name])?))
        })
    };
    day.map(|day| Found::new(day, Provenance::Address))
        .or_else(|| changed().map(|day| Found::new(day, Provenance::Html)))
}

/// The date that the page shows as its own.
fn shown(page: &Document, read: &impl Fn(&str) -> Option<DateSpan>) -> Option<DateSpan> {
    let mut found: Vec<(Sign, DateSpan)> = Vec::new();
    let body = page.body()?;
    seek(&body, Place::top(&body), read, &mut found);
    // Of several articles one below the other none speaks for the page, unless it has the headline.
    let several = page.select("article:has(time)").length() > 1
        && !page.select("article:has(time) h1").exists();
    let best = found.iter().map(|(sign, _)| *sign).min()?;
    let days: Vec<DateSpan> =
        found.into_iter().filter(|(sign, _)| *sign == best).map(|(_, day)| day).collect();
    let alike = days.iter().all(|day| Some(day) == days.first());
    days.into_iter().next().filter(|_| !several || best == Sign::Property || alike)
}

/// How surely an element gives the day, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// `itemprop=datePublished`, `pubdate`.
    Property,
    /// An element that the page's own names call its date, or a `<time>`.
    Named,
}

fn seek(
    node: &NodeRef<'_>,
    outer: Place,
    read: &impl Fn(&str) -> Option<DateSpan>,
    found: &mut Vec<(Sign, DateSpan)>,
) {
    for child in node.children_it(false).filter(NodeRef::is_element) {
        let Some(name) = child.node_name() else { continue };
        let name = name.to_ascii_lowercase();
        let here = place::inside(outer, &child, &name);
        if here.part.is_some() {
            continue;
        }
        if here.role == Role::Date && outer.role != Role::Date {
            let property = child.has_attr("pubdate")
                || child.attr("itemprop").is_some_and(|prop| prop.contains("datePublished"));
            let sign = if property { Sign::Property } else { Sign::Named };
            let value =
                ["datetime", "content", "title"].iter().find_map(|name| read(&child.attr(name)?));
            if let Some(day) = value.or_else(|| read(child.text().trim())) {
                found.push((sign, day));
                continue;
            }
        }
        seek(&child, here, read, found);
    }
}
