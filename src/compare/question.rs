//! Questions to a comparison that is there, as work for outside: over thousands of articles an answer takes
//! longer than a frame.

use std::sync::Arc;

use super::comparison::Comparison;
use super::concordance::Occurrence;
use super::parallels::{CANDIDATES, Counterparts, From, parallels};
use super::proposals::Proposals;
use super::term::Term;
use super::watch::{Stopped, Watch};
use crate::text::ArticleId;

/// Lines of a concordance at most.
const MOST: usize = 2_000;

/// A question to a comparison.
#[derive(Debug, Clone)]
pub struct Question {
    /// Questions are numbered; the newest one is answered.
    pub number: u64,
    /// What the question is about.
    pub comparison: Arc<Comparison>,
    /// What is asked.
    pub asked: Asked,
}

impl PartialEq for Question {
    /// Two questions are the same if they have the same number.
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// What can be asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// What the other articles say to a place of this one.
    Parallels(ArticleId, From),
    /// Where a term stands.
    Concordance(Term),
    /// What these articles could be compared by.
    Proposals,
}

/// The answer to a question.
#[derive(Debug, Clone)]
pub struct CompareAnswer {
    /// The number of the question.
    pub number: u64,
    /// What was found.
    pub found: Findings,
}

/// What was found.
#[derive(Debug, Clone)]
pub enum Findings {
    /// The counterparts in every other article; `None` if there is no such place.
    Parallels(Option<Vec<Counterparts>>),
    /// Where the term stands, in the order of the collection.
    Concordance(Vec<Occurrence>),
    /// Subjects and names.
    Proposals(Proposals),
}

impl Question {
    /// Does the work.
    ///
    /// # Errors
    /// If the answer is no longer wanted.
    pub fn answer(&self, watch: Watch<'_>) -> Result<CompareAnswer, Stopped> {
        let comparison = &*self.comparison;
        let model = comparison.model();
        let found = match &self.asked {
            Asked::Parallels(article, from) => {
                let counterparts =
                    parallels(model, *article, *from, CANDIDATES, Some(comparison), watch)?;
                Findings::Parallels(counterparts)
            }
            Asked::Proposals => Findings::Proposals(Proposals::of(comparison)),
            Asked::Concordance(term) => {
                let aliases = &comparison.theme_set().aliases;
                Findings::Concordance(model.concordance(term, aliases, MOST))
            }
        };
        Ok(CompareAnswer { number: self.number, found })
    }
}
