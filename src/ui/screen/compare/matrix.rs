//! Themes × articles.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::nothing;
use crate::action::Action;
use crate::app::App;
use crate::app::layout::Areas;
use crate::app::screen::compare::{
    Focus, Group, LETTERS, Matrix, MatrixLayout, StripCursor, StripWidths,
};
use crate::app::widgets::counted;
use crate::collection::Origin;
use crate::compare::shade::{fill, level};
use crate::compare::{Cell, CellState, Comparison};
use crate::text::Signs;
use crate::text::fit::{fit, pad};
use crate::text::wrap::{self, columns};
use crate::ui::bars;
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
    let merging = app.compare.merging.as_ref().and_then(|id| {
        let theme = comparison.themes().iter().find(|theme| theme.id == *id)?;
        Some(format!("“{}” goes into …", theme.name))
    });
    let right = if let Some(merging) = merging {
        merging
    } else if app.compare.waiting() {
        "comparing …".to_owned()
    } else {
        let Matrix { value, sorted, arrangement, .. } = matrix;
        let cut = app.compare.shown.cut * 100.0;
        match areas.header.width {
            ..60 => value.to_string(),
            60..100 => format!("{value} · {sorted} · {arrangement}"),
            _ => format!("{value} · {sorted} · {arrangement} · ~ from {cut:.0}%"),
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
    for ((place, theme), y) in matrix
        .rows
        .iter()
        .enumerate()
        .skip(matrix.cursor.first)
        .zip(view.layout.rows.y..view.layout.rows.bottom())
    {
        let area = Rect { y, height: 1, ..view.layout.rows };
        view.row(*theme, place == matrix.cursor.at, area, frame);
    }
    if let Some(area) = view.layout.strips {
        view.strips(area, frame);
    }
    if let Some(area) = view.layout.legend {
        view.legend(area, frame);
    }
    hidden(app, &view, frame);
    view.foot(frame);
}

/// Where a line is free below the reader's own themes: that there are proposals, and which key shows them.
fn hidden(app: &App, view: &Painter<'_>, frame: &mut Frame<'_>) {
    let MatrixLayout { rows, strips, legend, texts, .. } = view.layout;
    let key = app.keymap.key_for(app.context(), Action::Proposals);
    let free = strips.or(legend).unwrap_or(texts).y > rows.bottom() + 1;
    let own = app.workspace.origin != Origin::Sample && !app.compare.any_proposed();
    if !own || !free || key.is_empty() {
        return;
    }
    let line = Line::from_iter([
        Span::styled(format!(" {key}"), view.palette.key),
        Span::styled(" shows proposed themes too", view.palette.dim),
    ]);
    frame.render_widget(line, Rect { y: rows.bottom() + 1, height: 1, ..rows });
}

struct Painter<'a> {
    matrix: &'a Matrix,
    comparison: &'a Comparison,
    palette: &'a Palette,
    layout: MatrixLayout,
    signs: Signs,
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
                let label =
                    if above_last > 0 { group.title.clone() } else { self.label(place, group) };
                line.push_span(Span::styled(cell_of(&label, self.layout.cell), style));
            }
            frame.render_widget(line, area);
        }
        let left = self.matrix.first_column;
        let right = self.matrix.groups.len().saturating_sub(left + self.layout.fit);
        if left + right > 0 {
            let words = format!("◂ {left} more · {right} more ▸");
            let workspace =
                Rect { width: u16::try_from(self.layout.name).unwrap_or(0), ..self.layout.head };
            frame.render_widget(
                Span::styled(fit(&words, self.layout.name), self.palette.dim),
                workspace,
            );
        }
    }

    /// What tells a column from the others in one line: its date, and where another has the same its
    /// title; in the narrowest cells its number.
    fn label(&self, place: usize, group: &Group) -> String {
        let author = self.author(group);
        let shared =
            self.matrix.groups.iter().filter(|other| other.label == group.label).count() > 1;
        let untitled = self.layout.head.height < 2 && shared && !group.title.is_empty();
        let label = if untitled { &group.title } else { &group.label };
        let label = format!("{label}{author}");
        if self.layout.cell >= NARROW || columns(&label) < self.layout.cell {
            return label;
        }
        format!("{}{author}", place + 1)
    }

    fn row(&self, theme: usize, selected: bool, area: Rect, frame: &mut Frame<'_>) {
        let Some(about) = self.comparison.themes().get(theme) else { return };
        let proposed = if about.is_suggested() { "~ " } else { "" };
        let style = if selected { self.palette.selected } else { self.palette.text };
        let name =
            pad(&fit(&format!("{proposed}{}", about.name), self.layout.name - 1), self.layout.name);
        let mut line = Line::from_iter([
            Span::styled(if selected { "▌" } else { " " }, self.palette.cursor),
            Span::styled(name, style),
        ]);
        for (place, _) in self.shown() {
            let Some(cell) = self.matrix.cell(theme, place) else { continue };
            let words = self.cell(cell);
            let quiet = cell.state != CellState::On;
            let style = if quiet { self.palette.dim } else { self.palette.text };
            let width = self.layout.cell;
            if selected && place == self.matrix.column {
                let words = pad(&words, width.saturating_sub(1));
                line.push_span(Span::styled(words, self.palette.selection));
                line.push_span(" ");
            } else {
                line.push_span(Span::styled(cell_of(&words, width), style));
            }
        }
        frame.render_widget(line, area);
    }

    /// A cell: its number on a ground as dark as its share, or a sign for the rest. What the signs mean
    /// stands in the legend.
    fn cell(&self, cell: &Cell) -> String {
        let width = self.layout.cell.saturating_sub(1);
        let stale = if cell.stale.is_some() { "!" } else { "" };
        match cell.state {
            CellState::On => {
                let ground = fill(self.signs, level(cell.share()));
                let number = self.matrix.value.of(cell);
                if width < NARROW {
                    let short = number.split('/').next().unwrap_or("");
                    return fit(&format!("{ground}{short}"), width);
                }
                let before = fit(&format!("{ground}{ground} {number} "), width);
                let rest = width.saturating_sub(columns(&before));
                before + &ground.to_string().repeat(rest)
            }
            CellState::Hint => "?".to_owned(),
            CellState::Near => format!("~{stale}"),
            CellState::Silent => format!("·{stale}"),
            CellState::SilentConfirmed => "✓".to_owned(),
        }
    }

    /// What the signs of the cells mean.
    fn legend(&self, area: Rect, frame: &mut Frame<'_>) {
        let [much, little] = [8, 1].map(|level| fill(self.signs, level).to_string().repeat(2));
        let parts = [
            (much, "much"),
            (little, "little"),
            ("?".to_owned(), "one weak sign"),
            ("~".to_owned(), "near by words alone"),
            ("·".to_owned(), "silent"),
            ("✓".to_owned(), "silence confirmed"),
        ];
        let mut line = Line::default();
        for (sign, words) in parts {
            line.push_span(Span::styled(format!(" {sign}"), self.palette.text));
            line.push_span(Span::styled(format!(" {words} "), self.palette.dim));
        }
        frame.render_widget(line, area);
    }

    /// Where the selected theme stands in each article.
    fn strips(&self, area: Rect, frame: &mut Frame<'_>) {
        let Some(theme) = self.matrix.theme() else { return };
        let name = self.comparison.themes().get(theme).map_or("", |theme| theme.name.as_str());
        let rule = Rect { height: 1, ..area };
        bars::rule(&format!("{name} · where in the articles"), self.palette, rule, frame);
        let articles = self.matrix.strip_articles();
        let height = usize::from(area.height.saturating_sub(1));
        let at = self.matrix.strip_row(&articles);
        let first = (at + 1).saturating_sub(height);
        let rows = articles.iter().enumerate().skip(first);
        for ((place, article), y) in rows.zip(area.y + 1..area.bottom()) {
            self.strip(*article, place == at, Rect { y, height: 1, ..area }, frame);
        }
    }

    fn strip(&self, article: usize, current: bool, area: Rect, frame: &mut Frame<'_>) {
        let Some(text) = self.comparison.articles().nth(article) else { return };
        let widths = StripWidths::of(area);
        let bins = self.matrix.strip(self.comparison, article, widths);
        let style = if current { self.palette.selected } else { self.palette.dim };
        let mut line = Line::from_iter([
            Span::raw(" "),
            Span::styled(cell_of(&crate::compare::texts::heading(text), widths.label), style),
            Span::styled(cell_of(text.name(), widths.title), self.palette.dim),
            Span::raw(" "),
        ]);
        let style = if current { self.palette.text } else { self.palette.dim };
        let strip: Vec<String> =
            bins.into_iter().map(|bin| bin.sign(self.signs).to_string()).collect();
        match self.matrix.focus {
            Focus::Strips(StripCursor { bin, .. }) if current => {
                let here = strip.get(bin).cloned().unwrap_or_default();
                let (before, after) = strip.split_at(bin.min(strip.len()));
                line.push_span(Span::styled(before.concat(), style));
                line.push_span(Span::styled(here, self.palette.selection));
                line.push_span(Span::styled(
                    after.iter().skip(1).cloned().collect::<String>(),
                    style,
                ));
            }
            _ => line.push_span(Span::styled(strip.concat(), style)),
        }
        frame.render_widget(line, area);
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
        let unnamed = self.layout.cell < NARROW || self.layout.strips.is_none();
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
        words.push(self.matrix.facts());
        let words = self.passage_at_cursor().unwrap_or_else(|| words.join(" · "));
        let area = self.layout.texts;
        let width = usize::from(area.width).saturating_sub(2);
        let rows = wrap::rows(&words, width.max(1));
        let last = usize::from(area.height).saturating_sub(1);
        for (place, (row, y)) in rows.iter().zip(area.y..area.bottom()).enumerate() {
            // The last line says by its dots that there is more.
            let end = if place == last { words.len() } else { row.end };
            let text = fit(words.get(row.start..end).unwrap_or(""), width);
            let line = Line::styled(format!(" {text}"), self.palette.dim);
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}

/// `words` in `width` columns, the last of them left free.
fn cell_of(words: &str, width: usize) -> String {
    pad(&fit(words, width.saturating_sub(1)), width)
}
