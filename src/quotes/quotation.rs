//! Words inside quotation marks, and who seems to say them.

use super::quote::Quotation;
use crate::text::quotations::quotations;
use crate::text::{Extent, words};

/// Verbs of saying, as they stand in news prose.
const SAYING: [&str; 36] = [
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "stated",
    "states",
    "noted",
    "notes",
    "argued",
    "argues",
    "claimed",
    "claims",
    "warned",
    "warns",
    "wrote",
    "writes",
    "added",
    "adds",
    "declared",
    "declares",
    "announced",
    "insisted",
    "insists",
    "explained",
    "explains",
    "suggested",
    "remarked",
    "asked",
    "replied",
    "admitted",
    "acknowledged",
    "emphasised",
    "emphasized",
    "stressed",
];

/// Capitalised words that start a sentence more often than they name anybody.
const NO_NAMES: [&str; 56] = [
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "for",
    "and",
    "but",
    "as",
    "this",
    "that",
    "these",
    "those",
    "it",
    "its",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "if",
    "when",
    "while",
    "after",
    "before",
    "according",
    "to",
    "of",
    "by",
    "from",
    "with",
    "however",
    "moreover",
    "still",
    "yet",
    "his",
    "her",
    "there",
    "nothing",
    "nobody",
    "nowhere",
    "none",
    "no",
    "not",
    "everybody",
    "everyone",
    "everything",
    "somebody",
    "someone",
    "something",
    "anybody",
    "anyone",
    "anything",
    "one",
];

/// Set where `extent`, bytes of `paragraph`, lies inside one pair of quotation marks.
pub(super) fn quotation(paragraph: &str, extent: Extent) -> Option<Quotation> {
    let inside = quotations(paragraph)
        .into_iter()
        .filter(|span| span.covers(extent))
        .min_by_key(|s| s.len())?;
    Some(Quotation { speaker: speaker(paragraph, inside), confirmed: false })
}

/// The name nearest to a verb of saying or behind “according to”, outside the quotation, within its
/// sentence or so.
fn speaker(paragraph: &str, inside: Extent) -> Option<String> {
    let words = words::words(paragraph);
    let near: Vec<Extent> = words
        .into_iter()
        .filter(|word| !inside.covers(*word) && gap(*word, inside) <= 160)
        .collect();
    let verb = near
        .iter()
        .enumerate()
        .filter(|(i, word)| {
            let lower = word.of(paragraph).to_lowercase();
            SAYING.contains(&lower.as_str())
                || lower == "to"
                    && i.checked_sub(1)
                        .and_then(|before| near.get(before))
                        .is_some_and(|w| w.of(paragraph).eq_ignore_ascii_case("according"))
        })
        .min_by_key(|(_, word)| gap(**word, inside))?;
    let names = names(paragraph, &near);
    let names = names.into_iter().filter(|name| is_a_name(paragraph, *name, *verb.1));
    let name = names.min_by_key(|name| gap(*name, *verb.1))?;
    (gap(name, *verb.1) <= 40).then(|| name.of(paragraph).to_owned())
}

fn gap(a: Extent, b: Extent) -> usize {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

/// Whether the capital tells: a single word that starts a sentence has it in any case, so that it names
/// somebody only beside the verb of saying, or if it stands elsewhere too with its capital.
fn is_a_name(paragraph: &str, name: Extent, verb: Extent) -> bool {
    let text = name.of(paragraph);
    text.contains(' ')
        || !starts_a_sentence(paragraph, name.start)
        || gap(name, verb) <= 1
        || paragraph.match_indices(text).any(|(at, _)| !starts_a_sentence(paragraph, at))
}

/// Names in a paragraph, as bytes of it: capitalised words, but for single ones that start a sentence and do
/// not stand elsewhere with their capital.
pub fn names_in(paragraph: &str) -> Vec<Extent> {
    let found = names(paragraph, &words::words(paragraph));
    // A verb of saying nowhere near tells nothing of anybody.
    let nowhere = Extent::new(usize::MAX, usize::MAX);
    found.into_iter().filter(|name| is_a_name(paragraph, *name, nowhere)).collect()
}

fn starts_a_sentence(paragraph: &str, at: usize) -> bool {
    let before = paragraph.get(..at).unwrap_or("").trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '«' | '»' | '„')
    });
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':'])
}

/// Runs of capitalised words.
fn names(paragraph: &str, words: &[Extent]) -> Vec<Extent> {
    let mut names: Vec<Extent> = Vec::new();
    for word in words {
        let text = word.of(paragraph);
        let capital = text.chars().next().is_some_and(char::is_uppercase);
        if !capital || NO_NAMES.contains(&text.to_lowercase().as_str()) {
            continue;
        }
        match names.last_mut() {
            Some(last) if Extent::new(last.end, word.start).of(paragraph) == " " => {
                last.end = word.end;
            }
            _ => names.push(*word),
        }
    }
    for name in &mut names {
        let text = name.of(paragraph);
        if let Some(bare) = text.strip_suffix("’s").or_else(|| text.strip_suffix("'s")) {
            name.end = name.start + bare.len();
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paragraph: &str, words: &str) -> Option<Quotation> {
        let start = paragraph.find(words).unwrap();
        quotation(paragraph, Extent::new(start, start + words.len()))
    }

    #[test]
    fn words_in_quotation_marks_are_somebodys() {
        let text = "“We shall never march,” Maria Holt told the council. Few didn’t believe it.";
        assert_eq!(of(text, "never march").unwrap().speaker.as_deref(), Some("Maria Holt"));
        assert_eq!(
            of(text, "“We shall never march,”").unwrap().speaker.as_deref(),
            Some("Maria Holt")
        );
        assert_eq!(of(text, "told the council"), None);
        assert_eq!(of(text, "march,” Maria"), None);
        assert_eq!(of(text, "believe"), None);
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_names_nobody() {
        let text = "“I am here,” the woman said. “And I will stay here.” Nothing more.";
        assert_eq!(of(text, "And I will stay here.").unwrap().speaker, None);
        let text = "“I am here,” the woman said. “And I will stay here.” Rain fell.";
        assert_eq!(of(text, "And I will stay here.").unwrap().speaker, None);
        for text in [
            "Holt said: “We stay here.”",
            "Holt, who chairs the council, said: “We stay here.” Few thought that Holt meant it.",
            "“We stay here,” said Holt.",
        ] {
            assert_eq!(
                of(text, "We stay here").unwrap().speaker.as_deref(),
                Some("Holt"),
                "{text}"
            );
        }
    }

    #[test]
    fn straight_and_nested_marks_and_apostrophes_are_told_apart() {
        let text =
            "The mayor's aide said: \"It isn't 'over' yet\", and the aides' desks were 'empty'.";
        assert!(of(text, "isn't").is_some());
        assert!(of(text, "over").is_some());
        assert!(of(text, "desks").is_none());
        assert!(of(text, "empty").is_some());
        assert!(of("the ‘quiet’ year’s end", "end").is_none());
    }

    #[test]
    fn a_quotation_that_goes_on_in_the_next_paragraph_counts() {
        assert!(of("He went on: “It was late.", "late").is_some());
    }
}
