//! A room on the sample, driven by keys.

use std::error::Error;
use variorum::collection::Origin;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use variorum::app::{App, Effect, Event, Workspace};
use variorum::compare::CompareInputs;
use variorum::keys::{self, Key};
use variorum::storage::{sample, themes};
use variorum::ui::{self, Palette};

/// The screen of this size after these keys, parted by spaces.
pub(crate) fn window((width, height): (u16, u16), keys: &str) -> Result<Buffer, Box<dyn Error>> {
    let workspace =
        Workspace { origin: Origin::Sample, size: Size { width, height }, ..Workspace::default() };
    let mut app = App::new(workspace, keys::defaults());
    let articles = sample::collection().articles().to_vec();
    happen(&mut app, Event::Loaded { articles, problems: Vec::new() });
    happen(&mut app, Event::LoadingFinished);
    for key in keys.split(' ') {
        happen(&mut app, Event::Key(key.parse::<Key>()?));
    }
    let mut terminal = Terminal::new(TestBackend::new(width, height))?;
    terminal.draw(|frame| ui::draw(&app, &Palette::default(), frame))?;
    Ok(terminal.backend().buffer().clone())
}

/// Something happens; what it asks of the outside is done at once, but for what concerns files.
fn happen(app: &mut App, event: Event) {
    for effect in app.handle(event) {
        if let Effect::Compare(job) = effect {
            let kept =
                CompareInputs { of_sample: themes::of_sample().set, ..CompareInputs::default() };
            happen(app, Event::Compared(Box::new(job.at_once(kept))));
        }
    }
}
