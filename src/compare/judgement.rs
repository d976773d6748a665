//! What the reader decided: verdicts on passages, silences confirmed after reading, summaries.
//!
//! Each remembers for which words it was given, so that it can be seen to have gone stale.

use crate::collection::{Article, ContentHash, Passage};
use crate::text::ArticleId;

use super::theme::{ThemeId, ThemeVersion};

/// Whether a passage treats a theme, as the reader says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Ruling {
    /// It does, whatever the terms say.
    Accept,
    /// It does not, whatever the terms say.
    Reject,
}

/// Whether a judgement still speaks of what it was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Freshness {
    /// Article and theme are as they were.
    Current,
    /// The theme's terms are no longer those that it was given under.
    ThemeChanged,
    /// The article's text is no longer the one that was read.
    ArticleChanged,
}

/// The article and the theme that a judgement is about, as they were then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The theme judged, by its id.
    pub theme: ThemeId,
    /// Its terms then.
    pub version: ThemeVersion,
    /// The article judged, by its name in the collection.
    pub article: ArticleId,
    /// What the article is called: finds it again after an edit.
    pub name: String,
    /// When, as the caller wrote it (RFC 3339).
    pub at: String,
}

/// The reader's ruling on one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Theme, article and time.
    pub about: About,
    /// Hash of the passage's words: they are ruled on, not its number.
    pub words: ContentHash,
    /// Whether the passage is on the theme, by the reader's word.
    pub ruling: Ruling,
}

/// A silence that the reader confirmed after reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Theme, article and time.
    pub about: About,
}

/// The reader's own line on how an article treats a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Theme, article and time.
    pub about: About,
    /// What the reader wrote, in one line.
    pub text: String,
    /// Names of the quotes it rests on.
    pub quotes: Vec<String>,
}

/// All that the reader decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgements {
    /// On passages.
    pub verdicts: Vec<Verdict>,
    /// On cells without a mark.
    pub silences: Vec<Silence>,
    /// One a cell.
    pub summaries: Vec<Summary>,
}

impl About {
    /// Whether this speaks of `theme` in `article`, and how fresh it is. `elsewhere` says whether
    /// the collection still holds the article as it was read.
    fn freshness(
        &self,
        theme: &ThemeId,
        version: ThemeVersion,
        article: &Article,
        elsewhere: &impl Fn(ArticleId) -> bool,
    ) -> Option<Freshness> {
        if self.theme != *theme {
            return None;
        }
        if self.article == article.id() {
            let same = self.version == version;
            return Some(if same { Freshness::Current } else { Freshness::ThemeChanged });
        }
        let edited = self.name == article.name() && !elsewhere(self.article);
        edited.then_some(Freshness::ArticleChanged)
    }

    fn same_cell(&self, other: &Self) -> bool {
        self.theme == other.theme && self.article == other.article
    }
}

/// A theme and an article, for looking judgements up.
pub struct Cell<'a, F> {
    /// The theme asked about, by its id.
    pub theme: &'a ThemeId,
    /// Its terms now.
    pub version: ThemeVersion,
    /// The article asked about.
    pub article: &'a Article,
    /// Whether the collection holds the article of this name.
    pub holds: F,
}

impl<F: Fn(ArticleId) -> bool> Cell<'_, F> {
    fn freshness(&self, about: &About) -> Option<Freshness> {
        about.freshness(self.theme, self.version, self.article, &self.holds)
    }
}

impl Judgements {
    /// The latest ruling on `passage` of the cell.
    pub fn verdict<F: Fn(ArticleId) -> bool>(
        &self,
        cell: &Cell<'_, F>,
        passage: &Passage<'_>,
    ) -> Option<(Ruling, Freshness)> {
        if self.verdicts.is_empty() {
            return None;
        }
        let words = ContentHash::of(passage.text);
        self.verdicts
            .iter()
            .rev()
            .filter(|verdict| verdict.words == words)
            .find_map(|verdict| Some((verdict.ruling, cell.freshness(&verdict.about)?)))
    }

    /// Whether the reader confirmed the silence of the cell, when, and how fresh that is.
    pub fn silence<F: Fn(ArticleId) -> bool>(
        &self,
        cell: &Cell<'_, F>,
    ) -> Option<(&Silence, Freshness)> {
        self.silences
            .iter()
            .rev()
            .find_map(|silence| Some((silence, cell.freshness(&silence.about)?)))
    }

    /// The reader's line on the cell.
    pub fn summary<F: Fn(ArticleId) -> bool>(
        &self,
        cell: &Cell<'_, F>,
    ) -> Option<(&Summary, Freshness)> {
        self.summaries
            .iter()
            .rev()
            .find_map(|summary| Some((summary, cell.freshness(&summary.about)?)))
    }

    /// Those on one theme.
    #[must_use]
    pub fn of(&self, theme: &ThemeId) -> Self {
        let about = |about: &About| about.theme == *theme;
        Self {
            verdicts: self.verdicts.iter().filter(|v| about(&v.about)).cloned().collect(),
            silences: self.silences.iter().filter(|s| about(&s.about)).cloned().collect(),
            summaries: self.summaries.iter().filter(|s| about(&s.about)).cloned().collect(),
        }
    }

    /// Keeps `verdict` in place of an earlier one on the same words; gives that one back.
    pub fn rule(&mut self, verdict: Verdict) -> Option<Verdict> {
        let same =
            |old: &Verdict| old.words == verdict.words && old.about.same_cell(&verdict.about);
        let place = self.verdicts.iter().position(same);
        let old = place.map(|place| self.verdicts.remove(place));
        self.verdicts.push(verdict);
        old
    }

    /// Takes the ruling on these words back.
    pub fn unrule(&mut self, verdict: &Verdict) {
        self.verdicts
            .retain(|old| old.words != verdict.words || !old.about.same_cell(&verdict.about));
    }

    /// Takes the confirmation of this cell back.
    pub fn unconfirm(&mut self, silence: &Silence) {
        self.silences.retain(|old| !old.about.same_cell(&silence.about));
    }

    /// Keeps `silence` in place of an earlier one of the same cell; gives that one back.
    pub fn confirm(&mut self, silence: Silence) -> Option<Silence> {
        let place = self.silences.iter().position(|old| old.about.same_cell(&silence.about));
        let old = place.map(|place| self.silences.remove(place));
        self.silences.push(silence);
        old
    }

    /// Keeps `summary` in place of an earlier one of the same cell, or removes that if the new one
    /// is empty; gives the earlier one back.
    pub fn summarise(&mut self, summary: Summary) -> Option<Summary> {
        let place = self.summaries.iter().position(|old| old.about.same_cell(&summary.about));
        let old = place.map(|place| self.summaries.remove(place));
        if !(summary.text.trim().is_empty() && summary.quotes.is_empty()) {
            self.summaries.push(summary);
        }
        old
    }
}
