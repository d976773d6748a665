//! The selected quote: where it stands, with what is known of it.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use crate::action::Action;
use crate::app::overlay::told;
use crate::app::screen::QuotesRow;
use crate::app::widgets::counted;
use crate::app::{App, layout};
use crate::collection::{Article, READING};
use crate::keys::Context;
use crate::quotes::{
    Anchor, Change, CitationForm, Conflict, LeftBy, Missing, Quote, State, citation,
};
use crate::text::{Extent, wrap};
use crate::ui::bars;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::screen::reader::PlaceOf;

/// The selected quote with everything that is known of it.
pub(super) fn draw(app: &App, palette: &Palette, rule: Rect, area: Rect, frame: &mut Frame<'_>) {
    let quotes = &app.workspace.quotes;
    let (about, lines) = match app.quotes.rows.get(app.quotes.cursor.at) {
        Some(QuotesRow::Quote { id, .. }) => match quotes.get(*id) {
            Some(quote) => {
                let cited =
                    citation(&app.workspace.with_current_position(quote), CitationForm::Footnote);
                (cited.text, whole(app, quote, &cited.missing, palette))
            }
            None => return,
        },
        Some(QuotesRow::Unsaved(at)) => match quotes.unsaved_quotes().get(*at) {
            Some(quote) => {
                let cited = citation(quote, CitationForm::Footnote);
                (cited.text, whole(app, quote, &cited.missing, palette))
            }
            None => return,
        },
        Some(QuotesRow::Copy(at)) => match quotes.stored.conflicts.get(*at) {
            Some(conflict) => (one_or_two(conflict).to_owned(), versions(app, conflict, palette)),
            None => return,
        },
        _ => return,
    };
    bars::rule(&about, palette, rule, frame);
    let column = layout::column(area, app.workspace.settings.measure).text;
    let top = app.quotes.preview_top;
    if let Some((article, extent, known)) = in_place(app, palette) {
        let width = usize::from(column.width);
        let rows: usize = known.iter().map(|line| wrap::rows(&line.to_string(), width).len()).sum();
        // Where little is known of it, the quote is seen where it stands.
        if let Ok(rows) = u16::try_from(rows)
            && rows < area.height / 2
        {
            let text = Paragraph::new(known).wrap(Wrap { trim: false });
            frame.render_widget(text, Rect { height: rows, ..column });
            let above = rows + u16::from(rows > 0);
            let area = Rect { y: area.y + above, height: area.height - above, ..area };
            let moved = isize::try_from(top).unwrap_or(isize::MAX);
            return PlaceOf { article, cursor: extent, found: &[], moved }
                .draw(app, palette, area, frame);
        }
    }
    let text = Paragraph::new(lines).wrap(Wrap { trim: false });
    let top = u16::try_from(top).unwrap_or(u16::MAX);
    frame.render_widget(text.scroll((top, 0)), column);
}

/// Article and place of the selected quote, where it stands as it was kept, with what is known of it.
fn in_place<'a>(
    app: &'a App,
    palette: &Palette,
) -> Option<(&'a Arc<Article>, Extent, Vec<Line<'static>>)> {
    let Some(QuotesRow::Quote { id, .. }) = app.quotes.rows.get(app.quotes.cursor.at) else {
        return None;
    };
    let quotes = &app.workspace.quotes;
    let quote = quotes.get(*id)?;
    let status = quotes.status(*id)?;
    let Anchor::Attached(extent) = status.anchor else { return None };
    let article = app.workspace.article(status.article?)?;
    let missing = citation(quote, CitationForm::Footnote).missing;
    Some((article, extent, known(app, quote, &missing, palette)))
}

fn whole(app: &App, quote: &Quote, missing: &[Missing], palette: &Palette) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> =
        quote.exact.lines().map(|line| Line::styled(line.to_owned(), palette.text)).collect();
    let key = |action| app.keymap.key_for(Context::Quotes, action);
    let stands = app.workspace.quotes.status(quote.id);
    match stands.map(|status| (&status.anchor, status.article)) {
        Some((Anchor::Changed { diff, .. }, _)) => {
            lines.push(Line::default());
            let said = format!("It reads now ({} takes these words):", key(Action::Renew));
            lines.push(Line::styled(said, palette.error));
            lines.push(changes(diff, palette));
        }
        Some((Anchor::Ambiguous(places), _)) => {
            let said = format!(
                "It may stand in {} · {} shows them, {} says which",
                counted(places.len(), "place"),
                key(Action::Open),
                key(Action::Attach)
            );
            lines.extend([Line::default(), Line::styled(said, palette.error)]);
        }
        Some((Anchor::Orphan, Some(_))) => {
            let said = format!(
                "Its words are no longer in the article · {} opens it to find them another place",
                key(Action::Open)
            );
            lines.extend([Line::default(), Line::styled(said, palette.error)]);
        }
        Some((Anchor::Orphan, None)) => {
            let path = quote.article.path.as_deref().unwrap_or("its article");
            let said = format!(
                "Not in this collection: {path} · {} puts it at words of another article",
                key(Action::Attach)
            );
            lines.extend([Line::default(), Line::styled(said, palette.dim)]);
        }
        Some((Anchor::Attached(_), _)) | None => {}
    }
    let moved = app.workspace.quotes.state(quote).is_some_and(|state| state != State::Attached);
    if moved && let Some(rules) = quote.article.reading.filter(|rules| *rules != READING) {
        let said = format!("The text was read by other rules then ({rules}, now {READING})");
        lines.push(Line::styled(said, palette.dim));
    }
    let known = known(app, quote, missing, palette);
    if !known.is_empty() {
        lines.push(Line::default());
        lines.extend(known);
    }
    if quote.paragraph.trim() != quote.exact {
        lines.push(Line::default());
        let paragraph = quote.paragraph.replace('\n', " ");
        let start = paragraph.find(&quote.exact).unwrap_or(paragraph.len());
        let words = Extent::new(start, start + quote.exact.len());
        let layers = [Layer { extent: words, style: palette.quote }];
        let all = (0..paragraph.len()).into();
        lines.push(rows::line(&paragraph, all, palette.dim, &layers));
    }
    lines
}

/// The reader's note, tags and themes, and what is missing for a citation.
fn known(app: &App, quote: &Quote, missing: &[Missing], palette: &Palette) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut lead = "✎ ";
    for line in quote.note.lines() {
        let lead = std::mem::replace(&mut lead, "  ");
        lines.push(Line::from_iter([Span::styled(lead, palette.key), Span::raw(line.to_owned())]));
    }
    let key = app.keymap.key_for(Context::Quotes, Action::Speaker);
    let mut labels: Vec<String> = quote.tags.iter().map(|tag| format!("#{tag}")).collect();
    labels.extend(quote.themes.iter().map(|theme| format!("theme {theme}")));
    labels.extend(missing.iter().map(|what| match what {
        Missing::Author => "author not known".to_owned(),
        Missing::Date => "date not known".to_owned(),
        Missing::Speaker => format!("speaker not confirmed ({key})"),
    }));
    if !labels.is_empty() {
        lines.push(Line::styled(labels.join(" · "), palette.dim));
    }
    lines
}

/// A word diff: `[-gone-]` and `{+new+}`, so that nothing is told by style alone.
fn changes(diff: &[Change], palette: &Palette) -> Line<'static> {
    diff.iter()
        .map(|change| match change {
            Change::Same(words) => Span::styled(words.replace('\n', " "), palette.text),
            Change::Gone(words) => Span::styled(
                format!("[-{words}-]"),
                palette.dim.add_modifier(Modifier::CROSSED_OUT),
            ),
            Change::New(words) => Span::styled(format!("{{+{words}+}}"), palette.found),
        })
        .collect()
}

const fn one_or_two(conflict: &Conflict) -> &'static str {
    if conflict.mine.is_some() { "two versions" } else { "a version whose quote is not here" }
}

/// Two versions of a quote, and what can be done.
fn versions(app: &App, conflict: &Conflict, palette: &Palette) -> Vec<Line<'static>> {
    let key = |action| app.keymap.key_for(Context::Quotes, action);
    let does = if conflict.mine.is_some() { "chooses or joins" } else { "keeps it as the quote" };
    let mut said = format!("{} {does}", key(Action::Open));
    if conflict.left_by == LeftBy::SecondFile {
        let trash = key(Action::Remove);
        said = format!("{said} · {trash} puts the second file into the trash");
    }
    // What can be done stands first: however little place there is, it is seen.
    let mut lines = vec![Line::styled(said, palette.dim), Line::default()];
    lines.extend(told(conflict).into_iter().map(|line| Line::styled(line, palette.text)));
    lines
}
