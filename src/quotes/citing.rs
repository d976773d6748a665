//! How the reader wants quotes cited: in a built-in form, or in a style of the Citation Style Language.

use jiff::Timestamp;
use ulid::Ulid;

use super::cite::{self, Citation, CitationForm};
use super::make::make;
use super::quote::{Quote, QuoteId};
use super::style::{Style, Styled};
use crate::collection::Article;
use crate::text::Extent;

/// How quotes are cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Citing {
    /// In a form that is built in.
    Form(CitationForm),
    /// In a style of the Citation Style Language.
    Style(Style),
}

impl Default for Citing {
    fn default() -> Self {
        Self::Form(CitationForm::Footnote)
    }
}

impl Citing {
    /// The citations of `quotes`: a style numbers works and tells them apart among all that are cited.
    pub fn citations<'a>(&self, quotes: impl IntoIterator<Item = &'a Quote>) -> Citations {
        match self {
            Self::Form(form) => Citations::Form(*form),
            Self::Style(style) => Citations::Styled(style.citations(quotes)),
        }
    }

    /// [`Self::cited`] for words that nobody kept; `None` where there are none.
    pub fn cited_words(&self, article: &Article, extent: Extent) -> Option<String> {
        // Name and time of a quote stand in no citation.
        let quote = make(article, extent, QuoteId(Ulid::nil()), Timestamp::UNIX_EPOCH)?;
        Some(self.cited(&quote))
    }

    /// The words of `quote` in quotation marks and their citation behind them: what is pasted.
    pub fn cited(&self, quote: &Quote) -> String {
        cite::cited(quote, &self.citations([quote]).of(quote))
    }
}

/// The citations of some quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Citations {
    /// Each is made from its quote alone.
    Form(CitationForm),
    /// They were made together.
    Styled(Styled),
}

impl Citations {
    /// The citation of `quote`; one for which there is none is cited in the usual form.
    pub fn of(&self, quote: &Quote) -> Citation {
        match self {
            Self::Form(form) => cite::citation(quote, *form),
            Self::Styled(styled) => match styled.texts.get(&quote.id) {
                // Some styles say nothing of a work without author and date.
                Some(text) if !text.is_empty() => cite::attributed(quote, text.clone()),
                _ => cite::citation(quote, CitationForm::Footnote),
            },
        }
    }

    /// The list of works that belongs to them; empty where there is none.
    pub fn works(&self) -> &[String] {
        match self {
            Self::Form(_) => &[],
            Self::Styled(styled) => &styled.works,
        }
    }
}

impl From<CitationForm> for Citations {
    fn from(form: CitationForm) -> Self {
        Self::Form(form)
    }
}
