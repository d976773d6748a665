//! The shapes that several JSON answers share.

use serde::Serialize;

use crate::collection::{Article, Problem};

/// An article as every answer describes it.
#[derive(Debug, Serialize)]
pub struct ArticleAnswer<'a> {
    id: String,
    path: String,
    title: Option<&'a str>,
    title_from: Option<String>,
    authors: &'a [String],
    date: Option<String>,
    date_end: Option<String>,
    date_from: Option<String>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    words: usize,
    passages: usize,
    sentences: usize,
    minutes: usize,
    hash: String,
}

impl<'a> From<&'a Article> for ArticleAnswer<'a> {
    fn from(article: &'a Article) -> Self {
        let about = &article.metadata;
        let date = about.date.as_ref();
        Self {
            id: article.id().to_string(),
            path: article.path().display().to_string(),
            title: about.title.as_ref().map(|title| title.value.as_str()),
            title_from: about.title.as_ref().map(|title| title.from.to_string()),
            authors: &about.authors,
            date: date.map(|date| date.value.start.to_string()),
            date_end: date.and_then(|date| date.value.end).map(|end| end.to_string()),
            date_from: date.map(|date| date.from.to_string()),
            source: about.source.as_deref(),
            url: about.url.as_deref(),
            language: about.language.as_deref(),
            words: article.words(),
            passages: article.passage_count(),
            sentences: article.sentences(),
            minutes: article.minutes(),
            hash: article.hash().to_string(),
        }
    }
}

/// Something that could not be read.
#[derive(Debug, Serialize)]
pub struct ProblemAnswer<'a> {
    path: &'a str,
    message: &'a str,
}

impl<'a> From<&'a Problem> for ProblemAnswer<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self { path: &problem.path, message: &problem.message }
    }
}

/// All of `problems`, as every answer lists them.
pub fn problems(problems: &[Problem]) -> Vec<ProblemAnswer<'_>> {
    problems.iter().map(ProblemAnswer::from).collect()
}
