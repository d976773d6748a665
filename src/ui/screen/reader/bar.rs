//! The position bar at the right of a text: what of it is on the screen, and where in it quotes, matches
//! and passages on the theme stand.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::App;
use crate::app::screen::{Reader, Scale};
use crate::app::widgets::Marking;
use crate::collection::Article;
use crate::text::Extent;
use crate::ui::palette::Palette;

/// Paints it into `area`, one column wide.
pub(super) fn draw(
    app: &App,
    reader: &Reader,
    article: &Article,
    shown: Extent,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let scale = Scale::of(article, area.height);
    // What all fits on the screen needs no bar.
    if shown.start == 0 && shown.end >= article.text().trim_end().len() {
        return;
    }
    let quotes = if app.workspace.marked.contains(&Marking::Quotes) {
        app.workspace.quotes.places_in(article.id())
    } else {
        Vec::new()
    };
    let (first, last) = (scale.row(shown.start), scale.row(shown.end.saturating_sub(1)));
    let mut signs: Vec<Span<'_>> = (0..area.height)
        .map(|row| {
            if (first..=last).contains(&row) {
                Span::styled("┃", palette.text)
            } else {
                Span::styled("│", palette.dim)
            }
        })
        .collect();
    let mut put = |at: usize, sign: Span<'static>| {
        if let Some(place) = signs.get_mut(usize::from(scale.row(at))) {
            *place = sign;
        }
    };
    for passage in &reader.on_theme.passages {
        put(passage.start, Span::styled("◆", palette.theme));
    }
    for (quote, _) in &quotes {
        put(quote.start, Span::styled("\"", palette.key));
    }
    let matches = app.workspace.marked.contains(&Marking::Matches);
    let found = reader.marks.iter().chain(&reader.finding.matches).filter(|_| matches);
    for found in found {
        put(found.start, Span::styled("•", palette.found));
    }
    for (sign, y) in signs.into_iter().zip(area.y..) {
        frame.render_widget(sign, Rect { y, height: 1, ..area });
    }
}
