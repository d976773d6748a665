//! Two themes made one: the first is picked up, the second is where it goes.

use super::state::CompareScreen;
use crate::app::cx::Cx;
use crate::compare::{CompareEdit, Theme};

impl CompareScreen {
    /// Picks the selected theme up; where one is picked up, merges it into the selected one.
    pub(super) fn merge_selected(&mut self, selected: &Theme, cx: &mut Cx<'_>) {
        let Some(picked) = self.merging.take() else {
            self.merging = Some(selected.id.clone());
            return;
        };
        let comparison = self.comparison().cloned();
        let themes = comparison.iter().flat_map(|comparison| comparison.themes());
        match themes.into_iter().find(|theme| theme.id == picked) {
            Some(from) if from.id != selected.id => self.merge(selected, from, cx),
            _ => cx.note("the theme stays as it is"),
        }
    }

    /// Adds the terms of `from` to `into` and removes `from`.
    fn merge(&mut self, into: &Theme, from: &Theme, cx: &mut Cx<'_>) {
        let mut merged = into.clone();
        for term in &from.terms {
            if merged.terms.iter().all(|mine| mine.text != term.text || mine.tier != term.tier) {
                merged.terms.push(term.clone());
            }
        }
        merged.terms.sort_by_key(|term| term.tier);
        let merged = Box::new(merged);
        let (mut changes, mut undo) = (Vec::new(), Vec::new());
        if into.is_suggested() {
            undo.push(CompareEdit::NoTheme(merged.clone()));
            changes.push(CompareEdit::Theme { was: None, theme: merged });
        } else {
            let was = Some(into.id.clone());
            undo.push(CompareEdit::Theme { was: was.clone(), theme: Box::new(into.clone()) });
            changes.push(CompareEdit::Theme { was, theme: merged });
        }
        if !from.is_suggested() {
            let from = Box::new(from.clone());
            undo.push(CompareEdit::Theme { was: None, theme: from.clone() });
            changes.push(CompareEdit::NoTheme(from));
        }
        self.keep_all(changes, undo, cx);
    }
}
