//! The selected row of a list and the first row shown.

use crate::action::Action;

/// Which row is selected and which is the first on the screen. Always within the list, whatever its
/// length and height become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListCursor {
    /// The selected row, from 0.
    pub at: usize,
    /// The first row shown.
    pub first: usize,
}

impl ListCursor {
    /// Moves by an action with a count, in a list of `length` rows of which `height` are shown.
    /// `false` if the action is none of moving.
    pub fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        length: usize,
        height: usize,
    ) -> bool {
        let by = count.unwrap_or(1);
        let page = height.saturating_sub(1).max(1);
        let last = length.saturating_sub(1);
        self.at = match action {
            Action::Down => self.at.saturating_add(by),
            Action::Up => self.at.saturating_sub(by),
            Action::PageDown => self.at.saturating_add(page.saturating_mul(by)),
            Action::PageUp => self.at.saturating_sub(page.saturating_mul(by)),
            Action::HalfPageDown => self.at.saturating_add((page / 2).max(1).saturating_mul(by)),
            Action::HalfPageUp => self.at.saturating_sub((page / 2).max(1).saturating_mul(by)),
            Action::First => count.unwrap_or(1).saturating_sub(1),
            Action::Last => count.map_or(last, |row| row.saturating_sub(1)),
            Action::Percent => last.saturating_mul(by.min(100)) / 100,
            _ => return false,
        };
        self.keep_within(length, height);
        true
    }

    /// Brings both rows back into the list and the selected one onto the screen.
    pub fn keep_within(&mut self, length: usize, height: usize) {
        let height = height.max(1);
        self.at = self.at.min(length.saturating_sub(1));
        self.first = self.first.min(length.saturating_sub(height));
        self.first = self.first.clamp((self.at + 1).saturating_sub(height), self.at);
    }

    /// Selects `row`.
    pub fn select(&mut self, row: usize, length: usize, height: usize) {
        self.at = row;
        self.keep_within(length, height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_selected_row_is_always_in_the_list_and_on_the_screen(
            moves in prop::collection::vec((0usize..70, prop::option::of(0usize..999), 0usize..40, 0usize..12), 0..40),
        ) {
            let actions: Vec<Action> = Action::all().collect();
            let mut cursor = ListCursor::default();
            for (action, count, length, height) in moves {
                cursor.keep_within(length, height);
                cursor.act(actions[action % actions.len()], count, length, height);
                prop_assert!(cursor.at < length.max(1));
                prop_assert!(cursor.first <= cursor.at && cursor.at < cursor.first + height.max(1));
            }
        }
    }
}
