//! What is selected stays selected, whatever stands above it in a new comparison.

use std::sync::Arc;

use super::column::Voice;
use super::columns::{Columns, Subject};
use super::state::{CompareScreen, View};
use crate::compare::Comparison;

/// What was shown, put aside, with the comparison it was made from.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct SavedView {
    view: View,
    of: Option<Arc<Comparison>>,
}

impl CompareScreen {
    /// Puts what is shown aside, for something else to be shown.
    pub(in crate::app) fn put_aside(&mut self) -> SavedView {
        SavedView { view: std::mem::take(&mut self.view), of: self.comparison().cloned() }
    }

    /// Shows again what was put aside, as it is in the comparison of now; nothing is waited for any more.
    pub(in crate::app) fn put_back(&mut self, aside: SavedView) {
        self.give_up_asking();
        self.view = aside.view;
        if let Some((before, now)) = aside.of.zip(self.comparison().cloned())
            && !Arc::ptr_eq(&before, &now)
        {
            self.follow_view(&before, &now);
        }
    }

    /// Shows the matrix with this theme selected, a row of the comparison.
    pub(in crate::app) fn go_to_theme(&mut self, theme: usize) {
        self.give_up_asking();
        self.view = View::Matrix;
        if let Some(row) = self.matrix.rows.iter().position(|row| *row == theme) {
            self.matrix.cursor.at = row;
        }
    }

    /// Keeps selected themes and shown articles through another comparison.
    pub(super) fn follow_themes(&mut self, before: &Comparison, now: &Comparison) {
        if let Some(place) = self.matrix.theme() {
            self.matrix.select_theme(theme_of(before, place, now));
        }
        self.follow_view(before, now);
    }

    /// Keeps what is shown. Columns on a theme that is gone give way to the matrix.
    fn follow_view(&mut self, before: &Comparison, now: &Comparison) {
        let article = |place: usize| {
            let article = before.articles().nth(place)?;
            // Edited, it has another name of its own, in the same file.
            let edited = || now.articles().position(|other| other.path() == article.path());
            now.column(article.id()).or_else(edited)
        };
        let View::Columns(columns) = &mut self.view else { return };
        let gone = match columns.subject {
            Subject::Theme(place) => match theme_of(before, place, now) {
                Some(place) => {
                    columns.subject = Subject::Theme(place);
                    false
                }
                None => true,
            },
            Subject::Place(_) | Subject::Leads => false,
        };
        if gone || !columns.follow_articles(article) {
            self.view = View::Matrix;
        }
    }
}

/// Where the theme at `place` stands now.
fn theme_of(before: &Comparison, place: usize, now: &Comparison) -> Option<usize> {
    let id = &before.themes().get(place)?.id;
    now.themes().iter().position(|theme| theme.id == *id)
}

impl Columns {
    /// Takes its articles by their new places; those that are gone leave. `false` if the pinned one did.
    fn follow_articles(&mut self, now: impl Fn(usize) -> Option<usize>) -> bool {
        let at = |place: usize| self.columns.get(place).and_then(|column| now(column.article));
        let (pinned, selected) = (at(self.pinned), at(self.at));
        let Some(pinned) = pinned else { return false };
        self.opened = std::mem::take(&mut self.opened)
            .into_iter()
            .filter_map(|(article, passage)| Some((now(article)?, passage)))
            .collect();
        self.columns.retain_mut(|column| {
            let place = now(column.article);
            column.article = place.unwrap_or(column.article);
            place.is_some()
        });
        self.articles = self.articles.iter().filter_map(|article| now(*article)).collect();
        self.speaking = self.columns.iter().filter(|c| c.voice == Voice::Speaks).count();
        let place = |article| self.columns.iter().position(|column| column.article == article);
        self.pinned = place(pinned).unwrap_or(0);
        self.at = selected.and_then(place).unwrap_or(self.pinned);
        true
    }
}
