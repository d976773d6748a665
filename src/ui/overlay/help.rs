//! How help looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::overlay::Help;
use crate::app::{App, layout};
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::words::pad;

/// Columns for the keys.
const KEYS: usize = 22;
/// Columns for the names of the groups.
const GROUPS: usize = 11;

pub(super) fn draw(help: &Help, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed("Help", palette, layout::keys(app.workspace.size), frame);
    let line = |y| Rect { y, height: 1, ..inside };
    bars::field("find ", &help.filter, palette, line(inside.y), frame);
    let (height, columns) = (Help::height(&app.workspace), Help::columns(&app.workspace));
    let (total, page) = (help.rows.len(), height * columns);
    let (first, last) = (help.cursor.first + 1, (help.cursor.first + page).min(total));
    let standing = match help.filter.text() {
        "" if total <= page => String::new(),
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
    let width = inside.width / u16::try_from(columns).unwrap_or(1);
    for (nth, place) in (help.cursor.first..total).take(page).enumerate() {
        let x = inside.x + width * u16::try_from(nth / height.max(1)).unwrap_or(0);
        let y = inside.y + 1 + u16::try_from(nth % height.max(1)).unwrap_or(0);
        if y < foot.y {
            let area = Rect { x, y, width, height: 1 };
            draw_row(help, place, nth % height.max(1) == 0, area, palette, frame);
        }
    }
}

/// One row: the name of its group where that begins, its keys, what they do.
fn draw_row(
    help: &Help,
    place: usize,
    on_top: bool,
    area: Rect,
    palette: &Palette,
    frame: &mut Frame<'_>,
) {
    let Some(row) = help.rows.get(place) else { return };
    let before = place.checked_sub(1).and_then(|before| help.rows.get(before));
    let begins = on_top || before.is_none_or(|before| before.group != row.group);
    let group = if begins { row.group.name() } else { String::new() };
    let groups = if area.width >= 60 { GROUPS } else { 0 };
    let keys = KEYS.min(usize::from(area.width) / 3);
    let selected = place == help.cursor.at;
    let words = row.action.help();
    let layers: Vec<Layer> = Layer::all(&row.matched, palette.found).collect();
    let style = if selected { palette.selected } else { palette.text };
    let mut shown = Line::from_iter([
        Span::styled(if selected { "▌" } else { " " }, palette.cursor),
        Span::styled(pad(&group, groups), palette.dim),
        Span::styled(pad(&row.keys, keys), palette.key),
    ]);
    shown.extend(rows::line(words, (0..words.len()).into(), style, &layers).spans);
    frame.render_widget(shown, area);
}
