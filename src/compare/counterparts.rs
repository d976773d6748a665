//! What the other articles say to a place of this one: the answer, as data.

use super::theme::ThemeId;
use crate::text::{ArticleId, Extent};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// The best candidate is one.
    Found,
    /// It is not; the nearest tries are listed all the same.
    None(WhyNone),
}

/// Why the best candidate of an article is no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyNone {
    /// Too little is in common, or nothing at all.
    TooUnlike,
    /// It is nearer to this passage of the article asked from, by its ¶ number.
    NearerTo(u32),
    /// Only its surroundings are near.
    Surroundings,
}

/// What a candidate rests on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, strum::Display,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Evidence {
    /// It shares a theme, or words of weight, with what was asked.
    Own,
    /// It stands beside passages that do.
    Neighbour,
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
    /// Its ¶ number in the article compared with, from 1.
    pub passage: u32,
    /// Sentence number, if a sentence was asked about.
    pub sentence: Option<u32>,
    /// Bytes of the canonical text.
    pub extent: Extent,
    /// What it is ranked by, among candidates of equal evidence: 1 is as like as what was asked is to itself.
    pub score: f32,
    /// What it rests on.
    pub evidence: Evidence,
    /// What is in common.
    pub shared: Shared,
}

/// The candidates of one article, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterparts {
    /// The article that was looked through.
    pub article: ArticleId,
    /// Whether the best is good enough.
    pub state: Decision,
    /// Those with evidence of their own, then neighbours; no more than were asked for.
    pub candidates: Vec<Candidate>,
}

impl Counterparts {
    /// Why none is good enough, in words that lead over to the nearest try where there is one.
    pub fn why_none(&self) -> Option<String> {
        match self.state {
            Decision::Found => None,
            Decision::None(WhyNone::NearerTo(passage)) => {
                Some(format!("the nearest is nearer to ¶{passage} here:"))
            }
            Decision::None(WhyNone::Surroundings) => {
                Some("nothing in common but what stands around it; the nearest:".to_owned())
            }
            Decision::None(WhyNone::TooUnlike) if self.candidates.is_empty() => {
                Some("nothing in common".to_owned())
            }
            Decision::None(WhyNone::TooUnlike) => {
                Some("too little in common; the nearest:".to_owned())
            }
        }
    }
}
