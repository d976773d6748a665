//! What follows from a line that the reader typed.

use std::sync::Arc;

use super::prompt::{LINE_END, Prompt, PromptKind};
use crate::app::cx::Cx;
use crate::app::effect::Effect;
use crate::quotes::export::Format;
use crate::quotes::{Quotation, Quote, QuoteCommand, plain};

impl Prompt {
    /// What is typed so far, with its line ends.
    pub fn typed(&self) -> String {
        self.field.text().replace(LINE_END, "\n")
    }

    /// What has it written in an editor, from what is typed so far. The line stays until something
    /// comes back.
    pub fn compose(&self) -> Effect {
        let text = match self.kind {
            PromptKind::Tags(_) | PromptKind::AddTags(_) => tags(self.field.text()).join("\n"),
            _ => self.typed(),
        };
        Effect::Compose { kind: self.kind.clone(), text }
    }
}

impl PromptKind {
    /// Does what follows from `text` being the answer. What concerns the comparison is answered there.
    pub fn resolve(&self, text: &str, cx: &mut Cx<'_>) {
        let text = plain(text.trim());
        match self {
            Self::Keep { span, themes } => match cx.workspace.article(span.article).cloned() {
                Some(article) => {
                    let (extent, themes) = (span.extent, themes.clone());
                    cx.quote(QuoteCommand::Keep { article, extent, note: text, themes });
                }
                None => cx.error("that article is no longer here"),
            },
            Self::Note(quote) => {
                cx.quote(edit(quote, Quote { note: text, ..(**quote).clone() }));
            }
            Self::Tags(quote) => {
                cx.quote(edit(quote, Quote { tags: tags(&text), ..(**quote).clone() }));
            }
            Self::AddTags(quotes) => {
                let new = tags(&text);
                let added = quotes.iter().map(|seen| {
                    let mut quote = (**seen).clone();
                    quote.tags.retain(|tag| !new.contains(tag));
                    quote.tags.extend(new.iter().cloned());
                    edit(seen, quote)
                });
                cx.quote(QuoteCommand::Together(added.collect()));
            }
            Self::Comparison { .. } => {}
            Self::Export { .. } | Self::Import if text.is_empty() => {}
            Self::Export { format, quotes, by } => {
                let (format, by) = (*format, *by);
                // Everything but the lossless form cites, and cites what stands there now.
                let now = |quote: &Arc<Quote>| match format {
                    Format::Json => Arc::clone(quote),
                    _ => Arc::new(cx.workspace.with_current_position(quote)),
                };
                let quotes = quotes.iter().map(now).collect();
                let citing = cx.workspace.citing.clone();
                cx.quote(QuoteCommand::Export { format, quotes, by, citing, to: text });
            }
            Self::Import => cx.quote(QuoteCommand::Import(text)),
            Self::Speaker(quote) if quote.quotation.is_none() => {
                if !text.is_empty() {
                    cx.error(
                        "these words do not stand inside quotation marks: the author says them",
                    );
                }
            }
            Self::Speaker(quote) => {
                let quotation = Quotation {
                    confirmed: !text.is_empty(),
                    speaker: (!text.is_empty()).then_some(text),
                };
                cx.quote(edit(quote, Quote { quotation: Some(quotation), ..(**quote).clone() }));
            }
        }
    }
}

/// Changes the quote that the reader saw.
fn edit(seen: &Arc<Quote>, quote: Quote) -> QuoteCommand {
    QuoteCommand::Edit { seen: Arc::clone(seen), quote: Arc::new(quote) }
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
