//! Two articles beside one another, or two places of one: the second reader, and how it goes along with
//! the one that has the keys.

use super::Reader;
use crate::action::Action;
use crate::app::widgets::Together;
use crate::app::workspace::Workspace;
use crate::collection::Article;
use crate::compare::{Comparison, PassageState};
use crate::text::ArticleId;

/// The reader beside the one that has the keys.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Its own cursor, scroll and marks.
    pub reader: Reader,
    /// What it does when the other one moves.
    pub together: Together,
    /// The passage of the other one that it has gone along with last.
    seen: Option<(ArticleId, u32)>,
    /// Passages that it could not go along, because its text ended there.
    owed: i64,
    /// The theme by which it went along last.
    theme: Option<usize>,
}

impl Beside {
    /// Joins both at the places where they stand.
    pub fn join(&mut self, leader: &Reader, together: Together) {
        self.together = together;
        self.seen = passage_of(leader);
        self.owed = 0;
        self.theme = None;
    }

    /// Scrolls by as many rows as the other one was.
    pub fn scroll_along(
        &mut self,
        leader: &Reader,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) {
        let scrolls = matches!(
            action,
            Action::Down
                | Action::Up
                | Action::PageDown
                | Action::PageUp
                | Action::HalfPageDown
                | Action::HalfPageUp
        );
        if scrolls && self.together == Together::Places {
            self.reader.move_by(action, count, workspace);
            self.seen = passage_of(leader);
        }
    }

    /// Goes along with the other one by as many passages as it went.
    pub fn go_along(&mut self, leader: &Reader, workspace: &Workspace) {
        let Some((article, passage)) = passage_of(leader) else { return };
        let before = self.seen.replace((article, passage));
        let Some((_, before)) = before.filter(|(same, _)| *same == article) else { return };
        let Some(here) = passage_of(&self.reader).map(|(_, passage)| i64::from(passage)) else {
            return;
        };
        if self.together != Together::Places || passage == before {
            return;
        }
        let wanted = here + i64::from(passage) - i64::from(before) + self.owed;
        let last = self.reader.article.as_ref().map_or(0, |article| article.passage_count());
        let to = wanted.clamp(1, i64::try_from(last).unwrap_or(i64::MAX).max(1));
        self.owed = wanted - to;
        self.go_to_passage(u32::try_from(to).unwrap_or(1), leader, workspace);
    }

    /// Goes to what its article says to the theme of the passage that the other one has come to. What is
    /// said of it.
    pub fn go_along_by_theme(
        &mut self,
        leader: &Reader,
        comparison: &Comparison,
        workspace: &Workspace,
    ) -> Option<String> {
        let here = passage_of(leader)?;
        if self.seen.replace(here) == Some(here) {
            return None;
        }
        let (article, passage) = here;
        let (from, to) = (comparison.column(article)?, comparison.column(self.article()?)?);
        let on = |theme: &usize| comparison.state(*theme, from, passage) == Some(PassageState::On);
        let kept = self.theme.filter(on);
        let theme = kept.or_else(|| (0..comparison.themes().len()).find(on))?;
        self.theme = Some(theme);
        let name = &comparison.themes().get(theme)?.name;
        let treatment = comparison.treatment(theme, to)?;
        let there: Vec<u32> = treatment
            .passages
            .iter()
            .filter(|mark| mark.state == PassageState::On)
            .map(|mark| mark.passage)
            .collect();
        // The passage most like this one, else the best.
        let alike = comparison.like(from, passage).into_iter();
        let alike = alike.filter(|(column, ..)| *column == to).map(|(_, passage, _)| passage);
        let best = alike.filter(|passage| there.contains(passage)).chain(there.iter().copied());
        let Some(best) = best.into_iter().next() else {
            let terms = comparison.themes().get(theme)?.terms.len();
            return Some(format!("the other is silent on {name} under {terms} terms"));
        };
        self.go_to_passage(best, leader, workspace);
        Some(format!("both on {name} · ¶{passage} and ¶{best}, one of {} there", there.len()))
    }

    fn article(&self) -> Option<ArticleId> {
        self.reader.article.as_ref().map(|article| article.id())
    }

    /// Puts the passage at the height at which the other one's sentence stands.
    fn go_to_passage(&mut self, number: u32, leader: &Reader, workspace: &Workspace) {
        let passage = self.reader.article.as_ref().and_then(|article| article.passage(number));
        if let Some(start) = passage.map(|passage| passage.block.extent.start) {
            self.reader.go_to(start, workspace);
            self.reader.put_cursor_at(leader.line_of_cursor(workspace), workspace);
        }
    }
}

/// The passage under the cursor of a reader, or the one before it.
fn passage_of(reader: &Reader) -> Option<(ArticleId, u32)> {
    let article = reader.article.as_ref()?;
    Some((article.id(), last_passage(article, reader.cursor.start)))
}

/// The last passage that begins at the byte `offset` or before it; the first where none does.
fn last_passage(article: &Article, offset: usize) -> u32 {
    let (mut low, mut high) = (1, u32::try_from(article.passage_count()).unwrap_or(u32::MAX));
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        let begun = article.passage(middle).is_some_and(|p| p.block.extent.start <= offset);
        if begun { low = middle } else { high = middle - 1 }
    }
    low
}
