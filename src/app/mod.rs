//! The whole state of the reading room. Events go in, effects come out as data; nothing here touches
//! files, threads, the clock or the terminal.

pub mod effect;
pub mod event;
mod jump_list;
mod keeping;
pub mod layout;
mod loading;
mod nav_stack;
mod navigation;
pub mod overlay;
pub mod quotes_state;
pub mod request;
pub mod screen;
mod search_flow;
mod themes;
pub mod widgets;
pub mod workspace;

pub use effect::Effect;
pub use event::Event;
pub use request::{MarkMode, Message, Request, Severity};
pub use workspace::{Settings, Workspace};

use std::sync::Arc;

use crate::action::Action;
use crate::keys::{Context, Key, KeyCode, Keymap, Resolution};
use jump_list::JumpList;
use nav_stack::NavStack;
use overlay::{Answer, Help, Overlay, Problems};
use screen::{ArticleList, CompareScreen, QuotesScreen, Reader, ScreenName, SearchScreen};

/// The whole state of the reading room.
#[derive(Debug, Clone, Default)]
pub struct App {
    /// What all screens share.
    pub workspace: Workspace,
    /// The screen that is shown.
    pub screen: ScreenName,
    /// The list of articles.
    pub list: ArticleList,
    /// The reader.
    pub reader: Reader,
    /// The search.
    pub search: SearchScreen,
    /// The comparison.
    pub compare: CompareScreen,
    /// The quotes.
    pub quotes: QuotesScreen,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// The last word to the reader.
    pub message: Option<Message>,
    /// What is bound to which key.
    pub keymap: Keymap,
    /// Keys pressed so far of a longer sequence.
    pub pending: Vec<Key>,
    /// What the letter typed next is for.
    pub awaiting: Option<MarkMode>,
    /// Digits typed before a key.
    pub count: Option<usize>,
    /// Screens one came through; back leads to the last.
    nav: NavStack,
    jumps: JumpList,
    /// Whether the reader leaves as soon as everything is saved.
    leaving: bool,
}

impl App {
    /// A room with these keys, still without articles.
    pub fn new(workspace: Workspace, keymap: Keymap) -> Self {
        Self { workspace, keymap, ..Self::default() }
    }

    /// Takes in what happened; returns what the outside is asked to do.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = match event {
            Event::Key(key) => self.on_key(key),
            Event::Pasted(text) => self.on_paste(&text),
            Event::Resized(size) => {
                self.workspace.size = size;
                Vec::new()
            }
            Event::Loaded { articles, problems } => {
                let collection = Arc::make_mut(&mut self.workspace.collection);
                collection.extend(articles);
                collection.problems.extend(problems);
                self.list.refresh(&self.workspace);
                self.index()
            }
            Event::FilesChanged(changes) => {
                self.workspace.offer = changes;
                Vec::new()
            }
            Event::Rescanned(collection) => self.rescanned(collection),
            Event::Reading { read, found } => {
                self.workspace.progress = Some((read, found));
                Vec::new()
            }
            Event::LoadingFinished => {
                self.workspace.loading = false;
                self.workspace.progress = None;
                self.report_problems();
                let mut effects: Vec<Effect> =
                    self.workspace.quotes.locate(&self.workspace.collection).into_iter().collect();
                effects.extend(self.compare_again());
                effects
            }
            Event::Quotes(outcomes) => {
                self.workspace.quotes.answered();
                self.on_quotes(outcomes)
            }
            Event::QuotesSeen(outcomes) => self.on_quotes(outcomes),
            Event::Located { collection, standings } => {
                // Found in articles that are no longer these: the next answer is on its way.
                if Arc::ptr_eq(&collection, &self.workspace.collection) {
                    self.workspace.quotes.located(standings);
                }
                Vec::new()
            }
            Event::Comparing { number, progress } => {
                self.compare.note_progress(number, progress);
                Vec::new()
            }
            Event::ThemesSaved => self.themes_saved(),
            Event::Edited(edited) => self.edited(&edited),
            Event::Answered(answer) => {
                self.compare.answered(*answer, &self.workspace);
                Vec::new()
            }
            Event::Compared(compared) => self.compared(*compared),
            Event::Found(found) => {
                self.search.take(*found, &self.workspace);
                Vec::new()
            }
            Event::Composed(composed) => self.composed(composed),
            Event::Done(text) => self.say(Message::note(text)),
            Event::Failed(text) => self.say(Message::error(text)),
            Event::Terminated => self.quit_at_once(),
        };
        self.settle();
        effects.extend(self.drop_drafts());
        effects.dedup();
        effects
    }

    fn say(&mut self, message: Message) -> Vec<Effect> {
        self.message = Some(message);
        Vec::new()
    }

    /// Where keys are looked up now.
    pub fn context(&self) -> Context {
        match (self.typing(), &self.overlay, self.screen) {
            (true, ..) => Context::Typing,
            (_, Some(_), _) => Context::Overlay,
            (_, _, ScreenName::List) => Context::List,
            (_, _, ScreenName::Reader) => self.reader.context(),
            (_, _, ScreenName::Search) => Context::Search,
            (_, _, ScreenName::Compare) => self.compare.context(),
            (_, _, ScreenName::Quotes) => Context::Quotes,
        }
    }

    /// Whether letters type.
    pub fn typing(&self) -> bool {
        match (&self.overlay, self.screen) {
            (Some(overlay), _) => overlay.typing(),
            (None, ScreenName::List) => self.list.typing,
            (None, ScreenName::Reader) => self.reader.typing(),
            (None, ScreenName::Search) => self.search.typing,
            (None, ScreenName::Compare) => self.compare.typing(),
            (None, ScreenName::Quotes) => self.quotes.typing,
        }
    }

    fn on_key(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        if let Some(lettered) = self.awaiting.take() {
            return self.take_letter(lettered, key);
        }
        let context = self.context();
        if context == Context::Typing {
            return match self.keymap.resolve(context, &[key]) {
                Resolution::Action(action) if self.takes(action) => self.act_typing(action),
                _ => self.type_key(key),
            };
        }
        if self.takes_digit(key) {
            return Vec::new();
        }
        if key == Key::plain(KeyCode::Esc) && !(self.pending.is_empty() && self.count.is_none()) {
            self.pending.clear();
            self.count = None;
            return Vec::new();
        }
        self.pending.push(key);
        match self.keymap.resolve(context, &self.pending) {
            Resolution::Waiting => Vec::new(),
            Resolution::Nothing => {
                let keys: String = self.pending.drain(..).map(|key| key.to_string()).collect();
                self.count = None;
                let help = self.keymap.key_for(context, Action::Help);
                self.say(Message::note(format!("{keys} does nothing here · {help} help")))
            }
            Resolution::Action(action) => {
                self.pending.clear();
                let count = self.count.take();
                self.act(action, count)
            }
        }
    }

    /// Digits before a key are a count; `0` only behind another digit.
    fn takes_digit(&mut self, key: Key) -> bool {
        let digit = key.typed().and_then(|c| c.to_digit(10)).and_then(|d| usize::try_from(d).ok());
        match digit {
            Some(digit) if self.pending.is_empty() && (digit > 0 || self.count.is_some()) => {
                let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
                self.count = Some(count.min(1_000_000));
                true
            }
            _ => false,
        }
    }

    fn type_key(&mut self, key: Key) -> Vec<Effect> {
        let workspace = &self.workspace;
        let requests = match (&mut self.overlay, self.screen) {
            (Some(overlay), _) => {
                overlay.key(key);
                Vec::new()
            }
            (None, ScreenName::List) => {
                self.list.key(key, workspace);
                Vec::new()
            }
            (None, ScreenName::Reader) => {
                self.reader.key(key, workspace);
                Vec::new()
            }
            (None, ScreenName::Search) => self.search.key(key, workspace),
            (None, ScreenName::Compare) => self.compare.key(key, workspace),
            (None, ScreenName::Quotes) => self.quotes.key(key, workspace),
        };
        self.fulfil(requests)
    }

    fn on_paste(&mut self, text: &str) -> Vec<Effect> {
        if self.typing() {
            let keys = text.chars().filter(|c| !c.is_control()).map(KeyCode::Char).map(Key::plain);
            return keys.flat_map(|key| self.type_key(key)).collect();
        }
        Vec::new()
    }

    fn act_typing(&mut self, action: Action) -> Vec<Effect> {
        if let Some(effects) = self.act_always(action) {
            return effects;
        }
        if self.overlay.is_some() {
            return self.act_overlay(action, None);
        }
        let workspace = &self.workspace;
        let requests = match self.screen {
            ScreenName::List => self.list.act_typing(action, workspace),
            ScreenName::Reader => self.reader.act_typing(action, workspace),
            ScreenName::Search => self.search.act_typing(action, workspace),
            ScreenName::Compare => self.compare.act_typing(action, workspace),
            ScreenName::Quotes => self.quotes.act_typing(action, workspace),
        };
        self.fulfil(requests)
    }

    /// What works whatever has the keys.
    fn act_always(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::Suspend => {
                Some(vec![Effect::SaveSession(self.workspace.session.clone()), Effect::Suspend])
            }
            Action::Repaint => Some(vec![Effect::Repaint]),
            Action::Interrupt if self.typing() => Some(self.act_typing(Action::Cancel)),
            Action::Interrupt if self.overlay.is_some() => {
                self.overlay = None;
                Some(Vec::new())
            }
            Action::QuitNow | Action::Interrupt => Some(self.quit()),
            _ => None,
        }
    }

    /// Does what `action` means on the screen or in the overlay that has the keys.
    pub fn act(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        if let Some(effects) = self.act_always(action) {
            return effects;
        }
        if self.overlay.is_some() {
            return self.act_overlay(action, count);
        }
        match action {
            Action::Help => {
                let help = Help::of(&self.keymap, self.context());
                self.overlay = Some(Overlay::Help(help));
                Vec::new()
            }
            Action::Problems => {
                self.overlay = Some(Overlay::Problems(Problems::default()));
                Vec::new()
            }
            Action::Cancel if self.gives_up_attaching() => Vec::new(),
            Action::SaveAgain => {
                let orders = self.workspace.quotes.retry();
                if orders.is_empty() {
                    return self.say(Message::note("every quote is saved"));
                }
                orders
            }
            Action::Undo if self.screen != ScreenName::Compare => {
                let order = self.workspace.quotes.undo();
                vec![self.workspace.quotes.ask(order)]
            }
            Action::Percent if count.is_none() => self.say(Message::note("50% goes to the middle")),
            Action::GoList => self.show(ScreenName::List),
            Action::GoReader => self.go_reader(),
            Action::Search => self.begin_search(),
            Action::GoSearch => self.show(ScreenName::Search),
            Action::Compare => self.compare_chosen(),
            Action::GoCompare => self.show(ScreenName::Compare),
            Action::FindNext | Action::FindPrevious if self.walks_hits() => {
                self.walk_hits(action, count)
            }
            Action::GoQuotes => self.show(ScreenName::Quotes),
            Action::Rescan if self.workspace.loading => self.say(Message::note("still reading")),
            Action::Rescan => {
                self.workspace.loading = true;
                vec![Effect::Rescan]
            }
            Action::Back => self.step_back(),
            Action::Forward => self.step_forward(),
            Action::Quit if self.steps_out() => Vec::new(),
            Action::Quit => self.leave(),
            action => self.act_screen(action, count),
        }
    }

    fn act_screen(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let requests = match self.screen {
            ScreenName::List => self.list.act(action, count, &self.workspace),
            ScreenName::Reader => self.reader.act(action, count, &mut self.workspace),
            ScreenName::Search => self.search.act(action, count, &self.workspace),
            ScreenName::Compare => self.compare.act(action, count, &self.workspace),
            ScreenName::Quotes => self.quotes.act(action, count, &self.workspace),
        };
        self.fulfil(requests)
    }

    fn act_overlay(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let Some(overlay) = &mut self.overlay else { return Vec::new() };
        match overlay.act(action, count, &self.workspace) {
            Answer::Stay => Vec::new(),
            Answer::Ask(request) => self.fulfil(vec![request]),
            Answer::Close(requests) => {
                self.overlay = None;
                self.fulfil(requests)
            }
            Answer::Run(action) => {
                self.overlay = None;
                self.act(action, None)
            }
        }
    }
}
