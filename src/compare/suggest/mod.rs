//! Themes proposed for a collection: its subjects, found by where words stand and what stands near them.
//!
//! A word of a subject comes in clumps: whoever speaks of taxes says “tax” again in the next sentences, while
//! words of discourse (clearly, especially) fall evenly over any text. And passages that hold it are alike in
//! their other words. So three things are measured of each word: its clumps (uses that follow another within
//! sixty words, against what chance makes of so many uses, in √ of the expected); its lift (the share of
//! a holder's nearest passages that hold it too, without what the word itself adds to their likeness, over its
//! share of all passages); the share of the articles in which it stands. Value v = √(ln lift · share of
//! articles · √clumps), less where what stands before and behind it is not what names have there (a verb). Where
//! that cannot be told for want of uses, only a pair of words that recurs names a subject.
//!
//! A proposal speaks for a passage as far as that holds its word and the passages nearest to it do; the twelve
//! are chosen one after the other so that, each passage counted for the proposal that speaks for it most, the
//! sum of v · that over all passages rises most: so they spread over the collection, and twelve shades of one
//! thing gain nothing. (Greedy choice of facilities: Nemhauser, Wolsey and Fisher 1978.) Each takes along the
//! words whose passages lie where its own do.
//!
//! Shaped and tuned on halves of two sets of policies labelled for nine and seventeen categories and on news of
//! an election; the last choice among settings saw all of them and the news of a broadcaster, so that what
//! `benches/compare` measures there flatters it.

mod phrase;
mod sample;
mod words;

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::lists::index;
use super::model::{Model, StemId};
use super::term::{Term, Tier};
use super::theme::{Theme, ThemeId, ThemeOrigin, ThemeSet};
use super::watch::{Step, Stopped, Watch};
use sample::{Sample, ratio};
use words::{Graph, Word};

/// Themes proposed at most; names beside them at most.
const THEMES: usize = 12;
const NAMES: usize = 12;
/// A word lies where a seed does if its passages are at least so near to the seed's as those are to one
/// another; from the second on it stands for the subject by itself.
const BESIDE: f32 = 0.6;
const AS_GOOD: f32 = 0.8;
/// Passages lent to a word that may go along, none of them near: few say little.
const LENT: usize = 1;
/// Share of the articles in which a word must stand to go along with a seed.
const SPREAD: f32 = 0.05;
/// Words that go along with a seed at most.
const ALONG: usize = 6;

/// Up to twelve subjects for the collection of `model`, the weightiest first; found when first asked for.
pub fn suggest(model: &Model) -> ThemeSet {
    suggest_watched(model, Watch::NOBODY).unwrap_or_default()
}

/// [`suggest`], while `watch` is told.
///
/// # Errors
/// If the work is no longer wanted.
pub fn suggest_watched(model: &Model, watch: Watch<'_>) -> Result<ThemeSet, Stopped> {
    Ok(found(model, watch)?.0.clone())
}

/// Up to twelve names that recur, as themes to stand beside the subjects.
pub fn suggest_names(model: &Model) -> ThemeSet {
    found(model, Watch::NOBODY).map(|found| found.1.clone()).unwrap_or_default()
}

/// Subjects and names, found when first asked for.
fn found<'m>(model: &'m Model, watch: Watch<'_>) -> Result<&'m (ThemeSet, ThemeSet), Stopped> {
    if let Some(found) = model.proposals_cache.get() {
        return Ok(found);
    }
    let proposed = proposals(model, watch)?;
    Ok(model.proposals_cache.get_or_init(|| proposed))
}

fn proposals(model: &Model, watch: Watch<'_>) -> Result<(ThemeSet, ThemeSet), Stopped> {
    let sample = Sample::of(model);
    let graph = Graph::of(model, &sample);
    let (names, words): (Vec<Word>, Vec<Word>) =
        graph.words(&sample, watch)?.into_iter().partition(|word| sample.is_name(word.stem));
    Ok((subjects(model, &graph, &words, watch)?, of_names(model, names)))
}

/// What is chosen: a word, and those that go along with it.
struct Proposal<'w> {
    seed: &'w Word,
    /// As good as the seed itself.
    core: Option<&'w Word>,
    /// Two of them together speak for the subject.
    support: Vec<&'w Word>,
}

fn subjects(
    model: &Model,
    graph: &Graph<'_>,
    words: &[Word],
    watch: Watch<'_>,
) -> Result<ThemeSet, Stopped> {
    let mut spoken_for = vec![0.0_f32; model.units.len()];
    // What a word would add only falls as others are chosen: an old number is the most it can be.
    let mut gains: Vec<f32> = words.par_iter().map(|word| graph.gain(word, &spoken_for)).collect();
    let mut set = ThemeSet::default();
    while set.themes.len() < THEMES {
        watch.tell(Step::Subjects, set.themes.len(), THEMES)?;
        let Some(seed) = next(graph, words, &mut gains, &spoken_for) else { break };
        take(words, &mut gains, seed.stem);
        let proposal = along(graph, words, seed);
        let Some(theme) = theme(model, &proposal) else { continue };
        let affinity = graph.affinity(seed);
        for (unit, near) in affinity {
            if let Some(most) = spoken_for.get_mut(index(unit)) {
                *most = most.max(seed.value * near);
            }
        }
        if let Some(core) = proposal.core {
            take(words, &mut gains, core.stem);
        }
        if set.themes.iter().all(|other| other.id != theme.id) {
            set.themes.push(theme);
        }
    }
    Ok(set)
}

/// Makes the word `taken` begin no other subject: nothing more is gained by it.
fn take(words: &[Word], gains: &mut [f32], taken: StemId) {
    for (word, gain) in words.iter().zip(gains) {
        *gain = if word.stem == taken { 0.0 } else { *gain };
    }
}

/// The word that adds most; `gains` are brought up to date as far as that needs.
fn next<'w>(
    graph: &Graph<'_>,
    words: &'w [Word],
    gains: &mut [f32],
    spoken_for: &[f32],
) -> Option<&'w Word> {
    let mut renewed = vec![false; words.len()];
    loop {
        let left = (0..).zip(words).zip(gains.iter()).filter(|(_, gain)| **gain > 0.0);
        let best = left.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.0.cmp(&a.0.0)));
        let ((place, word), _) = best?;
        let known = renewed.get_mut(place)?;
        if *known {
            return Some(word);
        }
        *known = true;
        *gains.get_mut(place)? = graph.gain(word, spoken_for);
    }
}

/// The words whose passages lie where those of `seed` do, nearest and most frequent first.
fn along<'w>(graph: &Graph<'_>, words: &'w [Word], seed: &'w Word) -> Proposal<'w> {
    let near = graph.near(seed);
    // What the seed itself adds to their likeness counts here on both sides.
    let of_seed = mean(&near, &seed.units, 0);
    let mut along: Vec<(f32, f32, &Word)> = words
        .par_iter()
        .filter(|word| word.stem != seed.stem && word.is_well_known)
        .filter(|word| word.spread >= SPREAD && word.value > 0.0)
        .filter_map(|word| {
            let mean = mean(&near, &word.units, LENT);
            let weight = mean * ratio(word.units.len(), 1).ln();
            (mean >= BESIDE * of_seed).then_some((weight, mean, word))
        })
        .collect();
    along.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.stem.cmp(&b.2.stem)));
    along.truncate(ALONG);
    let good = along.iter().position(|(_, mean, _)| *mean >= AS_GOOD * of_seed);
    let core = good.map(|place| along.remove(place).2);
    Proposal { seed, core, support: along.into_iter().map(|(_, _, word)| word).collect() }
}

/// The mean of `near` over `units` and as many more as `lent`, which are not near.
fn mean(near: &[f32], units: &[u32], lent: usize) -> f32 {
    let sum: f32 = units.iter().filter_map(|unit| near.get(index(*unit))).sum();
    sum / ratio((units.len() + lent).max(1), 1)
}

/// `None` where its words have no name.
fn theme(model: &Model, proposal: &Proposal<'_>) -> Option<Theme> {
    let core = std::iter::once(proposal.seed).chain(proposal.core);
    let tiers = core.map(|word| (word, Tier::Core));
    let tiers = tiers.chain(proposal.support.iter().map(|word| (*word, Tier::Support)));
    let tiers: Vec<(&Word, Tier)> = tiers.collect();
    let stems: BTreeSet<StemId> = tiers.iter().map(|(word, _)| word.stem).collect();
    let places = |word: &Word| -> Vec<usize> { word.units.iter().map(|u| index(*u)).collect() };
    let mut all: Vec<usize> = tiers.iter().flat_map(|(word, _)| places(word)).collect();
    all.sort_unstable();
    all.dedup();
    let written = model.written(&all, &stems);
    let word = |stem: StemId| written.get(&stem).map(|word| word.to_lowercase());
    let term = |(of, tier): &(&Word, Tier)| Term::parse(&word(of.stem)?, *tier).ok();
    let seed = proposal.seed;
    let plain = word(seed.stem).filter(|_| seed.is_well_known);
    let name = phrase::of(model, seed.stem, plain, &places(seed))?;
    Some(Theme {
        id: ThemeId::from_words(&name),
        name,
        description: String::new(),
        terms: tiers.iter().filter_map(term).collect(),
        origin: ThemeOrigin::Suggested,
    })
}

/// The names that stand in most articles.
fn of_names(model: &Model, mut names: Vec<Word>) -> ThemeSet {
    names.sort_by(|a, b| {
        let weight = |word: &Word| word.spread * word.cohesion;
        weight(b).total_cmp(&weight(a)).then(a.stem.cmp(&b.stem))
    });
    let mut set = ThemeSet::default();
    for word in names {
        if set.themes.len() == NAMES {
            break;
        }
        let units: Vec<usize> = word.units.iter().map(|unit| index(*unit)).collect();
        let written = model.written(&units, &BTreeSet::from([word.stem]));
        let Some(name) = written.into_values().next() else { continue };
        let Ok(term) = Term::parse(&name.to_lowercase(), Tier::Core) else { continue };
        let theme = Theme {
            id: ThemeId::from_words(&name),
            name,
            description: String::new(),
            terms: vec![term],
            origin: ThemeOrigin::Suggested,
        };
        if set.themes.iter().all(|other| other.id != theme.id) {
            set.themes.push(theme);
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::collection::{Article, Collection};

    #[test]
    fn of_words_that_lie_as_near_the_more_frequent_goes_along_first() {
        let same = ["Ferry toll lamp."; 6].join("\n\n");
        let text = format!("{same}\n\nBread rose.\n\nCats sleep.\n\nWool warms.");
        let article = Arc::new(Article::of_paragraphs(&text));
        let model = Model::build(&Collection::new([article], Vec::new()));
        let sample = Sample::of(&model);
        let graph = Graph::of(&model, &sample);
        let word = |place: usize, units: u32| {
            let form = model.tokens_of(&model.units[0])[place].form;
            let stem = model.forms().content_stem(form).unwrap();
            let units = (0..units).collect();
            Word { stem, units, spread: 1.0, cohesion: 1.0, is_well_known: true, value: 1.0 }
        };
        let (seed, rarer, frequent) = (word(0, 6), word(1, 5), word(2, 6));
        let stems = (rarer.stem, frequent.stem);
        let words = [rarer, frequent];
        let proposal = along(&graph, &words, &seed);
        assert_eq!(proposal.core.map(|word| word.stem), Some(stems.1));
        assert_eq!(proposal.support.iter().map(|word| word.stem).collect::<Vec<_>>(), [stems.0]);
    }
}
