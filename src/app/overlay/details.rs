//! What is known about one article, and where it was found.

use crate::app::widgets::counted;
use crate::collection::{Article, Provenance};
use crate::text::ArticleId;

/// What is known about one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The article.
    pub article: ArticleId,
    /// First row shown.
    pub top: usize,
}

impl Details {
    /// Those of `article`, from the first row.
    pub const fn new(article: ArticleId) -> Self {
        Self { article, top: 0 }
    }

    /// What is known of `article`: names and values.
    pub fn rows(article: &Article) -> Vec<(String, String)> {
        let meta = &article.metadata;
        let unknown = || "not stated in the text".to_owned();
        let list = |all: &[String]| if all.is_empty() { unknown() } else { all.join(", ") };
        let title = meta.title.as_ref().map(|t| found(t.value.clone(), t.from));
        let date = meta.date.as_ref().map(|d| found(d.value.short(), d.from));
        let length = format!(
            "{} · {} · {} · {}′",
            counted(article.words(), "word"),
            counted(article.passage_count(), "passage"),
            counted(article.sentences(), "sentence"),
            article.minutes()
        );
        let part = article.part().map(|part| format!(" · {part}")).unwrap_or_default();
        let mut rows = vec![
            ("title", title.unwrap_or_else(unknown)),
            ("authors", list(&meta.authors)),
            ("date", date.unwrap_or_else(unknown)),
            ("source", meta.source.clone().unwrap_or_else(unknown)),
            ("address", meta.url.clone().unwrap_or_else(unknown)),
            ("language", meta.language.clone().unwrap_or_else(unknown)),
            ("length", length),
            ("file", format!("{}{part}", article.path().display())),
            ("id", article.id().to_string()),
        ];
        if !meta.tags.is_empty() {
            rows.push(("tags", meta.tags.join(", ")));
        }
        let fields = meta.fields.iter().map(|(name, value)| (name.clone(), value.clone()));
        rows.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(fields).collect()
    }
}

/// `value`, and where it was found, where that is not the article itself.
fn found(value: String, from: Provenance) -> String {
    match from {
        Provenance::Sidecar => format!("{value} · from the list beside the file"),
        Provenance::Container => format!("{value} · from the archive’s labels"),
        Provenance::FileName => format!("{value} · from the file’s name"),
        Provenance::FirstSentence => format!("{value} · its first sentence"),
        _ => value,
    }
}
