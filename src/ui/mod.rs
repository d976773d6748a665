//! Drawing: what the state looks like. It cannot fail and changes nothing.

mod bars;
mod modes;
mod overlay;
mod palette;
mod rows;
mod screen;
mod snippet;

pub use palette::Palette;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::screen::ScreenName;
use crate::app::{App, layout};
use crate::text::fit as words;

/// Paints the whole screen.
pub fn draw(app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let size = frame.area().as_size();
    if size.width < layout::SMALLEST.width || size.height < layout::SMALLEST.height {
        too_small(palette, frame);
        return;
    }
    let areas = layout::areas(size);
    match app.screen {
        ScreenName::List => screen::list::draw(app, palette, areas, frame),
        ScreenName::Reader => screen::reader::draw(app, palette, areas, frame),
        ScreenName::Search => screen::search::draw(app, palette, areas, frame),
        ScreenName::Compare => screen::compare::draw(app, palette, areas, frame),
        ScreenName::Quotes => screen::quotes::draw(app, palette, areas, frame),
    }
    bars::unsaved(app, palette, areas.header, frame);
    bars::footer(app, palette, areas.footer, frame);
    if let Some(overlay) = &app.overlay {
        overlay::draw(overlay, app, palette, frame);
    }
}

fn too_small(palette: &Palette, frame: &mut Frame<'_>) {
    let area = frame.area();
    let smallest = layout::SMALLEST;
    let words = format!("too small: {}×{} needed", smallest.width, smallest.height);
    let line = Rect { y: area.y + area.height / 2, height: area.height.min(1), ..area };
    frame.render_widget(Line::styled(words, palette.dim).centered(), line);
}
