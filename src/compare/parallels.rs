//! For a passage here, the passages of every other article that treat the same thing.
//!
//! With S from `super::likeness`: take the ten units n of other articles nearest to q, a(n) = S(q,n)² / Σ S²;
//! then F(q,p) = S(q,p) + Σ a(n) S(n,p). The other way round F(p,q) takes the n that are most like p by
//! `super::nearest`. What counts is the share T = (F(q,p) + F(p,q)) / 2 F(q,q): how near p comes to what q is
//! to itself. Scores of S differ from collection to collection by half and more; shares do not.
//!
//! The best of an article that shares words of weight or a theme with q is its counterpart where
//! T · (n / 4)^0.2 reaches [`FOUND`], with n different words shared, or [`FOUND`] · 4/3 where it is nearer to
//! something else here than to q. What is at least half as like q as q itself stands for q there.
//! Chosen on accounts of one story with tables of parallels by others (gospels; Samuel, Kings and Chronicles),
//! policies labelled for what they treat, and news in which the same events are marked. Balanced accuracy of
//! found and none, by a prototype: .73 on the news with what the other kinds choose, .73 on policies and .78 to
//! .86 on the stories with all. No such number carries over well from one kind of text to another.

use std::collections::BTreeSet;
use std::ops::Range;

use super::comparison::Comparison;
pub use super::counterparts::{Candidate, Counterparts, Decision, Evidence, From, Shared, WhyNone};
use super::likeness::{Likeness, Sought};
use super::lists::{best, index};
use super::model::{Model, ModelArticle, StemId, Unit};
use super::theme::ThemeId;
use super::treatment::PassageState;
use super::watch::{Step, Stopped, Watch};
use super::weights;
use crate::text::ArticleId;

/// How many near units give a second look.
const SECOND_LOOK: usize = 10;
/// How many candidates an article gives unless more are asked for.
pub const CANDIDATES: usize = 10;
/// From here on the best candidate of an article is its counterpart, if it shares as many different words.
const FOUND: f32 = 0.3;
const USUALLY_SHARED: f32 = 4.0;
/// More words than this make it no surer.
const MOST_SHARED: f32 = 12.0;
/// What it is worth where something else in the article asked from is nearer to it.
const NEARER_ELSEWHERE: f32 = 0.75;
/// From this share of what the place asked about is to itself, another place stands for it.
const STANDS_FOR: f32 = 0.5;
/// Shared words are evidence if together they say as much as one that stands in this share of the passages.
const TELLING: f32 = 0.2;
/// How many shared words are named.
const SHARED_WORDS: usize = 8;

/// The counterparts of `from` of `article` in every other article, in the order of the collection, each
/// with `limit` candidates at most; `None` if there is no such place. With `themes` the common themes are
/// named.
///
/// # Errors
/// If the answer is no longer wanted.
pub fn parallels(
    model: &Model,
    article: ArticleId,
    from: From,
    limit: usize,
    themes: Option<&Comparison>,
    watch: Watch<'_>,
) -> Result<Option<Vec<Counterparts>>, Stopped> {
    let Some(asked) = Asked::new(model, article, from, themes) else { return Ok(None) };
    let scores = asked.scores(watch)?;
    let entries = asked.units.entries.iter().enumerate();
    let others = entries.filter(|(place, _)| *place != asked.here);
    let mut found = Vec::new();
    for (done, (place, entry)) in others.enumerate() {
        if done % AT_A_TIME == 0 {
            watch.tell(Step::Parallels, done, asked.units.entries.len())?;
        }
        found.push(asked.counterparts((place, entry), &scores, limit));
    }
    Ok(Some(found))
}

/// Articles between two looks at whether the answer is still wanted.
const AT_A_TIME: usize = 64;

/// What is asked, looked up.
struct Asked<'a> {
    /// The collection by passages.
    model: &'a Model,
    /// The collection by what the candidates are.
    units: &'a Model,
    /// Place of the article asked from.
    here: usize,
    /// The ¶ numbers touched.
    passages: Vec<u32>,
    sought: Sought,
    themes: Option<&'a Comparison>,
    /// Themes that any of the passages is on.
    on_here: BTreeSet<ThemeId>,
}

/// What every unit comes to.
struct Scores {
    /// By unit: its whole likeness as a share of what was asked about, 0 to 1.
    shares: Vec<f32>,
    /// Stems shared with what was asked: how many, and the sum of their idf.
    shared: Vec<(f32, f32)>,
    /// By unit of the article asked from: whether it stands for what was asked about.
    stand_in: Vec<bool>,
}

/// A unit of the article asked from that is not what was asked about.
struct Nearer {
    /// Its ¶ number in the article asked from.
    passage: u32,
    /// Its place among the units of its article.
    place: usize,
}

impl Nearer {
    /// Whether it stands for what was asked about.
    fn stands(&self, scores: &Scores) -> bool {
        scores.stand_in.get(self.place).copied().unwrap_or(false)
    }

    const fn why_none(&self) -> WhyNone {
        WhyNone::NearerTo(self.passage)
    }
}

impl<'a> Asked<'a> {
    fn new(
        model: &'a Model,
        article: ArticleId,
        from: From,
        themes: Option<&'a Comparison>,
    ) -> Option<Self> {
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
        let on_here = themes.map(|themes| themes_on(themes, here, &passages)).unwrap_or_default();
        Some(Self { model, units, here, passages, sought, themes, on_here })
    }

    fn scores(&self, watch: Watch<'_>) -> Result<Scores, Stopped> {
        let (units, all) = (self.units, 0..self.units.units.len());
        let direct = units.likeness(&self.sought, all.clone());
        let others = (0..).zip(&units.units).zip(&direct);
        let others = others.filter(|((_, unit), _)| unit.article != self.here);
        let near = best(others.map(|((at, _), s)| (at, s.there)).collect(), SECOND_LOOK);
        let total: f32 = near.iter().map(|(_, score)| score * score).sum();
        let mut sums: Vec<f32> = direct.iter().map(|s| s.there + s.back).collect();
        let mut whole = self.sought.to_itself(units);
        for (done, (place, score)) in (0..).zip(near) {
            watch.tell(Step::Parallels, done, SECOND_LOOK)?;
            let Some(sought) = Sought::unit(units, index(place)) else { continue };
            let attention = if total > 0.0 { score * score / total } else { 0.0 };
            whole += attention * direct.get(index(place)).map_or(0.0, |s| s.back);
            for (sum, likeness) in sums.iter_mut().zip(units.likeness(&sought, all.clone())) {
                *sum += attention * likeness.there;
            }
        }
        for (sum, back) in sums.iter_mut().zip(self.looking_back(&direct)) {
            *sum += back;
        }
        let share = |sum: f32| if whole > 0.0 { sum / (2.0 * whole) } else { 0.0 };
        let mut shared = vec![(0.0, 0.0); direct.len()];
        for (stem, _) in &self.sought.own {
            for posting in units.postings(*stem) {
                if let Some((count, telling)) = shared.get_mut(index(posting.unit)) {
                    *count += 1.0;
                    *telling += self.model.idf(*stem);
                }
            }
        }
        let least = STANDS_FOR * self.sought.to_itself(units);
        let near = |place: usize| direct.get(place).is_some_and(|s| s.there >= least);
        let stand_in = self.home_places().map(near).collect();
        Ok(Scores { shares: sums.into_iter().map(share).collect(), shared, stand_in })
    }

    /// For every unit the second look the other way round: S to what is asked of the passages of other
    /// articles that are most like its own.
    fn looking_back(&self, direct: &[Likeness]) -> Vec<f32> {
        let passage = |unit: &Unit| {
            let first = self.model.entries.get(unit.article).map_or(0, |entry| entry.units.start);
            first + index(unit.number).saturating_sub(1)
        };
        let mut of_passages = vec![0.0_f32; self.model.units.len()];
        for (unit, likeness) in self.units.units.iter().zip(direct) {
            if let Some(best) = of_passages.get_mut(passage(unit)) {
                *best = best.max(likeness.back);
            }
        }
        let looks: Vec<f32> = (self.model.units.iter().enumerate())
            .map(|(place, unit)| {
                let (mut sum, mut total) = (0.0, 0.0);
                for &(near, likeness) in self.model.nearest().of(place) {
                    let elsewhere =
                        self.model.unit(near).is_some_and(|n| n.article != unit.article);
                    if elsewhere {
                        let of_near = of_passages.get(index(near)).copied().unwrap_or(0.0);
                        sum += likeness * likeness * of_near;
                        total += likeness * likeness;
                    }
                }
                if total > 0.0 { sum / total } else { 0.0 }
            })
            .collect();
        let of_unit = |unit: &Unit| looks.get(passage(unit)).copied().unwrap_or(0.0);
        self.units.units.iter().map(of_unit).collect()
    }

    /// Places of the units of the article asked from.
    fn home_places(&self) -> Range<usize> {
        self.units.entries.get(self.here).map_or(0..0, |entry| entry.units.clone())
    }

    fn home(&self) -> impl Iterator<Item = &Unit> {
        self.home_places().filter_map(|place| self.units.units.get(place))
    }

    fn counterparts(
        &self,
        (place, entry): (usize, &ModelArticle),
        scores: &Scores,
        limit: usize,
    ) -> Counterparts {
        // In a small collection a word that two passages share is all that can be asked for.
        let all = self.model.units.len();
        let needed = weights::idf_of_share(all, TELLING).min(weights::idf(all, 2));
        let (mut own, mut neighbours) = (Vec::new(), Vec::new());
        for unit in entry.units.clone() {
            let share = scores.shares.get(unit).copied().unwrap_or(0.0);
            let Some(at) = u32::try_from(unit).ok().filter(|_| share > 0.0) else { continue };
            let tells = scores.shared.get(unit).is_some_and(|(_, telling)| *telling >= needed);
            let side = if tells || !self.themes_shared(place, unit).is_empty() {
                &mut own
            } else {
                &mut neighbours
            };
            side.push((at, share));
        }
        let first = best(own.clone(), 1).first().copied();
        let state = match first {
            Some((at, share)) => self.decide(at, share, scores),
            None => Decision::None(self.why_none(best(neighbours.clone(), 1).first(), scores)),
        };
        let own = best(own, limit).into_iter().map(|unit| (unit, Evidence::Own));
        let beside = best(neighbours, limit).into_iter().map(|unit| (unit, Evidence::Neighbour));
        let ranked = own.chain(beside).take(limit);
        let candidates = ranked.filter_map(|((unit, score), evidence)| {
            let shared = Shared {
                themes: self.themes_shared(place, index(unit)),
                words: shared_words(self.units, &self.sought.own, unit),
            };
            candidate(self.units, unit, score, evidence, shared)
        });
        Counterparts { article: entry.article.id(), state, candidates: candidates.collect() }
    }

    fn decide(&self, unit: u32, share: f32, scores: &Scores) -> Decision {
        let words = scores.shared.get(index(unit)).map_or(0.0, |(count, _)| *count);
        let sure = share * (words.clamp(1.0, MOST_SHARED) / USUALLY_SHARED).powf(0.2);
        if sure >= FOUND / NEARER_ELSEWHERE {
            return Decision::Found;
        }
        match self.nearer(unit, share) {
            Some(nearer) if sure < FOUND || !nearer.stands(scores) => {
                Decision::None(nearer.why_none())
            }
            None if sure < FOUND => Decision::None(WhyNone::TooUnlike),
            _ => Decision::Found,
        }
    }

    /// What an article lacks whose best is this neighbour.
    fn why_none(&self, neighbour: Option<&(u32, f32)>, scores: &Scores) -> WhyNone {
        let Some(&(unit, share)) = neighbour else { return WhyNone::TooUnlike };
        let shares_words = scores.shared.get(index(unit)).is_some_and(|(count, _)| *count > 0.0);
        let bare = if shares_words { WhyNone::TooUnlike } else { WhyNone::Surroundings };
        self.nearer(unit, share).map_or(bare, |nearer| nearer.why_none())
    }

    /// What is nearer here to a candidate than what was asked about, if it comes near at all.
    fn nearer(&self, unit: u32, share: f32) -> Option<Nearer> {
        if share < FOUND / 3.0 {
            return None;
        }
        let sought = Sought::unit(self.units, index(unit))?;
        let entry = self.units.entries.get(self.here)?;
        let likeness = self.units.likeness(&sought, entry.units.clone());
        let (mut asked, mut other) = (0.0_f32, (0.0_f32, None));
        for (place, (unit, likeness)) in self.home().zip(likeness).enumerate() {
            if self.passages.contains(&unit.number) {
                asked = asked.max(likeness.there);
            } else if likeness.there > other.0 {
                other = (likeness.there, Some(Nearer { passage: unit.number, place }));
            }
        }
        other.1.filter(|_| other.0 > asked)
    }

    /// Themes that the unit of the article in this column and the asked passages are on.
    fn themes_shared(&self, article: usize, unit: usize) -> Vec<ThemeId> {
        let Some(themes) = self.themes.filter(|_| !self.on_here.is_empty()) else {
            return Vec::new();
        };
        let passage = self.units.units.get(unit).map_or(0, |unit| unit.number);
        themes_on(themes, article, &[passage]).intersection(&self.on_here).cloned().collect()
    }
}

fn candidate(
    model: &Model,
    unit: u32,
    score: f32,
    evidence: Evidence,
    shared: Shared,
) -> Option<Candidate> {
    let unit = model.unit(unit)?;
    let article = model.article_of(unit)?;
    let extent = match unit.sentence {
        Some(sentence) => article.sentence(unit.number, sentence)?,
        None => article.passage(unit.number)?.block.extent,
    };
    let (passage, sentence) = (unit.number, unit.sentence);
    Some(Candidate { passage, sentence, extent, score, evidence, shared })
}

/// Words of `unit` whose stems are among `own`, rarest first, in the form first used there.
fn shared_words(model: &Model, own: &[(StemId, f32)], unit: u32) -> Vec<String> {
    let Some(unit) = model.unit(unit) else { return Vec::new() };
    let Some(article) = model.article_of(unit) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    for token in model.tokens_of(unit) {
        let Some(stem) = model.forms().content_stem(token.form) else { continue };
        if own.binary_search_by_key(&stem, |(stem, _)| *stem).is_ok() && seen.insert(stem) {
            let word = token.extent.of(article.text());
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
