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
    /// The first sentence, for want of a title.
    FirstSentence,
    /// The file's name.
    FileName,
    /// The web address, such as a day in its path.
    Address,
    /// The labels of a container: a press archive, a feed, an export of another program.
    Container,
    /// A file beside it that describes articles.
    Sidecar,
}

/// A value and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Found<T> {
    /// What the article is said to have.
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

/// Where that was found which an article states without saying so itself; `None` for what is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Origins {
    /// Where the authors were found.
    pub authors: Option<Provenance>,
    /// Where the source was found.
    pub source: Option<Provenance>,
    /// Where the address was found.
    pub url: Option<Provenance>,
    /// Where the language was found.
    pub language: Option<Provenance>,
    /// Where the tags were found.
    pub tags: Option<Provenance>,
}

/// What is known about an article. Unknown is `None` or empty, never guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// What it is called, without the name of its site.
    pub title: Option<Found<String>>,
    /// The authors, in the order given.
    pub authors: Vec<String>,
    /// When it appeared.
    pub date: Option<Found<DateSpan>>,
    /// Where it appeared: a publication, a site.
    pub source: Option<String>,
    /// Where it appeared, as `https://…`.
    pub url: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// Groups it belongs to.
    pub tags: Vec<String>,
    /// Whatever else is said of it, by name: section, country, edition.
    pub fields: BTreeMap<String, Found<String>>,
    /// Where authors, source, address, language and tags were found.
    pub origins: Origins,
}

impl Metadata {
    /// Where the source was found: the address, if it is only what that calls the site.
    pub fn source_from(&self) -> Option<Provenance> {
        let is_site = self.source.as_deref() == self.url.as_deref().and_then(site);
        if is_site {
            self.source.as_ref().map(|_| Provenance::Address)
        } else {
            self.origins.source
        }
    }

    /// Notes that what is known by now and has no origin yet was found in `from`.
    pub fn fill_origins(&mut self, from: Provenance) {
        let Origins { authors, source, url, language, tags } = &mut self.origins;
        let known = [
            (authors, !self.authors.is_empty()),
            (source, self.source.is_some()),
            (url, self.url.is_some()),
            (language, self.language.is_some()),
            (tags, !self.tags.is_empty()),
        ];
        for (origin, is_known) in known {
            *origin = if is_known { origin.or(Some(from)) } else { None };
        }
    }

    /// The same, all of it found in `from`.
    #[must_use]
    pub fn found_in(mut self, from: Provenance) -> Self {
        self.fill_origins(from);
        self
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
        let (here, there) = (&mut self.origins, other.origins);
        let mut grown = fill(&mut self.title, other.title.as_ref());
        grown |= fill(&mut self.date, other.date.as_ref());
        // What was taken over was found where the other says.
        for (taken, origin, from) in [
            (fill_list(&mut self.authors, &other.authors), &mut here.authors, there.authors),
            (fill(&mut self.source, other.source.as_ref()), &mut here.source, there.source),
            (fill(&mut self.url, other.url.as_ref()), &mut here.url, there.url),
            (fill(&mut self.language, other.language.as_ref()), &mut here.language, there.language),
            (fill_list(&mut self.tags, &other.tags), &mut here.tags, there.tags),
        ] {
            if taken {
                *origin = from;
            }
            grown |= taken;
        }
        for (name, value) in &other.fields {
            if !self.fields.contains_key(name) {
                self.fields.insert(name.clone(), value.clone());
                grown = true;
            }
        }
        grown
    }
}
