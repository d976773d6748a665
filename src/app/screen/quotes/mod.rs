//! Quotes: what was kept, with its source.

mod exchange;
mod rows;

pub use rows::QuotesRow;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::go::Go;
use crate::app::layout::{self, Split};
use crate::app::overlay::{Prompt, PromptKind};
use crate::app::screen::ScreenName;
use crate::app::widgets::{Field, ListCursor, ListView, ticks};
use crate::app::workspace::Workspace;
use crate::keys::{Context, Key};
use crate::quotes::export::Grouping;
use crate::quotes::{Anchor, Quote, QuoteCommand, QuoteId, State, record};
use crate::text::{Extent, Span};
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
    /// What was ticked before all was unticked.
    cleared: BTreeSet<QuoteId>,
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
            cleared: BTreeSet::new(),
            preview: true,
            preview_top: 0,
            tally: BTreeMap::new(),
            seen: 0,
        }
    }
}

impl QuotesScreen {
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

    /// Its rows on the screen.
    pub fn view(&self, workspace: &Workspace) -> ListView {
        ListView::new(self.areas(workspace).rows, self.cursor, self.rows.len())
    }

    fn height(&self, workspace: &Workspace) -> usize {
        usize::from(self.areas(workspace).rows.height)
    }

    /// Makes the rows again; the selected quote stays selected, else the one that took its place.
    pub fn refresh(&mut self, workspace: &Workspace) {
        let selected = self.selected();
        let view = View { by: self.grouping, state: self.state, filter: self.field.text() };
        self.rows = rows::rows(&workspace.quotes, view);
        self.seen = workspace.quotes.version;
        self.tally.clear();
        for quote in &workspace.quotes.stored.quotes {
            if let Some(state) = workspace.quotes.state(quote) {
                *self.tally.entry(state).or_default() += 1;
            }
        }
        let there: BTreeSet<QuoteId> =
            workspace.quotes.stored.quotes.iter().map(|q| q.id).collect();
        self.ticked.retain(|id| there.contains(id));
        let at =
            selected.and_then(|id| (0..self.rows.len()).find(|row| self.id_at(*row) == Some(id)));
        self.cursor.at = at.unwrap_or(self.cursor.at);
        self.land(true, workspace);
    }

    /// Brings the cursor onto a row that is no group: further on, or else back.
    fn land(&mut self, down: bool, workspace: &Workspace) {
        let height = self.height(workspace);
        self.cursor.keep_within(self.rows.len(), height);
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
    pub fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let height = self.height(cx.workspace);
        let before = self.cursor.at;
        if self.cursor.act(action, count, self.rows.len(), height) {
            self.land(self.cursor.at >= before && action != Action::Last, cx.workspace);
            self.preview_top = 0;
            return Flow::Stay;
        }
        if self.act_unsaved(action, cx) == Flow::Stay {
            return Flow::Stay;
        }
        let by = count.unwrap_or(1);
        match (action, self.rows.get(self.cursor.at)) {
            (Action::Open | Action::Right, Some(QuotesRow::Copy(at))) => Self::choose(*at, cx),
            (Action::Open | Action::Right, _) => self.jump(cx),
            (Action::Export, _) => self.export(cx),
            (Action::Import, _) => cx.prompt(PromptKind::Import),
            (Action::NextParagraph | Action::PreviousParagraph, _) => {
                self.step_group(action, cx.workspace);
            }
            (Action::Find | Action::Filter, _) => self.typing = true,
            (Action::Cancel, _) => return self.cancel(cx.workspace),
            (Action::Tick, _) => self.tick(cx.workspace),
            (Action::ClearTicks, _) => {
                let key = cx.keymap.key_for(Context::Quotes, Action::ClearTicks);
                cx.note(ticks::clear(&mut self.ticked, &mut self.cleared, &key));
            }
            (Action::Group, _) => self.group(cx),
            (Action::ShowState, _) => self.show_state(cx),
            (Action::Preview, _) => {
                self.preview = !self.preview;
                self.land(true, cx.workspace);
            }
            (Action::PreviewDown, _) => self.preview_top = self.preview_top.saturating_add(by),
            (Action::PreviewUp, _) => self.preview_top = self.preview_top.saturating_sub(by),
            (Action::Remove, Some(QuotesRow::Copy(at))) => Self::put_away(*at, cx),
            (action, _) => return self.change(action, cx),
        }
        Flow::Stay
    }

    /// What changes quotes or takes them elsewhere.
    fn change(&self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let chosen = self.chosen(cx.workspace);
        let selected = self.selected().and_then(|id| cx.workspace.quotes.get(id)).cloned();
        let Some(quote) = selected.or_else(|| chosen.first().cloned()) else {
            return Flow::Ignored;
        };
        let newer = chosen.iter().chain([&quote]).any(|quote| quote.schema > record::SCHEMA);
        if newer && !matches!(action, Action::Copy | Action::CopyCitation) {
            cx.note("a newer variorum wrote this: here it can be read and copied, not changed");
            return Flow::Stay;
        }
        let texts = |text: &dyn Fn(&Quote) -> String| -> Vec<String> {
            chosen.iter().map(|quote| text(quote)).collect()
        };
        match action {
            Action::Edit => cx.prompt(PromptKind::Note(quote)),
            Action::Compose => cx.ask(Prompt::new(PromptKind::Note(quote)).compose()),
            Action::Tags if self.ticked.is_empty() => cx.prompt(PromptKind::Tags(quote)),
            Action::Tags => cx.prompt(PromptKind::AddTags(chosen)),
            Action::Speaker => cx.prompt(PromptKind::Speaker(quote)),
            Action::Copy => copy(&texts(&|quote| quote.exact.clone()), cx),
            Action::CopyCitation => {
                let workspace = &*cx.workspace;
                let cited =
                    texts(&|quote| workspace.citing.cited(&workspace.with_current_position(quote)));
                copy(&cited, cx);
            }
            Action::Remove => {
                cx.quote(QuoteCommand::Remove(chosen.iter().map(|quote| quote.id).collect()));
            }
            Action::Attach => attach(quote.id, cx),
            Action::Renew => renew(&quote, cx),
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    /// The ticked quotes, else the selected one.
    fn chosen(&self, workspace: &Workspace) -> Vec<Arc<Quote>> {
        if self.ticked.is_empty() {
            rows::all(&workspace.quotes, self.selected())
        } else {
            rows::all(&workspace.quotes, self.ticked.iter().copied())
        }
    }

    fn jump(&self, cx: &mut Cx<'_>) {
        let Some(id) = self.selected() else { return };
        let status = cx.workspace.quotes.status(id);
        let Some((article, status)) = status.and_then(|s| Some((s.article?, s))) else {
            return cx.note("its article is not open here; m puts it at words of another");
        };
        let marks = match &status.anchor {
            Anchor::Attached(extent) | Anchor::Changed { extent, .. } => vec![*extent],
            Anchor::Ambiguous(extents) => extents.clone(),
            Anchor::Orphan => return attach(id, cx),
        };
        let first = marks.first().copied().unwrap_or_default();
        cx.jump(Span::new(article, first), marks);
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

    fn cancel(&mut self, workspace: &Workspace) -> Flow {
        if !self.field.text().is_empty() || self.state.is_some() {
            self.field = Field::default();
            self.state = None;
            self.refresh(workspace);
            return Flow::Stay;
        }
        Flow::Close
    }

    fn tick(&mut self, workspace: &Workspace) {
        if let Some(id) = self.selected() {
            if !self.ticked.remove(&id) {
                self.ticked.insert(id);
            }
            self.cursor.act(Action::Down, None, self.rows.len(), self.height(workspace));
            self.land(true, workspace);
            self.preview_top = 0;
        }
    }

    fn group(&mut self, cx: &mut Cx<'_>) {
        self.grouping = following(&Grouping::ALL, self.grouping);
        self.refresh(cx.workspace);
        cx.note(format!("by {}", self.grouping));
    }

    fn show_state(&mut self, cx: &mut Cx<'_>) {
        const STATES: [Option<State>; 5] = [
            None,
            Some(State::Orphan),
            Some(State::Ambiguous),
            Some(State::Changed),
            Some(State::Attached),
        ];
        self.state = following(&STATES, self.state);
        self.refresh(cx.workspace);
        cx.note(self.state.map_or_else(|| "all quotes".to_owned(), |s| format!("only {s}")));
    }

    /// Takes a key while letters go to the field.
    pub fn key(&mut self, key: Key, workspace: &Workspace) {
        if self.field.key(key) {
            self.cursor = ListCursor::default();
            self.refresh(workspace);
        }
    }

    /// Takes what a key means while letters go to the field.
    pub fn act_typing(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::Accept | Action::NextPane => self.typing = false,
            Action::Cancel => {
                self.typing = false;
                self.field = Field::default();
                self.refresh(cx.workspace);
            }
            action => return self.act(action, None, cx),
        }
        Flow::Stay
    }

    /// Brings what depends on size and quotes up to date.
    pub fn fit_to_screen(&mut self, workspace: &Workspace) {
        if self.seen == workspace.quotes.version {
            self.land(true, workspace);
        } else {
            self.refresh(workspace);
        }
    }
}

fn copy(texts: &[String], cx: &mut Cx<'_>) {
    let what = if texts.len() == 1 { "the quote" } else { "the quotes" };
    cx.copy(texts.join("\n\n"), what);
}

/// Opens the article of a quote so that its new place can be selected there; the list of articles
/// where its own is not here or not known again. The foot line says how it goes on.
fn attach(id: QuoteId, cx: &mut Cx<'_>) {
    let Some(quote) = cx.workspace.quotes.get(id) else { return };
    let passage = quote.passage.unwrap_or(1);
    let status = cx.workspace.quotes.status(id);
    let known = status.and_then(|status| status.anchor.extent());
    let article = status.and_then(|status| cx.workspace.article(status.article?)).cloned();
    let Some(article) = article else {
        if cx.workspace.collection.is_empty() {
            return cx.note("no article is open here");
        }
        cx.workspace.quotes.attaching = Some(id);
        return cx.go(Go::Show(ScreenName::List));
    };
    let last = u32::try_from(article.passage_count()).unwrap_or(1);
    let passage = article.passage(passage.min(last)).map(|passage| passage.block.extent);
    let place = known.or(passage).unwrap_or_default();
    cx.workspace.quotes.attaching = Some(id);
    cx.jump(Span::new(article.id(), Extent::new(place.start, place.start)), Vec::new());
}

/// Takes the words of a quote as they stand now.
fn renew(quote: &Arc<Quote>, cx: &mut Cx<'_>) {
    let status = cx.workspace.quotes.status(quote.id);
    let article = status.and_then(|status| cx.workspace.article(status.article?));
    match (article, status.map(|status| &status.anchor)) {
        (Some(article), Some(Anchor::Changed { extent, .. })) => {
            let (quote, article, extent) = (Arc::clone(quote), Arc::clone(article), *extent);
            cx.quote(QuoteCommand::Renew { quote, article, extent });
        }
        _ => cx.note("its words have not changed"),
    }
}

/// The one behind `here` in `all`, the first behind the last.
fn following<T: PartialEq + Copy>(all: &[T], here: T) -> T {
    let at = all.iter().position(|one| *one == here).unwrap_or(0);
    all.get((at + 1) % all.len().max(1)).copied().unwrap_or(here)
}
