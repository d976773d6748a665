//! Citations of a quote, in three built-in forms; what all forms and styles share.

use std::borrow::Cow;

use super::quote::{Quote, Snapshot};
use crate::collection::Doubt;
use crate::collection::names::Name;

/// How a quote is cited.
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
)]
#[strum(serialize_all = "kebab-case")]
pub enum CitationForm {
    /// `Preiherman 2024, ¶4`
    #[default]
    AuthorDate,
    /// `Yauheni Preiherman, “Belarus’s Strategy”, Eurasia Daily Monitor, 26 April 2024, ¶4, https://…`
    Footnote,
    /// `Yauheni Preiherman in Eurasia Daily Monitor, 26 April 2024`
    Byline,
}

impl CitationForm {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::AuthorDate, Self::Footnote, Self::Byline];
}

/// What a citation should say and the article does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Missing {
    /// No author is known: the title or source stands in the author's place.
    Author,
    /// No date is known: “n.d.”.
    Date,
    /// The words are somebody's in the article, and the reader has not yet confirmed whose.
    Speaker,
}

/// A citation and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The citation, without brackets and full stop.
    pub text: String,
    /// What the reader should look up.
    pub missing: Vec<Missing>,
}

/// The citation of `quote`. Words inside quotation marks are their speaker's, “quoted in” the article; a
/// speaker that is not confirmed carries a question mark.
pub fn citation(quote: &Quote, form: CitationForm) -> Citation {
    let article = &quote.article;
    let page = quote.page.as_ref().map(|page| format!("p. {page}"));
    let passage = quote.passage.map(|passage| format!("¶{passage}"));
    let place = Some(joined([page, passage])).filter(|place| !place.is_empty());
    let text = match form {
        CitationForm::AuthorDate => {
            joined([Some(format!("{} {}", short_author(quote), year(article))), place])
        }
        CitationForm::Footnote => joined([
            authors(article),
            title(quote),
            article.source.clone(),
            Some(long_date(article)),
            place,
            article.url.clone(),
        ]),
        CitationForm::Byline => {
            let who = authors(article).unwrap_or_else(|| format!("“{}”", inner(&name(quote))));
            let source = article.source.as_ref();
            let whole = source.map_or_else(|| who.clone(), |source| format!("{who} in {source}"));
            joined([Some(whole), Some(long_date(article))])
        }
    };
    attributed(quote, text)
}

/// `text`, the citation of the article, as the citation of `quote` in it.
pub(super) fn attributed(quote: &Quote, text: String) -> Citation {
    let text = match speaker(quote) {
        Some(said) => format!("{said}, quoted in {text}"),
        None => text,
    };
    let text = match caution(quote) {
        Some(caution) => format!("{text} {caution}"),
        None => text,
    };
    Citation { text, missing: missing(quote) }
}

/// What is to be said of the words wherever they go: a splice of two lines can read as a sentence that nobody
/// wrote.
pub(super) const fn caution(quote: &Quote) -> Option<&'static str> {
    match quote.doubt {
        Some(Doubt::OrderUnsure) => Some("[order of the lines unsure]"),
        None => None,
    }
}

/// The words in quotation marks and their citation behind them: what is pasted into a text.
pub(super) fn cited(quote: &Quote, citation: &Citation) -> String {
    let words = quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = words.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
    let bare = bare.filter(|inside| !inside.contains(['“', '”'])).unwrap_or(&words);
    format!("“{bare}” ({})", citation.text)
}

fn missing(quote: &Quote) -> Vec<Missing> {
    let unconfirmed = quote.quotation.as_ref().is_some_and(|quotation| !quotation.confirmed);
    [
        (quote.article.authors.is_empty(), Missing::Author),
        (quote.article.date.is_none(), Missing::Date),
        (unconfirmed, Missing::Speaker),
    ]
    .into_iter()
    .filter_map(|(lacks, what)| lacks.then_some(what))
    .collect()
}

fn speaker(quote: &Quote) -> Option<String> {
    let quotation = quote.quotation.as_ref()?;
    let name = quotation.speaker.as_deref().unwrap_or("unnamed speaker");
    Some(if quotation.confirmed { name.to_owned() } else { format!("{name} (?)") })
}

/// Family name of the first author, of both of two, or “and others”.
fn short_author(quote: &Quote) -> String {
    let family = |name: &String| Name::of(name).family.to_owned();
    match quote.article.authors.as_slice() {
        [] => format!("“{}”", shortened(&name(quote))),
        [one] => family(one),
        [one, two] => format!("{} and {}", family(one), family(two)),
        [one, ..] => format!("{} and others", family(one)),
    }
}

/// The title; where the article names neither itself nor anybody it is from, something to find it by.
fn title(quote: &Quote) -> Option<String> {
    let article = &quote.article;
    let named = article.title.is_some() || !article.authors.is_empty() || article.source.is_some();
    if named {
        return article.title.as_ref().map(|title| format!("“{}”", inner(title)));
    }
    Some(format!("“{}”", inner(&name(quote))))
}

/// What to call the article by: title, file name or address, else the first words of the quote.
fn name(quote: &Quote) -> Cow<'_, str> {
    let article = &quote.article;
    if article.title.is_none() && article.file_name().is_none() && article.url.is_none() {
        return Cow::Owned(shortened(&quote.exact));
    }
    Cow::Borrowed(article.name())
}

fn authors(article: &Snapshot) -> Option<String> {
    match article.authors.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
    }
}

/// The first words of a title, enough to recognise it.
fn shortened(title: &str) -> String {
    let words: Vec<&str> = inner(title).split_whitespace().take(6).collect();
    let short = words.join(" ");
    let whole = title.split_whitespace().count() <= words.len();
    let short = short.trim_end_matches([':', ',', ';', '–', '—', '.']).to_owned();
    if whole { short } else { format!("{short} …") }
}

/// A title without the quotation marks around all of it.
fn inner(title: &str) -> &str {
    title.trim().trim_matches(['“', '”', '"'])
}

fn year(article: &Snapshot) -> String {
    match (article.date, article.date_end) {
        (None, _) => "n.d.".to_owned(),
        (Some(from), Some(to)) if to.year != from.year => format!("{}–{}", from.year, to.year),
        (Some(date), _) => date.year.to_string(),
    }
}

fn long_date(article: &Snapshot) -> String {
    match (article.date, article.date_end) {
        (None, _) => "n.d.".to_owned(),
        (Some(from), Some(to)) => format!("{} – {}", from.long(), to.long()),
        (Some(date), None) => date.long(),
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
