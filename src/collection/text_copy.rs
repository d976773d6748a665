//! The same text at another place: one article with it, but what is said of it there is evidence of its own.

use super::{Article, Metadata, Place};

/// Another place of an article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCopy {
    /// Where it lies.
    pub place: Place,
    /// What is known of it there.
    pub metadata: Metadata,
}

impl TextCopy {
    /// That of `article`, which has the same text as another one.
    pub fn of(article: &Article) -> Self {
        Self { place: article.place(), metadata: article.metadata.clone() }
    }

    /// Title, source and day, each where the copy says another one than `known`.
    pub fn otherwise(&self, known: &Metadata) -> Vec<String> {
        let here = &self.metadata;
        let title = |of: &Metadata| of.title.as_ref().map(|title| format!("“{}”", title.value));
        let day = |of: &Metadata| of.date.as_ref().map(|date| date.value.start.to_string());
        let said = [
            (title(here), title(known)),
            (here.source.clone(), known.source.clone()),
            (day(here), day(known)),
        ];
        said.into_iter()
            .filter(|(here, known)| here != known)
            .filter_map(|(here, _)| here)
            .collect()
    }
}
