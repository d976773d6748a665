//! Articles found by a title, an author or a source that their text does not state: their first sentence
//! stands for them.

use std::collections::HashMap;

use super::penalties as cost;
use super::query::{Ending, Query, Tolerance};
use super::real;
use super::results::{How, WordMatch};
use super::term::Term;
use crate::index::{Index, Mention, Part, tokens, unsaid};
use crate::text::words::fold;

/// Words that an unfinished one may begin.
const COMPLETIONS: usize = 64;

/// By the first sentence of an article: what of the query is known of the article beside its text.
#[derive(Debug, Default)]
pub(super) struct HeadMatches {
    found: HashMap<u32, Vec<TermMatch>>,
    terms: usize,
}

/// A term of the query in what is known of an article.
#[derive(Debug, Clone)]
struct TermMatch {
    term: usize,
    word: String,
    part: Part,
    how: How,
    worth: f32,
}

impl HeadMatches {
    /// Looks the plain words of `terms` up.
    pub(super) fn find(index: &Index, query: &Query, terms: &[Term<'_>]) -> Self {
        let quoted: usize = query.phrases.iter().map(|phrase| phrase.words().count()).sum();
        let mut matches = Self { found: HashMap::new(), terms: terms.len() };
        for (number, term) in terms.iter().enumerate().skip(quoted) {
            for choice in std::iter::once(term.word).chain(&term.word.alternatives) {
                let folded = choice.folded.as_str();
                matches.add(
                    index,
                    number,
                    folded,
                    index.heads.with(folded),
                    How::Exact,
                    term.weight,
                );
                if choice.ending == Ending::Open && query.tolerance == Tolerance::Forgiving {
                    for (word, mentions) in index.heads.beginning_with(folded, COMPLETIONS) {
                        let worth = term.weight - cost::UNFINISHED.0;
                        matches.add(index, number, word, mentions, How::Prefix, worth);
                    }
                }
            }
        }
        matches
    }

    fn add(
        &mut self,
        index: &Index,
        term: usize,
        word: &str,
        mentions: &[Mention],
        how: How,
        worth: f32,
    ) {
        for mention in mentions {
            let sentences = index.sentences_of(mention.article);
            if sentences.is_empty() {
                continue;
            }
            let met = self.found.entry(sentences.start).or_default();
            if met.iter().all(|known| known.term != term) {
                met.push(TermMatch { term, word: word.to_owned(), part: mention.part, how, worth });
            }
        }
    }

    /// The sentences with what is found of each, in nats.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (u32, f32)> {
        self.found.iter().map(|(sentence, met)| (*sentence, met.iter().map(|m| m.worth).sum()))
    }

    /// Whether the term of this number was found.
    pub(super) fn has(&self, term: usize) -> bool {
        self.found.values().flatten().any(|met| met.term == term)
    }

    /// What the sentence is worth by what is known of its article; `None` where nothing was found of it.
    pub(super) fn score(&self, index: &Index, sentence: u32) -> Option<f32> {
        let met = self.found.get(&sentence)?;
        let article = index.articles().get(index.article_of(sentence))?;
        let words: usize = unsaid(article).map(|(_, value)| tokens::list(value).len()).sum();
        let all = if met.len() == self.terms { cost::ALL_WORDS } else { 0.0 };
        let sum: f32 = met.iter().map(|met| met.worth).sum();
        Some(sum + all + cost::LENGTH * real(words.max(1)).ln())
    }

    /// What was found of the article, as it is written there.
    pub(super) fn words(&self, index: &Index, terms: &[Term<'_>], sentence: u32) -> Vec<WordMatch> {
        let Some(met) = self.found.get(&sentence) else { return Vec::new() };
        let Some(article) = index.articles().get(index.article_of(sentence)) else {
            return Vec::new();
        };
        let found = met.iter().filter_map(|met| {
            let query = terms.get(met.term)?.word.shown.clone();
            let mut values = unsaid(article).filter(|(part, _)| *part == met.part);
            let matched = values.find_map(|(_, value)| {
                let words = tokens::list(value);
                let at = words.iter().find(|(word, _)| fold(word) == fold(&met.word))?;
                Some(at.1.of(value).to_owned())
            })?;
            Some(WordMatch { query, matched, how: met.how, part: met.part })
        });
        found.collect()
    }
}
