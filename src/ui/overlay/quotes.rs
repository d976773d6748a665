//! What is asked about quotes: a line to type, what to do where something cannot be saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph, Wrap};

use super::boxed;
use crate::action::Action;
use crate::app::App;
use crate::app::overlay::{Overlay, Prompt};
use crate::app::widgets::counted;
use crate::keys::Context;
use crate::ui::bars;
use crate::ui::palette::Palette;

/// The line at the foot.
pub(super) fn draw_prompt(prompt: &Prompt, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let area = app.workspace.areas().footer;
    // What went wrong meanwhile stands above the line.
    bars::message(app, palette, Rect { y: area.y.saturating_sub(1), ..area }, frame);
    frame.render_widget(Clear, area);
    bars::field(prompt.label(), &prompt.field, palette, area, frame);
    let key = app.keymap.key_for(Context::Typing, Action::Compose);
    if prompt.composes() && !key.is_empty() {
        let hint = format!("{key} in your editor ");
        let typed = Line::raw(prompt.label()).width() + Line::raw(prompt.field.text()).width();
        if typed + hint.len() + 3 < usize::from(area.width) {
            bars::at_right(&hint, palette.dim, area, frame);
        }
    }
}

/// Quotes are not saved, and the reader wants to leave.
pub(super) fn draw_unsaved(app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let unsaved = &app.workspace.quotes.unsaved;
    let mut lines = vec![
        Line::from(format!("{} not on the disk yet.", counted(unsaved.len(), "change"))),
        Line::default(),
    ];
    lines.extend(unsaved.iter().take(3).map(|u| Line::styled(u.reason.clone(), palette.error)));
    lines.push(Line::default());
    lines.push(choices(
        &[("↵", "try again"), ("q", "leave and print the words"), ("Esc", "stay")],
        palette,
    ));
    let Some(area) = Overlay::Unsaved.window(&app.workspace) else { return };
    let inside = boxed("Not saved", palette, area, frame);
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), inside);
}

fn choices(keys: &[(&'static str, &'static str)], palette: &Palette) -> Line<'static> {
    keys.iter()
        .flat_map(|(key, does)| {
            [Span::styled(*key, palette.key), Span::styled(format!(" {does}   "), palette.dim)]
        })
        .collect()
}
