//! A theme being written.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::layout;
use crate::app::part::counted;
use crate::app::screen::compare::{EditField, Editor};
use crate::text::fit::{fit, pad};
use crate::ui::bars;
use crate::ui::overlay::boxed;
use crate::ui::palette::Palette;

pub(super) fn draw(editor: &Editor, palette: &Palette, body: Rect, frame: &mut Frame<'_>) {
    let terms = u16::try_from(editor.counts.len()).unwrap_or(u16::MAX);
    let height = terms.saturating_add(11).min(body.height);
    let area = layout::centred(body, 76, height);
    let title = if editor.before.is_some() { "Edit the theme" } else { "New theme" };
    let inside = boxed(title, palette, area, frame);
    let mut y = inside.y;
    for (place, (name, field)) in EditField::ALL.iter().zip(&editor.fields).enumerate() {
        if y >= inside.bottom() {
            return;
        }
        let area = Rect { y, height: 1, ..inside };
        let label = pad(&name.to_string(), 13);
        if place == editor.at {
            bars::field(&label, field, palette, area, frame);
        } else {
            let words = fit(field.text(), usize::from(area.width).saturating_sub(13));
            let line = Line::from_iter([
                Span::styled(label, palette.dim),
                Span::styled(words, palette.text),
            ]);
            frame.render_widget(line, area);
        }
        y += 1;
    }
    let help = "terms parted by ; · core: one is enough · support: two · Enter saves · Esc leaves";
    let mut lines = vec![
        Line::from(""),
        Line::styled(fit(help, usize::from(inside.width)), palette.dim),
        Line::from(""),
    ];
    for (term, found) in &editor.counts {
        let (words, style) = match found {
            Ok((0, _)) => ("stands nowhere".to_owned(), palette.dim),
            Ok((passages, articles)) => {
                (format!("{passages} ¶ in {}", counted(*articles, "article")), palette.text)
            }
            Err(problem) => (problem.clone(), palette.error),
        };
        lines.push(Line::from_iter([
            Span::styled(pad(&fit(term, 28), 30), palette.dim),
            Span::styled(words, style),
        ]));
    }
    for (line, y) in lines.into_iter().zip(y..inside.bottom()) {
        frame.render_widget(line, Rect { y, height: 1, ..inside });
    }
}
