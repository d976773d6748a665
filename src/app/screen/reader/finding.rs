//! `/ n N` in the reader.

use std::sync::Arc;

use super::Reader;
use crate::action::Action;
use crate::app::cx::Cx;
use crate::app::widgets::Field;
use crate::collection::{Article, BlockKind};
use crate::keys::Key;
use crate::text::{Extent, Haystack, words};

/// What is being found in the article.
#[derive(Debug, Clone, Default)]
pub struct Finding {
    /// The open field, while letters go to it.
    pub field: Option<Field>,
    /// What is looked for.
    pub needle: String,
    /// Where it stands, in order.
    pub matches: Vec<Extent>,
    /// The match under the cursor, as an index of `matches`.
    pub current: usize,
    /// Where the cursor stood when the field was opened.
    from: Option<usize>,
    /// The article, made ready as long as letters are typed.
    hay: Option<Arc<Haystack>>,
}

impl Finding {
    /// Takes a key; finds as one types. Returns where the first match from `cursor` on stands.
    pub(super) fn key(&mut self, key: Key, article: &Article, cursor: usize) -> Option<usize> {
        let field = self.field.as_mut()?;
        let from = *self.from.get_or_insert(cursor);
        if !field.key(key) {
            return None;
        }
        self.needle = field.text().to_owned();
        self.look(article);
        self.current = self.matches.partition_point(|found| found.start < from);
        if self.current == self.matches.len() {
            self.current = 0;
        }
        Some(self.matches.get(self.current).map_or(from, |found| found.start))
    }

    /// Finds where the needle stands.
    fn look(&mut self, article: &Article) {
        let hay = self.hay.get_or_insert_with(|| Arc::new(Haystack::new(article.text())));
        self.matches = hay.find_all(&self.needle);
        let dimmed =
            |at: usize| article.block_at(at).is_none_or(|block| block.kind == BlockKind::Furniture);
        self.matches.retain(|found| !dimmed(found.start));
    }

    /// Closes the field; says so at once where nothing was found.
    pub(super) fn accept(&mut self, cx: &mut Cx<'_>) {
        self.field = None;
        self.hay = None;
        if !self.needle.is_empty() && self.matches.is_empty() {
            let needle = std::mem::take(self).needle;
            cx.note(format!("“{needle}” is not in this article (s searches all)"));
        }
    }

    /// Gives up; returns where the cursor stood before.
    pub(super) fn abandon(&mut self) -> Option<usize> {
        let from = self.from;
        *self = Self::default();
        from
    }

    /// Forgets the matches; `false` if there were none.
    pub(super) fn clear(&mut self) -> bool {
        let any = !self.needle.is_empty();
        *self = Self::default();
        any
    }
}

impl Reader {
    /// Finds what is selected, else the longest word of the sentence, and goes to where it stands next.
    pub(super) fn find_word(&mut self, action: Action, cx: &mut Cx<'_>) {
        let (Some(article), Some(span)) = (self.article.clone(), self.chosen()) else { return };
        let chosen = span.extent.of(article.text());
        let words = words::words(chosen).into_iter().map(|word| word.of(chosen));
        let longest = words.rev().max_by_key(|word| word.chars().count());
        let needle = if self.selection.is_some() { Some(chosen) } else { longest };
        let Some(needle) = needle.filter(|needle| !needle.trim().is_empty()) else { return };
        self.finding = Finding { needle: needle.to_owned(), ..Finding::default() };
        self.finding.look(&article);
        self.finding.hay = None;
        self.selection = None;
        let ahead = self.finding.matches.partition_point(|found| found.start < self.cursor.end);
        let behind = self.finding.matches.partition_point(|found| found.start < self.cursor.start);
        // The one before those that are ahead, or behind those that are past: the step leads to them.
        self.finding.current = match action {
            Action::FindWord => ahead.checked_sub(1).unwrap_or(self.finding.matches.len()),
            _ => behind,
        };
        let on = if action == Action::FindWord { Action::FindNext } else { Action::FindPrevious };
        self.find_on(on, None, cx);
    }

    /// To the next or previous match; round at the ends.
    pub(super) fn find_on(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) {
        self.finding.from = None;
        let matches =
            if self.finding.needle.is_empty() { &self.marks } else { &self.finding.matches };
        let total = matches.len();
        if total == 0 {
            return cx.note("nothing found; / looks for something");
        }
        let by = count.unwrap_or(1) % total;
        let current = self.finding.current % total;
        let next = match action {
            Action::FindNext => (current + by) % total,
            _ => (current + total - by) % total,
        };
        if let Some(found) = matches.get(next).copied() {
            self.finding.current = next;
            self.go_to(found.start, cx.workspace);
        }
        cx.note(format!("match {} of {total}", next + 1));
    }
}
