//! The words of a collection, both ways: which a sentence has, and which sentences have a word.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::bits::Bits;
use super::cut::{self, Piece};
use super::forms::{Forms, Usage};
use super::heads::Heads;
use super::postings::Postings;
use super::vocabulary::Vocabulary;
use crate::collection::{Article, Collection, UnitNumber};
use crate::text::stems::Stems;
use crate::text::{ArticleId, Extent};

/// Sentences whose article is found from one place: few articles begin among them.
const BLOCK: u32 = 64;

/// Every sentence of every unit of a collection (passages, headings, tables, verse, captions), as
/// numbers of words.
///
/// It shares the articles and holds none of their text. The same articles give the same index,
/// whatever their order and however it came about.
#[derive(Debug, Clone, Default)]
pub struct Index {
    articles: Vec<Arc<Article>>,
    /// First sentence of each article, and one end more.
    firsts: Vec<u32>,
    /// By blocks of [`BLOCK`] sentences: the place of the article that has the first of them.
    blocks: Vec<u32>,
    pub(crate) vocabulary: Vocabulary,
    /// Numbers of words, twice, plus one where the word begins with a capital.
    forward: Vec<u32>,
    /// By place in `forward`: the word is one that others behind it make together.
    wholes: Bits,
    /// Where each sentence starts in `forward`, and one end more.
    starts: Vec<u32>,
    /// By sentence: it is the first of its unit.
    unit_starts: Bits,
    pub(crate) postings: Postings,
    /// In how many articles each word stands.
    article_counts: Vec<u32>,
    /// What is known of the articles beside their text.
    pub(crate) heads: Heads,
}

/// Where a sentence of the index stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Location<'a> {
    pub(crate) article: &'a Arc<Article>,
    /// The number of its unit: ¶4, table 2.
    pub(crate) unit: UnitNumber,
    /// Number in its unit.
    pub(crate) sentence: u32,
    /// Bytes of the article's text.
    pub(crate) extent: Extent,
}

impl Index {
    /// Indexes all of `collection`.
    pub fn build(collection: &Collection) -> Self {
        Self::default().update(collection)
    }

    /// The index of `collection`, taking over what this one knows of articles that are in both.
    #[must_use]
    pub fn update(&self, collection: &Collection) -> Self {
        let places = self.places();
        // What is known of an article beside its text may have changed: its date, its language, and
        // with that its sentences.
        let (kept, new): (Vec<_>, Vec<_>) =
            collection.articles().iter().cloned().partition(|article| {
                let known = places.get(&article.id()).and_then(|place| self.articles.get(*place));
                known.is_some_and(|known| known.blocks() == article.blocks())
            });
        let mut pieces = cut::articles(&new);
        pieces.push(self.as_piece(kept, &places));
        Self::assemble(&pieces)
    }

    /// Whether all of `collection` is in it, as it is known there.
    pub fn holds(&self, collection: &Collection) -> bool {
        let places = self.places();
        collection.articles().iter().all(|article| {
            let known = places.get(&article.id()).and_then(|place| self.articles.get(*place));
            known.is_some_and(|known| {
                Arc::ptr_eq(known, article)
                    || known.blocks() == article.blocks() && known.metadata == article.metadata
            })
        })
    }

    /// Where each article stands in [`Self::articles`].
    pub(crate) fn places(&self) -> HashMap<ArticleId, usize> {
        self.articles.iter().enumerate().map(|(place, article)| (article.id(), place)).collect()
    }

    fn as_piece(&self, articles: Vec<Arc<Article>>, places: &HashMap<ArticleId, usize>) -> Piece {
        let mut piece = Piece::default();
        let numbers = 0..u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
        piece.words = numbers.map(|word| self.vocabulary.word(word).into()).collect();
        for article in articles {
            let Some(place) = places.get(&article.id()) else { continue };
            let sentences = self.sentences_of(*place);
            piece.add(article, sentences.map(|sentence| self.tokens_of(sentence)));
        }
        piece
    }

    /// Puts pieces together: sorts words and articles, turns the lists around.
    pub(crate) fn assemble(pieces: &[Piece]) -> Self {
        let merged = cut::merge(pieces);
        let mut order: Vec<(usize, usize)> = pieces
            .iter()
            .enumerate()
            .flat_map(|(p, piece)| (0..piece.articles.len()).map(move |a| (p, a)))
            .collect();
        order.sort_by_key(|(p, a)| {
            let article = pieces.get(*p).and_then(|piece| piece.articles.get(*a));
            article.map(|cut| {
                let date = cut.article.metadata.date.as_ref().map(|found| found.value.last());
                (std::cmp::Reverse(date), cut.article.hash())
            })
        });

        let mut index = Self { firsts: vec![0], starts: vec![0], ..Self::default() };
        let mut languages: Vec<Stems> = Vec::new();
        let mut usage = vec![Usage::default(); merged.words.len()];
        for (p, a) in order {
            let (Some(piece), Some(numbers)) = (pieces.get(p), merged.numbers.get(p)) else {
                continue;
            };
            let Some(cut) = piece.articles.get(a) else { continue };
            let stems = Stems::of_language(cut.article.metadata.language.as_deref());
            let known = languages.iter().position(|known| known.same_as(stems));
            let language = Forms::bit(known.unwrap_or(languages.len()));
            if known.is_none() {
                languages.push(stems);
            }
            for tokens in piece.sentences(cut) {
                for (place, (token, is_whole)) in tokens.enumerate() {
                    let capital = token & 1;
                    let word = numbers.get((token >> 1) as usize).copied().unwrap_or(0);
                    index.forward.push(word << 1 | capital);
                    index.wholes.push(is_whole);
                    if let Some(usage) = usage.get_mut(word as usize) {
                        usage.languages |= language;
                        // Every sentence's first word has one.
                        usage.capitals += if place > 0 { capital } else { 0 };
                        usage.occurrences += u32::from(place > 0);
                    }
                }
                index.starts.push(u32::try_from(index.forward.len()).unwrap_or(u32::MAX));
            }
            index.close(Arc::clone(&cut.article));
        }
        index.vocabulary = Vocabulary::new(&merged.words, &usage, languages);
        index.postings = Postings::invert(
            merged.words.len(),
            (0..index.len()).map(|sentence| index.words_of(sentence)),
            |token| (token >> 1) as usize,
        );
        index.count_articles();
        index.heads = Heads::of(&index.articles);
        index.forward.shrink_to_fit();
        index.starts.shrink_to_fit();
        index
    }

    fn count_articles(&mut self) {
        let mut counts = vec![0_u32; self.word_count()];
        // The article after the one a word was last seen in; 0 for none.
        let mut seen = vec![0_usize; self.word_count()];
        for place in 0..self.articles.len() {
            for token in self.sentences_of(place).flat_map(|sentence| self.words_of(sentence)) {
                let word = (token >> 1) as usize;
                if let (Some(count), Some(seen)) = (counts.get_mut(word), seen.get_mut(word))
                    && *seen <= place
                {
                    *count += 1;
                    *seen = place + 1;
                }
            }
        }
        self.article_counts = counts;
    }

    /// Ends the article whose sentences were added last.
    fn close(&mut self, article: Arc<Article>) {
        for unit in article.units() {
            for place in 0..unit.block.sentences.len() {
                self.unit_starts.push(place == 0);
            }
        }
        let end = self.len();
        // The blocks whose first sentence it has.
        let begun = end.div_ceil(BLOCK) as usize;
        self.blocks.resize(begun, u32::try_from(self.articles.len()).unwrap_or(u32::MAX));
        self.firsts.push(end);
        self.articles.push(article);
    }

    /// How many sentences there are.
    pub fn sentence_count(&self) -> usize {
        self.len() as usize
    }

    /// How many different words there are.
    pub const fn word_count(&self) -> usize {
        self.vocabulary.len()
    }

    /// The articles, newest first.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// Bytes it takes in memory beside the articles.
    pub fn size(&self) -> usize {
        let numbers =
            [&self.forward, &self.starts, &self.firsts, &self.blocks, &self.article_counts];
        4 * numbers.iter().map(|numbers| numbers.len()).sum::<usize>()
            + 8 * self.articles.len()
            + self.unit_starts.size()
            + self.wholes.size()
            + self.vocabulary.size()
            + self.postings.size()
            + self.heads.size()
    }

    /// Where the units of the article at `place` lie among the sentences.
    pub(crate) fn units_of(&self, place: usize) -> impl Iterator<Item = Range<u32>> {
        let sentences = self.sentences_of(place);
        let mut start = sentences.start;
        std::iter::from_fn(move || {
            let first = start;
            (first < sentences.end).then(|| {
                start += 1;
                while start < sentences.end && !self.starts_unit(start) {
                    start += 1;
                }
                first..start
            })
        })
    }

    /// The sentences of the unit that has this one.
    pub(crate) fn unit_of(&self, sentence: u32) -> Range<u32> {
        let article = self.sentences_of(self.article_of(sentence));
        let start = (article.start..=sentence).rev().find(|at| self.starts_unit(*at));
        let end = (sentence + 1..article.end).find(|at| self.starts_unit(*at));
        start.unwrap_or(sentence)..end.unwrap_or(article.end)
    }

    /// How many words the article at `place` has.
    pub(crate) fn length_of(&self, place: usize) -> usize {
        let sentences = self.sentences_of(place);
        let at = |sentence: u32| self.starts.get(sentence as usize).copied().unwrap_or(0);
        at(sentences.end).saturating_sub(at(sentences.start)) as usize
    }

    /// How many words there are in all.
    pub(crate) const fn token_count(&self) -> usize {
        self.forward.len()
    }

    /// How many units there are in all.
    pub(crate) fn unit_count(&self) -> usize {
        self.unit_starts.ones()
    }

    /// In how many articles the word of this number stands.
    pub(crate) fn articles_with(&self, word: u32) -> u32 {
        self.article_counts.get(word as usize).copied().unwrap_or(0)
    }

    /// How many sentences there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The sentences of the article at `place`.
    pub(crate) fn sentences_of(&self, place: usize) -> Range<u32> {
        match (self.firsts.get(place), self.firsts.get(place + 1)) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        }
    }

    /// The words of a sentence: numbers, twice, plus one for a capital.
    #[inline]
    pub(crate) fn words_of(&self, sentence: u32) -> &[u32] {
        let sentence = sentence as usize;
        match (self.starts.get(sentence), self.starts.get(sentence + 1)) {
            (Some(start), Some(end)) => {
                self.forward.get(*start as usize..*end as usize).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// The same, and whether each is a word that others behind it make together.
    pub(crate) fn tokens_of(&self, sentence: u32) -> impl Iterator<Item = (u32, bool)> {
        let first = self.starts.get(sentence as usize).map_or(0, |start| *start as usize);
        let words = (first..).zip(self.words_of(sentence));
        words.map(|(place, word)| (*word, self.wholes.get(place)))
    }

    /// The numbers of the words of a sentence, one for each that [`super::tokens::plain`] finds in it.
    pub(crate) fn plain_words_of(&self, sentence: u32) -> impl Iterator<Item = u32> {
        self.tokens_of(sentence).filter(|(_, is_whole)| !is_whole).map(|(token, _)| token >> 1)
    }

    /// Whether the sentence is the first of its unit.
    pub(crate) fn starts_unit(&self, sentence: u32) -> bool {
        self.unit_starts.get(sentence as usize)
    }

    /// Whether one of these sentences is the first of its unit.
    pub(crate) fn unit_starts_in(&self, sentences: Range<u32>) -> bool {
        self.unit_starts.any(sentences.start as usize..sentences.end as usize)
    }

    /// The place in [`Self::articles`] of the article that has the sentence.
    #[inline]
    pub(crate) fn article_of(&self, sentence: u32) -> usize {
        let at = |block: u32| self.blocks.get(block as usize).map(|place| *place as usize);
        let block = sentence / BLOCK;
        let from = at(block).unwrap_or(self.firsts.len());
        let to = at(block + 1).map_or(self.firsts.len(), |place| place + 1);
        let among = self.firsts.get(from..to).unwrap_or(&[]);
        from + among.partition_point(|first| *first <= sentence).saturating_sub(1)
    }

    /// Where the sentence stands.
    pub(crate) fn locate(&self, sentence: u32) -> Option<Location<'_>> {
        let place = self.article_of(sentence);
        let article = self.articles.get(place)?;
        let (unit, number) =
            article.unit_of_sentence((sentence - self.sentences_of(place).start) as usize)?;
        let extent = unit.sentence(number)?;
        Some(Location { article, unit: unit.number, sentence: number, extent })
    }
}
