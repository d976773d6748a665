//! Who is let speak, and how sure it sounds: words from lists that the reader can see and change.
//!
//! Counts of words, nothing more: no sentiment, no certainty score.

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use super::matching::{Matcher, Stretch};
use super::model::Model;
use super::term::{Term, TermError, Tier};
use super::theme::{Theme, ThemeId, ThemeOrigin};
use crate::text::Extent;
use crate::text::saying::{names_beside, quotations};
use crate::text::words::words;

/// Quoted words up to this many, in a sentence without a reporting verb, are a scare quote.
const SCARE: usize = 3;

/// Words to look for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cues {
    hedges: Vec<Term>,
    reporting: Vec<Term>,
}

/// Why a file of cues cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CueError {
    /// It is no TOML, or has other keys.
    #[error("{0}")]
    Form(#[from] toml::de::Error),
    /// A term in it cannot be read.
    #[error(transparent)]
    Term(#[from] TermError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(default)]
    hedges: Vec<String>,
    #[serde(default)]
    reporting: Vec<String>,
}

/// What a passage has of them, as bytes of the canonical text, each list in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cued {
    /// Words in quotation marks, marks included.
    pub quoted: Vec<Extent>,
    /// A few words in quotation marks that nobody is said to have said.
    pub scare: Vec<Extent>,
    /// Words by which the text leaves open whether it is so.
    pub hedges: Vec<Extent>,
    /// Reporting verbs with a name in the same sentence: candidates for an attribution.
    pub attributions: Vec<Extent>,
}

impl Cues {
    /// Reads a file of cues.
    ///
    /// # Errors
    /// If it is no TOML of this form, or a term in it cannot be read.
    pub fn parse(source: &str) -> Result<Self, CueError> {
        let form: Form = toml::from_str(source)?;
        let terms = |texts: &[String]| -> Result<Vec<Term>, TermError> {
            texts.iter().map(|text| Term::parse(text, Tier::Core)).collect()
        };
        Ok(Self { hedges: terms(&form.hedges)?, reporting: terms(&form.reporting)? })
    }
}

fn theme(terms: &[Term]) -> Theme {
    Theme {
        id: ThemeId(String::new()),
        name: String::new(),
        description: String::new(),
        terms: terms.to_vec(),
        origin: ThemeOrigin::Made,
    }
}

impl Model {
    /// What each passage of the article in this place has of `cues`, in order.
    pub fn cued(&self, article: usize, cues: &Cues) -> Vec<Cued> {
        let Some(entry) = self.entries.get(article) else { return Vec::new() };
        let (hedges, reporting) = (theme(&cues.hedges), theme(&cues.reporting));
        let hedges = Matcher::new(self.vocabulary(), &hedges, &[]);
        let reporting = Matcher::new(self.vocabulary(), &reporting, &[]);
        let units = self.units.get(entry.units.clone()).unwrap_or(&[]);
        units
            .iter()
            .map(|unit| {
                let Some(stretch) = Stretch::new(self, unit) else { return Cued::default() };
                let found = |matcher: &Matcher<'_>| -> Vec<Extent> {
                    let finds = matcher.find(&stretch).matches;
                    finds.iter().map(|find| stretch.extent(&find.words)).collect()
                };
                let passage = entry.article.passage(unit.number);
                let sentences = passage.map_or(&[][..], |passage| &passage.block.sentences);
                let text = entry.article.text();
                let verbs = found(&reporting);
                let sentence = |at: Extent| sentences.iter().find(|s| s.covers(at)).copied();
                let (mut quoted, mut scare) = (Vec::new(), Vec::new());
                for extent in passage.map_or_else(Vec::new, |p| double_quoted(text, p.block.extent))
                {
                    let few = extent.of(text).unicode_words().count() <= SCARE;
                    let said = sentence(extent)
                        .is_some_and(|within| verbs.iter().any(|verb| within.covers(*verb)));
                    if few && !said { scare.push(extent) } else { quoted.push(extent) }
                }
                let attributed = |verb: Extent| {
                    let within = sentence(verb)?;
                    let verb_there = verb.counted_from(within.start);
                    is_of_somebody(within.of(text), verb_there).then_some(verb)
                };
                Cued {
                    quoted,
                    scare,
                    hedges: found(&hedges),
                    attributions: verbs.into_iter().filter_map(attributed).collect(),
                }
            })
            .collect()
    }
}

/// The outermost stretches in double quotation marks that are closed.
fn double_quoted(text: &str, within: Extent) -> Vec<Extent> {
    let words = within.of(text);
    let is_double = |extent: &Extent| {
        let quoted = extent.of(words);
        quoted.starts_with(['“', '„', '«', '"']) && quoted.ends_with(['”', '“', '»', '"'])
    };
    let mut found: Vec<Extent> = quotations(words).into_iter().filter(is_double).collect();
    found.sort();
    let mut outermost: Vec<Extent> = Vec::new();
    for extent in found {
        if outermost.last().is_none_or(|last| !last.covers(extent)) {
            outermost.push(extent);
        }
    }
    outermost.into_iter().map(|extent| extent.shifted(within.start)).collect()
}

/// Whether a name stands in the sentence with this verb of saying.
fn is_of_somebody(sentence: &str, verb: Extent) -> bool {
    !names_beside(sentence, &words(sentence), verb).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::{Article, Collection};
    use crate::text::saying::CUES;
    use std::sync::Arc;

    fn cued(text: &str) -> (String, Cued) {
        let model =
            Model::build(&Collection::new([Arc::new(Article::of_paragraphs(text))], Vec::new()));
        let text = text.to_owned();
        (text, model.cued(0, &Cues::parse(CUES).unwrap()).remove(0))
    }

    #[test]
    fn quotations_of_all_kinds_are_told_from_scare_quotes() {
        let (text, cued) = cued(
            "The captain told Mara that “the ferry leaves at noon”. Others call it a \"ferry\" with a smile.",
        );
        let words = |extents: &[Extent]| -> Vec<String> {
            extents.iter().map(|extent| extent.of(&text).to_owned()).collect()
        };
        assert_eq!(words(&cued.quoted), ["“the ferry leaves at noon”"]);
        assert_eq!(words(&cued.scare), ["\"ferry\""]);
        assert_eq!(words(&cued.attributions), ["told"]);
    }

    #[test]
    fn hedges_are_counted_as_listed() {
        let (_, cued) = cued("It may rain, and it probably will; it appears to be certain.");
        assert_eq!(cued.hedges.len(), 3);
    }

    #[test]
    fn the_list_is_the_readers_and_mistakes_are_named() {
        assert!(Cues::parse("hedges = ['re:(']").is_err());
        assert!(Cues::parse("sentiment = ['good']").is_err());
        assert!(Cues::parse("hedges = []").is_ok());
    }
}
