//! What goes down to a screen or an overlay with each key: what it may look at and change beside itself.

use ratatui::layout::Rect;

use super::effect::Effect;
use super::go::Go;
use super::message::Message;
use super::overlay::{Overlay, Prompt, PromptKind};
use super::workspace::Workspace;
use crate::collection::{Article, Origin};
use crate::keys::Keymap;
use crate::quotes::QuoteCommand;
use crate::text::{ArticleId, Extent, Span};

/// What a screen made of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// What was handed the key stays where it is.
    Stay,
    /// It is left: an overlay closes, a screen goes one level back.
    Close,
    /// The key means nothing here.
    Ignored,
}

/// What all screens share, and where they put what follows from a key.
#[derive(Debug)]
pub struct Cx<'a> {
    /// Articles, session, quotes, settings and the size of the screen.
    pub workspace: &'a mut Workspace,
    /// What is bound to which key.
    pub keymap: &'a Keymap,
    /// What the outside is asked to do, in order.
    pub effects: &'a mut Vec<Effect>,
    /// The last word to the reader.
    pub message: &'a mut Option<Message>,
    /// Where the key leads, taken up by the app once the screen is done.
    pub go: &'a mut Option<Go>,
}

impl Cx<'_> {
    /// The part of the screen between its first and its last line.
    pub fn body(&self) -> Rect {
        self.workspace.areas().body
    }

    /// Asks the outside.
    pub fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Tells the reader something good to know.
    pub fn note(&mut self, text: impl Into<String>) {
        *self.message = Some(Message::note(text));
    }

    /// Tells the reader what did not work.
    pub fn error(&mut self, text: impl Into<String>) {
        *self.message = Some(Message::error(text));
    }

    /// Leads elsewhere.
    pub fn go(&mut self, go: Go) {
        *self.go = Some(go);
    }

    /// Leads to a place in an article.
    pub fn jump(&mut self, to: Span, marks: Vec<Extent>) {
        self.go(Go::Jump { to, marks });
    }

    /// Puts something over the screen.
    pub fn open(&mut self, overlay: Overlay) {
        self.go(Go::Open(overlay));
    }

    /// Asks the reader for a line.
    pub fn prompt(&mut self, kind: PromptKind) {
        self.open(Overlay::Prompt(Prompt::new(kind)));
    }

    /// Has something done with the kept quotes.
    pub fn quote(&mut self, command: QuoteCommand) {
        let effect = self.workspace.quotes.ask(command);
        self.effects.extend(effect);
    }

    /// Puts `text` on the clipboard; `what` names it in the status line.
    pub fn copy(&mut self, text: String, what: &'static str) {
        self.ask(Effect::Copy { text, what });
    }

    /// Puts words of `article` on the clipboard with their source; `what` names both.
    pub fn copy_cited(&mut self, article: &Article, extent: Extent, what: &'static str) {
        if let Some(cited) = self.workspace.citing.cited_words(article, extent) {
            self.copy(cited, what);
        }
    }

    /// Has the places of reading kept.
    pub fn save_session(&mut self) {
        self.ask(Effect::SaveSession(self.workspace.session.clone()));
    }

    /// Counts an article as read, or as unread again.
    pub fn toggle_read(&mut self, id: ArticleId) {
        let Some(article) = self.workspace.article(id).cloned() else { return };
        let read = self.workspace.percent_read(&article) == Some(100);
        let place = self.workspace.session.places.entry(id).or_default();
        place.furthest = if read { 0 } else { article.text().len() };
        self.note(format!("counted as {}", if read { "unread" } else { "read" }));
    }

    /// Opens the original of an article outside: its address, else its file.
    pub fn open_original(&mut self, id: ArticleId) {
        if self.workspace.origin == Origin::Sample {
            return self.note("the sample comes with the program: there is no file to open");
        }
        let Some(article) = self.workspace.article(id) else { return };
        let address = article.metadata.url.clone().filter(|url| leads_outside(url));
        let original = address.unwrap_or_else(|| article.path().display().to_string());
        self.ask(Effect::OpenOutside(original));
    }
}

/// Only the web and mail: an article must not make the system run something else.
pub fn leads_outside(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
