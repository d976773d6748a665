//! How the command line looks: the line at the foot, and above it what it may become, or what is wrong.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::app::App;
use crate::app::overlay::CommandLine;
use crate::text::wrap::columns;
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::words::fit;

pub(super) fn draw(line: &CommandLine, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let area = app.workspace.areas().footer;
    let above = Rect { y: area.y.saturating_sub(1), ..area };
    frame.render_widget(Clear, above);
    frame.render_widget(Clear, area);
    bars::field(" :", &line.field, palette, area, frame);
    if let Some(problem) = &line.problem {
        let words = format!(" {}", fit(problem, usize::from(above.width).saturating_sub(2)));
        frame.render_widget(Line::styled(words, palette.error), above);
        return;
    }
    let offers = line.shown(above.width);
    if let Some(last) = offers.last().filter(|last| last.place + 1 < line.offered.len()) {
        let x = usize::from(last.x) + columns(&last.words) + 1;
        let x = u16::try_from(x).unwrap_or(u16::MAX).min(above.width.saturating_sub(1));
        frame.render_widget(
            Span::styled("…", palette.dim),
            Rect { x: above.x + x, width: 1, ..above },
        );
    }
    for offer in offers {
        let style = if Some(offer.place) == line.chosen { palette.selected } else { palette.dim };
        let here = Rect { x: above.x + offer.x, width: above.width - offer.x, ..above };
        frame.render_widget(Span::styled(offer.words, style), here);
    }
}
