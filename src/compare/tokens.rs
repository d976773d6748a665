//! The words of passages: numbers out of the index, places out of the text.

use std::ops::Range;

use super::lists::index;
use super::model::{FormId, Model, ModelArticle, StemId, Unit};
use crate::index::tokens;
use crate::text::Extent;

/// One word of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes in the canonical text.
    pub(super) extent: Extent,
    /// Its form: the number of the word as it is written.
    pub(super) form: FormId,
}

impl Model {
    /// The words of a passage.
    pub(super) fn forms_of(&self, unit: &Unit) -> impl Iterator<Item = FormId> {
        unit.sentences.clone().flat_map(|sentence| self.forms_in(unit.article, sentence))
    }

    /// The words of a sentence of the index, in the language of its article.
    fn forms_in(&self, article: usize, sentence: u32) -> impl Iterator<Item = FormId> {
        let language = self.entries.get(article).map_or(0, |entry| entry.language);
        let words = self.index.plain_words_of(sentence);
        words.filter_map(move |word| self.forms().form(language, word))
    }

    /// The words of each sentence of a passage, and where they stand.
    pub(super) fn tokens_by_sentence(&self, unit: &Unit) -> Vec<Vec<Token>> {
        let Some(article) = self.article_of(unit) else { return Vec::new() };
        let extents = article.passage(unit.number).map_or(&[][..], |p| &p.block.sentences);
        let first = unit.sentence.map_or(0, |sentence| index(sentence).saturating_sub(1));
        let extents = extents.iter().skip(first).zip(unit.sentences.clone());
        extents
            .map(|(extent, sentence)| {
                let forms = self.forms_in(unit.article, sentence);
                let words = tokens::plain(extent.of(article.text()));
                let token = |((_, word), form): ((String, Extent), FormId)| Token {
                    extent: word.shifted(extent.start),
                    form,
                };
                words.into_iter().zip(forms).map(token).collect()
            })
            .collect()
    }

    /// The words of a passage, and where they stand.
    pub(super) fn tokens_of(&self, unit: &Unit) -> Vec<Token> {
        self.tokens_by_sentence(unit).concat()
    }

    /// The words of each sentence of a passage, as places among the words of the article.
    pub(super) fn sentence_tokens(&self, unit: &Unit) -> Vec<Range<usize>> {
        let mut at = unit.tokens.start;
        let mut sentence = |sentence| {
            let start = at;
            at += self.index.plain_words_of(sentence).count();
            start..at
        };
        unit.sentences.clone().map(&mut sentence).collect()
    }

    /// Distinct stems of each sentence of a passage.
    pub(super) fn bags_by_sentence(&self, unit: &Unit) -> Vec<Vec<(StemId, u32)>> {
        let sentences = unit.sentences.clone();
        sentences.map(|sentence| self.bag(self.forms_in(unit.article, sentence))).collect()
    }

    /// How many words of the passages of an article begin before a byte of its text.
    pub(super) fn words_before(&self, entry: &ModelArticle, byte: usize) -> usize {
        let units = self.units.get(entry.units.clone()).unwrap_or(&[]);
        let begins = |unit: &Unit| {
            entry.article.passage(unit.number).map_or(0, |passage| passage.block.extent.start)
        };
        let after = units.partition_point(|unit| begins(unit) < byte);
        let Some(unit) = after.checked_sub(1).and_then(|last| units.get(last)) else { return 0 };
        let before = self.tokens_of(unit).partition_point(|token| token.extent.start < byte);
        unit.tokens.start + before
    }
}
