//! Zotero's RDF: items, and beside them attachments with the paths of their files.

use std::collections::HashMap;

use super::Entry;
use crate::ingest::format::xml::{self, Element};

/// The items in `text`.
pub(super) fn read(text: &str) -> Option<Vec<Entry>> {
    let root = xml::read(text, &[])?.root;
    if root.name != "rdf" {
        return None;
    }
    let about = |element: &Element| {
        element.attribute("about").or_else(|| element.attribute("id")).map(str::to_owned)
    };
    let attached: HashMap<String, &Element> = root
        .all("attachment")
        .filter_map(|attachment| Some((about(attachment)?, attachment)))
        .collect();
    // Publications stand apart from their articles too.
    let others: HashMap<String, &Element> =
        root.children.iter().filter_map(|one| Some((about(one)?, one))).collect();
    let items = root.children.iter().filter(|item| item.name != "attachment");
    let items = items.filter(|item| {
        item.first("authors").is_some()
            || item.all("link").any(|link| of(link, &attached).is_some())
    });
    Some(items.map(|item| entry(item, &attached, &others)).collect())
}

/// What a link leads to among `known`.
fn of<'a>(link: &Element, known: &HashMap<String, &'a Element>) -> Option<&'a Element> {
    known.get(link.attribute("resource")?).copied()
}

fn entry(
    item: &Element,
    attached: &HashMap<String, &Element>,
    others: &HashMap<String, &Element>,
) -> Entry {
    let mut entry = Entry::default();
    for name in ["title", "date", "language"] {
        if let Some(value) = item.words(&[name]) {
            entry.say(name, value);
        }
    }
    let mut people = Vec::new();
    if let Some(authors) = item.first("authors") {
        persons(authors, &mut people);
    }
    entry.say("authors", &people.join(";"));
    if let Some(address) = item.first("identifier") {
        let address = address.all_words();
        if address.starts_with("http") {
            entry.say("url", &address);
        }
    }
    let within =
        item.first("ispartof").and_then(|part| part.children.first().or_else(|| of(part, others)));
    if let Some(title) = within.and_then(|within| within.words(&["title"])) {
        entry.say("outlet", title);
    }
    for attachment in item.all("link").filter_map(|link| of(link, attached)) {
        let paths = attachment.children.iter().filter_map(|child| child.attribute("resource"));
        entry.files.extend(paths.map(str::to_owned));
    }
    let tags: Vec<String> = item.all("subject").map(Element::all_words).collect();
    entry.say("tags", &tags.join(";"));
    entry
}

/// The persons anywhere in `node`.
fn persons(node: &Element, found: &mut Vec<String>) {
    if node.name == "person" {
        let last = node.words(&["surname"]).unwrap_or_default();
        match node.words(&["givenname"]) {
            Some(first) => found.push(format!("{last}, {first}")),
            None => found.push(last.to_owned()),
        }
        return;
    }
    node.children.iter().for_each(|child| persons(child, found));
}
