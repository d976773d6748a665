//! What is taken from the hits: ticks, copies, quotes.

use std::sync::Arc;

use super::{SearchRow, SearchScreen};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::go::{Go, ThemeDraft};
use crate::app::overlay::PromptKind;
use crate::quotes::QuoteCommand;
use crate::text::Span;

impl SearchScreen {
    pub(super) fn tick(&mut self, cx: &mut Cx<'_>) -> Flow {
        let spans: Vec<Span> = match self.rows.get(self.cursor.at) {
            Some(SearchRow::Hit(place)) => {
                self.hits().get(*place).map(|hit| hit.span).into_iter().collect()
            }
            Some(SearchRow::Article { id, .. }) => {
                let hits = self.hits().iter().filter(|hit| hit.span.article == *id);
                hits.map(|hit| hit.span).collect()
            }
            _ => Vec::new(),
        };
        let all = spans.iter().all(|span| self.ticked.contains(span));
        for span in spans {
            if all {
                self.ticked.remove(&span);
            } else {
                self.ticked.insert(span);
            }
        }
        self.act(Action::Down, None, cx)
    }

    pub(super) fn copy(&self, cx: &mut Cx<'_>) {
        if let Some(hit) = self.selected() {
            cx.copy(cx.workspace.collection.words_at(hit.span).to_owned(), "the sentence");
        }
    }

    /// Copies the sentence with its source.
    pub(super) fn copy_cited(&self, cx: &mut Cx<'_>) {
        let Some(hit) = self.selected() else { return };
        if let Some(article) = cx.workspace.article(hit.span.article).map(Arc::clone) {
            cx.copy_cited(&article, hit.span.extent, "the sentence with its source");
        }
    }

    /// Begins a theme with the words and phrases of the query.
    pub(super) fn new_theme(&self, cx: &mut Cx<'_>) {
        let words = self.query.words.iter().map(|word| word.shown.clone());
        let phrases = self.query.phrases.iter().map(|phrase| phrase.text.clone());
        let terms: Vec<String> = phrases.chain(words).collect();
        if terms.is_empty() {
            return cx.note("a theme is made of words: type some");
        }
        cx.go(Go::BeginTheme(ThemeDraft::Terms(terms.join("; "))));
    }

    /// Keeps the ticked sentences as quotes; if none is ticked, the selected one.
    pub(super) fn quote(&mut self, cx: &mut Cx<'_>) {
        let mut spans: Vec<Span> = std::mem::take(&mut self.ticked).into_iter().collect();
        if spans.is_empty() {
            let Some(hit) = self.selected() else {
                return cx.note("no sentence is selected here");
            };
            spans.push(hit.span);
        }
        let kept_already = |span: &Span| {
            let kept = cx.workspace.quotes.places_in(span.article);
            kept.iter().any(|(extent, _)| *extent == span.extent)
        };
        spans.retain(|span| !kept_already(span));
        if spans.is_empty() {
            return cx.note("these words are kept already");
        }
        for span in spans {
            let Some(article) = cx.workspace.article(span.article).map(Arc::clone) else {
                continue;
            };
            let (extent, note, themes) = (span.extent, String::new(), Vec::new());
            cx.quote(QuoteCommand::Keep { article, extent, note, themes });
        }
    }

    /// Keeps the selected sentence with a note.
    pub(super) fn quote_with_note(&self, cx: &mut Cx<'_>) {
        if let Some(hit) = self.selected() {
            cx.prompt(PromptKind::keep(hit.span));
        }
    }
}
