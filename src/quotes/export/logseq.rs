//! Logseq: an outline, articles above their quotes, with properties.

use std::fmt::Write as _;

use super::markdown::{escaped, linked};
use super::{Grouping, grouped, sorted};
use crate::quotes::citing::Citations;
use crate::quotes::quote::{Quote, Snapshot};

/// All `quotes` as one page of Logseq.
pub fn logseq<'a>(quotes: impl IntoIterator<Item = &'a Quote>, citations: &Citations) -> String {
    let mut text = String::new();
    for (name, quotes) in grouped(&sorted(quotes), Grouping::Article) {
        let _ = writeln!(text, "- {}", escaped(&name));
        if let Some(quote) = quotes.first() {
            about(&mut text, &quote.article);
        }
        for quote in quotes {
            block(&mut text, quote, citations);
        }
    }
    if !citations.works().is_empty() {
        text.push_str("- Works\n");
    }
    for work in citations.works() {
        let _ = writeln!(text, "\t- {}", linked(work));
    }
    text
}

fn about(text: &mut String, article: &Snapshot) {
    let authors: Vec<String> = article.authors.iter().map(|name| format!("[[{name}]]")).collect();
    property(text, "  ", "author", &authors.join(", "));
    let date = article.date.map_or_else(|| "n.d.".to_owned(), |date| date.to_string());
    property(text, "  ", "date", &date);
    property(text, "  ", "source", article.source.as_deref().unwrap_or(""));
    property(text, "  ", "url", article.url.as_deref().unwrap_or(""));
}

fn block(text: &mut String, quote: &Quote, citations: &Citations) {
    let lines = quote.exact.lines().filter(|line| !line.trim().is_empty());
    for (place, line) in lines.enumerate() {
        let lead = if place == 0 { "\t- " } else { "\t  " };
        let _ = writeln!(text, "{lead}> {}", escaped(line));
    }
    property(text, "\t  ", "cited", &citations.of(quote).text);
    property(text, "\t  ", "tags", &quote.tags.join(", "));
    property(text, "\t  ", "themes", &quote.themes.join(", "));
    property(text, "\t  ", "quote-id", &quote.id.to_string());
    for (place, line) in quote.note.lines().enumerate() {
        let lead = if place == 0 { "\t\t- " } else { "\t\t  " };
        let _ = writeln!(text, "{lead}{line}");
    }
}

fn property(text: &mut String, indent: &str, key: &str, value: &str) {
    if !value.is_empty() {
        let line = value.replace(['\n', '\r'], " ");
        let _ = writeln!(text, "{indent}{key}:: {line}");
    }
}
