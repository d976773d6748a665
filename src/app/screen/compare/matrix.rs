//! Themes × articles.

use ratatui::layout::Rect;
use strum::IntoEnumIterator;

use super::columns::Subject;
use super::grouping::{Arrangement, Group, groups, splitting};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::widgets::ListCursor;
use crate::compare::{Cell, CellState, Comparison, Texts};
use crate::text::wrap::columns as width_of;

/// The number in a cell; its shade is always the share of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::Display, strum::EnumIter)]
pub enum Value {
    /// Passages on the theme, of all.
    #[default]
    #[strum(to_string = "passages")]
    Passages,
    /// Share of the words.
    #[strum(to_string = "share of words")]
    Share,
    /// Terms found.
    #[strum(to_string = "terms found")]
    Hits,
    /// Terms found in a thousand words.
    #[strum(to_string = "terms per 1,000 words")]
    PerThousand,
}

impl Value {
    /// The number as written.
    #[expect(clippy::cast_precision_loss, reason = "a rate for display")]
    pub fn of(self, cell: &Cell) -> String {
        match self {
            Self::Passages => format!("{}/{}", cell.on, cell.passages),
            Self::Share => format!("{:.0}%", cell.share() * 100.0),
            Self::Hits => cell.hits.to_string(),
            Self::PerThousand => {
                format!("{:.1}", cell.hits as f32 * 1000.0 / cell.words.max(1) as f32)
            }
        }
    }
}

/// The order of the themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::Display, strum::EnumIter)]
pub enum Sorted {
    /// As in their file.
    #[default]
    #[strum(to_string = "as in the file")]
    File,
    /// Most different between the articles first.
    #[strum(to_string = "most different first")]
    Spread,
    /// Most treated first.
    #[strum(to_string = "most treated first")]
    Most,
    /// By name.
    #[strum(to_string = "by name")]
    Name,
}

/// What the arrow keys move in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The cells.
    #[default]
    Cells,
    /// The strips.
    Strips(StripCursor),
}

/// A place in the strips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StripCursor {
    /// The strip, from the top.
    pub row: usize,
    /// The place in it.
    pub bin: usize,
}

/// Columns of the narrowest cell: shade and number.
const NARROWEST: usize = 5;
/// In cells up to this width no title can be told from another.
const SHORT_TITLE: usize = 9;
/// Columns of the widest cell: a title can be told by its first words.
const WIDEST: usize = 24;
/// Columns of the shortest name of a theme, where names give way to cells.
const SHORTEST: usize = 16;

/// Letters that mark columns by the same author.
pub const LETTERS: [&str; 6] = ["ᵃ", "ᵇ", "ᶜ", "ᵈ", "ᵉ", "ᶠ"];

/// Themes × articles.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// The themes, as rows of the comparison, in the order shown.
    pub rows: Vec<usize>,
    /// The columns.
    pub groups: Vec<Group>,
    /// The selected theme.
    pub cursor: ListCursor,
    /// The selected column.
    pub column: usize,
    /// The first column shown.
    pub first_column: usize,
    /// The number shown.
    pub value: Value,
    /// The order of the themes.
    pub sorted: Sorted,
    /// The order or grouping of the articles.
    pub arrangement: Arrangement,
    /// What the arrow keys move in.
    pub focus: Focus,
    /// What the texts are.
    pub texts: Texts,
    /// The numbers: by theme, as rows of the comparison, then by column.
    cells: Vec<Vec<Cell>>,
}

/// Where the parts of the matrix are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixLayout {
    /// Columns of a theme's name.
    pub name: usize,
    /// Columns of a cell.
    pub cell: usize,
    /// Cells beside one another.
    pub fit: usize,
    /// The headings: one line, or two where there is room for titles over the dates.
    pub head: Rect,
    /// The themes.
    pub rows: Rect,
    /// Where the selected theme stands in the articles, with a line above.
    pub strips: Option<Rect>,
    /// What the signs mean, where there is room for it.
    pub legend: Option<Rect>,
    /// What the texts are.
    pub texts: Rect,
}

impl Matrix {
    /// Makes rows and columns anew; what is selected stays selected where it is still there.
    pub(super) fn refresh(&mut self, comparison: &Comparison, cut: f32) {
        if comparison.model().articles().nth(48).is_some() && self.groups.is_empty() {
            self.arrangement = splitting(comparison);
        }
        let selected = self.theme();
        self.groups = groups(comparison, self.arrangement);
        self.texts = Texts::of(comparison.articles());
        self.rows = (0..comparison.themes().len()).collect();
        self.recount(comparison, cut);
        match self.sorted {
            Sorted::File => {}
            Sorted::Spread => self.sort_by(Self::spread),
            Sorted::Most => self.sort_by(|matrix, theme| matrix.shares(theme).sum()),
            Sorted::Name => {
                let themes = comparison.themes();
                self.rows.sort_by_key(|row| themes.get(*row).map(|t| t.name.to_lowercase()));
            }
        }
        if let Some(at) = self.rows.iter().position(|row| Some(*row) == selected) {
            self.cursor.at = at;
        }
    }

    /// Has this theme selected when the rows are next made; where it is gone the cursor stays where it is.
    pub(super) fn select_theme(&mut self, theme: Option<usize>) {
        let place = self.rows.get_mut(self.cursor.at);
        if let (Some(place), Some(theme)) = (place, theme) {
            *place = theme;
        }
    }

    fn sort_by(&mut self, key: impl Fn(&Self, usize) -> f32) {
        let mut keyed: Vec<(f32, usize)> =
            self.rows.iter().map(|row| (key(self, *row), *row)).collect();
        keyed.sort_by(|a, b| b.0.total_cmp(&a.0));
        self.rows = keyed.into_iter().map(|(_, row)| row).collect();
    }

    /// Counts the cells anew, with what is near from this cut on.
    pub(super) fn recount(&mut self, comparison: &Comparison, cut: f32) {
        let row = |theme| {
            let from = comparison.near_from(theme, cut);
            let cells = self.groups.iter();
            cells.filter_map(|group| group.cell(comparison, theme, from)).collect()
        };
        self.cells = (0..comparison.themes().len()).map(row).collect();
    }

    /// The numbers of a theme in a column.
    pub fn cell(&self, theme: usize, column: usize) -> Option<&Cell> {
        self.cells.get(theme)?.get(column)
    }

    fn shares(&self, theme: usize) -> impl Iterator<Item = f32> {
        self.cells.get(theme).into_iter().flatten().map(Cell::share)
    }

    fn spread(&self, theme: usize) -> f32 {
        let (least, most) = self
            .shares(theme)
            .fold((1.0_f32, 0.0_f32), |(least, most), share| (least.min(share), most.max(share)));
        (most - least).max(0.0)
    }

    /// The selected theme, as a row of the comparison.
    pub fn theme(&self) -> Option<usize> {
        self.rows.get(self.cursor.at).copied()
    }

    /// The selected column.
    pub fn group(&self) -> Option<&Group> {
        self.groups.get(self.column)
    }

    /// What the texts are, in a line: how many, whose, from when, who wrote several of them.
    pub fn facts(&self) -> String {
        let several = self.texts.same_author.iter().zip(LETTERS);
        let several = several.map(|((name, _), letter)| format!("{letter} {name}"));
        let facts = std::iter::once(self.texts.facts()).chain(several);
        let facts = facts.chain(["counts describe these texts".to_owned()]);
        facts.collect::<Vec<_>>().join(" · ")
    }

    /// Where everything is in `body`.
    pub fn layout(&self, comparison: &Comparison, body: Rect) -> MatrixLayout {
        let width = usize::from(body.width);
        let longest = comparison.themes().iter().map(|t| width_of(&t.name) + 4).max().unwrap_or(0);
        let count = self.groups.len().max(1);
        let name = longest.clamp(8, 28).min(width * 3 / 10);
        // Names give way as far as that brings all articles onto one page.
        let all = width.saturating_sub(1 + count * NARROWEST);
        let name = if (SHORTEST..name).contains(&all) { all } else { name };
        let cell = (width.saturating_sub(name + 1) / count).clamp(NARROWEST, WIDEST);
        let fit = (width.saturating_sub(name + 1) / cell).clamp(1, count);
        // What the texts are takes a second line where there is room for it.
        let facts = width_of(&self.facts()) + 2;
        let foot = if facts > width && body.height >= 16 { 2 } else { 1 };
        let titled = self.groups.iter().any(|group| !group.title.is_empty());
        let themes = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let roomy = body.height >= themes.saturating_add(foot + 3).max(12);
        let head = if roomy && titled && cell > SHORT_TITLE { 2 } else { 1 };
        let (head, foot) = (head.min(body.height), foot.min(body.height));
        let legend = u16::from(roomy);
        let inner = body.height.saturating_sub(head + foot + legend);
        let rows = themes.min(inner);
        let left = inner - rows;
        let strips = (left >= 3).then(|| {
            let wanted = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(2);
            let height = left.min(wanted);
            Rect { y: body.bottom() - foot - legend - height, height, ..body }
        });
        let end = body.bottom() - foot;
        MatrixLayout {
            name,
            cell,
            fit,
            head: Rect { height: head, ..body },
            rows: Rect { y: body.y + head, height: rows, ..body },
            strips,
            legend: roomy.then_some(Rect { y: end - legend, height: legend, ..body }),
            texts: Rect { y: end, height: foot, ..body },
        }
    }

    /// Brings cursor and page back into the matrix.
    pub(super) fn settle(&mut self, comparison: &Comparison, body: Rect) {
        let layout = self.layout(comparison, body);
        self.cursor.settle(self.rows.len(), usize::from(layout.rows.height));
        self.column = self.column.min(self.groups.len().saturating_sub(1));
        self.first_column = self.first_column.min(self.groups.len().saturating_sub(layout.fit));
        let least = (self.column + 1).saturating_sub(layout.fit);
        self.first_column = self.first_column.clamp(least, self.column);
    }

    /// Moves in the cells, or shows them otherwise; `cut`: from where on passages count as near.
    pub(super) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        comparison: &Comparison,
        cut: f32,
        cx: &mut Cx<'_>,
    ) -> Flow {
        let layout = self.layout(comparison, cx.body());
        if self.cursor.act(action, count, self.rows.len(), usize::from(layout.rows.height)) {
            return Flow::Stay;
        }
        let by = count.unwrap_or(1);
        match action {
            Action::Right => self.column = self.column.saturating_add(by),
            Action::Left => self.column = self.column.saturating_sub(by),
            Action::NextParagraph => self.column = self.column.saturating_add(layout.fit),
            Action::PreviousParagraph => {
                self.column = self.column.saturating_sub(layout.fit);
                self.first_column = self.first_column.saturating_sub(layout.fit);
            }
            Action::CycleValue => {
                self.value = next(&self.value);
                cx.note(format!("the numbers are {}", self.value));
            }
            Action::CycleThemes => {
                self.sorted = next(&self.sorted);
                self.refresh(comparison, cut);
                cx.note(format!("themes {}", self.sorted));
            }
            Action::CycleArticles => {
                self.arrangement = next(&self.arrangement);
                self.refresh(comparison, cut);
                cx.note(format!("articles {}", self.arrangement));
            }
            _ => return Flow::Ignored,
        }
        self.settle(comparison, cx.body());
        Flow::Stay
    }

    /// What Enter shows side by side: the selected theme, the articles, and which of them has the cursor.
    pub(super) fn opens(&self, comparison: &Comparison) -> Option<(Subject, Vec<usize>, usize)> {
        let (theme, group) = (self.theme()?, self.group()?);
        let (articles, at) = if group.articles.len() == 1 {
            let groups = self.groups.iter();
            (groups.flat_map(|group| group.articles.clone()).collect(), self.column)
        } else {
            // The first that treats the theme has the cursor.
            let on = |article: &usize| {
                comparison.cell(theme, *article).is_some_and(|c| c.state == CellState::On)
            };
            (group.articles.clone(), group.articles.iter().position(on).unwrap_or(0))
        };
        Some((Subject::Theme(theme), articles, at))
    }
}

/// The variant after `this`, or the first.
fn next<T: IntoEnumIterator + PartialEq + Default>(this: &T) -> T {
    T::iter().skip_while(|other| other != this).nth(1).unwrap_or_default()
}
