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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Provenance;
    use crate::compare;

    #[test]
    fn every_article_of_the_sample_says_what_it_is() {
        let sample = collection();
        assert_eq!(sample.problems, []);
        assert_eq!(sample.len(), ARTICLES.len());
        for article in sample.articles() {
            let about = &article.metadata;
            let title = about.title.as_ref();
            assert!(title.is_some_and(|title| title.from == Provenance::FrontMatter), "{about:?}");
            let undated = article.path().to_string_lossy().contains("undated");
            assert_eq!(about.date.is_none(), undated, "{about:?}");
            assert!(
                (400..=800).contains(&article.words()),
                "{}: {}",
                article.name(),
                article.words()
            );
        }
    }
    #[test]
    fn every_theme_of_the_sample_is_understood() {
        let (themes, problems) = compare::theme::parse(THEMES, Path::new("themes.toml"));
        assert_eq!(problems, []);
        assert_eq!(themes.themes.len(), 12);
    }
}
