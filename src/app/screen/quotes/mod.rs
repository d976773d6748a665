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
use crate::app::overlay::{Overlay, Prompt, PromptKind};
use crate::app::request::{Message, Request};
use crate::app::widgets::{Field, ListCursor};
use crate::app::workspace::Workspace;
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
    /// The version of the quotes that the rows show.
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
    pub fn enter(&mut self, workspace: &Workspace) -> Vec<Request> {
        self.refresh(workspace);
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
    pub fn areas(&self, workspace: &Workspace) -> Split {
        layout::split(workspace.areas().body, self.rows.len(), self.preview)
    }

    fn height(&self, workspace: &Workspace) -> usize {
        usize::from(self.areas(workspace).rows.height)
    }

    /// Makes the rows anew; the selected quote stays selected, else the one that took its place.
    fn refresh(&mut self, workspace: &Workspace) {
        let selected = self.selected();
        let view = View { by: self.grouping, state: self.state, filter: self.field.text() };
        self.rows = rows::rows(&workspace.quotes, view);
        self.seen = workspace.quotes.version;
        self.tally.clear();
        for quote in &workspace.quotes.shelf.quotes {
            if let Some(state) = workspace.quotes.state(quote) {
                *self.tally.entry(state).or_default() += 1;
            }
        }
        let there: BTreeSet<QuoteId> = workspace.quotes.shelf.quotes.iter().map(|q| q.id).collect();
        self.ticked.retain(|id| there.contains(id));
        let at =
            selected.and_then(|id| (0..self.rows.len()).find(|row| self.id_at(*row) == Some(id)));
        self.cursor.at = at.unwrap_or(self.cursor.at);
        self.land(true, workspace);
    }

    /// Brings the cursor onto a row that is no group: further on, or else back.
    fn land(&mut self, down: bool, workspace: &Workspace) {
        let height = self.height(workspace);
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
    pub fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Vec<Request> {
        let height = self.height(workspace);
        let before = self.cursor.at;
        if self.cursor.act(action, count, self.rows.len(), height) {
            self.land(self.cursor.at >= before && action != Action::Last, workspace);
            self.preview_top = 0;
            return Vec::new();
        }
        if let Some(requests) = self.of_unsaved(action, workspace) {
            return requests;
        }
        match action {
            Action::Open | Action::Right => {
                return match self.rows.get(self.cursor.at) {
                    Some(QuotesRow::Copy(at)) => Self::choose(*at, workspace),
                    _ => self.jump(workspace),
                };
            }
            Action::Export => return self.export(workspace),
            Action::Import => {
                return vec![Request::Open(Overlay::Prompt(Prompt::new(PromptKind::Import)))];
            }
            Action::NextParagraph | Action::PreviousParagraph => self.step_group(action, workspace),
            Action::Find | Action::Filter => self.typing = true,
            Action::Cancel => return self.cancel(workspace),
            Action::Tick => self.tick(workspace),
            Action::Group => return self.group(workspace),
            Action::ShowState => return self.show_state(workspace),
            Action::Preview => {
                self.preview = !self.preview;
                self.land(true, workspace);
            }
            Action::PreviewDown => self.preview_top += count.unwrap_or(1),
            Action::PreviewUp => {
                self.preview_top = self.preview_top.saturating_sub(count.unwrap_or(1));
            }
            action => return self.change(action, workspace),
        }
        Vec::new()
    }

    /// What changes quotes or takes them elsewhere.
    fn change(&self, action: Action, workspace: &Workspace) -> Vec<Request> {
        if let (Action::Remove, Some(QuotesRow::Copy(at))) = (action, self.rows.get(self.cursor.at))
        {
            return Self::put_away(*at, workspace);
        }
        let chosen = self.chosen(workspace);
        let Some(quote) =
            self.selected().and_then(|id| workspace.quotes.get(id)).or(chosen.first())
        else {
            return Vec::new();
        };
        let quote = Arc::clone(quote);
        let newer = chosen.iter().chain([&quote]).any(|quote| quote.schema > record::SCHEMA);
        if newer && !matches!(action, Action::Copy | Action::CopyCitation) {
            let said = "a newer variorum wrote this: here it can be read and copied, not changed";
            return vec![Request::Say(Message::note(said))];
        }
        let ask = |kind| vec![Request::Open(Overlay::Prompt(Prompt::new(kind)))];
        match action {
            Action::Edit => ask(PromptKind::Note(quote)),
            Action::Compose => {
                vec![Request::Outside(Prompt::new(PromptKind::Note(quote)).compose())]
            }
            Action::Tags if self.ticked.is_empty() => ask(PromptKind::Tags(quote)),
            Action::Tags => ask(PromptKind::AddTags(chosen)),
            Action::Speaker => ask(PromptKind::Speaker(quote)),
            Action::Copy => copy(&chosen, |quote| quote.exact.clone()),
            Action::CopyCitation => copy(&chosen, |quote| {
                workspace.citing.cited(&workspace.with_current_position(quote))
            }),
            Action::Remove => {
                vec![Request::Quotes(QuoteCommand::Remove(chosen.iter().map(|q| q.id).collect()))]
            }
            Action::Attach => vec![Request::StartAttaching(quote.id)],
            Action::Renew => Self::renew(&quote, workspace),
            _ => Vec::new(),
        }
    }

    /// The ticked quotes, else the selected one.
    fn chosen(&self, workspace: &Workspace) -> Vec<Arc<Quote>> {
        if self.ticked.is_empty() {
            rows::all(&workspace.quotes, self.selected())
        } else {
            rows::all(&workspace.quotes, self.ticked.iter().copied())
        }
    }

    fn jump(&self, workspace: &Workspace) -> Vec<Request> {
        let Some(id) = self.selected() else { return Vec::new() };
        let standing = workspace.quotes.standing(id);
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

    fn renew(quote: &Arc<Quote>, workspace: &Workspace) -> Vec<Request> {
        let standing = workspace.quotes.standing(quote.id);
        let article = standing.and_then(|standing| workspace.article(standing.article?));
        match (article, standing.map(|standing| &standing.anchor)) {
            (Some(article), Some(Anchor::Changed { extent, .. })) => {
                let (quote, article) = (Arc::clone(quote), Arc::clone(article));
                vec![Request::Quotes(QuoteCommand::Renew { quote, article, extent: *extent })]
            }
            _ => vec![Request::Say(Message::note("its words have not changed"))],
        }
    }

    fn step_group(&mut self, action: Action, workspace: &Workspace) {
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
        self.land(true, workspace);
    }

    fn cancel(&mut self, workspace: &Workspace) -> Vec<Request> {
        if !self.field.text().is_empty() || self.state.is_some() {
            self.field = Field::default();
            self.state = None;
            self.refresh(workspace);
        } else if self.ticked.is_empty() {
            return vec![Request::Leave];
        } else {
            self.ticked.clear();
        }
        Vec::new()
    }

    fn tick(&mut self, workspace: &Workspace) {
        if let Some(id) = self.selected() {
            if !self.ticked.remove(&id) {
                self.ticked.insert(id);
            }
            self.act(Action::Down, None, workspace);
        }
    }

    fn group(&mut self, workspace: &Workspace) -> Vec<Request> {
        self.grouping = following(&Grouping::ALL, self.grouping);
        self.refresh(workspace);
        vec![Request::Say(Message::note(format!("by {}", self.grouping)))]
    }

    fn show_state(&mut self, workspace: &Workspace) -> Vec<Request> {
        const STATES: [Option<State>; 5] = [
            None,
            Some(State::Orphan),
            Some(State::Ambiguous),
            Some(State::Changed),
            Some(State::Attached),
        ];
        self.state = following(&STATES, self.state);
        self.refresh(workspace);
        let shown = self.state.map_or_else(|| "all quotes".to_owned(), |s| format!("only {s}"));
        vec![Request::Say(Message::note(shown))]
    }

    /// Takes a key while letters go to the field.
    pub fn key(&mut self, key: Key, workspace: &Workspace) -> Vec<Request> {
        if self.field.key(key) {
            self.cursor = ListCursor::default();
            self.refresh(workspace);
        }
        Vec::new()
    }

    /// Takes what a key means while letters go to the field.
    pub fn act_typing(&mut self, action: Action, workspace: &Workspace) -> Vec<Request> {
        match action {
            Action::Accept | Action::NextPane => self.typing = false,
            Action::Cancel => {
                self.typing = false;
                self.field = Field::default();
                self.refresh(workspace);
            }
            action => return self.act(action, None, workspace),
        }
        Vec::new()
    }

    /// Brings what depends on size and quotes up to date.
    pub fn settle(&mut self, workspace: &Workspace) {
        if self.seen == workspace.quotes.version {
            self.land(true, workspace);
        } else {
            self.refresh(workspace);
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
