//! Themes × articles.

use ratatui::layout::Rect;
use strum::IntoEnumIterator;

use super::columns::Subject;
use super::grouping::{Arrangement, Group, groups};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::widgets::ListCursor;
use crate::app::workspace::Drawing;
use crate::compare::shade::level;
use crate::compare::{Cell, CellState, Comparison, Texts};

/// What is said in a cell; its shade is the share of the words, but for [`Value::Has`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::Display, strum::EnumIter)]
pub enum Value {
    /// Passages on the theme, of all.
    #[default]
    #[strum(to_string = "passages")]
    Passages,
    /// Sentences that treat it.
    #[strum(to_string = "sentences")]
    Sentences,
    /// Share of the words.
    #[strum(to_string = "share of words")]
    Share,
    /// That it is treated.
    #[strum(to_string = "treated or not")]
    Has,
    /// Terms found.
    #[strum(to_string = "terms found")]
    Hits,
    /// Terms found in a thousand words.
    #[strum(to_string = "terms per 1,000 words")]
    PerThousand,
}

impl Value {
    /// What is written.
    #[expect(clippy::cast_precision_loss, reason = "a rate for display")]
    pub fn of(self, cell: &Cell) -> String {
        match self {
            Self::Passages => format!("{}/{}", cell.on, cell.passages),
            Self::Sentences => cell.sentences.to_string(),
            Self::Share => format!("{:.0}%", cell.share() * 100.0),
            Self::Has => "yes".to_owned(),
            Self::Hits => cell.hits.to_string(),
            Self::PerThousand => {
                format!("{:.1}", cell.hits as f32 * 1000.0 / cell.words.max(1) as f32)
            }
        }
    }

    /// How dark the ground is, from 1 to 8.
    pub fn level(self, cell: &Cell) -> usize {
        match self {
            Self::Has => 8,
            _ => level(cell.share()),
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
    /// The strips below, at this place.
    Strips(StripCursor),
}

/// A place in the strips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StripCursor {
    /// The strip, from the top.
    pub row: usize,
    /// Which of its equal parts, from the left.
    pub bin: usize,
}

/// Letters that mark columns by the same author.
pub const LETTERS: [&str; 6] = ["ᵃ", "ᵇ", "ᶜ", "ᵈ", "ᵉ", "ᶠ"];

/// Themes × articles.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// The themes, as rows of the comparison, in the order shown.
    pub rows: Vec<usize>,
    /// What stands over each column: an article, or several.
    pub groups: Vec<Group>,
    /// Whether articles stand beside one another or come one after the other.
    pub drawing: Drawing,
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

impl Matrix {
    /// Makes rows and columns again; what is selected stays selected where it is still there.
    pub(super) fn refresh(&mut self, comparison: &Comparison, cut: f32) {
        if self.groups.is_empty() {
            self.arrangement = Arrangement::at_first(comparison);
        }
        let selected = self.theme();
        self.groups = groups(comparison, &self.arrangement);
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

    /// Counts the cells again, with what is near from this cut on.
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

    /// What the texts are: how many, whose, from when, who wrote several of them.
    pub fn facts(&self) -> Vec<String> {
        let several = self.texts.same_author.iter().zip(LETTERS);
        let several = several.map(|((name, _), letter)| format!("{letter} {name}"));
        let facts = std::iter::once(self.texts.facts()).chain(several);
        let facts = facts.chain(["counts describe these texts".to_owned()]);
        facts.collect()
    }

    /// Brings cursor and page back into the matrix.
    pub(super) fn fit_to_screen(&mut self, comparison: &Comparison, body: Rect) {
        let layout = self.layout(comparison, body);
        self.cursor = self.list(&layout).cursor;
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
        if self.cursor.act(action, count, self.rows.len(), self.list(&layout).page()) {
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
                let offered = Arrangement::offered(comparison);
                let after = offered.iter().skip_while(|other| **other != self.arrangement).nth(1);
                self.arrangement = after.cloned().unwrap_or_default();
                let article = self.group().and_then(|group| group.articles.first()).copied();
                self.refresh(comparison, cut);
                let holds = |group: &Group| article.is_some_and(|a| group.articles.contains(&a));
                self.column = self.groups.iter().position(holds).unwrap_or(0);
                cx.note(format!("articles {}", self.arrangement));
            }
            Action::FindNext => self.next_treated(true, cx),
            Action::FindPrevious => self.next_treated(false, cx),
            _ => return Flow::Ignored,
        }
        self.fit_to_screen(comparison, cx.body());
        Flow::Stay
    }

    /// To the next cell in which a theme is treated, row by row, or to the one before.
    fn next_treated(&mut self, forward: bool, cx: &mut Cx<'_>) {
        let across = self.groups.len().max(1);
        let here = self.cursor.at * across + self.column;
        let all = self.rows.len() * across;
        let treated = |place: &usize| {
            let theme = self.rows.get(place / across);
            let cell = theme.and_then(|theme| self.cell(*theme, place % across));
            cell.is_some_and(|cell| cell.state == CellState::On)
        };
        let found = if forward {
            (here + 1..all).chain(0..here).find(treated)
        } else {
            (0..here).rev().chain((here + 1..all).rev()).find(treated)
        };
        match found {
            Some(place) => (self.cursor.at, self.column) = (place / across, place % across),
            None => cx.note("no other article treats any of these themes"),
        }
    }

    /// What Enter shows side by side: the selected theme, the articles, and which of them has the cursor.
    pub(super) fn opens(&self, comparison: &Comparison) -> Option<(Subject, Vec<usize>, usize)> {
        let (theme, group) = (self.theme()?, self.group()?);
        let articles: Vec<usize> = match group.articles.as_slice() {
            [_] => self.groups.iter().flat_map(|group| group.articles.iter().copied()).collect(),
            several => several.to_vec(),
        };
        let at = match group.articles.as_slice() {
            [article] => *article,
            // The first that treats the theme has the cursor.
            several => *several
                .iter()
                .find(|article| {
                    comparison.cell(theme, **article).is_some_and(|c| c.state == CellState::On)
                })
                .or(several.first())?,
        };
        Some((Subject::Theme(theme), articles, at))
    }
}

/// The variant after `this`, or the first.
fn next<T: IntoEnumIterator + PartialEq + Default>(this: &T) -> T {
    T::iter().skip_while(|other| other != this).nth(1).unwrap_or_default()
}
