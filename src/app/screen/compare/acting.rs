//! What keys mean in the comparison.

use super::columns::Columns;
use super::matrix::Focus;
use super::state::{CompareScreen, OpenField, View};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::widgets::Field;
use crate::keys::Key;

impl CompareScreen {
    /// Does what a key means here.
    pub fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        if self.compared.is_none() {
            return if action == Action::Cancel { Flow::Close } else { Flow::Ignored };
        }
        if action == Action::Cancel && self.picked_up.take().is_some() {
            cx.note("the theme stays as it is");
            return Flow::Stay;
        }
        if action == Action::Cancel {
            self.give_up_asking();
        }
        if self.act_keeping(action, cx) == Flow::Stay {
            return Flow::Stay;
        }
        match &self.view {
            View::Matrix if matches!(self.matrix.focus, Focus::Strips(_)) => {
                match self.act_strips(action, count, cx) {
                    Flow::Ignored => self.act_matrix(action, count, cx),
                    flow => flow,
                }
            }
            View::Matrix => self.act_matrix(action, count, cx),
            View::Columns(_) => self.act_columns(action, count, cx),
            View::Concordance(_) => self.act_concordance(action, count, cx),
        }
    }

    fn act_matrix(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let Some(compared) = &self.compared else { return Flow::Ignored };
        let comparison = &compared.comparison;
        if self.matrix.act(action, count, comparison, self.shown.cut, cx) == Flow::Stay {
            return Flow::Stay;
        }
        match action {
            Action::NextPane => self.enter_strips(cx),
            Action::Open => {
                if let Some((subject, articles, at)) = self.matrix.opens(comparison) {
                    let columns = Columns::new(compared, subject, articles, at, self.shown);
                    self.view = View::Columns(columns);
                }
                self.fit_to_screen(cx.workspace);
            }
            Action::Concordance => {
                let theme = self.matrix.theme().and_then(|theme| comparison.themes().get(theme));
                let term = theme.and_then(|theme| theme.terms.first());
                let term = term.map_or_else(String::new, |term| term.text.clone());
                self.concord(&term, cx);
                self.entry = Some(OpenField::Term(Field::default()));
            }
            Action::Cancel => return Flow::Close,
            _ => return Flow::Ignored,
        }
        self.fit_to_screen(cx.workspace);
        Flow::Stay
    }

    fn act_columns(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let View::Columns(columns) = &mut self.view else { return Flow::Ignored };
        let before = columns.stand();
        match columns.act(action, count, cx) {
            Flow::Stay => {}
            Flow::Close => return Flow::Close,
            Flow::Ignored => match action {
                Action::Open => self.open(cx),
                Action::Quote => self.quote(cx),
                Action::QuoteWithNote => self.quote_with_note(cx),
                Action::Parallels => self.parallels_here(cx),
                Action::CycleArticles => self.cycle_articles(cx),
                _ => return Flow::Ignored,
            },
        }
        self.fit_to_screen(cx.workspace);
        self.follow(before, cx);
        Flow::Stay
    }

    fn act_concordance(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let View::Concordance(concordance) = &mut self.view else { return Flow::Ignored };
        match concordance.act(action, count, cx) {
            Flow::Ignored => {}
            flow => return flow,
        }
        match action {
            Action::Concordance | Action::Find => {
                self.entry = Some(OpenField::Term(Field::default()));
            }
            Action::NewTheme => {
                let term = concordance.term.clone();
                self.write_theme(&term);
            }
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    /// One level back inside the screen; `false` if it shows the matrix already.
    pub(in crate::app) fn step_out(&mut self) -> bool {
        self.give_up_asking();
        let inside = !matches!(self.view, View::Matrix) || self.matrix.focus != Focus::Cells;
        self.view = View::Matrix;
        self.matrix.focus = Focus::Cells;
        inside
    }

    /// Takes a key while letters type.
    pub fn key(&mut self, key: Key, cx: &mut Cx<'_>) {
        match &mut self.entry {
            Some(OpenField::Term(field)) => {
                let typed = field.key(key);
                let term = field.text().to_owned();
                if typed && !term.is_empty() {
                    self.concord(&term, cx);
                }
            }
            Some(OpenField::Summary(field)) => {
                field.key(key);
            }
            Some(OpenField::Editor(editor)) => {
                if let Some(compared) = &self.compared {
                    editor.key(key, &compared.comparison);
                }
            }
            None => {}
        }
    }

    /// Takes what a key means while letters type.
    pub fn act_typing(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let comparison = self.comparison().cloned();
        if let Some(OpenField::Editor(editor)) = &mut self.entry
            && editor.act(action, comparison.as_deref(), cx) == Flow::Stay
        {
            return Flow::Stay;
        }
        match action {
            Action::Cancel => {
                self.give_up_asking();
                self.entry = None;
            }
            Action::Accept | Action::NextPane => match self.entry.take() {
                Some(OpenField::Summary(field)) => self.keep_summary(field.text(), cx),
                Some(OpenField::Editor(editor)) => self.keep_theme(*editor, cx),
                Some(OpenField::Term(_)) | None => {}
            },
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }
}
