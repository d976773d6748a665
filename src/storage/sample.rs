//! The collection that comes with the program: what a newcomer sees first.

use std::path::Path;
use std::sync::Arc;

use crate::collection::{Collection, Problem};
use crate::ingest;

/// File names and contents.
const ARTICLES: [(&str, &str); 0] = [];

/// The sample's articles.
pub fn collection() -> Collection {
    let mut problems = Vec::new();
    let mut articles = Vec::new();
    for (name, contents) in ARTICLES {
        match ingest::read(Path::new(name), contents.as_bytes()) {
            Ok(article) => articles.push(Arc::new(article)),
            Err(message) => problems.push(Problem { path: name.to_owned(), message }),
        }
    }
    Collection::new(articles, problems)
}
