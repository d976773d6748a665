//! An index as bytes, for a file that may be deleted, damaged or old at any time.
//!
//! Only what cannot be had quickly is stored: which words stand in which sentence. Words are written in
//! their order with what they share with the one before left out, places as ranks by frequency, seven
//! bits a byte; a checksum stands in front. Whatever does not fit is no index.

use std::collections::HashMap;
use std::sync::Arc;

use super::cut::Piece;
use super::index::Index;
use crate::collection::{Article, Collection, ContentHash};

/// Changed whenever the form of the file, the cutting of words or their folding changes.
const MAGIC: &[u8; 16] = b"variorum index 1";

impl Index {
    /// All that [`Self::decode`] needs beside the articles.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let words = u32::try_from(self.word_count()).unwrap_or(u32::MAX);
        let mut by_frequency: Vec<u32> = (0..words).collect();
        by_frequency.sort_by_key(|word| (std::cmp::Reverse(self.postings.count(*word)), *word));
        let mut ranks = vec![0_u32; words as usize];
        for (rank, word) in (0_u32..).zip(&by_frequency) {
            if let Some(place) = ranks.get_mut(*word as usize) {
                *place = rank;
            }
        }
        put(&mut body, words);
        let mut before = "";
        for (word, rank) in (0..words).map(|word| self.vocabulary.word(word)).zip(&ranks) {
            let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            let rest = word.as_bytes().get(shared..).unwrap_or(&[]);
            put_count(&mut body, shared);
            put_count(&mut body, rest.len());
            body.extend_from_slice(rest);
            put(&mut body, *rank);
            before = word;
        }
        put_count(&mut body, self.articles().len());
        for (place, article) in self.articles().iter().enumerate() {
            body.extend_from_slice(&article.hash().0);
            body.extend_from_slice(&fingerprint(article).to_le_bytes());
            let sentences = self.sentences_of(place);
            put_count(&mut body, sentences.len());
            for tokens in sentences.map(|sentence| self.words_of(sentence)) {
                put_count(&mut body, tokens.len());
                for token in tokens {
                    let rank = ranks.get((token >> 1) as usize).copied().unwrap_or(0);
                    put(&mut body, rank << 1 | (token & 1));
                }
            }
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&checksum(&body).to_le_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    /// The index of those articles of `collection` that stand in `bytes`; `None` if the bytes are not
    /// what [`Self::encode`] writes. What is missing comes with [`Self::update`].
    pub fn decode(bytes: &[u8], collection: &Collection) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (sum, body) = rest.split_first_chunk::<8>()?;
        if u64::from_le_bytes(*sum) != checksum(body) {
            return None;
        }
        let mut reader = Reader { rest: body };
        let (words, numbers) = reader.words()?;
        let wanted: HashMap<ContentHash, &Arc<Article>> =
            collection.articles().iter().map(|article| (article.hash(), article)).collect();
        let mut piece = Piece::default();
        for _ in 0..reader.count()? {
            let hash = ContentHash(reader.chunk::<32>()?);
            let print = u64::from_le_bytes(reader.chunk::<8>()?);
            let article = wanted.get(&hash).filter(|article| fingerprint(article) == print);
            let mut sentences = Vec::new();
            for _ in 0..reader.count()? {
                let mut tokens = Vec::new();
                for _ in 0..reader.count()? {
                    let token = reader.number()?;
                    let word = numbers.get((token >> 1) as usize)?;
                    tokens.push(word << 1 | (token & 1));
                }
                sentences.push(tokens);
            }
            if let Some(article) = article.filter(|article| article.sentences() == sentences.len())
            {
                piece.add(Arc::clone(article), sentences.iter().map(Vec::as_slice));
            }
        }
        piece.words = words;
        reader.rest.is_empty().then(|| Self::assemble(&[piece]))
    }
}

/// Where the sentences of an article stand: the same text may be cut otherwise by another version of
/// the program, or when its language is known.
fn fingerprint(article: &Article) -> u64 {
    let sentences = article.passages().flat_map(|passage| &passage.block.sentences);
    sentences.fold(0, |print: u64, sentence| {
        let place = (sentence.start as u64) << 32 | (sentence.end as u64 & 0xffff_ffff);
        (print ^ place).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    })
}

/// FNV-1a over eight bytes at a time.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum =
        words.iter().fold(bytes.len() as u64, |sum, word| step(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}

fn put_count(bytes: &mut Vec<u8>, count: usize) {
    put(bytes, u32::try_from(count).unwrap_or(u32::MAX));
}

fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or(0));
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl Reader<'_> {
    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (chunk, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*chunk)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..32).step_by(7) {
            let [byte] = self.chunk::<1>()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// How many follow: never more than there are bytes.
    fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.rest.len()).then_some(count)
    }

    /// The words in order, and the number of each rank.
    fn words(&mut self) -> Option<(Vec<Box<str>>, Vec<u32>)> {
        let count = self.count()?;
        let mut words: Vec<Box<str>> = Vec::new();
        let mut numbers = vec![u32::MAX; count];
        let mut word = Vec::new();
        for number in 0..count {
            let (shared, length) = (self.number()? as usize, self.count()?);
            word.truncate(shared);
            let (rest, after) = self.rest.split_at_checked(length)?;
            word.extend_from_slice(rest);
            self.rest = after;
            words.push(std::str::from_utf8(&word).ok()?.into());
            let rank = self.number()? as usize;
            *numbers.get_mut(rank)? = u32::try_from(number).ok()?;
        }
        numbers.iter().all(|number| *number != u32::MAX).then_some((words, numbers))
    }
}
