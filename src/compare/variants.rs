//! In how many ways a word of a term may be written: aliases of the reader, compounds in one word or two.

use super::model::Vocabulary;
use super::term::{Gap, Slot, Test};
use super::theme::Alias;
use crate::index::tokens;

/// Letters that a part of a compound has at least.
const SHORTEST_PART: usize = 3;

/// The choices of a slot and what they become under the aliases: a choice that is one side of an
/// alias may be any side of it.
pub(super) fn variants_of(written: &[Vec<Test>], aliases: &[Alias]) -> Vec<Vec<Test>> {
    let words = |text: &str| -> Vec<String> {
        tokens::plain(text).into_iter().map(|(word, _)| word).collect()
    };
    let mut choices = written.to_vec();
    for run in written {
        let written: Vec<&str> = run.iter().map(Test::word).collect();
        for alias in aliases {
            let sides: Vec<Vec<String>> =
                std::iter::once(&alias.to).chain(&alias.from).map(|side| words(side)).collect();
            let meant = match run.as_slice() {
                [Test::Prefix(beginning)] => sides.first().is_some_and(
                    |to| matches!(to.as_slice(), [word] if word.starts_with(beginning.as_str())),
                ),
                _ => sides.iter().any(|side| side.iter().eq(&written)),
            };
            if meant {
                let exact = matches!(run.as_slice(), [Test::Exact(_), ..]);
                let test = if exact { Test::Exact } else { Test::Stem };
                let others = sides.into_iter().filter(|side| !side.is_empty());
                choices.extend(others.map(|side| side.into_iter().map(test).collect()));
            }
        }
    }
    choices
}

/// The slots of a term, and the same with two words that follow one another written as one.
pub(super) fn ways(slots: &[Slot]) -> Vec<Vec<Slot>> {
    let word = |slot: &Slot| match slot.choices.as_slice() {
        [run] => match run.as_slice() {
            [Test::Stem(word)] if word.chars().count() >= SHORTEST_PART => Some(word.clone()),
            _ => None,
        },
        _ => None,
    };
    let mut ways = vec![slots.to_vec()];
    for (place, pair) in slots.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if let (Some(one), Some(two), Gap::None) = (word(first), word(second), second.gap) {
            let mut way = slots.to_vec();
            let choices = vec![vec![Test::Stem(format!("{one}{two}"))]];
            way.splice(place..place + 2, [Slot { gap: first.gap, choices }]);
            ways.push(way);
        }
    }
    ways
}

/// Other ways of writing a compound: “peacekeeping” stands in two words (“peace-keeping”, “peace keeping”) too,
/// and two words in one, where the collection has them.
pub(super) fn compounds(vocabulary: &Vocabulary, variants: &[Vec<Test>]) -> Vec<Vec<Test>> {
    let mut found = Vec::new();
    for run in variants {
        match run.as_slice() {
            [Test::Stem(word)] if !word.contains(char::is_numeric) => {
                let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
                let cuts = cuts.filter(|(first, second)| {
                    [first, second].iter().all(|part| part.chars().count() >= SHORTEST_PART)
                        && !vocabulary.forms_exactly(first).is_empty()
                        && !vocabulary.forms_like(second).is_empty()
                });
                found.extend(cuts.map(|(first, second)| {
                    vec![Test::Exact(first.to_owned()), Test::Stem(second.to_owned())]
                }));
            }
            [Test::Stem(first), Test::Stem(second)]
                if [first, second].iter().all(|part| part.chars().count() >= SHORTEST_PART) =>
            {
                let joined = format!("{first}{second}");
                if !vocabulary.forms_like(&joined).is_empty() {
                    found.push(vec![Test::Stem(joined)]);
                }
            }
            _ => {}
        }
    }
    found
}
