//! The comparison as a file: which themes, in which form, where.

use super::columns::Subject;
use super::state::{CompareScreen, View};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::effect::Effect;
use crate::app::overlay::{Choice, Chosen, Overlay, PromptKind};
use crate::app::widgets::counted;
use crate::compare::parallels::From;
use crate::compare::report::{Beside, Unwritten};
use crate::compare::{Comparison, Form, Listed, Report, Theme};
use crate::quotes::plain;

impl CompareScreen {
    /// Asks for the form in which the themes shown, in columns the one theme, are to be written.
    pub(super) fn export(&self, cx: &mut Cx<'_>) {
        let Some(comparison) = self.comparison() else { return };
        let (title, name) = match self.exported(comparison).as_slice() {
            _ if self.place().is_some() => {
                ("Export what the others say, word by word".to_owned(), "parallels".to_owned())
            }
            [theme] => {
                (format!("Export “{}”", theme.name), format!("comparison-{}", theme.id.0.as_str()))
            }
            themes => {
                (format!("Export {}", counted(themes.len(), "theme")), "comparison".to_owned())
            }
        };
        let option = |form: Form| {
            let kind = PromptKind::Comparison { form, name: name.clone() };
            (form.help().to_owned(), Chosen::Ask(kind))
        };
        let options = Form::ALL.map(option).into();
        cx.open(Overlay::Choice(Choice::new(title, Vec::new(), options)));
    }

    /// The themes that are written down.
    fn exported<'c>(&self, comparison: &'c Comparison) -> Vec<&'c Theme> {
        self.exported_rows().iter().filter_map(|row| comparison.themes().get(*row)).collect()
    }

    fn exported_rows(&self) -> Vec<usize> {
        match (&self.view, self.cell()) {
            (View::Columns(_), Some((theme, _))) => vec![theme],
            _ => self.matrix.rows.clone(),
        }
    }

    /// Answers what was asked of the reader from here: where to write, what a line rests on.
    pub(in crate::app) fn answer(
        &mut self,
        overlay: &mut Overlay,
        action: Action,
        cx: &mut Cx<'_>,
    ) -> Flow {
        match (overlay, action) {
            (Overlay::Prompt(prompt), Action::Accept | Action::Open) => match prompt.kind {
                PromptKind::Comparison { form, .. } => {
                    self.write(form, plain(prompt.typed().trim()), cx);
                    Flow::Close
                }
                _ => Flow::Ignored,
            },
            (Overlay::Evidence(evidence), Action::Tick) => {
                if let Some(ticked) = evidence.tick() {
                    self.rest_on(ticked, cx);
                }
                Flow::Stay
            }
            _ => Flow::Ignored,
        }
    }

    /// Writes the themes shown into a new file, in the form that its ending names.
    pub(in crate::app) fn write_to(&self, to: &str, cx: &mut Cx<'_>) -> Result<(), String> {
        let ending = to.rsplit_once('.').map_or("", |(_, ending)| ending);
        match Form::ALL.into_iter().find(|form| form.ending() == ending) {
            _ if self.compared.is_none() => Err("the articles are not compared yet".to_owned()),
            Some(form) => {
                self.write(form, to.to_owned(), cx);
                Ok(())
            }
            None => Err("the comparison is written as .html, .md, .csv or .json".to_owned()),
        }
    }

    /// The place that the columns are about, if they are about one.
    fn place(&self) -> Option<From> {
        match &self.view {
            View::Columns(columns) => match columns.subject {
                Subject::Place(from) => Some(from),
                Subject::Theme(_) | Subject::Leads => None,
            },
            View::Matrix | View::Concordance(_) => None,
        }
    }

    /// What the others say to the place that the columns are about, in a form.
    fn beside(&self, form: Form) -> Option<Result<String, Unwritten>> {
        let (from, View::Columns(columns)) = (self.place()?, &self.view) else { return None };
        let articles: Vec<_> = self.comparison()?.articles().cloned().collect();
        let here = articles.get(columns.columns.get(columns.pinned)?.article)?;
        let (passage, sentence, extent) = match from {
            From::Passage(passage) => (passage, None, here.passage(passage)?.block.extent),
            From::Sentence(passage, sentence) => {
                (passage, Some(sentence), here.sentence(passage, sentence)?)
            }
            From::Extent(extent) => (here.numbers_at(extent.start)?.0, None, extent),
        };
        let (place, words) = ((&**here, passage, sentence), extent.of(here.text()));
        Some(Beside::new(&articles, place, words, &columns.found, true).written(form))
    }

    /// Writes what is shown into a new file.
    fn write(&self, form: Form, to: String, cx: &mut Cx<'_>) {
        let Some(comparison) = self.comparison().filter(|_| !to.is_empty()) else { return };
        if let Some(written) = self.beside(form) {
            return match written {
                Ok(contents) => cx.ask(Effect::Write { to, contents }),
                Err(error) => cx.error(error.to_string()),
            };
        }
        let report =
            Report::new(comparison, self.exported_rows(), Listed::Marked).cut(self.shown.cut);
        let report = match &self.compared {
            Some(compared) => report.judged(&compared.judgements),
            None => report,
        };
        match report.written(form) {
            Ok(contents) => cx.ask(Effect::Write { to, contents }),
            Err(error) => cx.error(error.to_string()),
        }
    }
}
