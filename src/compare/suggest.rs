//! Themes proposed for a collection that has none: subjects, found by what passages have in common.
//!
//! A word is a subject's where the passages that hold it lie together in the graph of nearest passages: the
//! share of a holder's neighbours, by likeness, that hold it too is its cohesion; cohesion over the share of
//! all passages that hold it, the lift. A subject of the collection stands in many articles. So seeds are
//! ranked by (share of the articles)² · √(ln lift) · √cohesion · (share of its passages that no seed before it
//! has), and each takes along the words whose passages lie where its own do. Names are left to a list of
//! their own. Measured, and tuned, on 115 policies labelled for nine categories: the best of twelve proposals
//! has F1 .39 against a category in the mean, the best single words there .53.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lists::index;
use super::model::{Model, StemId};
use super::term::{Term, Tier};
use super::theme::{Theme, ThemeId, ThemeOrigin, ThemeSet};

/// Where a pair of words stands, and how often it is written in which way.
type Written = (BTreeSet<usize>, BTreeMap<String, usize>);

/// Themes proposed at most; names beside them at most.
const THEMES: usize = 12;
const NAMES: usize = 12;
/// Articles looked at; of more an even sample is enough to see what recurs.
const SAMPLE: usize = 2_000;
/// Passages and articles in which a seed must stand, and the share of the passages that it may stand in.
const LEAST_PASSAGES: usize = 3;
const LEAST_SHARE: f32 = 0.004;
const LEAST_ARTICLES: usize = 2;
const COMMON: f32 = 0.25;
/// A word lies where a seed does if its passages are at least so near to the seed's as those are to one
/// another.
const BESIDE: f32 = 0.6;
/// Share of the articles in which a word must stand to go along with a seed.
const SPREAD: f32 = 0.05;
/// Terms of a proposal at most.
const TERMS: usize = 5;
/// Share of its uses inside a sentence in which a name has a capital.
const NAMED: f32 = 0.8;
/// A phrase names a subject if it stands in this share of the passages of its word.
const NAMING: f32 = 0.3;

/// A word that recurs.
struct Word {
    stem: StemId,
    /// Units among those looked at, rising.
    units: Vec<u32>,
    /// Share of the articles looked at.
    spread: f32,
    cohesion: f32,
    lift: f32,
}

/// Up to twelve subjects for the collection of `model`, the weightiest first; found when first asked for.
pub fn suggest(model: &Model) -> ThemeSet {
    model.proposals_cache.get_or_init(|| proposals(model)).0.clone()
}

/// Up to twelve names that recur, as themes to stand beside the subjects.
pub fn suggest_names(model: &Model) -> ThemeSet {
    model.proposals_cache.get_or_init(|| proposals(model)).1.clone()
}

fn proposals(model: &Model) -> (ThemeSet, ThemeSet) {
    let sample = Sample::of(model);
    let (names, words): (Vec<Word>, Vec<Word>) =
        sample.words().into_iter().partition(|word| sample.is_name(word.stem));
    (sample.subjects(&words), sample.names(names))
}

/// The articles looked at.
struct Sample<'m> {
    model: &'m Model,
    articles: usize,
    /// By unit of the model: whether it is looked at.
    units: Vec<u32>,
    /// Uses inside a sentence of each stem, and those among them with a capital.
    capitals: HashMap<StemId, (u32, u32)>,
}

#[expect(clippy::cast_precision_loss, reason = "counts of passages and articles")]
const fn ratio(some: usize, all: usize) -> f32 {
    some as f32 / (if all == 0 { 1 } else { all }) as f32
}

impl<'m> Sample<'m> {
    fn of(model: &'m Model) -> Self {
        let step = model.entries.len().div_ceil(SAMPLE).max(1);
        let (mut units, mut capitals, mut articles) = (Vec::new(), HashMap::new(), 0);
        for entry in model.entries.iter().step_by(step) {
            articles += 1;
            let text = entry.article.text();
            for place in entry.units.clone() {
                units.extend(u32::try_from(place));
                let Some(unit) = model.units.get(place) else { continue };
                for tokens in model.sentence_tokens(unit) {
                    let inside = entry.tokens.get(tokens).unwrap_or(&[]).iter().skip(1);
                    for token in inside {
                        let Some(stem) = model.vocabulary.content_stem(token.form) else {
                            continue;
                        };
                        let (uses, capital) = capitals.entry(stem).or_insert((0_u32, 0_u32));
                        let start = index(token.start);
                        let first = text.get(start..).and_then(|word| word.chars().next());
                        *uses += 1;
                        *capital += u32::from(first.is_some_and(char::is_uppercase));
                    }
                }
            }
        }
        Self { model, articles, units, capitals }
    }

    fn is_name(&self, stem: StemId) -> bool {
        let (uses, capital) = self.capitals.get(&stem).copied().unwrap_or_default();
        uses > 0 && ratio(index(capital), index(uses)) >= NAMED
    }

    /// The words that recur without being everywhere, with their places in the graph.
    fn words(&self) -> Vec<Word> {
        let model = self.model;
        let mut held: BTreeMap<StemId, Vec<u32>> = BTreeMap::new();
        for unit in &self.units {
            for (stem, _) in model.bag_of(index(*unit)) {
                held.entry(*stem).or_default().push(*unit);
            }
        }
        let all = self.units.len();
        held.retain(|stem, units| {
            let text = model.vocabulary.stem_text(*stem);
            let share = ratio(units.len(), all);
            units.len() >= LEAST_PASSAGES
                && share >= LEAST_SHARE
                && (share <= COMMON || units.len() == LEAST_PASSAGES)
                && text.chars().count() > 2
                && text.chars().all(char::is_alphabetic)
        });
        held.into_iter()
            .filter_map(|(stem, units)| {
                let articles: BTreeSet<usize> =
                    units.iter().filter_map(|unit| Some(model.unit(*unit)?.article)).collect();
                let cohesion = self.cohesion(&units);
                let lift = (cohesion / ratio(units.len(), all)).ln();
                let spread = ratio(articles.len(), self.articles);
                let recurs = articles.len() >= LEAST_ARTICLES && cohesion > 0.0 && lift > 0.0;
                recurs.then_some(Word { stem, units, spread, cohesion, lift })
            })
            .collect()
    }

    /// Of the neighbours of `units`, by likeness, the share that is among them too.
    fn cohesion(&self, units: &[u32]) -> f32 {
        let near = self.model.nearest();
        let (mut inside, mut all) = (0.0, 0.0);
        for unit in units {
            for (other, likeness) in near.of(index(*unit)) {
                all += likeness;
                if units.binary_search(other).is_ok() {
                    inside += likeness;
                }
            }
        }
        if all > 0.0 { inside / all } else { 0.0 }
    }

    fn subjects(&self, words: &[Word]) -> ThemeSet {
        let mut covered: BTreeSet<u32> = BTreeSet::new();
        let mut set = ThemeSet::default();
        let mut taken: BTreeSet<StemId> = BTreeSet::new();
        while set.themes.len() < THEMES {
            let weight = |word: &Word| {
                let covered = word.units.iter().filter(|unit| covered.contains(unit)).count();
                let new = 1.0 - ratio(covered, word.units.len());
                word.spread * word.spread * word.lift.sqrt() * word.cohesion.sqrt() * new
            };
            let left = words.iter().filter(|word| !taken.contains(&word.stem));
            let weighed = left.map(|word| (weight(word), word)).filter(|(weight, _)| *weight > 0.0);
            let Some((_, seed)) = weighed.max_by(|a, b| a.0.total_cmp(&b.0)) else { break };
            let along = self.along(words, seed);
            covered.extend(&seed.units);
            taken.insert(seed.stem);
            taken.extend(along.iter().map(|word| word.stem));
            let theme = self.theme(seed, &along);
            if set.themes.iter().all(|other| other.id != theme.id) {
                set.themes.push(theme);
            }
        }
        set
    }

    /// The words whose passages lie where those of `seed` do, nearest and most frequent first.
    fn along<'w>(&self, words: &'w [Word], seed: &Word) -> Vec<&'w Word> {
        let near = self.model.nearest();
        let closeness = |unit: &u32| {
            let (mut inside, mut all) = (0.0, 0.0);
            for (other, likeness) in near.of(index(*unit)) {
                all += likeness;
                if seed.units.binary_search(other).is_ok() {
                    inside += likeness;
                }
            }
            if all > 0.0 { inside / all } else { 0.0 }
        };
        let of_units: HashMap<u32, f32> =
            self.units.iter().map(|unit| (*unit, closeness(unit))).collect();
        let mut along: Vec<(f32, &Word)> = words
            .iter()
            .filter(|word| word.stem != seed.stem && word.spread >= SPREAD)
            .filter_map(|word| {
                let sum: f32 = word.units.iter().filter_map(|unit| of_units.get(unit)).sum();
                let mean = sum / ratio(word.units.len(), 1);
                let beside = mean >= BESIDE * seed.cohesion;
                beside.then(|| (mean * ratio(word.units.len(), 1).ln(), word))
            })
            .collect();
        along.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.stem.cmp(&b.1.stem)));
        along.into_iter().take(TERMS - 1).map(|(_, word)| word).collect()
    }

    fn theme(&self, seed: &Word, along: &[&Word]) -> Theme {
        let units: Vec<usize> = seed.units.iter().map(|unit| index(*unit)).collect();
        let mut stems: BTreeSet<StemId> = along.iter().map(|word| word.stem).collect();
        stems.insert(seed.stem);
        let mut all = units.clone();
        all.extend(along.iter().flat_map(|word| &word.units).map(|unit| index(*unit)));
        all.sort_unstable();
        all.dedup();
        let written = self.model.written(&all, &stems);
        let word = |stem: StemId| written.get(&stem).map(|word| word.to_lowercase());
        let words = std::iter::once(seed.stem).chain(along.iter().map(|word| word.stem));
        let terms = words.filter_map(|stem| Term::parse(&word(stem)?, Tier::Core).ok()).collect();
        let plain = word(seed.stem).unwrap_or_default();
        let name = self.phrase(seed, &units).unwrap_or(plain);
        Theme {
            id: ThemeId::from_words(&name),
            name,
            description: String::new(),
            terms,
            origin: ThemeOrigin::Suggested,
        }
    }

    /// The commonest pair of words with the seed, as written, if it stands in enough of its passages.
    fn phrase(&self, seed: &Word, units: &[usize]) -> Option<String> {
        let model = self.model;
        let mut pairs: BTreeMap<[StemId; 2], Written> = BTreeMap::new();
        for place in units {
            let Some(unit) = model.units.get(*place) else { continue };
            let Some(entry) = model.entries.get(unit.article) else { continue };
            let text = entry.article.text();
            for pair in model.tokens_of(unit).windows(2) {
                let [first, second] = pair else { continue };
                let stem = |token: &super::model::Token| model.vocabulary.content_stem(token.form);
                let (Some(a), Some(b)) = (stem(first), stem(second)) else { continue };
                if (a != seed.stem && b != seed.stem) || a == b {
                    continue;
                }
                let from = Model::extent(text, *first).start;
                let words = text.get(from..Model::extent(text, *second).end).unwrap_or("");
                // A comma or a bracket between parts a phrase.
                if words.contains(|c: char| {
                    !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '’' | '\'')
                }) {
                    continue;
                }
                let (places, written) = pairs.entry([a, b]).or_default();
                places.insert(*place);
                *written.entry(words.to_lowercase()).or_default() += 1;
            }
        }
        let (places, written) = pairs.into_values().max_by_key(|(places, _)| places.len())?;
        let enough = ratio(places.len(), units.len()) >= NAMING;
        let most = written.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
        enough.then_some(most.0)
    }

    /// The names that stand in most articles.
    fn names(&self, mut names: Vec<Word>) -> ThemeSet {
        names.sort_by(|a, b| {
            let weight = |word: &Word| word.spread * word.cohesion;
            weight(b).total_cmp(&weight(a)).then(a.stem.cmp(&b.stem))
        });
        let mut set = ThemeSet::default();
        for word in names {
            let units: Vec<usize> = word.units.iter().map(|unit| index(*unit)).collect();
            let written = self.model.written(&units, &BTreeSet::from([word.stem]));
            let Some(name) = written.into_values().next() else { continue };
            let Ok(term) = Term::parse(&name.to_lowercase(), Tier::Core) else { continue };
            let theme = Theme {
                id: ThemeId::from_words(&name),
                name,
                description: String::new(),
                terms: vec![term],
                origin: ThemeOrigin::Suggested,
            };
            if set.themes.len() < NAMES && set.themes.iter().all(|other| other.id != theme.id) {
                set.themes.push(theme);
            }
        }
        set
    }
}
