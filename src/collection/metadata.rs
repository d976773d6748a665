//! What is known about an article, and where it was found.

use std::collections::BTreeMap;

use super::dates::DateSpan;
use super::site::site;

/// Where a value was found. The kebab-case names are those of the JSON answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Provenance {
    /// Front matter of a Markdown file, or the package file of a book.
    FrontMatter,
    /// `<meta>`, JSON-LD, `<time>` and the like of a web page.
    Html,
    /// A heading of the text.
    Heading,
    /// A byline or dateline.
    Byline,
    /// Elsewhere in the text.
    Text,
    /// The first sentence.
    FirstSentence,
    /// The file's name.
    FileName,
    /// The address.
    Address,
    /// The labels of a container: a press archive, a feed, an export of another program.
    Container,
    /// A file beside it that describes articles.
    Sidecar,
}

/// A value and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub from: Provenance,
}

impl<T> Found<T> {
    /// `value`, found in `from`.
    pub const fn new(value: T, from: Provenance) -> Self {
        Self { value, from }
    }
}

/// What is known about an article. Unknown is `None` or empty, never guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// The title.
    pub title: Option<Found<String>>,
    /// The authors, in the order given.
    pub authors: Vec<String>,
    /// When it appeared.
    pub date: Option<Found<DateSpan>>,
    /// Where it appeared: a publication, a site.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// Groups it belongs to.
    pub tags: Vec<String>,
    /// Whatever else is said of it, by name: section, country, edition.
    pub fields: BTreeMap<String, String>,
}

impl Metadata {
    /// Whether the source is only what the address calls the site.
    pub fn source_is_site(&self) -> bool {
        self.source.is_some() && self.source.as_deref() == self.url.as_deref().and_then(site)
    }

    /// Takes over from `other` what is unknown here; whether that was anything.
    pub fn complete(&mut self, other: &Self) -> bool {
        fn fill<T: Clone>(known: &mut Option<T>, other: Option<&T>) -> bool {
            let lacking = known.is_none() && other.is_some();
            if lacking {
                *known = other.cloned();
            }
            lacking
        }
        fn fill_list(known: &mut Vec<String>, other: &[String]) -> bool {
            let lacking = known.is_empty() && !other.is_empty();
            if lacking {
                other.clone_into(known);
            }
            lacking
        }
        let mut grown = fill(&mut self.title, other.title.as_ref());
        grown |= fill_list(&mut self.authors, &other.authors);
        grown |= fill(&mut self.date, other.date.as_ref());
        grown |= fill(&mut self.source, other.source.as_ref());
        grown |= fill(&mut self.url, other.url.as_ref());
        grown |= fill(&mut self.language, other.language.as_ref());
        grown |= fill_list(&mut self.tags, &other.tags);
        for (name, value) in &other.fields {
            if !self.fields.contains_key(name) {
                self.fields.insert(name.clone(), value.clone());
                grown = true;
            }
        }
        grown
    }
}
