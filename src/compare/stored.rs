//! A model as bytes, for a file that may be deleted, damaged or old at any time.
//!
//! Stored is what depends on the articles alone and cannot be had quickly: their words, cut and numbered,
//! and the passages most like each passage. The bytes are of use for the very same articles, cut in the
//! same way, in the same order; whatever does not fit is no model.

use std::sync::Arc;

use super::lists::{Nearest, index};
use super::model::{Cut, FormId, Model, Token, Vocabulary};
use crate::collection::{Article, Collection, ContentHash};
use crate::text::packed::{self, FORM, Reader, Writer};
use crate::text::stems::Stems;

/// Changed whenever the form of the file, the cutting of words, their folding, their stems, the stop words
/// or the formula of likeness change.
const MODEL: &[u8; FORM] = b"variorum model 2";

/// What tells the articles of a model from all others: texts, how they are cut, languages, order.
pub fn key<'a>(articles: impl IntoIterator<Item = &'a Arc<Article>>) -> ContentHash {
    let mut all = Writer::default();
    for article in articles {
        all.raw(&article.hash().0);
        all.raw(&article.cutting().to_le_bytes());
        all.maybe(article.metadata.language.as_ref(), |all, language| all.text(language));
    }
    ContentHash::of_bytes(&all.finish())
}

impl Model {
    /// All that [`Self::decode`] needs beside the articles; `None` if it is not yet known what is alike.
    pub fn encode(&self) -> Option<Vec<u8>> {
        let nearest = self.nearest_cache.get()?;
        let mut body = Writer::default();
        body.raw(&key(self.articles()).0);
        self.vocabulary.write(&mut body);
        for entry in &self.entries {
            let units = self.units.get(entry.units.clone()).unwrap_or(&[]);
            body.count(units.len());
            for unit in units {
                body.count(unit.tokens.len());
            }
            let mut last = 0;
            for token in entry.tokens.iter() {
                body.number(u64::from(token.start.wrapping_sub(last)));
                body.count(token.form.index());
                last = token.start;
            }
        }
        for unit in 0..self.units.len() {
            let near = nearest.of(unit);
            body.count(near.len());
            for (other, likeness) in near {
                body.number(u64::from(*other));
                body.raw(&likeness.to_le_bytes());
            }
        }
        Some(packed::seal(MODEL, &body.finish()))
    }

    /// The model of `collection`, if that is what `bytes` hold; the same as [`Self::prepared`] makes.
    pub fn decode(bytes: &[u8], collection: &Collection) -> Option<Self> {
        let mut reader = Reader::new(packed::open(MODEL, bytes)?);
        if ContentHash(reader.chunk()?) != key(collection.articles()) {
            return None;
        }
        let mut languages: Vec<Stems> = Vec::new();
        for article in collection.articles() {
            let stems = Stems::of_language(article.metadata.language.as_deref());
            if !languages.iter().any(|known| known.same_as(stems)) {
                languages.push(stems);
            }
        }
        let vocabulary = Vocabulary::read(&mut reader, languages)?;
        let forms = vocabulary.forms();
        let mut cuts = Vec::with_capacity(collection.len());
        for article in collection.articles() {
            cuts.push(cut(&mut reader, article, forms)?);
        }
        let model = Self::assemble(Arc::new(vocabulary), cuts);
        let passages = u32::try_from(model.units.len()).ok()?;
        let mut nearest = Nearest::default();
        for _ in 0..passages {
            let near = reader.many(|reader| {
                let other = reader.small().filter(|other| *other < passages)?;
                Some((other, f32::from_le_bytes(reader.chunk()?)))
            })?;
            nearest.push(near);
        }
        reader.is_done().then(|| model.with_nearest(nearest))
    }
}

/// The words of `article`, each of which is one of so many `forms`.
fn cut(reader: &mut Reader<'_>, article: &Arc<Article>, forms: usize) -> Option<Cut> {
    let lengths = reader.many(Reader::count)?;
    if lengths.len() != article.passage_count() {
        return None;
    }
    let mut units = Vec::with_capacity(lengths.len());
    let (mut tokens, mut last) = (Vec::new(), 0_u32);
    for (number, length) in (1..).zip(lengths) {
        let first = tokens.len();
        for _ in 0..length {
            last = last.checked_add(reader.small()?)?;
            let form = reader.small().filter(|form| index(*form) < forms)?;
            tokens.push(Token { start: last, form: FormId::new(form) });
        }
        units.push((number, None, first..tokens.len()));
    }
    tokens.shrink_to_fit();
    Some(Cut { article: Arc::clone(article), tokens: Arc::new(tokens), units })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::collection::{Block, BlockKind, Draft};
    use crate::compare::Watch;
    use crate::text::Extent;

    fn article(text: &str, language: &str) -> Arc<Article> {
        let mut draft = Draft { text: text.to_owned(), ..Draft::default() };
        draft.metadata.language = Some(language.to_owned());
        let mut at = 0;
        for passage in text.split("\n\n") {
            let extent = Extent::new(at, at + passage.len());
            draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
            at = extent.end + 2;
        }
        Arc::new(Article::assemble(Path::new("a.txt"), draft))
    }

    fn some() -> Vec<Arc<Article>> {
        vec![
            article("The ferry left the old harbour.\n\nNo lamp burned there.", "en"),
            article("Die Fähre verließ den Hafen.\n\nThe harbour lamp.", "de"),
            article("A lamp in the harbour.\n\n…\n\nThe ferry’s lamp.", "en"),
        ]
    }

    #[test]
    fn what_is_read_is_what_was_made() {
        let collection = Collection::new(some(), Vec::new());
        let made = Model::prepared(&collection, Watch::NOBODY).unwrap();
        let bytes = made.encode().unwrap();
        let read = Model::decode(&bytes, &collection).unwrap();
        assert_eq!(read.nearest(), made.nearest());
        assert_eq!(read.encode().unwrap(), bytes);
        assert_eq!(Model::build(&collection).encode(), None);
        for word in ["ferry", "harbours", "hafen", "the"] {
            assert_eq!(
                read.vocabulary.forms_like(word),
                made.vocabulary.forms_like(word),
                "{word}"
            );
        }
        for stem in made.stems() {
            let counts = |model: &Model| -> Vec<(u32, u32)> {
                model.postings(stem).iter().map(|p| (p.unit, p.count)).collect()
            };
            assert_eq!(counts(&read), counts(&made));
        }
    }

    #[test]
    fn other_articles_and_damage_are_no_model() {
        let collection = Collection::new(some(), Vec::new());
        let made = Model::prepared(&collection, Watch::NOBODY).unwrap();
        let bytes = made.encode().unwrap();
        let mut articles = some();
        articles.swap(0, 1);
        let swapped = Collection::new(articles.clone(), Vec::new());
        assert!(Model::decode(&bytes, &swapped).is_none());
        articles.swap(0, 1);
        articles[0] = article(some()[0].text(), "fr");
        assert!(Model::decode(&bytes, &Collection::new(articles, Vec::new())).is_none());
        for place in (0..bytes.len()).step_by(7) {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1;
            assert!(Model::decode(&damaged, &collection).is_none());
            assert!(Model::decode(&bytes[..place], &collection).is_none());
        }
        // Sealed again, damage is only seen where it makes no sense; it must not do harm.
        for place in 56..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] = damaged[place].wrapping_add(101);
            let sealed = packed::seal(MODEL, &damaged[24..]);
            if let Some(read) = Model::decode(&sealed, &collection) {
                let _ = crate::compare::suggest(&read);
            }
        }
    }
}
