//! A command being typed behind `:`, completed by Tab and recalled by the cursor keys.

use crate::app::widgets::Field;
use crate::keys::Key;
use crate::text::words::fold;

/// The command line.
#[derive(Debug, Clone, Default)]
pub struct CommandLine {
    /// What is typed.
    pub field: Field,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// What Tab makes of it, one after the other.
    pub offered: Vec<String>,
    /// The one of these that Tab made of it last.
    pub chosen: Option<usize>,
    /// All lines that are known.
    known: Vec<String>,
    /// Lines with paths that fit what is typed.
    files: Vec<String>,
    /// Lines typed before, the last one last.
    before: Vec<String>,
    /// The one of these that is shown again.
    recalled: Option<usize>,
}

impl CommandLine {
    /// An empty line; `known`: what can be typed, `before`: what was.
    pub fn new(known: Vec<String>, before: Vec<String>) -> Self {
        let mut line = Self { known, before, ..Self::default() };
        line.offer();
        line
    }

    /// The same line with `typed` in it, and what is wrong with that.
    #[must_use]
    pub fn refused(self, typed: &str, problem: String) -> Self {
        let mut line = Self { field: Field::new(typed), problem: Some(problem), ..self };
        line.offer();
        line
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) {
        if self.field.key(key) {
            self.problem = None;
            self.recalled = None;
            self.offer();
        }
    }

    /// Puts the next line that begins as what was typed into the field.
    pub(super) fn complete(&mut self) {
        let next = self.chosen.map_or(0, |chosen| chosen + 1) % self.offered.len().max(1);
        if let Some(line) = self.offered.get(next) {
            self.field = Field::new(line);
            self.chosen = Some(next);
            self.problem = None;
        }
    }

    /// Puts the line before, or behind, into the field; behind the last one it is empty.
    pub(super) fn recall(&mut self, back: bool) {
        let last = self.before.len();
        let at = self.recalled.unwrap_or(last);
        let to = if back { at.saturating_sub(1) } else { (at + 1).min(last) };
        self.field = Field::new(self.before.get(to).map_or("", String::as_str));
        self.recalled = Some(to);
        self.problem = None;
        self.offer();
    }

    /// The command and the beginning of a path behind it, where one is typed.
    pub fn path(&self) -> Option<(&str, &str)> {
        let (command, path) = self.field.text().split_once(' ')?;
        let wants = matches!(command, "open" | "e" | "w" | "write");
        let begins = path.starts_with(['/', '~', '.']) || path.contains('/');
        (wants && begins).then_some((command, path))
    }

    /// Offers paths to complete the one that is typed.
    pub fn offer_files(&mut self, paths: &[String]) {
        let Some((command, _)) = self.path() else { return };
        self.files = paths.iter().map(|path| format!("{command} {path}")).collect();
        self.offer();
    }

    fn offer(&mut self) {
        let typed = fold(self.field.text());
        let begins = |line: &&String| fold(line).starts_with(&typed);
        let lines = self.known.iter().chain(&self.files);
        self.offered = lines.filter(begins).cloned().collect();
        self.chosen = None;
    }
}
