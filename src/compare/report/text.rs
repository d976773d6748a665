//! The comparison for a terminal or a pipe.

use super::{Page, Report, label, own_line, reasons, sentence, stretches, title};
use crate::compare::shade::{BLOCKS, level, sign};
use crate::compare::texts::{heading, origin};
use crate::compare::treatment::PassageState;
use crate::text::fit::{fit, pad};
use crate::text::wrap;

/// Columns of a theme's name.
const NAME: usize = 24;
/// Columns of a cell.
const CELL: usize = 12;

impl Report<'_> {
    /// The matrix and the passages, in rows of at most `width` columns; the matrix goes on below where
    /// there are more articles than fit.
    pub fn text(&self, width: usize) -> String {
        let mut text = Page::default();
        text.put(format_args!("{}\n", self.texts().line()));
        for (number, article) in (1..).zip(self.articles()) {
            text.put(format_args!("{number:>3}  {} — {}\n", article.name(), origin(article)));
        }
        self.matrix_rows(&mut text, width);
        for (row, theme) in self.themes() {
            text.put(format_args!("\n{}\n", title(theme)));
            lines(&mut text, "", &theme.description, width);
            for section in self.sections(row) {
                let said = sentence(theme, &section.treatment);
                text.put(format_args!("\n  {} {}\n", section.column + 1, section.article.name()));
                lines(&mut text, "    ", &said, width);
                if let Some(own) = own_line(&section) {
                    lines(&mut text, "    ", &own, width);
                }
                for mark in self.passages(&section.treatment) {
                    let sign = match mark.state {
                        PassageState::On => ' ',
                        PassageState::Hint => '?',
                        PassageState::Near => '~',
                    };
                    let words: String =
                        stretches(section.article, mark).iter().map(|(_, words)| *words).collect();
                    lines(&mut text, &format!("  {sign} ¶{:<3} ", mark.passage), &words, width);
                    let why = format!("{} · {:.1}", reasons(mark), mark.score);
                    lines(&mut text, "         ", &why, width);
                }
            }
        }
        text.push_str("\nSilent means silent under these terms. Counts describe these texts.\n");
        text.0
    }

    fn matrix_rows(&self, text: &mut Page, width: usize) {
        let articles = self.articles();
        let fit = (width.saturating_sub(NAME) / CELL).max(1);
        for (page, some) in articles.chunks(fit).enumerate() {
            let first = page * fit;
            text.push_str("\n");
            let mut line = clipped("", NAME);
            for (number, article) in (first + 1..).zip(some) {
                line.push_str(&clipped(&format!("{number} {}", heading(article)), CELL));
            }
            push(text, &line);
            for (row, theme) in self.themes() {
                let mut line = clipped(&title(theme), NAME);
                for cell in self.cells(row).iter().skip(first).take(some.len()) {
                    let shade = sign(&BLOCKS, level(cell.share()));
                    let shade = if cell.on == 0 { String::new() } else { format!("{shade} ") };
                    line.push_str(&clipped(&format!("{shade}{}", label(cell)), CELL));
                }
                push(text, &line);
            }
        }
    }
}

fn push(text: &mut Page, line: &str) {
    text.push_str(line.trim_end());
    text.push_str("\n");
}

/// `words` in `width` columns, the last of them left free.
fn clipped(words: &str, width: usize) -> String {
    pad(&fit(words, width.saturating_sub(1)), width)
}

/// `words` wrapped behind `lead`, which stands before the first row.
fn lines(text: &mut Page, lead: &str, words: &str, width: usize) {
    let columns = wrap::columns(lead);
    let room = width.saturating_sub(columns).max(20);
    for (row, extent) in wrap::rows(words, room).into_iter().enumerate() {
        let lead = if row == 0 { lead.to_owned() } else { " ".repeat(columns) };
        push(text, &format!("{lead}{}", extent.of(words)));
    }
}
