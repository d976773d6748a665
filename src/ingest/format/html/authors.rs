//! Who wrote a page, in the ways that pages say so: linked data, `<meta>`, and what stands on the page itself.

use dom_query::{Document, NodeRef};

use super::place::{self, Place, Role};
use crate::collection::Reason;
use crate::ingest::line::byline;
use crate::ingest::line::dates;
use crate::ingest::line::shape;
use crate::text::normalise::one_line;
use crate::text::words::fold;

/// Longest name, in words: an organisation's.
const NAME: usize = 9;

/// The authors of `page`: those that are `stated` in its head, or else those that it shows. One that is the
/// site itself, by any of its names in `site`, gives way to a person.
pub(super) fn of(page: &Document, stated: &[String], site: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in stated.iter().flat_map(|statement| names(statement)) {
        if !all.iter().any(|other| letters(other) == letters(&name)) {
            all.push(name);
        }
    }
    let is_site = |name: &String| site.iter().any(|site| same(site, name));
    let persons: Vec<String> = all.iter().filter(|name| !is_site(name)).cloned().collect();
    if persons.iter().any(|name| is_person(name)) {
        return persons;
    }
    let mut shown: Vec<String> = shown(page).iter().flat_map(|line| names(line)).collect();
    shown.dedup();
    let seen: Vec<String> = shown.iter().filter(|name| !is_site(name)).cloned().collect();
    // What is stated and no person, an agency or the maker of the page, gives way to one that is shown.
    if seen.iter().any(|name| is_person(name)) || persons.is_empty() && !seen.is_empty() {
        return seen;
    }
    // A site of one author bears his name.
    [persons, all, shown].into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether `name` is that of the site, or begins with it.
fn same(site: &str, name: &str) -> bool {
    let (site, name) = (letters(site), letters(name));
    site == name || site.len() >= 5 && name.starts_with(&site)
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How surely an element names an author, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// `itemprop=author`, or its `itemprop=name`.
    Property,
    /// `rel=author`.
    Link,
    /// A visiting card (`fn`, `p-name`) in a byline.
    Card,
    /// An element that the page's own names call author or byline.
    Class,
}

/// The lines in which the page names its authors: all of the surest kind that stand together.
fn shown(page: &Document) -> Vec<String> {
    let Some(body) = page.body() else { return Vec::new() };
    let mut found: Vec<(Sign, String, Option<dom_query::NodeId>)> = Vec::new();
    seek(&body, Place::top(&body), &mut found);
    let Some(best) = found.iter().map(|(sign, ..)| *sign).min() else { return Vec::new() };
    let mut best = found.into_iter().filter(|(sign, ..)| *sign == best);
    let Some((_, first, group)) = best.next() else { return Vec::new() };
    let mut lines = vec![first];
    lines.extend(best.take_while(|(.., other)| *other == group).map(|(_, line, _)| line));
    lines.dedup();
    lines
}

/// Goes down to the elements that name authors, but not into comments and lists of other articles.
fn seek(
    node: &NodeRef<'_>,
    outer: Place,
    found: &mut Vec<(Sign, String, Option<dom_query::NodeId>)>,
) {
    for child in node.children_it(false).filter(NodeRef::is_element) {
        let Some(name) = child.node_name() else { continue };
        let name = name.to_ascii_lowercase();
        if matches!(&*name, "script" | "style" | "noscript" | "template" | "svg") {
            continue;
        }
        let here = place::inside(outer, &child, &name);
        // What stands about an article among its labels is the article's own.
        if here.part.is_some_and(|part| part != Reason::Label) {
            continue;
        }
        let sign = sign(&child, here);
        let line = sign.map(|_| one_line(&spaced(&child))).filter(|line| !names(line).is_empty());
        if let (Some(sign), Some(line)) = (sign, line) {
            let group = child.parent().and_then(|parent| parent.parent()).map(|node| node.id);
            found.push((sign, line, group));
            if sign != Sign::Class {
                continue;
            }
        }
        seek(&child, here, found);
    }
}

fn sign(node: &NodeRef<'_>, here: Place) -> Option<Sign> {
    if here.role != Role::Author {
        return None;
    }
    let has = |attribute: &str, value: &str| {
        node.attr(attribute)
            .is_some_and(|stated| stated.split_ascii_whitespace().any(|word| word == value))
    };
    if has("itemprop", "author") || has("itemprop", "name") || has("itemprop", "creator") {
        Some(Sign::Property)
    } else if has("rel", "author") {
        Some(Sign::Link)
    } else if node.has_class("fn") || node.has_class("p-name") {
        Some(Sign::Card)
    } else {
        Some(Sign::Class)
    }
}

/// The words below `node`, those of its elements apart.
fn spaced(node: &NodeRef<'_>) -> String {
    let named = node
        .descendants_it()
        .find(|inner| inner.attr("itemprop").is_some_and(|name| &*name == "name"));
    let node = named.unwrap_or(*node);
    let texts = node.descendants_it().filter(|inner| {
        inner.is_text()
            && inner
                .parent()
                .is_none_or(|parent| !parent.has_name("script") && !parent.has_name("style"))
    });
    texts.map(|text| text.text().to_string()).collect::<Vec<_>>().join(" ")
}

/// Signs and words behind which a statement of authorship says something else.
const ENDS: &[&str] = &[
    " | ",
    " · ",
    " • ",
    " » ",
    " - ",
    " – ",
    " — ",
    " published",
    " updated",
    " posted on",
    " stand:",
    " (",
];
/// Small words that a date leaves at the end of a name.
const LEFT: &[&str] =
    &["on", "am", "vom", "den", "in", "le", "el", "il", "at", "um", "from", "of", "at:"];

/// `statement` up to where it says something else: a sign between parts, a number.
fn cut(statement: &str) -> &str {
    let small = statement.to_lowercase();
    let small = if small.len() == statement.len() { small.as_str() } else { statement };
    let sign = ENDS.iter().filter_map(|end| small.find(end)).chain(small.find(['•', '|'])).min();
    let digits = statement.char_indices().find(|(at, c)| {
        c.is_ascii_digit()
            && statement.get(..*at).is_some_and(|before| before.ends_with([' ', '(']))
    });
    let end = sign.into_iter().chain(digits.map(|(at, _)| at)).filter(|at| *at > 0).min();
    let mut line = end.and_then(|end| statement.get(..end)).unwrap_or(statement).trim();
    while let Some((before, last)) = line.rsplit_once(' ')
        && (LEFT.contains(&last) || last.ends_with(':') || dates::is_month(last))
    {
        line = before.trim_end();
    }
    line
}

/// What stands behind "by" in the midst of `line`, if what stands before it is no name: "View all posts by A B".
fn behind_signature(line: &str) -> &str {
    let behind = [" by ", " von ", " par ", " por "].iter().find_map(|sign| line.rsplit_once(sign));
    match behind {
        Some((before, rest)) if !is_person(before.trim()) && is_person(rest.trim()) => rest,
        _ => line,
    }
}

/// The names in `statement`: "By A B and C D, The Post". Of one that names an organisation it is the whole.
pub(super) fn names(statement: &str) -> Vec<String> {
    let line = one_line(statement);
    let line = byline::labelled(&line).unwrap_or(&line);
    let line = behind_signature(byline::without_signature(cut(line)));
    let mut names: Vec<String> = Vec::new();
    for part in parts(line) {
        let part = trimmed(byline::without_signature(trimmed(part)));
        let fits = part.chars().any(char::is_alphabetic)
            && (1..=NAME).contains(&shape::words(part))
            && !part.contains("://")
            && !part.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '@' | '#' | '('))
            && !part.contains(['→', '›', '»', '?'])
            && (!part.contains('@') || part.contains("[at]"));
        if !fits || names.iter().any(|name| letters(name) == letters(part)) {
            continue;
        }
        // Behind the first name, what is no name says who he is.
        let is_name = shape::words(part) >= 2
            && !shape::starts_small(part)
            && !part.starts_with("The ")
            && !byline::is_role(part);
        if !names.is_empty() && !is_name {
            break;
        }
        names.push(part.to_owned());
    }
    names
}

fn trimmed(part: &str) -> &str {
    part.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|' | '-' | '–' | '—' | '/' | '·')
    })
}

/// `line` at the signs and words between names. A comma is one only where what stands on its both sides could
/// be a name: organisations and "Jr." keep theirs.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = vec![line];
    for joint in [
        ";", " & ", " and ", " und ", " et ", " y ", " i ", " и ", " og ", " och ", " / ", " | ",
        ", ",
    ] {
        let apart = parts.iter().flat_map(|part| {
            let pieces: Vec<&str> = part.split(joint).collect();
            let several = pieces.len() > 1;
            let persons = pieces.iter().all(|piece| is_person(trimmed(piece)));
            let first = pieces
                .first()
                .is_some_and(|first| is_person(trimmed(byline::without_signature(first))));
            let keeps = several
                && joint != ";"
                && !persons
                && !(joint == ", " && first && !is_suffix(pieces.get(1)));
            if keeps { vec![*part] } else { pieces }
        });
        parts = apart.collect();
    }
    parts
}

fn is_suffix(part: Option<&&str>) -> bool {
    part.is_some_and(|part| {
        let bare = part.trim().trim_end_matches('.');
        matches!(bare, "Jr" | "Sr" | "II" | "III" | "MD" | "PhD" | "Ph.D" | "M.D" | "Esq")
    })
}

/// Two to four words that begin with capitals.
fn is_person(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || shape::is_particle(word))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{names, of};

    #[test]
    fn whom_a_page_marks_as_its_author_goes_before_whom_it_styles_as_one() {
        for mark in ["itemprop=author", "rel=author"] {
            let page = format!(
                "<body><p class=byline>Otto Halm</p><p>The weir.</p><p><a {mark} href=/a>Ada Byrne</a></p></body>"
            );
            assert_eq!(of(&Document::from(page), &[], &[]), ["Ada Byrne"], "{mark}");
        }
    }

    #[test]
    fn a_statement_of_authorship_is_taken_apart_into_names() {
        for (statement, expected) in [
            ("By Ada Byrne and Otto Halm, The Post", &["Ada Byrne", "Otto Halm"][..]),
            ("Von Ada Byrne", &["Ada Byrne"]),
            ("Ada Byrne | 3 May 2021", &["Ada Byrne"]),
            ("Department of Rivers, Locks and Canals", &["Department of Rivers, Locks and Canals"]),
            ("Otto Halm, Jr.", &["Otto Halm, Jr."]),
            ("Ada Byrne, Otto Halm, Rosa Ibarra", &["Ada Byrne", "Otto Halm", "Rosa Ibarra"]),
            ("https://example.org/ada", &[]),
            ("lockkeeper", &["lockkeeper"]),
        ] {
            assert_eq!(names(statement), expected, "{statement}");
        }
    }
}
