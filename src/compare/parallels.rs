//! For a passage here, the passages of every other article that treat the same thing.
//!
//! With S from `super::likeness`: take the ten units n of other articles nearest to q,
//! a(n) = S(q,n)² / Σ S², and rank by S(q,p) + Σ a(n) S(n,p). The best of an article is called its
//! counterpart where it reaches a floor and, asked in turn by S alone, leads back.

use std::collections::BTreeSet;

use super::comparison::Comparison;
use super::likeness::Sought;
use super::model::{Model, StemId, Unit};
use super::nearest::best;
use super::theme::ThemeId;
use super::treatment::PassageState;
use crate::text::{ArticleId, Extent};

/// How many near units give a second look.
const SECOND_LOOK: usize = 10;
/// How many candidates an article gives at most.
pub const CANDIDATES: usize = 10;
/// Best scores below this are no counterpart.
pub const DEFAULT_FLOOR: f32 = 0.25;
/// A counterpart leads back if what was asked about is among so many passages most like it. Some
/// passage is always the nearest; one that is nearer to several others here treats their subject.
const LEADS_BACK: usize = 2;
/// How many shared words are named.
const SHARED_WORDS: usize = 8;

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// A passage; candidates are passages.
    Passage(u32),
    /// A sentence of a passage; candidates are sentences.
    Sentence(u32, u32),
    /// Any stretch of the canonical text; candidates are passages.
    Extent(Extent),
}

/// Whether an article has a counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Found {
    /// The best candidate reaches the floor and leads back.
    Found,
    /// It does not; the nearest tries are listed all the same.
    None(Lack),
}

/// Why the best candidate of an article is no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    /// Its score is below the floor, or nothing is alike at all.
    TooUnlike,
    /// It does not lead back: it is nearer to this passage of the article asked from, by its ¶ number.
    NearerTo(u32),
}

/// What two passages have in common.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared {
    /// Themes that both are on.
    pub themes: Vec<ThemeId>,
    /// Words of the candidate whose stems both have, weightiest first.
    pub words: Vec<String>,
}

/// A passage or sentence of another article.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// ¶ number.
    pub passage: u32,
    /// Sentence number, if a sentence was asked about.
    pub sentence: Option<u32>,
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// What it is ranked by.
    pub score: f32,
    /// What is in common.
    pub shared: Shared,
}

/// The candidates of one article, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterparts {
    /// The article.
    pub article: ArticleId,
    /// Whether the best is good enough.
    pub state: Found,
    /// At most [`CANDIDATES`].
    pub candidates: Vec<Candidate>,
}

impl Counterparts {
    /// Why none is good enough, in words that lead over to the nearest try where there is one.
    pub fn lack(&self) -> Option<String> {
        match self.state {
            Found::Found => None,
            Found::None(Lack::NearerTo(passage)) => {
                Some(format!("the nearest is nearer to ¶{passage} here:"))
            }
            Found::None(Lack::TooUnlike) if self.candidates.is_empty() => {
                Some("nothing in common".to_owned())
            }
            Found::None(Lack::TooUnlike) => Some("too little in common; the nearest:".to_owned()),
        }
    }
}

/// The counterparts of `from` of `article` in every other article, in the order of the collection.
/// `themes` names what both are on. `None` if there is no such place.
pub fn parallels(
    model: &Model,
    article: ArticleId,
    from: From,
    floor: f32,
    themes: Option<&Comparison>,
) -> Option<Vec<Counterparts>> {
    let by_sentence = matches!(from, From::Sentence(..));
    let here = model.entries.iter().position(|entry| entry.article.id() == article)?;
    let units = if by_sentence { model.by_sentence() } else { model };
    let entry = units.entries.get(here)?;
    let unit = |passage: u32, sentence: Option<u32>| {
        let mut places = entry.units.clone();
        places.find(|place| {
            let unit = units.units.get(*place);
            unit.is_some_and(|unit| unit.number == passage && unit.sentence == sentence)
        })
    };
    let (sought, passages) = match from {
        From::Passage(passage) => (Sought::unit(units, unit(passage, None)?)?, vec![passage]),
        From::Sentence(passage, sentence) => {
            (Sought::unit(units, unit(passage, Some(sentence))?)?, vec![passage])
        }
        From::Extent(extent) => {
            let touched = entry.article.passages();
            let touched = touched.filter(|p| p.block.extent.overlap(extent).is_some());
            (Sought::extent(units, entry, extent), touched.map(|p| p.number).collect())
        }
    };
    let scores = scores(units, here, &sought);
    let on_here = themes.map(|themes| themes_on(themes, here, &passages)).unwrap_or_default();
    let counterparts = units.entries.iter().enumerate().filter(|(place, _)| *place != here);
    let counterparts = counterparts.map(|(place, entry)| {
        let with_scores = entry
            .units
            .clone()
            .filter_map(|unit| Some((u32::try_from(unit).ok()?, scores.get(unit).copied()?)));
        let ranked = best(with_scores.filter(|(_, score)| *score > 0.0).collect(), CANDIDATES);
        let reaching = ranked.first().filter(|(_, score)| *score >= floor);
        let state = match reaching.map(|(best, _)| leads_elsewhere(units, here, &passages, *best)) {
            None => Found::None(Lack::TooUnlike),
            Some(Some(passage)) => Found::None(Lack::NearerTo(passage)),
            Some(None) => Found::Found,
        };
        let candidates = ranked.into_iter().filter_map(|(unit, score)| {
            let shared = Shared {
                themes: themes.map_or_else(Vec::new, |themes| {
                    let passage = units.unit(unit).map_or(0, |unit| unit.number);
                    themes_on(themes, place, &[passage]).intersection(&on_here).cloned().collect()
                }),
                words: shared_words(units, &sought.own, unit),
            };
            candidate(units, unit, score, shared)
        });
        Counterparts { article: entry.article.id(), state, candidates: candidates.collect() }
    });
    Some(counterparts.collect())
}

/// The scores of all units, the second look included.
fn scores(model: &Model, here: usize, sought: &Sought) -> Vec<f32> {
    let all = 0..model.units.len();
    let first = model.likeness(sought, all.clone());
    let others = (0..).zip(&model.units).zip(&first);
    let others = others.filter(|((_, unit), _)| unit.article != here);
    let near = best(others.map(|((place, _), score)| (place, *score)).collect(), SECOND_LOOK);
    let total: f32 = near.iter().map(|(_, score)| score * score).sum();
    let mut scores = first;
    if total <= 0.0 {
        return scores;
    }
    for (place, score) in near {
        let Some(sought) = Sought::unit(model, super::nearest::index(place)) else { continue };
        let attention = score * score / total;
        for (sum, likeness) in scores.iter_mut().zip(model.likeness(&sought, all.clone())) {
            *sum += attention * likeness;
        }
    }
    scores
}

/// The passage of the article `here` that is most like the `candidate`, unless one of `passages` is among
/// the [`LEADS_BACK`] that are.
fn leads_elsewhere(model: &Model, here: usize, passages: &[u32], candidate: u32) -> Option<u32> {
    let sought = Sought::unit(model, super::nearest::index(candidate))?;
    let entry = model.entries.get(here)?;
    let scores = model.likeness(&sought, entry.units.clone());
    let units = model.units.get(entry.units.clone()).unwrap_or(&[]);
    let asked = |unit: &Unit| passages.contains(&unit.number);
    let of_asked = units.iter().zip(&scores).filter(|(unit, _)| asked(unit));
    let best = of_asked.map(|(_, score)| *score).fold(0.0, f32::max);
    let nearer = units.iter().zip(&scores);
    let nearer = nearer.filter(|(unit, score)| !asked(unit) && **score > best);
    let nearer: Vec<(u32, f32)> = nearer.map(|(unit, score)| (unit.number, *score)).collect();
    let passages: BTreeSet<u32> = nearer.iter().map(|(passage, _)| *passage).collect();
    let nearest = nearer.into_iter().reduce(|one, other| if other.1 > one.1 { other } else { one });
    nearest.map(|(passage, _)| passage).filter(|_| passages.len() >= LEADS_BACK)
}

fn candidate(model: &Model, unit: u32, score: f32, shared: Shared) -> Option<Candidate> {
    let unit = model.unit(unit)?;
    let article = model.article_of(unit)?;
    let extent = match unit.sentence {
        Some(sentence) => article.sentence(unit.number, sentence)?,
        None => article.passage(unit.number)?.block.extent,
    };
    Some(Candidate { passage: unit.number, sentence: unit.sentence, extent, score, shared })
}

/// Words of `unit` whose stems are among `own`, rarest first, in the form first used there.
fn shared_words(model: &Model, own: &[StemId], unit: u32) -> Vec<String> {
    let Some(unit) = model.unit(unit) else { return Vec::new() };
    let Some(article) = model.article_of(unit) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    for token in model.tokens_of(unit) {
        let Some(stem) = model.vocabulary.content_stem(token.form) else { continue };
        if own.binary_search(&stem).is_ok() && seen.insert(stem) {
            let word = Model::extent(article.text(), *token).of(article.text());
            words.push((model.idf(stem), word.to_owned()));
        }
    }
    words.sort_by(|a, b| b.0.total_cmp(&a.0));
    words.into_iter().take(SHARED_WORDS).map(|(_, word)| word).collect()
}

/// Themes that any of `passages` of the article in this column is on.
fn themes_on(comparison: &Comparison, article: usize, passages: &[u32]) -> BTreeSet<ThemeId> {
    (0..)
        .zip(comparison.themes())
        .filter(|(theme, _)| {
            passages.iter().any(|passage| {
                comparison.state(*theme, article, *passage) == Some(PassageState::On)
            })
        })
        .map(|(_, theme)| theme.id.clone())
        .collect()
}
