//! What a subject is called: by a pair of words of its own, as the texts write it, or by its word alone.

use std::collections::{BTreeMap, BTreeSet};

use super::sample::ratio;
use crate::compare::model::{Model, StemId};
use crate::compare::tokens::Token;

/// Where a pair of words stands, and how often it is written in which way.
type Written = (BTreeSet<usize>, BTreeMap<String, usize>);

/// A pair names a subject if it stands in this share of the passages of its word.
const NAMING: f32 = 0.3;
/// And in so many at least.
const RECURS: usize = 2;

/// A word that stands before another content word in this share of its uses is no name by itself: former, new.
const LEANING: f32 = 0.75;

/// What the passages `units` call the subject of `seed`, which is written `plain` by itself if that may name it;
/// `None` where that word only ever leans on others, now on this, now on that.
pub(super) fn of(
    model: &Model,
    seed: StemId,
    plain: Option<String>,
    units: &[usize],
) -> Option<String> {
    pair(model, seed, units).or_else(|| plain.filter(|_| !leans(model, seed, units)))
}

fn leans(model: &Model, seed: StemId, units: &[usize]) -> bool {
    let (mut uses, mut leaning) = (0, 0);
    for unit in units.iter().filter_map(|place| model.units.get(*place)) {
        let tokens = model.tokens_of(unit);
        let text = model.article_of(unit).map_or("", |article| article.text());
        for (place, token) in tokens.iter().enumerate() {
            if model.forms().content_stem(token.form) != Some(seed) {
                continue;
            }
            uses += 1;
            let next = tokens.get(place + 1);
            let next = next.filter(|next| model.forms().content_stem(next.form).is_some());
            let between = next.and_then(|next| text.get(token.extent.end..next.extent.start));
            leaning += usize::from(between.is_some_and(|text| text.trim().is_empty()));
        }
    }
    ratio(leaning, uses) >= LEANING
}

/// The commonest pair of content words with `seed` in the passages `units`, as written most often, if it stands
/// in enough of them.
fn pair(model: &Model, seed: StemId, units: &[usize]) -> Option<String> {
    let mut pairs: BTreeMap<[StemId; 2], Written> = BTreeMap::new();
    for place in units {
        let Some(unit) = model.units.get(*place) else { continue };
        let Some(entry) = model.entries.get(unit.article) else { continue };
        let text = entry.article.text();
        for pair in model.tokens_of(unit).windows(2) {
            let [first, second] = pair else { continue };
            let stem = |token: &Token| model.forms().content_stem(token.form);
            let (Some(a), Some(b)) = (stem(first), stem(second)) else { continue };
            if (a != seed && b != seed) || a == b {
                continue;
            }
            let words = text.get(first.extent.start..second.extent.end).unwrap_or("");
            // A comma or a bracket between parts a phrase.
            let parts = |c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '’' | '\'');
            if words.contains(parts) {
                continue;
            }
            let (places, written) = pairs.entry([a, b]).or_default();
            places.insert(*place);
            *written.entry(words.to_owned()).or_default() += 1;
        }
    }
    let (places, written) = pairs.into_values().max_by_key(|(places, _)| places.len())?;
    let enough = places.len() >= RECURS && ratio(places.len(), units.len()) >= NAMING;
    // Small letters come behind capitals: a capital may only be that of a sentence.
    let most = written.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)))?;
    enough.then_some(most.0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::collection::{Article, Collection};

    #[test]
    fn a_word_that_stands_before_others_leans_on_them() {
        let text = "A former keeper.\n\nFormer millers slept.\n\nHis former pilot.\n\nA keeper, former or not.";
        let article = Arc::new(Article::of_paragraphs(text));
        let model = Model::build(&Collection::new([article], Vec::new()));
        let stem = |place: usize| {
            let form = model.tokens_of(&model.units[0])[place].form;
            model.forms().content_stem(form).unwrap()
        };
        let (former, keeper) = (stem(1), stem(2));
        assert!(leans(&model, former, &[0, 1, 2, 3]), "three of four");
        assert!(!leans(&model, former, &[0, 3]), "a comma, a bracket or a small word parts them");
        assert!(!leans(&model, keeper, &[0, 3]));
    }

    #[test]
    fn a_subject_is_called_by_a_pair_in_which_its_word_stands() {
        // The pair of the council is commoner than any of the ferry.
        for (words, place) in [("night ferry", 2), ("ferry toll", 1)] {
            let passage = format!("The {words} of the harbour council.");
            let text =
                [passage.as_str(), &passage, "A harbour council.", "The ferry."].join("\n\n");
            let article = Arc::new(Article::of_paragraphs(&text));
            let model = Model::build(&Collection::new([article], Vec::new()));
            let seed = model.tokens_of(&model.units[0])[place].form;
            let seed = model.forms().content_stem(seed).unwrap();
            assert_eq!(pair(&model, seed, &[0, 1, 2, 3]).as_deref(), Some(words));
        }
    }
}
