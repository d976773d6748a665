//! What every JSON answer has: its version, and articles described in the same way.

use std::collections::BTreeMap;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::{Article, Part, Provenance, TextCopy};
use crate::text::outward;

/// The version of the JSON answers; raised when a field is renamed or dropped.
pub const SCHEMA: u32 = 1;

/// Writes `answer` as one JSON object on one line, `"schema": 1` first. Control characters that its grammar
/// allows to stand are escaped: a terminal may take U+009B for the start of an escape sequence. What the answer
/// makes while it is written is in memory piece by piece.
///
/// # Errors
/// If the answer has a shape that JSON does not, a map whose keys are no words; or as `to` does.
pub fn write_json<T: Serialize>(answer: &T, to: impl Write) -> serde_json::Result<()> {
    #[derive(Serialize)]
    struct Versioned<'t, T> {
        schema: u32,
        #[serde(flatten)]
        answer: &'t T,
    }
    let versioned = Versioned { schema: SCHEMA, answer };
    versioned.serialize(&mut Serializer::with_formatter(to, Harmless))
}

/// What [`write_json`] writes.
///
/// # Errors
/// As [`write_json`].
pub fn to_json<T: Serialize>(answer: &T) -> serde_json::Result<String> {
    let mut json = Vec::new();
    write_json(answer, &mut json)?;
    String::from_utf8(json).map_err(serde::ser::Error::custom)
}

/// JSON in whose strings nothing steers a terminal.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.contains(outward::is_misleading) {
            return to.write_all(outward::json(fragment).as_bytes());
        }
        to.write_all(fragment.as_bytes())
    }
}

/// The place of an article in its container.
#[derive(Debug, Serialize)]
struct PartAnswer {
    number: u32,
    of: u32,
}

impl From<Part> for PartAnswer {
    fn from(Part { number, of }: Part) -> Self {
        Self { number, of }
    }
}

/// Another place of an article's text, and what is said of it there.
#[derive(Debug, Serialize)]
struct CopyAnswer<'a> {
    path: String,
    title: Option<&'a str>,
    authors: &'a [String],
    date: Option<String>,
    source: Option<&'a str>,
    url: Option<&'a str>,
}

impl<'a> From<&'a TextCopy> for CopyAnswer<'a> {
    fn from(copy: &'a TextCopy) -> Self {
        let about = &copy.metadata;
        Self {
            path: copy.place.to_string(),
            title: about.title.as_ref().map(|title| title.value.as_str()),
            authors: &about.authors,
            date: about.date.as_ref().map(|date| date.value.start.to_string()),
            source: about.source.as_deref(),
            url: about.url.as_deref(),
        }
    }
}

/// An article as every answer describes it.
#[derive(Debug, Serialize)]
pub struct ArticleAnswer<'a> {
    id: String,
    path: String,
    part: Option<PartAnswer>,
    title: Option<&'a str>,
    label: &'a str,
    title_from: Option<String>,
    authors: &'a [String],
    authors_from: Option<String>,
    date: Option<String>,
    date_end: Option<String>,
    date_from: Option<String>,
    source: Option<&'a str>,
    source_from: Option<String>,
    url: Option<&'a str>,
    url_from: Option<String>,
    language: Option<&'a str>,
    language_from: Option<String>,
    fields: BTreeMap<&'a str, &'a str>,
    fields_from: BTreeMap<&'a str, String>,
    words: usize,
    passages: usize,
    sentences: usize,
    minutes: usize,
    hash: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copies: Vec<CopyAnswer<'a>>,
}

impl<'a> From<&'a Article> for ArticleAnswer<'a> {
    fn from(article: &'a Article) -> Self {
        let about = &article.metadata;
        let date = about.date.as_ref();
        let from = |from: Option<Provenance>| from.map(|from| from.to_string());
        let fields = || about.fields.iter().map(|(name, found)| (name.as_str(), found));
        Self {
            id: article.id().to_string(),
            path: article.path().display().to_string(),
            part: article.part().map(Into::into),
            title: about.title.as_ref().map(|title| title.value.as_str()),
            label: article.name(),
            title_from: Some(article.name_from().to_string()),
            authors: &about.authors,
            authors_from: from(about.origins.authors),
            date: date.map(|date| date.value.start.to_string()),
            date_end: date.and_then(|date| date.value.end).map(|end| end.to_string()),
            date_from: date.map(|date| date.from.to_string()),
            source: about.source.as_deref(),
            source_from: from(about.source_from()),
            url: about.url.as_deref(),
            url_from: from(about.origins.url),
            language: about.language.as_deref(),
            language_from: from(about.origins.language),
            fields: fields().map(|(name, found)| (name, found.value.as_str())).collect(),
            fields_from: fields().map(|(name, found)| (name, found.from.to_string())).collect(),
            words: article.words(),
            passages: article.passage_count(),
            sentences: article.sentences(),
            minutes: article.minutes(),
            hash: article.hash().to_string(),
            copies: article.copies.iter().map(Into::into).collect(),
        }
    }
}
