//! How help looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::overlay::Help;
use crate::app::{App, layout};
use crate::keys::Context;
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::words::pad;

/// Columns for the keys.
const KEYS: usize = 22;

pub(super) fn draw(help: &Help, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed("Help", palette, layout::keys(app.workspace.size), frame);
    let line = |y| Rect { y, height: 1, ..inside };
    bars::field("find ", &help.filter, palette, line(inside.y), frame);
    let height = Help::height(&app.workspace);
    let total = help.rows.len();
    let (first, last) = (help.cursor.first + 1, (help.cursor.first + height).min(total));
    let standing = match help.filter.text() {
        "" if total <= height => String::new(),
        _ if total == 0 => "0".to_owned(),
        _ => format!("{first}–{last} of {total}"),
    };
    bars::at_right(&standing, palette.dim, line(inside.y), frame);
    if total == 0 {
        let words = format!("no key of this screen fits “{}”", help.filter.text());
        frame.render_widget(Line::styled(words, palette.dim), line(inside.y + 1));
    }
    let hint = "type to narrow · ↵ does it · Esc closes";
    let foot = line(inside.bottom().saturating_sub(1));
    frame.render_widget(Line::styled(hint, palette.dim), foot);
    let keys = KEYS.min(usize::from(inside.width) / 3);
    let shown = help.rows.iter().enumerate().skip(help.cursor.first).take(height);
    for ((place, row), y) in shown.zip(inside.y + 1..foot.y) {
        let selected = place == help.cursor.at;
        let words = row.action.help();
        let layers: Vec<Layer> = Layer::all(&row.matched, palette.found).collect();
        let style = if selected { palette.selected } else { palette.text };
        let everywhere = if row.context == Context::All { "  everywhere" } else { "" };
        let mut shown = Line::from_iter([
            Span::styled(if selected { "▌" } else { " " }, palette.cursor),
            Span::styled(pad(&row.keys, keys), palette.key),
        ]);
        shown.extend(rows::line(words, (0..words.len()).into(), style, &layers).spans);
        frame.render_widget(shown, line(y));
        if inside.width > 60 {
            bars::at_right(everywhere, palette.dim, line(y), frame);
        }
    }
}
