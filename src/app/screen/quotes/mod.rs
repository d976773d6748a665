//! Quotes: what was kept, with its source.

mod exchange;
mod rows;

pub use exchange::{told, version};
pub use rows::QuotesRow;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::layout::{self, Split};
use crate::app::overlay::{Ask, Overlay, Purpose};
use crate::app::part::{Field, ListCursor};
use crate::app::request::{Message, Request};
use crate::app::room::Room;
use crate::keys::Key;
use crate::quotes::export::Grouping;
use crate::quotes::{Anchor, Quote, QuoteCommand, QuoteId, State, record};
use crate::text::Span;
use rows::View;

/// Quotes: what was kept, with its source.
#[derive(Debug, Clone)]
pub struct QuotesScreen {
    /// The rows shown, in order.
    pub rows: Vec<QuotesRow>,
    /// The selected row: never a group.
    pub cursor: ListCursor,
    /// What the quotes are put under.
    pub grouping: Grouping,
    /// Only quotes in this state are shown.
    pub state: Option<State>,
    /// What narrows the list: letters, `#tag`, `:state`.
    pub field: Field,
    /// Whether letters go to the field.
    pub typing: bool,
    /// The ticked quotes.
    pub ticked: BTreeSet<QuoteId>,
    /// Whether the whole quote is shown below.
    pub preview: bool,
    /// First row of the preview.
    pub preview_top: usize,
    /// How many quotes there are in each state.
    pub tally: BTreeMap<State, usize>,
    /// The version of the notebook that the rows show.
    seen: u64,
}

impl Default for QuotesScreen {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            cursor: ListCursor::default(),
            grouping: Grouping::default(),
            state: None,
            field: Field::default(),
            typing: false,
            ticked: BTreeSet::new(),
            preview: true,
            preview_top: 0,
            tally: BTreeMap::new(),
            seen: 0,
        }
    }
}

impl QuotesScreen {
    /// Prepares the screen as it comes up.
    pub fn enter(&mut self, room: &Room) -> Vec<Request> {
        self.refresh(room);
        Vec::new()
    }

    /// The quote of the selected row.
    pub fn selected(&self) -> Option<QuoteId> {
        self.id_at(self.cursor.at)
    }

    fn id_at(&self, row: usize) -> Option<QuoteId> {
        match self.rows.get(row) {
            Some(QuotesRow::Quote { id, .. }) => Some(*id),
            _ => None,
        }
    }

    /// Where list and preview are.
    pub fn areas(&self, room: &Room) -> Split {
        layout::split(room.areas().body, self.rows.len(), self.preview)
    }

    fn height(&self, room: &Room) -> usize {
        usize::from(self.areas(room).rows.height)
    }

    /// Makes the rows anew; the selected quote stays selected, else the one that took its place.
    fn refresh(&mut self, room: &Room) {
        let selected = self.selected();
        let view = View { by: self.grouping, state: self.state, filter: self.field.text() };
        self.rows = rows::rows(&room.notebook, view);
        self.seen = room.notebook.version;
        self.tally.clear();
        for quote in &room.notebook.shelf.quotes {
            if let Some(state) = room.notebook.state(quote) {
                *self.tally.entry(state).or_default() += 1;
            }
        }
        let there: BTreeSet<QuoteId> = room.notebook.shelf.quotes.iter().map(|q| q.id).collect();
        self.ticked.retain(|id| there.contains(id));
        let at =
            selected.and_then(|id| (0..self.rows.len()).find(|row| self.id_at(*row) == Some(id)));
        self.cursor.at = at.unwrap_or(self.cursor.at);
        self.land(true, room);
    }

    /// Brings the cursor onto a row that is no group: further on, or else back.
    fn land(&mut self, down: bool, room: &Room) {
        let height = self.height(room);
        self.cursor.settle(self.rows.len(), height);
        let lands =
            |row: &usize| !matches!(self.rows.get(*row), Some(QuotesRow::Group { .. }) | None);
        let at = self.cursor.at;
        let on = (at..self.rows.len()).find(lands);
        let back = (0..=at).rev().find(lands);
        let target = if down { on.or(back) } else { back.or(on) };
        self.cursor.select(target.unwrap_or(0), self.rows.len(), height);
        // The name of its group comes along.
        let heads = self.cursor.at.checked_sub(1).is_some_and(|row| !lands(&row));
        if heads && self.cursor.first == self.cursor.at && height > 1 {
            self.cursor.first -= 1;
        }
    }

    /// Does what a key means here.
    pub fn act(&mut self, action: Action, count: Option<usize>, room: &Room) -> Vec<Request> {
        let height = self.height(room);
        let before = self.cursor.at;
        if self.cursor.act(action, count, self.rows.len(), height) {
            self.land(self.cursor.at >= before && action != Action::Last, room);
            self.preview_top = 0;
            return Vec::new();
        }
        if let Some(requests) = self.of_unsaved(action, room) {
            return requests;
        }
        match action {
            Action::Open | Action::Right => {
                return match self.rows.get(self.cursor.at) {
                    Some(QuotesRow::Copy(at)) => Self::choose(*at, room),
                    _ => self.jump(room),
                };
            }
            Action::Export => return self.export(room),
            Action::Import => {
                return vec![Request::Open(Overlay::Ask(Ask::new(Purpose::Import)))];
            }
            Action::NextParagraph | Action::PreviousParagraph => self.step_group(action, room),
            Action::Find | Action::Filter => self.typing = true,
            Action::Cancel => return self.cancel(room),
            Action::Tick => self.tick(room),
            Action::Group => return self.group(room),
            Action::ShowState => return self.show_state(room),
            Action::Preview => {
                self.preview = !self.preview;
                self.land(true, room);
            }
            Action::PreviewDown => self.preview_top += count.unwrap_or(1),
            Action::PreviewUp => {
                self.preview_top = self.preview_top.saturating_sub(count.unwrap_or(1));
            }
            action => return self.change(action, room),
        }
        Vec::new()
    }

    /// What changes quotes or takes them elsewhere.
    fn change(&self, action: Action, room: &Room) -> Vec<Request> {
        if let (Action::Remove, Some(QuotesRow::Copy(at))) = (action, self.rows.get(self.cursor.at))
        {
            return Self::put_away(*at, room);
        }
        let chosen = self.chosen(room);
        let Some(quote) = self.selected().and_then(|id| room.notebook.get(id)).or(chosen.first())
        else {
            return Vec::new();
        };
        let quote = Arc::clone(quote);
        let newer = chosen.iter().chain([&quote]).any(|quote| quote.schema > record::SCHEMA);
        if newer && !matches!(action, Action::Copy | Action::CopyCitation) {
            let said = "a newer variorum wrote this: here it can be read and copied, not changed";
            return vec![Request::Say(Message::note(said))];
        }
        let ask = |purpose| vec![Request::Open(Overlay::Ask(Ask::new(purpose)))];
        match action {
            Action::Edit => ask(Purpose::Note(quote)),
            Action::Compose => vec![Request::Outside(Ask::new(Purpose::Note(quote)).compose())],
            Action::Tags if self.ticked.is_empty() => ask(Purpose::Tags(quote)),
            Action::Tags => ask(Purpose::AddTags(chosen)),
            Action::Speaker => ask(Purpose::Speaker(quote)),
            Action::Copy => copy(&chosen, |quote| quote.exact.clone()),
            Action::CopyCitation => {
                copy(&chosen, |quote| room.citing.cited(&room.with_current_position(quote)))
            }
            Action::Remove => {
                vec![Request::Quotes(QuoteCommand::Remove(chosen.iter().map(|q| q.id).collect()))]
            }
            Action::Attach => vec![Request::StartAttaching(quote.id)],
            Action::Renew => Self::renew(&quote, room),
            _ => Vec::new(),
        }
    }

    /// The ticked quotes, else the selected one.
    fn chosen(&self, room: &Room) -> Vec<Arc<Quote>> {
        if self.ticked.is_empty() {
            rows::all(&room.notebook, self.selected())
        } else {
            rows::all(&room.notebook, self.ticked.iter().copied())
        }
    }

    fn jump(&self, room: &Room) -> Vec<Request> {
        let Some(id) = self.selected() else { return Vec::new() };
        let standing = room.notebook.standing(id);
        let Some((article, standing)) = standing.and_then(|s| Some((s.article?, s))) else {
            return vec![Request::Say(Message::note(
                "its article is not open here; m puts it at words of another",
            ))];
        };
        let marks = match &standing.anchor {
            Anchor::Attached(extent) | Anchor::Changed { extent, .. } => vec![*extent],
            Anchor::Ambiguous(extents) => extents.clone(),
            Anchor::Orphan => return vec![Request::StartAttaching(id)],
        };
        let first = marks.first().copied().unwrap_or_default();
        vec![Request::Jump { to: Span::new(article, first), marks }]
    }

    fn renew(quote: &Arc<Quote>, room: &Room) -> Vec<Request> {
        let standing = room.notebook.standing(quote.id);
        let article = standing.and_then(|standing| room.article(standing.article?));
        match (article, standing.map(|standing| &standing.anchor)) {
            (Some(article), Some(Anchor::Changed { extent, .. })) => {
                let (quote, article) = (Arc::clone(quote), Arc::clone(article));
                vec![Request::Quotes(QuoteCommand::Renew { quote, article, extent: *extent })]
            }
            _ => vec![Request::Say(Message::note("its words have not changed"))],
        }
    }

    fn step_group(&mut self, action: Action, room: &Room) {
        let is_group = |row: &usize| matches!(self.rows.get(*row), Some(QuotesRow::Group { .. }));
        let at = self.cursor.at;
        let target = if action == Action::NextParagraph {
            (at..self.rows.len()).find(is_group)
        } else {
            let own = (0..at).rev().find(is_group).unwrap_or(0);
            // From its first quote, to the group before.
            if own + 1 == at { (0..own).rev().find(is_group) } else { Some(own) }
        };
        self.cursor.at = target.unwrap_or(at);
        self.preview_top = 0;
        self.land(true, room);
    }

    fn cancel(&mut self, room: &Room) -> Vec<Request> {
        if !self.field.text().is_empty() || self.state.is_some() {
            self.field = Field::default();
            self.state = None;
            self.refresh(room);
        } else if self.ticked.is_empty() {
            return vec![Request::Leave];
        } else {
            self.ticked.clear();
        }
        Vec::new()
    }

    fn tick(&mut self, room: &Room) {
        if let Some(id) = self.selected() {
            if !self.ticked.remove(&id) {
                self.ticked.insert(id);
            }
            self.act(Action::Down, None, room);
        }
    }

    fn group(&mut self, room: &Room) -> Vec<Request> {
        self.grouping = following(&Grouping::ALL, self.grouping);
        self.refresh(room);
        vec![Request::Say(Message::note(format!("by {}", self.grouping)))]
    }

    fn show_state(&mut self, room: &Room) -> Vec<Request> {
        const STATES: [Option<State>; 5] = [
            None,
            Some(State::Orphan),
            Some(State::Ambiguous),
            Some(State::Changed),
            Some(State::Attached),
        ];
        self.state = following(&STATES, self.state);
        self.refresh(room);
        let shown = self.state.map_or_else(|| "all quotes".to_owned(), |s| format!("only {s}"));
        vec![Request::Say(Message::note(shown))]
    }

    /// Takes a key while letters go to the field.
    pub fn key(&mut self, key: Key, room: &Room) -> Vec<Request> {
        if self.field.key(key) {
            self.cursor = ListCursor::default();
            self.refresh(room);
        }
        Vec::new()
    }

    /// Takes what a key means while letters go to the field.
    pub fn act_typing(&mut self, action: Action, room: &Room) -> Vec<Request> {
        match action {
            Action::Accept | Action::NextPane => self.typing = false,
            Action::Cancel => {
                self.typing = false;
                self.field = Field::default();
                self.refresh(room);
            }
            action => return self.act(action, None, room),
        }
        Vec::new()
    }

    /// Brings what depends on size and quotes up to date.
    pub fn settle(&mut self, room: &Room) {
        if self.seen == room.notebook.version {
            self.land(true, room);
        } else {
            self.refresh(room);
        }
    }
}

fn copy(quotes: &[Arc<Quote>], text: impl Fn(&Quote) -> String) -> Vec<Request> {
    let texts: Vec<String> = quotes.iter().map(|quote| text(quote)).collect();
    let what = if texts.len() == 1 { "the quote" } else { "the quotes" };
    vec![Request::Outside(Effect::Copy { text: texts.join("\n\n"), what })]
}

/// The one behind `here` in `all`, the first behind the last.
fn following<T: PartialEq + Copy>(all: &[T], here: T) -> T {
    let at = all.iter().position(|one| *one == here).unwrap_or(0);
    all.get((at + 1) % all.len().max(1)).copied().unwrap_or(here)
}
