//! Furniture that shows only among many articles: what stands word for word in several of one source.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::collection::{Article, BlockKind};
use crate::text::Extent;

/// Articles of one source in which a block must stand.
const LEAST: usize = 3;
/// Longest block in words.
const LONGEST: usize = 80;
/// Share of the letters of an article's passages, in percent, above which it is rather a copy of another article.
const COPY: usize = 40;

/// The articles among `articles` in which blocks turn out to be furniture, with those blocks as that.
/// Articles of one source are those of one publication, one site or, where neither is known, one folder.
pub fn without_repeated(articles: &[Arc<Article>]) -> Vec<Arc<Article>> {
    let mut sources: HashMap<String, Vec<&Arc<Article>>> = HashMap::new();
    for article in articles {
        sources.entry(source(article)).or_default().push(article);
    }
    let several = sources.values().filter(|articles| articles.len() >= LEAST);
    let mut settled: Vec<Arc<Article>> = several.flat_map(|articles| of_source(articles)).collect();
    settled.sort_by_key(|article| article.id());
    settled
}

fn source(article: &Article) -> String {
    let host = || {
        let url = article.metadata.url.as_deref()?;
        url.split_once("://")?.1.split('/').next().map(str::to_owned)
    };
    let folder = || article.path().parent().map(|folder| folder.display().to_string());
    article.metadata.source.clone().or_else(host).or_else(folder).unwrap_or_default()
}

fn of_source(articles: &[&Arc<Article>]) -> Vec<Arc<Article>> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for article in articles {
        let mut here: Vec<&str> = candidates(article).map(|(_, words)| words).collect();
        here.sort_unstable();
        here.dedup();
        for words in here {
            *seen.entry(words).or_default() += 1;
        }
    }
    let least = LEAST.max(articles.len() / 10);
    articles
        .iter()
        .filter_map(|article| {
            let repeated = candidates(article)
                .filter(|(_, words)| seen.get(words).is_some_and(|count| *count >= least));
            let kinds: BTreeMap<Extent, BlockKind> =
                repeated.map(|(extent, _)| (extent, BlockKind::Furniture)).collect();
            let letters: usize = kinds.keys().map(|extent| extent.len()).sum();
            let all: usize = article.passages().map(|passage| passage.text.len()).sum();
            let copy = letters * 100 > all * COPY;
            (!kinds.is_empty() && !copy).then(|| Arc::new(article.with_kinds(&kinds)))
        })
        .collect()
}

fn candidates(article: &Article) -> impl Iterator<Item = (Extent, &str)> {
    let passages = article.blocks().iter().filter(|block| block.kind.is_passage());
    passages
        .map(|block| (block.extent, block.extent.of(article.text())))
        .filter(|(_, words)| (3..=LONGEST).contains(&crate::ingest::line::shape::words(words)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_every_article_of_a_source_says_is_furniture() {
        let articles: Vec<Arc<Article>> = ["canal", "bridge", "ferry", "lock"]
            .iter()
            .map(|subject| {
                let text = format!(
                    "The {subject} of the town was closed on Monday, and nobody could say for how long it would be.\n\n\
                     A second thing about the {subject} is that it was never opened in the first place, as all know.\n\n\
                     This piece belongs to the long series on water that the paper began two years ago."
                );
                Arc::new(crate::ingest::read(Path::new(&format!("water/{subject}.txt")), text.as_bytes()).unwrap())
            })
            .collect();
        assert!(articles.iter().all(|article| article.passage_count() == 3));
        let settled = without_repeated(&articles);
        assert_eq!(
            settled.iter().map(|article| article.passage_count()).collect::<Vec<_>>(),
            [2; 4]
        );
        // A long heading above it makes a text no less a copy.
        let copies = ["canal", "bridge", "ferry"].map(|subject| {
            let text = format!(
                "# {}\n\nThe lock of the town was closed on Monday, and nobody could say for how long.\n",
                format!("Of the {subject} ").repeat(60)
            );
            let path = format!("copies/{subject}.md");
            Arc::new(crate::ingest::read(Path::new(&path), text.as_bytes()).unwrap())
        });
        assert!(without_repeated(&copies).is_empty());
        assert!(without_repeated(articles.get(..2).unwrap_or_default()).is_empty());
    }
}
