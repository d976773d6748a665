//! What the other articles say to a passage: the first column is read, the others move along.

use super::column::Item;
use super::columns::{Columns, Subject, said};
use super::picking::Stand;
use super::{CompareScreen, View};
use crate::app::job::Compared;
use crate::app::request::Request;
use crate::app::room::Room;
use crate::collection::Article;
use crate::compare::PassageState;
use crate::compare::parallels::{Candidate, Counterparts, DEFAULT_FLOOR, Found, From, parallels};
use crate::text::words::fold;
use crate::text::{ArticleId, Extent, words};

/// Candidates shown of each article.
const SHOWN: usize = 3;

impl Columns {
    /// The passages of the pinned article, and beside them the counterparts of `from`. `false` if there
    /// is no such place.
    pub(super) fn fill_parallels(&mut self, compared: &Compared, from: From) -> bool {
        let comparison = &compared.comparison;
        let pinned = self.columns.get(self.pinned).map(|column| column.article);
        let Some(here) = pinned.and_then(|place| comparison.articles().nth(place)) else {
            return false;
        };
        let model = comparison.model();
        let found = parallels(model, here.id(), from, DEFAULT_FLOOR, Some(comparison));
        let Some(found) = found else { return false };
        for column in &mut self.columns {
            let Some(article) = comparison.articles().nth(column.article) else { continue };
            match found.iter().find(|found| found.article == article.id()) {
                None => {
                    let asked = passage_of(here, from);
                    column.items = here.passages().map(|p| own(p.number, p.block.extent)).collect();
                    column.at =
                        asked.and_then(|n| usize::try_from(n).ok()?.checked_sub(1)).unwrap_or(0);
                    "the passage asked about".clone_into(&mut column.said);
                }
                Some(found) => {
                    column.items = counterparts(article, found);
                    column.at = 0;
                    column.said = match found.state {
                        Found::Found => "nearest passages".to_owned(),
                        Found::None => "no counterpart found".to_owned(),
                    };
                }
            }
            column.scrolled = 0;
            column.summary = None;
        }
        true
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
    let state = PassageState::On;
    let words = Vec::new();
    Item::Passage { number, extent, state, words, verdict: None, note: None, lead: None }
}

fn counterparts(article: &Article, found: &Counterparts) -> Vec<Item> {
    let mut items = Vec::new();
    let shown = match found.state {
        Found::Found => SHOWN,
        Found::None => {
            items.push(Item::Said("no counterpart found; the nearest try:".to_owned()));
            1
        }
    };
    items.extend(found.candidates.iter().take(shown).map(|candidate| Item::Passage {
        number: candidate.passage,
        extent: candidate.extent,
        state: match found.state {
            Found::Found => PassageState::On,
            Found::None => PassageState::Near,
        },
        words: shared(article, candidate),
        verdict: None,
        note: Some(note(candidate)),
        lead: None,
    }));
    items
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

fn note(candidate: &Candidate) -> String {
    let mut shared = Vec::new();
    if !candidate.shared.themes.is_empty() {
        let ids: Vec<&str> = candidate.shared.themes.iter().map(|id| id.0.as_str()).collect();
        shared.push(format!("themes {}", ids.join(", ")));
    }
    if !candidate.shared.words.is_empty() {
        shared.push(format!("words {}", candidate.shared.words.join(", ")));
    }
    let shared =
        if shared.is_empty() { "no word in common".to_owned() } else { shared.join(" · ") };
    format!("{:.2} · {shared}", candidate.score)
}

impl CompareScreen {
    pub(super) fn show_parallels(&mut self, article: ArticleId, from: From, room: &Room) {
        let Some(compared) = &self.compared else { return };
        let Some(here) = compared.comparison.column(article) else { return };
        let articles: Vec<usize> =
            self.matrix.groups.iter().flat_map(|group| group.articles.clone()).collect();
        let at = articles.iter().position(|article| *article == here).unwrap_or(0);
        let shown = self.shown;
        let subject = Subject::Place(from);
        self.view = View::Columns(Columns::new(compared, subject, articles, at, shown));
        self.settle(room);
    }

    /// What the others say to the selected passage.
    pub(super) fn parallels_here(&mut self, room: &Room) {
        let View::Columns(columns) = &self.view else { return };
        let Some((column, Item::Passage { number, .. })) = columns.selected() else { return };
        let Some((article, extent)) = columns.chosen() else { return };
        let (article, chosen) = (article.id(), column.sentence.is_some());
        let from = if chosen { From::Extent(extent) } else { From::Passage(*number) };
        self.show_parallels(article, from, room);
        if let View::Columns(columns) = &mut self.view
            && let Some(column) = columns.columns.get_mut(columns.at)
        {
            column.sentence = chosen.then_some(extent);
        }
    }

    /// In parallel reading the other columns move along with the first, unless they were let go.
    pub(super) fn follow(&mut self, before: Stand, room: &Room) {
        let View::Columns(columns) = &mut self.view else { return };
        let Subject::Place(_) = columns.subject else { return };
        let now = columns.stand();
        if columns.locked || columns.at != columns.pinned || now == before || before.0 != now.0 {
            return;
        }
        if let Some((_, Item::Passage { number, .. })) = columns.selected() {
            let sentence = now.2.map(From::Extent);
            columns.subject = Subject::Place(sentence.unwrap_or(From::Passage(*number)));
            self.renew(room);
        }
    }

    /// What is said where parallels cannot be shown yet.
    pub fn parallels_pending(&self) -> Vec<Request> {
        if self.wanted.is_some() {
            said("comparing the articles …".to_owned())
        } else {
            Vec::new()
        }
    }
}
