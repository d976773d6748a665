//! Keeping and citing words in the reader, and stepping through those that were kept.

use super::Reader;
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::overlay::PromptKind;
use crate::quotes::{QuoteCommand, State};

impl Reader {
    /// Does what concerns quotes.
    pub(super) fn quote_by(
        &mut self,
        action: Action,
        count: Option<usize>,
        cx: &mut Cx<'_>,
    ) -> Flow {
        match action {
            Action::Quote => self.keep(cx),
            Action::QuoteWithNote => {
                if let Some(span) = self.chosen() {
                    cx.prompt(PromptKind::keep(span));
                }
                self.selection = None;
            }
            Action::CopyCitation => self.copy_cited(cx),
            Action::NextQuote | Action::PreviousQuote => self.step_quote(action, count, cx),
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    fn keep(&mut self, cx: &mut Cx<'_>) {
        let (Some(article), Some(span)) = (self.article.clone(), self.chosen()) else { return };
        let extent = span.extent;
        self.selection = None;
        let quotes = &cx.workspace.quotes;
        if let Some(quote) = quotes.attaching.and_then(|id| quotes.get(id)).cloned() {
            return cx.quote(QuoteCommand::Attach { quote, article, extent });
        }
        if quotes.places_in(span.article).iter().any(|(kept, _)| *kept == extent) {
            return cx.note("these words are kept already");
        }
        let (note, themes) = (String::new(), Vec::new());
        cx.quote(QuoteCommand::Keep { article, extent, note, themes });
    }

    fn copy_cited(&self, cx: &mut Cx<'_>) {
        let (Some(article), Some(span)) = (&self.article, self.chosen()) else { return };
        cx.copy_cited(article, span.extent, "the words with their source");
    }

    /// To the next or previous kept quote of this article; round at the ends.
    fn step_quote(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) {
        let Some(article) = &self.article else { return };
        let places = cx.workspace.quotes.places_in(article.id());
        let total = places.len();
        if total == 0 {
            return cx.note("nothing of this article is kept; a keeps");
        }
        let by = count.unwrap_or(1);
        let before = |offset| places.partition_point(|(place, _)| place.start < offset);
        let next = if action == Action::NextQuote {
            (before(self.cursor.end) + by - 1) % total
        } else {
            (before(self.cursor.start) + total - by % total) % total
        };
        let mut said = format!("quote {} of {total}", next + 1);
        if let Some((place, id)) = places.get(next).copied() {
            self.go_to(place.start, cx.workspace);
            let changed =
                cx.workspace.quotes.status(id).is_some_and(|s| s.anchor.state() == State::Changed);
            if changed {
                said.push_str(" · ≠ its words have changed");
            }
            let note = cx.workspace.quotes.get(id).map_or("", |quote| quote.note.as_str());
            if !note.is_empty() {
                said = format!("{said} · ✎ {}", note.replace('\n', " "));
            }
        }
        cx.note(said);
    }
}
