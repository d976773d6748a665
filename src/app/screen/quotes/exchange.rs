//! Quotes out to other programs and in from them, and two versions of a quote made one.

use std::sync::Arc;

use super::{QuotesScreen, copy};

use super::rows::{self, QuotesRow};
use crate::action::Action;
use crate::app::overlay::{Choice, Overlay, Prompt, PromptKind};
use crate::app::request::{Message, Request};
use crate::app::widgets::counted;
use crate::app::workspace::Workspace;
use crate::quotes::export::Format;
use crate::quotes::{Conflict, LeftBy, Quote, QuoteCommand, joined};

impl QuotesScreen {
    /// Asks for the form in which the ticked quotes, else all that are shown, are to be written.
    pub(super) fn export(&self, workspace: &Workspace) -> Vec<Request> {
        let (quotes, which) = if self.ticked.is_empty() {
            let shown = self.rows.iter().filter_map(|row| match row {
                QuotesRow::Quote { id, .. } => Some(*id),
                _ => None,
            });
            (rows::all(&workspace.quotes, shown), "")
        } else {
            (rows::all(&workspace.quotes, self.ticked.iter().copied()), "ticked ")
        };
        if quotes.is_empty() {
            return vec![Request::Say(Message::note("there is no quote to export"))];
        }
        let title = format!("Export {}", counted(quotes.len(), &format!("{which}quote")));
        let option = |format: Format| {
            let kind = PromptKind::Export { format, quotes: quotes.clone(), by: self.grouping };
            (format.help().to_owned(), vec![Request::Open(Overlay::Prompt(Prompt::new(kind)))])
        };
        let options = Format::ALL.map(option).into();
        vec![Request::Open(Overlay::Choice(Choice::new(title, Vec::new(), options)))]
    }

    /// What can be done with a quote that is not on the disk yet; `None` if none is selected, or if the
    /// action has nothing to do with it.
    pub(super) fn of_unsaved(&self, action: Action, workspace: &Workspace) -> Option<Vec<Request>> {
        let Some(QuotesRow::Unsaved(at)) = self.rows.get(self.cursor.at) else { return None };
        let unsaved = workspace.quotes.unsaved_quotes();
        let quote = unsaved.get(*at)?;
        Some(match action {
            // These may mean the ticked quotes.
            Action::Remove | Action::Tags | Action::Copy | Action::CopyCitation
                if !self.ticked.is_empty() =>
            {
                return None;
            }
            Action::Copy => copy(&[Arc::clone(quote)], |quote| quote.exact.clone()),
            Action::CopyCitation => {
                copy(&[Arc::clone(quote)], |quote| workspace.citing.cited(quote))
            }
            Action::Open
            | Action::Right
            | Action::Edit
            | Action::Compose
            | Action::Speaker
            | Action::Attach
            | Action::Renew
            | Action::Remove
            | Action::Tags
            | Action::Tick => {
                let said =
                    "this is not on the disk yet: it can be read and copied, and saved again";
                vec![Request::Say(Message::note(said))]
            }
            _ => return None,
        })
    }

    /// Asks which of two versions of a quote holds; its words are not among what can be chosen.
    pub(super) fn choose(at: usize, workspace: &Workspace) -> Vec<Request> {
        let Some(conflict) = workspace.quotes.shelf.conflicts.get(at) else { return Vec::new() };
        let settle = |quote: Quote| {
            let order = QuoteCommand::Settle {
                path: conflict.path.clone(),
                seen: conflict.mine.clone(),
                quote: Arc::new(quote),
            };
            vec![Request::Quotes(order)]
        };
        let options = match &conflict.mine {
            None => vec![("Keep it as the quote".to_owned(), settle((*conflict.other).clone()))],
            Some(mine) => vec![
                ("Join both notes and all tags".to_owned(), settle(joined(mine, &conflict.other))),
                ("Keep what is here".to_owned(), settle((**mine).clone())),
                ("Take the other".to_owned(), settle(mine.as_decided_in(&conflict.other))),
            ],
        };
        let title = match &conflict.mine {
            None => "A version whose quote is not here",
            Some(_) => "Two versions of a quote",
        };
        let choice = Choice::new(title.to_owned(), told(conflict), options);
        vec![Request::Open(Overlay::Choice(choice))]
    }

    /// Puts a second file away without taking anything from it.
    pub(super) fn put_away(at: usize, workspace: &Workspace) -> Vec<Request> {
        match workspace.quotes.shelf.conflicts.get(at) {
            Some(conflict) if conflict.left_by == LeftBy::SecondFile => {
                vec![Request::Quotes(QuoteCommand::Discard(conflict.path.clone()))]
            }
            Some(_) => vec![Request::Say(Message::note("choose one of the two versions first"))],
            None => Vec::new(),
        }
    }
}

/// Both versions, in lines.
pub fn told(conflict: &Conflict) -> Vec<String> {
    let words: String = conflict.other.exact.replace('\n', " ");
    let mut lines = vec![format!("“{words}”"), String::new()];
    if let Some(mine) = &conflict.mine {
        if mine.exact != conflict.other.exact {
            lines.push(format!("The words here are others and stay: “{}”", mine.exact));
        }
        lines.extend(version("Here", mine));
    }
    lines.extend(version("The other", &conflict.other));
    let left = match conflict.left_by {
        LeftBy::SecondFile => "It lies in",
        LeftBy::Merge => "Git left both in",
    };
    lines.push(format!("{left} {}", conflict.path));
    lines
}

/// One version of a quote, in lines.
pub fn version(name: &str, quote: &Quote) -> [String; 3] {
    let note = if quote.note.is_empty() { "–" } else { &quote.note };
    let tags: Vec<String> = quote.tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = if tags.is_empty() { "–".to_owned() } else { tags.join(" ") };
    let day = quote.modified.to_string();
    let day = day.split('T').next().unwrap_or("").to_owned();
    let note = note.replace('\n', " / ");
    [format!("{name}, changed {day}"), format!("  note: {note}"), format!("  tags: {tags}")]
}
