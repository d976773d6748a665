//! Two themes at once: a row of the passages on both.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Comparison, Row, Weights, marks};
use crate::compare::judgement::Judgements;
use crate::compare::score::Scores;
use crate::compare::theme::{Theme, ThemeId, ThemeOrigin};
use crate::compare::treatment::{Mark, PassageState};

impl Comparison {
    /// The same with a row for each pair of themes that are here, behind the others: its passages are those
    /// on both, named after both. The reader's rulings on either count; it has none of its own.
    #[must_use]
    pub fn with_pairs(mut self, pairs: &[(ThemeId, ThemeId)]) -> Self {
        for (one, other) in pairs {
            let place = |id: &ThemeId| self.themes().iter().position(|theme| theme.id == *id);
            if let (Some(one), Some(other)) = (place(one), place(other))
                && let Some((theme, row)) = self.pair(one, other)
            {
                self.themes.themes.push(theme);
                self.rows.push(row);
            }
        }
        self
    }

    fn pair(&self, one: usize, other: usize) -> Option<(Theme, Row)> {
        let (a, b) = (self.themes().get(one)?, self.themes().get(other)?);
        let theme = Theme {
            id: ThemeId::of_pair(&a.id, &b.id),
            name: format!("{} & {}", a.name, b.name),
            description: String::new(),
            terms: a.terms.iter().chain(&b.terms).cloned().collect(),
            origin: ThemeOrigin::Pair,
        };
        let (a, b) = (self.rows.get(one)?, self.rows.get(other)?);
        let both: Vec<Mark> = a
            .marks
            .iter()
            .filter_map(|mark| {
                let at = b.marks.binary_search_by_key(&mark.unit, |mark| mark.unit).ok()?;
                on_both(mark, b.marks.get(at)?)
            })
            .collect();
        let version = self.themes.version(&theme);
        let nothing = Judgements::default();
        let cells = marks::cells(&self.model, &theme, version, &nothing, &both);
        let row = Row {
            version,
            judged: nothing,
            marks: Arc::new(both),
            cells: Arc::new(cells),
            asked: Vec::new(),
            weights: summed(&a.weights, &b.weights),
            scores: Arc::new(lesser(&a.scores, &b.scores)),
        };
        Some((theme, row))
    }
}

/// What a passage has on both themes: no more than on either. Its sentences are those that treat both, or
/// where each has its own, all of them.
fn on_both(a: &Mark, b: &Mark) -> Option<Mark> {
    // The order of the states is from what is certain to what is not.
    let state = a.state.max(b.state);
    if state == PassageState::Near {
        return None;
    }
    let joined = |a: &[_], b: &[_]| {
        let mut all = [a, b].concat();
        all.sort_by_key(|found: &crate::compare::Match| found.extent);
        all
    };
    let shared: Vec<u32> = a.speaking.iter().filter(|s| b.speaking.contains(s)).copied().collect();
    let speaking = if shared.is_empty() {
        let mut all = [a.speaking.as_slice(), &b.speaking].concat();
        all.sort_unstable();
        all.dedup();
        all
    } else {
        shared
    };
    Some(Mark {
        unit: a.unit,
        state,
        matches: joined(&a.matches, &b.matches),
        excluded: joined(&a.excluded, &b.excluded),
        verdict: None,
        speaking,
    })
}

/// A passage treats both no more than it treats the one that it treats less.
fn lesser(a: &Scores, b: &Scores) -> Scores {
    let lesser = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a.min(*b)).collect::<Vec<_>>();
    let (own, alike) = (lesser(&a.own, &b.own), lesser(&a.alike, &b.alike));
    let best = own.iter().zip(&alike).map(|(own, alike)| own + alike).fold(0.0, f32::max);
    Scores { own, alike, best }
}

/// The weights of both, by stem.
fn summed(a: &Weights, b: &Weights) -> Weights {
    let mut all = BTreeMap::new();
    for (stem, weight) in a.iter().chain(b) {
        *all.entry(*stem).or_insert(0.0) += weight;
    }
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(state: PassageState, speaking: &[u32]) -> Mark {
        let (matches, excluded) = (Vec::new(), Vec::new());
        Mark { unit: 4, state, matches, excluded, verdict: None, speaking: speaking.to_vec() }
    }

    #[test]
    fn a_passage_is_on_both_no_more_than_on_either_and_speaks_where_both_do() {
        use PassageState::{Hint, Near, On};
        let both = |a: (PassageState, &[u32]), b: (PassageState, &[u32])| {
            let mark = on_both(&mark(a.0, a.1), &mark(b.0, b.1))?;
            Some((mark.state, mark.speaking))
        };
        assert_eq!(both((On, &[1, 2]), (On, &[2, 3])), Some((On, vec![2])));
        assert_eq!(both((On, &[3]), (Hint, &[1, 2])), Some((Hint, vec![1, 2, 3])));
        assert_eq!(both((On, &[1]), (Near, &[])), None);
    }
}
