//! A command being typed behind `:`, completed by Tab and recalled by the cursor keys.

use crate::app::widgets::Field;
use crate::keys::Key;
use crate::text::fit::fit;
use crate::text::words::fold;
use crate::text::wrap::columns;

/// A line that is offered, where it is painted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its place among those offered.
    pub place: usize,
    /// Its first column.
    pub x: u16,
    /// It, cut to what there is room for.
    pub words: String,
}

/// Columns between two lines that are offered, and before the first.
const GAP: usize = 3;

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

    /// The same line with `typed` in it already.
    #[must_use]
    pub fn begun(self, typed: &str) -> Self {
        let mut line = Self { field: Field::new(typed), ..self };
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
        self.choose(next);
    }

    /// Puts one of the lines offered into the field.
    pub(in crate::app) fn choose(&mut self, place: usize) {
        if let Some(line) = self.offered.get(place) {
            self.field = Field::new(line);
            self.chosen = Some(place);
            self.problem = None;
        }
    }

    /// As many of the lines offered as `width` columns have room for, from the chosen one on; none while
    /// something is wrong, for that is told there.
    pub fn shown(&self, width: u16) -> Vec<Offer> {
        let mut x = 1;
        let width = usize::from(width).saturating_sub(1);
        let offered = self.offered.iter().enumerate().skip(self.chosen.unwrap_or(0));
        let offers = offered.map_while(|(place, line)| {
            let words = fit(line.trim_end(), width.saturating_sub(1));
            let offer = Offer { place, x: u16::try_from(x).ok()?, words };
            x += columns(&offer.words) + GAP;
            (x <= width + GAP).then_some(offer)
        });
        if self.problem.is_none() { offers.collect() } else { Vec::new() }
    }

    /// The line offered in column `x`.
    pub(in crate::app) fn offer_at(&self, x: u16, width: u16) -> Option<usize> {
        let under =
            |offer: &Offer| x >= offer.x && usize::from(x - offer.x) < columns(&offer.words);
        self.shown(width).iter().find(|offer| under(offer)).map(|offer| offer.place)
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
        if self.offered.is_empty() {
            // Who knows no more than a word of it: `palette`, or a word of a title.
            let within = |line: &&String| {
                let line = fold(line);
                line.match_indices(&typed).any(|(at, _)| {
                    let before = line.get(..at).and_then(|before| before.chars().next_back());
                    before.is_some_and(|before| !before.is_alphanumeric())
                })
            };
            self.offered = self.known.iter().filter(within).cloned().collect();
        }
        self.chosen = None;
    }
}
