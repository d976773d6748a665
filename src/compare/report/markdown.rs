//! The comparison as Markdown: a table, and the passages as quotations with where they stand.

use super::{Page, Report, label, own_line, reasons, sentence, stretches, title};
use crate::compare::shade::{BLOCKS, level, sign};
use crate::compare::texts::{heading, origin};
use crate::compare::treatment::PassageState;

impl Report<'_> {
    /// Markdown with the matched words in bold.
    pub fn markdown(&self) -> String {
        let mut text = Page::default();
        text.put(format_args!("# Comparison\n\n{}\n\n", escaped(&self.texts().line())));
        for (number, article) in (1..).zip(self.articles()) {
            let line = format!("{} — {}", article.name(), origin(article));
            text.put(format_args!("{number}. {}\n", escaped(&line)));
        }
        text.push_str("\n| Theme |");
        for (number, article) in (1..).zip(self.articles()) {
            text.put(format_args!(" {number} · {} |", escaped(&heading(article))));
        }
        text.push_str("\n| --- |");
        text.push_str(&" --- |".repeat(self.articles().len()));
        text.push_str("\n");
        for (row, theme) in self.themes() {
            text.put(format_args!("| {} |", escaped(&title(theme))));
            for cell in &self.cells(row) {
                let said = match cell.on {
                    0 => label(cell),
                    _ => format!("{} {}", sign(&BLOCKS, level(cell.share())), label(cell)),
                };
                text.put(format_args!(" {said} |"));
            }
            text.push_str("\n");
        }
        for (row, theme) in self.themes() {
            text.put(format_args!("\n## {}\n", escaped(&title(theme))));
            if !theme.description.is_empty() {
                text.put(format_args!("\n{}\n", escaped(&theme.description)));
            }
            for section in self.sections(row) {
                let (number, name) = (section.column + 1, escaped(section.article.name()));
                text.put(format_args!("\n### {number}. {name}\n\n"));
                text.put(format_args!("{}\n", escaped(&sentence(theme, &section.treatment))));
                if let Some(own) = own_line(&section) {
                    text.put(format_args!("\n*{}*\n", escaped(&own)));
                }
                for mark in self.passages(&section.treatment) {
                    text.push_str("\n> ");
                    for (taken, words) in stretches(section.article, mark) {
                        let words = escaped(&words.replace('\n', " "));
                        text.push_str(&if taken { format!("**{words}**") } else { words });
                    }
                    let hint = match mark.state {
                        PassageState::On => "",
                        PassageState::Hint => "hint · ",
                        PassageState::Near => "near · ",
                    };
                    let origin = escaped(&origin(section.article));
                    let reasons = escaped(&reasons(mark));
                    text.put(format_args!(
                        "\n>\n> {origin} · ¶{} · {hint}{reasons}\n",
                        mark.passage
                    ));
                }
            }
        }
        text.push_str(
            "\n---\nSilent means silent under these terms. Counts describe these texts.\n",
        );
        text.0
    }
}

/// `text` with what Markdown would take for its own marked as plain.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' { ' ' } else { c });
    }
    escaped
}
