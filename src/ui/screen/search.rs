//! How the search screen looks.

use ratatui::Frame;

use crate::app::App;
use crate::app::layout::Areas;
use crate::ui::bars;
use crate::ui::palette::Palette;

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    bars::header(&app.screen.to_string(), "", "", palette, areas.header, frame);
}
