//! One line asked of the reader: a note, tags, a name. The same can be written in an editor.

use std::sync::Arc;

use crate::app::widgets::Field;
use crate::compare::Form;
use crate::quotes::Quote;
use crate::quotes::export::{Format, Grouping};
use crate::text::Span;

/// Stands for a line end of a note while it is edited in one line.
pub(super) const LINE_END: &str = "↲";

/// What the line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptKind {
    /// A note to words that are then kept.
    Keep {
        /// Where the words to be kept stand.
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
        /// What kind of file is written.
        format: Format,
        /// Those that go into it, in order.
        quotes: Vec<Arc<Quote>>,
        /// What Markdown puts them under.
        by: Grouping,
    },
    /// The file from which quotes are taken.
    Import,
    /// The file into which the comparison is written.
    Comparison {
        /// What kind of file is written.
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
    pub fn again(mine: &Arc<Quote>, theirs: &Arc<Quote>) -> Option<Self> {
        let theirs_with = |typed: fn(Arc<Quote>) -> PromptKind| Self {
            kind: typed(Arc::clone(theirs)),
            field: Self::new(typed(Arc::clone(mine))).field,
        };
        match (mine.note == theirs.note, mine.tags == theirs.tags) {
            (false, _) => Some(theirs_with(PromptKind::Note)),
            (true, false) => Some(theirs_with(PromptKind::Tags)),
            (true, true) => None,
        }
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
}

impl PromptKind {
    /// A note to words that are then kept, under no theme.
    pub const fn keep(span: Span) -> Self {
        Self::Keep { span, themes: Vec::new() }
    }
}
