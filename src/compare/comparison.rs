//! The comparison itself: for every theme and article its treatment.

mod near;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::contrast::Contrast;
use super::judgement::{Cell as Judged, Freshness, Judgements, Ruling};
use super::matching::{Find, Matcher, Stretch};
use super::model::Model;
use super::nearest::Nearest;
use super::score::{self, Scores};
use super::term::Tier;
use super::theme::{Theme, ThemeSet, ThemeVersion};
use super::treatment::{
    Cell, CellState, Mark, Match, PassageMark, PassageState, SentenceScore, Treatment,
};
use super::watch::{Step, Stopped, Watch};
use crate::collection::Article;
use crate::text::ArticleId;

/// One theme over all articles.
#[derive(Debug, Clone)]
struct Row {
    version: ThemeVersion,
    judged: Judgements,
    marks: Arc<Vec<Mark>>,
    cells: Arc<Vec<Cell>>,
    weights: Vec<(super::model::StemId, f32)>,
    scores: Arc<Scores>,
}

/// Themes × articles.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    model: Arc<Model>,
    themes: ThemeSet,
    rows: Vec<Row>,
}

impl Comparison {
    /// Evaluates every theme on every article.
    pub fn new(model: Arc<Model>, themes: ThemeSet, judgements: &Judgements) -> Self {
        // Nobody is there who could stop it.
        Self::watched(model, None, themes, judgements, Watch::NOBODY).unwrap_or_default()
    }

    /// Evaluates every theme on every article of `model` while `watch` is told; what `before` knows of the
    /// same model is taken over.
    ///
    /// # Errors
    /// If the work is no longer wanted.
    pub fn watched(
        model: Arc<Model>,
        before: Option<&Self>,
        themes: ThemeSet,
        judgements: &Judgements,
        watch: Watch<'_>,
    ) -> Result<Self, Stopped> {
        let before = before.filter(|before| Arc::ptr_eq(&before.model, &model));
        let (done, all) = (AtomicUsize::new(0), themes.themes.len());
        let rows = score::weights(&model, &themes)
            .into_par_iter()
            .zip(&themes.themes)
            .map(|(weights, theme)| {
                watch.tell(Step::Themes, done.load(Ordering::Relaxed), all)?;
                let known = before.and_then(|before| before.known(&themes, theme, judgements));
                let row = match known {
                    None => row(&model, &themes, theme, judgements, weights),
                    Some(row) if row.weights == weights => row.clone(),
                    Some(row) => {
                        let scores = score::scores(&model, model.nearest(), &weights);
                        Row { weights, scores: Arc::new(scores), ..row.clone() }
                    }
                };
                done.fetch_add(1, Ordering::Relaxed);
                Ok(row)
            })
            .collect::<Result<Vec<Row>, Stopped>>()?;
        Ok(Self { model, themes, rows })
    }

    /// The row of a theme, if it would come out the same but for the weights of its stems.
    fn known(&self, set: &ThemeSet, theme: &Theme, judgements: &Judgements) -> Option<&Row> {
        let place = self.themes.themes.iter().position(|other| other.id == theme.id)?;
        let row = self.rows.get(place)?;
        (row.version == set.version(theme) && row.judged == judgements.of(&theme.id)).then_some(row)
    }

    /// The same articles with other themes or judgements: what did not change is taken over, so that
    /// editing one theme costs one theme.
    #[must_use]
    pub fn renewed(&self, themes: ThemeSet, judgements: &Judgements) -> Self {
        let model = Arc::clone(&self.model);
        // Nobody is there who could stop it.
        Self::watched(model, Some(self), themes, judgements, Watch::NOBODY).unwrap_or_default()
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

    /// The passages most like one: article, ¶ number, likeness from 0 to 1; most alike first.
    pub fn like(&self, article: usize, passage: u32) -> Vec<(usize, u32, f32)> {
        let Some(entry) = self.model.entries.get(article) else { return Vec::new() };
        let place = usize::try_from(passage).unwrap_or(0).saturating_sub(1);
        let near = self.model.nearest().of(entry.units.start + place).iter();
        near.filter_map(|(unit, likeness)| {
            let unit = self.model.unit(*unit)?;
            Some((unit.article, unit.number, *likeness))
        })
        .collect()
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
    Row {
        version,
        judged: judgements.of(&theme.id),
        marks: Arc::new(marks),
        cells: Arc::new(cells),
        weights,
        scores: Arc::new(scores),
    }
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
            near: 0,
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
        self.nearest_cache
            .get_or_init(|| super::nearest::nearest(self, Watch::NOBODY).unwrap_or_default())
    }
}
