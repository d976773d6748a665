//! One line asked of the reader: a note, tags, a name. The same can be written in an editor.

use std::sync::Arc;

use super::{Answer, Overlay};
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::request::{Message, Request};
use crate::app::widgets::Field;
use crate::app::workspace::Workspace;
use crate::compare::Form;
use crate::quotes::export::{Format, Grouping};
use crate::quotes::{Quotation, Quote, QuoteCommand, plain};
use crate::text::Span;

/// Stands for a line end of a note while it is edited in one line.
const LINE_END: &str = "↲";

/// What the line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptKind {
    /// A note to words that are then kept.
    Keep {
        /// The words.
        span: Span,
        /// Names of the themes they are kept under.
        themes: Vec<String>,
    },
    /// The note of a quote.
    Note(Arc<Quote>),
    /// The tags of a quote, parted by commas.
    Tags(Arc<Quote>),
    /// Tags to be added to several quotes.
    AddTags(Vec<Arc<Quote>>),
    /// Who says the words inside quotation marks.
    Speaker(Arc<Quote>),
    /// The file into which quotes are written.
    Export {
        /// The form.
        format: Format,
        /// The quotes.
        quotes: Vec<Arc<Quote>>,
        /// What Markdown puts them under.
        by: Grouping,
    },
    /// The file from which quotes are taken.
    Import,
    /// The file into which the comparison is written.
    Comparison {
        /// The form.
        form: Form,
        /// What the file is called unless the reader says otherwise, without its ending.
        name: String,
    },
}

/// One line asked of the reader.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What the line is for.
    pub kind: PromptKind,
    /// What is typed.
    pub field: Field,
}

impl Prompt {
    /// A line that starts as what is there now.
    pub fn new(kind: PromptKind) -> Self {
        let text = match &kind {
            PromptKind::Keep { .. } | PromptKind::AddTags(_) | PromptKind::Import => String::new(),
            PromptKind::Export { format, .. } => format.file_name().to_owned(),
            PromptKind::Comparison { form, name } => format!("{name}.{}", form.ending()),
            PromptKind::Note(quote) => quote.note.replace('\n', LINE_END),
            PromptKind::Tags(quote) => quote.tags.join(", "),
            PromptKind::Speaker(quote) => {
                quote.quotation.as_ref().and_then(|said| said.speaker.clone()).unwrap_or_default()
            }
        };
        Self { kind, field: Field::new(&text) }
    }

    /// The line that was being typed when another program changed its quote, as it was typed; nothing
    /// where neither note nor tags differ.
    pub(super) fn again(mine: &Arc<Quote>, theirs: &Arc<Quote>) -> Vec<Request> {
        let typed = Self::new(match (mine.note == theirs.note, mine.tags == theirs.tags) {
            (false, _) => PromptKind::Note(Arc::clone(mine)),
            (true, false) => PromptKind::Tags(Arc::clone(mine)),
            (true, true) => return Vec::new(),
        });
        let kind = match typed.kind {
            PromptKind::Tags(_) => PromptKind::Tags(Arc::clone(theirs)),
            _ => PromptKind::Note(Arc::clone(theirs)),
        };
        let said =
            "this is what you typed: Enter puts it in the place of the other, Esc lets it go";
        let prompt = Self { kind, field: typed.field };
        vec![Request::Open(Overlay::Prompt(prompt)), Request::Say(Message::note(said))]
    }

    /// What stands before the line.
    pub const fn label(&self) -> &'static str {
        match self.kind {
            PromptKind::Keep { .. } | PromptKind::Note(_) => " note ",
            PromptKind::Tags(_) => " tags, with commas ",
            PromptKind::AddTags(_) => " add tags, with commas ",
            PromptKind::Speaker(_) => " who says it ",
            PromptKind::Export { format: Format::Obsidian, .. } => " into the folder ",
            PromptKind::Export { .. } | PromptKind::Comparison { .. } => " into the new file ",
            PromptKind::Import => " from the file ",
        }
    }

    /// Whether what is asked for may be written in an editor: names are too short for one.
    pub const fn composes(&self) -> bool {
        use PromptKind::{AddTags, Keep, Note, Tags};
        matches!(self.kind, Keep { .. } | Note(_) | Tags(_) | AddTags(_))
    }

    /// What has it written in an editor, from what is typed so far. The line stays until something
    /// comes back.
    pub fn compose(&self) -> Effect {
        let typed = self.field.text();
        let text = match self.kind {
            PromptKind::Tags(_) | PromptKind::AddTags(_) => tags(typed).join("\n"),
            _ => typed.replace(LINE_END, "\n"),
        };
        Effect::Compose { kind: self.kind.clone(), text }
    }

    /// Does what a key means here.
    pub(super) fn act(&self, action: Action, workspace: &Workspace) -> Answer {
        match action {
            Action::Accept | Action::Open => {
                let text = self.field.text().replace(LINE_END, "\n");
                Answer::Close(self.kind.requests(&text, workspace))
            }
            Action::Compose if self.composes() => Answer::Ask(Request::Outside(self.compose())),
            _ => Answer::Stay,
        }
    }
}

impl PromptKind {
    /// A note to words that are then kept, under no theme.
    pub const fn keep(span: Span) -> Self {
        Self::Keep { span, themes: Vec::new() }
    }

    /// What follows from `text` being the answer.
    pub fn requests(&self, text: &str, workspace: &Workspace) -> Vec<Request> {
        let text = plain(text.trim());
        let edit = |seen: &Arc<Quote>, quote: Quote| {
            Request::Quotes(QuoteCommand::Edit { seen: Arc::clone(seen), quote: Arc::new(quote) })
        };
        match self {
            Self::Keep { span, themes } => match workspace.article(span.article) {
                Some(article) => {
                    let article = Arc::clone(article);
                    let (extent, themes) = (span.extent, themes.clone());
                    vec![Request::Quotes(QuoteCommand::Keep {
                        article,
                        extent,
                        note: text,
                        themes,
                    })]
                }
                None => vec![Request::Say(Message::error("that article is no longer here"))],
            },
            Self::Note(quote) => vec![edit(quote, Quote { note: text, ..(**quote).clone() })],
            Self::Tags(quote) => {
                vec![edit(quote, Quote { tags: tags(&text), ..(**quote).clone() })]
            }
            Self::AddTags(quotes) => {
                let new = tags(&text);
                let added = quotes.iter().map(|seen| {
                    let mut quote = (**seen).clone();
                    quote.tags.retain(|tag| !new.contains(tag));
                    quote.tags.extend(new.iter().cloned());
                    QuoteCommand::Edit { seen: Arc::clone(seen), quote: Arc::new(quote) }
                });
                vec![Request::Quotes(QuoteCommand::Together(added.collect()))]
            }
            Self::Export { .. } | Self::Import | Self::Comparison { .. } if text.is_empty() => {
                Vec::new()
            }
            Self::Comparison { form, .. } => {
                vec![Request::WriteComparison { form: *form, to: text }]
            }
            Self::Export { format, quotes, by } => {
                let (format, by) = (*format, *by);
                // Everything but the lossless form cites, and cites what stands there now.
                let now = |quote: &Arc<Quote>| match format {
                    Format::Json => Arc::clone(quote),
                    _ => Arc::new(workspace.with_current_position(quote)),
                };
                let quotes = quotes.iter().map(now).collect();
                let citing = workspace.citing.clone();
                vec![Request::Quotes(QuoteCommand::Export { format, quotes, by, citing, to: text })]
            }
            Self::Import => vec![Request::Quotes(QuoteCommand::Import(text))],
            Self::Speaker(quote) if quote.quotation.is_none() => {
                if text.is_empty() {
                    return Vec::new();
                }
                let said = "these words do not stand inside quotation marks: the author says them";
                vec![Request::Say(Message::error(said))]
            }
            Self::Speaker(quote) => {
                let quotation = Quotation {
                    confirmed: !text.is_empty(),
                    speaker: (!text.is_empty()).then_some(text),
                };
                vec![edit(quote, Quote { quotation: Some(quotation), ..(**quote).clone() })]
            }
        }
    }
}

/// Tags parted by commas or line ends, each once.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([',', '\n']).map(|tag| tag.trim().trim_start_matches('#')) {
        if !tag.is_empty() && !tags.iter().any(|there| there == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
