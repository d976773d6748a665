//! A list on the screen: which of its rows are painted where. Painting, paging and the mouse ask the same.

use ratatui::layout::{Position, Rect};

use super::ListCursor;

/// Where the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListView {
    /// What it is painted into.
    pub area: Rect,
    /// Its cursor, with the selected row on the screen.
    pub cursor: ListCursor,
    /// How many rows it has.
    pub length: usize,
    /// How many columns of rows stand side by side.
    columns: u16,
}

impl ListView {
    /// A list of `length` rows in `area`, one below the other.
    pub fn new(area: Rect, cursor: ListCursor, length: usize) -> Self {
        Self::in_columns(1, area, cursor, length)
    }

    /// The same in so many columns, each read from top to bottom.
    pub fn in_columns(columns: u16, area: Rect, cursor: ListCursor, length: usize) -> Self {
        let mut view = Self { area, cursor, length, columns: columns.max(1) };
        view.cursor.keep_within(length, view.page());
        view
    }

    /// How many rows are on the screen at once.
    pub fn page(&self) -> usize {
        usize::from(self.area.height) * usize::from(self.columns)
    }

    /// The same with no row selected.
    #[must_use]
    pub const fn unselected(mut self) -> Self {
        self.cursor.at = usize::MAX;
        self
    }

    /// Whether there are more rows than are on the screen.
    pub fn is_cut(&self) -> bool {
        self.length > self.page()
    }

    /// The rows on the screen, each with where it is painted.
    pub fn shown(self) -> impl Iterator<Item = (usize, Rect)> {
        let Rect { width, height, .. } = self.area;
        let width = width / self.columns;
        let places = (0..self.columns).flat_map(move |column| {
            (0..height).map(move |row| Rect {
                x: self.area.x + column * width,
                y: self.area.y + row,
                width,
                height: 1,
            })
        });
        (self.cursor.first..self.length).zip(places)
    }

    /// The row painted at `at`.
    pub fn row_at(self, at: Position) -> Option<usize> {
        self.shown().find(|(_, area)| area.contains(at)).map(|(row, _)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_painted_is_what_the_mouse_finds(
            (width, height, columns) in (0u16..300, 0u16..100, 1u16..3),
            (length, at, first) in (0usize..400, 0usize..500, 0usize..500),
        ) {
            let area = Rect::new(3, 2, width, height);
            let view = ListView::in_columns(columns, area, ListCursor { at, first }, length);
            let mut seen = Vec::new();
            for (row, place) in view.shown() {
                prop_assert_eq!(area.union(place), area);
                prop_assert!(row < length);
                if !place.is_empty() {
                    prop_assert_eq!(view.row_at(place.as_position()), Some(row));
                }
                seen.push(row);
            }
            prop_assert_eq!(seen.len(), view.page().min(length));
            prop_assert!(view.page() == 0 || length == 0 || seen.contains(&view.cursor.at));
        }
    }
}
