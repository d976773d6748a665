//! The articles of the quotes, for bibliographies: BibTeX and CSL-JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{Grouping, grouped, sorted, work};
use crate::collection::names::Name;
use crate::collection::{ContentHash, PartialDate};
use crate::quotes::quote::{Quote, Snapshot};
use crate::text::words::fold;

/// The articles of `quotes` as BibTeX, each once.
pub fn bibtex<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> String {
    let entries: Vec<String> =
        articles(quotes).into_iter().map(|(key, article)| entry(&key, article)).collect();
    entries.join("\n")
}

/// The articles of `quotes` as CSL-JSON, each once.
pub fn csl<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> String {
    let items: Vec<Value> =
        articles(quotes).into_iter().map(|(key, article)| item(&key, article)).collect();
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

/// The articles of `quotes` as items of CSL-JSON, each with its quotes, in the order of all exports.
#[cfg(feature = "citation-styles")]
pub(in crate::quotes) fn works<'a>(
    quotes: impl IntoIterator<Item = &'a Quote>,
) -> Vec<(Value, Vec<&'a Quote>)> {
    let groups = grouped(&sorted(quotes), Grouping::Article);
    let articles: Vec<&Snapshot> =
        groups.iter().filter_map(|(_, quotes)| Some(&quotes.first()?.article)).collect();
    let works = keys(&articles).into_iter().zip(articles).map(|(key, article)| {
        let mut item = item(&key, article);
        // What it lacks is for the reader to see, no part of a citation.
        if let Some(fields) = item.as_object_mut() {
            fields.remove("note");
        }
        item
    });
    works.zip(groups.iter().map(|(_, quotes)| quotes.clone())).collect()
}

fn articles<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> Vec<(String, &'a Snapshot)> {
    let articles: Vec<&Snapshot> = grouped(&sorted(quotes), Grouping::Article)
        .iter()
        .filter_map(|(_, quotes)| Some(&quotes.first()?.article))
        .collect();
    keys(&articles).into_iter().zip(articles).collect()
}

/// Keys like `preiherman2024belaruss-strategy-avoid`, made from what the article says of itself, so that
/// they stay the same from export to export; those that would be alike end in digits of a hash.
pub(super) fn keys(articles: &[&Snapshot]) -> Vec<String> {
    let plain: Vec<String> = articles.iter().map(|article| key(article)).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for key in &plain {
        *count.entry(key).or_default() += 1;
    }
    plain
        .iter()
        .zip(articles)
        .map(|(key, article)| match count.get(key.as_str()) {
            Some(2..) => {
                let all = ContentHash::of(&format!("{:?}", work(article))).to_string();
                format!("{key}-{}", all.chars().take(6).collect::<String>())
            }
            _ => key.clone(),
        })
        .collect()
}

fn key(article: &Snapshot) -> String {
    const SMALL: [&str; 12] =
        ["the", "a", "an", "of", "and", "in", "on", "to", "for", "from", "with", "is"];
    let plain =
        |text: &str| -> String { fold(text).chars().filter(char::is_ascii_alphanumeric).collect() };
    let author = article.authors.first().map_or_else(
        || article.source.as_deref().map(plain).unwrap_or_default(),
        |name| plain(Name::of(name).family),
    );
    let author = if author.is_empty() { "anon".to_owned() } else { author };
    let year = article.date.map_or_else(|| "nd".to_owned(), |date| date.year.to_string());
    let words: Vec<String> = article
        .name()
        .split_whitespace()
        .map(plain)
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
        .take(3)
        .collect();
    format!("{author}{year}{}", words.join("-"))
}

fn entry(key: &str, article: &Snapshot) -> String {
    let kind = if article.source.is_some() { "article" } else { "misc" };
    let mut text = format!("@{kind}{{{key},\n");
    let mut field = |name: &str, value: String| {
        let _ = writeln!(text, "  {name} = {{{value}}},");
    };
    if !article.authors.is_empty() {
        let names: Vec<String> = article.authors.iter().map(|name| tex_name(name)).collect();
        field("author", names.join(" and "));
    }
    field("title", format!("{{{}}}", tex(article.name())));
    if let Some(source) = &article.source {
        field("journal", tex(source));
    }
    match article.date {
        Some(date) => {
            let end = article.date_end.map(|end| format!("/{end}")).unwrap_or_default();
            field("date", format!("{date}{end}"));
            field("year", date.year.to_string());
        }
        None => field("year", "n.d.".to_owned()),
    }
    if let Some(url) = &article.url {
        // Braces and backslashes do not belong in an address and would unbalance the entry.
        field("url", url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C"));
    }
    if let Some(language) = &article.language {
        field("langid", tex(language));
    }
    if article.authors.is_empty() {
        field("note", "Author not known".to_owned());
    }
    text.push_str("}\n");
    text
}

fn tex_name(name: &str) -> String {
    match Name::of(name) {
        Name { given: "", family, .. } => format!("{{{}}}", tex(family)),
        Name { given, family, suffix: "" } => format!("{}, {}", tex(family), tex(given)),
        Name { given, family, suffix } => {
            format!("{}, {}, {}", tex(family), tex(suffix), tex(given))
        }
    }
}

/// Text that means itself in TeX.
fn tex(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                safe.push('\\');
                safe.push(c);
            }
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '\\' => safe.push_str("\\textbackslash{}"),
            '\n' => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

fn item(key: &str, article: &Snapshot) -> Value {
    let authors: Vec<Value> = article
        .authors
        .iter()
        .map(|name| match Name::of(name) {
            Name { given: "", family, .. } => json!({"literal": family}),
            Name { given, family, suffix: "" } => json!({"family": family, "given": given}),
            Name { given, family, suffix } => {
                json!({"family": family, "given": given, "suffix": suffix})
            }
        })
        .collect();
    let kind = if article.source.is_some() { "article-magazine" } else { "webpage" };
    let mut item = Map::new();
    item.insert("id".to_owned(), key.into());
    item.insert("type".to_owned(), kind.into());
    item.insert("title".to_owned(), article.name().into());
    if !authors.is_empty() {
        item.insert("author".to_owned(), authors.into());
    }
    if let Some(date) = article.date {
        let dates: Vec<Vec<i64>> =
            [Some(date), article.date_end].into_iter().flatten().map(parts).collect();
        item.insert("issued".to_owned(), json!({"date-parts": dates}));
    }
    let known = [
        ("container-title", &article.source),
        ("URL", &article.url),
        ("language", &article.language),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            item.insert(name.to_owned(), value.as_str().into());
        }
    }
    let lacks: Vec<&str> = [
        article.authors.is_empty().then_some("author not known"),
        article.date.is_none().then_some("n.d."),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !lacks.is_empty() {
        item.insert("note".to_owned(), lacks.join("; ").into());
    }
    Value::Object(item)
}

fn parts(date: PartialDate) -> Vec<i64> {
    let mut parts = vec![i64::from(date.year)];
    parts.extend(date.month.map(i64::from));
    parts.extend(date.day.map(i64::from));
    parts
}
