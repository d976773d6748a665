//! Places visited: back and forward, as in a browser.

use super::screen::ScreenName;
use crate::text::Span;

/// A screen, and in the reader the sentence under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Visit {
    /// Where the place was seen.
    pub(super) screen: ScreenName,
    /// The sentence, if an article is open.
    pub(super) place: Option<Span>,
}

/// How many visits are remembered.
const LONGEST: usize = 200;

/// The places visited, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct JumpList {
    behind: Vec<Visit>,
    ahead: Vec<Visit>,
    /// Where one was before the last step, also one within an article.
    last: Option<Visit>,
}

impl JumpList {
    /// Remembers `here`, which is being left; what lay ahead is forgotten.
    pub(super) fn leave(&mut self, here: Visit) {
        self.ahead.clear();
        self.last = Some(here);
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        if self.behind.len() > LONGEST {
            self.behind.remove(0);
        }
    }

    /// Remembers `here` for the way back from a step within the article, which is no visit of its own.
    pub(super) const fn step_from(&mut self, here: Visit) {
        self.last = Some(here);
    }

    /// Where one was before the last step; from there the same leads back to `here`.
    pub(super) const fn across(&mut self, here: Visit) -> Option<Visit> {
        match self.last {
            Some(_) => self.last.replace(here),
            None => None,
        }
    }

    /// Puts what `moved` makes of it in place of every place.
    pub(super) fn follow(&mut self, moved: impl Fn(Span) -> Span) {
        for visit in self.behind.iter_mut().chain(&mut self.ahead).chain(&mut self.last) {
            visit.place = visit.place.map(&moved);
        }
    }

    /// The last place before `here`.
    pub(super) fn back(&mut self, here: Visit) -> Option<Visit> {
        let there = self.behind.pop()?;
        self.last = Some(here);
        self.ahead.push(here);
        Some(there)
    }

    /// The place from which one went back to `here`.
    pub(super) fn forward(&mut self, here: Visit) -> Option<Visit> {
        let there = self.ahead.pop()?;
        self.last = Some(here);
        self.behind.push(here);
        Some(there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_undo_each_other() {
        let visit = |start| Visit {
            screen: ScreenName::Reader,
            place: Some(Span::new(crate::text::ArticleId(1), crate::text::Extent::new(start, 9))),
        };
        let mut history = JumpList::default();
        history.leave(visit(1));
        history.leave(visit(2));
        assert_eq!(history.back(visit(3)), Some(visit(2)));
        assert_eq!(history.back(visit(2)), Some(visit(1)));
        assert_eq!(history.back(visit(1)), None);
        assert_eq!(history.forward(visit(1)), Some(visit(2)));
        assert_eq!(history.forward(visit(2)), Some(visit(3)));
        assert_eq!(history.forward(visit(3)), None);
    }
}
