//! What could not be read, and what to do about it.

use crate::app::widgets::{TextLine, Tone};
use crate::app::workspace::Workspace;

/// What could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// First row shown.
    pub top: usize,
}

impl Problems {
    /// What is wrong with the reader's own files, then with articles, then with quotes.
    pub fn lines(workspace: &Workspace) -> Vec<TextLine> {
        let mut lines = Vec::new();
        for (what, problems) in workspace.problems_by_kind() {
            if problems.is_empty() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(TextLine::new(Tone::Dim, ""));
            }
            let count = problems.len();
            lines.push(TextLine::new(Tone::Dim, &format!("{what} · {count}")));
            for problem in problems {
                lines.push(TextLine::new(Tone::Heading, &problem.path));
                lines.push(TextLine::new(Tone::Text, &format!("  {}", problem.message)));
            }
        }
        if lines.is_empty() {
            lines.push(TextLine::new(Tone::Dim, "nothing: every file was read"));
        }
        lines
    }
}
