//! What is known of articles that their text does not say: a title, authors, a source from front matter, a
//! sidecar or a container.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::tokens;
use crate::collection::{Article, Series};
use crate::text::words::fold;

/// What of an article a word stands in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// What stands in the article, furniture apart.
    Text,
    /// Its title, which the text does not have.
    Title,
    /// The name of an author that the text does not have.
    Author,
    /// The name of its source that the text does not have.
    Source,
}

/// A word in what is known of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Place of the article in the index.
    pub(crate) article: usize,
    /// What it stands in.
    pub(crate) part: Part,
}

/// The words of what is known of articles beside their text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heads {
    words: BTreeMap<Box<str>, Vec<Mention>>,
}

impl Heads {
    /// Reads what is known of `articles`, by their places.
    pub(crate) fn of(articles: &[Arc<Article>]) -> Self {
        let mut heads = Self::default();
        for (place, article) in articles.iter().enumerate() {
            for (part, value) in unsaid(article) {
                tokens::each(value, |word, _, _| {
                    let mention = Mention { article: place, part };
                    let mentions = heads.words.entry(word.into()).or_default();
                    if mentions.last() != Some(&mention) {
                        mentions.push(mention);
                    }
                });
            }
        }
        heads
    }

    /// Where the word stands.
    pub(crate) fn with(&self, word: &str) -> &[Mention] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// Where words stand that begin so, at most `limit` words.
    pub(crate) fn beginning_with<'a>(
        &'a self,
        beginning: &'a str,
        limit: usize,
    ) -> impl Iterator<Item = (&'a str, &'a [Mention])> {
        let from = (Bound::Included(beginning), Bound::Unbounded);
        let words = self.words.range::<str, _>(from).map(|(word, at)| (&**word, at.as_slice()));
        words.take_while(move |(word, _)| word.starts_with(beginning)).take(limit)
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        let each = |word: &str, at: &[Mention]| {
            word.len() + size_of::<Box<str>>() + size_of::<Vec<Mention>>() + size_of_val(at)
        };
        self.words.iter().map(|(word, at)| each(word, at)).sum()
    }
}

/// What is known of the article that no heading and no byline of it says.
pub(crate) fn unsaid(article: &Article) -> impl Iterator<Item = (Part, &str)> {
    let about = &article.metadata;
    let title = about.title.iter().map(|title| (Part::Title, title.value.as_str()));
    let authors = about.authors.iter().map(|name| (Part::Author, name.as_str()));
    let source = about.source.iter().map(|name| (Part::Source, name.as_str()));
    let told = |series| matches!(series, Series::Heading | Series::Byline);
    let said: Vec<String> = article
        .units()
        .filter(|unit| told(unit.number.series))
        .map(|unit| fold(unit.text))
        .collect();
    title.chain(authors).chain(source).filter(move |(_, value)| {
        let value = fold(value);
        !said.iter().any(|text| text.contains(&value))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::{Draft, Found, Provenance};

    #[test]
    fn what_the_text_says_is_not_said_twice() {
        let mut draft = Draft::default();
        draft.metadata.title = Some(Found::new("Tides of May".into(), Provenance::FrontMatter));
        draft.metadata.authors = vec!["Nora Quill".into()];
        let article = Arc::new(Article::assemble(Path::new("a.txt"), draft));
        let heads = Heads::of(&[article]);
        assert_eq!(heads.with("tides"), [Mention { article: 0, part: Part::Title }]);
        assert_eq!(heads.with("quill"), [Mention { article: 0, part: Part::Author }]);
        assert_eq!(heads.with("qui"), []);
        assert_eq!(heads.beginning_with("qui", 9).count(), 1);
        assert!(heads.size() > 0);
    }
}
