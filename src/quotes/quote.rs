//! What a quote is.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde_json::{Map, Value};
use ulid::Ulid;

use crate::collection::path_text;
use crate::collection::{Article, ContentHash, Doubt, Part, PartialDate, READING};
use crate::text::ArticleId;

/// Name of a quote: a ULID, sortable by the time of making, safe in any file system in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteId(pub Ulid);

impl fmt::Display for QuoteId {
    /// Twenty-six characters of Crockford's base 32, in capitals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for QuoteId {
    type Err = ulid::DecodeError;

    /// Reads what `Display` writes, in either case.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Ulid::from_string(s).map(Self)
    }
}

/// First and last sentence, numbered from 1; the last counts in the passage in which the quote ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sentences {
    /// The first sentence.
    pub first: u32,
    /// The last sentence.
    pub last: u32,
}

/// What was known of the article when the quote was made: enough to cite it when the file is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// Its name in the program.
    pub id: Option<ArticleId>,
    /// What it was called.
    pub title: Option<String>,
    /// Its authors, in the order given.
    pub authors: Vec<String>,
    /// When it appeared, or the first of the days it covers.
    pub date: Option<PartialDate>,
    /// The last of the days it covers.
    pub date_end: Option<PartialDate>,
    /// Where it appeared.
    pub source: Option<String>,
    /// Where it had appeared.
    pub url: Option<String>,
    /// The file it was read from.
    pub path: Option<String>,
    /// Its place in a container that holds several.
    pub part: Option<Part>,
    /// The hash of its canonical text.
    pub hash: Option<ContentHash>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// The rules of reading ([`READING`]) by which its canonical text was made.
    pub reading: Option<u32>,
}

impl Snapshot {
    /// What is known of `article` now.
    pub fn of(article: &Article) -> Self {
        let metadata = &article.metadata;
        let date = metadata.date.as_ref().map(|found| found.value);
        Self {
            id: Some(article.id()),
            title: metadata.title.as_ref().map(|found| found.value.clone()),
            authors: metadata.authors.clone(),
            date: date.map(|span| span.start),
            date_end: date.and_then(|span| span.end),
            source: metadata.source.clone(),
            url: metadata.url.clone(),
            path: Some(path_text::to_text(article.path())),
            part: article.part(),
            hash: Some(article.hash()),
            language: metadata.language.clone(),
            reading: Some(READING),
        }
    }

    /// The file's name, without its folders.
    pub fn file_name(&self) -> Option<&str> {
        self.path.as_deref().map(path_text::file_name)
    }

    /// Something to call the article by: title, else file name, else address.
    pub fn name(&self) -> &str {
        self.title
            .as_deref()
            .or_else(|| self.file_name())
            .or(self.url.as_deref())
            .unwrap_or("untitled")
    }
}

/// The quote lies inside quotation marks: somebody in the article says it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Quotation {
    /// Who seems to say it: a candidate until the reader confirms it.
    pub speaker: Option<String>,
    /// Whether the reader has confirmed the speaker.
    pub confirmed: bool,
}

/// Where the words stand in one version of the article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Placement {
    /// The hash of the text in which they stand.
    pub hash: ContentHash,
    /// The file that held it.
    pub path: String,
    /// Code points `[start, end)` of the canonical text.
    pub position: [usize; 2],
    /// When the reader put them there.
    pub at: Timestamp,
}

/// Words of an article, kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// What it is known by, for good; its file is called so.
    pub id: QuoteId,
    /// Form of the record it was read from; one above [`super::record::SCHEMA`] is shown and never
    /// rewritten, one below is that of a file that was not written since.
    pub schema: u32,
    /// How often it was written; edits compare and swap on it.
    pub rev: u32,
    /// The words, as they stood in the canonical text. Never altered.
    pub exact: String,
    /// Up to [`super::CONTEXT`] code points before them.
    pub prefix: String,
    /// Up to [`super::CONTEXT`] code points behind them.
    pub suffix: String,
    /// The whole passage, or all that the words touch.
    pub paragraph: String,
    /// The article as it was.
    pub article: Snapshot,
    /// Code points `[start, end)` in the text whose hash the snapshot holds.
    pub position: Option<[usize; 2]>,
    /// ¶ number of the passage in which it starts.
    pub passage: Option<u32>,
    /// Page on which it starts, by the label of the source.
    pub page: Option<String>,
    /// What may be wrong with the words: never cited without saying so.
    pub doubt: Option<Doubt>,
    /// Which sentences of its passage it touches.
    pub sentences: Option<Sentences>,
    /// How often these words stood in the article when the quote was made.
    pub copies: u32,
    /// What the reader thinks of it.
    pub note: String,
    /// The reader's labels.
    pub tags: Vec<String>,
    /// Themes it was kept under.
    pub themes: Vec<String>,
    /// Set where it lies inside quotation marks.
    pub quotation: Option<Quotation>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Version of the program that wrote it.
    pub app: String,
    /// Where the reader put it in later versions of the article, oldest first.
    pub placements: Vec<Placement>,
    /// Fields that this version does not know, in the shape of the record, to be written back.
    pub kept: Map<String, Value>,
}

impl Quote {
    /// This quote with everything in it that the reader decides as `other` has it: note, tags, themes,
    /// speaker and places. Its words and its source stay.
    #[must_use]
    pub fn as_decided_in(&self, other: &Self) -> Self {
        Self {
            note: other.note.clone(),
            tags: other.tags.clone(),
            themes: other.themes.clone(),
            quotation: other.quotation.clone(),
            placements: other.placements.clone(),
            ..self.clone()
        }
    }

    /// Whether the reader decided the same in both.
    pub fn is_decided_as(&self, other: &Self) -> bool {
        self.note == other.note
            && self.tags == other.tags
            && self.themes == other.themes
            && self.quotation == other.quotation
            && self.placements == other.placements
    }
}
