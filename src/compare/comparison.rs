//! The comparison itself: for every theme and article its treatment.

mod learnt;
mod marks;
mod named;
mod near;
mod pairs;

pub use learnt::LearntTerm;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::contrast::{Contrast, ThemeContrast};
use super::judgement::Judgements;
use super::model::Model;
use super::score::{self, Scores};
use super::theme::{Theme, ThemeSet, ThemeVersion};
use super::treatment::{Cell, Mark, PassageMark, PassageState, SentenceScore, Treatment};
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
    /// What name, description and terms weigh.
    asked: Weights,
    /// The same with what passages lent it.
    weights: Weights,
    scores: Arc<Scores>,
}

/// Weighted stems, by stem.
type Weights = Vec<(super::model::StemId, f32)>;

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
                    Some(row) if row.asked == weights => row.clone(),
                    Some(row) => {
                        let (asked, weights, scores) = scored(&model, theme, weights);
                        Row { asked, weights, scores, ..row.clone() }
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
                speaking: mark.map_or_else(Vec::new, |mark| mark.speaking.clone()),
            });
        }
        passages.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
        self.note_speaking(theme, article, &mut passages);
        Some(Treatment { cell: *row.cells.get(article)?, passages })
    }

    /// The words of the passages of a theme in an article against those of the same theme elsewhere.
    pub fn contrast(&self, theme: usize, article: usize) -> Option<Contrast> {
        self.contrasts(theme)?.of(article)
    }

    /// The same for all articles: what they have in common is counted once.
    pub fn contrasts(&self, theme: usize) -> Option<ThemeContrast<'_>> {
        let row = self.rows.get(theme)?;
        let on = row.marks.iter().filter(|mark| mark.state == PassageState::On);
        let on = on.map(|mark| super::lists::index(mark.unit)).collect();
        Some(ThemeContrast::new(&self.model, on))
    }

    /// Where the reader says that a passage treats the theme and no term says where, its best sentence does.
    fn note_speaking(&self, theme: usize, article: usize, passages: &mut [PassageMark]) {
        let unsaid =
            |mark: &PassageMark| mark.state == PassageState::On && mark.speaking.is_empty();
        if !passages.iter().any(unsaid) {
            return;
        }
        let scored = self.scored_sentences(theme, article);
        for mark in passages.iter_mut().filter(|mark| unsaid(mark)) {
            let place = super::lists::index(mark.passage).saturating_sub(1);
            let sentences = scored.get(place).map_or(&[][..], Vec::as_slice);
            let best = (1..).zip(sentences).max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
            mark.speaking = best.map_or_else(Vec::new, |(sentence, _)| vec![sentence]);
        }
    }

    /// The scores of the sentences of each passage of an article; by passage, in order.
    fn scored_sentences(&self, theme: usize, article: usize) -> Vec<Vec<f32>> {
        self.rows.get(theme).map_or_else(Vec::new, |row| {
            score::sentence_scores(&self.model, article, &row.scores, &row.weights)
        })
    }

    /// The sentences of each passage of an article, scored for a theme; by passage, in order.
    pub fn sentences(&self, theme: usize, article: usize) -> Vec<Vec<SentenceScore>> {
        let Some(entry) = self.model.entries.get(article) else { return Vec::new() };
        let scored = |(sentence, (extent, score))| SentenceScore { sentence, extent, score };
        entry
            .article
            .passages()
            .zip(self.scored_sentences(theme, article))
            .map(|(passage, scores)| {
                let sentences = passage.block.sentences.iter().copied().zip(scores);
                (1..).zip(sentences).map(scored).collect()
            })
            .collect()
    }
}

fn row(
    model: &Model,
    set: &ThemeSet,
    theme: &Theme,
    judgements: &Judgements,
    weights: Weights,
) -> Row {
    let version = set.version(theme);
    let marks = marks::marks(model, set, theme, version, judgements);
    let cells = marks::cells(model, theme, version, judgements, &marks);
    let (asked, weights, scores) = scored(model, theme, weights);
    Row {
        version,
        judged: judgements.of(&theme.id),
        marks: Arc::new(marks),
        cells: Arc::new(cells),
        asked,
        weights,
        scores,
    }
}

/// What a theme of these weights scores: what was asked, what was lent to it besides, and the scores.
fn scored(model: &Model, theme: &Theme, asked: Weights) -> (Weights, Weights, Arc<Scores>) {
    let nearest = model.nearest();
    let weights = match theme.marking_terms() {
        0 => score::fed_back(model, nearest, &asked),
        _ => asked.clone(),
    };
    let scores = score::scores(model, nearest, &weights);
    (asked, weights, Arc::new(scores))
}
