//! Quotes out to other programs and in from them, and two versions of a quote made one.

use std::sync::Arc;

use super::rows::{self, QuotesRow};
use super::{QuotesScreen, copy};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::overlay::{Choice, Chosen, Overlay, PromptKind, told};
use crate::app::widgets::counted;
use crate::quotes::export::Format;
use crate::quotes::{LeftBy, Quote, QuoteCommand, merged};

impl QuotesScreen {
    /// Asks for the form in which the ticked quotes, else all that are shown, are to be written.
    pub(super) fn export(&self, cx: &mut Cx<'_>) {
        let (quotes, which) = self.exported(cx);
        if quotes.is_empty() {
            return cx.note("there is no quote to export");
        }
        let title = format!("Export {}", counted(quotes.len(), &format!("{which}quote")));
        let option = |format: Format| {
            let kind = PromptKind::Export { format, quotes: quotes.clone(), by: self.grouping };
            (format.help().to_owned(), Chosen::Ask(kind))
        };
        let options = Format::ALL.map(option).into();
        cx.open(Overlay::Choice(Choice::new(title, Vec::new(), options)));
    }

    /// The ticked quotes, else all that are shown.
    fn exported(&self, cx: &Cx<'_>) -> (Vec<Arc<Quote>>, &'static str) {
        let state = &cx.workspace.quotes;
        if self.ticked.is_empty() {
            let shown = self.rows.iter().filter_map(|row| match row {
                QuotesRow::Quote { id, .. } => Some(*id),
                _ => None,
            });
            return (rows::all(state, shown), "");
        }
        (rows::all(state, self.ticked.iter().copied()), "ticked ")
    }

    /// Writes them into a new file, in the form that its ending names.
    pub(in crate::app) fn write_to(&self, to: &str, cx: &mut Cx<'_>) -> Result<(), String> {
        let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_owned());
        let wanted = ending(to);
        let fits = |format: &Format| wanted.is_some() && ending(format.file_name()) == wanted;
        let (quotes, _) = self.exported(cx);
        match Format::ALL.into_iter().find(fits) {
            _ if quotes.is_empty() => Err("there is no quote to export".to_owned()),
            Some(format) => {
                PromptKind::Export { format, quotes, by: self.grouping }.resolve(to, cx);
                Ok(())
            }
            None => Err("quotes are written as .md, .csv, .json or .bib".to_owned()),
        }
    }

    /// What can be done with a quote that is not on the disk yet; ignored if none is selected, or if the
    /// action has nothing to do with it.
    pub(super) fn act_unsaved(&self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let Some(QuotesRow::Unsaved(at)) = self.rows.get(self.cursor.at) else {
            return Flow::Ignored;
        };
        let unsaved = cx.workspace.quotes.unsaved_quotes();
        let Some(quote) = unsaved.get(*at).map(|quote| Arc::clone(quote)) else {
            return Flow::Ignored;
        };
        match action {
            // These may mean the ticked quotes.
            Action::Remove | Action::Tags | Action::Copy | Action::CopyCitation
                if !self.ticked.is_empty() =>
            {
                return Flow::Ignored;
            }
            Action::Copy => copy(std::slice::from_ref(&quote.exact), cx),
            Action::CopyCitation => copy(&[cx.workspace.citing.cited(&quote)], cx),
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
                cx.note("this is not on the disk yet: it can be read and copied, and saved again");
            }
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    /// Asks which of two versions of a quote holds; its words are not among what can be chosen.
    pub(super) fn choose(at: usize, cx: &mut Cx<'_>) {
        let Some(conflict) = cx.workspace.quotes.stored.conflicts.get(at) else { return };
        let decide = |quote: Quote| {
            let command = QuoteCommand::Resolve {
                path: conflict.path.clone(),
                seen: conflict.mine.clone(),
                quote: Arc::new(quote),
            };
            Chosen::Quotes(command)
        };
        let options = match &conflict.mine {
            None => vec![("Keep it as the quote".to_owned(), decide((*conflict.other).clone()))],
            Some(mine) => vec![
                ("Join both notes and all tags".to_owned(), decide(merged(mine, &conflict.other))),
                ("Keep what is here".to_owned(), decide((**mine).clone())),
                ("Take the other".to_owned(), decide(mine.as_decided_in(&conflict.other))),
            ],
        };
        let title = match &conflict.mine {
            None => "A version whose quote is not here",
            Some(_) => "Two versions of a quote",
        };
        let choice = Choice::new(title.to_owned(), told(conflict), options);
        cx.open(Overlay::Choice(choice));
    }

    /// Puts a second file away without taking anything from it.
    pub(super) fn put_away(at: usize, cx: &mut Cx<'_>) {
        match cx.workspace.quotes.stored.conflicts.get(at) {
            Some(conflict) if conflict.left_by == LeftBy::SecondFile => {
                cx.quote(QuoteCommand::Discard(conflict.path.clone()));
            }
            Some(_) => cx.note("choose one of the two versions first"),
            None => {}
        }
    }
}
