//! What a column shows of an article's treatment of a theme.

use std::collections::BTreeSet;

use super::column::{Column, Item, OwnLine};
use super::shown::{Ordered, Passages, Shown};
use crate::collection::Article;
use crate::compare::Compared;
use crate::compare::{
    CellState, Comparison, Freshness, JudgedCell, PassageMark, PassageState, Theme,
};
use crate::text::ArticleId;

/// Fills a column with what its article has on a theme; `opened`: gaps to show in full.
pub(super) fn fill(
    column: &mut Column,
    compared: &Compared,
    (place, theme): (usize, &Theme),
    shown: Shown,
    opened: &BTreeSet<(usize, u32)>,
) {
    let comparison = &compared.comparison;
    let Some(article) = comparison.articles().nth(column.article) else { return };
    let from = comparison.near_from(place, shown.cut);
    let treatment = comparison.treatment_from(place, column.article, from);
    let Some(treatment) = treatment else { return };
    let cell = treatment.cell;
    column.items.clear();
    column.said = match cell.state {
        CellState::On => {
            format!("{}/{} · {:.0}% of words", cell.on, cell.passages, cell.share() * 100.0)
        }
        CellState::Hint => {
            format!("hint only · {}/{}", cell.hints, cell.passages)
        }
        CellState::Near => format!("near by its score only · {}/{}", cell.near, cell.passages),
        CellState::Silent => "– silent".to_owned(),
        CellState::SilentConfirmed => "– silent, confirmed".to_owned(),
    };
    column.summary = comparison.version(place).and_then(|version| {
        let holds = |id: ArticleId| comparison.column(id).is_some();
        let cell = JudgedCell { theme: &theme.id, version, article, holds };
        let (summary, freshness) = compared.judgements.summary(&cell)?;
        let (text, quotes) = (summary.text.clone(), summary.quotes.clone());
        Some(OwnLine { text, quotes, freshness })
    });
    // What alone speaks for a cell is always shown.
    let near = shown.passages != Passages::Marked || cell.state == CellState::Near;
    let listed = |mark: &&PassageMark| {
        mark.state != PassageState::Near || mark.verdict.is_some() || near && mark.is_near(from)
    };
    let mut marks: Vec<&PassageMark> = treatment.passages.iter().filter(listed).collect();
    if shown.order == Ordered::Place || shown.passages == Passages::Whole {
        marks.sort_by_key(|mark| mark.passage);
    }
    if cell.on + cell.hints == 0 {
        let terms = theme.marking_terms();
        let words = match cell.state {
            CellState::Near if terms == 0 => format!(
                "this theme has no terms; near by score alone, from {:.0}%:",
                shown.cut * 100.0
            ),
            CellState::Near => format!(
                "none of these {terms} terms in {} words; near by score alone, from {:.0}%:",
                cell.words,
                shown.cut * 100.0
            ),
            _ => format!("silent under these {terms} terms, in {} words", cell.words),
        };
        column.items.push(Item::Said(words));
        if let Some(stale) = cell.stale {
            let why = match stale {
                Freshness::ArticleChanged => "the article",
                _ => "the theme",
            };
            column.items.push(Item::Said(format!("confirmed earlier, before {why} changed")));
        }
        if marks.is_empty()
            && shown.passages != Passages::Whole
            && let Some(nearest) = treatment.passages.first()
        {
            let said = format!("the nearest passage, by its score alone ({:.1}):", nearest.score);
            column.items.push(Item::Said(said));
            column.items.push(passage(nearest));
            return;
        }
    }
    if shown.order == Ordered::Best && shown.passages != Passages::Whole {
        best_first(column, comparison, place, marks);
        return;
    }
    let last = u32::try_from(article.passage_count()).unwrap_or(u32::MAX);
    let (here, whole) = (column.article, shown.passages == Passages::Whole);
    let open = |first| whole || opened.contains(&(here, first));
    let mut next = 1;
    for mark in &marks {
        gap(column, article, (next, mark.passage.saturating_sub(1)), open);
        column.items.push(passage(mark));
        next = mark.passage + 1;
    }
    gap(column, article, (next, last), open);
}

/// The passages as they are ranked, each led by its best sentence.
fn best_first(
    column: &mut Column,
    comparison: &Comparison,
    theme: usize,
    marks: Vec<&PassageMark>,
) {
    let sentences = comparison.sentences(theme, column.article);
    for mark in marks {
        let place = usize::try_from(mark.passage).unwrap_or(0).checked_sub(1);
        let scored = place.and_then(|place| sentences.get(place)).into_iter().flatten();
        let best = scored.reduce(|best, other| if other.score > best.score { other } else { best });
        let mut item = passage(mark);
        if let Item::Passage { lead, .. } = &mut item {
            *lead = best.map(|sentence| sentence.extent);
        }
        column.items.push(item);
    }
}

fn passage(mark: &PassageMark) -> Item {
    Item::Passage {
        number: mark.passage,
        extent: mark.extent,
        state: Some(mark.state),
        words: mark.matches.iter().flat_map(|found| found.words.iter().copied()).collect(),
        verdict: mark.verdict,
        note: None,
        lead: None,
    }
}

/// The passages from `first` to `last`: left out, or shown where `open` says so of the first.
fn gap(
    column: &mut Column,
    article: &Article,
    (first, last): (u32, u32),
    open: impl Fn(u32) -> bool,
) {
    if first > last {
        return;
    }
    if !open(first) {
        column.items.push(Item::Gap(first, last));
        return;
    }
    for number in first..=last {
        if let Some(whole) = article.passage(number) {
            column.items.push(Item::Passage {
                number,
                extent: whole.block.extent,
                state: None,
                words: Vec::new(),
                verdict: None,
                note: None,
                lead: None,
            });
        }
    }
}
