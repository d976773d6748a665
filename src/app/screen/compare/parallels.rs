//! What the other articles say to a passage: the first column is read, the others move along.

use std::collections::HashMap;
use std::sync::Arc;

use super::column::{Item, Voice};
use super::columns::{Columns, Subject};
use super::keeping::no_passage;
use super::picking::Standpoint;
use super::state::{Awaited, CompareScreen, View};
use crate::app::cx::Cx;
use crate::app::widgets::Together;
use crate::collection::Article;
use crate::compare::parallels::{Candidate, Counterparts, Decision, Evidence, From};
use crate::compare::texts::heading;
use crate::compare::{Compared, PassageState, Theme};
use crate::text::words::fold;
use crate::text::{ArticleId, Extent, words};

/// Candidates shown of each article.
const SHOWN: usize = 3;

impl Columns {
    /// The passages of the pinned article, and beside them the counterparts of `from` that were found.
    /// `false` if the pinned article is gone.
    pub(super) fn fill_parallels(&mut self, compared: &Compared, from: From) -> bool {
        let comparison = &compared.comparison;
        let pinned = self.columns.get(self.pinned).map(|column| column.article);
        let articles: Vec<&Arc<Article>> = comparison.articles().collect();
        let Some(here) = pinned.and_then(|place| articles.get(place)) else { return false };
        let found: HashMap<ArticleId, &Counterparts> =
            self.found.iter().map(|found| (found.article, found)).collect();
        for column in &mut self.columns {
            let Some(article) = articles.get(column.article) else { continue };
            let said = match found.get(&article.id()) {
                None => {
                    let asked = passage_of(here, from);
                    column.items = here.passages().map(|p| own(p.number, p.block.extent)).collect();
                    column.at =
                        asked.and_then(|n| usize::try_from(n).ok()?.checked_sub(1)).unwrap_or(0);
                    column.voice = Voice::Speaks;
                    "the passage asked about"
                }
                Some(found) => {
                    column.items = counterparts(article, found, comparison.themes());
                    column.at = 0;
                    match found.state {
                        Decision::Found => {
                            column.voice = Voice::Speaks;
                            "nearest passages"
                        }
                        Decision::None(_) => {
                            let nearest = found.candidates.first();
                            column.voice = Voice::Silent(nearest.map(|c| (c.passage, c.extent)));
                            "no counterpart found"
                        }
                    }
                }
            };
            column.said = format!("{} · {said}", heading(article));
            column.scrolled_to = None;
            column.summary = None;
        }
        true
    }
}

impl Columns {
    /// What was asked: what the others say to which place of which article.
    pub fn asked(&self, from: From) -> String {
        let article = self.columns.get(self.pinned).and_then(|column| self.article(column));
        let Some(article) = article else { return String::new() };
        let place = match from {
            From::Passage(passage) => format!("¶{passage}"),
            From::Sentence(passage, sentence) => format!("¶{passage}.{sentence}"),
            From::Extent(extent) => match article.numbers_at(extent.start) {
                Some((passage, _)) => format!("a part of ¶{passage}"),
                None => "a part".to_owned(),
            },
        };
        format!("what do the others say to {place} of {}", article.name())
    }
}

/// The passage in which a place lies.
fn passage_of(article: &Article, from: From) -> Option<u32> {
    match from {
        From::Passage(passage) | From::Sentence(passage, _) => Some(passage),
        From::Extent(extent) => article.numbers_at(extent.start).map(|(passage, _)| passage),
    }
}

fn own(number: u32, extent: Extent) -> Item {
    let state = Some(PassageState::On);
    let (words, speaking) = (Vec::new(), Vec::new());
    Item::Passage {
        number,
        extent,
        state,
        words,
        speaking,
        verdict: None,
        note: None,
        lead: None,
        differing: Vec::new(),
    }
}

fn counterparts(article: &Article, found: &Counterparts, themes: &[Theme]) -> Vec<Item> {
    if let Some(why_none) = found.why_none() {
        return vec![Item::Said(why_none)];
    }
    let item = |candidate: &Candidate| Item::Passage {
        number: candidate.passage,
        extent: candidate.extent,
        state: Some(match candidate.evidence {
            Evidence::Own => PassageState::On,
            Evidence::Neighbour => PassageState::Near,
        }),
        words: shared(article, candidate),
        speaking: match candidate.evidence {
            Evidence::Own => vec![candidate.extent],
            Evidence::Neighbour => Vec::new(),
        },
        verdict: None,
        note: Some(note(candidate, themes)),
        lead: None,
        differing: Vec::new(),
    };
    found.candidates.iter().take(SHOWN).map(item).collect()
}

/// Where the shared words stand in a candidate.
fn shared(article: &Article, candidate: &Candidate) -> Vec<Extent> {
    let text = candidate.extent.of(article.text());
    let wanted: Vec<String> = candidate.shared.words.iter().map(|word| fold(word)).collect();
    words::words(text)
        .into_iter()
        .filter(|extent| wanted.contains(&fold(extent.of(text))))
        .map(|extent| extent.shifted(candidate.extent.start))
        .collect()
}

fn note(candidate: &Candidate, themes: &[Theme]) -> String {
    let mut shared = Vec::new();
    if !candidate.shared.themes.is_empty() {
        let common = themes.iter().filter(|theme| !theme.is_pair());
        let common = common.filter(|theme| candidate.shared.themes.contains(&theme.id));
        let names: Vec<&str> = common.map(|theme| theme.name.as_str()).collect();
        shared.push(format!("themes {}", names.join(", ")));
    }
    if !candidate.shared.words.is_empty() {
        shared.push(format!("words {}", candidate.shared.words.join(", ")));
    }
    let shared =
        if shared.is_empty() { "beside what is alike".to_owned() } else { shared.join(" · ") };
    format!("{:.2} · {shared}", candidate.score)
}

impl CompareScreen {
    /// Shows what the others say to a place of `article`: `found`. `sentence`: the part of it that is meant.
    pub(super) fn show_parallels(
        &mut self,
        article: ArticleId,
        from: From,
        found: Vec<Counterparts>,
        sentence: Option<Extent>,
    ) {
        let Some(compared) = &self.compared else { return };
        let Some(here) = compared.comparison.column(article) else { return };
        let articles: Vec<usize> =
            self.matrix.groups.iter().flat_map(|group| group.articles.clone()).collect();
        let mut columns = Columns::empty(Subject::Place(from), articles, here);
        (columns.found, columns.together) = (found, Together::Themes);
        columns.renew(compared, self.shown);
        if let Some(column) = columns.columns.get_mut(columns.pinned) {
            column.sentence = sentence;
        }
        self.view = View::Columns(columns);
    }

    /// The columns that are shown move along to another place of the pinned article.
    pub(super) fn move_along(&mut self, from: From, found: Vec<Counterparts>) {
        let (Some(compared), View::Columns(columns)) = (&self.compared, &mut self.view) else {
            return;
        };
        if let Subject::Place(_) = columns.subject {
            columns.subject = Subject::Place(from);
            columns.found = found;
            columns.renew(compared, self.shown);
        }
    }

    /// Asks what the others say to the selected passage.
    pub(super) fn parallels_here(&mut self, cx: &mut Cx<'_>) {
        let View::Columns(columns) = &self.view else { return };
        let Some((column, Item::Passage { number, .. })) = columns.selected() else {
            return no_passage(cx);
        };
        let Some((article, extent)) = columns.chosen() else { return };
        let sentence = column.sentence.is_some().then_some(extent);
        let from = sentence.map_or(From::Passage(*number), From::Extent);
        self.ask(Awaited::Columns(article.id(), from, sentence), cx);
    }

    /// In parallel reading the other columns move along with the first, unless they were let go.
    pub(super) fn follow(&mut self, before: Standpoint, cx: &mut Cx<'_>) {
        let View::Columns(columns) = &mut self.view else { return };
        let Subject::Place(_) = columns.subject else { return };
        let now = columns.stand();
        let along = columns.together == Together::Themes && columns.at == columns.pinned;
        if !along || now == before || before.0 != now.0 {
            return;
        }
        let Some((_, Item::Passage { number, .. })) = columns.selected() else { return };
        let from = now.2.map_or(From::Passage(*number), From::Extent);
        self.ask(Awaited::Along(from), cx);
    }
}
