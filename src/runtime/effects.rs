//! Does what the app asks of the outside; answers come back as events.

use std::io::{self, Write, stdout};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::clipboard::Clipboard;
use super::comparing::Comparer;
use super::editor::{self, Editor};
use super::input::Keyboard;
use super::loader::Loader;
use super::opener::Opener;
use super::quotes::{self, Quotes};
use super::terminal::Screen;
use super::watch::Watch;
use super::worker::Searcher;
use super::{comparing, themes};
use crate::app::overlay::PromptKind;
use crate::app::{Effect, Event};
use crate::collection::Origin;
use crate::config;
use crate::search::Aliases;
use crate::session::Session;
use crate::storage::typed::{beginning_with, shown, typed, write_new};
use crate::storage::{Places, block_overrides, session};
use crate::ui::Palette;

/// What follows an effect.
#[derive(Debug)]
pub(super) enum Next {
    /// Nothing special.
    On,
    /// Everything is shown in these colours from now on.
    Colours(Box<Palette>),
    /// This has happened meanwhile, before anything that still waits.
    Happened(Vec<Event>),
    /// The room closes.
    End,
}

/// Whatever effects need.
#[derive(Debug)]
pub(super) struct Effects {
    loader: Loader,
    places: Places,
    /// Where the articles come from: themes belong to it.
    origin: Origin,
    /// What was last saved, so that only what changed here is written.
    saved: Session,
    events: Sender<Event>,
    quotes: Quotes,
    /// What is printed when the terminal is as it was.
    last_words: String,
    searcher: Searcher,
    comparer: Comparer,
    /// Tells of saved theme files as long as it is there.
    _themes: Option<Watch>,
    keyboard: Keyboard,
    clipboard: Clipboard,
    opener: Opener,
}

impl Effects {
    /// Effects on the reader's files at `places`, answering into `events`.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(super) fn new(
        loader: Loader,
        names: Option<Arc<Aliases>>,
        places: Places,
        origin: Origin,
        saved: Session,
        events: Sender<Event>,
        keyboard: Keyboard,
    ) -> io::Result<Self> {
        let quotes = Quotes::spawn(&places.data, events.clone())?;
        let searcher = Searcher::spawn(names, places.clone(), events.clone())?;
        let comparer = Comparer::spawn(places.clone(), searcher.indexed(), events.clone())?;
        let clipboard = Clipboard::new(events.clone());
        let themes = themes::watch(&places, &origin, events.clone());
        Ok(Self {
            loader,
            origin,
            places,
            saved,
            events,
            quotes,
            last_words: String::new(),
            searcher,
            comparer,
            _themes: themes,
            keyboard,
            clipboard,
            opener: Opener::default(),
        })
    }

    /// Does what only the drawing thread may do for others.
    pub(super) fn catch_up(&self) {
        self.clipboard.catch_up();
    }

    /// Waits until everything is written and prints what was to be printed last.
    pub(super) fn finish(self) -> io::Result<()> {
        drop(self.quotes);
        stdout().write_all(self.last_words.as_bytes())
    }

    /// Does one effect.
    ///
    /// # Errors
    /// Only if the terminal fails; everything else is told by an event.
    pub(super) fn perform(&mut self, effect: Effect, screen: &mut Screen) -> io::Result<Next> {
        match effect {
            Effect::Copy { text, what } => self.clipboard.copy(text, what),
            Effect::Quotes(command) => self.quotes.ask(command),
            Effect::LocateQuotes { quotes, collection } => {
                quotes::find(quotes, collection, self.events.clone());
            }
            Effect::Compose { kind, text } => return self.compose(kind, &text, screen),
            Effect::DropDrafts(drafts) => drafts.iter().for_each(|draft| editor::drop_draft(draft)),
            Effect::PrintLast(text) => self.last_words = text,
            Effect::SaveSession(session) => self.save(session),
            Effect::Compare(job) => {
                self.comparer.compare(job);
            }
            Effect::Ask(question) => self.comparer.ask(question),
            Effect::Keep(change) => self.tell(comparing::keep(change, &self.places, &self.origin)),
            Effect::Write { to, contents } => self.tell(self.write(&to, &contents)),
            Effect::OpenOutside(address) => self.opener.open(address, self.events.clone()),
            Effect::BlockOverride { article, extent, counts_as } => {
                match block_overrides::set(&self.places.data, article, extent, counts_as) {
                    Ok(_) => self.loader.rescan(),
                    Err(failure) => self.tell(Event::Failed(failure.to_string())),
                }
            }
            Effect::Rescan => self.loader.rescan(),
            Effect::OpenPath(typed_path) => match typed(&typed_path).canonicalize() {
                Ok(path) => self.loader.open(path),
                Err(error) => self.tell(Event::Failed(format!("{typed_path}: {error}"))),
            },
            Effect::ListFiles(begun) => self.tell(Event::Files(beginning_with(&begun))),
            Effect::UsePalette(name) => match config::palette_called(&name, &self.places) {
                Ok(palette) => return Ok(Next::Colours(Box::new(palette))),
                Err(message) => self.tell(Event::Failed(message)),
            },
            Effect::Index(collection) => self.searcher.index(collection),
            Effect::Search(job) => self.searcher.ask(job),
            Effect::CaptureMouse(capture) => screen.capture_mouse(capture)?,
            Effect::Repaint => screen.forget(),
            Effect::Suspend => {
                return screen.suspend().map(|size| Next::Happened(vec![Event::Resized(size)]));
            }
            Effect::Quit => return Ok(Next::End),
        }
        Ok(Next::On)
    }

    /// Gives terminal and keyboard to the reader's editor until it ends.
    fn compose(&self, kind: PromptKind, text: &str, screen: &mut Screen) -> io::Result<Next> {
        let editor = match Editor::of_the_reader() {
            Ok(editor) => editor,
            Err(sentence) => return Ok(Next::Happened(vec![Event::Failed(sentence)])),
        };
        let Some(lent) = self.keyboard.lend() else { return Ok(Next::On) };
        let folder = self.places.state.join("drafts");
        let (composed, size) = screen.lend(|| editor.edit(kind, text, &folder))?;
        drop(lent);
        Ok(Next::Happened(vec![Event::Resized(size), composed]))
    }

    fn save(&mut self, session: Session) {
        if session == self.saved {
            return;
        }
        match session::write(&self.places.state, &self.saved, &session) {
            Ok(_) => self.saved = session,
            Err(failure) => self.tell(Event::Failed(failure.to_string())),
        }
    }

    /// Sends an event; the room listens as long as effects are done.
    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Writes a new file where the reader typed; a name that is taken gets a number.
    fn write(&self, to: &str, contents: &str) -> Event {
        let path = typed(to);
        match write_new(&path, contents, |path| self.loader.wrote(path)) {
            Ok(path) => Event::Done(format!("wrote {}", shown(&path))),
            Err(error) => Event::Failed(format!("could not write {}: {error}", path.display())),
        }
    }
}
