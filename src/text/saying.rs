//! Who is let speak: quotation marks, verbs of saying, names beside them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Extent;
use super::stems::Stems;
use super::word_list::Words;
use super::words::{fold, words};

/// The program's own lists of verbs of saying and of hedges, as a file that readers can copy and change.
pub const CUES: &str = include_str!("../../assets/cues.toml");

/// Capitalised words that start a sentence more often than they name anybody.
static NO_NAMES: Words = Words::new(include_str!("../../assets/words/no_names.txt"));

/// The verbs of saying of [`CUES`] and phrases like them, each as the stems of its words.
static SAYING: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Lists {
        reporting: Vec<String>,
    }
    let lists = toml::from_str(CUES).unwrap_or(Lists { reporting: Vec::new() });
    let stems =
        |phrase: &String| phrase.split(' ').map(|word| stem(word.trim_matches('='))).collect();
    lists.reporting.iter().map(stems).collect()
});

fn stem(word: &str) -> String {
    Stems::of_language(Some("en")).stem(&fold(word))
}

/// The stretches between quotation marks, marks included; nested ones too. A curly double one that is
/// not closed runs to the end, as when a quotation goes on in the next paragraph.
pub fn quotations(paragraph: &str) -> Vec<Extent> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut spans = Vec::new();
    let mut before = ' ';
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let end = at + c.len_utf8();
        let closes = open.iter().rposition(|(mark, _)| closing(*mark, c)).filter(|_| {
            // An apostrophe stands inside or behind a word that goes on; a closing mark does not.
            !after.is_alphanumeric() && (c != '"' && c != '\'' || !before.is_whitespace())
        });
        if let Some(place) = closes {
            if let Some((_, start)) = open.get(place).copied() {
                spans.push(Extent::new(start, end));
            }
            open.truncate(place);
        } else if opens(c, before, after) {
            open.push((c, at));
        }
        before = c;
    }
    let unclosed = open.iter().find(|(mark, _)| *mark == '“');
    spans.extend(unclosed.map(|(_, start)| Extent::new(*start, paragraph.len())));
    spans
}

fn opens(c: char, before: char, after: char) -> bool {
    let at_a_start = !before.is_alphanumeric() && !after.is_whitespace();
    match c {
        '“' | '„' | '«' => true,
        '‘' | '‚' | '"' | '\'' => at_a_start,
        _ => false,
    }
}

const fn closing(open: char, c: char) -> bool {
    match open {
        '“' => c == '”',
        '„' => matches!(c, '“' | '”'),
        '«' => c == '»',
        '‘' | '‚' => matches!(c, '’' | '‘'),
        other => other == c,
    }
}

/// Verbs of saying and phrases like “according to” among `words`, which are those of `paragraph`.
pub fn verbs(paragraph: &str, words: &[Extent]) -> Vec<Extent> {
    let stems: Vec<String> = words.iter().map(|word| stem(word.of(paragraph))).collect();
    let at = |(place, first): (usize, &Extent)| {
        let here = stems.get(place..)?;
        let phrase = SAYING.iter().find(|phrase| here.starts_with(phrase))?;
        let last = words.get(place + phrase.len().checked_sub(1)?)?;
        // “The United States” say nothing.
        let named = has_capital(first.of(paragraph)) && !starts_a_sentence(paragraph, first.start);
        (!named).then_some(Extent::new(first.start, last.end))
    };
    words.iter().enumerate().filter_map(at).collect()
}

/// Letters around a quotation within which its verb of saying stands.
const AROUND: usize = 160;
/// Letters between a verb of saying and the name of who says it.
const BESIDE: usize = 40;

/// Who seems to say the words of `quotation`, a pair of quotation marks in `paragraph` with what is between: the
/// name beside the nearest verb of saying outside of it, within a sentence or so.
pub fn speaker(paragraph: &str, quotation: Extent) -> Option<Extent> {
    let mut near = words(paragraph);
    near.retain(|word| !quotation.covers(*word) && word.gap(quotation) <= AROUND);
    let verb = verbs(paragraph, &near).into_iter().min_by_key(|verb| verb.gap(quotation))?;
    beside(paragraph, &near, verb)
}

/// Who seems to say something in `sentence`, within quotation marks or not: a name for each verb of saying that
/// has one beside it.
pub fn speakers(sentence: &str) -> Vec<Extent> {
    let words = words(sentence);
    let verbs = verbs(sentence, &words);
    verbs.into_iter().filter_map(|verb| beside(sentence, &words, verb)).collect()
}

/// The name nearest to `verb`, if it is near.
fn beside(paragraph: &str, words: &[Extent], verb: Extent) -> Option<Extent> {
    let names = names_beside(paragraph, words, verb);
    names.into_iter().min_by_key(|name| name.gap(verb)).filter(|name| name.gap(verb) <= BESIDE)
}

/// Names in a paragraph, as bytes of it: capitalised words, but for single ones that start a sentence and do
/// not stand elsewhere with their capital.
pub fn names(paragraph: &str) -> Vec<Extent> {
    // A verb of saying nowhere near tells nothing of anybody.
    names_beside(paragraph, &words(paragraph), Extent::new(usize::MAX, usize::MAX))
}

/// [`names`] among `words`; one beside `verb`, a verb of saying, is a name also where it starts a sentence.
pub fn names_beside(paragraph: &str, words: &[Extent], verb: Extent) -> Vec<Extent> {
    let mut found = capitalised(paragraph, words);
    found.retain(|name| is_a_name(paragraph, *name, verb));
    found
}

/// Whether the capital tells: a single word that starts a sentence has it in any case, so that it names
/// somebody only beside the verb of saying, or if it stands elsewhere too with its capital.
fn is_a_name(paragraph: &str, name: Extent, verb: Extent) -> bool {
    let text = name.of(paragraph);
    text.contains(' ')
        || !starts_a_sentence(paragraph, name.start)
        || name.gap(verb) <= 1
        || paragraph.match_indices(text).any(|(at, _)| !starts_a_sentence(paragraph, at))
}

fn starts_a_sentence(paragraph: &str, at: usize) -> bool {
    let before = paragraph.get(..at).unwrap_or("").trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '«' | '»' | '„')
    });
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':'])
}

fn has_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Runs of capitalised words among `words`, which are those of `paragraph`, those that a sentence begins with too.
pub fn capitalised(paragraph: &str, words: &[Extent]) -> Vec<Extent> {
    let mut names: Vec<Extent> = Vec::new();
    for word in words {
        let text = word.of(paragraph);
        if !has_capital(text) || NO_NAMES.has(&text.to_lowercase()) {
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

    fn said(paragraph: &str) -> (Vec<&str>, Vec<&str>) {
        let of = |extents: Vec<Extent>| extents.into_iter().map(|at| at.of(paragraph)).collect();
        (of(verbs(paragraph, &words(paragraph))), of(names(paragraph)))
    }

    #[test]
    fn verbs_of_saying_are_told_in_all_their_forms_and_from_names() {
        let text = "According to Orla Finch, the ferries had said little; she warns that they told nobody.";
        assert_eq!(said(text), (vec!["According to", "said", "warns", "told"], vec!["Orla Finch"]));
        assert_eq!(said("He wrote to the United States.").0, ["wrote"]);
    }

    #[test]
    fn names_are_runs_of_capitals_that_a_sentence_does_not_begin() {
        let text = "Rain fell. The mayor met Ada Byrne’s crew in Orla. Orla slept; Nobody came.";
        assert_eq!(said(text).1, ["Ada Byrne", "Orla", "Orla"]);
    }

    #[test]
    fn a_name_that_starts_the_sentence_counts_beside_its_verb() {
        let beside = |text: &str| {
            let all = words(text);
            names_beside(text, &all, verbs(text, &all).remove(0)).len()
        };
        assert_eq!((beside("Finch said so."), beside("Nets that he said were dry.")), (1, 0));
        assert_eq!(beside("However, they said so."), 0);
    }
}
