//! One line asked of the reader: a note, tags, a name.

use std::sync::Arc;

use super::Answer;
use crate::action::Action;
use crate::app::part::Field;
use crate::app::request::{Message, Request};
use crate::app::room::Room;
use crate::quotes::{Order, Quotation, Quote};
use crate::text::Span;

/// Stands for a line end of a note while it is edited in one line.
const LINE_END: &str = "↲";

/// What the line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// A note to words that are then kept.
    Keep(Span),
    /// The note of a quote.
    Note(Arc<Quote>),
    /// The tags of a quote, parted by commas.
    Tags(Arc<Quote>),
    /// Tags to be added to several quotes.
    AddTags(Vec<Arc<Quote>>),
    /// Who says the words inside quotation marks.
    Speaker(Arc<Quote>),
}

/// One line asked of the reader.
#[derive(Debug, Clone)]
pub struct Ask {
    /// What the line is for.
    pub purpose: Purpose,
    /// What is typed.
    pub field: Field,
}

impl Ask {
    /// A line that starts as what is there now.
    pub fn new(purpose: Purpose) -> Self {
        let text = match &purpose {
            Purpose::Keep(_) | Purpose::AddTags(_) => String::new(),
            Purpose::Note(quote) => quote.note.replace('\n', LINE_END),
            Purpose::Tags(quote) => quote.tags.join(", "),
            Purpose::Speaker(quote) => {
                quote.quotation.as_ref().and_then(|said| said.speaker.clone()).unwrap_or_default()
            }
        };
        Self { purpose, field: Field::new(&text) }
    }

    /// What stands before the line.
    pub const fn label(&self) -> &'static str {
        match self.purpose {
            Purpose::Keep(_) | Purpose::Note(_) => " note ",
            Purpose::Tags(_) => " tags, with commas ",
            Purpose::AddTags(_) => " add tags, with commas ",
            Purpose::Speaker(_) => " who says it ",
        }
    }

    /// Does what a key means here.
    pub(super) fn act(&self, action: Action, room: &Room) -> Answer {
        match action {
            Action::Accept | Action::Open => Answer::Close(self.requests(room)),
            _ => Answer::Stay,
        }
    }

    fn requests(&self, room: &Room) -> Vec<Request> {
        let text = self.field.text().trim().to_owned();
        let edit = |seen: &Arc<Quote>, quote: Quote| {
            Request::Quotes(Order::Edit { seen: Arc::clone(seen), quote: Arc::new(quote) })
        };
        match &self.purpose {
            Purpose::Keep(span) => match room.article(span.article) {
                Some(article) => {
                    let article = Arc::clone(article);
                    let (extent, themes) = (span.extent, Vec::new());
                    vec![Request::Quotes(Order::Keep { article, extent, note: text, themes })]
                }
                None => vec![Request::Say(Message::error("that article is no longer here"))],
            },
            Purpose::Note(quote) => {
                vec![edit(quote, Quote { note: text.replace(LINE_END, "\n"), ..(**quote).clone() })]
            }
            Purpose::Tags(quote) => {
                vec![edit(quote, Quote { tags: tags(&text), ..(**quote).clone() })]
            }
            Purpose::AddTags(quotes) => {
                let new = tags(&text);
                let added = quotes.iter().map(|seen| {
                    let mut quote = (**seen).clone();
                    quote.tags.retain(|tag| !new.contains(tag));
                    quote.tags.extend(new.iter().cloned());
                    edit(seen, quote)
                });
                added.collect()
            }
            Purpose::Speaker(quote) => {
                let quotation = Quotation {
                    confirmed: !text.is_empty(),
                    speaker: (!text.is_empty()).then_some(text),
                };
                vec![edit(quote, Quote { quotation: Some(quotation), ..(**quote).clone() })]
            }
        }
    }
}

fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(|tag| tag.trim().trim_start_matches('#')) {
        if !tag.is_empty() && !tags.iter().any(|there| there == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
