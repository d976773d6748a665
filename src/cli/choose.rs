//! Which article, passage and sentence the reader means.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use super::output::Failure;
use crate::collection::{Article, Collection, Place, UnitNumber};
use crate::text::fuzzy::Pattern;
use crate::text::words::fold;
use crate::text::{Extent, Span};

/// Digits of an id that are taken for one: shorter ones are more likely words.
const LEAST_DIGITS: usize = 4;
/// Articles listed where several fit.
const MOST_LISTED: usize = 10;

/// The article that `wanted` names: its id, an unambiguous prefix of that, its path or file name with
/// or without the ending (`#3` behind it for the third of a container), its title, a part of its title, or letters of its title in their order.
/// Each way is tried in turn, and the first that fits anything decides.
///
/// # Errors
/// If none fits, or several fit equally: the message lists them.
pub fn article<'c>(collection: &'c Collection, wanted: &str) -> Result<&'c Arc<Article>, Failure> {
    let Ok(place) = wanted.parse::<Place>();
    // The same text may lie in several.
    let places = |article: &Article| collection.places(article.id());
    let ways: [&dyn Fn(&Article) -> bool; 8] = [
        &|article| article.id().to_string() == wanted.to_ascii_lowercase(),
        &|article| places(article).iter().any(|at| is_called(&at.path, wanted)),
        &|article| places(article).iter().any(|at| is_part(at, &place)),
        &|article| is_prefix(wanted, article),
        &|article| fold(article.name()) == fold(wanted),
        &|article| file_starts(article.path(), wanted),
        &|article| fold(article.name()).contains(&fold(wanted)),
        &|article| article.id().to_string().starts_with(&wanted.to_ascii_lowercase()),
    ];
    for fits in ways {
        let fitting: Vec<_> =
            collection.articles().iter().filter(|article| fits(article)).collect();
        match fitting.as_slice() {
            [] => {}
            [article] => return Ok(article),
            several => return Err(ambiguous(wanted, several)),
        }
    }
    by_letters(collection, wanted)
}

fn is_called(path: &Path, wanted: &str) -> bool {
    let called = |name: Option<&std::ffi::OsStr>| name.is_some_and(|name| name == wanted);
    !wanted.is_empty()
        && (path == Path::new(wanted) || called(path.file_name()) || called(path.file_stem()))
}

/// Whether the article `at` a place of a container is the `wanted` one: `export.txt#3`.
fn is_part(at: &Place, wanted: &Place) -> bool {
    wanted.number.is_some()
        && at.number == wanted.number
        && wanted.path.to_str().is_some_and(|named| is_called(&at.path, named))
}

fn file_starts(path: &Path, wanted: &str) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    !wanted.is_empty() && name.is_some_and(|name| name.starts_with(wanted))
}

fn is_prefix(wanted: &str, article: &Article) -> bool {
    wanted.len() >= LEAST_DIGITS
        && article.id().to_string().starts_with(&wanted.to_ascii_lowercase())
}

fn by_letters<'c>(collection: &'c Collection, wanted: &str) -> Result<&'c Arc<Article>, Failure> {
    let articles = collection.articles();
    let names: Vec<String> = articles.iter().map(|article| fold(article.name())).collect();
    let places = Pattern::new(wanted).rank(names.iter().map(String::as_str));
    let fitting: Vec<_> = places.into_iter().filter_map(|place| articles.get(place)).collect();
    match fitting.as_slice() {
        [] => Err(Failure::told(format!(
            "no article is called “{wanted}”; `variorum list` names them"
        ))),
        [article] => Ok(article),
        several => Err(ambiguous(wanted, several)),
    }
}

fn ambiguous(wanted: &str, fitting: &[&Arc<Article>]) -> Failure {
    let first = format!("“{wanted}” fits {} articles; say which:", fitting.len());
    let listed = fitting.iter().take(MOST_LISTED);
    let mut lines: Vec<_> = std::iter::once(first)
        .chain(listed.map(|article| {
            let (place, part) = (article.place(), article.part().is_some());
            let place = if part { format!("  {place}") } else { String::new() };
            format!("  {}  {}{place}", article.id(), article.name())
        }))
        .collect();
    if fitting.len() > MOST_LISTED {
        lines.push("  …".to_owned());
    }
    Failure::told(lines.join("\n"))
}

/// A place as one writes it: `ARTICLE:PASSAGE[.SENTENCE[-SENTENCE]]`, or `t2` and the like in place of
/// the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// What the article is called; see [`article`].
    pub article: String,
    /// The passage, table, heading … meant.
    pub unit: UnitNumber,
    /// First and last sentence of it, from 1; `None` for all of it.
    pub sentences: Option<(u32, u32)>,
}

impl FromStr for Citation {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "“{written}” is no place: write ARTICLE:PASSAGE, or ARTICLE:4.2 for its second sentence, or ARTICLE:4.2-3; \
                 t2 in place of 4 is the second table, l1 verse or code, c1 a caption, h2 a heading"
            )
        };
        let number = |digits: &str| digits.parse().ok().filter(|n| *n > 0).ok_or_else(wrong);
        let unit = |written: &str| written.parse::<UnitNumber>().map_err(|_| wrong());
        let (article, place) = written.rsplit_once(':').ok_or_else(wrong)?;
        if article.is_empty() {
            return Err(wrong());
        }
        let (unit, sentences) = match place.split_once('.') {
            None => (unit(place)?, None),
            Some((place, sentences)) => {
                let (first, last) = sentences.split_once('-').unwrap_or((sentences, sentences));
                let (first, last) = (number(first)?, number(last)?);
                if last < first {
                    return Err(wrong());
                }
                (unit(place)?, Some((first, last)))
            }
        };
        Ok(Self { article: article.to_owned(), unit, sentences })
    }
}

/// Where a citation leads.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'c> {
    /// The article.
    pub article: &'c Arc<Article>,
    /// The passage, table, heading … in it.
    pub unit: UnitNumber,
    /// First and last sentence of it, from 1; `None` for all of it.
    pub sentences: Option<(u32, u32)>,
    /// The words meant.
    pub span: Span,
}

/// The place that `citation` names.
///
/// # Errors
/// As [`article`], and if the article has no such unit or the unit no such sentence.
pub fn place<'c>(collection: &'c Collection, citation: &Citation) -> Result<Cited<'c>, Failure> {
    let Citation { article: wanted, unit: number, sentences } = citation;
    let article = article(collection, wanted)?;
    let shown = number.shown();
    let whole = article.unit(*number).ok_or_else(|| {
        let series = article.units().filter(|unit| unit.number.series == number.series);
        let (name, count) = (number.series.plural(), series.count());
        Failure::told(format!("“{}” has {count} {name}, no {shown}", article.name()))
    })?;
    let extent = match *sentences {
        None => whole.block.extent,
        Some((first, last)) => {
            let sentence = |number| {
                whole.sentence(number).ok_or_else(|| {
                    let count = whole.block.sentences.len();
                    Failure::told(format!("{shown} has {count} sentences, no {number}"))
                })
            };
            Extent::new(sentence(first)?.start, sentence(last)?.end)
        }
    };
    let span = Span::new(article.id(), extent);
    Ok(Cited { article, unit: *number, sentences: *sentences, span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::{Found, Provenance};
    use crate::ingest;

    fn collection() -> Collection {
        let titled = |file: &str, title: &str| {
            let text = format!("{title} begins. It goes on.\n\nA second passage.");
            let mut article = ingest::read(Path::new(file), text.as_bytes()).unwrap();
            article.metadata.title = Some(Found::new(title.to_owned(), Provenance::FrontMatter));
            Arc::new(article)
        };
        Collection::new(
            [
                titled("harbour/one.txt", "The harbour at night"),
                titled("harbour/two.txt", "The harbour by day"),
                titled("harbour/three.txt", "Łódź revisited"),
            ],
            Vec::new(),
        )
    }

    fn chosen(wanted: &str) -> Result<String, String> {
        let collection = collection();
        article(&collection, wanted).map(|a| a.name().to_owned()).map_err(|f| f.to_string())
    }

    #[test]
    fn every_way_of_naming_leads_to_the_article() {
        let id = collection().articles()[1].id().to_string();
        for wanted in [
            id.as_str(),
            id.get(..6).unwrap(),
            "two",
            "two.txt",
            "harbour/two.txt",
            "BY DAY",
            "hbbday",
        ] {
            assert_eq!(chosen(wanted).as_deref(), Ok("The harbour by day"), "{wanted}");
        }
        assert_eq!(chosen("lodz").as_deref(), Ok("Łódź revisited"));
    }

    #[test]
    fn several_are_listed_and_none_is_said() {
        let several = chosen("harbour").unwrap_err();
        assert!(several.contains("fits 2 articles"), "{several}");
        assert!(several.contains("The harbour at night"), "{several}");
        assert!(chosen("xyzzy").unwrap_err().contains("no article is called “xyzzy”"));
        assert!(chosen("").unwrap_err().contains("fits 3 articles"));
    }

    #[test]
    fn places_are_written_and_found() {
        let collection = collection();
        let at = |written: &str| {
            let citation: Citation = written.parse().map_err(Failure::told)?;
            place(&collection, &citation).map(|cited| collection.words_at(cited.span).to_owned())
        };
        assert_eq!(at("two:1").unwrap(), "The harbour by day begins. It goes on.");
        assert_eq!(at("two:1.2").unwrap(), "It goes on.");
        assert_eq!(at("two:1.1-2").unwrap(), at("two:1").unwrap());
        for bad in
            ["two", "two:", "two:0", "two:1.", "two:1.2-1", ":1", "two:x", "two:3", "two:1.3"]
        {
            assert!(at(bad).is_err(), "{bad}");
        }
    }
}
