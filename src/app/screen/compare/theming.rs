//! Themes made, changed and removed in the comparison.

use super::editor::{EditField, Editor};
use super::state::{CompareScreen, OpenField, Reason};
use crate::action::Action;
use crate::app::cx::Cx;
use crate::compare::{CompareEdit, Theme};

impl CompareScreen {
    pub(super) fn act_themes(&mut self, action: Action, cx: &mut Cx<'_>) {
        let Some(comparison) = self.comparison().cloned() else { return };
        let selected = self.cell().map(|(theme, _)| theme).or_else(|| self.matrix.theme());
        let theme = selected.and_then(|theme| comparison.themes().get(theme));
        match (action, theme) {
            (Action::NewTheme, _) => self.write_theme(""),
            (Action::Remove, Some(theme)) if theme.is_pair() => self.unpair(theme, cx),
            (Action::EditTheme | Action::MergeTheme | Action::MakeGlobal, Some(theme))
                if theme.is_pair() =>
            {
                cx.note("this row is of two themes: edit one of them");
            }
            (Action::EditTheme, Some(theme)) => {
                let editor = Editor::of(theme, &comparison);
                self.entry = Some(OpenField::Editor(Box::new(editor)));
            }
            (Action::Remove | Action::MakeGlobal, Some(theme)) if theme.is_suggested() => {
                cx.note("this theme is only proposed: edit one to keep it");
            }
            (Action::Remove, Some(theme)) => {
                let theme = Box::new(theme.clone());
                let back = CompareEdit::Theme { was: None, theme: theme.clone() };
                let name = format!("“{}” removed", theme.name);
                self.change_one(name, CompareEdit::NoTheme(theme), back, cx);
            }
            (Action::MakeGlobal, Some(theme)) => {
                let name = format!("“{}” made a theme of every collection", theme.name);
                let theme = Box::new(theme.clone());
                let back = CompareEdit::Local(theme.clone());
                self.change_one(name, CompareEdit::Global(theme), back, cx);
            }
            (Action::MergeTheme, Some(theme)) => self.merge_selected(theme, cx),
            _ => {}
        }
    }

    /// Opens the editor for a new theme with these core terms.
    pub(super) fn write_theme(&mut self, core: &str) {
        if let Some(comparison) = self.comparison().cloned() {
            self.entry = Some(OpenField::Editor(Box::new(Editor::fresh(core, &comparison))));
        }
    }

    /// Opens the editor for a theme that is proposed: kept, it is one of the reader's.
    pub(super) fn write_proposed(&mut self, theme: &Theme) {
        if let Some(comparison) = self.comparison().cloned() {
            let editor = Editor::of(theme, &comparison);
            self.entry = Some(OpenField::Editor(Box::new(editor)));
        }
    }

    /// Shows proposals beside the themes that are there, or no more.
    pub(super) fn toggle_proposals(&mut self, cx: &mut Cx<'_>) {
        let themes = self.comparison().map_or(&[][..], |comparison| comparison.themes());
        if !self.with_proposals && themes.iter().all(Theme::is_suggested) {
            return cx.note("all themes here are proposed, there are no others yet");
        }
        self.with_proposals = !self.with_proposals;
        self.compare(Reason::Shown, cx);
        cx.note(if self.with_proposals {
            "proposed themes stand below, marked ~"
        } else {
            "proposed themes are hidden"
        });
    }

    /// Keeps the theme as it is written; where it cannot be kept, the editor stays and it is said why.
    pub(super) fn keep_theme(&mut self, mut editor: Editor, cx: &mut Cx<'_>) {
        let theme = match editor.theme() {
            Ok(mut theme) => {
                let new = editor.before.as_ref().is_none_or(|before| before.is_suggested());
                if let Some(comparison) = self.comparison().filter(|_| new) {
                    // A proposal holds no name: it gives way to what is kept.
                    let mut kept = comparison.theme_set().clone();
                    kept.themes.retain(|other| !other.is_suggested());
                    theme.id = kept.free_id(theme.id);
                }
                Box::new(theme)
            }
            Err(why) => {
                if editor.counts.is_empty() {
                    editor.at = EditField::NAME;
                }
                self.entry = Some(OpenField::Editor(Box::new(editor)));
                return cx.error(why);
            }
        };
        let kept = editor.before.filter(|before| !before.is_suggested());
        let was = kept.clone();
        let (done, back) = match kept {
            Some(before) => {
                let was = Some(theme.clone());
                ("changed", CompareEdit::Theme { was, theme: before })
            }
            None => ("made", CompareEdit::NoTheme(theme.clone())),
        };
        let name = format!("“{}” {done}", theme.name);
        self.change_one(name, CompareEdit::Theme { was, theme }, back, cx);
    }
}
