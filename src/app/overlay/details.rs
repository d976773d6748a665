//! What is known about one article, and where it was found.

use crate::app::widgets::counted;
use crate::collection::{Article, Found, Provenance};
use crate::text::ArticleId;

/// What is known about one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Whose details are shown.
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
        let stated = |value: Option<String>, from| value.map_or_else(unknown, |v| found(&v, from));
        let list = |all: &[String]| (!all.is_empty()).then(|| all.join(", "));
        let title = meta.title.as_ref().map(|t| found(&t.value, Some(t.from)));
        let date = meta.date.as_ref().map(|d| found(&d.value.short(), Some(d.from)));
        let origins = meta.origins;
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
            ("authors", stated(list(&meta.authors), origins.authors)),
            ("date", date.unwrap_or_else(unknown)),
            ("source", stated(meta.source.clone(), meta.source_from())),
            ("address", stated(meta.url.clone(), origins.url)),
            ("language", stated(meta.language.clone(), origins.language)),
            ("length", length),
            ("file", format!("{}{part}", article.path().display())),
            ("id", article.id().to_string()),
        ];
        if let Some(tags) = list(&meta.tags) {
            rows.push(("tags", found(&tags, origins.tags)));
        }
        let field = |(name, value): (&String, &Found<String>)| {
            (name.clone(), found(&value.value, Some(value.from)))
        };
        let fields = meta.fields.iter().map(field);
        let copies = article.copies.iter().map(|copy| {
            let said = [vec![copy.place.to_string()], copy.otherwise(meta)].concat();
            ("same text".to_owned(), said.join(" · "))
        });
        let rows = rows.into_iter().map(|(name, value)| (name.to_owned(), value));
        rows.chain(copies).chain(fields).collect()
    }
}

/// `value`, and where it was found, by the names of the JSON answers.
fn found(value: &str, from: Option<Provenance>) -> String {
    from.map_or_else(|| value.to_owned(), |from| format!("{value} · from: {from}"))
}
