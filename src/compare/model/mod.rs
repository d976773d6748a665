//! The collection as the comparison sees it: word forms, stems, passages and where each stem stands.
//!
//! Built once per collection. Memory grows with the words of the collection (8 bytes each) and with the
//! distinct stems of every passage (16 bytes each).

mod cut;
mod vocabulary;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

pub(super) use cut::Cut;
pub(super) use vocabulary::{FormId, StemId, Vocabulary};

use super::lists::{Lists, Nearest, index};
use super::theme::ThemeSet;
use super::watch::{Stopped, Watch};
use super::weights::{self, B_QUERY, B_VECTOR};
use crate::collection::{Article, Collection};
use crate::text::{ArticleId, Extent};

/// One word of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte in the canonical text.
    pub(super) start: u32,
    /// Its folded form.
    pub(super) form: FormId,
}

/// A passage, or a sentence of one, as the comparison counts it.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Place of its article in the model.
    pub(super) article: usize,
    /// ¶ number.
    pub(super) number: u32,
    /// Its sentence from 1, where the units are sentences.
    pub(super) sentence: Option<u32>,
    /// Its words among those of the article.
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

/// An article and its words.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) article: Arc<Article>,
    /// Words of its passages, in order.
    pub(super) tokens: Arc<Vec<Token>>,
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
    pub(super) entries: Vec<Entry>,
    pub(super) units: Vec<Unit>,
    pub(super) vocabulary: Arc<Vocabulary>,
    /// By passage: its distinct stems and how often each stands there, stop words left out; by stem.
    bags: Lists<(StemId, u32)>,
    /// By stem: the passages that hold it, in order; empty for stop words.
    postings: Lists<Posting>,
    /// By stem.
    idfs: Vec<f32>,
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
    pub(super) nearest_cache: OnceLock<Nearest>,
    /// The same.
    pub(super) norms_cache: OnceLock<Vec<f32>>,
    /// The same.
    pub(super) proposals_cache: OnceLock<(ThemeSet, ThemeSet)>,
    /// The same collection by sentences; filled when first asked for.
    by_sentence: OnceLock<Box<Model>>,
}

impl Model {
    /// Reads all passages of `collection` once, in parallel.
    pub fn build(collection: &Collection) -> Self {
        Self::watched(collection, Watch::NOBODY).unwrap_or_default()
    }

    /// The same model, where it is known what is alike.
    pub(super) fn with_nearest(self, nearest: Nearest) -> Self {
        Self { nearest_cache: OnceLock::from(nearest), ..self }
    }

    pub(super) fn watched(collection: &Collection, watch: Watch<'_>) -> Result<Self, Stopped> {
        let (vocabulary, cuts) = cut::articles(collection.articles(), watch)?;
        Ok(Self::assemble(Arc::new(vocabulary), cuts))
    }

    /// Puts articles together whose words have numbers.
    pub(super) fn assemble(vocabulary: Arc<Vocabulary>, cuts: Vec<Cut>) -> Self {
        let mut model = Self { vocabulary, ..Self::default() };
        for (place, Cut { article, tokens, units }) in cuts.into_iter().enumerate() {
            let first = model.units.len();
            model.units.extend(units.into_iter().map(|(number, sentence, tokens)| Unit {
                article: place,
                number,
                sentence,
                tokens,
                length: 0.0,
            }));
            model.sentences += article.sentences();
            model.entries.push(Entry { article, tokens, units: first..model.units.len() });
        }
        model.count();
        model
    }

    /// Fills in what is counted, from entries and units.
    fn count(&mut self) {
        let parts: Vec<Lists<(StemId, u32)>> = self
            .units
            .par_chunks(4096)
            .map(|units| {
                let mut bags = Lists::default();
                for unit in units {
                    bags.push(self.bag(self.tokens_of(unit)));
                }
                bags
            })
            .collect();
        for part in parts {
            self.bags.append(part);
        }
        self.bags.shrink();
        for (unit, bag) in self.units.iter_mut().zip(self.bags.iter()) {
            unit.length = length(bag);
            self.total_length += f64::from(unit.length);
        }
        let posting = |unit: usize, (stem, count): &(StemId, u32)| {
            let unit = u32::try_from(unit).unwrap_or(u32::MAX);
            (stem.index(), Posting { unit, count: *count })
        };
        self.postings = Lists::inverted(&self.bags, self.vocabulary.stems(), posting);
        let passages = self.units.len();
        self.idfs = self.postings.iter().map(|held| weights::idf(passages, held.len())).collect();
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
            let cut = |entry: &Entry| {
                let passages = self.units.get(entry.units.clone()).unwrap_or(&[]);
                let sentences = passages.iter().flat_map(|unit| {
                    (1..)
                        .zip(self.sentence_tokens(unit))
                        .map(|(sentence, tokens)| (unit.number, Some(sentence), tokens))
                });
                Cut {
                    article: Arc::clone(&entry.article),
                    tokens: Arc::clone(&entry.tokens),
                    units: sentences.collect(),
                }
            };
            let cuts = self.entries.iter().map(cut).collect();
            Box::new(Self::assemble(Arc::clone(&self.vocabulary), cuts))
        })
    }

    /// Distinct stems of `tokens` and how often each stands there, stop words left out; by stem.
    pub(super) fn bag(&self, tokens: &[Token]) -> Vec<(StemId, u32)> {
        let mut stems: Vec<StemId> =
            tokens.iter().filter_map(|token| self.vocabulary.content_stem(token.form)).collect();
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

    /// The words of a passage.
    pub(super) fn tokens_of(&self, unit: &Unit) -> &[Token] {
        self.entries
            .get(unit.article)
            .and_then(|entry| entry.tokens.get(unit.tokens.clone()))
            .unwrap_or(&[])
    }

    /// The article of a passage.
    pub(super) fn article_of(&self, unit: &Unit) -> Option<&Arc<Article>> {
        self.entries.get(unit.article).map(|entry| &entry.article)
    }

    /// Where `article` stands among the entries.
    pub(super) fn entry(&self, article: ArticleId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.article.id() == article)
    }

    /// Bytes of a word in the text of its article.
    pub(super) fn extent(text: &str, token: Token) -> Extent {
        let start = usize::try_from(token.start).unwrap_or(usize::MAX);
        let word = text.get(start..).and_then(|rest| rest.unicode_words().next()).unwrap_or("");
        Extent::new(start, start + word.len())
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

    /// The words of each sentence of a passage, as places among the words of the article.
    pub(super) fn sentence_tokens(&self, unit: &Unit) -> Vec<Range<usize>> {
        let tokens = self.tokens_of(unit);
        let passage = self.article_of(unit).and_then(|article| article.passage(unit.number));
        let sentences = passage.map_or(&[][..], |passage| &passage.block.sentences);
        let before = |byte: usize| {
            let place = |t: &Token| usize::try_from(t.start).is_ok_and(|start| start < byte);
            unit.tokens.start + tokens.partition_point(place)
        };
        sentences.iter().map(|sentence| before(sentence.start)..before(sentence.end)).collect()
    }

    /// Passages that hold `stem`.
    pub(super) fn postings(&self, stem: StemId) -> &[Posting] {
        self.postings.of(stem.index())
    }

    /// Distinct stems of the passage at this place, by stem.
    pub(super) fn bag_of(&self, unit: usize) -> &[(StemId, u32)] {
        self.bags.of(unit)
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
        (0..u32::try_from(self.vocabulary.stems()).unwrap_or(u32::MAX)).map(StemId::new)
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
