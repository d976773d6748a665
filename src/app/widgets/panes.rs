//! Texts set side by side: two that are read, the columns of a comparison, what answers to a passage. Where
//! they stand, and what the others do when one of them moves; painting, paging and the mouse ask the same.

use ratatui::layout::{Position, Rect};

/// Below this width texts stand one above the other.
const SIDE_BY_SIDE: u16 = 74;

/// What the others do when the text with the keys moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Together {
    /// They stay.
    #[default]
    Apart,
    /// They move as far, from wherever all stand.
    Places,
    /// They go to what they say to the same.
    Themes,
}

/// Texts set side by side in a part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// The part of the screen.
    pub body: Rect,
    /// How many texts; at least one.
    pub count: u16,
    /// Columns free between two of them; the line stands in their middle.
    pub between: u16,
    /// Columns of the widest.
    pub widest: u16,
}

impl Panes {
    /// Whether texts stand one above the other in `body`.
    pub const fn stacked(body: Rect) -> bool {
        body.width < SIDE_BY_SIDE
    }

    /// Columns of each but the first, which has what is left over; all of them where they are stacked.
    pub fn width(self) -> u16 {
        if Self::stacked(self.body) {
            return self.body.width.min(self.widest);
        }
        let free = self.body.width.saturating_sub(self.between * (self.count.max(1) - 1));
        (free / self.count.max(1)).min(self.widest)
    }

    /// Where they are, from the left or from the top.
    pub fn areas(self) -> impl Iterator<Item = Rect> {
        let Self { body, count, between, .. } = self;
        let count = count.max(1);
        let stacked = Self::stacked(body);
        let (width, height) = (self.width(), body.height / count);
        let left = body.width.saturating_sub((count - 1) * (width + between));
        let first = left.min(self.widest);
        (0..count).map(move |n| {
            let last = n + 1 == count;
            if stacked {
                let y = body.y + n * height;
                return Rect { y, height: if last { body.bottom() - y } else { height }, ..body };
            }
            let before = if n == 0 { 0 } else { first + between + (n - 1) * (width + between) };
            let x = (body.x + before).min(body.right());
            let width = if n == 0 { first } else { width };
            Rect { x, width: width.min(body.right() - x), ..body }
        })
    }

    /// Where lines stand between texts that are beside one another.
    pub fn lines(self) -> impl Iterator<Item = Rect> {
        let beside = !Self::stacked(self.body);
        let places = self.areas().skip(1).filter(move |_| beside);
        places.map(move |area| {
            let x = area.x.saturating_sub(1 + self.between / 2);
            Rect { x, width: 1, ..self.body }
        })
    }

    /// The text painted at `at`, from the first.
    pub fn at(self, at: Position) -> Option<usize> {
        self.areas().position(|area| area.contains(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_share_the_body_and_none_lies_over_another(
            (width, height, x, y) in (0u16..300, 0u16..100, 0u16..5, 0u16..5),
            (count, between, widest) in (1u16..9, 1u16..4, 20u16..200),
        ) {
            let panes = Panes { body: Rect::new(x, y, width, height), count, between, widest };
            let areas: Vec<Rect> = panes.areas().collect();
            prop_assert_eq!(areas.len(), usize::from(count));
            for (n, area) in areas.iter().enumerate() {
                prop_assert_eq!(panes.body.union(*area), panes.body);
                prop_assert!(areas.iter().skip(n + 1).all(|other| !area.intersects(*other)));
                if !area.is_empty() {
                    prop_assert_eq!(panes.at(area.as_position()), Some(n));
                }
            }
            if Panes::stacked(panes.body) {
                prop_assert_eq!(areas.iter().map(|area| area.height).sum::<u16>(), height);
                prop_assert_eq!(panes.lines().count(), 0);
            } else {
                prop_assert!(areas.iter().all(|area| area.width >= panes.width()));
                for line in panes.lines().filter(|line| !line.is_empty()) {
                    prop_assert!(areas.iter().all(|area| !area.intersects(line)));
                }
            }
        }
    }
}
