//! What a column shows of an article's treatment of a theme.

use std::collections::BTreeSet;

use super::column::{Column, Item, OwnLine, Voice};
use super::shown::{Ordered, Passages, Shown};
use crate::app::widgets::counted;
use crate::collection::Article;
use crate::compare::texts::heading;
use crate::compare::{
    Cell, CellState, Compared, Comparison, Freshness, JudgedCell, PassageMark, PassageState,
    SentenceScore, Theme, Treatment,
};
use crate::text::{ArticleId, Extent};

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
    column.share = cell.share();
    column.voice = voice(&treatment, shown);
    let said = match cell.state {
        CellState::On => {
            format!("{}/{} · {:.0}% of words", cell.on, cell.passages, cell.share() * 100.0)
        }
        CellState::Hint => {
            format!("hint only · {}/{}", cell.hints, cell.passages)
        }
        CellState::Near => format!("near by its score only · {}/{}", cell.near, cell.passages),
        CellState::Silent | CellState::SilentConfirmed => "silent".to_owned(),
    };
    column.said = format!("{} · {said}", heading(article));
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
        let from = shown.cut * 100.0;
        column.items.push(Item::Said(match cell.state {
            CellState::Near if terms == 0 => {
                format!("this theme has no terms; near by score alone, from {from:.0}%:")
            }
            CellState::Near => format!(
                "none of these {terms} terms in {} words; near by score alone, from {from:.0}%:",
                cell.words
            ),
            _ => silence(theme, &cell),
        }));
    }
    if column.voice != Voice::Speaks {
        return;
    }
    let scored = ScoredSentences::new(comparison, place, column.article, article);
    let passage = |mark: &PassageMark| passage(mark, &scored);
    if shown.order == Ordered::Best && shown.passages != Passages::Whole {
        column.items.extend(marks.into_iter().map(|mark| best_first(passage(mark), mark, &scored)));
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

/// Whether the article has a column: one that is silent has none, unless all of it is to be read.
fn voice(treatment: &Treatment, shown: Shown) -> Voice {
    match treatment.cell.state {
        CellState::Silent | CellState::SilentConfirmed if shown.passages != Passages::Whole => {
            Voice::Silent(treatment.passages.first().map(|mark| (mark.passage, mark.extent)))
        }
        _ => Voice::Speaks,
    }
}

/// `silent under these 6 terms, in 939 words`, and what the reader said of it.
fn silence(theme: &Theme, cell: &Cell) -> String {
    if theme.is_pair() {
        return "no passage is on both".to_owned();
    }
    if theme.marking_terms() == 0 {
        return "this theme has no terms, and no passage is near it".to_owned();
    }
    let terms = counted(theme.marking_terms(), "term");
    let confirmed = match (cell.state, cell.stale) {
        (CellState::SilentConfirmed, _) => ", confirmed",
        (_, Some(Freshness::ArticleChanged)) => ", confirmed before the article changed",
        (_, Some(_)) => ", confirmed before the theme changed",
        (_, None) => "",
    };
    let these = if theme.marking_terms() == 1 { "this" } else { "these" };
    format!("silent under {these} {terms}, in {} words{confirmed}", cell.words)
}

/// The sentences of an article, and how much each treats a theme.
struct ScoredSentences<'a> {
    article: &'a Article,
    scored: Vec<Vec<SentenceScore>>,
}

impl<'a> ScoredSentences<'a> {
    fn new(comparison: &Comparison, theme: usize, column: usize, article: &'a Article) -> Self {
        Self { article, scored: comparison.sentences(theme, column) }
    }

    /// The best sentence of a passage.
    fn best(&self, passage: u32) -> Option<Extent> {
        let place = usize::try_from(passage).ok()?.checked_sub(1)?;
        let scored = self.scored.get(place)?.iter();
        let best = scored.reduce(|best, other| if other.score > best.score { other } else { best });
        best.map(|sentence| sentence.extent)
    }

    /// The sentences that treat the theme: those with a match; where no term speaks, the best one.
    fn of(&self, mark: &PassageMark) -> Vec<Extent> {
        let Some(passage) = self.article.passage(mark.passage) else { return Vec::new() };
        let place = |sentence: &u32| usize::try_from(*sentence).ok()?.checked_sub(1);
        let marked = mark.speaking.iter().filter_map(place);
        let marked = marked.filter_map(|place| passage.block.sentences.get(place)).copied();
        let marked: Vec<Extent> = marked.collect();
        if marked.is_empty() { self.best(mark.passage).into_iter().collect() } else { marked }
    }
}

/// A passage as it is ranked, led by its best sentence.
fn best_first(mut item: Item, mark: &PassageMark, scored: &ScoredSentences<'_>) -> Item {
    if let Item::Passage { lead, .. } = &mut item {
        *lead = scored.best(mark.passage);
    }
    item
}

fn passage(mark: &PassageMark, scored: &ScoredSentences<'_>) -> Item {
    Item::Passage {
        number: mark.passage,
        extent: mark.extent,
        state: Some(mark.state),
        words: mark.matches.iter().flat_map(|found| found.words.iter().copied()).collect(),
        speaking: scored.of(mark),
        verdict: mark.verdict,
        note: None,
        lead: None,
        differing: Vec::new(),
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
                speaking: Vec::new(),
                verdict: None,
                note: None,
                lead: None,
                differing: Vec::new(),
            });
        }
    }
}
