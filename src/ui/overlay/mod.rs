//! How overlays look: a box in the middle, nothing around it.

mod blocks;
mod choice;
mod command;
mod evidence;
mod help;
mod markings;
mod quotes;
mod subjects;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear};

use super::list::{List, scrollbar, tick};
use super::palette::Palette;
use super::words::fit;
use crate::app::overlay::{Contents, Overlay, OverlayPage, Proposal};
use crate::app::widgets::{ListCursor, ListView, TextLine, Tone, counted};
use crate::app::{App, layout};

/// Paints `overlay` over the screen.
pub(super) fn draw(overlay: &Overlay, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    match overlay {
        Overlay::Help(help) => help::draw(help, app, palette, frame),
        Overlay::Contents(contents) => draw_contents(contents, app, palette, frame),
        Overlay::Choice(choice) | Overlay::Conflict { choice, .. } => {
            choice::draw(choice, app, palette, frame);
        }
        Overlay::Prompt(prompt) => quotes::draw_prompt(prompt, app, palette, frame),
        Overlay::Command(line) => command::draw(line, app, palette, frame),
        Overlay::Markings(markings) => markings::draw(markings, app, palette, frame),
        Overlay::Unsaved => quotes::draw_unsaved(app, palette, frame),
        Overlay::Subjects(subjects) => subjects::draw(subjects, app, palette, frame),
        Overlay::Proposal(proposal) => draw_proposal(proposal, app, palette, frame),
        Overlay::Evidence(evidence) => evidence::draw(evidence, app, palette, frame),
        Overlay::Blocks(blocks) => blocks::draw(blocks, app, palette, frame),
        Overlay::Details(_) | Overlay::Note(_) | Overlay::Problems(_) => {
            if let Some(page) = overlay.page(&app.workspace) {
                draw_page(&page, palette, frame);
            }
        }
    }
}

/// Empties `area`, frames it and returns what is inside.
pub(super) fn boxed(title: &str, palette: &Palette, area: Rect, frame: &mut Frame<'_>) -> Rect {
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(palette.dim)
        .title(Line::styled(format!(" {title} "), palette.title));
    frame.render_widget(block, area);
    layout::inside(area)
}

fn draw_contents(contents: &Contents, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed("Contents", palette, contents.window(&app.workspace), frame);
    let row = |place: usize, style| {
        let Some(entry) = contents.entries.get(place) else { return Line::default() };
        let indent = " ".repeat(2 * usize::from(entry.level.saturating_sub(1).min(5)));
        let width = usize::from(inside.width).saturating_sub(2 + indent.len());
        Line::from_iter([Span::raw(indent), Span::styled(fit(&entry.title, width), style)])
    };
    List { palette, row }.draw_boxed(contents.list(&app.workspace), frame);
}

/// Lines to read; where there are more than fit, the edge says which part is seen.
fn draw_page(page: &OverlayPage, palette: &Palette, frame: &mut Frame<'_>) {
    let inside = boxed(&page.title, palette, page.window, frame);
    let cursor = ListCursor { at: page.top, first: page.top };
    let view = ListView::new(inside, cursor, page.rows.len());
    lines(page.rows.get(page.top..).unwrap_or_default(), palette, inside, frame);
    scrollbar(view, palette, frame);
}

/// Lines to read, as many as `area` has rows.
pub(super) fn lines(rows: &[TextLine], palette: &Palette, area: Rect, frame: &mut Frame<'_>) {
    for (row, y) in rows.iter().zip(area.rows()) {
        let style = match row.tone {
            Tone::Heading => palette.heading,
            Tone::Text => palette.text,
            Tone::Dim => palette.dim,
        };
        let lead = Span::styled(row.lead.as_str(), palette.dim);
        frame.render_widget(Line::from_iter([lead, Span::styled(row.words.as_str(), style)]), y);
    }
}

fn draw_proposal(proposal: &Proposal, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    boxed("Terms for a new theme", palette, proposal.window(&app.workspace), frame);
    let row = |place: usize, style| {
        let Some(word) = proposal.words.get(place) else { return Line::default() };
        Line::from_iter([
            tick(word.ticked, palette),
            Span::styled(format!("{:<28}", fit(&word.word, 27)), style),
            Span::styled(
                format!("{} ¶ in {}", word.passages, counted(word.articles, "article")),
                palette.dim,
            ),
        ])
    };
    List { palette, row }.draw_boxed(proposal.list(&app.workspace), frame);
}
