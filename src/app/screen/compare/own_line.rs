//! The reader's own line on how an article treats a theme, and the quotes that it rests on.

use super::columns::Subject;
use super::state::{CompareScreen, OpenField, View};
use crate::app::cx::Cx;
use crate::app::overlay::{Evidence, Overlay};
use crate::app::widgets::Field;
use crate::compare::{CompareEdit, Summary};

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

    pub(super) fn start_summary(&mut self) {
        if let Some((line, _)) = self.own_line() {
            self.entry = Some(OpenField::Summary(Field::new(&line)));
        }
    }

    pub(super) fn keep_summary(&mut self, text: &str, cx: &mut Cx<'_>) {
        if let Some((_, quotes)) = self.own_line() {
            self.keep_line(text.to_owned(), quotes, cx);
        }
    }

    /// Lets the line of the selected column rest on the quotes of these names.
    pub(super) fn rest_on(&mut self, quotes: Vec<String>, cx: &mut Cx<'_>) {
        if let Some((line, _)) = self.own_line() {
            self.keep_line(line, quotes, cx);
        }
    }

    fn keep_line(&mut self, text: String, quotes: Vec<String>, cx: &mut Cx<'_>) {
        let (Some((about, ..)), Some((line, linked))) = (self.about(), self.own_line()) else {
            return;
        };
        let before = Summary { about: about.clone(), text: line, quotes: linked };
        let name = format!("your line on “{}”", about.name);
        let change = CompareEdit::Summary(Summary { about, text, quotes });
        self.change_one(name, change, CompareEdit::Summary(before), cx);
    }

    /// The quotes of the selected article, those that its line rests on ticked.
    pub(super) fn evidence(&self, cx: &mut Cx<'_>) {
        let (Some((about, theme, _)), Some((line, linked))) = (self.about(), self.own_line())
        else {
            return;
        };
        let theme = self.comparison().and_then(|comparison| comparison.themes().get(theme));
        let theme = theme.map_or("", |theme| theme.name.as_str());
        let quotes = &cx.workspace.quotes;
        let evidence = Evidence::new(quotes, about.article, theme, &line, &linked);
        if evidence.rows.is_empty() {
            return cx.note("no quote of this article is kept yet: a keeps one");
        }
        cx.open(Overlay::Evidence(evidence));
    }
}
