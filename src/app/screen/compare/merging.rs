//! Two themes made one, or looked at at once: the first is picked up, the second says with which.

use super::history::Change;
use super::state::{CompareScreen, PickedUp, View};
use crate::app::cx::Cx;
use crate::compare::{CompareEdit, Theme, ThemeId};

impl CompareScreen {
    /// Picks the selected theme up; where one is picked up, merges it into the selected one.
    pub(super) fn merge_selected(&mut self, selected: &Theme, cx: &mut Cx<'_>) {
        let Some(PickedUp::ToMerge(picked)) = self.picked_up.take() else {
            self.picked_up = Some(PickedUp::ToMerge(selected.id.clone()));
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
            let before = Box::new(into.clone());
            let back = CompareEdit::Theme { was: Some(merged.clone()), theme: before.clone() };
            undo.push(back);
            changes.push(CompareEdit::Theme { was: Some(before), theme: merged });
        }
        if !from.is_suggested() {
            let from = Box::new(from.clone());
            undo.push(CompareEdit::Theme { was: None, theme: from.clone() });
            changes.push(CompareEdit::NoTheme(from));
        }
        let name = format!("“{}” merged into “{}”", from.name, into.name);
        self.change(Change { name, edits: changes, back: undo }, cx);
    }

    /// Picks the selected theme up; where one is picked up, shows a row of the passages on both. Such a row
    /// is taken away.
    pub(super) fn pair_selected(&mut self, cx: &mut Cx<'_>) {
        let Some(comparison) = self.comparison().cloned() else { return };
        let selected = self.matrix.theme().and_then(|theme| comparison.themes().get(theme));
        let (View::Matrix, Some(selected)) = (&self.view, selected) else { return };
        if selected.is_pair() {
            return self.unpair(selected, cx);
        }
        match self.picked_up.take() {
            Some(PickedUp::ToPair(picked)) if picked != selected.id => {
                let pair = (picked, selected.id.clone());
                self.then.select = Some(ThemeId::of_pair(&pair.0, &pair.1));
                let name = |id: &ThemeId| {
                    let known = comparison.themes().iter().find(|theme| theme.id == *id);
                    known.map_or_else(|| id.0.clone(), |theme| theme.name.clone())
                };
                let name = format!("row “{} & {}”", name(&pair.0), name(&pair.1));
                let back = CompareEdit::NoPair(pair.0.clone(), pair.1.clone());
                self.change_one(name, CompareEdit::Pair(pair.0, pair.1), back, cx);
            }
            Some(PickedUp::ToPair(_)) => cx.note("one theme alone is no pair"),
            _ => self.picked_up = Some(PickedUp::ToPair(selected.id.clone())),
        }
    }

    /// Takes the row of a pair away.
    pub(super) fn unpair(&mut self, pair: &Theme, cx: &mut Cx<'_>) {
        let Some((one, other)) = pair.id.pair() else { return };
        let back = CompareEdit::Pair(one.clone(), other.clone());
        let name = format!("row “{}” taken away", pair.name);
        self.change_one(name, CompareEdit::NoPair(one, other), back, cx);
    }
}
