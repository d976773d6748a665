//! The kept quotes as the room knows them: what is on the disk, where it stands, and what could not
//! be saved.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use super::effect::Effect;
use super::message::Message;
use super::widgets::counted;
use crate::collection::{Collection, Problem};
use crate::quotes::{
    AnchorStatus, CitationForm, Quote, QuoteCommand, QuoteEvent, QuoteId, State, StoreContents,
    citation,
};
use crate::text::fit::fit_words;
use crate::text::{ArticleId, Extent};

/// Columns for the words of a quote that a message repeats.
const FIRST_WORDS: usize = 32;

/// Something that is not on the disk although the reader wants it there.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsaved {
    /// What to ask for again.
    pub command: QuoteCommand,
    /// Why it failed; one sentence.
    pub reason: String,
}

/// What can be undone.
#[derive(Debug, Clone, PartialEq)]
enum Done {
    Kept(QuoteId),
    Removed(Vec<QuoteId>),
    /// Quotes before and after.
    Changed(Vec<(Arc<Quote>, Arc<Quote>)>),
}

/// Something asked for that waits until what was asked before is done.
#[derive(Debug, Clone, PartialEq)]
enum Asked {
    Command(QuoteCommand),
    /// What it takes back is known when everything before it is done.
    Undo,
}

/// The kept quotes.
#[derive(Debug, Clone, Default)]
pub struct QuotesState {
    /// Everything on the disk.
    pub stored: StoreContents,
    /// What is not on the disk and should be.
    pub unsaved: Vec<Unsaved>,
    /// The quote that waits for the reader to select its new place.
    pub attaching: Option<QuoteId>,
    /// Changes with everything that is shown of the quotes.
    pub version: u64,
    /// Commands without an answer so far.
    pub waiting: usize,
    /// Files from an editor whose words may not be on the disk otherwise.
    pub drafts: Vec<PathBuf>,
    statuses: HashMap<QuoteId, AnchorStatus>,
    done: Vec<Done>,
    /// What was asked for behind an undo that waits: it is done in this order.
    behind: VecDeque<Asked>,
    /// Whether the next change was asked for together with the last.
    joining: bool,
}

/// What follows from an outcome.
#[derive(Debug, Clone, Default)]
pub(super) struct FollowUp {
    /// A word to the reader.
    pub(super) message: Option<Message>,
    /// Whether the quotes must be looked for in the articles.
    pub(super) locate: bool,
    /// Two versions of a quote, mine and theirs, between which the reader must choose.
    pub(super) conflict: Option<(Arc<Quote>, Arc<Quote>)>,
}

impl QuotesState {
    /// The quote of this name.
    pub fn get(&self, id: QuoteId) -> Option<&Arc<Quote>> {
        let quotes = &self.stored.quotes;
        quotes.binary_search_by_key(&id, |quote| quote.id).ok().and_then(|at| quotes.get(at))
    }

    /// Where a quote stands; `None` while that is not known.
    pub fn status(&self, id: QuoteId) -> Option<&AnchorStatus> {
        self.statuses.get(&id)
    }

    /// The state that is shown of a quote; `None` where its article is not in this collection though
    /// its file may be somewhere, and while nothing is known.
    pub fn state(&self, quote: &Quote) -> Option<State> {
        let status = self.status(quote.id)?;
        let path = quote.article.path.as_ref();
        let elsewhere =
            status.article.is_none() && !path.is_some_and(|path| self.stored.gone.contains(path));
        (!elsewhere).then(|| status.anchor.state())
    }

    /// The places of all quotes in `article`, in order.
    pub fn places_in(&self, article: ArticleId) -> Vec<(Extent, QuoteId)> {
        let mut places: Vec<(Extent, QuoteId)> = self
            .statuses
            .iter()
            .filter(|(_, status)| status.article == Some(article))
            .filter_map(|(id, status)| Some((status.anchor.extent()?, *id)))
            .collect();
        places.sort_unstable();
        places
    }

    /// Where the quotes in `article` start whose words have changed.
    pub fn changed_in(&self, article: ArticleId) -> Vec<usize> {
        self.statuses
            .values()
            .filter(|status| status.article == Some(article))
            .filter(|status| status.anchor.state() == State::Changed)
            .filter_map(|status| Some(status.anchor.extent()?.start))
            .collect()
    }

    /// Asks for `command`, behind whatever was asked for before.
    pub(super) fn ask(&mut self, command: QuoteCommand) -> Vec<Effect> {
        self.behind.push_back(Asked::Command(command));
        self.go_on()
    }

    /// Takes back the last thing that was asked for; what was done in earlier sessions is undone too.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        self.behind.push_back(Asked::Undo);
        self.go_on()
    }

    /// What can be asked for now of what waits: an undo only when everything before it is done.
    pub(super) fn go_on(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(next) = self.behind.pop_front_if(|next| match next {
            Asked::Command(_) => true,
            Asked::Undo => self.waiting == 0,
        }) {
            let command = match next {
                Asked::Command(command) => command,
                Asked::Undo => self.last_undone(),
            };
            self.waiting += 1;
            effects.push(Effect::Quotes(command));
        }
        effects
    }

    /// What undoing the last thing that was done asks for.
    fn last_undone(&mut self) -> QuoteCommand {
        match self.done.pop() {
            Some(Done::Kept(id)) => QuoteCommand::Remove(vec![id]),
            Some(Done::Removed(ids)) => QuoteCommand::Restore(ids),
            Some(Done::Changed(changes)) => {
                let back = changes.into_iter().rev();
                QuoteCommand::Together(
                    back.map(|(to, from)| QuoteCommand::Revert { from, to }).collect(),
                )
            }
            None => QuoteCommand::UndoLast,
        }
    }

    /// Everything that was not saved, to be asked for again.
    pub(super) fn retry(&mut self) -> Vec<Effect> {
        let unsaved = std::mem::take(&mut self.unsaved);
        self.version += 1;
        unsaved.into_iter().flat_map(|unsaved| self.ask(unsaved.command)).collect()
    }

    /// Looks for all quotes in `collection`.
    pub(super) fn locate(&self, collection: &Arc<Collection>) -> Option<Effect> {
        let quotes = self.stored.quotes.clone();
        (!quotes.is_empty())
            .then(|| Effect::LocateQuotes { quotes, collection: Arc::clone(collection) })
    }

    /// Takes in where quotes stand.
    pub(super) fn located(&mut self, statuses: Vec<(QuoteId, AnchorStatus)>) {
        self.statuses.extend(statuses);
        self.version += 1;
    }

    /// Takes in what came of a command.
    pub(super) fn take(&mut self, outcome: QuoteEvent) -> FollowUp {
        self.version += 1;
        let say =
            |text: String| FollowUp { message: Some(Message::note(text)), ..FollowUp::default() };
        match outcome {
            QuoteEvent::Contents(shelf) => {
                let there: BTreeSet<QuoteId> = shelf.quotes.iter().map(|quote| quote.id).collect();
                self.statuses.retain(|id, _| there.contains(id));
                self.stored = shelf;
                FollowUp { locate: true, ..FollowUp::default() }
            }
            QuoteEvent::Kept(quote) => {
                self.done.push(Done::Kept(quote.id));
                say(format!("saved {}", named(&quote)))
            }
            QuoteEvent::Changed { before, now } => {
                self.attaching = self.attaching.filter(|id| *id != now.id);
                let said = say(format!("saved {}", named(&now)));
                match self.done.last_mut() {
                    Some(Done::Changed(changes)) if self.joining => changes.push((before, now)),
                    _ => self.done.push(Done::Changed(vec![(before, now)])),
                }
                self.joining = true;
                said
            }
            QuoteEvent::Reverted(quote) => say(format!("undone: {}", named(&quote))),
            QuoteEvent::Removed(ids) => {
                self.done.retain(|done| !matches!(done, Done::Kept(id) if ids.contains(id)));
                let count = counted(ids.len(), "quote");
                self.done.push(Done::Removed(ids));
                say(format!("{count} in the trash"))
            }
            QuoteEvent::Restored(quotes) => match quotes.as_slice() {
                [quote] => say(format!("back: {}", named(quote))),
                quotes => say(format!("{} back", counted(quotes.len(), "quote"))),
            },
            QuoteEvent::Refused { command: QuoteCommand::Look, reason } => {
                FollowUp { message: Some(Message::error(reason)), ..FollowUp::default() }
            }
            QuoteEvent::Refused { command, reason } => {
                self.unsaved.push(Unsaved { command, reason });
                FollowUp::default()
            }
            QuoteEvent::Conflict { mine, theirs } => {
                FollowUp { conflict: Some((mine, theirs)), ..FollowUp::default() }
            }
            QuoteEvent::Failed(text) => {
                FollowUp { message: Some(Message::error(text)), ..FollowUp::default() }
            }
            QuoteEvent::Done(text) | QuoteEvent::Nothing(text) => say(text),
        }
    }

    /// A command is answered, whatever its outcomes.
    pub(super) fn answered(&mut self) {
        self.joining = false;
        self.waiting = self.waiting.saturating_sub(1);
    }

    /// What of the folder could not be read.
    pub fn problems(&self) -> &[Problem] {
        &self.stored.problems
    }

    /// The quotes that are not on the disk as they should be, in the order in which they were meant.
    pub fn unsaved_quotes(&self) -> Vec<&Arc<Quote>> {
        self.unsaved.iter().flat_map(|unsaved| quotes_of(&unsaved.command)).collect()
    }

    /// The words that are not on the disk, to be read on the terminal after all is over.
    pub fn last_words(&self) -> String {
        let words = self.unsaved_quotes().into_iter().map(|quote| {
            let note =
                if quote.note.is_empty() { String::new() } else { format!("\n{}", quote.note) };
            let cited = citation(quote, CitationForm::Footnote).text;
            format!("“{}”\n— {cited}{note}\n", quote.exact)
        });
        words.collect::<Vec<_>>().join("\n")
    }
}

/// The quotes that `command` wants on the disk.
fn quotes_of(command: &QuoteCommand) -> Vec<&Arc<Quote>> {
    match command {
        QuoteCommand::Add(quote)
        | QuoteCommand::Edit { quote, .. }
        | QuoteCommand::Attach { quote, .. }
        | QuoteCommand::Renew { quote, .. }
        | QuoteCommand::Resolve { quote, .. } => vec![quote],
        QuoteCommand::Together(commands) => commands.iter().flat_map(quotes_of).collect(),
        _ => Vec::new(),
    }
}

/// `¶4 “first words …”`.
fn named(quote: &Quote) -> String {
    let place = quote.passage.map(|passage| format!("¶{passage} ")).unwrap_or_default();
    // Where a line or a paragraph ended there is a space.
    let words = quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{place}“{}”", fit_words(&words, FIRST_WORDS))
}
