//! The comparison as work for outside: it may take seconds over thousands of articles.

use std::sync::Arc;

use super::comparison::Comparison;
use super::cues::Cues;
use super::judgement::Judgements;
use super::model::Model;
use super::suggest::suggest_watched;
use super::theme::{ThemeId, ThemeProblem, ThemeSet};
use super::watch::{Stopped, Watch};
use crate::collection::{Collection, Order, Origin};

/// A comparison to be made: what is known, what is wanted.
#[derive(Debug, Clone)]
pub struct CompareJob {
    /// The articles to be compared.
    pub collection: Arc<Collection>,
    /// What an earlier job made, to be built upon.
    pub before: Option<Arc<Comparison>>,
    /// Whose articles they are: the sample has its own themes.
    pub origin: Origin,
    /// Whether proposals stand beside the reader's own themes.
    pub with_proposals: bool,
    /// Tells its answer from those of jobs before it.
    pub number: u64,
}

impl PartialEq for CompareJob {
    /// Two jobs are the same if they have the same number.
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// The reader's files as they are when a job is done.
#[derive(Debug, Clone, Default)]
pub struct CompareInputs {
    /// The reader's themes.
    pub themes: ThemeSet,
    /// What in their files could not be used.
    pub problems: Vec<ThemeProblem>,
    /// The themes of the sample that are not among the reader's.
    pub of_sample: ThemeSet,
    /// Pairs of themes that have a row of their own.
    pub pairs: Vec<(ThemeId, ThemeId)>,
    /// What the reader decided.
    pub judgements: Judgements,
    /// Words that show who speaks and how sure it sounds.
    pub cues: Cues,
}

/// The answer to a job.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The number of the job.
    pub number: u64,
    /// What came of it.
    pub comparison: Arc<Comparison>,
    /// What the reader decided.
    pub judgements: Judgements,
    /// Words that show who speaks and how sure it sounds.
    pub cues: Cues,
    /// What in the theme files could not be used.
    pub problems: Vec<ThemeProblem>,
}

impl CompareJob {
    /// The articles in the order in which they are compared.
    pub fn articles(&self) -> Collection {
        let mut articles = self.collection.articles().to_vec();
        articles.sort_by_cached_key(|article| Order::Date.key(article));
        Collection::new(articles, Vec::new())
    }

    /// What the earlier job knows of exactly these articles.
    pub fn known(&self, articles: &Collection) -> Option<Arc<Model>> {
        let known = self.before.as_ref()?.model();
        let same = known.articles().zip(articles.articles()).all(|(a, b)| a.is_same(b));
        (same && known.articles().count() == articles.len()).then(|| Arc::clone(known))
    }

    /// Whether `other` is about the same articles.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.collection.articles(), other.collection.articles());
        ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| a.is_same(b))
    }

    /// Does all the work, with nobody watching and nothing kept.
    pub fn at_once(self, kept: CompareInputs) -> Compared {
        let (number, articles) = (self.number, self.articles());
        let model = self.known(&articles).unwrap_or_else(|| Arc::new(Model::build(&articles)));
        let compared = self.run(model, kept, Watch::NOBODY);
        compared.unwrap_or_else(|Stopped| Compared { number, ..Compared::default() })
    }

    /// Does the work with what is known of the articles alone.
    ///
    /// # Errors
    /// If the work is no longer wanted.
    pub fn run(
        self,
        model: Arc<Model>,
        kept: CompareInputs,
        watch: Watch<'_>,
    ) -> Result<Compared, Stopped> {
        let mut themes = kept.themes;
        if self.origin == Origin::Sample {
            themes.merge(kept.of_sample);
        }
        if themes.themes.is_empty() || self.with_proposals {
            themes.merge(suggest_watched(&model, watch)?);
        }
        let before = self.before.as_deref();
        let comparison = Comparison::watched(model, before, themes, &kept.judgements, watch)?;
        Ok(Compared {
            number: self.number,
            comparison: Arc::new(comparison.with_pairs(&kept.pairs)),
            judgements: kept.judgements,
            cues: kept.cues,
            problems: kept.problems,
        })
    }
}
