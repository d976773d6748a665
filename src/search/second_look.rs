//! A second look with the words that weigh most in the first answers (the relevance model of Lavrenko and Croft,
//! 2001, mixed with the query as Abdul-Jaleel and others, 2004, do).

use super::clue::Clue;
use super::evidence_costs as cost;
use super::real;
use crate::index::Index;
use crate::text::stems::is_stop_word;

/// The weightiest words of the best articles, as clues of their own.
pub(super) fn second_look(index: &Index, weighed: &[(usize, f32)]) -> Vec<Clue> {
    let best = weighed.get(..cost::FIRST_ANSWERS.min(weighed.len())).unwrap_or(&[]);
    let most = best.first().map_or(1.0, |(_, worth)| worth.max(f32::MIN_POSITIVE));
    let say = |(place, worth): &(usize, f32)| {
        let length = real(index.length_of(*place).max(1));
        (worth / most).powf(cost::FIRST_POWER) / length.powf(cost::LENGTH_POWER)
    };
    // Every word of theirs with the place of its article among the best.
    let mut words: Vec<(u32, u32)> = Vec::new();
    for (rank, (place, _)) in (0_u32..).zip(best) {
        let tokens = index.sentences_of(*place).flat_map(|sentence| index.words_of(sentence));
        words.extend(tokens.map(|token| (token >> 1, rank)));
    }
    words.sort_unstable();
    let says: Vec<f32> = best.iter().map(say).collect();
    let articles = real(index.articles().len());
    let mut heavy: Vec<(u32, f32)> = words
        .chunk_by(|(one, _), (other, _)| one == other)
        .filter_map(|same| {
            let (word, _) = *same.first()?;
            let by_article = same.chunk_by(|(_, one), (_, other)| one == other);
            let is_wanted = by_article.clone().nth(cost::AT_LEAST_IN - 1).is_some()
                && index.vocabulary.length(word) > 2
                && !is_stop_word(index.vocabulary.word(word));
            if !is_wanted {
                return None;
            }
            let weight = |here: &[(u32, u32)]| {
                let (_, rank) = here.first()?;
                Some(says.get(*rank as usize)? * real(here.len()))
            };
            let weight: f32 = by_article.filter_map(weight).sum();
            let having = real(index.articles_with(word) as usize);
            let rarity = (1.0 + (articles - having + 0.5) / (having + 0.5)).ln();
            Some((word, weight * rarity))
        })
        .collect();
    heavy.sort_unstable_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    heavy.truncate(2 * cost::MORE_WORDS);
    let mut more: Vec<(Vec<(u32, f32)>, f32)> = Vec::new();
    for (word, weight) in heavy {
        if let Some((_, known)) =
            more.iter_mut().find(|(forms, _)| forms.iter().any(|(form, _)| *form == word))
        {
            *known += weight;
            continue;
        }
        let others = index.vocabulary.forms().words_like(index.vocabulary.word(word));
        let others = others.into_iter().filter(|form| *form != word).map(|form| (form, 1.0));
        more.push((std::iter::once((word, 1.0)).chain(others).collect(), weight));
    }
    // Stable: equals stay in the order of their heaviest forms.
    more.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    more.truncate(cost::MORE_WORDS);
    let sum: f32 = more.iter().map(|(_, weight)| weight).sum();
    more.into_iter()
        .map(|(forms, weight)| Clue::new(index, forms, weight / sum.max(f32::MIN_POSITIVE)))
        .collect()
}

/// The clues of the query and those of the second look, each with its part; together they weigh as much
/// as the query alone.
pub(super) fn mixed(clues: &[Clue], more: Vec<Clue>) -> Vec<Clue> {
    let typed = clues.iter().map(|clue| Clue { weight: clue.weight * cost::TYPED, ..clue.clone() });
    let mut all: Vec<Clue> = typed.collect();
    for clue in more {
        let weight = clue.weight * (1.0 - cost::TYPED) * real(clues.len());
        match all.iter_mut().find(|known| known.shares_a_form(&clue)) {
            Some(known) => known.weight += weight,
            None => all.push(Clue { weight, ..clue }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::collection::{Article, Collection};

    #[test]
    fn a_word_of_the_best_articles_counts_in_each_of_its_forms_once() {
        let texts = ["The ferry left. Ferries rust.", "A ferry waits.", "Bread rose."];
        let articles = texts.map(|text| Arc::new(Article::of_paragraphs(text)));
        let index = Index::build(&Collection::new(articles, Vec::new()));
        let more = second_look(&index, &[(0, 3.0), (1, 2.0), (2, 1.0)]);
        let forms = more.iter().map(|clue| {
            let word = |(word, _): &(u32, f32)| index.vocabulary.word(*word).to_owned();
            clue.forms.iter().map(word).collect::<Vec<String>>()
        });
        assert_eq!(forms.collect::<Vec<_>>(), [["ferry", "ferries"]]);
    }
}
