//! How the command line looks: the line at the foot, and above it what it may become, or what is wrong.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::App;
use crate::app::overlay::CommandLine;
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::words::fit;

/// Between two lines that are offered.
const GAP: &str = "   ";

pub(super) fn draw(line: &CommandLine, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let area = app.workspace.areas().footer;
    let above = Rect { y: area.y.saturating_sub(1), ..area };
    frame.render_widget(Clear, above);
    frame.render_widget(Clear, area);
    bars::field(" :", &line.field, palette, area, frame);
    let width = usize::from(above.width).saturating_sub(2);
    if let Some(problem) = &line.problem {
        let words = format!(" {}", fit(problem, width));
        frame.render_widget(Line::styled(words, palette.error), above);
        return;
    }
    let mut shown = Line::from(" ");
    for (place, offered) in line.offered.iter().enumerate().skip(line.chosen.unwrap_or(0)) {
        let words = fit(offered.trim_end(), width);
        if shown.width() + Line::raw(words.as_str()).width() > width {
            break;
        }
        let style = if Some(place) == line.chosen { palette.selected } else { palette.dim };
        shown.push_span(Span::styled(words, style));
        shown.push_span(GAP);
    }
    frame.render_widget(shown, above);
}
