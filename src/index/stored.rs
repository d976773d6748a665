//! An index as bytes, for a file that may be deleted, damaged or old at any time.
//!
//! Only what cannot be had quickly is stored: which words stand in which sentence. Words are written in
//! their order with what they share with the one before left out, places as ranks by frequency. Whatever
//! does not fit is no index.

use std::collections::HashMap;
use std::sync::Arc;

use super::cut::Piece;
use super::sentences::Index;
use crate::collection::{Article, Collection, ContentHash};
use crate::text::packed::{self, FORM, Reader, Writer};

/// Changed whenever the form of the file, the cutting of words or their folding changes.
const INDEX: &[u8; FORM] = b"variorum index 4";

impl Index {
    /// All that [`Self::decode`] needs beside the articles.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Writer::default();
        let words = u32::try_from(self.word_count()).unwrap_or(u32::MAX);
        let mut by_frequency: Vec<u32> = (0..words).collect();
        by_frequency.sort_by_key(|word| (std::cmp::Reverse(self.postings.count(*word)), *word));
        let mut ranks = vec![0_u32; words as usize];
        for (rank, word) in (0_u32..).zip(&by_frequency) {
            if let Some(place) = ranks.get_mut(*word as usize) {
                *place = rank;
            }
        }
        body.number(u64::from(words));
        let mut before = "";
        for (word, rank) in (0..words).map(|word| self.vocabulary.word(word)).zip(&ranks) {
            let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            let rest = word.as_bytes().get(shared..).unwrap_or(&[]);
            body.count(shared);
            body.bytes(rest);
            body.number(u64::from(*rank));
            before = word;
        }
        body.count(self.articles().len());
        for (place, article) in self.articles().iter().enumerate() {
            body.raw(&article.hash().0);
            body.raw(&article.cutting().to_le_bytes());
            let sentences = self.sentences_of(place);
            body.count(sentences.len());
            for sentence in sentences {
                body.count(self.words_of(sentence).len());
                for (token, is_whole) in self.tokens_of(sentence) {
                    let rank = ranks.get((token >> 1) as usize).copied().unwrap_or(0);
                    body.number(
                        u64::from(rank) << 2 | u64::from(token & 1) << 1 | u64::from(is_whole),
                    );
                }
            }
        }
        packed::seal(INDEX, &body.finish())
    }

    /// The index of those articles of `collection` that stand in `bytes`; `None` if the bytes are not
    /// what [`Self::encode`] writes. What is missing comes with [`Self::update`].
    pub fn decode(bytes: &[u8], collection: &Collection) -> Option<Self> {
        let mut reader = Reader::new(packed::open(INDEX, bytes)?);
        let (words, numbers) = words(&mut reader)?;
        let wanted: HashMap<ContentHash, &Arc<Article>> =
            collection.articles().iter().map(|article| (article.hash(), article)).collect();
        let mut piece = Piece::default();
        for _ in 0..reader.following()? {
            let hash = ContentHash(reader.chunk::<32>()?);
            let print = u64::from_le_bytes(reader.chunk::<8>()?);
            let article = wanted.get(&hash).filter(|article| article.cutting() == print);
            let mut sentences = Vec::new();
            for _ in 0..reader.following()? {
                let mut tokens = Vec::new();
                for _ in 0..reader.following()? {
                    let token = reader.small()?;
                    let word = numbers.get((token >> 2) as usize)?;
                    tokens.push((word << 1 | (token >> 1 & 1), token & 1 == 1));
                }
                sentences.push(tokens);
            }
            if let Some(article) =
                article.filter(|article| sentence_count(article) == sentences.len())
            {
                piece.add(Arc::clone(article), sentences.into_iter());
            }
        }
        piece.words = words;
        reader.is_done().then(|| Self::assemble(&[piece]))
    }
}

fn sentence_count(article: &Article) -> usize {
    article.units().map(|unit| unit.block.sentences.len()).sum()
}

/// The words in order, and the number of each rank.
fn words(reader: &mut Reader<'_>) -> Option<(Vec<Box<str>>, Vec<u32>)> {
    let count = reader.following()?;
    let mut words: Vec<Box<str>> = Vec::new();
    let mut numbers = vec![u32::MAX; count];
    let mut word = Vec::new();
    for number in 0..count {
        let (shared, length) = (reader.count()?, reader.count()?);
        word.truncate(shared);
        word.extend_from_slice(reader.raw(length)?);
        words.push(std::str::from_utf8(&word).ok()?.into());
        let rank = reader.count()?;
        *numbers.get_mut(rank)? = u32::try_from(number).ok()?;
    }
    numbers.iter().all(|number| *number != u32::MAX).then_some((words, numbers))
}
