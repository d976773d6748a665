//! How the compare screen looks.

mod cell;
mod columns;
mod concordance;
mod editor;
mod matrix;
mod strips;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::App;
use crate::app::layout::Areas;
use crate::app::screen::compare::{OpenField, View};
use crate::compare::Progress;
use crate::text::fit::fit;
use crate::ui::bars;
use crate::ui::palette::Palette;

pub(in crate::ui) fn draw(app: &App, palette: &Palette, areas: Areas, frame: &mut Frame<'_>) {
    let Some(compared) = &app.compare.compared else {
        bars::header("Compare", "", "", palette, areas.header, frame);
        let words = match (app.workspace.collection.is_empty(), app.workspace.loading) {
            (true, false) => "no articles here: start variorum with a file or a folder",
            (_, true) => "reading the articles …",
            _ => "comparing the articles …",
        };
        let words = app.compare.progress.map_or_else(|| words.to_owned(), Progress::words);
        nothing(&words, palette, areas.body, frame);
        return;
    };
    let comparison = &compared.comparison;
    match &app.compare.view {
        View::Matrix => matrix::draw(app, comparison, palette, areas, frame),
        View::Columns(columns) => columns::draw(app, comparison, columns, palette, areas, frame),
        View::Concordance(lines) => concordance::draw(lines, palette, areas, frame),
    }
    if let Some(OpenField::Editor(editor)) = &app.compare.entry {
        editor::draw(editor, palette, areas.body, frame);
    }
}

/// Words in an empty body.
fn nothing(words: &str, palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    let line = Rect { y: area.y + area.height / 3, height: area.height.min(1), ..area };
    let words = fit(words, usize::from(area.width));
    frame.render_widget(Line::styled(words, palette.dim).centered(), line);
}
