//! The comparison as work for outside: it may take seconds over thousands of articles.

use std::sync::Arc;

use super::room::Origin;
use crate::collection::{Collection, Order};
use crate::compare::cues::Cues;
use crate::compare::{
    Comparison, Judgements, Model, Theme, ThemeId, ThemeProblem, ThemeSet, suggest,
};

/// A comparison to be made: what is known, what is wanted.
#[derive(Debug, Clone)]
pub struct CompareJob {
    /// The articles.
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
pub struct Kept {
    /// The reader's themes.
    pub themes: ThemeSet,
    /// What in their files could not be used.
    pub problems: Vec<ThemeProblem>,
    /// The themes of the sample.
    pub of_sample: ThemeSet,
    /// What the reader decided.
    pub judgements: Judgements,
    /// Words that show who speaks and how sure it sounds.
    pub cues: Cues,
}

/// The answer to a job.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The number of the job.
    pub number: u64,
    /// The comparison.
    pub comparison: Arc<Comparison>,
    /// What the reader decided.
    pub judgements: Judgements,
    /// Words that show who speaks and how sure it sounds.
    pub cues: Cues,
    /// What in the theme files could not be used.
    pub problems: Vec<ThemeProblem>,
}

impl CompareJob {
    /// Does the work.
    pub fn run(self, kept: Kept) -> Compared {
        let mut articles = self.collection.articles().to_vec();
        articles.sort_by_cached_key(|article| Order::Date.key(article));
        let before = self.before.filter(|before| before.articles().eq(articles.iter()));
        let model = before.as_ref().map(|before| Arc::clone(before.model()));
        let model =
            model.unwrap_or_else(|| Arc::new(Model::build(&Collection::new(articles, Vec::new()))));
        let mut themes = kept.themes;
        if themes.themes.is_empty() && self.origin == Origin::Sample {
            themes = kept.of_sample;
        }
        if themes.themes.is_empty() || self.with_proposals {
            themes.merge(suggest(&model));
        }
        let comparison = match before {
            Some(before) => before.renewed(themes, &kept.judgements),
            None => Comparison::new(model, themes, &kept.judgements),
        };
        Compared {
            number: self.number,
            comparison: Arc::new(comparison),
            judgements: kept.judgements,
            cues: kept.cues,
            problems: kept.problems,
        }
    }
}

/// One change to what the reader keeps of comparing; the files are brought up to date by it.
#[derive(Debug, Clone, PartialEq)]
pub enum Keep {
    /// A ruling on a passage, in place of an earlier one.
    Verdict(crate::compare::Verdict),
    /// A ruling taken back.
    NoVerdict(crate::compare::Verdict),
    /// A silence confirmed after reading.
    Silence(crate::compare::Silence),
    /// A confirmation taken back.
    NoSilence(crate::compare::Silence),
    /// A line on a cell; an empty one takes an earlier one away.
    Summary(crate::compare::Summary),
    /// A theme as it is now, in place of the one that had this id.
    Theme {
        /// The id before, if it was there.
        was: Option<ThemeId>,
        /// The theme.
        theme: Box<Theme>,
    },
    /// A theme removed.
    NoTheme(Box<Theme>),
}
