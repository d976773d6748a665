//! A room on the sample, driven by keys.

use std::error::Error;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use variorum::app::{App, Event, Origin, Room};
use variorum::keys::{self, Key};
use variorum::storage::sample;
use variorum::ui::{self, Palette};

/// Cells of a window.
const SIZE: Size = Size { width: 104, height: 26 };

/// The screen after these keys, parted by spaces.
pub(crate) fn window(keys: &str) -> Result<Buffer, Box<dyn Error>> {
    let room = Room { origin: Origin::Sample, size: SIZE, ..Room::default() };
    let mut app = App::new(room, keys::defaults());
    let sample = sample::collection();
    let articles = sample.articles().to_vec();
    app.handle(Event::Loaded { articles, problems: Vec::new() });
    app.handle(Event::LoadingFinished);
    for key in keys.split(' ') {
        app.handle(Event::Key(key.parse::<Key>()?));
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.width, SIZE.height))?;
    terminal.draw(|frame| ui::draw(&app, &Palette::default(), frame))?;
    Ok(terminal.backend().buffer().clone())
}
