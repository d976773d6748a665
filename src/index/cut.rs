//! Articles cut into words, in pieces that can be cut apart from one another and put together later.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::bits::Bits;
use super::tokens::{self, Initial};
use crate::collection::Article;

/// Articles to a piece: enough to share words, few enough to share the work.
const PIECE: usize = 256;

/// Some articles as numbers of words that mean something only here.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// The words; a number is a place in them.
    pub(crate) words: Vec<Box<str>>,
    /// The articles cut into words, in the order given.
    pub(crate) articles: Vec<Cut>,
    tokens: Vec<u32>,
    wholes: Bits,
    ends: Vec<u32>,
}

/// One article of a piece.
#[derive(Debug)]
pub(crate) struct Cut {
    pub(crate) article: Arc<Article>,
    /// Its sentences among those of all articles in the piece.
    sentences: Range<usize>,
}

impl Piece {
    /// Adds an article by the words of its sentences.
    pub(crate) fn add(
        &mut self,
        article: Arc<Article>,
        sentences: impl Iterator<Item = impl IntoIterator<Item = (u32, bool)>>,
    ) {
        let start = self.ends.len();
        for tokens in sentences {
            for (token, is_whole) in tokens {
                self.tokens.push(token);
                self.wholes.push(is_whole);
            }
            self.ends.push(u32::try_from(self.tokens.len()).unwrap_or(u32::MAX));
        }
        self.articles.push(Cut { article, sentences: start..self.ends.len() });
    }

    /// The words of each sentence of `cut`: numbers, twice, plus one for a capital, and whether others behind
    /// it make it together.
    pub(crate) fn sentences(
        &self,
        cut: &Cut,
    ) -> impl Iterator<Item = impl Iterator<Item = (u32, bool)>> {
        cut.sentences.clone().map(|sentence| {
            let end = |sentence: usize| self.ends.get(sentence).map_or(0, |end| *end as usize);
            let start = sentence.checked_sub(1).map_or(0, end);
            let tokens = (start..).zip(self.tokens.get(start..end(sentence)).unwrap_or(&[]));
            tokens.map(|(place, token)| (*token, self.wholes.get(place)))
        })
    }
}

/// Cuts `articles` into words, in parallel.
pub(crate) fn articles(articles: &[Arc<Article>]) -> Vec<Piece> {
    articles.par_chunks(PIECE).map(cut).collect()
}

fn cut(articles: &[Arc<Article>]) -> Piece {
    let mut piece = Piece::default();
    let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
    for article in articles {
        let start = piece.ends.len();
        for sentence in article.units().flat_map(|unit| &unit.block.sentences) {
            let mut before = None;
            tokens::each(sentence.of(article.text()), |word, extent, initial| {
                // What begins where the word before it does is the first of its parts.
                if before.replace(extent.start) == Some(extent.start) {
                    piece.wholes.set_last();
                }
                let number = numbers.get(word).copied().unwrap_or_else(|| {
                    let number = u32::try_from(piece.words.len()).unwrap_or(u32::MAX);
                    numbers.insert(word.into(), number);
                    piece.words.push(word.into());
                    number
                });
                piece.tokens.push(number << 1 | u32::from(initial == Initial::Capital));
                piece.wholes.push(false);
            });
            piece.ends.push(u32::try_from(piece.tokens.len()).unwrap_or(u32::MAX));
        }
        let sentences = start..piece.ends.len();
        piece.articles.push(Cut { article: Arc::clone(article), sentences });
    }
    piece
}

/// The words of several pieces, in order.
pub(crate) struct Merged<'p> {
    /// All words that are used, sorted.
    pub(crate) words: Vec<&'p str>,
    /// For each piece the new number of each of its words.
    pub(crate) numbers: Vec<Vec<u32>>,
}

/// Sorts the words of all pieces into one list, without those that no article of theirs uses.
pub(crate) fn merge(pieces: &[Piece]) -> Merged<'_> {
    let mut words = Vec::new();
    for piece in pieces {
        let mut used = vec![false; piece.words.len()];
        for token in &piece.tokens {
            if let Some(used) = used.get_mut((token >> 1) as usize) {
                *used = true;
            }
        }
        words.extend(
            piece.words.iter().zip(used).filter(|(_, used)| *used).map(|(word, _)| &**word),
        );
    }
    words.par_sort_unstable();
    words.dedup();
    let number = |word: &str| words.binary_search(&word).ok().and_then(|n| u32::try_from(n).ok());
    let numbers = pieces
        .par_iter()
        .map(|piece| piece.words.iter().map(|word| number(word).unwrap_or(0)).collect())
        .collect();
    Merged { words, numbers }
}
