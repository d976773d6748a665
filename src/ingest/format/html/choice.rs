//! Which pieces of a page are the article: those that the extractor chose, what it lost of them, and the head
//! above. Everything else stays in its place as furniture, with the reason for it.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use dom_query::NodeId;

use super::place::Place;
use super::walk::Placed;
use super::{address, authors, metadata, title};
use crate::collection::{BlockKind, DateSpan, Found, MarkKind, Metadata, Provenance, Reason};
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::{byline, chrome, shape};
use crate::ingest::piece::{Above, Piece};
use crate::text::normalise::one_line;

/// How many pieces below its start a byline may still stand.
const LATE: usize = 3;
/// How many pieces above the article may lie between it and its byline.
const HEAD: usize = 12;

/// Gives what lies outside the article its kind.
pub(super) fn choose(
    mut pieces: Vec<Placed>,
    titles: &[String],
    metadata: &mut Metadata,
) -> Vec<Piece> {
    better_body(&mut pieces);
    let first = pieces.iter().position(|(_, place)| place.is_chosen());
    let last = pieces.iter().rposition(|(_, place)| place.is_chosen());
    let (Some(first), Some(last)) = (first, last) else {
        headline(&pieces, 0, pieces.len(), titles, metadata);
        return pieces.into_iter().map(|(piece, _)| piece).collect();
    };
    let headline = headline(&pieces, first, last, titles, metadata);
    let top = headline.filter(|at| *at < first);
    let order = DayOrder::of(metadata.language.as_deref());
    let bodies = bodies(&pieces);
    let texts: Vec<bool> = pieces.iter().map(|(piece, place)| is_text(piece, place)).collect();
    let heading: Vec<bool> = (0..pieces.len()).map(|at| heads_text(&pieces, &texts, at)).collect();
    let shown = day_beside(&pieces, first..last + 1, headline, order);
    let mut settled = Vec::with_capacity(pieces.len());
    for (at, (mut piece, place)) in pieces.into_iter().enumerate() {
        let near = at + HEAD >= first && top.is_none_or(|top| at > top) && at <= first + LATE;
        let under = headline.is_some_and(|top| (top..=top.max(first) + LATE).contains(&at));
        let own = !claimed(place.part, under);
        let signed = near && own && is_byline(&piece, &place);
        let lead = top.is_some_and(|top| (top..first).contains(&at));
        let amid = (first..last).contains(&at) || lead;
        let beside = bodies.hold(&place);
        let text = texts.get(at).is_some_and(|text| *text);
        let heads = amid && heading.get(at).is_some_and(|heads| *heads);
        let summary = lead && Some(at) != headline && is_summary(&piece, &place);
        let inside = place.is_chosen() && !is_box(&piece, &place)
            || Some(at) == headline
            || (amid || beside) && text
            || heads
            || summary;
        if summary {
            piece.kind = Some(BlockKind::Standfirst);
            piece.level = 0;
        }
        let line = near
            && own
            && !signed
            && (is_signature(&piece, order) || names_authors(&piece, metadata));
        if signed || line {
            piece.kind = Some(BlockKind::Byline);
            if metadata.date.is_none() {
                let day = dates::published(&piece.text, order)
                    .filter(|dated| dated.span.start.day.is_some());
                metadata.date = day.map(|dated| Found::new(dated.span, Provenance::Byline));
            }
            let text = piece.text.trim();
            let signature = is_signed(text);
            if metadata.authors.is_empty() && (place.author > 0 || signature) {
                let undated = |line: &&str| signature || dates::first(line, order).is_none();
                let line = text.lines().find(undated).unwrap_or("");
                metadata.authors = authors::names(if signature { text } else { line });
            }
        }
        if place.is_chosen() && piece.is_loose() {
            piece.above = Above::Element;
        }
        if !inside && !signed && !line {
            let worded = || chrome::of(&piece.text);
            let reason = place.part.or_else(worded).unwrap_or(Reason::Outside);
            piece.furnish(reason);
        }
        settled.push(piece);
    }
    let shown = shown.map(|day| Found::new(day, Provenance::Html));
    metadata.date = metadata.date.take().or(shown);
    settled
}

/// Whether a part of the page claims a line about the article for something else: right beside the article such a
/// line is its own, whatever the element around it is called.
const fn claimed(part: Option<Reason>, beside: bool) -> bool {
    match part {
        None => false,
        Some(Reason::Comments | Reason::Related | Reason::SignUp | Reason::Advert) => true,
        Some(_) => !beside,
    }
}

/// Words, at most, of a line that shows when the page appeared.
const DATELINE: usize = 16;
/// How many pieces above the headline, and behind the article, it may stand.
const ABOVE: usize = 2;
const BEHIND: usize = 8;

/// The day in the short line with one that stands nearest to the article's start, or behind the article.
fn day_beside(
    pieces: &[Placed],
    article: Range<usize>,
    headline: Option<usize>,
    order: DayOrder,
) -> Option<DateSpan> {
    let (start, end) = (article.start, article.end);
    let top = headline.unwrap_or(start).min(start);
    let beside = |at: usize| (top..=start + LATE).contains(&at) || at + 1 == start || at == end;
    let day = |at: usize| {
        let (piece, place) = pieces.get(at)?;
        let line = piece.text.lines().find(|line| dates::first(line, order).is_some());
        let line = line.unwrap_or(&piece.text);
        let short = shape::words(line) <= DATELINE && !shape::is_prose(&piece.text);
        let dated = dates::published(line, order).map(|dated| dated.span);
        let noted = || {
            let stated = place.date * 2 > place.letters || beside(at);
            dates::short(line, order).filter(|_| stated)
        };
        let whole = |day: &DateSpan| day.start.day.is_some() && day.end.is_none();
        let day = dated.or_else(noted).filter(whole)?;
        let open = !claimed(place.part, beside(at)) && piece.kind != Some(BlockKind::Caption);
        (short && open).then_some(day)
    };
    let above = (top.saturating_sub(ABOVE)..start).rev().take(HEAD + ABOVE);
    let below = start..(start + LATE + 1).min(end);
    let behind = end..(end + BEHIND).min(pieces.len());
    above.chain(below).chain(behind).find_map(day)
}

/// The elements, and the names of elements, whose paragraphs are the article: a second paragraph of prose in
/// them was chosen too.
fn bodies(pieces: &[Placed]) -> Bodies {
    let mut once = HashSet::new();
    let mut forms: HashMap<u64, usize> = HashMap::new();
    let mut bodies = Bodies::default();
    let prose =
        pieces.iter().filter(|(piece, place)| place.is_chosen() && shape::is_prose(&piece.text));
    for (_, place) in prose {
        if let Some(within) = place.within.filter(|within| !once.insert(*within)) {
            bodies.elements.insert(within);
        }
        if let Some(form) = place.form {
            *forms.entry(form).or_default() += 1;
        }
    }
    bodies.forms =
        forms.into_iter().filter(|(_, count)| *count > 1).map(|(form, _)| form).collect();
    bodies
}

/// Where paragraphs of the article stand.
#[derive(Debug, Default)]
struct Bodies {
    elements: HashSet<NodeId>,
    /// Their names, where a page sets each paragraph in an element of its own.
    forms: HashSet<u64>,
}

impl Bodies {
    fn hold(&self, place: &Place) -> bool {
        place.within.is_some_and(|within| self.elements.contains(&within))
            || place.form.is_some_and(|form| self.forms.contains(&form))
    }
}

/// A heading that no part of the page claims for something else and that leads nowhere.
fn is_heading(piece: &Piece, place: &Place) -> bool {
    place.part.is_none() && piece.is_heading() && piece.linked() * 3 < piece.text.len()
}

/// Words, at most, of a control beside a heading: `[edit]`, "Bearbeiten | Quelltext".
const CONTROL: usize = 4;

/// Whether the piece at `at` is a heading over text, a control that shares its element with it aside.
fn heads_text(pieces: &[Placed], texts: &[bool], at: usize) -> bool {
    let Some((heading, place)) = pieces.get(at) else { return false };
    let control = |(piece, beside): &Placed| {
        beside.within == place.within
            && piece.is_loose()
            && shape::words(&piece.text) <= CONTROL
            && !shape::ends_sentence(&piece.text)
    };
    let below = if pieces.get(at + 1).is_some_and(control) { at + 2 } else { at + 1 };
    let text = |at: usize| texts.get(at).is_some_and(|text| *text);
    is_heading(heading, place) && (text(at + 1) || text(below))
}

/// Whether a line says nothing but who the known authors are.
fn names_authors(piece: &Piece, metadata: &Metadata) -> bool {
    let known = |name: &String| metadata.authors.contains(name);
    let names = authors::names(&piece.text);
    piece.is_loose() && !names.is_empty() && names.iter().all(known)
}

/// Words, at least, of a summary between the headline and the text.
const SUMMARY: usize = 8;

/// What stands between the headline and the text as a heading of its own, or in an element that the page calls a
/// teaser, and is long enough to be a summary of what follows.
fn is_summary(piece: &Piece, place: &Place) -> bool {
    let words = shape::words(&piece.text);
    let heading = place.part.is_none() && piece.is_heading() && (SUMMARY..=70).contains(&words);
    let teaser = place.part == Some(Reason::Related)
        && (piece.is_loose() || piece.is_heading())
        && shape::is_prose(&piece.text);
    (heading || teaser) && piece.linked() == 0
}

/// What the page sets apart as something other than its text, and what is no prose: links, a button, a call.
fn is_box(piece: &Piece, place: &Place) -> bool {
    let apart = matches!(
        place.part,
        Some(Reason::Comments | Reason::Related | Reason::SignUp | Reason::Share | Reason::Advert)
    );
    apart && (!shape::is_prose(&piece.text) || piece.linked() * 2 > piece.text.len())
}

/// Prose that no part of the page claims for something else and that leads nowhere.
fn is_text(piece: &Piece, place: &Place) -> bool {
    place.part.is_none()
        && piece.is_body()
        && shape::is_prose(&piece.text)
        && piece.linked() * 3 < piece.text.len()
}

/// A short line of which the page says that it names the author or the day.
fn is_byline(piece: &Piece, place: &Place) -> bool {
    let stated = place.author + place.date;
    let most = stated * 2 >= place.letters || stated > 0 && shape::words(&piece.text) <= 12;
    let open = matches!(piece.kind, None | Some(BlockKind::ListItem | BlockKind::Heading))
        && piece.level != 1;
    open && most && shape::words(&piece.text) <= 25 && !shape::is_prose(&piece.text)
}

/// A short line beside the title with a whole day, or with a sign before names ("By"), although the page does not
/// say what it is.
fn is_signature(piece: &Piece, order: DayOrder) -> bool {
    let words = shape::words(&piece.text);
    let dated = || {
        words <= 10
            && dates::first(&piece.text, order).is_some_and(|dated| dated.span.start.day.is_some())
    };
    let signed = || {
        words <= 12
            && !shape::ends_sentence(&piece.text)
            && is_signed(piece.text.trim())
            && !authors::names(&piece.text).is_empty()
    };
    piece.is_loose() && (dated() || signed())
}

/// Whether a sign before names ("By", "Words:") stands in `line`.
fn is_signed(line: &str) -> bool {
    byline::without_signature(line) != line || byline::labelled(line).is_some()
}

/// Where the title of the page stands; sets it.
fn headline(
    pieces: &[Placed],
    first: usize,
    last: usize,
    titles: &[String],
    metadata: &mut Metadata,
) -> Option<usize> {
    let heads =
        || pieces.iter().enumerate().take(last).filter(|(_, (piece, _))| piece.is_heading());
    let home = heads().map(|(_, (piece, _))| piece).find(|piece| leads_home(piece));
    let headings: Vec<(usize, (u8, String))> = heads()
        .filter(|(_, (piece, _))| piece.level <= 3 && !leads_home(piece))
        .map(|(at, (piece, _))| (at, (piece.level, one_line(&piece.text))))
        .collect();
    let address = metadata.url.as_deref().and_then(address::site);
    let named = address.as_deref().and_then(|address| title::site_in(titles, address));
    metadata.source = named.clone().or_else(|| metadata.source.take());
    metadata.fill_origins(Provenance::Html);
    let home = home.map(|piece| one_line(&piece.text));
    let site = [metadata.source.clone(), address, home];
    let site: Vec<String> = site.into_iter().flatten().collect();
    let texts: Vec<title::Heading> = headings.iter().map(|(_, heading)| heading.clone()).collect();
    let title = title::of(titles, &texts, &site)?;
    let same = || headings.iter().filter(|(_, (_, text))| *text == title).map(|(at, _)| *at);
    // Some pages set their title as a line like any other.
    let line = || {
        let said = title::letters(&title);
        let mut lines = pieces.iter().take(first).rev().take(HEAD);
        let above = lines.position(|(piece, place)| {
            piece.is_loose() && place.part.is_none() && title::letters(&piece.text) == said
        });
        above.and_then(|above| first.checked_sub(above + 1))
    };
    let place = same().rfind(|at| *at <= first).or_else(|| same().next()).or_else(line);
    metadata.title = Some(metadata::found(title.clone()));
    place
}

/// Whether a heading is nothing but a link to the first page of its site: that is the site's name.
fn leads_home(piece: &Piece) -> bool {
    let mut links = piece.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link(address) => Some((mark.extent.len(), address.as_str())),
        _ => None,
    });
    links.any(|(length, address)| {
        let path = address.split_once("://").map_or(address, |(_, rest)| {
            rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
        });
        length == piece.text.trim().len() && matches!(path, "/" | "./" | "../" | "/index.html")
    })
}

/// Words of prose, at least, of a body that wins over the extractor's choice.
const BODY: usize = 100;

/// Where the extractor chose far less prose than stands together elsewhere, that is the body.
fn better_body(pieces: &mut [Placed]) {
    let mut chosen = 0;
    let mut together: HashMap<NodeId, usize> = HashMap::new();
    for (piece, place) in pieces.iter().filter(|(piece, place)| is_text(piece, place)) {
        let words = shape::words(&piece.text);
        if place.is_chosen() {
            // A list is no prose, however long its items are.
            chosen += if piece.kind == Some(BlockKind::ListItem) { 0 } else { words };
        } else if let Some(within) = place.within.filter(|_| piece.is_loose()) {
            *together.entry(within).or_default() += words;
        }
    }
    let best = together.into_iter().max_by_key(|(within, words)| (*words, Reverse(*within)));
    let Some((within, _)) = best.filter(|(_, words)| *words >= BODY && *words >= chosen * 3) else {
        return;
    };
    for (_, place) in pieces.iter_mut() {
        place.chosen = if place.within == Some(within) { place.letters } else { 0 };
    }
}
