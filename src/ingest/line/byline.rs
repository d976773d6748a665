//! Bylines and datelines of scraped text: who wrote it, when and where it appeared.

use crate::collection::{DateSpan, Reason};
use crate::ingest::line::chrome;
use crate::ingest::line::credits;
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::line::shape::{self, CommonWords};
use crate::ingest::line::words::Words;
use crate::ingest::piece::Piece;

/// What a line says about the article it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::ingest) struct Byline {
    pub(in crate::ingest) authors: Vec<String>,
    pub(in crate::ingest) date: Option<DateSpan>,
    pub(in crate::ingest) source: Option<String>,
    pub(in crate::ingest) url: Option<String>,
}

/// What a line is read against.
#[derive(Debug)]
pub(in crate::ingest) struct Context {
    pub(in crate::ingest) order: DayOrder,
    pub(in crate::ingest) common: CommonWords,
}

/// Longest line, in words, that can be a byline.
const LONGEST: usize = 25;

/// Reads `piece` as a byline, dateline or note of origin, if it is one.
pub(in crate::ingest) fn read(piece: &Piece, context: &Context) -> Option<Byline> {
    let line = piece.text.trim();
    if shape::words(line) > LONGEST {
        return None;
    }
    origin(piece)
        .or_else(|| agency(line))
        .or_else(|| address(line))
        .or_else(|| signed(line, context))
        .or_else(|| dateline(line, context))
}

/// Phrases before the name of a publication.
static ORIGINS: Words = Words::new(include_str!("../../../assets/words/origins.txt"));

fn origin(piece: &Piece) -> Option<Byline> {
    let line = piece.text.as_str();
    let small = line.to_lowercase();
    // Lower-casing can change lengths; then the offsets below would not fit.
    if small.len() != line.len() {
        return None;
    }
    let (at, phrase) = ORIGINS
        .iter()
        .filter_map(|phrase| small.find(phrase).map(|at| (at, phrase)))
        .min_by_key(|(at, phrase)| (*at, usize::MAX - phrase.len()))?;
    let lead = line.get(..at)?.trim_start_matches(['(', '*', '[']).trim();
    let opening = lead.is_empty()
        || small.starts_with("this article")
        || small.starts_with("this text")
        || small.starts_with("this piece")
        || small.starts_with("this story")
        || small.starts_with("dieser ")
        || small.starts_with("editor");
    let rest = line.get(at + phrase.len()..)?;
    if !opening || !rest.starts_with([' ', '\u{a0}']) && !phrase.ends_with(':') {
        return None;
    }
    let date = dates::first(rest, DayOrder::Unknown);
    let named = match (piece.first_link(), date) {
        (Some(link), _) if rest.contains(link) => link,
        (_, Some(dated)) => rest.get(..dated.extent.start)?,
        _ => rest,
    };
    let named = named
        .trim()
        .trim_end_matches(['.', ')', ']', ',', '*', ':', ';'])
        .trim_end_matches(" on")
        .trim_end_matches(',');
    let named = ["the ", "The ", "der ", "die ", "dem ", "im "]
        .iter()
        .find_map(|the| named.strip_prefix(the))
        .unwrap_or(named)
        .trim();
    let is_url = named.starts_with("http");
    let site = named.split(',').next().filter(|site| site.contains('.') && !site.contains(' '));
    let named = site.unwrap_or(named);
    let is_name = !named.is_empty()
        && shape::words(named) <= 9
        && (site.is_some() || !shape::starts_small(named));
    if !is_name && !is_url && date.is_none() {
        return None;
    }
    Some(Byline {
        date: date.map(|dated| dated.span),
        source: is_name.then(|| named.to_owned()),
        url: is_url.then(|| named.to_owned()),
        ..Byline::default()
    })
}

/// A news agency alone on its line.
pub(in crate::ingest) fn agency(line: &str) -> Option<Byline> {
    let bare = line.trim_matches(['(', ')', '/', ' ']);
    let known = !bare.contains(' ') && credits::AGENCIES.has(&bare.to_lowercase())
        || matches!(bare, "Associated Press" | "The Associated Press" | "Agence France-Presse");
    known.then(|| Byline { source: Some(bare.to_owned()), ..Byline::default() })
}

fn address(line: &str) -> Option<Byline> {
    let (label, rest) =
        line.split_once(':').map_or(("", line), |(label, rest)| (label, rest.trim()));
    let labelled = matches!(
        label.to_lowercase().as_str(),
        "url" | "link" | "address" | "source" | "quelle" | "источник"
    );
    let url = if labelled { rest } else { line };
    let is_url = (url.starts_with("http://") || url.starts_with("https://"))
        && !url.contains(char::is_whitespace);
    is_url.then(|| Byline { url: Some(url.to_owned()), ..Byline::default() })
}

/// Words before the name of an author.
static SIGNATURES: Words = Words::new(include_str!("../../../assets/words/signatures.txt"));
/// Those of them that are words of any text too: before a name that is not known they need a colon.
static WITH_COLON: Words =
    Words::new(include_str!("../../../assets/words/signatures_with_colon.txt"));

/// Words that are such only with a colon behind them.
static LABELS: Words = Words::new("words, redaktion, rédaction, redacción, redazione, reportage");

/// `text` without "By" and the like before it.
pub(in crate::ingest) fn without_signature(text: &str) -> &str {
    let small = text.to_lowercase();
    let signed = |signature: &&'static str| {
        small.strip_prefix(signature).is_some_and(|rest| rest.starts_with(BEHIND))
    };
    // Lower-casing can change lengths; then the signature is not cut off.
    match SIGNATURES.iter().filter(signed).max_by_key(|signature| signature.len()) {
        Some(signature) if small.len() == text.len() => {
            text.get(signature.len()..).unwrap_or(text).trim_start_matches(BEHIND)
        }
        _ => text,
    }
}

/// What stands in `line` behind a signature with a colon, up to the next label: of "Date: 3 May Author: Ada Byrne
/// Photos: Otto Halm" and of "3 May - Text: Ada Byrne" the name.
pub(in crate::ingest) fn labelled(line: &str) -> Option<&str> {
    let small = line.to_lowercase();
    if small.len() != line.len() {
        return None;
    }
    let behind = small.match_indices(':').find_map(|(at, _)| {
        let label = small.get(..at)?.trim_end();
        let word = label.rsplit(|c: char| !c.is_alphabetic()).next()?;
        (SIGNATURES.has(word) || LABELS.has(word)).then_some(at + 1)
    })?;
    let rest = line.get(behind..)?;
    let end = rest.find(':').and_then(|colon| rest.get(..colon)?.rfind(' ')).unwrap_or(rest.len());
    rest.get(..end).map(str::trim).filter(|name| !name.is_empty())
}

fn signed(line: &str, context: &Context) -> Option<Byline> {
    let small = line.to_lowercase();
    let bare = small.trim_end_matches(':').trim();
    if bare == "by" || bare == "written by" || bare == "posted by" || bare == "author" {
        return Some(Byline::default());
    }
    let date = dates::published(line, context.order);
    let signature = SIGNATURES
        .iter()
        .filter(|signature| {
            small.strip_prefix(*signature).is_some_and(|rest| rest.starts_with(BEHIND))
        })
        .max_by_key(|signature| signature.len())?;
    let start = signature.len();
    let first = dates::first(line, context.order);
    let end =
        first.map(|dated| dated.extent.start).filter(|end| *end > start).unwrap_or(line.len());
    let named = line.get(start..end)?.trim_start_matches(BEHIND);
    let named = cut_updates(named);
    let named_here = authors(named, &context.common);
    let authors = if named_here.is_empty() { uncased(named) } else { named_here };
    let needs_colon = WITH_COLON.has(signature);
    let colon = line.get(start..)?.starts_with([':', '：']);
    if authors.is_empty()
        || needs_colon && !colon && authors.iter().any(|name| !context.common.is_name(name))
    {
        return None;
    }
    Some(Byline { authors, date: date.map(|dated| dated.span), ..Byline::default() })
}

/// What stands between a signature and a name.
const BEHIND: [char; 5] = [' ', ':', '：', '／', '\u{3000}'];
/// Longest name in a script without capitals, in words and, where it parts no words, in characters.
const UNCASED: (usize, usize) = (4, 24);

/// The names in a signature of a script that has no capitals: a few words without any stop.
fn uncased(named: &str) -> Vec<String> {
    let letters = |c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase();
    let fits = |name: &str| {
        name.chars().all(|c| letters(c) || c == ' ' || c == '·')
            && (1..=UNCASED.0).contains(&shape::words(name))
            && (2..=UNCASED.1).contains(&name.chars().count())
    };
    let names: Vec<&str> = named.trim().split(['、', '，', '،', ',']).map(str::trim).collect();
    if names.iter().all(|name| fits(name)) {
        names.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// `named` without "Published", "Updated" and what follows them.
fn cut_updates(named: &str) -> &str {
    ["Published", "Updated", "Posted", "published", "updated", "posted", " on "]
        .iter()
        .filter_map(|word| named.find(word))
        .min()
        .and_then(|at| named.get(..at))
        .unwrap_or(named)
}

/// Words that join two names.
pub(in crate::ingest) static JOINING: Words =
    Words::new(include_str!("../../../assets/words/between_names.txt"));

/// The names in `text`, as in "A B, C D and E F, staff writer": names up to the first part that is none.
pub(in crate::ingest) fn authors(text: &str, common: &CommonWords) -> Vec<String> {
    let text = text.trim().trim_end_matches(['.', '|', '·', '•', '-', '–', '—', ',', ' ']);
    let parts = text
        .split([',', ';', '|', '·', '•', '/', '–', '—', '&', '('])
        .flat_map(parted)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let part = [" in ", " for ", " at ", " from "]
            .iter()
            .filter_map(|word| part.find(word))
            .min()
            .and_then(|at| part.get(..at))
            .unwrap_or(part);
        let name = unshouted(part).unwrap_or_else(|| part.to_owned());
        let name = Some(name).filter(|name| common.is_name(name));
        match name.filter(|name| !is_role(name)) {
            Some(name) if !names.contains(&name) => names.push(name),
            Some(_) => {}
            None => break,
        }
    }
    names
}

/// `text` parted at the words that join two names, however they are written.
fn parted(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in text.split(' ') {
        if JOINING.has(&word.to_lowercase()) {
            parts.push(text.get(start..at).unwrap_or_default());
            start = at + word.len();
        }
        at += word.len() + 1;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// "JANE MILLER" as "Jane Miller", "J. O'BYRNE-McCALL" as "J. O'Byrne-McCall"; `None` if no word shouts.
fn unshouted(name: &str) -> Option<String> {
    name.split(' ').any(shape::is_shouted).then(|| {
        let words = name.split(' ').map(|word| match word.to_lowercase() {
            small if shape::is_particle(&small) => small,
            _ if shape::is_shouted(word) => lowered(word),
            _ => word.to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    })
}

/// `word` with great letters only at its start, behind a hyphen, and behind `O'` and `Mc`.
fn lowered(word: &str) -> String {
    let (mut lowered, mut part) = (String::new(), 0);
    for c in word.chars() {
        let prefix = lowered.get(part..).unwrap_or_default();
        let begins = matches!(prefix, "" | "Mc")
            || matches!(prefix.strip_suffix(['\'', '’']), Some(one) if one.chars().count() == 1);
        if begins {
            lowered.push(c);
        } else {
            lowered.extend(c.to_lowercase());
        }
        if matches!(c, '-' | '.') {
            part = lowered.len();
        }
    }
    lowered
}

/// Words that stand beside a date and say nothing more.
static DATE_WORDS: Words = Words::new(include_str!("../../../assets/words/beside_dates.txt"));

fn dateline(line: &str, context: &Context) -> Option<Byline> {
    let dated = dates::first(line, context.order)?;
    let published = dates::published(line, context.order)?;
    let before = line.get(..dated.extent.start)?;
    let after = line.get(dated.extent.end..)?;
    let parted = before.trim_end().ends_with(['|', '·', ',', '•', '-', '–', '—', ':', '/'])
        || after.trim_start().starts_with(['|', '·', '•', '–', '—', '-', ',', '/']);
    let other = |text: &str| {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty() && !dates::is_month(word))
            .filter(|word| !DATE_WORDS.has(&word.to_lowercase()))
            .count()
    };
    let strangers = other(before) + other(after);
    let names = if parted { authors(before, &context.common) } else { Vec::new() };
    let fits = strangers == 0 || (strangers <= 4 && parted && !shape::ends_sentence(line));
    let fits = fits && chrome::of(before).is_none_or(|chrome| chrome == Reason::Label);
    fits.then(|| Byline { authors: names, date: Some(published.span), ..Byline::default() })
}

/// Signs between the parts of a line of labels.
const PARTED: [char; 6] = ['|', '·', '⋅', '•', '–', '—'];

/// The whole day in `line` where it says hardly more: it opens the line, or one of its parts, and of at most
/// `more` words behind it none ends a sentence.
pub(in crate::ingest) fn day(line: &str, more: usize, context: &Context) -> Option<DateSpan> {
    let line = line.trim();
    if shape::words(line) > LONGEST || shape::ends_sentence(line) {
        return None;
    }
    line.split(PARTED).find_map(|part| {
        let part = part.trim();
        let dated = dates::published(part, context.order)?;
        let before = part.get(..dated.extent.start)?;
        let words = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let opens = words.map(str::to_lowercase).all(|word| DATE_WORDS.has(&word));
        let behind = shape::words(part.get(dated.extent.end..)?);
        (opens && behind <= more && dated.span.start.day.is_some()).then_some(dated.span)
    })
}

/// Words of what people are rather than what they are called.
static ROLES: Words = Words::new(include_str!("../../../assets/words/offices.txt"));

/// Whether `line` says what somebody is: "Director, Institute of Rivers".
pub(in crate::ingest) fn is_role(line: &str) -> bool {
    let small = line.to_lowercase();
    shape::words(line) <= 18
        && !shape::ends_sentence(line)
        && small.split(|c: char| !c.is_alphabetic()).any(|word| ROLES.has(word))
}

/// Whether `text` is about one of `authors`, as the note under an article is.
pub(in crate::ingest) fn is_biography(text: &str, authors: &[String]) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let untitled = ["Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Prof. "]
        .iter()
        .find_map(|title| text.strip_prefix(title));
    shape::words(text) <= 120
        && authors.iter().any(|author| {
            let last = author.rsplit(' ').next().unwrap_or(author);
            let whole = text.strip_prefix(author.as_str());
            whole.or_else(|| untitled.unwrap_or(text).strip_prefix(last)).is_some_and(|rest| {
                let next = rest.trim_start_matches([',', ' ']).split(' ').next().unwrap_or("");
                rest.is_empty()
                    || rest.starts_with([',', ' ', ':', '–', '—']) && BIOGRAPHY_VERBS.has(next)
            })
        })
}

static BIOGRAPHY_VERBS: Words = Words::new(include_str!("../../../assets/words/biographies.txt"));

#[cfg(test)]
mod tests;
