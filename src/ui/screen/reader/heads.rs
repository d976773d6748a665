//! Where one is: the line on top, the heads of two panes.

use ratatui::Frame;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::app::screen::{Reader, crumbs, imprint};
use crate::collection::{Article, Doubt};
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::panes;
use crate::ui::words::fit;

/// Columns that the title keeps where headings stand behind it.
const TITLE: usize = 16;

/// Columns from which the line on top has place for words beside the numbers.
const WIDE: u16 = 72;

/// What a pane shows, where there are two.
pub(super) fn pane_head(
    app: &App,
    reader: &Reader,
    article: &Article,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let focused = reader.pane == app.reader.pane;
    let right = format!("{} {}% ", standing(article, reader), reader.percent());
    panes::head(article.name(), &right, focused, palette, area, frame);
}

/// `¶4`, or what else the cursor stands on.
fn standing(article: &Article, reader: &Reader) -> String {
    match (article.numbers_at(reader.cursor.start), article.unit_at(reader.cursor.start)) {
        (Some((passage, _)), _) if is_unsure(article, reader) => {
            format!("¶{passage} (order unsure)")
        }
        (Some((passage, _)), _) => format!("¶{passage}"),
        (None, Some((unit, _))) => unit.number.series.name().to_owned(),
        (None, None) => String::new(),
    }
}

/// Whether the lines under the cursor may stand in another order on the page.
fn is_unsure(article: &Article, reader: &Reader) -> bool {
    let block = article.block_at(reader.cursor.start);
    block.is_some_and(|block| block.doubt == Some(Doubt::OrderUnsure))
}

/// The line on top: the article, the headings one stands under, how far one is.
pub(super) fn header(
    app: &App,
    article: &Article,
    palette: &Palette,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let percent = app.reader.percent();
    let at = standing(article, &app.reader);
    let of = if at.starts_with('¶') {
        format!(" of {}", article.passage_count())
    } else {
        String::new()
    };
    let mut right = format!("{at}{of} · {percent}%");
    if percent == 100 {
        // More may follow on the page, but no more of the text.
        right.push_str(if area.width >= WIDE { " · end of the text" } else { " · end" });
        // Whoever jumped here has not read it: the list says the same.
        let read = app.workspace.percent_read(article).unwrap_or(0);
        if read < 100 && area.width >= WIDE {
            right = format!("{right} · {read}% read");
        }
    } else if area.width >= WIDE {
        let left = app.workspace.time(article.words() * (100 - percent) / 100);
        right = format!("{right} · {left} left");
    }
    let room = usize::from(area.width).saturating_sub("Reader".len() + right.width() + 6);
    let about = about(article, &crumbs(article, app.reader.cursor.start), room);
    bars::header("Reader", &about, &right, palette, area, frame);
}

/// The title and the headings one stands under, the innermost of them whole as long as can be; where there
/// are none, who wrote it.
fn about(article: &Article, crumbs: &[&str], room: usize) -> String {
    let name = article.name();
    if crumbs.is_empty() {
        return match imprint(article) {
            imprint if imprint.is_empty() => name.to_owned(),
            imprint => format!("{name} · {imprint}"),
        };
    }
    let mut crumbs = crumbs;
    loop {
        let trail = crumbs.join(" › ");
        let left = room.saturating_sub(trail.width() + 3);
        match crumbs {
            [_, inner @ ..] if left < TITLE && !inner.is_empty() => crumbs = inner,
            _ => return format!("{} › {trail}", fit(name, left.max(TITLE))),
        }
    }
}
