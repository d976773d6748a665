//! The comparison as a file: which themes, in which form, where.

use super::{CompareScreen, View};
use crate::app::effect::Effect;
use crate::app::overlay::{Choice, Overlay, Prompt, PromptKind};
use crate::app::request::{Message, Request};
use crate::app::widgets::counted;
use crate::compare::{Comparison, Form, Listed, Report, Theme};

impl CompareScreen {
    /// Asks for the form in which the themes shown, in columns the one theme, are to be written.
    pub(super) fn export(&self) -> Vec<Request> {
        let Some(comparison) = self.comparison() else { return Vec::new() };
        let (title, name) = match self.exported(comparison).as_slice() {
            [theme] => {
                (format!("Export “{}”", theme.name), format!("comparison-{}", theme.id.0.as_str()))
            }
            themes => {
                (format!("Export {}", counted(themes.len(), "theme")), "comparison".to_owned())
            }
        };
        let option = |form: Form| {
            let kind = PromptKind::Comparison { form, name: name.clone() };
            (form.help().to_owned(), vec![Request::Open(Overlay::Prompt(Prompt::new(kind)))])
        };
        let options = Form::ALL.map(option).into();
        vec![Request::Open(Overlay::Choice(Choice::new(title, Vec::new(), options)))]
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

    /// Writes the themes shown into a new file.
    pub fn write(&self, form: Form, to: String) -> Vec<Request> {
        let Some(comparison) = self.comparison() else { return Vec::new() };
        let report =
            Report::new(comparison, self.exported_rows(), Listed::Marked).cut(self.shown.cut);
        let report = match &self.compared {
            Some(compared) => report.judged(&compared.judgements),
            None => report,
        };
        match report.written(form) {
            Ok(contents) => vec![Request::Outside(Effect::Write { to, contents })],
            Err(error) => vec![Request::Say(Message::error(error.to_string()))],
        }
    }
}
