//! XML as a tree, read in one pass with bounds: feeds and archives hold many articles, and one that breaks
//! off still gives those before the break.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::html;
use crate::ingest::Limits;

/// An element.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Element {
    /// Its name without a prefix, in small letters, and with it: `encoded` and `content:encoded`.
    pub(in crate::ingest) name: String,
    /// Its attributes, named without prefix.
    pub(in crate::ingest) attributes: Vec<(String, String)>,
    /// What stands in it but not in elements of it.
    pub(in crate::ingest) text: String,
    pub(in crate::ingest) children: Vec<Element>,
    /// Its inside as written, where it holds elements of a page.
    pub(in crate::ingest) source: String,
    start: usize,
}

impl Element {
    /// The elements of this name directly in it.
    pub(in crate::ingest) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element of this name directly in it.
    pub(in crate::ingest) fn first(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The words of the first element of any of these names.
    pub(in crate::ingest) fn words(&self, names: &[&str]) -> Option<&str> {
        let texts = names.iter().filter_map(|name| self.first(name)).map(|child| child.text.trim());
        texts.into_iter().find(|text| !text.is_empty())
    }

    /// The value of an attribute.
    pub(in crate::ingest) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// All words in it, those of its elements too.
    pub(in crate::ingest) fn all_words(&self) -> String {
        if !self.source.is_empty() {
            return html::words(&self.source);
        }
        let mut words = self.text.clone();
        for child in &self.children {
            words.push(' ');
            words.push_str(&child.all_words());
        }
        crate::text::normalise::one_line(&words)
    }
}

/// What is read of a file.
#[derive(Debug)]
pub(in crate::ingest) struct Tree {
    /// Its outermost element.
    pub(in crate::ingest) root: Element,
    /// Whether it breaks off before its end, or is no XML from some place on.
    pub(in crate::ingest) broken: bool,
}

/// Reads `source`; elements named in `pages` are kept as written and not gone into.
pub(in crate::ingest) fn read(source: &str, pages: &[&str]) -> Option<Tree> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut left = Limits::XML_ELEMENTS;
    let broken = loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Err(_) => break true,
            Ok(Event::Eof) => break root.is_none(),
            Ok(Event::Start(_) | Event::Empty(_))
                if left == 0 || open.len() == Limits::DATA_DEPTH =>
            {
                break true;
            }
            Ok(Event::Start(tag)) => {
                left -= 1;
                let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                open.push(Element { start, ..element(&tag) });
            }
            Ok(Event::Empty(tag)) => {
                left -= 1;
                match open.last_mut() {
                    Some(parent) => parent.children.push(element(&tag)),
                    None => root = root.or_else(|| Some(element(&tag))),
                }
            }
            Ok(Event::End(_)) => close(&mut open, &mut root, source, at, pages),
            Ok(Event::Text(text)) => push(&mut open, &text),
            Ok(Event::CData(text)) => push(&mut open, &text),
            Ok(Event::GeneralRef(name)) => push(&mut open, &reference(&name)),
            Ok(_) => {}
        }
    };
    // What was open when the file broke off is not whole: it is left out, but for what leads there.
    while open.len() > 1 {
        open.pop();
    }
    let root = root.or_else(|| {
        let mut outermost = open.pop()?;
        outermost.source.clear();
        Some(outermost)
    })?;
    Some(Tree { root, broken })
}

/// Adds words to the innermost open element.
fn push(open: &mut [Element], text: &str) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(text);
    }
}

fn close(
    open: &mut Vec<Element>,
    root: &mut Option<Element>,
    source: &str,
    at: usize,
    pages: &[&str],
) {
    let Some(mut done) = open.pop() else { return };
    if pages.contains(&done.name.as_str()) && !done.children.is_empty() {
        source.get(done.start..at).unwrap_or_default().clone_into(&mut done.source);
    }
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None => *root = root.take().or(Some(done)),
    }
}

fn element(tag: &quick_xml::events::BytesStart<'_>) -> Element {
    let local = |name: &str| name.to_lowercase();
    let attributes = tag.attributes().flatten().map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map(std::borrow::Cow::into_owned).unwrap_or_default();
        (local(attribute.key.local_name().as_ref()), value)
    });
    Element {
        name: local(tag.local_name().as_ref()),
        attributes: attributes.collect(),
        ..Element::default()
    }
}

/// `&amp;`, `&#8217;`, and the names that pages use.
fn reference(name: &str) -> String {
    let code = name.strip_prefix('#').and_then(|code| match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => code.parse().ok(),
    });
    match (code.and_then(char::from_u32), name) {
        (Some(c), _) => c.to_string(),
        (None, "amp") => "&".to_owned(),
        (None, "lt") => "<".to_owned(),
        (None, "gt") => ">".to_owned(),
        (None, "quot") => "\"".to_owned(),
        (None, "apos") => "'".to_owned(),
        (None, "nbsp") => " ".to_owned(),
        _ => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_lie_as_deep_in_one_another_as_the_limit_allows() {
        let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(!read(&nested(Limits::DATA_DEPTH), &[]).unwrap().broken);
        assert!(read(&nested(Limits::DATA_DEPTH + 1), &[]).unwrap().broken);
    }
}
