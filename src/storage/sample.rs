//! The collection that comes with the program: what a newcomer sees first.

use std::path::Path;
use std::sync::Arc;

use crate::collection::{Collection, Problem};
use crate::ingest;

/// File names and contents, oldest first.
const ARTICLES: [(&str, &str); 5] = [
    (
        "2022-02-28-distance-without-a-break.md",
        include_str!("../../assets/sample/2022-02-28-distance-without-a-break.md"),
    ),
    (
        "undated-the-price-of-joining.md",
        include_str!("../../assets/sample/undated-the-price-of-joining.md"),
    ),
    (
        "2022-09-28-what-can-be-known.md",
        include_str!("../../assets/sample/2022-09-28-what-can-be-known.md"),
    ),
    (
        "undated-the-ally-that-collects.md",
        include_str!("../../assets/sample/undated-the-ally-that-collects.md"),
    ),
    ("2024-04-26-staying-out.md", include_str!("../../assets/sample/2024-04-26-staying-out.md")),
];

/// The themes by which the sample is compared, as a theme file.
pub const THEMES: &str = include_str!("../../assets/sample/themes.toml");

/// The sample's articles. Their paths are names of no file on this system.
pub fn collection() -> Collection {
    let mut problems = Vec::new();
    let mut articles = Vec::new();
    for (name, contents) in ARTICLES {
        match ingest::read(&Path::new("sample").join(name), contents.as_bytes()) {
            Ok(article) => articles.push(Arc::new(article)),
            Err(message) => problems.push(Problem { path: name.to_owned(), message }),
        }
    }
    Collection::new(articles, problems)
}
