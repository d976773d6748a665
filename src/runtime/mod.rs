//! The loop: waits for events, hands them to the app, does the effects, paints once.
//!
//! Nothing ticks: while nothing happens the program sleeps in `recv`.

mod background;
mod clipboard;
mod comparing;
mod editor;
mod effects;
mod ending;
mod input;
mod loader;
mod log;
mod mailbox;
mod memory;
mod opener;
mod pool;
mod quotes;
mod signals;
mod terminal;
mod themes;
mod threads;
mod watch;
mod watchdog;
mod worker;

use std::collections::VecDeque;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use crate::app::screen::SortBy;
pub use crate::app::workspace::Drawing;
use crate::app::{App, Effect, Event, Settings, Workspace};
use crate::collection::Problem;
use crate::config::{self, Config};
use crate::session::Session;
use crate::storage::opening::Opening;
use crate::storage::{Places, names};
use crate::ui::{self, Palette};
use effects::{Effects, Next};
use ending::End;
pub use ending::Ending;
use input::Keyboard;
use loader::Loader;
use log::Log;
pub use memory::has_memory;
pub use pool::{Threads, share_work};
pub use signals::spare_from_file_limit;
pub use terminal::Screen;
use watchdog::Watchdog;

/// What the room is opened with.
#[derive(Debug)]
pub struct Start {
    /// The files and folders to read; none: the sample.
    pub paths: Vec<PathBuf>,
    /// Where the reader's files live.
    pub places: Places,
    /// What the reader configured.
    pub config: Config,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// Where the reader left off.
    pub session: Session,
    /// How much is drawn beside the words.
    pub drawing: Drawing,
}

/// Opens the room and stays in it until the reader leaves.
///
/// # Errors
/// If the terminal cannot be set up or written to. It is always left as it was found.
pub fn run(start: Start) -> io::Result<Ending> {
    let Start { paths, places, config, mut problems, session, drawing } = start;
    let names = names::load(&places).unwrap_or_else(|problem| {
        problems.push(problem);
        None
    });
    let (log, end, keyboard) = (Log::below(&places.state), End::default(), Keyboard::default());
    terminal::log_panics(&log);
    let (sender, events) = mpsc::channel();
    let watchdog = Watchdog::new(log.clone());
    // Before the terminal is claimed: whatever ends the room gives it back.
    signals::wait(&sender, end.clone(), keyboard.clone(), log.clone(), watchdog.doing())?;
    let screen = Screen::enter(config.settings.mouse)?;
    let palette = match config.settings.palette.as_str() {
        // Before the input thread reads what the terminal answers.
        config::AUTO_PALETTE => background::palette(&places, config.palette),
        _ => config.palette,
    };
    input::spawn(&sender, keyboard.clone(), end.clone())?;
    let origin = Opening::of(&paths, &places).map(|opening| opening.origin()).unwrap_or_default();
    let loader = Loader::spawn(paths, places.clone(), config.settings.limits, sender.clone())?;
    let effects =
        Effects::new(loader, names, places, origin.clone(), session.clone(), sender, keyboard)?;
    let workspace = Workspace {
        loading: true,
        origin,
        session,
        settings: Settings {
            measure: config.settings.measure,
            setting: config.settings.justify,
            hyphens: config.settings.hyphens,
            signs: config.signs,
            mouse: config.settings.mouse,
            speed: config.settings.speed,
            drawing,
        },
        citing: config.citing.clone(),
        size: screen.size()?,
        ..Workspace::default()
    };
    let mut app = App::new(workspace, config.keymap.clone());
    let preview = config.settings.preview && drawing == Drawing::Full;
    app.list.preview = preview;
    app.search.preview = preview;
    app.quotes.preview = preview;
    app.list.sorting.by = SortBy::Article(config.settings.sort);
    app.handle(Event::Misconfigured(problems));
    let mut room = MainLoop { app, effects, screen, palette, watchdog, end: end.clone() };
    let ended = room.draw().and_then(|()| room.stay(&events));
    if let Err(error) = &ended {
        if error.raw_os_error() == Some(NO_TERMINAL) {
            end.hung_up();
        }
        room.save_without_a_terminal();
    }
    let MainLoop { effects, screen, .. } = room;
    // From here on the worker of quotes tells on the terminal what it cannot save.
    drop(events);
    drop(screen);
    let finished = effects.finish();
    match end.ending() {
        _ if threads::failed() => Ok(Ending::Failed(log.path().to_owned())),
        Ending::Left => ended.and(finished).map(|()| Ending::Left),
        asked => Ok(asked),
    }
}

/// What writing to a terminal that is gone fails with (EIO).
const NO_TERMINAL: i32 = 5;

/// Events are taken in for so long before what they ask for is done and a frame is painted: neither saving
/// nor painting waits for a backlog.
const TURN: Duration = Duration::from_millis(16);

/// The room and what it runs on.
struct MainLoop {
    app: App,
    effects: Effects,
    screen: Screen,
    palette: Palette,
    watchdog: Watchdog,
    end: End,
}

impl MainLoop {
    /// Turn after turn until the reader leaves.
    fn stay(&mut self, events: &Receiver<Event>) -> io::Result<()> {
        while let Ok(event) = events.recv() {
            if self.turn(event, events)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Takes in what has happened, does what is asked for, paints.
    fn turn(&mut self, first: Event, events: &Receiver<Event>) -> io::Result<ControlFlow<()>> {
        let start = Instant::now();
        let mut asked = VecDeque::new();
        let mut next = Some(first);
        while let Some(event) = next {
            // Smaller and back again is no change, but it has cost the terminal its cells.
            if matches!(event, Event::Resized(_)) {
                self.screen.forget();
            }
            let is_last = matches!(event, Event::Terminated);
            asked.extend(self.handle(event));
            // Who is asked to end does what was typed before, but paints it no more.
            let goes_on = !is_last && (start.elapsed() < TURN || self.end.is_asked());
            next = goes_on.then(|| events.try_recv().ok()).flatten();
        }
        asked.extend(self.fit()?);
        while let Some(effect) = asked.pop_front() {
            match self.perform(effect)? {
                Next::On => {}
                Next::Colours(palette) => self.palette = *palette,
                // What waits in the queue came later, and may be the end.
                Next::Happened(happened) => {
                    for event in happened {
                        asked.extend(self.handle(event));
                    }
                }
                Next::End => return Ok(ControlFlow::Break(())),
            }
        }
        self.effects.catch_up();
        self.draw()?;
        self.watchdog.frame_ended();
        Ok(ControlFlow::Continue(()))
    }

    /// Tells the room its size where the terminal has changed since the last event that said so.
    fn fit(&mut self) -> io::Result<Vec<Effect>> {
        let size = self.screen.size()?;
        let changed = size != self.app.workspace.size && size.width > 0 && size.height > 0;
        Ok(if changed { self.handle(Event::Resized(size)) } else { Vec::new() })
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        let Self { app, watchdog, .. } = self;
        watchdog.time(<&str>::from(&event), || app.handle(event))
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Next> {
        let Self { effects, screen, watchdog, .. } = self;
        let name = <&str>::from(&effect);
        // The reader writes, or the shell has the terminal: that takes as long as it takes.
        let away = matches!(effect, Effect::Compose { .. } | Effect::Suspend);
        let work = || effects.perform(effect, screen);
        if away { watchdog.named(name, work) } else { watchdog.time(name, work) }
    }

    fn draw(&mut self) -> io::Result<()> {
        let Self { app, screen, palette, watchdog, .. } = self;
        watchdog.time("drawing", || {
            let Size { width, height } = screen.size()?;
            if width == 0 || height == 0 {
                return Ok(());
            }
            let tell_links = screen.opens_links();
            screen.draw(|frame| {
                ui::draw(app, palette, frame);
                if tell_links {
                    ui::hyperlinks(app, frame);
                }
            })
        })
    }

    /// The terminal is gone: where the reader was is kept all the same.
    fn save_without_a_terminal(&mut self) {
        for effect in self.handle(Event::Terminated) {
            // What needs the terminal fails, and so be it.
            let _ = self.perform(effect);
        }
    }
}
