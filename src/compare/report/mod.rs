//! A comparison as something to keep: text, Markdown, comma-separated values, a page of its own.
//!
//! All forms are made from the same [`Report`], so that they cannot differ in a number; the same input
//! gives the same bytes.

mod beside;
mod csv;
mod html;
mod json;
mod markdown;
mod text;

pub use beside::{Beside, number};
pub use json::ThemeAnswer;

use std::fmt::{self, Write};
use std::sync::Arc;

use super::comparison::Comparison;
use super::judgement::{Cell as JudgedCell, Freshness, Judgements, Summary};
use super::texts::Texts;
use super::theme::Theme;
use super::treatment::{Cell, CellState, DEFAULT_CUT, Match, PassageMark, PassageState, Treatment};
use crate::collection::Article;
use crate::text::Extent;
use crate::text::numbers::counted;

/// Which passages a report lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listed {
    /// Those on the theme, and hints.
    #[default]
    Marked,
    /// Every passage with a score, best first.
    All,
}

/// What a comparison is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A page for a browser that needs nothing but itself.
    Html,
    /// Markdown, with a table and quotations.
    Markdown,
    /// Comma-separated values.
    Csv,
    /// JSON, with every number and place.
    Json,
}

impl Form {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Csv, Self::Json];

    /// What it is good for, in a few words.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Html => "A page for a browser, to be read, printed or sent",
            Self::Markdown => "Markdown, to be written on in",
            Self::Csv => "A table: a line for every passage, and one for every silence",
            Self::Json => "JSON: everything, for programs",
        }
    }

    /// How names of such files end, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Why a comparison could not be written down, which memory alone can cause.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// A line of the table.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    /// The JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Some themes of a comparison, to be written down.
#[derive(Debug)]
pub struct Report<'a> {
    comparison: &'a Comparison,
    rows: Vec<usize>,
    listed: Listed,
    cut: f32,
    judged: Option<&'a Judgements>,
}

/// What is being written.
#[derive(Debug, Default)]
struct Page(String);

impl Page {
    fn push_str(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn put(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(text);
    }
}

/// One cell with all that is said of it.
struct Section<'a> {
    article: &'a Article,
    column: usize,
    treatment: Treatment,
    /// The reader's own line, and whether it was written for what is here now.
    line: Option<(&'a Summary, Freshness)>,
}

impl<'a> Report<'a> {
    /// The themes in `rows` of `comparison`.
    pub const fn new(comparison: &'a Comparison, rows: Vec<usize>, listed: Listed) -> Self {
        Self { comparison, rows, listed, cut: DEFAULT_CUT, judged: None }
    }

    /// As a file of this form.
    ///
    /// # Errors
    /// As [`Self::csv`] and [`Self::json`].
    pub fn written(&self, form: Form) -> Result<String, Unwritten> {
        Ok(match form {
            Form::Html => self.html(),
            Form::Markdown => self.markdown(),
            Form::Csv => self.csv()?,
            Form::Json => format!("{}\n", self.json()?),
        })
    }

    /// With this share of a theme's best score as the one from which passages are near.
    #[must_use]
    pub fn cut(self, cut: f32) -> Self {
        Self { cut, ..self }
    }

    /// With the reader's own lines.
    #[must_use]
    pub fn judged(self, judged: &'a Judgements) -> Self {
        Self { judged: Some(judged), ..self }
    }

    fn themes(&self) -> impl Iterator<Item = (usize, &'a Theme)> {
        let themes = self.comparison.themes();
        self.rows.iter().filter_map(move |row| Some((*row, themes.get(*row)?)))
    }

    fn articles(&self) -> Vec<&'a Arc<Article>> {
        self.comparison.articles().collect()
    }

    fn texts(&self) -> Texts {
        Texts::of(self.comparison.articles())
    }

    fn sections(&self, theme: usize) -> impl Iterator<Item = Section<'a>> {
        let (comparison, judged) = (self.comparison, self.judged);
        let about = comparison.themes().get(theme).zip(comparison.version(theme));
        let from = comparison.near_from(theme, self.cut);
        comparison.articles().enumerate().filter_map(move |(column, article)| {
            let treatment = comparison.treatment_from(theme, column, from)?;
            let line = judged.zip(about).and_then(|(judged, (theme, version))| {
                let holds = |id| comparison.column(id).is_some();
                judged.summary(&JudgedCell { theme: &theme.id, version, article, holds })
            });
            Some(Section { article, column, treatment, line })
        })
    }

    /// The cells of a theme, by article.
    fn cells(&self, theme: usize) -> Vec<Cell> {
        let from = self.comparison.near_from(theme, self.cut);
        let articles = 0..self.comparison.articles().count();
        articles.filter_map(|article| self.comparison.cell_from(theme, article, from)).collect()
    }

    /// The passages to list: those with a mark in the order of the article, or all, best first.
    fn passages<'t>(&self, treatment: &'t Treatment) -> Vec<&'t PassageMark> {
        match self.listed {
            Listed::All => treatment.passages.iter().collect(),
            Listed::Marked => {
                let marked = |mark: &&PassageMark| mark.state != PassageState::Near;
                let mut passages: Vec<_> = treatment.passages.iter().filter(marked).collect();
                passages.sort_by_key(|mark| mark.passage);
                passages
            }
        }
    }
}

/// A theme's name, with `~` while it is only proposed.
fn title(theme: &Theme) -> String {
    let mark = if theme.is_suggested() { "~ " } else { "" };
    format!("{mark}{}", theme.name)
}

/// A cell in a word: `5/10`, `hint`, `– silent`.
fn label(cell: &Cell) -> String {
    match cell.state {
        CellState::On => format!("{}/{}", cell.on, cell.passages),
        CellState::Hint => "hint".to_owned(),
        CellState::Near => "near".to_owned(),
        CellState::Silent => "– silent".to_owned(),
        CellState::SilentConfirmed => "– silent ✓".to_owned(),
    }
}

/// What is said of a cell in a sentence.
fn sentence(theme: &Theme, treatment: &Treatment) -> String {
    let cell = &treatment.cell;
    match cell.state {
        CellState::On => {
            let hints =
                if cell.hints > 0 { format!(", {} more hint", cell.hints) } else { String::new() };
            format!(
                "{} of {} passages, {:.0} % of the words{hints}",
                cell.on,
                cell.passages,
                cell.share() * 100.0
            )
        }
        CellState::Hint => {
            format!("not on the theme; {} of {} passages hint at it", cell.hints, cell.passages)
        }
        CellState::Near => {
            let nearest = treatment.passages.first().map(|mark| mark.passage);
            let nearest = nearest.map_or_else(String::new, |n| format!("; the nearest is ¶{n}"));
            let lead = match theme.marking_terms() {
                0 => "this theme has no terms".to_owned(),
                terms => format!("none of these {terms} terms in {} words", cell.words),
            };
            format!(
                "{lead}; near by score alone: {} of {} passages{nearest}",
                cell.near, cell.passages
            )
        }
        CellState::Silent | CellState::SilentConfirmed => {
            let terms = theme.marking_terms();
            let nearest = treatment.passages.first().map(|mark| mark.passage);
            let nearest = nearest.map_or_else(String::new, |n| format!("; nearest passage ¶{n}"));
            let read = match cell.state {
                CellState::SilentConfirmed => ", read and confirmed",
                _ => "",
            };
            format!("silent under these {terms} terms, in {} words{read}{nearest}", cell.words)
        }
    }
}

/// The reader's own line, and that it is theirs.
fn own_line(section: &Section<'_>) -> Option<String> {
    let (summary, freshness) = section.line?;
    let mut said = format!("the reader: {}", summary.text);
    if !summary.quotes.is_empty() {
        let _ = write!(said, " ({})", counted(summary.quotes.len(), "quote"));
    }
    if freshness != Freshness::Current {
        said.push_str(" (written before a change)");
    }
    Some(said)
}

/// Why a passage is listed: `core “nato”; support “poland”; left out “further to the west”`.
fn reasons(mark: &PassageMark) -> String {
    let named = |found: &Match| format!("{} “{}”", found.tier, found.term);
    let mut reasons: Vec<String> = Vec::new();
    for found in &mark.matches {
        let reason = named(found);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    for found in &mark.excluded {
        reasons.push(format!("left out “{}”", found.term));
    }
    if let Some((ruling, _)) = mark.verdict {
        reasons.push(format!("the reader: {ruling}"));
    }
    if reasons.is_empty() {
        reasons.push("by its score alone".to_owned());
    }
    reasons.join("; ")
}

/// The sentences of a passage that speak for the theme, or all of it where none does, in stretches: those
/// that terms took, and the others; what is left out between is `[…]`.
fn stretches<'t>(article: &'t Article, mark: &PassageMark) -> Vec<(bool, &'t str)> {
    let text = article.text();
    let mut taken: Vec<Extent> =
        mark.matches.iter().flat_map(|found| found.words.iter().copied()).collect();
    taken.sort();
    let speaking = mark.speaking.iter().filter_map(|n| article.sentence(mark.passage, *n));
    let mut frames: Vec<Extent> = speaking.collect();
    if frames.is_empty() {
        frames.push(mark.extent);
    }
    let mut stretches = Vec::new();
    let mut last = mark.extent.start;
    for frame in frames {
        let between = text.get(last..frame.start).unwrap_or("");
        if between.trim().is_empty() {
            stretches.push((false, between));
        } else {
            stretches.push((false, if last == mark.extent.start { "[…] " } else { " […] " }));
        }
        let mut at = frame.start;
        for extent in taken.iter().filter_map(|extent| extent.overlap(frame)) {
            if extent.start > at {
                stretches.push((false, text.get(at..extent.start).unwrap_or("")));
            }
            stretches.push((true, extent.of(text)));
            at = extent.end.max(at);
        }
        stretches.push((false, text.get(at..frame.end).unwrap_or("")));
        last = frame.end;
    }
    if !text.get(last..mark.extent.end).unwrap_or("").trim().is_empty() {
        stretches.push((false, " […]"));
    }
    stretches.retain(|(_, words)| !words.is_empty());
    stretches
}
