//! The forms in which quotes can be written, and each as one text.

use strum::EnumMessage;

use super::{Grouping, bibtex, collection, csl, full, logseq, markdown, notes, readwise};
use crate::quotes::citing::Citing;
use crate::quotes::quote::Quote;

/// What quotes can be written as. The doc comment of a variant is its help.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    EnumMessage,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Format {
    /// Markdown
    #[default]
    Md,
    /// Notes for Obsidian, one an article
    Obsidian,
    /// A page for Logseq
    Logseq,
    /// A table of everything
    Csv,
    /// The table that Readwise imports
    Readwise,
    /// A Web Annotation collection: everything, to be imported again
    Json,
    /// The articles for LaTeX
    Bibtex,
    /// The articles for Zotero, pandoc and their like
    Csl,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Md,
        Self::Obsidian,
        Self::Logseq,
        Self::Csv,
        Self::Readwise,
        Self::Json,
        Self::Bibtex,
        Self::Csl,
    ];

    /// What it is, in a few words.
    pub fn help(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// A name for its file; for Obsidian, for the folder of its notes.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Md => "quotes.md",
            Self::Obsidian => "quotes",
            Self::Logseq => "quotes-logseq.md",
            Self::Csv => "quotes.csv",
            Self::Readwise => "quotes-readwise.csv",
            Self::Json => "quotes.json",
            Self::Bibtex => "quotes.bib",
            Self::Csl => "quotes-csl.json",
        }
    }

    /// `quotes` in this form as one text, cited as `citing` says; `by` is what Markdown puts them under.
    pub fn text<'a>(
        self,
        quotes: impl IntoIterator<Item = &'a Quote>,
        by: Grouping,
        citing: &Citing,
    ) -> String {
        let quotes: Vec<&Quote> = quotes.into_iter().collect();
        let citations = || citing.citations(quotes.iter().copied());
        let all = quotes.iter().copied();
        match self {
            Self::Md => markdown(all, by, &citations()),
            Self::Logseq => logseq(all, &citations()),
            Self::Csv => full(all),
            Self::Readwise => readwise(all),
            Self::Json => collection(all),
            Self::Bibtex => bibtex(all),
            Self::Csl => csl(all),
            Self::Obsidian => {
                let notes = notes(all, citing);
                // A new note is refused by nobody.
                notes.iter().filter_map(|note| note.text(None).ok()).collect::<Vec<_>>().join("\n")
            }
        }
    }
}
