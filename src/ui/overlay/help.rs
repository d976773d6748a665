//! How help looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::action::Action;
use crate::app::App;
use crate::app::overlay::Help;
use crate::app::workspace::Drawing;
use crate::keys::Context;
use crate::ui::bars;
use crate::ui::list::List;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::words::{fit, fit_parts, pad};

/// Columns for the keys.
const KEYS: usize = 22;
/// Columns for the names of the groups.
const GROUPS: usize = 11;

pub(super) fn draw(help: &Help, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed("Help", palette, help.window(&app.workspace), frame);
    let line = |y| Rect { y, height: 1, ..inside };
    bars::field("find ", &help.filter, palette, line(inside.y), frame);
    let list = help.list(&app.workspace);
    let last = (list.cursor.first + list.page()).min(list.length);
    let standing = match help.filter.text() {
        "" if !list.is_cut() => String::new(),
        _ if list.length == 0 => "0".to_owned(),
        _ => format!("{}–{last} of {}", list.cursor.first + 1, list.length),
    };
    bars::at_right(&standing, palette.dim, line(inside.y), frame);
    if list.length == 0 {
        let key = app.keymap.key_for(Context::All, Action::CommandLine);
        let words = [
            format!("no key of this screen fits “{}”", help.filter.text()),
            format!("↵ looks for it among the commands of {key}"),
        ];
        for (words, line) in words.into_iter().zip(list.area.rows()) {
            frame.render_widget(Line::styled(words, palette.dim), line);
        }
    }
    let hint = "type to narrow · ↵ does it · Esc closes";
    let foot = line(inside.bottom().saturating_sub(1));
    frame.render_widget(Line::styled(fit_parts(hint, foot.width.into()), palette.dim), foot);
    let tops: Vec<usize> =
        (list.cursor.first..list.length).step_by(usize::from(list.area.height).max(1)).collect();
    let width = list.shown().next().map_or(0, |(_, area)| usize::from(area.width));
    // Nothing stands beside anything in the linear form.
    let linear = app.workspace.settings.drawing == Drawing::Linear;
    let groups = if width >= 60 && !linear { GROUPS } else { 0 };
    let row = |place: usize, style| {
        line_of(help, (place, tops.contains(&place)), (groups, width), style, palette)
    };
    List { palette, row }.draw_boxed(list, frame);
}

/// One row: the name of its group where that begins or a column does, its keys, what they do.
fn line_of(
    help: &Help,
    (place, on_top): (usize, bool),
    (groups, width): (usize, usize),
    style: Style,
    palette: &Palette,
) -> Line<'static> {
    let Some(row) = help.rows.get(place) else { return Line::default() };
    let before = place.checked_sub(1).and_then(|before| help.rows.get(before));
    let begins = on_top || before.is_none_or(|before| before.group != row.group);
    let group = if begins { row.group.name() } else { String::new() };
    let keys = KEYS.min(width / 3);
    // A column for the bar of the list, one between two columns.
    let words = fit(row.action.help(), width.saturating_sub(groups + keys + 2));
    let kept = words.trim_end_matches('…').len();
    let matched = Layer::all(&row.matched, palette.found);
    let layers: Vec<Layer> = matched.filter(|layer| layer.extent.end <= kept).collect();
    let mut shown = Line::from_iter([
        Span::styled(pad(&group, groups), palette.dim),
        Span::styled(pad(&row.keys, keys), palette.key),
    ]);
    shown.extend(rows::line(&words, (0..words.len()).into(), style, &layers).spans);
    shown
}
