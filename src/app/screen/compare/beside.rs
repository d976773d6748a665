//! What is set side by side beyond themes: headlines and leads of articles, and two passages word by word.

use std::sync::Arc;

use super::column::{Item, Voice};
use super::columns::{Columns, Subject};
use super::shown::Layer;
use super::state::{Beyond, CompareScreen, View};
use crate::app::cx::Cx;
use crate::collection::Article;
use crate::compare::diff::{Difference, differences};
use crate::compare::headlines::headlines;
use crate::compare::texts::origin;
use crate::compare::{Compared, PassageState};
use crate::text::Extent;

/// Articles whose leads are set side by side at most.
const MOST: usize = 100;

impl Columns {
    /// Fills the columns with headlines and first passages; names and figures that not all have are marked.
    pub(super) fn fill_leads(&mut self, compared: &Compared) {
        let all: Vec<&Arc<Article>> = compared.comparison.articles().collect();
        let shown = self.columns.iter().filter_map(|column| all.get(column.article));
        let shown: Vec<Arc<Article>> = shown.map(|article| Arc::clone(article)).collect();
        let apart = |marks: Vec<Extent>| -> Vec<(Extent, Difference)> {
            marks.into_iter().map(|extent| (extent, Difference::Apart)).collect()
        };
        for (column, headline) in self.columns.iter_mut().zip(headlines(&shown)) {
            let article = &headline.article;
            let (text, differing) = (article.name().to_owned(), apart(headline.in_title));
            column.items = vec![Item::Headline { text, differing }];
            column.items.extend(headline.lead.map(|(number, extent)| Item::Passage {
                number,
                extent,
                state: Some(PassageState::On),
                words: Vec::new(),
                speaking: Vec::new(),
                verdict: None,
                note: None,
                lead: None,
                differing: apart(headline.in_lead),
            }));
            column.at = column.at.min(column.items.len().saturating_sub(1));
            column.voice = Voice::Speaks;
            column.said = origin(article);
            column.summary = None;
        }
    }

    /// Marks what the selected passages of two columns do not have in common: of the one with the cursor and
    /// the pinned one, or where that has the cursor, the first beside it.
    pub(super) fn mark_differences(&mut self) {
        for column in &mut self.columns {
            for item in &mut column.items {
                if let Item::Passage { differing, .. } = item {
                    differing.clear();
                }
            }
        }
        let Some([one, other]) = self.set_beside() else { return };
        let words = |place: usize| {
            let column = self.columns.get(place)?;
            let Item::Passage { extent, lead, .. } = column.items.get(column.at)? else {
                return None;
            };
            let extent = column.sentence.or(*lead).unwrap_or(*extent);
            Some((extent, extent.of(self.article(column)?.text())))
        };
        let (Some((one_at, ours)), Some((other_at, theirs))) = (words(one), words(other)) else {
            return;
        };
        let ([ours, theirs], share) = differences(ours, theirs);
        self.alike = Some(share);
        for (place, at, found) in [(one, one_at, ours), (other, other_at, theirs)] {
            let Some(column) = self.columns.get_mut(place) else { continue };
            if let Some(Item::Passage { differing, .. }) = column.items.get_mut(column.at) {
                *differing =
                    found.into_iter().map(|(words, how)| (words.shifted(at.start), how)).collect();
            }
        }
    }

    /// The pinned column and the one that is set beside it.
    fn set_beside(&self) -> Option<[usize; 2]> {
        let other = if self.at == self.pinned {
            (0..self.speaking).filter(|place| *place != self.pinned).nth(self.first)?
        } else {
            self.at
        };
        (other < self.speaking).then_some([self.pinned, other])
    }
}

impl CompareScreen {
    /// Sets headlines and leads of the articles that are compared side by side, by date; of many only those
    /// of the selected column of the matrix.
    pub(in crate::app) fn leads(&mut self, cx: &mut Cx<'_>) {
        if self.waiting() {
            self.then.show = Some(Beyond::Leads);
            return;
        }
        let Some(compared) = &self.compared else { return };
        let all = compared.comparison.articles().count();
        let of_group = self.matrix.group().map(|group| group.articles.clone());
        let mut articles = match of_group {
            Some(articles) if articles.len() > 1 && self.chosen.len() < 2 => articles,
            _ => (0..all).collect(),
        };
        if articles.len() > MOST {
            cx.note(format!(
                "the first {MOST} of {} articles; tick those you want",
                articles.len()
            ));
            articles.truncate(MOST);
        }
        let here = articles.first().copied().unwrap_or(0);
        self.view =
            View::Columns(Columns::new(compared, Subject::Leads, articles, here, self.shown));
        self.fit_to_screen(cx.workspace);
    }

    /// Marks what two passages do not have in common, or the terms of the theme again.
    pub(super) fn cycle_differences(&mut self, cx: &mut Cx<'_>) {
        self.shown.layer = match self.shown.layer {
            Layer::Differences => Layer::Terms,
            Layer::Terms | Layer::Cues => Layer::Differences,
        };
        self.renew(cx.workspace);
        let View::Columns(columns) = &self.view else { return };
        match (self.shown.layer, columns.alike) {
            (Layer::Differences, Some(share)) => cx.note(format!(
                "both have {:.0}% of the words · marked: one alone · strongest: number, name, negation",
                share * 100.0
            )),
            (Layer::Differences, None) => cx.note("select a passage in two columns"),
            _ => cx.note("differences are no longer marked"),
        }
    }
}
