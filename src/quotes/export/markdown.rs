//! Markdown: a block quote, its citation, the note.

use std::fmt::Write as _;

use super::{Grouping, grouped, sorted};
use crate::quotes::cite::{Citation, Missing};
use crate::quotes::citing::Citations;
use crate::quotes::quote::{Quote, Snapshot};

/// All `quotes` as one Markdown text.
pub fn markdown<'a>(
    quotes: impl IntoIterator<Item = &'a Quote>,
    by: Grouping,
    citations: &Citations,
) -> String {
    let mut text = String::from("# Quotes\n");
    for (name, quotes) in grouped(&sorted(quotes), by) {
        let heading = match (by, name.as_str()) {
            (Grouping::Article, _) => {
                quotes.first().map_or_else(String::new, |q| about(&q.article))
            }
            (Grouping::Theme, "") => "Under no theme".to_owned(),
            (Grouping::Tag, "") => "Without a tag".to_owned(),
            (_, name) => escaped(name),
        };
        let _ = write!(text, "\n## {heading}\n");
        for quote in quotes {
            let _ = write!(text, "\n{}", one(quote, citations));
        }
    }
    text.push_str(&list(citations));
    text
}

/// The list of works under a heading of its own; empty where the citations need none.
pub(super) fn list(citations: &Citations) -> String {
    let works = citations.works();
    let heading = if works.is_empty() { "" } else { "\n## Works\n\n" };
    works.iter().fold(heading.to_owned(), |list, work| list + "- " + &linked(work) + "\n")
}

/// Title, authors, source and date on one line.
pub(super) fn about(article: &Snapshot) -> String {
    let date = match (article.date, article.date_end) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(date), None) => date.to_string(),
        (None, _) => "n.d.".to_owned(),
    };
    let authors = article.authors.join(", ");
    let parts = [article.name(), &authors, article.source.as_deref().unwrap_or(""), &date];
    let known: Vec<String> =
        parts.into_iter().filter(|part| !part.is_empty()).map(escaped).collect();
    known.join(" · ")
}

/// One quote: words, citation, note, tags.
pub(super) fn one(quote: &Quote, citations: &Citations) -> String {
    let mut text = with_citation(quote, citations);
    if !quote.note.is_empty() {
        let _ = write!(text, "\n{}\n", quote.note.trim_end());
    }
    if !quote.tags.is_empty() {
        let tags: Vec<String> = quote.tags.iter().map(|tag| hash_tag(tag)).collect();
        let _ = write!(text, "\n{}\n", tags.join(" "));
    }
    text
}

/// The words as a Markdown block quote with their citation beneath.
fn with_citation(quote: &Quote, citations: &Citations) -> String {
    let Citation { text: cited, missing } = citations.of(quote);
    let mut text = quoted(&quote.exact);
    let lacks: Vec<&str> = missing
        .iter()
        .map(|what| match what {
            Missing::Author => "author not known",
            Missing::Date => "date not known",
            Missing::Speaker => "speaker not confirmed",
        })
        .collect();
    let flag = if lacks.is_empty() { String::new() } else { format!(" [{}]", lacks.join(", ")) };
    let _ = write!(text, ">\n> — {}{}\n", linked(&cited), escaped(&flag));
    text
}

/// Every line behind `> `; line ends of the words become paragraphs.
pub(super) fn quoted(words: &str) -> String {
    let paragraphs: Vec<String> = words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("> {}\n", escaped(line)))
        .collect();
    paragraphs.join(">\n")
}

/// `#tag` with what Obsidian and its like allow in one.
pub(super) fn hash_tag(tag: &str) -> String {
    let plain: String = tag
        .trim()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '_' | '-' | '/') { c } else { '-' })
        .collect();
    format!("#{plain}")
}

/// Text that means itself in Markdown, but for its addresses, which become links.
pub(super) fn linked(text: &str) -> String {
    let starts = ["https://", "http://"].into_iter().filter_map(|scheme| text.find(scheme)).min();
    let Some((before, address)) = starts.and_then(|start| text.split_at_checked(start)) else {
        return escaped(text);
    };
    let end = address
        .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '”' | '"'))
        .unwrap_or(address.len());
    let (whole, _) = address.split_at_checked(end).unwrap_or((address, ""));
    // What ends a sentence or closes a bracket that stands before the address is none of it.
    let mut bare = whole.trim_end_matches([',', '.', ';', ':']);
    while let Some(inner) = bare.strip_suffix(')').filter(|inner| !inner.contains('(')) {
        bare = inner.trim_end_matches([',', '.', ';', ':']);
    }
    let behind = address.get(bare.len()..).unwrap_or("");
    format!("{}<{bare}>{}", escaped(before), linked(behind))
}

/// Text that means itself in Markdown, in Obsidian's and Logseq's too.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (place, c) in text.chars().enumerate() {
        let marks = "\\`*_[]<>#~|$^=%&{}".contains(c)
            || place == 0 && matches!(c, '-' | '+')
            || place == digits && digits > 0 && matches!(c, '.' | ')');
        if marks {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
