//! The comparison itself: for every theme and article its treatment.

use std::sync::Arc;

use rayon::prelude::*;

use super::contrast::Contrast;
use super::judgement::{Cell as Judged, Freshness, Judgements, Ruling};
use super::matching::{Find, Matcher, Stretch};
use super::model::Model;
use super::nearest::Nearest;
use super::score::{self, Scores};
use super::term::Tier;
use super::theme::{Theme, ThemeSet, ThemeVersion};
use crate::collection::Article;
use crate::text::{ArticleId, Extent};

/// Share of the best score from which a passage without a term counts as near, unless moved.
pub const DEFAULT_CUT: f32 = 0.4;

/// What an article has on a theme. The kebab-case names are those of the JSON answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum CellState {
    /// At least one passage is on it.
    On,
    /// No passage is on it; at least one holds a support term.
    Hint,
    /// Silent under these terms.
    Silent,
    /// Silent under these terms, and the reader has read it and says so too.
    SilentConfirmed,
}

/// What a passage has on a theme. The kebab-case names are those of the JSON answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum PassageState {
    /// One core term, two different support terms, or the reader says so.
    On,
    /// One support term.
    Hint,
    /// None; only its score speaks for it.
    Near,
}

/// A term found in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The term as the reader wrote it.
    pub term: String,
    /// Its tier.
    pub tier: Tier,
    /// Bytes of the canonical text, from the first to the last word that it takes.
    pub extent: Extent,
    /// The words that it takes, for highlighting; neighbours are one stretch.
    pub words: Vec<Extent>,
}

/// What the terms of a theme, or the reader, say of one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) unit: u32,
    pub(super) state: PassageState,
    pub(super) matches: Vec<Match>,
    pub(super) excluded: Vec<Match>,
    pub(super) verdict: Option<(Ruling, Freshness)>,
}

/// One passage of a treatment.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageMark {
    /// ¶ number.
    pub passage: u32,
    /// What it has on the theme.
    pub state: PassageState,
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// What it is ranked by: `own` + `alike`.
    pub score: f32,
    /// The part of the score that its own words and its surroundings give.
    pub own: f32,
    /// The part that the passages most like it give.
    pub alike: f32,
    /// Core and support terms found, in the order of the text.
    pub matches: Vec<Match>,
    /// `not` terms that took words out.
    pub excluded: Vec<Match>,
    /// The reader's ruling.
    pub verdict: Option<(Ruling, Freshness)>,
}

/// A sentence and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SentenceScore {
    /// Its number in the passage, from 1.
    pub sentence: u32,
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// What it is ranked by.
    pub score: f32,
}

/// The numbers of one cell of the matrix; each is the length of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What the article has on the theme.
    pub state: CellState,
    /// Passages on the theme.
    pub on: usize,
    /// Passages with one support term.
    pub hints: usize,
    /// All passages of the article.
    pub passages: usize,
    /// Terms found in the passages on the theme.
    pub hits: usize,
    /// Words in the passages on the theme.
    pub words_on: usize,
    /// Words of the article.
    pub words: usize,
    /// A confirmation of silence that has gone stale, and why.
    pub stale: Option<Freshness>,
}

impl Cell {
    /// Share of the article's words that stand in passages on the theme, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share for display")]
    pub fn share(&self) -> f32 {
        self.words_on as f32 / self.words.max(1) as f32
    }
}

/// What one article has on one theme: its passages, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Treatment {
    /// The numbers.
    pub cell: Cell,
    /// Every passage with a mark, a ruling or a score above zero, best first.
    pub passages: Vec<PassageMark>,
}

impl Treatment {
    /// The passages of this state, in the order of the article.
    pub fn in_order(&self, state: PassageState) -> Vec<&PassageMark> {
        let mut passages: Vec<_> = self.passages.iter().filter(|p| p.state == state).collect();
        passages.sort_by_key(|p| p.passage);
        passages
    }
}

/// One theme over all articles.
#[derive(Debug, Clone)]
struct Row {
    version: ThemeVersion,
    marks: Arc<Vec<Mark>>,
    cells: Vec<Cell>,
    weights: Vec<(super::model::StemId, f32)>,
    scores: Scores,
}

/// Themes × articles.
#[derive(Debug, Clone)]
pub struct Comparison {
    model: Arc<Model>,
    themes: ThemeSet,
    rows: Vec<Row>,
}

impl Comparison {
    /// Evaluates every theme on every article.
    pub fn new(model: Arc<Model>, themes: ThemeSet, judgements: &Judgements) -> Self {
        let rows: Vec<Row> = score::weights(&model, &themes)
            .into_par_iter()
            .zip(&themes.themes)
            .map(|(weights, theme)| row(&model, &themes, theme, judgements, weights))
            .collect();
        Self { model, themes, rows }
    }

    /// The themes, in the order of their rows.
    pub fn themes(&self) -> &[Theme] {
        &self.themes.themes
    }

    /// Themes and aliases.
    pub fn theme_set(&self) -> &ThemeSet {
        &self.themes
    }

    /// The version of a theme's terms under which its row was made.
    pub fn version(&self, theme: usize) -> Option<ThemeVersion> {
        self.rows.get(theme).map(|row| row.version)
    }

    /// What it was made from.
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// The articles, in the order of the columns.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.model.articles()
    }

    /// The column of an article.
    pub fn column(&self, article: ArticleId) -> Option<usize> {
        self.model.articles().position(|a| a.id() == article)
    }

    /// The numbers of a theme in an article.
    pub fn cell(&self, theme: usize, article: usize) -> Option<&Cell> {
        self.rows.get(theme)?.cells.get(article)
    }

    /// The highest score that any passage has for a theme.
    pub fn best_score(&self, theme: usize) -> f32 {
        self.rows.get(theme).map_or(0.0, |row| row.scores.best)
    }

    /// What a passage has on a theme by its terms or the reader's ruling.
    pub fn state(&self, theme: usize, article: usize, passage: u32) -> Option<PassageState> {
        let units = self.model.entries.get(article)?.units.clone();
        let place = units.start + usize::try_from(passage).ok()?.checked_sub(1)?;
        let place = u32::try_from(place).ok().filter(|_| units.contains(&place))?;
        let marks = &self.rows.get(theme)?.marks;
        let at = marks.binary_search_by_key(&place, |mark| mark.unit).ok()?;
        marks.get(at).map(|mark| mark.state)
    }

    /// The passages of a theme in an article.
    pub fn treatment(&self, theme: usize, article: usize) -> Option<Treatment> {
        let row = self.rows.get(theme)?;
        let entry = self.model.entries.get(article)?;
        let mut passages = Vec::new();
        for place in entry.units.clone() {
            let unit = self.model.units.get(place)?;
            let mark = u32::try_from(place)
                .ok()
                .and_then(|place| row.marks.binary_search_by_key(&place, |mark| mark.unit).ok())
                .and_then(|at| row.marks.get(at));
            let score = row.scores.of(place);
            if mark.is_none() && score <= 0.0 {
                continue;
            }
            let part = |parts: &[f32]| parts.get(place).copied().unwrap_or(0.0);
            passages.push(PassageMark {
                passage: unit.number,
                state: mark.map_or(PassageState::Near, |mark| mark.state),
                extent: entry.article.passage(unit.number)?.block.extent,
                score,
                own: part(&row.scores.own),
                alike: part(&row.scores.alike),
                matches: mark.map_or_else(Vec::new, |mark| mark.matches.clone()),
                excluded: mark.map_or_else(Vec::new, |mark| mark.excluded.clone()),
                verdict: mark.and_then(|mark| mark.verdict),
            });
        }
        passages.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
        Some(Treatment { cell: *row.cells.get(article)?, passages })
    }

    /// The words of the passages of a theme in an article against those of the same theme elsewhere.
    pub fn contrast(&self, theme: usize, article: usize) -> Option<Contrast> {
        let row = self.rows.get(theme)?;
        let on = row.marks.iter().filter(|mark| mark.state == PassageState::On);
        let on = on.map(|mark| super::nearest::index(mark.unit));
        let own = self.model.entries.get(article)?.units.clone();
        let (here, elsewhere): (Vec<_>, Vec<_>) = on.partition(|unit| own.contains(unit));
        Some(self.model.contrast_within(article, &here, elsewhere))
    }

    /// The sentences of each passage of an article, scored for a theme; by passage, in order.
    pub fn sentences(&self, theme: usize, article: usize) -> Vec<Vec<SentenceScore>> {
        let (Some(row), Some(entry)) = (self.rows.get(theme), self.model.entries.get(article))
        else {
            return Vec::new();
        };
        let scores = score::sentence_scores(&self.model, article, &row.scores, &row.weights);
        entry
            .article
            .passages()
            .zip(scores)
            .map(|(passage, scores)| {
                let sentences = (1..).zip(&passage.block.sentences).zip(scores);
                sentences
                    .map(|((sentence, extent), score)| SentenceScore {
                        sentence,
                        extent: *extent,
                        score,
                    })
                    .collect()
            })
            .collect()
    }
}

fn row(
    model: &Model,
    set: &ThemeSet,
    theme: &Theme,
    judgements: &Judgements,
    weights: Vec<(super::model::StemId, f32)>,
) -> Row {
    let version = set.version(theme);
    let marks = marks(model, set, theme, version, judgements);
    let cells = cells(model, theme, version, judgements, &marks);
    let scores = score::scores(model, model.nearest(), &weights);
    Row { version, marks: Arc::new(marks), cells, weights, scores }
}

/// The marks of a theme, in the order of the passages.
fn marks(
    model: &Model,
    set: &ThemeSet,
    theme: &Theme,
    version: ThemeVersion,
    judgements: &Judgements,
) -> Vec<Mark> {
    let matcher = Matcher::new(&model.vocabulary, theme, &set.aliases);
    let ruled = judgements.verdicts.iter().any(|verdict| verdict.about.theme == theme.id);
    let all = || (0..u32::try_from(model.units.len()).unwrap_or(u32::MAX)).collect();
    let units = if ruled { all() } else { matcher.candidates(model).unwrap_or_else(all) };
    units
        .into_par_iter()
        .filter_map(|place| {
            let unit = model.unit(place)?;
            let stretch = Stretch::new(model, unit)?;
            let finds = matcher.find(&stretch);
            let verdict = if ruled {
                let article = model.article_of(unit)?;
                let holds = |id| model.entry(id).is_some();
                let cell = Judged { theme: &theme.id, version, article, holds };
                judgements.verdict(&cell, &article.passage(unit.number)?)
            } else {
                None
            };
            let by_terms = state(theme, &finds.matches);
            let state = match verdict {
                Some((Ruling::Accept, _)) => PassageState::On,
                Some((Ruling::Reject, _)) => PassageState::Near,
                None => by_terms.unwrap_or(PassageState::Near),
            };
            let told =
                |finds: &[Find]| finds.iter().filter_map(|f| told(theme, &stretch, f)).collect();
            let mark = Mark {
                unit: place,
                state,
                matches: told(&finds.matches),
                excluded: told(&finds.excluded),
                verdict,
            };
            let says_something =
                verdict.is_some() || !mark.matches.is_empty() || !mark.excluded.is_empty();
            says_something.then_some(mark)
        })
        .collect()
}

/// On with one core or two different support terms, a hint with one support term.
fn state(theme: &Theme, matches: &[Find]) -> Option<PassageState> {
    let tier = |find: &Find| theme.terms.get(find.term).map(|term| term.tier);
    if matches.iter().any(|find| tier(find) == Some(Tier::Core)) {
        return Some(PassageState::On);
    }
    let mut support: Vec<usize> = matches.iter().map(|find| find.term).collect();
    support.sort_unstable();
    support.dedup();
    match support.len() {
        0 => None,
        1 => Some(PassageState::Hint),
        _ => Some(PassageState::On),
    }
}

fn told(theme: &Theme, stretch: &Stretch<'_>, find: &Find) -> Option<Match> {
    let term = theme.terms.get(find.term)?;
    Some(Match {
        term: term.text.clone(),
        tier: term.tier,
        extent: stretch.extent(&find.words),
        words: stretch.word_extents(&find.words),
    })
}

/// The cells of a theme, by article.
fn cells(
    model: &Model,
    theme: &Theme,
    version: ThemeVersion,
    judgements: &Judgements,
    marks: &[Mark],
) -> Vec<Cell> {
    let mut cells: Vec<Cell> = model
        .entries
        .iter()
        .map(|entry| Cell {
            state: CellState::Silent,
            on: 0,
            hints: 0,
            passages: entry.article.passage_count(),
            hits: 0,
            words_on: 0,
            words: entry.article.words(),
            stale: None,
        })
        .collect();
    for mark in marks {
        let Some(unit) = model.unit(mark.unit) else { continue };
        let Some(cell) = cells.get_mut(unit.article) else { continue };
        match mark.state {
            PassageState::On => {
                cell.on += 1;
                cell.hits += mark.matches.len();
                let passage = model.article_of(unit).and_then(|a| a.passage(unit.number));
                cell.words_on += passage.map_or(0, |p| crate::text::words::count(p.text));
                cell.state = CellState::On;
            }
            PassageState::Hint => {
                cell.hints += 1;
                if cell.state == CellState::Silent {
                    cell.state = CellState::Hint;
                }
            }
            PassageState::Near => {}
        }
    }
    if judgements.silences.iter().any(|silence| silence.about.theme == theme.id) {
        for (cell, entry) in cells.iter_mut().zip(&model.entries) {
            let holds = |id| model.entry(id).is_some();
            let judged = Judged { theme: &theme.id, version, article: &entry.article, holds };
            match judgements.silence(&judged) {
                Some((_, Freshness::Current)) if cell.state == CellState::Silent => {
                    cell.state = CellState::SilentConfirmed;
                }
                Some((_, Freshness::Current)) | None => {}
                Some((_, stale)) => cell.stale = Some(stale),
            }
        }
    }
    cells
}

impl Model {
    /// The passages most like each passage; computed when first asked for.
    pub(super) fn nearest(&self) -> &Nearest {
        self.nearest_cache.get_or_init(|| super::nearest::nearest(self))
    }
}
