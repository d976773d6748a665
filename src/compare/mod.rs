//! How each article treats the same theme, silence included.
//!
//! [`Model::build`] reads the collection once; [`Comparison::new`] evaluates a [`ThemeSet`] on it
//! with the reader's [`Judgements`]. Every number of a [`Cell`] is the length of a list that
//! [`Comparison::treatment`] gives.

pub mod codebook;
mod comparison;
pub mod concordance;
pub mod contrast;
mod counterparts;
pub mod cues;
pub mod diff;
mod edit;
pub mod headlines;
mod job;
mod judgement;
mod likeness;
mod lists;
mod matching;
mod model;
mod nearest;
mod neighbours;
pub mod parallels;
pub mod proposals;
pub mod question;
pub mod report;
mod score;
pub mod shade;
pub mod suggest;
mod term;
pub mod texts;
pub mod theme;
mod tokens;
mod treatment;
mod variants;
mod watch;
mod weights;

use std::sync::Arc;

pub use comparison::{Comparison, LearntTerm};
pub use contrast::Contrast;
pub use edit::{CompareEdit, Edited};
pub use job::{CompareInputs, CompareJob, Compared};
pub use judgement::{
    About, Cell as JudgedCell, Freshness, Judgements, Ruling, Silence, Summary, Verdict,
};
pub use model::Model;
pub use neighbours::Neighbours;
pub use question::Question;
pub use report::{Form, Listed, Report, ThemeAnswer};
pub use suggest::{suggest, suggest_names, suggest_watched};

pub use term::{Term, TermError, Tier};
pub use texts::Texts;
pub use theme::{Alias, Theme, ThemeId, ThemeOrigin, ThemeProblem, ThemeSet, ThemeVersion};
pub use watch::{Progress, Step, Stopped, Watch};

pub use treatment::{
    Cell, CellState, DEFAULT_CUT, Match, PassageMark, PassageState, SentenceScore, Treatment,
};

use crate::collection::Collection;

/// Reads `collection` and evaluates `themes` on it: [`Model::build`] and [`Comparison::new`] in one.
pub fn compare(collection: &Collection, themes: ThemeSet, judgements: &Judgements) -> Comparison {
    Comparison::new(Arc::new(Model::build(collection)), themes, judgements)
}
