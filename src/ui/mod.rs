//! Drawing: what the state looks like. It cannot fail and changes nothing.

mod ascii;
mod bars;
mod colours;
mod hyperlinks;
mod linear;
mod list;
mod overlay;
mod palette;
mod panes;
mod rows;
mod screen;
mod snippet;
mod which;

pub use colours::{Depth, rgb};
pub use hyperlinks::hyperlinks;
pub use palette::Palette;

use ratatui::Frame;
use ratatui::style::{Color, Style};
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::screen::ScreenName;
use crate::app::workspace::Drawing;
use crate::app::{App, layout};
use crate::text::{Signs, fit as words, wrap};

/// Paints the whole screen. A frame smaller than the room knows stays empty: the terminal shrank just now, and
/// the event that says so comes before the next frame.
pub fn draw(app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let size = frame.area().as_size();
    let known = app.workspace.size;
    if size.width < known.width || size.height < known.height {
        return;
    }
    if size.width < layout::SMALLEST.width || size.height < layout::SMALLEST.height {
        too_small(palette, frame);
        return;
    }
    let areas = app.workspace.areas_at(size);
    let linear = app.workspace.settings.drawing == Drawing::Linear;
    match app.screen {
        ScreenName::List => screen::list::draw(app, palette, areas, frame),
        ScreenName::Reader => screen::reader::draw(app, palette, areas, frame),
        ScreenName::Search => screen::search::draw(app, palette, areas, frame),
        ScreenName::Compare => screen::compare::draw(app, palette, areas, frame),
        ScreenName::Quotes => screen::quotes::draw(app, palette, areas, frame),
    }
    bars::unsaved(app, palette, areas.header, frame);
    bars::footer(app, palette, areas.footer, frame);
    which::draw(app, palette, frame);
    if let Some(overlay) = &app.overlay {
        if linear && overlay.window(&app.workspace).is_some() {
            frame.render_widget(Clear, areas.body);
        }
        overlay::draw(overlay, app, palette, frame);
    }
    if linear {
        linear::rewrite(app, areas.header, palette, frame);
    }
    ground(palette, frame);
    if app.workspace.settings.signs == Signs::Ascii {
        ascii::rewrite(frame.buffer_mut());
    }
}

/// Puts the colours of the screen under everything that has none of its own.
fn ground(palette: &Palette, frame: &mut Frame<'_>) {
    let Style { fg, bg, .. } = palette.screen;
    for cell in &mut frame.buffer_mut().content {
        if let (Color::Reset, Some(bg)) = (cell.bg, bg) {
            cell.bg = bg;
        }
        if let (Color::Reset, Some(fg)) = (cell.fg, fg) {
            cell.fg = fg;
        }
    }
}

/// Says what is needed, in as few words as the screen has room for, none of them broken.
fn too_small(palette: &Palette, frame: &mut Frame<'_>) {
    let area = frame.area();
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let smallest = layout::SMALLEST;
    let needed = format!("{}×{}", smallest.width, smallest.height);
    let wordings =
        [format!("too small: {needed} needed"), format!("needs {needed}"), needed.clone()];
    let fits = |words: &&String| {
        words.split(' ').all(|word| wrap::columns(word) <= width)
            && wrap::rows(words, width).len() <= height
    };
    let words = wordings.iter().find(fits).unwrap_or(&needed);
    let rows = wrap::rows(words, width);
    let first = height.saturating_sub(rows.len()) / 2;
    for (row, y) in rows.iter().zip(area.rows().skip(first)) {
        frame.render_widget(Line::styled(row.of(words), palette.dim).centered(), y);
    }
}
