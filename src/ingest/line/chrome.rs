//! The wording of page chrome: what menus, buttons and boxes say on any site, in several languages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::collection::Reason;
use crate::ingest::line::shape;
use crate::ingest::line::words::Words;

/// Whether what follows such a line near the end may belong to it.
pub(in crate::ingest) const fn opens_section(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::SignUp | Reason::Related | Reason::Comments | Reason::Legal | Reason::Author
    )
}

/// What the phrases of `words/chrome.txt` say, by how they must stand in their line.
#[derive(Debug, Default)]
struct Phrases {
    /// They are the line, but for a number or a sign.
    whole: HashMap<&'static str, Reason>,
    /// The line is short and begins with them; by their first word.
    start: HashMap<&'static str, Vec<(&'static str, Reason)>>,
    /// They stand anywhere in the line, which may be a sentence.
    within: Vec<(&'static str, Reason)>,
}

static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of(include_str!("../../../assets/words/chrome.txt")));

impl Phrases {
    fn of(source: &'static str) -> Self {
        let mut phrases = Self::default();
        for section in source.split("\n[").skip(1) {
            let Some((name, list)) = section.split_once(']') else { continue };
            let Some((purpose, fit)) = name.split_once(' ') else { continue };
            let Ok(chrome) = purpose.parse::<Reason>() else { continue };
            for phrase in list.split([';', '\n']).map(str::trim).filter(|p| !p.is_empty()) {
                match fit {
                    "whole" => {
                        phrases.whole.insert(phrase, chrome);
                    }
                    "start" => {
                        let first = phrase.split(' ').next().unwrap_or(phrase);
                        phrases.start.entry(first).or_default().push((phrase, chrome));
                    }
                    _ => phrases.within.push((phrase, chrome)),
                }
            }
        }
        phrases
    }

    fn opening(&self, line: &str) -> Option<Reason> {
        let first = line.split(' ').next()?;
        let bare = first.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':');
        let glued = first.starts_with('©').then_some("©");
        [first, bare, bare.trim_end_matches(':'), glued.unwrap_or(first)]
            .iter()
            .filter_map(|first| self.start.get(first))
            .flatten()
            .find(|(phrase, _)| begins(line, phrase))
            .map(|(_, chrome)| *chrome)
    }
}

/// Longest line, in words, that a phrase at its start makes chrome.
const SHORT: usize = 16;
/// Most labels that stand side by side in a line: "Menu Close".
const LABELS: usize = 4;
/// Longest line, in words, that a phrase within makes chrome.
const BOX: usize = 60;

/// What chrome `line` is, if its wording says so.
pub(in crate::ingest) fn of(line: &str) -> Option<Reason> {
    if shape::has_words(line, BOX + 1) {
        return None;
    }
    let count = shape::words(line);
    if count == 0 {
        return None;
    }
    let plain = plain(line);
    let bare = plain.trim_matches(|c: char| !c.is_alphabetic() && c != '(');
    let bare = bare.trim_end_matches(|c: char| !c.is_alphabetic());
    if bare.is_empty() {
        return counter(line);
    }
    if is_trail(line) || is_menu(line) {
        return Some(Reason::Menu);
    }
    if let Some((first, rest)) = line.split_once(['|', '·', '•'])
        && let Some(chrome) = of(first)
        && rest.split(['|', '·', '•']).all(|part| of(part).is_some())
    {
        return Some(chrome);
    }
    let opening = || {
        let found = PHRASES.opening(&plain).or_else(|| PHRASES.opening(bare));
        found.filter(|_| count <= SHORT)
    };
    let within = || {
        if quotes(line) {
            return None;
        }
        PHRASES.within.iter().find(|(phrase, _)| plain.contains(phrase)).map(|(_, chrome)| *chrome)
    };
    let whole = PHRASES.whole.get(bare).copied();
    let labels = || {
        let mut each = bare.split(' ').map(|word| PHRASES.whole.get(word).copied());
        let first = each.next().flatten().filter(|_| (2..=LABELS).contains(&count))?;
        each.all(|other| other.is_some()).then_some(first)
    };
    whole.or_else(labels).or_else(opening).or_else(within).or_else(|| counter(&plain))
}

/// The way down to a page: "Home > World > Europe".
fn is_trail(line: &str) -> bool {
    [" > ", " › ", " » ", " → ", " / "].iter().any(|sign| {
        let parts = line.split(sign).count();
        parts >= 3 && line.split(sign).all(|part| (1..=4).contains(&shape::words(part)))
    })
}

/// The names of sections one behind the other: "Home News Sport Business".
fn is_menu(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let labels = words.iter().filter(|word| shape::is_label(word)).count();
    (3..=14).contains(&words.len())
        && labels * 3 >= words.len() * 2
        && words.iter().all(|word| {
            word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase)
        })
}

fn begins(line: &str, phrase: &str) -> bool {
    line.strip_prefix(phrase).is_some_and(|rest| {
        phrase.ends_with([':', '(', '©', '0'])
            || rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Small letters, straight apostrophes, single spaces.
fn plain(line: &str) -> String {
    let small = line.to_lowercase().replace(['’', '‘'], "'");
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "5 min read", "12 comments", "1,204 views", "3 shares".
fn counter(plain: &str) -> Option<Reason> {
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let figures = words.iter().filter(|word| word.bytes().all(|b| b.is_ascii_digit())).count();
    let units = words.iter().filter(|word| UNITS.has(word)).count();
    (figures > 0 && units > 0 && figures + units == words.len() && words.len() <= 6)
        .then_some(Reason::Label)
}

static UNITS: Words = Words::new(include_str!("../../../assets/words/units.txt"));

/// Verbs that calls to action begin with.
static CALLS: Words = Words::new(include_str!("../../../assets/words/calls.txt"));

/// Words by which a site speaks of itself and to its visitor.
static CUES: Words = Words::new(include_str!("../../../assets/words/cues.txt"));

/// Whether `text` calls on the visitor to do something: it begins with an imperative and speaks of
/// the site, or speaks of little else. Only near the end of an article or beside chrome is that enough
/// to call it furniture.
pub(in crate::ingest) fn is_call(text: &str) -> bool {
    let small = plain(text);
    let words: Vec<&str> = small
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let calls = words.first().is_some_and(|word| CALLS.has(word));
    if !calls || words.len() > 50 || quotes(text) {
        return false;
    }
    // A site speaks of what it offers, or says "we" and "you" in a line and no more. One cue counts once.
    let cues: HashSet<&str> = words.iter().copied().filter(|word| CUES.has(word)).collect();
    let offers = cues.iter().filter(|word| word.chars().count() > PRONOUN).count();
    offers >= 1 && cues.len() >= 2 || !cues.is_empty() && words.len() <= LINE
}

/// Whether `text` speaks of itself and to its visitor in two words at least: "we" and "you" in any language.
/// Only between a question and a button is that enough.
pub(in crate::ingest) fn addresses(text: &str) -> bool {
    let small = plain(text);
    let words = small.split(|c: char| !c.is_alphanumeric() && c != '-');
    let cues: HashSet<&str> = words.filter(|word| CUES.has(word)).collect();
    cues.len() >= 2 && !quotes(text)
}

/// Longest word, in letters, by which one speaks of oneself or to somebody.
const PRONOUN: usize = 4;
/// Longest line, in words, that calls by such a word alone.
const LINE: usize = 12;

/// Whether somebody is quoted in `text`: it opens with a quotation mark, or three words and more stand in such.
pub(in crate::ingest) fn quotes(text: &str) -> bool {
    let opens = text.starts_with(['"', '“', '„', '«', '‘', '‹']);
    let inner = text.split(['"', '“', '”', '„', '«', '»']).skip(1).step_by(2);
    opens || inner.map(shape::words).any(|words| words >= 3)
}

#[cfg(test)]
mod tests {
    use super::Reason::*;
    use super::*;

    #[test]
    fn chrome_is_known_by_its_wording() {
        for (line, chrome) in [
            ("Menu Close", Menu),
            ("» Read more «", Related),
            ("READ MORE: How the dam was built", Related),
            ("Comments (12)", Comments),
            ("5 min read", Label),
            ("© 2023 The Harbour Post", Legal),
            ("Get the latest from our desk straight to your inbox.", SignUp),
            ("Anzeige", Advert),
            ("Читайте также", Related),
            ("Teilen", Share),
        ] {
            assert_eq!(of(line), Some(chrome), "{line}");
        }
    }

    #[test]
    fn prose_is_not_chrome() {
        for line in [
            "Support for the bridge has fallen since the summer.",
            "Share of the vote",
            "The menu was short and the soup was cold.",
            "Comments by the minister drew fire",
            "Home rule",
            "Help came late.",
            "1914",
            "Most read the letter twice before they signed it.",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
        assert!(!is_call("The union said its members would return to work on Monday."));
        assert!(is_call(
            "Send us a column and reach the 900 members of our garden club every month."
        ));
    }
}
