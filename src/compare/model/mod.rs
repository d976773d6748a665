//! The collection as the comparison sees it: word forms, stems, passages and where each stem stands.
//!
//! Built once per collection and added to article by article. Memory grows with the words of the
//! collection (8 bytes each) and with the distinct stems of every passage (8 bytes each).

mod vocabulary;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

pub(super) use vocabulary::{FormId, StemId, Vocabulary};

use super::nearest::Nearest;
use super::theme::ThemeSet;
use crate::collection::{Article, Collection};
use crate::text::stems::Stems;
use crate::text::words::fold;
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
#[derive(Debug, Clone, Copy)]
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
    /// By stem: the passages that hold it, in order; empty for stop words.
    pub(super) postings: Vec<Vec<Posting>>,
    /// Sum of [`Unit::length`].
    total_length: f64,
    /// How many sentences there are.
    sentences: usize,
    /// Filled when first asked for; emptied by every new article.
    pub(super) nearest_cache: OnceLock<Nearest>,
    /// The same.
    pub(super) norms_cache: OnceLock<Vec<f32>>,
    /// The same.
    pub(super) proposals_cache: OnceLock<ThemeSet>,
    /// The same collection by sentences; filled when first asked for.
    by_sentence: OnceLock<Box<Model>>,
}

/// What one article is made of, before its words have numbers.
struct Digest {
    article: Arc<Article>,
    stems: Stems,
    /// Distinct folded forms.
    forms: Vec<String>,
    /// Start byte and place in `forms` of each word.
    tokens: Vec<(u32, u32)>,
    /// ¶ number and words of each passage.
    passages: Vec<(u32, Range<usize>)>,
}

impl Model {
    /// Reads all passages of `collection` once, in parallel.
    pub fn build(collection: &Collection) -> Self {
        let mut model = Self::default();
        model.extend(collection.articles());
        model
    }

    /// Adds the articles that are not yet here; those that are cost nothing.
    pub fn extend(&mut self, articles: &[Arc<Article>]) {
        let known: std::collections::HashSet<ArticleId> =
            self.entries.iter().map(|entry| entry.article.id()).collect();
        let new: Vec<&Arc<Article>> =
            articles.iter().filter(|article| !known.contains(&article.id())).collect();
        if !new.is_empty() {
            self.nearest_cache = OnceLock::new();
            self.norms_cache = OnceLock::new();
            self.proposals_cache = OnceLock::new();
            self.by_sentence = OnceLock::new();
        }
        // Digests are as large as the texts: no more than a few at a time.
        for some in new.chunks(512) {
            let digests: Vec<Digest> = some.par_iter().map(|article| digest(article)).collect();
            for digest in digests {
                self.add(digest);
            }
        }
    }

    fn add(&mut self, digest: Digest) {
        let Digest { article, stems, forms, tokens, passages } = digest;
        let vocabulary = Arc::make_mut(&mut self.vocabulary);
        let ids: Vec<FormId> = forms.iter().map(|form| vocabulary.form(form, stems)).collect();
        self.postings.resize(vocabulary.stems(), Vec::new());
        let tokens: Vec<Token> = tokens
            .into_iter()
            .filter_map(|(start, form)| {
                Some(Token { start, form: *ids.get(usize::try_from(form).ok()?)? })
            })
            .collect();
        let units = passages.into_iter().map(|(number, range)| (number, None, range));
        self.add_entry(article, Arc::new(tokens), units);
    }

    /// Adds an article whose words have numbers, cut into `units`: ¶, sentence, words.
    fn add_entry(
        &mut self,
        article: Arc<Article>,
        tokens: Arc<Vec<Token>>,
        units: impl IntoIterator<Item = (u32, Option<u32>, Range<usize>)>,
    ) {
        let place = self.entries.len();
        let first = self.units.len();
        for (number, sentence, range) in units {
            let bag = self.bag(tokens.get(range.clone()).unwrap_or(&[]));
            let unit = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
            let length = length(&bag);
            for (stem, count) in bag {
                if let Some(postings) = self.postings.get_mut(stem.index()) {
                    postings.push(Posting { unit, count });
                }
            }
            self.total_length += f64::from(length);
            self.units.push(Unit { article: place, number, sentence, tokens: range, length });
        }
        self.sentences += article.sentences();
        self.entries.push(Entry { article, tokens, units: first..self.units.len() });
    }

    /// The same collection with sentences for passages; built when first asked for.
    pub(super) fn by_sentence(&self) -> &Self {
        self.by_sentence.get_or_init(|| {
            let mut model = Self {
                vocabulary: Arc::clone(&self.vocabulary),
                postings: vec![Vec::new(); self.postings.len()],
                ..Self::default()
            };
            for entry in &self.entries {
                let passages = self.units.get(entry.units.clone()).unwrap_or(&[]);
                let sentences = passages.iter().flat_map(|unit| {
                    (1..)
                        .zip(self.sentence_tokens(unit))
                        .map(|(sentence, tokens)| (unit.number, Some(sentence), tokens))
                });
                let sentences: Vec<_> = sentences.collect();
                model.add_entry(Arc::clone(&entry.article), Arc::clone(&entry.tokens), sentences);
            }
            Box::new(model)
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
        self.postings.get(stem.index()).map_or(&[], Vec::as_slice)
    }
}

/// How many words a bag holds.
#[expect(clippy::cast_precision_loss, reason = "no passage has 2^24 words")]
pub(super) fn length(bag: &[(StemId, u32)]) -> f32 {
    bag.iter().map(|(_, count)| *count).sum::<u32>() as f32
}

/// Cuts one article into words; needs nothing but the article.
fn digest(article: &Arc<Article>) -> Digest {
    let mut forms = Vec::new();
    let mut places = std::collections::HashMap::new();
    let mut tokens = Vec::new();
    let mut passages = Vec::new();
    for passage in article.passages() {
        let first = tokens.len();
        for (at, word) in passage.text.unicode_word_indices() {
            let start = u32::try_from(passage.block.extent.start + at).unwrap_or(u32::MAX);
            let form = *places.entry(word).or_insert_with(|| {
                forms.push(fold(word));
                u32::try_from(forms.len() - 1).unwrap_or(u32::MAX)
            });
            tokens.push((start, form));
        }
        passages.push((passage.number, first..tokens.len()));
    }
    let stems = Stems::of_language(article.metadata.language.as_deref());
    Digest { article: Arc::clone(article), stems, forms, tokens, passages }
}
