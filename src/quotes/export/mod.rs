//! Quotes for other programs, always in the same order: by date of the article, place in it, name.

mod bibliography;
mod csv;
mod format;
mod json;
mod logseq;
mod markdown;
mod obsidian;

use std::cmp::Ordering;
use std::collections::HashMap;

use super::quote::{Quote, Snapshot};

#[cfg(feature = "citation-styles")]
pub(super) use bibliography::works;
pub use bibliography::{bibtex, csl};
pub use csv::{full, readwise};
pub use format::Format;
pub use json::collection;
pub use logseq::logseq;
pub use markdown::markdown;
pub use obsidian::{Note, NoteConflict, notes};

/// What quotes are put under.
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
pub enum Grouping {
    /// The article they are from.
    #[default]
    Article,
    /// The themes they were kept under; one with several stands under each.
    Theme,
    /// Their tags; one with several stands under each.
    Tag,
    /// The day they were made.
    Time,
}

impl Grouping {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Article, Self::Theme, Self::Tag, Self::Time];
}

/// The quotes in the order of all exports.
pub fn sorted<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> Vec<&'a Quote> {
    let mut sorted: Vec<&Quote> = quotes.into_iter().collect();
    sorted.sort_by(|a, b| order(a, b));
    sorted
}

/// By date of the article, unknown ones last; articles of a day by name; then by place and name.
pub fn order(a: &Quote, b: &Quote) -> Ordering {
    let key = |quote: &Quote| (quote.article.date.is_none(), quote.article.date);
    key(a)
        .cmp(&key(b))
        .then_with(|| a.article.name().cmp(b.article.name()))
        .then_with(|| work(&a.article).cmp(&work(&b.article)))
        .then_with(|| (a.passage, a.position).cmp(&(b.passage, b.position)))
        .then_with(|| a.id.cmp(&b.id))
}

/// What makes two snapshots the same work, though the text was edited or moved between them.
fn work(article: &Snapshot) -> (&str, &[String], &str) {
    let address = article.url.as_deref().or(match article.title {
        Some(_) => None,
        None => article.path.as_deref(),
    });
    (article.title.as_deref().unwrap_or(""), &article.authors, address.unwrap_or(""))
}

/// Groups and their names, groups in the order of their first quote or, for themes and tags, of their
/// names; what has none stands last under an empty name.
pub fn grouped<'a>(quotes: &[&'a Quote], by: Grouping) -> Vec<(String, Vec<&'a Quote>)> {
    let mut groups: Vec<(String, Vec<&Quote>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut put = |key: String, name: &str, quote: &'a Quote| {
        let place = *places.entry(key).or_insert_with(|| {
            groups.push((name.to_owned(), Vec::new()));
            groups.len() - 1
        });
        if let Some((_, members)) = groups.get_mut(place) {
            members.push(quote);
        }
    };
    for quote in quotes {
        let labels = match by {
            Grouping::Article => {
                put(format!("{:?}", work(&quote.article)), quote.article.name(), quote);
                continue;
            }
            Grouping::Time => {
                let time = quote.created.to_string();
                let day = time.split('T').next().unwrap_or("");
                put(day.to_owned(), day, quote);
                continue;
            }
            Grouping::Theme => &quote.themes,
            Grouping::Tag => &quote.tags,
        };
        if labels.is_empty() {
            put(String::new(), "", quote);
        }
        for label in labels {
            put(label.clone(), label, quote);
        }
    }
    match by {
        Grouping::Article => {}
        Grouping::Time => groups.sort_by(|(a, _), (b, _)| a.cmp(b)),
        Grouping::Theme | Grouping::Tag => {
            groups.sort_by(|(a, _), (b, _)| (a.is_empty(), a).cmp(&(b.is_empty(), b)));
        }
    }
    groups
}
