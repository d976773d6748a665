//! What the terms of a theme and the reader mark, and the numbers that come of it.

use rayon::prelude::*;

use crate::compare::judgement::{Cell as Judged, Freshness, Judgements, Ruling};
use crate::compare::matching::{Find, Matcher, Stretch};
use crate::compare::model::Model;
use crate::compare::term::Tier;
use crate::compare::theme::{Theme, ThemeSet, ThemeVersion};
use crate::compare::treatment::{Cell, CellState, Mark, Match, PassageState};

/// The marks of a theme, in the order of the passages.
pub(super) fn marks(
    model: &Model,
    set: &ThemeSet,
    theme: &Theme,
    version: ThemeVersion,
    judgements: &Judgements,
) -> Vec<Mark> {
    let matcher = Matcher::new(model.vocabulary(), theme, &set.aliases);
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
            let told = |finds: &[Find]| -> Vec<Match> {
                finds.iter().filter_map(|find| told(theme, &stretch, find)).collect()
            };
            let matches = told(&finds.matches);
            let speaking = match state {
                PassageState::Near => Vec::new(),
                PassageState::On | PassageState::Hint => stretch.sentences_of(&finds.matches),
            };
            let excluded = told(&finds.excluded);
            let mark = Mark { unit: place, state, matches, excluded, verdict, speaking };
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
pub(super) fn cells(
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
            state: if theme.marking_terms() == 0 { CellState::Near } else { CellState::Silent },
            on: 0,
            sentences: 0,
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
                cell.sentences += mark.speaking.len().max(1);
                cell.hits += mark.matches.len();
                let passage = model.article_of(unit).and_then(|a| a.passage(unit.number));
                cell.words_on += passage.map_or(0, |p| crate::text::words::count(p.text));
                cell.state = CellState::On;
            }
            PassageState::Hint => {
                cell.hints += 1;
                if cell.state != CellState::On {
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
