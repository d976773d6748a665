//! The whole state of the reading room. Events go in, effects come out as data; nothing here touches
//! files, threads, the clock or the terminal.

mod awaiting;
mod commands;
pub mod cx;
pub mod effect;
pub mod event;
mod export;
pub mod focus;
pub mod foot;
pub mod go;
mod habits;
mod hints;
mod jump_list;
mod keeping;
pub mod layout;
mod loading;
pub mod message;
mod modes;
mod nav_stack;
mod navigation;
pub mod overlay;
pub mod pending;
pub mod pointer;
mod pressing;
pub mod quotes_state;
pub mod screen;
mod search_flow;
mod side_by_side;
mod themes;
pub mod widgets;
pub mod workspace;

pub use awaiting::Awaiting;
pub use cx::{Cx, Flow};
pub use effect::Effect;
pub use event::Event;
pub use go::{Go, ThemeDraft};
pub use message::{Message, Severity};
pub use workspace::{Settings, Workspace};

use std::sync::Arc;

use crate::action::Action;
use crate::keys::{Key, Keymap};
use jump_list::JumpList;
use nav_stack::NavStack;
use overlay::{Help, Overlay, Problems};
use screen::{ArticleList, Beside, CompareScreen, QuotesScreen, Reader, ScreenName, SearchScreen};
use widgets::Marking;

/// The whole state of the reading room.
#[derive(Debug, Clone, Default)]
pub struct App {
    /// What all screens share.
    pub workspace: Workspace,
    /// The screen that is shown.
    pub screen: ScreenName,
    /// The list of articles.
    pub list: ArticleList,
    /// The reader that has the keys.
    pub reader: Reader,
    /// The one beside it, where two articles are read.
    pub beside: Option<Beside>,
    /// What is sought in all articles, and the hits.
    pub search: SearchScreen,
    /// Themes against articles, and what was opened from them.
    pub compare: CompareScreen,
    /// The list of what was kept.
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
    pub awaiting: Option<Awaiting>,
    /// Digits typed before a key.
    pub count: Option<usize>,
    /// Screens one came through; back leads to the last.
    nav: NavStack,
    jumps: JumpList,
    /// Whether the reader leaves as soon as everything is saved.
    leaving: bool,
    /// What the outside is asked to do, until the event is dealt with.
    effects: Vec<Effect>,
    /// The path that is being read because it was typed, to be opened once it is here.
    opening: Option<String>,
    /// Where the key leads, until the app goes there.
    go: Option<Go>,
}

/// The screens and what lies over them, to be handed a key together with a [`Cx`].
struct Screens<'a> {
    list: &'a mut ArticleList,
    reader: &'a mut Reader,
    beside: Option<&'a mut Beside>,
    search: &'a mut SearchScreen,
    compare: &'a mut CompareScreen,
    quotes: &'a mut QuotesScreen,
}

impl App {
    /// A room with these keys, still without articles.
    pub fn new(workspace: Workspace, keymap: Keymap) -> Self {
        let workspace = Workspace { marked: Marking::at_first(), ..workspace };
        Self { workspace, keymap, ..Self::default() }
    }

    /// Takes in what happened; returns what the outside is asked to do.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.take_in(event);
        self.finish()
    }

    /// Does what `action` means on the screen or in the overlay that has the keys, as [`Self::handle`]
    /// does for the key that is bound to it.
    pub fn act(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        self.run(action, count);
        self.finish()
    }

    /// Goes where the event led, and hands out what it asks of the outside.
    fn finish(&mut self) -> Vec<Effect> {
        self.follow_go();
        self.find();
        self.fit_to_screen();
        self.go_along();
        self.note_theme();
        self.drop_drafts();
        let mut effects = std::mem::take(&mut self.effects);
        effects.dedup();
        effects
    }

    fn take_in(&mut self, event: Event) {
        match event {
            Event::Key(key) => self.on_key(key),
            Event::Pasted(text) => self.on_paste(&text),
            Event::Pointer(pointer) => self.on_pointer(pointer),
            Event::Resized(size) => self.workspace.size = size,
            Event::Loaded { articles, problems } => {
                let collection = Arc::make_mut(&mut self.workspace.collection);
                collection.extend(articles);
                collection.problems.extend(problems);
                self.list.refresh(&self.workspace);
                self.index();
            }
            Event::FilesChanged(changes) => self.workspace.offer = changes,
            Event::Rescanned(collection) => self.rescanned(collection),
            Event::Misconfigured(mistakes) => self.workspace.mistakes = mistakes,
            Event::Files(names) => {
                if let Some(Overlay::Command(line)) = &mut self.overlay {
                    line.offer_files(&names);
                }
            }
            Event::Reading { read, found } => self.workspace.progress = Some((read, found)),
            Event::LoadingFinished => {
                self.workspace.loading = false;
                self.workspace.progress = None;
                self.report_problems();
                self.locate_quotes();
                self.compare_again();
            }
            Event::Quotes(outcomes) => {
                self.workspace.quotes.answered();
                self.on_quotes(outcomes);
            }
            Event::QuotesSeen(outcomes) => self.on_quotes(outcomes),
            Event::Located { collection, statuses } => {
                // Found in articles that are no longer these: the next answer is on its way.
                if Arc::ptr_eq(&collection, &self.workspace.collection) {
                    self.workspace.quotes.located(statuses);
                }
            }
            Event::Comparing { number, progress } => self.compare.note_progress(number, progress),
            Event::ThemesSaved => self.themes_saved(),
            Event::Edited(edited) => self.edited(&edited),
            Event::Answered(answer) => {
                let over = self.compare.answered(*answer, &self.workspace);
                // Who has gone elsewhere meanwhile is left there.
                if self.screen == ScreenName::Compare && self.overlay.is_none() {
                    self.overlay = over;
                }
            }
            Event::Compared(compared) => self.compared(*compared),
            Event::Found(found) => self.search.take(*found, &self.workspace),
            Event::Composed(composed) => self.composed(&composed),
            Event::Done(text) => self.say(Message::note(text)),
            Event::Failed(text) => self.say(Message::error(text)),
            Event::Terminated => self.quit_at_once(),
        }
    }

    fn say(&mut self, message: Message) {
        self.message = Some(message);
    }

    /// The screens, and what goes down to them.
    fn parts(&mut self) -> (Screens<'_>, Cx<'_>) {
        let Self { list, reader, beside, search, compare, quotes, .. } = self;
        let beside = beside.as_mut();
        let screens = Screens { list, reader, beside, search, compare, quotes };
        let Self { workspace, keymap, effects, message, go, .. } = self;
        (screens, Cx { workspace, keymap, effects, message, go })
    }

    /// What works whatever has the keys; `false` if `action` is none of it.
    fn act_always(&mut self, action: Action) -> bool {
        match action {
            Action::Suspend => {
                self.parts().1.save_session();
                self.effects.push(Effect::Suspend);
            }
            Action::Repaint => self.effects.push(Effect::Repaint),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::Interrupt if self.typing() => self.act_typing(Action::Cancel),
            Action::Interrupt if self.overlay.is_some() => self.overlay = None,
            Action::QuitNow | Action::Interrupt => self.quit(),
            _ => return false,
        }
        true
    }

    fn run(&mut self, action: Action, count: Option<usize>) {
        if self.act_always(action) {
            return;
        }
        if self.overlay.is_some() {
            return self.act_overlay(action, count);
        }
        self.note_step(action);
        match action {
            Action::Help => {
                let first = hints::of(self).iter().map(|(action, _)| *action);
                let help = Help::of(&self.keymap, self.context(), first);
                self.overlay = Some(Overlay::Help(help));
            }
            Action::Problems => self.overlay = Some(Overlay::Problems(Problems::default())),
            Action::Cancel if self.gives_up_attaching() => {}
            Action::SaveAgain => self.save_again(),
            Action::Undo if self.screen != ScreenName::Compare => {
                let effect = self.workspace.quotes.undo();
                self.effects.extend(effect);
            }
            Action::Percent if count.is_none() => self.say(Message::note("50% goes to the middle")),
            Action::GoList => self.show(ScreenName::List),
            Action::GoReader => self.go_reader(),
            Action::Resume => match self.list.resumes(&self.workspace) {
                Some(article) => self.read_on(article),
                None => self.go_reader(),
            },
            Action::CommandLine => self.begin_command(),
            Action::Export
                if matches!(
                    self.screen,
                    ScreenName::List | ScreenName::Reader | ScreenName::Search
                ) =>
            {
                self.begin_command_with("w ");
            }
            Action::PreviousArticle | Action::NextArticle if self.is_reading() => {
                self.read_neighbour(action);
            }
            Action::SetMark | Action::GoToMark | Action::NumberLinks if self.is_reading() => {
                self.await_letter(action, count);
            }
            Action::FindLetter | Action::FindLetterBack | Action::TillLetter
                if self.reader.selection.is_some() =>
            {
                self.await_letter(action, count);
            }
            Action::Search => self.begin_search(),
            Action::OnlyTicked if self.screen == ScreenName::Search => self.search_ticked(),
            Action::GoSearch => self.show(ScreenName::Search),
            Action::Compare => self.compare_chosen(),
            Action::Leads => self.show_leads(),
            Action::GoCompare => self.show(ScreenName::Compare),
            Action::FindNext | Action::FindPrevious if self.walks_hits() => {
                self.walk_hits(action, count);
            }
            Action::GoQuotes => self.show(ScreenName::Quotes),
            Action::Rescan if self.workspace.loading => self.say(Message::note("still reading")),
            Action::Rescan => {
                self.workspace.loading = true;
                self.effects.push(Effect::Rescan);
            }
            Action::Back => self.step_back(),
            Action::Forward => self.step_forward(),
            Action::Quit if self.is_reading() && self.close_pane() => {}
            Action::Quit => self.close(Flow::Close),
            Action::Beside if self.is_reading() => self.toggle_beside(),
            Action::Beside if self.screen != ScreenName::List => {
                self.act_screen(Action::Open, count);
                self.go = self.go.take().map(Go::beside);
            }
            Action::NextPane if self.is_reading() => self.cross(),
            Action::NextOnTheme | Action::PreviousOnTheme if self.is_reading() => {
                self.step_on_theme(action, count);
            }
            Action::KeepTogether if self.is_reading() => self.keep_together(),
            action => self.act_screen(action, count),
        }
    }

    fn act_screen(&mut self, action: Action, count: Option<usize>) {
        let screen = self.screen;
        let (screens, mut cx) = self.parts();
        let flow = match screen {
            ScreenName::List => screens.list.act(action, count, &mut cx),
            ScreenName::Reader => {
                let flow = screens.reader.act(action, count, &mut cx);
                if let Some(beside) = screens.beside {
                    beside.scroll_along(screens.reader, action, count, cx.workspace);
                }
                flow
            }
            ScreenName::Search => screens.search.act(action, count, &mut cx),
            ScreenName::Compare => screens.compare.act(action, count, &mut cx),
            ScreenName::Quotes => screens.quotes.act(action, count, &mut cx),
        };
        self.close(flow);
    }

    /// Leaves the screen, where it is done with.
    fn close(&mut self, flow: Flow) {
        if flow == Flow::Close && !self.steps_out() {
            self.leave();
        }
    }

    /// What lies over a screen gets the keys first; what it asked for where it began is answered there.
    fn act_overlay(&mut self, action: Action, count: Option<usize>) {
        let Some(mut overlay) = self.overlay.take() else { return };
        if matches!((action, &overlay), (Action::Quit, Overlay::Unsaved)) {
            return self.quit_at_once();
        }
        let (screens, mut cx) = self.parts();
        let flow = match screens.compare.answer(&mut overlay, action, &mut cx) {
            Flow::Ignored => overlay.act(action, count, &mut cx),
            flow => flow,
        };
        if flow != Flow::Close {
            self.overlay = Some(overlay);
        }
    }
}
