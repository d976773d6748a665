//! Themes × articles.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::{cell, nothing};
use crate::action::Action;
use crate::app::App;
use crate::app::layout::Areas;
use crate::app::screen::compare::{Group, LETTERS, Matrix, MatrixLayout, PickedUp};
use crate::app::widgets::counted;
use crate::app::workspace::Drawing;
use crate::collection::Origin;
use crate::compare::shade::fill;
use crate::compare::{Cell, CellState, Comparison, ThemeId};
use crate::text::fit::{fit, pad};
use crate::text::wrap::{self, columns};
use crate::text::{Extent, Signs};
use crate::ui::bars;
use crate::ui::list::List;
use crate::ui::palette::Palette;

/// Cells from this width on have room for a date above them.
const NARROW: usize = 8;

pub(super) fn draw(
    app: &App,
    comparison: &Comparison,
    palette: &Palette,
    areas: Areas,
    frame: &mut Frame<'_>,
) {
    let matrix = &app.compare.matrix;
    let about = format!(
        "{} × {}",
        counted(comparison.themes().len(), "theme"),
        counted(comparison.articles().count(), "article")
    );
    let name = |id: &ThemeId| {
        let theme = comparison.themes().iter().find(|theme| theme.id == *id);
        theme.map_or(String::new(), |theme| theme.name.clone())
    };
    let right = match &app.compare.picked_up {
        Some(PickedUp::ToMerge(id)) => format!("“{}” goes into …", name(id)),
        Some(PickedUp::ToPair(id)) => format!("“{}” and …", name(id)),
        None if app.compare.waiting() => "comparing …".to_owned(),
        None => {
            let Matrix { value, sorted, arrangement, .. } = matrix;
            let cut = app.compare.shown.cut * 100.0;
            match areas.header.width {
                ..60 => value.to_string(),
                60..112 => format!("{value} · {sorted} · {arrangement}"),
                _ => format!(
                    "cells: {value} · themes: {sorted} · articles: {arrangement} · ~ from {cut:.0}%"
                ),
            }
        }
    };
    bars::header("Compare", &about, &right, palette, areas.header, frame);
    if matrix.rows.is_empty() {
        let words = "no theme yet: T makes one, or write them into themes/*.toml";
        nothing(words, palette, areas.body, frame);
        return;
    }
    let view = Painter {
        matrix,
        comparison,
        palette,
        layout: matrix.layout(comparison, areas.body),
        signs: app.workspace.settings.signs,
    };
    view.head(frame);
    let row = |place, style| view.row(place, style);
    List { palette, row }.draw(matrix.list(&view.layout), frame);
    if let Some(area) = view.layout.strips {
        view.strips(area, frame);
    }
    if let Some(area) = view.layout.legend {
        view.legend(area, frame);
    }
    if let Some(area) = view.layout.passages {
        cell::passages(app, comparison, palette, area, frame);
    }
    let theme = matrix.theme().and_then(|theme| comparison.themes().get(theme));
    if let (Some(area), Some(theme)) = (view.layout.about, theme) {
        cell::theme(theme, palette, area, frame);
    }
    hidden(app, &view, frame);
    view.foot(frame);
}

/// Where a line is free below the reader's own themes: that there are proposals, and which key shows them.
fn hidden(app: &App, view: &Painter<'_>, frame: &mut Frame<'_>) {
    let key = app.keymap.key_for(app.context(), Action::Proposals);
    let own = app.workspace.origin != Origin::Sample && !app.compare.any_proposed();
    let Some(free) = view.layout.free().filter(|_| own && !key.is_empty()) else { return };
    let line = Line::from_iter([
        Span::styled(format!(" {key}"), view.palette.key),
        Span::styled(" shows proposed themes too", view.palette.dim),
    ]);
    frame.render_widget(line, free);
}

pub(super) struct Painter<'a> {
    pub(super) matrix: &'a Matrix,
    pub(super) comparison: &'a Comparison,
    pub(super) palette: &'a Palette,
    layout: MatrixLayout,
    pub(super) signs: Signs,
}

impl Painter<'_> {
    fn shown(&self) -> impl Iterator<Item = (usize, &Group)> {
        let Matrix { groups, first_column, .. } = self.matrix;
        groups.iter().enumerate().skip(*first_column).take(self.layout.fit)
    }

    /// The letter of the author, where several columns have the same.
    fn author(&self, group: &Group) -> &'static str {
        let [article] = group.articles.as_slice() else { return "" };
        let several = self.matrix.texts.same_author.iter();
        let place = several.zip(LETTERS).find(|((_, columns), _)| columns.contains(article));
        place.map_or("", |(_, letter)| letter)
    }

    fn head(&self, frame: &mut Frame<'_>) {
        let rows = self.layout.head.rows().zip((0..self.layout.head.height).rev());
        for (area, above_last) in rows {
            let mut line = Line::from(Span::raw(" ".repeat(self.layout.name + 1)));
            for (place, group) in self.shown() {
                let style = match (place == self.matrix.column, above_last) {
                    (true, _) => self.palette.selected,
                    (false, 0) => self.palette.dim,
                    (false, _) => self.palette.text,
                };
                let label = if above_last > 0 {
                    self.title(place, group)
                } else {
                    self.label(place, group)
                };
                line.push_span(Span::styled(cell_of(&label, self.layout.cell), style));
            }
            frame.render_widget(line, area);
        }
        let left = self.matrix.first_column;
        let right = self.matrix.groups.len().saturating_sub(left + self.layout.fit);
        if left + right > 0 {
            let before = (left > 0).then(|| format!("◂ {left} more"));
            let after = (right > 0).then(|| format!("{right} more ▸"));
            let words = before.into_iter().chain(after).collect::<Vec<_>>().join(" · ");
            let workspace =
                Rect { width: u16::try_from(self.layout.name).unwrap_or(0), ..self.layout.head };
            frame.render_widget(
                Span::styled(fit(&words, self.layout.name), self.palette.dim),
                workspace,
            );
        }
    }

    /// What tells a column from the others in one line: its date, or where another has the same its title;
    /// where that is cut to the same, its number.
    fn label(&self, place: usize, group: &Group) -> String {
        let author = self.author(group);
        let room = self.layout.cell.saturating_sub(1);
        let groups = &self.matrix.groups;
        let is_told = |words: &dyn Fn(&Group) -> &str| {
            let mine = fit(words(group), room);
            let same = groups.iter().filter(|other| fit(words(other), room) == mine);
            !words(group).is_empty() && same.count() == 1
        };
        let label: fn(&Group) -> &str = |group| &group.label;
        let title: fn(&Group) -> &str = |group| &group.title;
        let titled = self.layout.head.height > 1;
        let whole = columns(&group.label) + columns(author) <= room;
        if titled || whole && is_told(&label) {
            return format!("{}{author}", group.label);
        }
        if self.layout.cell >= NARROW {
            for words in [title, label] {
                if is_told(&words) {
                    return format!("{}{author}", words(group));
                }
            }
        }
        format!("{}{author}", place + 1)
    }

    /// A title over a column, numbered where another is cut to the same.
    fn title(&self, place: usize, group: &Group) -> String {
        let room = self.layout.cell.saturating_sub(1);
        let mine = fit(&group.title, room);
        let same = self.matrix.groups.iter().filter(|other| fit(&other.title, room) == mine);
        if same.count() > 1 {
            format!("{} {}", place + 1, group.title)
        } else {
            group.title.clone()
        }
    }

    /// The name of the theme in this row, and its cells.
    fn row(&self, row: usize, style: Style) -> Line<'static> {
        let theme = self.matrix.rows.get(row).copied();
        let about = theme.and_then(|theme| Some((theme, self.comparison.themes().get(theme)?)));
        let Some((theme, about)) = about else { return Line::default() };
        let proposed = if about.is_suggested() { "~ " } else { "" };
        let name = cell_of(&format!("{proposed}{}", about.name), self.layout.name);
        let mut line = Line::from(Span::styled(name, style));
        for (column, _) in self.shown() {
            let Some(cell) = self.matrix.cell(theme, column) else { continue };
            let at = (self.matrix.cursor.at, self.matrix.column);
            line.extend(self.cell(cell, at == (row, column)));
            line.push_span(" ");
        }
        line
    }

    /// A cell: its number on a ground as dark as its share, or a sign for the rest. What the signs mean
    /// stands in the legend.
    fn cell(&self, cell: &Cell, selected: bool) -> Vec<Span<'static>> {
        let width = self.layout.cell.saturating_sub(1);
        let style = |style| if selected { self.palette.selection } else { style };
        if self.matrix.drawing == Drawing::Linear {
            let words = match cell.state {
                CellState::On => self.matrix.value.of(cell),
                CellState::Hint => "one weak sign".to_owned(),
                CellState::Near => "near by its words alone".to_owned(),
                CellState::Silent => "silent".to_owned(),
                CellState::SilentConfirmed => "silence confirmed".to_owned(),
            };
            return vec![Span::styled(fit(&words, width), self.palette.text)];
        }
        let stale = if cell.stale.is_some() { "!" } else { "" };
        let sign = match cell.state {
            CellState::On => {
                let ground = fill(self.signs, self.matrix.value.level(cell));
                let number = self.matrix.value.of(cell);
                let (before, number) = if width < NARROW {
                    (1, number.split('/').next().unwrap_or("").to_owned())
                } else {
                    (2, format!(" {number} "))
                };
                let number = fit(&number, width.saturating_sub(before));
                let rest = width.saturating_sub(before + columns(&number));
                let rest =
                    if width < NARROW { " ".repeat(rest) } else { ground.to_string().repeat(rest) };
                let shade = self.palette.theme.remove_modifier(Modifier::BOLD);
                return vec![
                    Span::styled(ground.to_string().repeat(before), shade),
                    Span::styled(number, style(self.palette.text)),
                    Span::styled(rest, shade),
                ];
            }
            CellState::Hint => format!("?{stale}"),
            CellState::Near => format!("~{stale}"),
            CellState::Silent => format!("·{stale}"),
            CellState::SilentConfirmed => "✓".to_owned(),
        };
        let before = if width < NARROW { 1 } else { 3 };
        let words = format!("{}{sign}", " ".repeat(before.min(width / 2)));
        vec![Span::styled(pad(&words, width), style(self.palette.dim))]
    }

    /// What the signs of the cells mean.
    fn legend(&self, area: Rect, frame: &mut Frame<'_>) {
        let [little, much] = [1, 8].map(|level| fill(self.signs, level).to_string().repeat(2));
        let shade = self.palette.theme.remove_modifier(Modifier::BOLD);
        let dim = self.palette.dim;
        // The same share has the same shade in every cell, whatever the others are.
        let line = |[least, most]: [&str; 2], words: [&str; 4]| {
            let mut line = Line::from_iter([
                Span::styled(format!(" {little}"), shade),
                Span::styled(format!(" {least} "), dim),
                Span::styled(much.clone(), shade),
                Span::styled(format!(" {most}"), dim),
            ]);
            for (sign, words) in ["?", "~", "·", "✓"].iter().zip(words) {
                line.push_span(Span::styled(format!("   {sign}"), self.palette.text));
                line.push_span(Span::styled(format!(" {words}"), dim));
            }
            line
        };
        let exact = ["to 11%", "from 56% of its words"];
        let whole = ["one weak sign", "near by its words alone", "silent", "silence confirmed"];
        let short = ["hint", "near", "silent", "confirmed"];
        let lines = [line(exact, whole), line(exact, short), line(["little", "much"], short)];
        let fits = lines.iter().find(|line| line.width() <= usize::from(area.width));
        if let Some(line) = fits.or(lines.last()) {
            frame.render_widget(line, area);
        }
    }

    /// The passage at the cursor in the strips.
    fn passage_at_cursor(&self) -> Option<String> {
        let (article, passage, _) =
            self.matrix.strip_passage(self.comparison, self.layout.strips?)?;
        let article = self.comparison.articles().nth(article)?;
        let words = article.passage(passage)?.text.replace('\n', " ");
        Some(format!("¶{passage}  {words}"))
    }

    /// What the texts are.
    fn foot(&self, frame: &mut Frame<'_>) {
        let mut words = Vec::new();
        let unnamed = (self.layout.cell < NARROW || self.layout.strips.is_none())
            && self.layout.passages.is_none();
        if unnamed && let Some(group) = self.matrix.group() {
            // No other line has room for the name of the selected column.
            words.push(match group.articles.as_slice() {
                [article] => {
                    let name = self.comparison.articles().nth(*article).map_or("", |a| a.name());
                    format!("{}: {} {name}", self.matrix.column + 1, group.label)
                }
                several => format!("{}: {}", group.label, counted(several.len(), "article")),
            });
        }
        words.extend(self.matrix.facts());
        let area = self.layout.texts;
        let width = usize::from(area.width).saturating_sub(2);
        let rows = match self.passage_at_cursor() {
            None => filled(&words, width, area.height.into()),
            Some(words) => {
                let rows = wrap::rows(&words, width.max(1));
                let last = usize::from(area.height).saturating_sub(1);
                // The last line says by its dots that there is more.
                let end = |place, end| if place == last { words.len() } else { end };
                let row = |(place, row): (usize, &Extent)| {
                    words.get(row.start..end(place, row.end)).unwrap_or("").to_owned()
                };
                rows.iter().enumerate().map(row).collect()
            }
        };
        for (row, y) in rows.iter().zip(area.rows()) {
            let line = Line::styled(format!(" {}", fit(row, width)), self.palette.dim);
            frame.render_widget(line, y);
        }
    }
}

/// Words parted by dots in at most `most` lines of `width` columns, none of them broken for the next line.
fn filled(parts: &[String], width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let full = lines.len() >= most;
        match lines.last_mut() {
            Some(line) if full || columns(line) + columns(part) + 3 <= width => {
                line.push_str(" · ");
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}

/// `words` in `width` columns, the last of them left free.
pub(super) fn cell_of(words: &str, width: usize) -> String {
    pad(&fit(words, width.saturating_sub(1)), width)
}
