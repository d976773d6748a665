//! The collection as the comparison sees it: its passages, or their sentences, over the index of its words.
//!
//! All words stand in the [`Index`], once for search and comparison; here is counted which passages hold each
//! stem (8 bytes for each stem of each passage).

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::lists::{Lists, index};
use super::neighbours::Neighbours;
use super::theme::ThemeSet;
use super::weights::{self, B_QUERY, B_VECTOR};
use crate::collection::{Article, Collection, Series};
pub(super) use crate::index::{FormId, StemId, Vocabulary};
use crate::index::{Forms, Index};
use crate::text::ArticleId;
use crate::text::stems::Stems;

/// A passage, or a sentence of one, as the comparison counts it.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Place of its article in the model.
    pub(super) article: usize,
    /// Its ¶ number in the article, from 1.
    pub(super) number: u32,
    /// Its sentence from 1, where the units are sentences.
    pub(super) sentence: Option<u32>,
    /// Its sentences among those of the index.
    pub(super) sentences: Range<u32>,
    /// Its words among those of the passages of its article.
    pub(super) tokens: Range<usize>,
    /// Words that are not stop words.
    pub(super) length: f32,
}

impl Unit {
    /// Words of the article before the middle of this passage.
    pub(super) fn middle(&self) -> f32 {
        middle(&self.tokens)
    }
}

/// The middle of a run of words, in words from the article's start.
#[expect(clippy::cast_precision_loss, reason = "no article has 2^24 words")]
pub(super) fn middle(tokens: &Range<usize>) -> f32 {
    (tokens.start + tokens.end) as f32 / 2.0
}

/// An article among the units.
#[derive(Debug, Clone)]
pub(super) struct ModelArticle {
    pub(super) article: Arc<Article>,
    /// The place of its language in the index.
    pub(super) language: usize,
    /// Its passages among [`Model::units`].
    pub(super) units: Range<usize>,
}

/// A passage that holds a stem, and how often.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Posting {
    pub(super) unit: u32,
    pub(super) count: u32,
}

/// The inverted index over the passages of a collection.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub(super) index: Arc<Index>,
    pub(super) entries: Vec<ModelArticle>,
    pub(super) units: Vec<Unit>,
    /// By stem: the passages that hold it, in order; empty for stop words.
    postings: Lists<Posting>,
    /// By stem: how rare it is among the passages ([`weights::idf`]).
    idfs: Vec<f32>,
    /// By passage: Σ idf of its distinct stems.
    idf_sums: Vec<f32>,
    /// By stem: how often it stands in the collection.
    uses: Vec<u32>,
    /// By passage: what its length adds under the line of [`weights::weight`], for scoring.
    damping: Vec<f32>,
    /// The same for comparing passages with one another.
    vector_damping: Vec<f32>,
    /// Sum of [`Unit::length`].
    total_length: f64,
    /// How many sentences there are.
    sentences: usize,
    /// Filled when first asked for.
    pub(super) nearest_cache: OnceLock<Neighbours>,
    /// Likewise the lengths of the passages' vectors with what stands around them.
    pub(super) norms_cache: OnceLock<Vec<f32>>,
    /// Likewise the subjects and names that are proposed.
    pub(super) proposals_cache: OnceLock<(ThemeSet, ThemeSet)>,
    /// The same collection by sentences; filled when first asked for.
    by_sentence: OnceLock<Box<Model>>,
}

impl Model {
    /// Reads all passages of `collection` once, in parallel.
    pub fn build(collection: &Collection) -> Self {
        Self::over(Arc::new(Index::build(collection)), collection)
    }

    /// The articles of `collection` over an index that has them all, among others maybe.
    pub fn over(index: Arc<Index>, collection: &Collection) -> Self {
        let mut model = Self::default();
        let places = index.places();
        for article in collection.articles() {
            let entry = model.entries.len();
            let first = model.units.len();
            let mut at =
                places.get(&article.id()).map_or(0, |place| index.sentences_of(*place).start);
            let mut words = 0;
            for unit in article.units() {
                let sentences = at..at + u32::try_from(unit.block.sentences.len()).unwrap_or(0);
                at = sentences.end;
                if unit.number.series != Series::Passage {
                    continue;
                }
                let before = words;
                words += sentences.clone().map(|s| index.plain_words_of(s).count()).sum::<usize>();
                model.units.push(Unit {
                    article: entry,
                    number: unit.number.number,
                    sentence: None,
                    sentences,
                    tokens: before..words,
                    length: 0.0,
                });
            }
            let stems = Stems::of_language(article.metadata.language.as_deref());
            model.sentences += article.sentences();
            model.entries.push(ModelArticle {
                article: Arc::clone(article),
                language: index.vocabulary.forms().language(stems),
                units: first..model.units.len(),
            });
        }
        model.index = index;
        model.count();
        model
    }

    /// The same model, where it is known what is alike.
    pub(super) fn with_nearest(self, nearest: Neighbours) -> Self {
        Self { nearest_cache: OnceLock::from(nearest), ..self }
    }

    /// Fills in what is counted, from entries and units.
    fn count(&mut self) {
        let parts: Vec<Lists<(StemId, u32)>> = self
            .units
            .par_chunks(4096)
            .map(|units| {
                let mut bags = Lists::default();
                for unit in units {
                    bags.push(self.bag(self.forms_of(unit)));
                }
                bags
            })
            .collect();
        let mut bags: Lists<(StemId, u32)> = Lists::default();
        for part in parts {
            bags.append(part);
        }
        for (unit, bag) in self.units.iter_mut().zip(bags.iter()) {
            unit.length = length(bag);
            self.total_length += f64::from(unit.length);
        }
        let posting = |unit: usize, (stem, count): &(StemId, u32)| {
            let unit = u32::try_from(unit).unwrap_or(u32::MAX);
            (stem.index(), Posting { unit, count: *count })
        };
        self.postings = Lists::inverted(&bags, self.forms().stems(), posting);
        let passages = self.units.len();
        self.idfs = self.postings.iter().map(|held| weights::idf(passages, held.len())).collect();
        let idfs = |bag: &[(StemId, u32)]| bag.iter().map(|(stem, _)| self.idf(*stem)).sum();
        self.idf_sums = bags.iter().map(idfs).collect();
        let sum = |held: &[Posting]| held.iter().map(|posting| posting.count).sum();
        self.uses = self.postings.iter().map(sum).collect();
        let mean = self.mean_length();
        let damping =
            |b: f32| self.units.iter().map(|unit| weights::damping(unit.length, mean, b)).collect();
        (self.damping, self.vector_damping) = (damping(B_QUERY), damping(B_VECTOR));
    }

    /// The same collection with sentences for passages; built when first asked for.
    pub(super) fn by_sentence(&self) -> &Self {
        self.by_sentence.get_or_init(|| {
            let index = Arc::clone(&self.index);
            let mut model = Self { index, sentences: self.sentences, ..Self::default() };
            for entry in &self.entries {
                let first = model.units.len();
                for unit in self.units.get(entry.units.clone()).unwrap_or(&[]) {
                    let sentences =
                        (1..).zip(unit.sentences.clone()).zip(self.sentence_tokens(unit));
                    model.units.extend(sentences.map(|((number, sentence), tokens)| Unit {
                        sentence: Some(number),
                        sentences: sentence..sentence + 1,
                        tokens,
                        ..unit.clone()
                    }));
                }
                model
                    .entries
                    .push(ModelArticle { units: first..model.units.len(), ..entry.clone() });
            }
            model.count();
            Box::new(model)
        })
    }

    /// All words of the collection.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.index.vocabulary
    }

    /// All forms and stems of the collection.
    pub(super) fn forms(&self) -> &Forms {
        self.vocabulary().forms()
    }

    /// Distinct stems of `forms` and how often each stands there, stop words left out; by stem.
    pub(super) fn bag(&self, forms: impl Iterator<Item = FormId>) -> Vec<(StemId, u32)> {
        let mut stems: Vec<StemId> =
            forms.filter_map(|form| self.forms().content_stem(form)).collect();
        stems.sort_unstable();
        let mut bag: Vec<(StemId, u32)> = Vec::new();
        for stem in stems {
            match bag.last_mut() {
                Some((last, count)) if *last == stem => *count += 1,
                _ => bag.push((stem, 1)),
            }
        }
        bag
    }

    /// The article of a passage.
    pub(super) fn article_of(&self, unit: &Unit) -> Option<&Arc<Article>> {
        self.entries.get(unit.article).map(|entry| &entry.article)
    }

    /// Where `article` stands among the entries.
    pub(super) fn entry(&self, article: ArticleId) -> Option<&ModelArticle> {
        self.entries.iter().find(|entry| entry.article.id() == article)
    }

    /// The articles, in the order in which they were added.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.entries.iter().map(|entry| &entry.article)
    }

    /// How many passages it holds.
    pub fn passages(&self) -> usize {
        self.units.len()
    }

    /// Content words of the collection.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a sum of counts, exact below 2^53"
    )]
    pub(super) const fn total_words(&self) -> usize {
        self.total_length as usize
    }

    /// Mean number of content words in a passage.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a mean of small numbers"
    )]
    pub(super) fn mean_length(&self) -> f32 {
        (self.total_length / self.units.len().max(1) as f64) as f32
    }

    /// Mean number of content words in a sentence.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a mean of small numbers"
    )]
    pub(super) fn mean_sentence_length(&self) -> f32 {
        (self.total_length / self.sentences.max(1) as f64) as f32
    }

    /// Passages that hold `stem`.
    pub(super) fn postings(&self, stem: StemId) -> &[Posting] {
        self.postings.of(stem.index())
    }

    /// Distinct stems of the passage at this place, by stem.
    pub(super) fn bag_of(&self, unit: usize) -> Vec<(StemId, u32)> {
        self.units.get(unit).map_or_else(Vec::new, |unit| self.bag(self.forms_of(unit)))
    }

    /// Σ idf of the distinct stems of the passage at this place.
    pub(super) fn idf_sum(&self, unit: usize) -> f32 {
        self.idf_sums.get(unit).copied().unwrap_or(0.0)
    }

    /// How often a stem stands in the collection.
    pub(super) fn uses(&self, stem: StemId) -> usize {
        self.uses.get(stem.index()).map_or(0, |uses| index(*uses))
    }

    /// idf of a stem over the passages of the collection.
    pub(super) fn idf(&self, stem: StemId) -> f32 {
        self.idfs.get(stem.index()).copied().unwrap_or(0.0)
    }

    /// The weight of a stem of this idf in the passage that a posting names, for scoring.
    pub(super) fn posting_weight(&self, idf: f32, posting: Posting) -> f32 {
        Self::damped(idf, posting, &self.damping)
    }

    /// The same for comparing passages with one another.
    pub(super) fn vector_weight(&self, idf: f32, posting: Posting) -> f32 {
        Self::damped(idf, posting, &self.vector_damping)
    }

    fn damped(idf: f32, posting: Posting, damping: &[f32]) -> f32 {
        let of_unit = damping.get(index(posting.unit)).copied();
        weights::saturated(idf, posting.count, of_unit.unwrap_or(1.0))
    }

    /// The passage of this place.
    pub(super) fn unit(&self, place: u32) -> Option<&Unit> {
        self.units.get(index(place))
    }

    /// All stems of the collection.
    pub(super) fn stems(&self) -> impl Iterator<Item = StemId> + use<> {
        (0..u32::try_from(self.forms().stems()).unwrap_or(u32::MAX)).map(StemId::new)
    }

    /// The weighted stems of a bag that is `length` words long.
    pub(super) fn vector<'b>(
        &self,
        bag: &'b [(StemId, u32)],
        length: f32,
        b: f32,
    ) -> impl Iterator<Item = (StemId, f32)> + use<'_, 'b> {
        let damping = weights::damping(length, self.mean_length(), b);
        bag.iter()
            .map(move |&(stem, count)| (stem, weights::saturated(self.idf(stem), count, damping)))
    }
}

/// How many words a bag holds.
#[expect(clippy::cast_precision_loss, reason = "no passage has 2^24 words")]
pub(super) fn length(bag: &[(StemId, u32)]) -> f32 {
    bag.iter().map(|(_, count)| *count).sum::<u32>() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Article;

    #[test]
    fn passages_and_sentences_have_their_mean_length() {
        let text = "Ferries sank. Sailors drowned quickly.\n\nHarbours rest.";
        let article = Arc::new(Article::of_paragraphs(text));
        let model = Model::build(&Collection::new([article], Vec::new()));
        assert!((model.mean_length() - 3.5).abs() < 1e-6);
        assert!((model.mean_sentence_length() - 7.0 / 3.0).abs() < 1e-6);
        let none = Model::build(&Collection::new([], Vec::new()));
        assert!(none.mean_length().abs() < 1e-6 && none.mean_sentence_length().abs() < 1e-6);
    }
}
