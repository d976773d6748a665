//! What is taken from the hits: ticks, copies, quotes.

use std::sync::Arc;

use jiff::Timestamp;
use ulid::Ulid;

use super::{SearchRow, SearchScreen};
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Prompt, PromptKind};
use crate::app::request::{Message, Request};
use crate::app::screen::compare::ThemeDraft;
use crate::app::workspace::Workspace;
use crate::quotes::{QuoteCommand, QuoteId, make};
use crate::text::Span;

impl SearchScreen {
    pub(super) fn tick(&mut self, workspace: &Workspace) -> Vec<Request> {
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
        self.act(Action::Down, None, workspace)
    }

    pub(super) fn copy(&self, workspace: &Workspace) -> Vec<Request> {
        let Some(hit) = self.selected() else { return Vec::new() };
        let text = workspace.collection.words_at(hit.span).to_owned();
        vec![Request::Outside(Effect::Copy { text, what: "the sentence" })]
    }

    /// Copies the sentence with its source.
    pub(super) fn copy_cited(&self, workspace: &Workspace) -> Vec<Request> {
        let Some(hit) = self.selected() else { return Vec::new() };
        let text = workspace.article(hit.span.article).and_then(|article| {
            let quote = make(article, hit.span.extent, QuoteId(Ulid::nil()), Timestamp::UNIX_EPOCH);
            quote.map(|quote| workspace.citing.cited(&quote))
        });
        let what = "the sentence with its source";
        text.map(|text| Request::Outside(Effect::Copy { text, what })).into_iter().collect()
    }

    /// Begins a theme with the words and phrases of the query.
    pub(super) fn new_theme(&self) -> Vec<Request> {
        let words = self.query.words.iter().map(|word| word.shown.clone());
        let phrases = self.query.phrases.iter().map(|phrase| phrase.text.clone());
        let terms: Vec<String> = phrases.chain(words).collect();
        if terms.is_empty() {
            return vec![Request::Say(Message::note("a theme is made of words: type some"))];
        }
        vec![Request::BeginTheme(ThemeDraft::Terms(terms.join("; ")))]
    }

    /// Keeps the ticked sentences as quotes; if none is ticked, the selected one.
    pub(super) fn quote(&mut self, workspace: &Workspace) -> Vec<Request> {
        let ticked = std::mem::take(&mut self.ticked);
        let mut spans: Vec<Span> = ticked.into_iter().collect();
        if spans.is_empty() {
            let Some(hit) = self.selected() else {
                return vec![Request::Say(Message::note("no sentence is selected here"))];
            };
            spans.push(hit.span);
        }
        let mut requests: Vec<Request> = spans
            .into_iter()
            .filter(|span| {
                let kept = workspace.quotes.places_in(span.article);
                kept.iter().all(|(extent, _)| *extent != span.extent)
            })
            .filter_map(|span| {
                let (article, extent) = (Arc::clone(workspace.article(span.article)?), span.extent);
                Some(Request::Quotes(QuoteCommand::Keep {
                    article,
                    extent,
                    note: String::new(),
                    themes: Vec::new(),
                }))
            })
            .collect();
        if requests.is_empty() {
            requests.push(Request::Say(Message::note("these words are kept already")));
        }
        requests
    }

    /// Keeps the selected sentence with a note.
    pub(super) fn quote_with_note(&self) -> Vec<Request> {
        let prompt = self.selected().map(|hit| Prompt::new(PromptKind::keep(hit.span)));
        prompt.map(|prompt| Request::Open(Overlay::Prompt(prompt))).into_iter().collect()
    }
}
