//! The way one came: each level of it can be stepped back to, with the place that was read there.

use super::jump_list::Visit;
use super::screen::ScreenName;
use super::screen::compare::SavedView;
use crate::text::Span;

/// A screen one came through.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The screen, and in the reader the sentence under the cursor.
    pub(super) visit: Visit,
    /// What the comparison showed before it was asked for parallels from here; it shows that again when
    /// one is back.
    pub(super) aside: Option<SavedView>,
}

/// Screens one came through, the last one last.
#[derive(Debug, Clone, Default)]
pub(super) struct NavStack(Vec<Step>);

impl NavStack {
    /// Goes on from here.
    pub(super) fn push(&mut self, visit: Visit, aside: Option<SavedView>) {
        self.0.push(Step { visit, aside });
    }

    /// The last step, which is taken back.
    pub(super) fn pop(&mut self) -> Option<Step> {
        self.0.pop()
    }

    /// The screen that one level back leads to.
    pub(super) fn below(&self) -> Option<ScreenName> {
        self.0.last().map(|step| step.visit.screen)
    }

    /// Whether one came to see parallels and nothing else.
    pub(super) fn leads_to_parallels(&self) -> bool {
        self.0.last().is_some_and(|step| step.aside.is_some())
    }

    /// Where one last came through `screen`, if one did.
    pub(super) fn passed(&self, screen: ScreenName) -> Option<usize> {
        self.0.iter().rposition(|step| step.visit.screen == screen)
    }

    /// Goes back to the step at place `at`. Returns what the comparison showed before the parallels that
    /// are left behind by that, if any are.
    pub(super) fn return_to(&mut self, at: usize) -> Option<SavedView> {
        self.0.drain(at..).find_map(|step| step.aside)
    }

    /// Puts what `moved` makes of it in place of every place.
    pub(super) fn follow(&mut self, moved: impl Fn(Span) -> Span) {
        for step in &mut self.0 {
            step.visit.place = step.visit.place.map(&moved);
        }
    }
}
