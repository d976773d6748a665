//! A term in context: every place where it stands, over all articles.

use super::matching::{Matcher, Stretch};
use super::model::Model;
use super::term::Term;
use super::theme::{Alias, Theme, ThemeId, ThemeOrigin};
use crate::text::Extent;

/// A place where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The article, in the order of the model.
    pub article: usize,
    /// Its ¶ number in the article, from 1.
    pub passage: u32,
    /// Bytes of the canonical text, from the first to the last word.
    pub extent: Extent,
}

impl Model {
    /// Where `term` stands, in the order of the collection; at most `most` places.
    pub fn concordance(&self, term: &Term, aliases: &[Alias], most: usize) -> Vec<Occurrence> {
        let theme = Theme {
            id: ThemeId(String::new()),
            name: String::new(),
            description: String::new(),
            terms: vec![term.clone()],
            origin: ThemeOrigin::Made,
        };
        let matcher = Matcher::new(self.vocabulary(), &theme, aliases);
        let all = || (0..u32::try_from(self.units.len()).unwrap_or(u32::MAX)).collect();
        let mut found = Vec::new();
        for place in matcher.candidates(self).unwrap_or_else(all) {
            let Some(unit) = self.unit(place) else { continue };
            let Some(stretch) = Stretch::new(self, unit) else { continue };
            for find in matcher.find(&stretch).matches {
                let extent = stretch.extent(&find.words);
                found.push(Occurrence { article: unit.article, passage: unit.number, extent });
                if found.len() == most {
                    return found;
                }
            }
        }
        found
    }

    /// Passages and articles in which `term` stands.
    pub fn spread(&self, term: &Term, aliases: &[Alias]) -> (usize, usize) {
        let found = self.concordance(term, aliases, usize::MAX);
        let mut places: Vec<(usize, u32)> = found.iter().map(|o| (o.article, o.passage)).collect();
        places.dedup();
        let passages = places.len();
        places.dedup_by_key(|(article, _)| *article);
        (passages, places.len())
    }
}
