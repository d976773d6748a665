//! One article's column: what can be selected in it, and its rows.

use crate::app::widgets::counted;
use crate::collection::Article;
use crate::compare::diff::Difference;
use crate::compare::{Freshness, PassageState, Ruling};
use crate::text::{Extent, wrap};

/// Something in a column that can be selected.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A passage of the article, with what marks it.
    Passage {
        /// Its ¶ number in the article, from 1.
        number: u32,
        /// Bytes of the canonical text.
        extent: Extent,
        /// What it has on the theme; `None` where it is shown for its article alone.
        state: Option<PassageState>,
        /// Words to mark.
        words: Vec<Extent>,
        /// The sentences that treat the theme; the passage is their frame.
        speaking: Vec<Extent>,
        /// The reader's ruling.
        verdict: Option<(Ruling, Freshness)>,
        /// What is said under it.
        note: Option<String>,
        /// Its best sentence, where that is shown before the others.
        lead: Option<Extent>,
        /// Words that what is set beside it does not have so.
        differing: Vec<(Extent, Difference)>,
    },
    /// The headline of the article, which need not stand in its text.
    Headline {
        /// The headline as it stands over the passages.
        text: String,
        /// Words that the others do not have, as bytes of it.
        differing: Vec<(Extent, Difference)>,
    },
    /// Passages left out, from the first to the last.
    Gap(u32, u32),
    /// What is said of the article.
    Said(String),
}

/// Whether an article has something to say to what the columns are about.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Voice {
    /// It has.
    #[default]
    Speaks,
    /// It has not: its nearest passage, where it has one.
    Silent(Option<(u32, Extent)>),
}

/// The reader's own line on a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    /// What the reader wrote about the article and the theme.
    pub text: String,
    /// Names of the quotes that it rests on.
    pub quotes: Vec<String>,
    /// Whether article and theme are as they were when it was written.
    pub freshness: Freshness,
}

impl OwnLine {
    /// What is said behind it: on how many quotes it rests, whether something changed.
    pub fn told(&self) -> String {
        let mut told = String::new();
        if !self.quotes.is_empty() {
            told = format!(" · {}", counted(self.quotes.len(), "quote"));
        }
        if self.freshness != Freshness::Current {
            told.push_str(" · before a change");
        }
        told
    }
}

/// A row of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRow {
    /// Place of its item.
    pub item: usize,
    /// What it shows.
    pub shows: Shows,
}

/// What a row of a column shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    /// Words of the article, and whether they start a passage.
    Text(Extent, bool),
    /// Words of its headline.
    Headline(Extent),
    /// Words around a best sentence that stands before them.
    Rest(Extent),
    /// Other words, which stand back.
    Words(String),
    /// A line between two items.
    Blank,
}

/// One article in the columns.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The article, as a column of the comparison.
    pub article: usize,
    /// What is said of it and of its treatment: `6 Mar 22 · 5/10 passages · 37% of words`.
    pub said: String,
    /// Whether it has a column of its own or a line at the foot.
    pub voice: Voice,
    /// Share of its words that treat the theme.
    pub share: f32,
    /// The reader's own line.
    pub summary: Option<OwnLine>,
    /// Passages, gaps, words on silence.
    pub items: Vec<Item>,
    /// The selected item.
    pub at: usize,
    /// The sentence chosen in the selected passage; `None` for the whole of it.
    pub sentence: Option<Extent>,
    /// The first row shown, where it was scrolled; else the selected item is brought into sight.
    pub(super) scrolled_to: Option<usize>,
    /// It in rows, at the present width.
    pub rows: Vec<ColumnRow>,
}

impl Column {
    /// The first row shown of `height`.
    pub fn top(&self, height: usize) -> usize {
        let first = self.rows.iter().position(|row| row.item == self.at).unwrap_or(0);
        // What is said above the first passage stays in sight with it.
        let above = if first <= height / 3 { first } else { height / 5 };
        let top = self.scrolled_to.unwrap_or(first - above);
        top.min(self.rows.len().saturating_sub(height))
    }

    /// Scrolls so far that the chosen sentence is seen.
    pub(super) fn bring_into_sight(&mut self, height: usize) {
        self.scrolled_to = None;
        let Some(sentence) = self.sentence else { return };
        let starts = |row: &ColumnRow| match row.shows {
            Shows::Text(extent, _) | Shows::Rest(extent) => {
                row.item == self.at && extent.overlap(sentence).is_some()
            }
            _ => false,
        };
        let Some(row) = self.rows.iter().position(starts) else { return };
        let lowest = height * 2 / 3;
        self.scrolled_to = (row > self.top(height) + lowest).then(|| row - lowest);
    }

    /// Selects the item of the row `below` the one at the top, which stays there.
    pub(super) fn select_shown(&mut self, top: usize, below: usize) {
        let Some(row) = self.rows.get(top + below) else { return };
        (self.at, self.sentence, self.scrolled_to) = (row.item, None, Some(top));
    }

    /// Lays the items out for text of `width` columns.
    pub(super) fn lay_out(&mut self, article: &Article, width: usize) {
        self.rows.clear();
        self.scrolled_to = None;
        for (item, what) in self.items.iter().enumerate() {
            let mut row = |shows| self.rows.push(ColumnRow { item, shows });
            match what {
                Item::Passage { extent, note, lead, .. } => {
                    let wrapped = |extent: Extent| {
                        let lines = wrap::rows(extent.of(article.text()), width);
                        lines.into_iter().map(move |line| line.shifted(extent.start))
                    };
                    for (n, line) in wrapped(lead.unwrap_or(*extent)).enumerate() {
                        row(Shows::Text(line, n == 0));
                    }
                    if let Some(lead) = lead {
                        let before = Extent::new(extent.start, lead.start);
                        let after = Extent::new(lead.end, extent.end);
                        let around = [before, after].map(|rest| trimmed(rest, article.text()));
                        for rest in around.into_iter().filter(|rest| rest.start < rest.end) {
                            wrapped(rest).for_each(|line| row(Shows::Rest(line)));
                        }
                    }
                    for line in note.iter().flat_map(|note| lines(note, width)) {
                        row(Shows::Words(line));
                    }
                }
                Item::Headline { text, .. } => {
                    for line in wrap::rows(text, width) {
                        row(Shows::Headline(line));
                    }
                }
                Item::Gap(first, last) => {
                    let count = last - first + 1;
                    let s = if count == 1 { "" } else { "s" };
                    row(Shows::Words(format!("··· {count} passage{s} ···")));
                }
                Item::Said(said) => {
                    for line in lines(said, width) {
                        row(Shows::Words(line));
                    }
                }
            }
            row(Shows::Blank);
        }
    }
}

/// `extent` without white space at its ends.
fn trimmed(extent: Extent, text: &str) -> Extent {
    let words = extent.of(text);
    let start = extent.start + (words.len() - words.trim_start().len());
    Extent::new(start, start + words.trim().len())
}

fn lines(words: &str, width: usize) -> Vec<String> {
    wrap::rows(words, width).into_iter().map(|row| row.of(words).to_owned()).collect()
}
