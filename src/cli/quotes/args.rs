//! What may be written behind `variorum quotes`. The doc comments are the help texts.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};

use crate::cli::choose::Citation;
use crate::quotes::export::{Format, Grouping};
use crate::quotes::{CitationForm, State};

/// The state of a file that cannot be read, as the answers name it.
pub(super) const UNREADABLE: &str = "unreadable";

/// Arguments of `quotes`.
#[derive(Debug, Clone, Args)]
pub struct Quotes {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
    /// The articles to look in: files and folders; none: your library, and the files quoted from.
    #[arg(long = "in", value_name = "PATH", num_args = 1.., global = true)]
    pub within: Vec<PathBuf>,
}

/// What can be done with quotes. A quote is named by its id, or the beginning or end of that.
#[derive(Debug, Clone, Subcommand)]
pub enum Task {
    /// List the quotes and where they stand now.
    List(List),
    /// Print one quote with everything that is known of it.
    Show(Show),
    /// Keep words of an article.
    Add(Add),
    /// Write a note to a quote; an empty one removes it.
    Note {
        /// The quote.
        id: String,
        /// The note.
        text: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Label a quote.
    Tag {
        /// The quote.
        id: String,
        /// The labels.
        #[arg(required = true)]
        tags: Vec<String>,
        /// Take the labels away instead.
        #[arg(long)]
        remove: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Confirm who says the words inside quotation marks.
    Speaker {
        /// The quote.
        id: String,
        /// The speaker; without one, the proposed one is confirmed.
        name: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Put a quote at another place; its words stay as they are.
    Attach(Attach),
    /// Move quotes to the trash.
    Remove {
        /// The quotes.
        #[arg(required = true)]
        ids: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Bring quotes back from the trash.
    Restore {
        /// The quotes.
        #[arg(required = true)]
        ids: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Look whether every quote still stands where it stood, and clean up after cut-off writes.
    Check(Check),
    /// Write the quotes for other programs.
    Export(Export),
    /// Take quotes from a file: our JSON, a Readwise table, another program's Web Annotations.
    Import {
        /// The file; `-`: standard input.
        file: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Arguments of `quotes list`.
#[derive(Debug, Clone, Args)]
pub struct List {
    /// Letters of the words, the note or the title.
    pub words: Option<String>,
    /// Which quotes.
    #[command(flatten)]
    pub filter: Filter,
    /// List the removed ones instead.
    #[arg(long)]
    pub removed: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which quotes are meant.
#[derive(Debug, Clone, Default, Args)]
pub struct Filter {
    /// Only those with this tag; several must all be there.
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only those kept under this theme.
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
    /// Only those of articles whose title or file name has this in it.
    #[arg(long, value_name = "TITLE")]
    pub article: Option<String>,
    /// Only those in this state.
    #[arg(long, value_name = "STATE")]
    pub state: Option<Wanted>,
}

impl Filter {
    /// Whether every quote passes.
    pub const fn is_open(&self) -> bool {
        self.tag.is_empty()
            && self.theme.is_none()
            && self.article.is_none()
            && self.state.is_none()
    }
}

/// The state in which quotes are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those whose words stand so.
    State(State),
    /// Files of quotes that cannot be read.
    Unreadable,
}

/// Arguments of `quotes show`.
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// The quote.
    pub id: String,
    /// The form of its citation.
    #[arg(long, value_name = "FORM", default_value = "footnote")]
    pub citation: CitationForm,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `quotes add`.
#[derive(Debug, Clone, Args)]
pub struct Add {
    /// ARTICLE:PASSAGE[.SENTENCE[-SENTENCE]]
    #[arg(value_name = "PLACE")]
    pub place: Citation,
    /// A note.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    /// A label; may be given several times.
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// A theme it is kept under; may be given several times.
    #[arg(long, value_name = "THEME")]
    pub theme: Vec<String>,
    /// Keep the same words of the same place a second time.
    #[arg(long)]
    pub again: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `quotes attach`.
#[derive(Debug, Clone, Args)]
pub struct Attach {
    /// The quote.
    pub id: String,
    /// ARTICLE:PASSAGE[.SENTENCE[-SENTENCE]]
    #[arg(value_name = "PLACE")]
    pub place: Citation,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `quotes check`.
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Keep quotes that do not fit their checksum as they stand.
    #[arg(long)]
    pub accept: bool,
}

/// Arguments of `quotes export`.
#[derive(Debug, Clone, Args)]
pub struct Export {
    /// The form.
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    pub format: Format,
    /// What Markdown puts the quotes under.
    #[arg(long, value_name = "GROUP", default_value = "article")]
    pub by: Grouping,
    /// The form of the citations; without one, that of your config.toml.
    #[arg(long, value_name = "FORM")]
    pub citation: Option<CitationForm>,
    /// Cite in a style of the Citation Style Language: its name, such as `apa`, or a file that ends in .csl.
    #[arg(long, value_name = "STYLE", conflicts_with = "citation")]
    pub style: Option<String>,
    /// Write to this file, or for Obsidian into this folder, where your own words in the notes stay.
    #[arg(long, value_name = "PATH")]
    pub to: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long, requires = "to")]
    pub force: bool,
    /// Which quotes.
    #[command(flatten)]
    pub filter: Filter,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(<&'static str>::from(self)).help(self.help()))
    }
}

impl ValueEnum for Wanted {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::State(State::Orphan),
            Self::State(State::Ambiguous),
            Self::State(State::Changed),
            Self::State(State::Attached),
            Self::Unreadable,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::State(state) => <&'static str>::from(state),
            Self::Unreadable => UNREADABLE,
        }))
    }
}

impl ValueEnum for Grouping {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(<&'static str>::from(self)))
    }
}

impl ValueEnum for CitationForm {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(<&'static str>::from(self)))
    }
}
