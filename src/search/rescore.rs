//! The closer look: which words stand where in a sentence, how near and in what order.

use unicode_segmentation::GraphemeCursor;

use super::nearness::nearness;
use super::penalties as cost;
use super::real;
use super::results::{Hit, How, WordMatch};
use super::term::Term;
use crate::index::{Index, Part, tokens};
use crate::text::{Extent, Span};

/// Scores single sentences for one query.
pub(super) struct Rescorer<'a> {
    index: &'a Index,
    terms: &'a [Term<'a>],
    /// By word of the vocabulary: the term it may be meant by, the penalty and the reason; sorted.
    meanings: Vec<Meaning>,
    /// One bit a word of the vocabulary: it is among the meanings.
    meant: Vec<u64>,
}

#[derive(Debug, Clone, Copy)]
struct Meaning {
    word: u32,
    term: u16,
    how: How,
    penalty: f32,
}

/// A term of the query found at a word of the sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    term: u16,
    place: u32,
    how: How,
    /// Worth of this one.
    value: f32,
    /// Worth of the best way through the sentence that ends here.
    sum: f32,
    /// The node before it on that way.
    before: Option<usize>,
    /// Whether more words behind it belong to it.
    several: bool,
}

impl<'a> Rescorer<'a> {
    pub(super) fn new(index: &'a Index, terms: &'a [Term<'a>]) -> Self {
        let mut meanings = Vec::new();
        let mut meant = vec![0_u64; index.word_count().div_ceil(64)];
        for (number, term) in (0_u16..).zip(terms) {
            for expansion in &term.expansions {
                meanings.push(Meaning {
                    word: expansion.word,
                    term: number,
                    how: expansion.how,
                    penalty: expansion.penalty,
                });
                if let Some(bits) = meant.get_mut(expansion.word as usize / 64) {
                    *bits |= 1 << (expansion.word % 64);
                }
            }
        }
        meanings.sort_unstable_by_key(|meaning| (meaning.word, meaning.term));
        Self { index, terms, meanings, meant }
    }

    /// How well the sentence fits; `nodes` is room to work in.
    pub(super) fn score(&self, nodes: &mut Vec<Node>, sentence: u32) -> f32 {
        let length = self.index.words_of(sentence).len();
        let (sum, last) = self.align(nodes, sentence);
        let found = {
            let mut terms = 0;
            let mut at = last;
            while let Some(node) = at.and_then(|at| nodes.get(at)) {
                terms += 1;
                at = node.before;
            }
            terms
        };
        let all = if found == self.terms.len() { cost::ALL_WORDS } else { 0.0 };
        sum + all + cost::LENGTH * real(length.max(1)).ln()
    }

    /// Finds the best place for each term; the worth of the whole and the last node of the way.
    fn align(&self, nodes: &mut Vec<Node>, sentence: u32) -> (f32, Option<usize>) {
        nodes.clear();
        for (place, token) in (0_u32..).zip(self.index.words_of(sentence)) {
            let word = token >> 1;
            let bits = self.meant.get(word as usize / 64).copied().unwrap_or(0);
            if bits >> (word % 64) & 1 == 0 {
                continue;
            }
            let from = self.meanings.partition_point(|meaning| meaning.word < word);
            let meanings = self.meanings.get(from..).unwrap_or(&[]);
            for meaning in meanings.iter().take_while(|meaning| meaning.word == word) {
                let weight = self.terms.get(usize::from(meaning.term)).map_or(0.0, |t| t.weight);
                let value = weight - meaning.penalty;
                if value > 0.0 {
                    let (term, how) = (meaning.term, meaning.how);
                    nodes.push(Node {
                        term,
                        place,
                        how,
                        value,
                        sum: value,
                        before: None,
                        several: false,
                    });
                }
            }
        }
        for (term, number) in self.terms.iter().zip(0_u16..) {
            if let Some((places, value, how)) = term.runs.at(self.index, sentence) {
                let place = places.first().copied().unwrap_or(0);
                nodes.push(Node {
                    term: number,
                    place,
                    how,
                    value: term.weight + value,
                    sum: term.weight + value,
                    before: None,
                    several: true,
                });
            }
        }
        nodes.sort_by_key(|node| (node.term, node.place));
        let (mut previous, mut start) = (0..0, 0);
        while start < nodes.len() {
            let term = nodes.get(start).map(|node| node.term);
            let same = nodes.get(start..).unwrap_or(&[]);
            let end = start + same.iter().take_while(|node| Some(node.term) == term).count();
            for at in start..end {
                let Some(node) = nodes.get(at).copied() else { continue };
                let mut best: Option<(f32, usize)> = None;
                for before in previous.clone() {
                    let Some(earlier) = nodes.get(before) else { continue };
                    let sum = earlier.sum + nearness(earlier.place, node.place);
                    if best.is_none_or(|(b, _)| sum > b) {
                        best = Some((sum, before));
                    }
                }
                if let (Some((sum, before)), Some(node)) = (best, nodes.get_mut(at)) {
                    node.sum = node.value + sum;
                    node.before = Some(before);
                }
            }
            (previous, start) = (start..end, end);
        }
        let mut best: Option<(f32, usize)> = None;
        for at in previous {
            let sum = nodes.get(at).map_or(0.0, |node| node.sum);
            if best.is_none_or(|(b, _)| sum > b) {
                best = Some((sum, at));
            }
        }
        best.map_or((0.0, None), |(sum, at)| (sum, Some(at)))
    }

    /// The sentence as a hit, with what to mark.
    pub(super) fn hit(&self, nodes: &mut Vec<Node>, sentence: u32, score: f32) -> Option<Hit> {
        let (_, mut at) = self.align(nodes, sentence);
        let location = self.index.locate(sentence)?;
        let text = location.article.text();
        let mut words = Vec::new();
        tokens::each(location.extent.of(text), |_, extent, _| words.push(extent));
        let mut way = Vec::new();
        while let Some(node) = at.and_then(|at| nodes.get(at)) {
            way.push(*node);
            at = node.before;
        }
        way.reverse();
        let mut highlights = Vec::new();
        let mut matches = Vec::new();
        for node in way {
            let term = self.terms.get(usize::from(node.term))?;
            let places = if node.several {
                term.runs.at(self.index, sentence).map_or(Vec::new(), |(places, ..)| places)
            } else {
                vec![node.place]
            };
            let mut written: Vec<&str> = Vec::new();
            for extent in places.iter().filter_map(|place| words.get(*place as usize)) {
                let extent = whole_graphemes(text, extent.shifted(location.extent.start));
                highlights.push(extent);
                written.push(extent.of(text));
            }
            matches.push(WordMatch {
                query: term.word.shown.clone(),
                matched: written.join(" "),
                how: node.how,
                part: Part::Text,
            });
        }
        Some(Hit {
            span: Span::new(location.article.id(), location.extent),
            unit: location.unit,
            sentence: location.sentence,
            score,
            passage_score: 0.0,
            article_score: 0.0,
            highlights: apart(highlights),
            words: matches,
        })
    }
}

/// `extent`, widened where it would cut a grapheme.
fn whole_graphemes(text: &str, extent: Extent) -> Extent {
    let boundary = |offset: usize| {
        GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0).unwrap_or(true)
    };
    let mut extent = extent;
    while extent.start > 0 && !(text.is_char_boundary(extent.start) && boundary(extent.start)) {
        extent.start -= 1;
    }
    while extent.end < text.len() && !(text.is_char_boundary(extent.end) && boundary(extent.end)) {
        extent.end += 1;
    }
    extent
}

/// In order, those that touch or overlap made one.
fn apart(mut extents: Vec<Extent>) -> Vec<Extent> {
    extents.sort_unstable();
    let mut apart: Vec<Extent> = Vec::with_capacity(extents.len());
    for extent in extents {
        match apart.last_mut() {
            Some(last) if extent.start <= last.end => last.end = last.end.max(extent.end),
            _ => apart.push(extent),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_highlight_cuts_what_is_seen_as_one_sign() {
        // A letter with its accent apart, and a vowel that Thai writes behind a consonant.
        assert_eq!(whole_graphemes("e\u{301}te\u{301}", Extent::new(1, 5)), Extent::new(0, 7));
        assert_eq!(whole_graphemes("กำ", Extent::new(3, 6)), Extent::new(0, 6));
        assert_eq!(whole_graphemes("é", Extent::new(1, 1)), Extent::new(0, 2));
        assert_eq!(whole_graphemes("abc", Extent::new(1, 2)), Extent::new(1, 2));
    }
}
