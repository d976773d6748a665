//! Styles and what they make of quotes, by way of `hayagriva`.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{self, IndependentStyle, Locale, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren,
    LocatorPayload, Rendered, SpecificLocator,
};

use super::StyleError;
use super::Styled;
use crate::quotes::{Quote, QuoteId, export};

/// A style of the Citation Style Language.
#[derive(Debug, Clone)]
pub struct Style {
    name: String,
    csl: Arc<IndependentStyle>,
}

impl PartialEq for Style {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.csl == other.csl
    }
}

impl Eq for Style {}

/// A quote, the work it is from and the number of its passage.
struct Cite<'a> {
    quote: QuoteId,
    work: &'a Item,
    passage: Option<String>,
}

impl Style {
    /// The style in a file: its name and what is in it.
    ///
    /// # Errors
    /// If that is no style, or one that only names another.
    pub fn parse(name: &str, xml: &str) -> Result<Self, StyleError> {
        let parsed = citationberg::Style::from_xml(xml).map_err(|error| StyleError::Malformed {
            name: name.to_owned(),
            message: error.to_string(),
        })?;
        Self::of(name, parsed)
    }

    /// A style that comes with the program, by its name in the repository of styles.
    ///
    /// # Errors
    /// If none has that name.
    pub fn named(name: &str) -> Result<Self, StyleError> {
        let style = ArchivedStyle::by_name(name);
        let style = style.ok_or_else(|| StyleError::Unknown(name.to_owned()))?;
        Self::of(name, style.get())
    }

    fn of(name: &str, style: citationberg::Style) -> Result<Self, StyleError> {
        match style {
            citationberg::Style::Independent(csl) => {
                Ok(Self { name: name.to_owned(), csl: Arc::new(csl) })
            }
            citationberg::Style::Dependent(style) => {
                Err(StyleError::Dependent { name: name.to_owned(), parent: style.parent_link.href })
            }
        }
    }

    /// The citations of `quotes` in this style, and the list of works.
    pub(in crate::quotes) fn citations<'a>(
        &self,
        quotes: impl IntoIterator<Item = &'a Quote>,
    ) -> Styled {
        let works: Vec<(Item, Vec<&Quote>)> = export::works(quotes)
            .into_iter()
            .filter_map(|(work, quotes)| Some((serde_json::from_value(work).ok()?, quotes)))
            .collect();
        let cites = works.iter().flat_map(|(work, quotes)| {
            quotes.iter().map(move |quote| Cite {
                quote: quote.id,
                work,
                passage: quote.passage.map(|passage| passage.to_string()),
            })
        });
        let cites: Vec<Cite<'_>> = cites.collect();
        let together = self.rendered(&cites);
        let texts = if self.csl.settings.class == StyleClass::Note {
            // A footnote must say everything wherever its quote is pasted, never “ibid.”.
            let alone = cites.iter().map(std::slice::from_ref);
            alone.flat_map(|cite| texts(cite, &self.rendered(cite))).collect()
        } else {
            texts(&cites, &together)
        };
        let list = together.bibliography.into_iter().flat_map(|list| list.items);
        let works = list.map(|item| {
            let number = item.first_field.map(|field| format!("{field:#} ")).unwrap_or_default();
            format!("{number}{}", plain(&item.content))
        });
        Styled { texts, works: works.collect() }
    }

    fn rendered(&self, cites: &[Cite<'_>]) -> Rendered {
        let mut driver = BibliographyDriver::new();
        for cite in cites {
            let locator = cite
                .passage
                .as_deref()
                .map(|passage| SpecificLocator(Locator::Paragraph, LocatorPayload::Str(passage)));
            let item = CitationItem::with_locator(cite.work, locator);
            driver.citation(CitationRequest::from_items(vec![item], &self.csl, locales()));
        }
        driver.finish(BibliographyRequest::new(&self.csl, None, locales()))
    }
}

fn texts(cites: &[Cite<'_>], rendered: &Rendered) -> HashMap<QuoteId, String> {
    let rendered = rendered.citations.iter().map(|cited| bare(&plain(&cited.citation)));
    cites.iter().map(|cite| cite.quote).zip(rendered).collect()
}

fn plain(words: &ElemChildren) -> String {
    format!("{words:#}").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A citation without the round brackets around all of it or the full stop behind it: they are set where
/// it is used.
fn bare(cited: &str) -> String {
    let inside = cited.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(cited);
    bare.strip_suffix('.').filter(|_| !bare.ends_with("n.d.")).unwrap_or(bare).to_owned()
}

/// The words of all languages that styles use, read once.
fn locales() -> &'static [Locale] {
    static LOCALES: OnceLock<Vec<Locale>> = OnceLock::new();
    LOCALES.get_or_init(archive::locales)
}
