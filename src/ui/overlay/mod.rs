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
use ratatui::widgets::{Block, BorderType, Clear, Paragraph, Wrap};
use unicode_width::UnicodeWidthStr;

use super::list::List;
use super::palette::Palette;
use super::words::{fit, pad};
use crate::app::overlay::{Contents, Details, Note, Overlay, Problems, Proposal};
use crate::app::widgets::counted;
use crate::app::{App, layout};

/// Paints `overlay` over the screen.
pub(super) fn draw(overlay: &Overlay, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    match overlay {
        Overlay::Help(help) => help::draw(help, app, palette, frame),
        Overlay::Contents(contents) => draw_contents(contents, app, palette, frame),
        Overlay::Details(details) => draw_details(details, app, palette, frame),
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
        Overlay::Note(note) => draw_note(note, app, palette, frame),
        Overlay::Blocks(blocks) => blocks::draw(blocks, app, palette, frame),
        Overlay::Problems(problems) => draw_problems(problems, app, palette, frame),
    }
}

/// Empties `area`, frames it and returns what is inside.
pub(super) fn boxed(title: &str, palette: &Palette, area: Rect, frame: &mut Frame<'_>) -> Rect {
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(palette.dim)
        .title(Line::styled(format!(" {title} "), palette.title));
    let inside = block.inner(area);
    frame.render_widget(block, area);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

fn draw_contents(contents: &Contents, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let height = u16::try_from(contents.entries.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = layout::centred(app.workspace.areas().body, 64, height);
    let inside = boxed("Contents", palette, area, frame);
    let (at, length) = (contents.cursor.at, contents.entries.len());
    List::scrolled(at, length, inside.height).draw(inside, palette, frame, |place, style| {
        let Some(entry) = contents.entries.get(place) else { return Line::default() };
        let indent = " ".repeat(2 * usize::from(entry.level.saturating_sub(1).min(5)));
        let width = usize::from(inside.width).saturating_sub(2 + indent.len());
        Line::from_iter([Span::raw(indent), Span::styled(fit(&entry.title, width), style)])
    });
}

fn draw_details(details: &Details, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let Some(article) = app.workspace.article(details.article) else { return };
    let rows = Details::rows(article);
    let longest = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0).clamp(8, 20);
    let height = u16::try_from(rows.len() + 5).unwrap_or(u16::MAX).max(14);
    let lines: Vec<Line<'_>> = rows
        .into_iter()
        .skip(details.top)
        .map(|(label, value)| {
            let label = pad(&label, longest + 2);
            Line::from_iter([Span::styled(label, palette.dim), Span::raw(value)])
        })
        .collect();
    let area = layout::centred(app.workspace.areas().body, 76, height);
    let inside = boxed("Details", palette, area, frame);
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), inside);
}

fn draw_problems(problems: &Problems, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let area = layout::help(app.workspace.size);
    let inside = boxed("What could not be read", palette, area, frame);
    let all: Vec<_> = app.workspace.problems().collect();
    if all.is_empty() {
        frame.render_widget(Line::styled("nothing: every file was read", palette.dim), inside);
        return;
    }
    let lines: Vec<Line<'_>> = all
        .iter()
        .skip(problems.cursor.at)
        .flat_map(|problem| {
            [
                Line::styled(problem.path.clone(), palette.title),
                Line::styled(format!("  {}", problem.message), palette.text),
            ]
        })
        .collect();
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), inside);
}

fn draw_note(note: &Note, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let height = u16::try_from(note.lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let most = layout::help(app.workspace.size);
    let area = layout::centred(app.workspace.areas().body, most.width, height.max(5));
    let inside = boxed(&note.title, palette, area, frame);
    let lines: Vec<Line<'_>> = note
        .lines
        .iter()
        .skip(note.top)
        .map(|line| {
            let style = if line.starts_with(' ') { palette.text } else { palette.heading };
            Line::styled(line.clone(), style)
        })
        .collect();
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), inside);
}

fn draw_proposal(proposal: &Proposal, app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let height = u16::try_from(proposal.words.len()).unwrap_or(u16::MAX).saturating_add(4);
    let area = layout::centred(layout::help(app.workspace.size), 60, height.max(6));
    let inside = boxed("Terms for a new theme", palette, area, frame);
    let (at, length) = (proposal.cursor.at, proposal.words.len());
    List::scrolled(at, length, inside.height).draw(inside, palette, frame, |place, style| {
        let Some(word) = proposal.words.get(place) else { return Line::default() };
        Line::from_iter([
            Span::styled(if word.ticked { "✓ " } else { "  " }, palette.key),
            Span::styled(format!("{:<28}", fit(&word.word, 27)), style),
            Span::styled(
                format!("{} ¶ in {}", word.passages, counted(word.articles, "article")),
                palette.dim,
            ),
        ])
    });
}
