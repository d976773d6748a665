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
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.issued",
];
/// Where they state a date that may be that of their file.
const FILED: &[&str] =
    &["date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "creation_date"];
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

/// How moments in universal time end.
const UNIVERSAL: [&str; 5] = ["Z", "+00:00", "+0000", "GMT", "UTC"];

/// What a page states of its day.
#[derive(Debug, Clone, Copy)]
struct Stated {
    day: DateSpan,
    /// Whether it is a moment in universal time: where the page was written it may be the day before or after.
    universal: bool,
}

impl Stated {
    fn read(value: &str, order: DayOrder) -> Option<Self> {
        let ends = |zone: &&str| value.trim_end().ends_with(*zone);
        let universal = value.contains(':') && UNIVERSAL.iter().any(ends);
        Some(Self { day: dates::stated(value, order)?, universal })
    }

    /// The day that the page shows or has in its address, where both mean the same moment.
    fn local(self, near: Option<DateSpan>) -> DateSpan {
        near.filter(|near| self.universal && beside(self.day, *near)).unwrap_or(self.day)
    }

    const fn is_whole(&self) -> bool {
        self.day.start.day.is_some()
    }
}

/// Whether one is the day before the other.
fn beside(a: DateSpan, b: DateSpan) -> bool {
    let civil = |span: DateSpan| {
        let month = i8::try_from(span.start.month?).ok()?;
        jiff::civil::Date::new(span.start.year, month, i8::try_from(span.start.day?).ok()?).ok()
    };
    let days = civil(a).zip(civil(b)).and_then(|(a, b)| a.until(b).ok());
    days.is_some_and(|days| days.get_days().abs() == 1)
}

/// The day of `page`, of which `url` is the address.
pub(super) fn of(
    page: &Document,
    statements: &Statements,
    language: Option<&str>,
    url: Option<&str>,
) -> Option<Found<DateSpan>> {
    let order = DayOrder::of(language);
    let linked = |keys: &[&str]| Stated::read(&statements.linked(keys)?, order);
    let meta = |names: &'static [&str]| {
        names.iter().filter_map(move |name| Stated::read(statements.meta(&[name])?, order))
    };
    let published = linked(&["datePublished", "dateCreated", "uploadDate"]);
    if let Some(published) = published.filter(|_| statements.is_of_organisation())
        && let Some(changed) = linked(&["dateModified"]).or_else(|| meta(CHANGES).next())
        && changed.day.start.year > published.day.start.year + LIVING
    {
        return Some(Found::new(changed.day, Provenance::Html));
    }
    let shown = shown(page, order);
    let addressed = url.and_then(address::day).and_then(|day| dates::of_machine(&day));
    let near = |stated: Stated| {
        [addressed, shown].into_iter().flatten().find(|near| beside(stated.day, *near))
    };
    let shown = shown.map(|day| Stated { day, universal: false });
    let all = published.into_iter().chain(meta(DATES)).chain(shown).chain(meta(FILED));
    let all: Vec<Stated> = all.collect();
    // A whole day wins over a year.
    let best = all.iter().find(|stated| stated.is_whole()).or(all.first()).copied()?;
    Some(Found::new(best.local(near(best)), Provenance::Html))
}

/// The day of a page that states none and shows none: that in its address, or that of its last change (which a
/// page in the microformat hAtom has in the title of an element).
pub(super) fn guessed(
    page: &Document,
    statements: &Statements,
    url: Option<&str>,
) -> Option<Found<DateSpan>> {
    let read = dates::of_machine;
    let day = url.and_then(address::day).and_then(|day| read(&day));
    let changed = || {
        let linked = statements.linked(&["dateModified"]).and_then(|date| read(&date));
        let meta = || CHANGES.iter().find_map(|name| read(statements.meta(&[name])?));
        let marked = || read(&page.select_single(".updated[title]").attr("title")?);
        linked.or_else(meta).or_else(marked)
    };
    day.map(|day| Found::new(day, Provenance::Address))
        .or_else(|| changed().map(|day| Found::new(day, Provenance::Html)))
}

/// The date that the page shows as its own: of those that are marked as surely, the one nearest to its headline.
fn shown(page: &Document, order: DayOrder) -> Option<DateSpan> {
    let read = |value: &str| dates::stated(value, order).or_else(|| dates::short(value, order));
    let body = page.body()?;
    let mut seen = Seen::default();
    seek(&body, Place::top(&body), &read, &mut seen);
    // Of several articles one below the other none speaks for the page, unless it has the headline.
    let several = page.select("article:has(time)").length() > 1
        && !page.select("article:has(time) h1").exists();
    let best = seen.days.iter().map(|day| day.sign).min()?;
    let days: Vec<&Shown> = seen.days.iter().filter(|day| day.sign == best).collect();
    let alike = days.iter().all(|day| Some(day.day) == days.first().map(|day| day.day));
    let away = |day: &&&Shown| seen.headlines.iter().map(|at| at.abs_diff(day.at)).min();
    let nearest = days.iter().min_by_key(away)?;
    (!several || best == Sign::Property || alike).then_some(nearest.day)
}

/// How surely an element gives the day, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// `datePublished` as a property of the page, `pubdate`.
    Property,
    /// An element that the page's own names call its date, or a `<time>`.
    Named,
}

/// A day that a page shows.
#[derive(Debug, Clone, Copy)]
struct Shown {
    sign: Sign,
    day: DateSpan,
    /// How many elements stand before it.
    at: usize,
}

/// What was met on the way through a page.
#[derive(Debug, Default)]
struct Seen {
    days: Vec<Shown>,
    /// Where headings of the first level stand, as the days.
    headlines: Vec<usize>,
    elements: usize,
}

fn seek(
    node: &NodeRef<'_>,
    outer: Place,
    read: &impl Fn(&str) -> Option<DateSpan>,
    seen: &mut Seen,
) {
    for child in node.children_it(false).filter(NodeRef::is_element) {
        let Some(name) = child.node_name() else { continue };
        let name = name.to_ascii_lowercase();
        let here = place::inside(outer, &child, &name);
        seen.elements += 1;
        if here.part.is_some() {
            continue;
        }
        if name == "h1" {
            seen.headlines.push(seen.elements);
        }
        if here.role != Role::Date || outer.role == Role::Date {
            seek(&child, here, read, seen);
            continue;
        }
        let property = child.has_attr("pubdate") || place::has_property(&child, &["datePublished"]);
        let sign = if property { Sign::Property } else { Sign::Named };
        let at = seen.elements;
        let value =
            ["datetime", "content", "title"].iter().find_map(|name| read(&child.attr(name)?));
        let before = seen.days.len();
        if value.is_none() {
            // Elements inside may state it: what is around them reads "3 May 20204 May 2020".
            seek(&child, Place { role: Role::Plain, ..here }, read, seen);
        }
        if seen.days.len() == before
            && let Some(day) = value.or_else(|| read(child.text().trim()))
        {
            seen.days.push(Shown { sign, day, at });
        }
    }
}
