//! The reader's own line on how an article treats a theme, and the quotes that it rests on.

use super::columns::said;
use super::{CompareScreen, Entry, Subject, View};
use crate::app::overlay::{Evidence, Overlay};
use crate::app::request::Request;
use crate::app::widgets::Field;
use crate::app::workspace::Workspace;
use crate::compare::CompareEdit;
use crate::compare::Summary;

impl CompareScreen {
    /// The line of the selected column; empty where there is none.
    fn own_line(&self) -> Option<(String, Vec<String>)> {
        let View::Columns(columns) = &self.view else { return None };
        if !matches!(columns.subject, Subject::Theme(_)) {
            return None;
        }
        let line = columns.current()?.summary.clone();
        Some(line.map_or_else(Default::default, |line| (line.text, line.quotes)))
    }

    pub(super) fn start_summary(&mut self) -> Vec<Request> {
        if let Some((line, _)) = self.own_line() {
            self.entry = Some(Entry::Summary(Field::new(&line)));
        }
        Vec::new()
    }

    pub(super) fn keep_summary(&mut self, text: &str, workspace: &Workspace) -> Vec<Request> {
        let Some((_, quotes)) = self.own_line() else { return Vec::new() };
        self.keep_line(text.to_owned(), quotes, workspace)
    }

    /// Lets the line of the selected column rest on the quotes of these names.
    pub fn rest_on(&mut self, quotes: Vec<String>, workspace: &Workspace) -> Vec<Request> {
        let Some((line, _)) = self.own_line() else { return Vec::new() };
        self.keep_line(line, quotes, workspace)
    }

    fn keep_line(
        &mut self,
        text: String,
        quotes: Vec<String>,
        workspace: &Workspace,
    ) -> Vec<Request> {
        let (Some((about, ..)), Some((line, linked))) = (self.about(), self.own_line()) else {
            return Vec::new();
        };
        let before = Summary { about: about.clone(), text: line, quotes: linked };
        let change = CompareEdit::Summary(Summary { about, text, quotes });
        self.keep_with_undo(change, CompareEdit::Summary(before), workspace)
    }

    /// The quotes of the selected article, those that its line rests on ticked.
    pub(super) fn evidence(&self, workspace: &Workspace) -> Vec<Request> {
        let (Some((about, theme, _)), Some((line, linked))) = (self.about(), self.own_line())
        else {
            return Vec::new();
        };
        let theme = self.comparison().and_then(|comparison| comparison.themes().get(theme));
        let theme = theme.map_or("", |theme| theme.name.as_str());
        let evidence = Evidence::new(&workspace.quotes, about.article, theme, &line, &linked);
        if evidence.rows.is_empty() {
            return said("no quote of this article is kept yet: a keeps one".to_owned());
        }
        vec![Request::Open(Overlay::Evidence(evidence))]
    }
}
