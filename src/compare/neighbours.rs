//! The neighbours of passages, and the same as bytes for a file that may be deleted, damaged or old at any time.
//!
//! They are what a comparison knows of the articles alone that cannot be had quickly. Whatever does not fit is
//! none.

use std::sync::Arc;

use super::lists::{Lists, Nearest};
use crate::collection::{Article, Collection, ContentHash};
use crate::text::packed::{self, FORM, Reader, Writer};

/// Changed whenever the form of the file, the cutting of words, their folding, their stems, the stop words
/// or the formula of likeness change.
const FORM_OF_FILE: &[u8; FORM] = b"variorum alike 2";

/// Which passages are most like which, and of what passages that is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Neighbours {
    /// By article: what tells it from others, and how many passages it has.
    pub(super) articles: Vec<(ContentHash, usize)>,
    /// By passage: what tells its vector from others.
    pub(super) prints: Vec<u64>,
    /// By passage: those most like it.
    pub(super) nearest: Nearest,
}

/// What tells the articles of a model from all others: texts, how they are cut, languages, order.
pub(super) fn key<'a>(articles: impl IntoIterator<Item = &'a Arc<Article>>) -> ContentHash {
    let mut all = Writer::default();
    for article in articles {
        all.raw(&article.hash().0);
        all.raw(&article.cutting().to_le_bytes());
        all.maybe(article.metadata.language.as_ref(), |all, language| all.text(language));
    }
    ContentHash::of_bytes(&all.finish())
}

impl Neighbours {
    /// How many passages they are of.
    pub const fn passages(&self) -> usize {
        self.prints.len()
    }

    /// How many of the articles of `collection` they know, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "counts of articles")]
    pub fn knows(&self, collection: &Collection) -> f64 {
        let mut known: Vec<ContentHash> = self.articles.iter().map(|(key, _)| *key).collect();
        known.sort_unstable();
        let articles = collection.articles();
        let is_known = |article: &&Arc<Article>| known.binary_search(&key([*article])).is_ok();
        articles.iter().filter(is_known).count() as f64 / articles.len().max(1) as f64
    }

    /// Whether they are those of exactly these articles, in this order.
    pub fn are_of(&self, collection: &Collection) -> bool {
        let articles = collection.articles();
        let same = self.articles.iter().zip(articles).all(|((known, _), of)| *known == key([of]));
        same && self.articles.len() == articles.len()
    }

    /// Whether `bytes` are those of exactly these articles, in this order.
    pub fn are_in(bytes: &[u8], collection: &Collection) -> bool {
        let articles = packed::open(FORM_OF_FILE, bytes).map(Reader::new);
        articles
            .and_then(|mut reader| articles_of(&mut reader))
            .is_some_and(|articles| Self { articles, ..Self::default() }.are_of(collection))
    }

    /// All that [`Self::decode`] needs.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Writer::default();
        body.count(self.articles.len());
        for (article, passages) in &self.articles {
            body.raw(&article.0);
            body.count(*passages);
        }
        for (print, near) in self.prints.iter().zip(self.nearest.iter()) {
            body.raw(&print.to_le_bytes());
            body.count(near.len());
            for (other, likeness) in near {
                body.number(u64::from(*other));
                body.raw(&likeness.to_le_bytes());
            }
        }
        packed::seal(FORM_OF_FILE, &body.finish())
    }

    /// What [`Self::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(packed::open(FORM_OF_FILE, bytes)?);
        let articles = articles_of(&mut reader)?;
        let passages =
            articles.iter().try_fold(0_usize, |sum, (_, count)| sum.checked_add(*count))?;
        let passages = u32::try_from(passages).ok()?;
        let (mut prints, mut nearest): (Vec<u64>, Nearest) = (Vec::new(), Lists::default());
        for _ in 0..passages {
            prints.push(u64::from_le_bytes(reader.chunk()?));
            let near = reader.many(|reader| {
                let other = reader.small().filter(|other| *other < passages)?;
                Some((other, f32::from_le_bytes(reader.chunk()?)))
            })?;
            nearest.push(near);
        }
        reader.is_done().then_some(Self { articles, prints, nearest })
    }
}

/// The articles, with which the bytes begin.
fn articles_of(reader: &mut Reader<'_>) -> Option<Vec<(ContentHash, usize)>> {
    reader.many(|reader| Some((ContentHash(reader.chunk()?), reader.count()?)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::Draft;
    use crate::compare::{Model, Watch};
    use crate::index::Index;

    fn article(text: &str, language: &str) -> Arc<Article> {
        let mut draft = Draft::of_paragraphs(text);
        draft.metadata.language = Some(language.to_owned());
        Arc::new(Article::assemble(Path::new("a.txt"), draft))
    }

    fn some() -> Vec<Arc<Article>> {
        vec![
            article("The ferry left the old harbour.\n\nNo lamp burned there.", "en"),
            article("Die Fähre verließ den Hafen.\n\nThe harbour lamp.", "de"),
            article("A lamp in the harbour.\n\n…\n\nThe ferry’s lamp.", "en"),
        ]
    }

    fn made(collection: &Collection) -> Model {
        let index = Arc::new(Index::build(collection));
        Model::prepared(index, collection, None, Watch::NOBODY).unwrap()
    }

    #[test]
    fn what_is_read_is_what_was_made_and_damage_is_nothing() {
        let collection = Collection::new(some(), Vec::new());
        let model = made(&collection);
        let neighbours = model.neighbours().unwrap();
        let bytes = neighbours.encode();
        assert_eq!(Neighbours::decode(&bytes).as_ref(), Some(neighbours));
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1;
            assert!(Neighbours::decode(&damaged).is_none());
            assert!(Neighbours::decode(&bytes[..place]).is_none());
        }
        // Sealed again, damage is only seen where it makes no sense; it must not do harm.
        for place in 24..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] = damaged[place].wrapping_add(101);
            let sealed = packed::seal(FORM_OF_FILE, &damaged[24..]);
            if let Some(read) = Neighbours::decode(&sealed) {
                let index = Arc::new(Index::build(&collection));
                let _ = Model::prepared(index, &collection, Some(read), Watch::NOBODY);
            }
        }
    }

    #[test]
    fn other_articles_are_told_from_these() {
        let collection = Collection::new(some(), Vec::new());
        let model = made(&collection);
        let neighbours = model.neighbours().unwrap();
        assert!(neighbours.are_of(&collection));
        let mut articles = some();
        articles.swap(0, 1);
        assert!(!neighbours.are_of(&Collection::new(articles.clone(), Vec::new())));
        articles[0] = article(some()[1].text(), "fr");
        let changed = Collection::new(articles, Vec::new());
        assert!(!neighbours.are_of(&changed));
        assert!((neighbours.knows(&changed) - 2.0 / 3.0).abs() < 1e-9);
    }
}
