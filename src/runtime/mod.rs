//! The loop: waits for events, hands them to the app, does the effects, paints once.
//!
//! Nothing ticks: while nothing happens the program sleeps in `recv`.

mod clipboard;
mod comparing;
mod editor;
mod effects;
mod input;
mod loader;
mod mailbox;
mod opener;
mod quotes;
mod signals;
mod terminal;
mod themes;
mod watch;
mod worker;

use std::collections::VecDeque;
use std::io;
use std::iter;
use std::path::PathBuf;
use std::sync::mpsc;

use ratatui::layout::Size;

use crate::app::screen::SortBy;
use crate::app::{App, Event, Settings, Workspace};
use crate::collection::Problem;
use crate::config::Config;
use crate::session::Session;
use crate::storage::Places;
use crate::storage::opening::Opening;
use crate::ui;
use effects::{Effects, Next};
use loader::Loader;
pub use signals::spare_from_file_limit;
pub use terminal::Screen;

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
}

/// Why the room was left: the exit code is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The reader left.
    Left,
    /// A signal asked for it.
    Signal(i32),
}

/// Opens the room and stays in it until the reader leaves.
///
/// # Errors
/// If the terminal cannot be set up or written to. It is always left as it was found.
pub fn run(start: Start) -> io::Result<Ending> {
    let Start { paths, places, config, problems, session } = start;
    let (sender, events) = mpsc::channel();
    let mut screen = Screen::enter(config.settings.mouse)?;
    let input = input::spawn(&sender)?;
    let origin = Opening::of(&paths, &places).map(|opening| opening.origin()).unwrap_or_default();
    let keyboard = input.keyboard();
    let loader = Loader::spawn(paths, places.clone(), config.settings.limits, sender.clone())?;
    let mut effects =
        Effects::new(loader, places, origin.clone(), session.clone(), sender, keyboard)?;
    let settings = Settings {
        measure: config.settings.measure,
        signs: config.signs,
        mouse: config.settings.mouse,
    };
    let size = screen.size()?;
    let citing = config.citing.clone();
    let workspace = Workspace {
        loading: true,
        origin,
        session,
        settings,
        citing,
        size,
        ..Workspace::default()
    };
    let mut app = App::new(workspace, config.keymap.clone());
    app.list.preview = config.settings.preview;
    app.list.sorting.by = SortBy::Article(config.settings.sort);
    app.handle(Event::Loaded { articles: Vec::new(), problems });
    screen.draw(|frame| ui::draw(&app, &config.palette, frame))?;
    while let Ok(event) = events.recv() {
        let mut asked = VecDeque::new();
        for event in iter::once(event).chain(events.try_iter()) {
            // Smaller and back again is no change, but it has cost the terminal its cells.
            if matches!(event, Event::Resized(_)) {
                screen.forget();
            }
            asked.extend(app.handle(event));
        }
        while let Some(effect) = asked.pop_front() {
            match effects.perform(effect, &mut screen)? {
                Next::On => {}
                // What waits in the queue came later, and may be the end.
                Next::Happened(happened) => {
                    asked.extend(happened.into_iter().flat_map(|event| app.handle(event)));
                }
                Next::End => {
                    drop(events);
                    drop(screen);
                    effects.finish()?;
                    return Ok(input.ending());
                }
            }
        }
        let Size { width, height } = screen.size()?;
        if width > 0 && height > 0 {
            screen.draw(|frame| ui::draw(&app, &config.palette, frame))?;
        }
    }
    Ok(input.ending())
}
